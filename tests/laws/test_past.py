"""Law: whoever follows edits in part ends up with what is true now, however many edits nobody looked in between.

Rows are read seldom here, edits are taken back, and one world may be edited in two ways: what was noted since a row was
made counts together. What is kept of guards, and of who has what, is held to what is read anew.
"""

# ruff: noqa: SLF001 - what is kept is looked at where it is kept

from collections import Counter
from random import Random

import pytest

from tests.laws.crowds import Served, crowd
from tests.laws.designs import draw, read
from tests.laws.edits import acquainted, edit, shut
from tests.laws.forwarding import forwarding
from tests.laws.moves import through_a_gateway
from tests.laws.test_kept import Editing, edited, held, says_what_is_true, visited
from tests.laws.test_kept import followed as one_by_one
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.network.network import Network
from vpcdesign.reach import past, sides, unlike
from vpcdesign.reach.admission import Blocks
from vpcdesign.reach.bearers import Bearers
from vpcdesign.reach.covers import Bits, bits_with
from vpcdesign.reach.guards import Guards
from vpcdesign.reach.rows import Rows

World = tuple[Design, Network, Rows]
EDITS, QUICK = 12, 8


def followed(design: Design, random: Random, seen: Counter[str], editing: Editing = edit) -> None:
    """Follow edits from worlds that were there, the last or one before; then hold the last ones to the truth."""
    network = compile_design(design)
    worlds: list[World] = [(design, network, Rows(network))]
    for _ in range(EDITS):
        known, before, rows = worlds[-1 if random.random() < 0.7 else random.randrange(len(worlds))]
        design = random.choice(worlds)[0] if random.random() < 0.2 else editing(known, random)
        network = compile_design(design, previous=before)
        read_some(rows, random)
        now = rows.after(network)
        reads_as_anew(now, seen)
        stays_gone(rows, now)
        worlds.append((design, network, now))
    for design, _, now in random.sample(worlds, 2):
        says_what_is_true(now, design, seen)


def read_some(rows: Rows, random: Random) -> None:
    """Read a few rows, or none."""
    for number, kind in enumerate(rows.places.kinds):
        if random.random() < 0.15 and not (kind.gone or kind.end.alias):
            rows.row(number, kind.end.endpoint.client_ports)


def reads_as_anew(rows: Rows, seen: Counter[str]) -> None:
    """Hold what was taken over to what is read from the same places."""
    places, kept = rows.places, rows._guards
    left = ~bits_with([number for number, kind in enumerate(places.kinds) if kind.gone])
    assert said(kept, left) == said(Guards(places, kept.rulings, {}), left)
    known, anew = places.bearers, Bearers(places.kinds)
    for one, other in (
        (known.guards, anew.guards),
        (known.leaves, anew.leaves),
        (known.senders.marks, anew.senders.marks),
    ):
        assert {key: sorted(held) for key, held in one.items()} == other
    seen["guards"] += 1


def stays_gone(rows: Rows, now: Rows) -> None:
    """Hold the number of a kind that is gone to belong to nobody ever after."""
    if now.touched is not None:
        assert not any(was.gone and not one.gone for was, one in zip(rows.places.kinds, now.places.kinds, strict=False))


def said(guards: Guards, some: Bits) -> object:
    """Give all that guards of some say, with the sets themselves."""

    def of(blocks: Blocks, low: int) -> Blocks:
        return {number: held for number, bits in blocks.items() if (held := bits << low & some)}

    marks = {mark: held for mark, one in guards._by_mark.items() if (held := of(one.blocks, one.some.low))}
    singly = {at: held for at, one in guards._singly.items() if (held := of(one.blocks, one.some.low))}
    wide = {source: held for source, blocks in guards._widely if (held := of(blocks, 0))}
    assert all(sum(one.blocks.values()) == one.some.bits for one in guards._by_mark.values())
    return marks, singly, wide, guards._bare & some


def bounded(seed: int, patch: pytest.MonkeyPatch) -> None:
    """Let what is bounded be so soon, and few be many, as they are in large designs."""
    patch.setattr(past, "MOST", 3 if seed % 2 else 50)
    patch.setattr(unlike, "FEW", 1 if seed % 3 else 16)
    patch.setattr(sides, "HALF", 1 if seed % 3 else 2)


def test_rows_that_are_seldom_read(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: Counter[str] = Counter()
    for seed in range(QUICK):
        bounded(seed, monkeypatch)
        followed(crowd(seed) if seed % 4 == 0 else draw(seed), Random(seed), seen, shut if seed % 2 else edit)
    assert seen["guards"] == QUICK * EDITS
    assert seen["lost"] < seen["asked"] / 20


@pytest.mark.parametrize(("seed", "editing"), [(46, visited), (137, visited), (9, edited), (76, edited)])
def test_worlds_are_asked_in_turns_while_hosts_come_and_go(
    seed: int, editing: Editing, monkeypatch: pytest.MonkeyPatch
) -> None:
    bounded(seed, monkeypatch)
    followed(crowd(seed) if seed % 2 else draw(seed), Random(seed), Counter(), editing)


def test_lists_that_shut_one_out(monkeypatch: pytest.MonkeyPatch) -> None:
    bounded(1, monkeypatch)
    for seed in range(QUICK):
        held(draw(seed), Random(seed), Counter(), shut)


def test_a_list_that_knows_hosts_by_the_address_of_a_gateway(monkeypatch: pytest.MonkeyPatch) -> None:
    bounded(1, monkeypatch)
    one_by_one(through_a_gateway(), Counter())


def test_guards_that_come_to_know_devices_by_their_addresses() -> None:
    for seed in range(QUICK):
        held(read(Served(seed).build()), Random(seed), Counter(), acquainted)
        held(forwarding(seed), Random(seed), Counter(), acquainted)


@pytest.mark.deep
def test_many_lists_that_shut_one_out(monkeypatch: pytest.MonkeyPatch) -> None:
    bounded(1, monkeypatch)
    for seed in range(QUICK, QUICK + 200):
        held(crowd(seed) if seed % 4 == 0 else draw(seed), Random(seed), Counter(), shut)


@pytest.mark.deep
@pytest.mark.parametrize("editing", [edit, shut, edited, visited])
def test_many_that_are_seldom_read(editing: Editing, monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in range(QUICK, QUICK + 150):
        bounded(seed, monkeypatch)
        followed(crowd(seed) if seed % 2 else draw(seed), Random(seed), Counter(), editing)
