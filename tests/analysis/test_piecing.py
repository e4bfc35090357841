"""Differences told by services say of each pair what they said before, and never in more groups."""

import random
from typing import NamedTuple

import pytest

from tests.benchmarks.differing import widest
from tests.benchmarks.shapes import roles
from vpcdesign.algebra.intervals import Intervals, of, subset, union
from vpcdesign.algebra.services import TCP, ports
from vpcdesign.analysis.difference import differences
from vpcdesign.analysis.fates import Key
from vpcdesign.analysis.gathering import gathered
from vpcdesign.analysis.piecing import Met, pieced
from vpcdesign.analysis.results import EFFECTS
from vpcdesign.analysis.worlds import Worlds
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.formats.native.read import read
from vpcdesign.reach.covers import bits_of

WEB, SHELL, MAIL = ((443, 443),), ((22, 22),), ((25, 25),)


class Host(NamedTuple):
    """One host, or several of a kind."""

    labels: tuple[str, ...]
    outside: bool = False


ENDS = [Host((f"h{place}",)) for place in range(7)] + [Host(("internet",), outside=True)]


def met(family: dict[Key, list[tuple[int, int]]]) -> dict[Key, Met]:
    """Give who meets whom in what."""
    found: dict[Key, Met] = {}
    for key, pairs in family.items():
        for number, (one, other) in enumerate(pairs):
            found.setdefault(key, Met()).add(one, 1 << other, number)
    return found


def by_pair(several: dict[Key, Met]) -> dict[tuple[object, ...], Intervals]:
    """Give what differs of each pair."""
    found: dict[tuple[object, ...], Intervals] = {}
    for (effect, services, clients, servers), one in several.items():
        for place, bits in one.reached.items():
            for other in bits_of(bits):
                pair = effect, clients, servers, place, other
                found[pair] = union(found.get(pair, ()), services)
    return found


def test_a_port_that_is_closed_for_all_is_one_line_whatever_else_is_closed() -> None:
    everybody = [(one, other) for one in range(4) for other in range(4, 7)]
    both = [(0, 4), (1, 5), (2, 6)]
    alone = [pair for pair in everybody if pair not in both]
    family = met({("closed", WEB, (), ()): alone, ("closed", of(WEB + SHELL), (), ()): both})
    assert sum(len(list(gathered(one.reached, ENDS))) for one in family.values()) == 7
    told = {one.key[1]: one.groups for one in pieced(family, ENDS)}
    assert told == {WEB: [[0, 1, 2, 3]], SHELL: [[0], [1], [2]]}


def test_what_is_told_shorter_together_stays_together() -> None:
    family = met({("opened", of(WEB + MAIL), (), ()): [(0, 1), (2, 3)], ("opened", of(WEB + SHELL), (), ()): [(4, 5)]})
    assert [one.key[1] for one in pieced(family, ENDS)] == [of(WEB + MAIL), of(WEB + SHELL)]


@pytest.mark.parametrize("seed", range(60))
def test_each_pair_differs_as_before(seed: int) -> None:
    draw = random.Random(seed)
    family: dict[Key, list[tuple[int, int]]] = {}
    for source in range(8):
        for other in range(8):
            if source != other and draw.random() < 0.8:
                common = [(443, 443)] if draw.random() < 0.9 else []
                lows = [draw.randrange(440, 460) for _ in range(draw.randrange(3))]
                services = of([*common, *((low, low + draw.randrange(4)) for low in lows)])
                effect = draw.choice(EFFECTS[:2])
                if services:
                    family.setdefault((effect, services, (), ()), []).append((source, other))
    before = met(family)
    told = pieced(before, ENDS)
    assert by_pair({line.key: line.met for line in told}) == by_pair(before)
    assert len({line.key for line in told}) == len(told)
    lines = sum(len(line.groups) for line in told)
    assert lines <= sum(len(list(gathered(one.reached, ENDS))) for one in before.values())
    for line in told:
        assert sorted(place for group in line.groups for place in group) == sorted(line.met.reached)
        assert line.groups == list(gathered(line.met.reached, ENDS))


def test_packets_show_what_is_told_in_an_estate_whose_lines_are_told_by_services() -> None:
    old = read(roles(200), "estate")
    new = widest(old)
    before, after = (Worlds(design, compile_design(design)).whole for design in (old, new))
    found = differences(before, after)
    assert [one.services for one in found if one.effect == "closed"].count(ports(TCP, 443, 443)) >= 1
    for one in found:
        for shown, passes in ((one.before, one.effect != "opened"), (one.after, one.effect != "closed")):
            assert shown is not None
            packet = shown.witness
            assert packet is not None
            assert subset(packet.services, one.services)
            assert passes or shown.verdict == "blocked", one
        if one.effect in {"opened", "closed"}:
            kept = one.before if one.effect == "closed" else one.after
            assert kept is not None
            assert not kept.blockers
