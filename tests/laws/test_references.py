"""A row tells one kind what it tells of it when all of it is spread out, whatever in it is said by references.

So rows may be read in either way, and the laws that ask of one pair hold what is read in blocks as well.
"""

# ruff: noqa: ARG001, ARG005 - a mutant ignores what it is told

from dataclasses import replace

import pytest

from tests.laws.crowds import crowd
from tests.laws.hosts import Hosts
from tests.laws.killing import Plant, caught
from tests.laws.outsiders import Outsiders
from vpcdesign.algebra.portsets import EMPTY
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.network.network import Network
from vpcdesign.reach import admission, row
from vpcdesign.reach.exchanges import NOWHERE, Exchange
from vpcdesign.reach.row import Row
from vpcdesign.reach.rows import Rows

SEEDS = 300


def in_blocks(one: Row, kind: int) -> list[Exchange]:
    """What a row read in blocks tells of a kind."""
    return [exchange for exchange, bits in one.blocks.items() if bits >> kind & 1] or [NOWHERE]


def parted(network: Network) -> list[tuple[int, int]]:
    """Every pair of whom a row says something else when it is read in the other way, before that and after it."""
    rows = Rows(network)
    found = []
    for number, one in rows.all():
        asked = [one.of(kind) for kind in range(len(rows.places.kinds))]
        for kind, exchange in enumerate(asked):
            if in_blocks(one, kind) != [exchange] or one.of(kind) != exchange:
                found.append((number, kind))
    return found


def own_parts(network: Network) -> int:
    """Count the kinds of whom rows speak in a part of their own."""
    return sum(one.mine.bit_count() for _, one in Rows(network).all())


def test_rows_are_the_same_in_references_and_in_blocks() -> None:
    met = 0
    for seed in range(60):
        networks = Hosts(seed).build(), Outsiders(seed).build(), compile_design(crowd(seed))
        assert [parted(network) for network in networks] == [[], [], []], seed
        met += sum(map(own_parts, networks))
    assert met > 500


def only_the_first_is_asked(patch: pytest.MonkeyPatch) -> None:
    right = admission.admitted_by
    patch.setattr(
        admission,
        "admitted_by",
        lambda pool, crowd_, known, kind: right(pool, crowd_, replace(known, references=known.references[:1]), kind),
    )


def the_crowd_is_left_out(patch: pytest.MonkeyPatch) -> None:
    right = admission.admitted
    patch.setattr(admission, "admitted", lambda pool, crowd_, known, within: right(pool, {}, known, within))


def more_takes_the_place_of_what_was_there(patch: pytest.MonkeyPatch) -> None:
    def wrong(pool: object, blocks: admission.Blocks, number: int, bits: int) -> None:
        for known in list(blocks):
            blocks[known] &= ~bits
        blocks[number] = blocks.get(number, EMPTY) | bits

    patch.setattr(admission, "admit", wrong)


def nothing_is_left_out_by_filters(patch: pytest.MonkeyPatch) -> None:
    def wrong(self: row.Crowd, known: object, kind: int) -> Exchange:
        return next((one[1] for one in self.parts if one[3] >> kind & 1), NOWHERE)

    patch.setattr(row.Crowd, "of", wrong)


@pytest.mark.parametrize(
    "plant",
    [
        only_the_first_is_asked,
        the_crowd_is_left_out,
        more_takes_the_place_of_what_was_there,
        nothing_is_left_out_by_filters,
    ],
)
def test_the_law_kills_it(plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch)
    caught(plant.__name__, lambda seed: parted(compile_design(crowd(seed))) or parted(Hosts(seed).build()), (), SEEDS)
