"""The rows say of everybody what the walk and the plain interpreter say of each: on networks, designs and layouts.

A row may leave somebody to the walk, never be wrong about him; so a law also counts how much it does know.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.aws.test_measured import NAMES, imported
from tests.laws import balanced
from tests.laws.balanced import NODE, Balanced
from tests.laws.designs import draw
from tests.laws.hosts import HOSTS, Hosts, asked
from tests.laws.interpreter import Interpreter, Packet
from tests.laws.outsiders import WORLD, Outsiders, questions
from tests.laws.worlds import PORTS
from tests.laws.worlds import SERVICES as EACH
from tests.semantics.page import Page
from tests.semantics.test_semantics import PAGES
from vpcdesign.algebra.addresses import ALL_V4
from vpcdesign.algebra.intervals import EMPTY, Intervals, intersection, point, union
from vpcdesign.algebra.services import ALL
from vpcdesign.analysis.questions import Questions
from vpcdesign.analysis.services import parse
from vpcdesign.api.storage import load
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.network.network import Network
from vpcdesign.reach import exchanges
from vpcdesign.reach.fate import Fate
from vpcdesign.reach.flow import SERVICES
from vpcdesign.reach.rows import Rows
from vpcdesign.reach.trace import Packets, Question
from vpcdesign.reach.walk import Walk

LAYOUTS = sorted((Path(__file__).parents[2] / "layouts").glob("*.json"))
QUICK = 80
FEW = point(EACH[0])


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
    return compared(network, [asked(network, a, b) for a, b in permutations(HOSTS, 2)], deep=deep, seen=seen)


def compared(
    network: Network, asking: Iterable[Question], *, deep: bool = False, seen: Counter[str] | None = None
) -> list[str]:
    """Every question that the rows answer differently from the walk, or the interpreter, of all or few services."""
    walk, rows, found = Walk(network), Rows(network), []
    for question in asking:
        said = rows.ask(question)
        if seen is not None:
            seen[_where(question) + ("odd" if said is None else "works" if said.works else "fails")] += 1
        some = intersection(FEW, question.packets.services)
        few = rows.ask(replace(question, packets=question.packets._replace(services=some)))
        if said is None or few is None:
            assert few is said
            continue
        who = f"{question.source} to {question.destination} at {question.packets.destination[:1]}"
        true, unknown = walked(walk, question)
        if few != Fate(*(intersection(some, whole) for whole in said)):
            found.append(f"{who}: the rows say {said}, and of {some} they say {few}")
        if (said, EMPTY) != (true, unknown):
            found.append(f"{who}: the rows say {said}, the walk {true}, unknown {unknown}")
        elif deep and interpreted(network, question) != (said.works, said.fails):
            found.append(f"{who}: the rows say {said}, the interpreter otherwise")
    return found


def _where(question: Question) -> str:
    """Tell which of the two is outside."""
    return "out " if WORLD in (question.ends or ()) else "in " if question.start == WORLD else ""


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


def test_they_agree_where_everybody_answers_singly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchanges, "MANY", 0)
    for seed in range(100):
        assert disagreements(Hosts(seed).build()) == [], seed


@given(st.integers(0, 2**32))
def test_they_agree_about_load_balancers(seed: int) -> None:
    network = Balanced(seed).build()
    assert compared(network, balanced.questions(network), deep=seed % 4 == 0) == []


def test_much_is_known_about_load_balancers() -> None:
    seen: Counter[str] = Counter()
    for seed in range(120):
        network = Balanced(seed).build()
        asking = [one for one in balanced.questions(network) if one.destination == NODE]
        assert compared(network, asking, seen=seen) == [], seed
    works, fails, odd = (seen[what] + seen["in " + what] for what in ("works", "fails", "odd"))
    assert works > (works + fails + odd) / 40
    assert odd < works + fails


@given(st.integers(0, 2**32))
def test_they_agree_about_an_outside(seed: int) -> None:
    network = Outsiders(seed).build()
    assert compared(network, questions(network), deep=seed % 4 == 0) == []


def test_much_is_known_about_an_outside() -> None:
    seen: Counter[str] = Counter()
    for seed in range(250):
        network = Outsiders(seed).build()
        assert compared(network, questions(network), seen=seen) == [], seed
        seen.update(type(stage).__name__ for stage in network.stages)
    assert min(seen.values()) > 20
    for where in ("", "out ", "in "):
        works, fails, odd = (seen[where + what] for what in ("works", "fails", "odd"))
        assert works > (works + fails + odd) / 50, where
        assert odd < 2 * (works + fails), where


def everybody(design: Design) -> list[Question]:
    """Ask every interface about every other, all services."""
    questions = Questions(design, compile_design(design))
    names = [one.id for one in design.network_interfaces]
    pairs = [p for a, b in permutations(names, 2) for p in questions.pairs(a, b, parse("all"), "both")]
    return [one for pair in pairs for one in pair.questions]


def outsiders(design: Design) -> list[Question]:
    """Ask every interface about the outside and every public address, and the outside about every interface."""
    network = compile_design(design)
    questions = Questions(design, network)
    names = [one.id for one in design.network_interfaces]
    far = [one.id for one in network.endpoints.values() if one.kind in ("internet", "on_premises")]
    found = [(a, b) for one in names for other in far for a, b in ((one, other), (other, one))]
    pairs = [p for a, b in found for p in questions.pairs(a, b, parse("all"), "both")]
    asking = [one for pair in pairs for one in pair.questions]
    for source, destination in permutations(design.network_interfaces, 2):
        ends = network.endpoints[source.id], network.endpoints[destination.id]
        four = intersection(ends[0].addresses, ALL_V4), intersection(ends[1].public, ALL_V4)
        if all(four):
            packets = Packets(*four, ALL, ends[0].client_ports)
            asking.append(Question(source.id, destination.id, packets, source.id, frozenset((destination.id,))))
    return asking


def known(design: Design) -> tuple[int, int]:
    """Hold all questions of a design to the walk; give how many the rows know, and how many there are."""
    seen: Counter[str] = Counter()
    asking = [*everybody(design), *outsiders(design)]
    assert compared(compile_design(design), asking, seen=seen) == []
    return len(asking) - sum(number for what, number in seen.items() if what.endswith("odd")), len(asking)


def test_rows_and_walk_agree_on_random_designs() -> None:
    told = whole = 0
    for seed in range(QUICK):
        number, asking = known(draw(seed))
        told, whole = told + number, whole + asking
    assert told > whole * 3 / 4


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda one: one.stem)
def test_rows_and_walk_agree_on_layouts(layout: Path) -> None:
    told, whole = known(load(layout))
    assert told == whole, "nothing of what people begin with has to be walked"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_rows_and_walk_agree_on_pages(page: Page) -> None:
    told = whole = 0
    documents = [*page.designs.values(), *(case.document for case in (*page.asks, *page.accepted))]
    for text in dict.fromkeys(json.dumps(one, sort_keys=True) for one in documents):
        number, asking = known(Design.model_validate_json(text))
        told, whole = told + number, whole + asking
    assert told >= whole / 2


@pytest.mark.skipif(not NAMES, reason="the measured networks are not here")
@pytest.mark.parametrize("name", NAMES)
def test_rows_and_walk_agree_on_measured_networks(name: str) -> None:
    known(imported(name).design)


@pytest.mark.deep
@pytest.mark.parametrize("first", range(0, 20_000, 4000))
def test_many_thousand_networks_of_hosts(first: int) -> None:
    for seed in range(first, first + 4000):
        assert disagreements(Hosts(seed).build(), deep=seed % 10 == 0) == [], seed


@pytest.mark.deep
@pytest.mark.parametrize("first", range(0, 10_000, 2000))
def test_many_thousand_networks_with_an_outside(first: int) -> None:
    for seed in range(first, first + 2000):
        network = Outsiders(seed).build()
        assert compared(network, questions(network), deep=seed % 10 == 0) == [], seed


@pytest.mark.deep
@pytest.mark.parametrize("first", range(0, 8000, 2000))
def test_many_thousand_networks_with_load_balancers(first: int) -> None:
    for seed in range(first, first + 2000):
        network = Balanced(seed).build()
        assert compared(network, balanced.questions(network), deep=seed % 10 == 0) == [], seed


@pytest.mark.deep
@pytest.mark.parametrize("first", range(QUICK, QUICK + 4000, 1000))
def test_many_thousand_designs(first: int) -> None:
    for seed in range(first, first + 1000):
        known(draw(seed))
