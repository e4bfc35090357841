"""The rows say of everybody what the walk and the plain interpreter say of each: on networks, designs and layouts.

A row may leave somebody to the walk, never be wrong about him; so a law also counts how much it does know.
"""

from collections import Counter
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.designs import draw
from tests.laws.hosts import HOSTS, Hosts, asked
from tests.laws.interpreter import Interpreter, Packet
from tests.laws.worlds import PORTS
from tests.laws.worlds import SERVICES as EACH
from vpcdesign.algebra.intervals import EMPTY, Intervals, union
from vpcdesign.analysis.questions import Questions
from vpcdesign.analysis.services import parse
from vpcdesign.api.storage import load
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.network.network import Network
from vpcdesign.reach.fate import Fate
from vpcdesign.reach.flow import SERVICES
from vpcdesign.reach.rows import Rows
from vpcdesign.reach.trace import Question
from vpcdesign.reach.walk import Walk

LAYOUTS = sorted((Path(__file__).parents[2] / "layouts").glob("*.json"))
QUICK = 250


def walked(walk: Walk, question: Question) -> tuple[Fate, Intervals]:
    """What the walk says, as the rows would, and what it does not know."""
    delivered, works, fails, unknown = EMPTY, EMPTY, EMPTY, EMPTY
    for flow in walk.run(question):
        services = flow.asked[SERVICES]
        delivered = union(delivered, services) if flow.delivered else delivered
        if flow.dead:
            fails = union(fails, services)
        elif flow.unknown is not None:
            unknown = union(unknown, services)
        else:
            works = union(works, services)
    return Fate(delivered, works, fails), unknown


def interpreted(network: Network, question: Question) -> tuple[Intervals, Intervals]:
    """What works and what fails, packet by packet."""
    plain = Interpreter(network, question.start, question.ends)
    works, fails = EMPTY, EMPTY
    packets = question.packets
    for service in EACH:
        said = {
            outcome
            for a, b in packets.source
            for client in range(a, b + 1)
            for c, d in packets.destination
            for server in range(c, d + 1)
            for port in PORTS
            for outcome in plain.ask(Packet(client, server, service, port))
        }
        works = union(works, ((service, service),)) if "works" in said else works
        fails = union(fails, ((service, service),)) if "fails" in said else fails
        assert "unknown" not in said
    return works, fails


def disagreements(network: Network, *, deep: bool = False, seen: Counter[str] | None = None) -> list[str]:
    """Every pair of hosts that the rows see differently from the walk, or from the interpreter."""
    walk, rows, found = Walk(network), Rows(network), []
    for source, destination in permutations(HOSTS, 2):
        question = asked(network, source, destination)
        said = rows.ask(question)
        if seen is not None:
            seen["odd" if said is None else "works" if said.works else "fails"] += 1
        if said is None:
            continue
        true, unknown = walked(walk, question)
        if (said, EMPTY) != (true, unknown):
            found.append(f"{source} to {destination}: the rows say {said}, the walk {true}, unknown {unknown}")
        elif deep and interpreted(network, question) != (said.works, said.fails):
            found.append(f"{source} to {destination}: the rows say {said}, the interpreter otherwise")
    return found


@given(st.integers(0, 2**32))
def test_rows_and_walk_and_interpreter_agree(seed: int) -> None:
    assert disagreements(Hosts(seed).build(), deep=True) == []


def test_the_networks_are_not_all_alike() -> None:
    seen: Counter[str] = Counter()
    for seed in range(300):
        network = Hosts(seed).build()
        assert disagreements(network, seen=seen) == [], seed
        seen.update(type(stage).__name__ for stage in network.stages)
    assert min(seen.values()) > 20
    assert seen["works"] > sum(seen[what] for what in ("odd", "works", "fails")) / 20
    assert seen["odd"] < 2.5 * (seen["works"] + seen["fails"])


def everybody(design: Design) -> list[Question]:
    """Ask every interface about every other, all services."""
    questions = Questions(design, compile_design(design))
    names = [one.id for one in design.network_interfaces]
    pairs = [p for a, b in permutations(names, 2) for p in questions.pairs(a, b, parse("all"), "both")]
    return [one for pair in pairs for one in pair.questions]


def compared(design: Design, asking: list[Question]) -> tuple[list[str], int]:
    """Every question of a design that the rows answer differently from the walk; and how many they answer."""
    network = compile_design(design)
    walk, rows, found, known = Walk(network), Rows(network), [], 0
    for one in asking:
        said = rows.ask(one)
        if said is None:
            continue
        known += 1
        if (said, EMPTY) != walked(walk, one):
            found.append(f"{one.source} to {one.destination}: the rows say {said}, the walk {walked(walk, one)}")
    return found, known


def test_rows_and_walk_agree_on_random_designs() -> None:
    known = whole = 0
    for seed in range(QUICK):
        design = draw(seed)
        asking = everybody(design)
        found, number = compared(design, asking)
        assert found == [], seed
        known, whole = known + number, whole + len(asking)
    assert known > whole / 2


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda one: one.stem)
def test_rows_and_walk_agree_on_layouts(layout: Path) -> None:
    design = load(layout)
    assert compared(design, everybody(design))[0] == []


@pytest.mark.deep
@pytest.mark.parametrize("first", range(0, 20_000, 4000))
def test_many_thousand_networks_of_hosts(first: int) -> None:
    for seed in range(first, first + 4000):
        assert disagreements(Hosts(seed).build(), deep=seed % 10 == 0) == [], seed


@pytest.mark.deep
@pytest.mark.parametrize("first", range(QUICK, QUICK + 4000, 1000))
def test_many_thousand_designs(first: int) -> None:
    for seed in range(first, first + 1000):
        design = draw(seed)
        assert compared(design, everybody(design))[0] == [], seed
