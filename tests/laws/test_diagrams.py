"""What the rows know they know exactly: every service and every client port, held to binary decision diagrams."""

from itertools import permutations
from typing import Any

import pytest

from tests.laws.designs import draw
from tests.laws.hosts import HOSTS, Hosts, asked
from tests.laws.symbols import Symbols
from tests.laws.test_rows import everybody
from vpcdesign.algebra.intervals import Intervals, intersection
from vpcdesign.algebra.services import ALL_PORTS
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.network.network import Network
from vpcdesign.reach.rows import Rows
from vpcdesign.reach.trace import Question

autoref = pytest.importorskip("dd.autoref")


def compared(network: Network, asking: list[Question]) -> tuple[int, list[str]]:
    """Compare every question that the rows know, at the lowest and the highest addresses; give how many both know."""
    rows, bdd, known, found = Rows(network), _bdd(), 0, []
    for one in asking:
        exact: Any = rows.exact(one)
        for source, destination, sent, sure, _, _, *back in exact or ():
            ends = network.endpoints[one.start], network.endpoints[next(iter(one.ends or ()))]
            for pair in {(source[0][0], destination[0][0]), (source[-1][1], destination[-1][1])}:
                true = Symbols(bdd, network, ends, pair)
                known += true.told
                may, must = (_product(true, ends[1].replies, *two) for two in zip((sent, sure), back, strict=True))
                if true.told and (may != true.works or must != ~true.fails):
                    found.append(f"{one.source} to {one.destination} at {pair}")
    return known, found


def _bdd() -> Any:  # noqa: ANN401
    bdd = autoref.BDD()
    bdd.declare(*(f"s{bit}" for bit in range(24)), *(f"p{bit}" for bit in range(16)))
    return bdd


def _product(true: Symbols, replies: bool, there: Intervals, back: Intervals) -> Any:  # noqa: ANN401
    """Give the packets that get there, less those whose answers do not get back."""
    silent = true.any(
        true.within((stretch,))
        for stretch in ((1 << 16, 1 << 16 | 7 << 8 | 255), (1 << 16 | 9 << 8, 1 << 16 | 12 << 8 | 255),
                        (1 << 16 | 14 << 8, 1 << 16 | 0xFFFF), (58 << 16, 58 << 16 | 127 << 8 | 255),
                        (58 << 16 | 129 << 8, 58 << 16 | 0xFFFF))
    )  # fmt: skip
    answered = true.seen(back, 1) | silent if replies else true.bdd.true
    return true.within(there) & answered


def test_rows_and_diagrams_agree_on_networks() -> None:
    known = 0
    for seed in range(20):
        network = Hosts(seed).build()
        number, found = compared(network, [asked(network, a, b) for a, b in permutations(HOSTS, 2)])
        assert found == [], seed
        known += number
    assert known > 150


def test_rows_and_diagrams_agree_on_designs() -> None:
    known = 0
    for seed in range(12):
        design = draw(seed)
        number, found = compared(compile_design(design), everybody(design))
        assert found == [], seed
        known += number
    assert known > 100


@pytest.mark.deep
def test_rows_and_diagrams_agree_on_hundreds() -> None:
    for seed in range(20, 320):
        network = Hosts(seed).build()
        assert compared(network, [asked(network, a, b) for a, b in permutations(HOSTS, 2)])[1] == [], seed
    for seed in range(12, 150):
        design = draw(seed)
        assert compared(compile_design(design), everybody(design))[1] == [], seed


def test_a_set_is_drawn_exactly() -> None:
    bdd = _bdd()
    network = Hosts(0).build()
    one = Symbols(bdd, network, (network.endpoints["p"], network.endpoints["q"]), (10, 20))
    some = ((3, 9), (70, 70), (1000, 40_000))
    assert bdd.count(one.within(some, "p", 16), nvars=16) == sum(b - a + 1 for a, b in some)
    assert one.within(ALL_PORTS, "p", 16) == bdd.true
    assert (one.within(some, "p", 16) & one.within(((8, 71),), "p", 16)) == one.within(
        intersection(some, ((8, 71),)), "p", 16
    )
