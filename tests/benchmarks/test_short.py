"""The benchmarks in short, without a clock: every shape is a design, and every baseline says what the engine says."""

import random
from functools import partial
from itertools import islice
from xml.etree import ElementTree as ET

import pytest

from tests.benchmarks import differing, estate, sizes
from tests.benchmarks.baselines import ENGINE, SPREAD, TCP_UDP, compared
from tests.benchmarks.chart import chart
from tests.benchmarks.consequences import opened, silent
from tests.benchmarks.diagrams import Relation
from tests.benchmarks.everybody import Everybody
from tests.benchmarks.keystrokes import KINDS
from tests.benchmarks.plain import SERVICES, Plain, plain, reaches
from tests.benchmarks.shapes import SHAPES
from tests.benchmarks.solver import Solver
from tests.benchmarks.watching import CLAIMS, asserted, edited
from vpcdesign.algebra.intervals import Intervals, contains, intersection, size
from vpcdesign.analysis.watch import Watch
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.formats.native.read import read
from vpcdesign.reach.rows import Rows
from vpcdesign.tui.proving.work import prove
from vpcdesign.tui.session.proof import Proof

SINGLE = ("roles", "dense", "worst")
"""The shapes that the baselines can read."""
COUNT = 14


def answered(shape: str, count: int = COUNT) -> tuple[Plain, dict[tuple[str, str], Intervals]]:
    design = read(SHAPES[shape](count))
    found, whole = Everybody(compile_design(design)), plain(design)
    return whole, {(one.id, other.id): found.between(one.id, other.id) for one, other in whole.pairs()}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_is_a_design_in_which_some_reach_others(shape: str) -> None:
    count = 50 if shape == "hub" else COUNT
    design = read(SHAPES[shape](count))
    assert len(design.network_interfaces) == count
    _, answers = answered(shape, count)
    assert len(answers) == count * (count - 1)
    assert any(answers.values())
    assert not all(services == next(iter(answers.values())) for services in answers.values())


@pytest.mark.parametrize("shape", SINGLE)
def test_the_naive_way_says_the_same(shape: str) -> None:
    whole, answers = answered(shape)
    for one, other in whole.pairs():
        said = [reaches(whole, one, other, service) for service in SERVICES]
        assert said == [contains(answers[one.id, other.id], service) for service in SERVICES], (one.id, other.id)


@pytest.mark.parametrize("engine", ["dd.autoref", "dd.cudd"])
@pytest.mark.parametrize("shape", SINGLE)
def test_decision_diagrams_count_the_same(shape: str, engine: str) -> None:
    pytest.importorskip(engine)
    whole, answers = answered(shape)
    expected = sum(size(intersection(one, TCP_UDP)) for one in answers.values())
    assert Relation(whole, engine).count() == expected


@pytest.mark.parametrize("shape", SINGLE)
def test_all_pairs_are_counted_kind_by_kind(shape: str) -> None:
    whole, answers = answered(shape)
    network, hosts = compile_design(read(SHAPES[shape](COUNT))), [host.id for host in whole.hosts]
    expected = sum(size(intersection(one, TCP_UDP)) for one in answers.values())
    assert Everybody(network).total(hosts, TCP_UDP) == expected
    assert Everybody(network, hosts).total(hosts, TCP_UDP) == expected


@pytest.mark.parametrize("shape", SINGLE)
def test_a_solver_finds_a_packet_where_there_is_one(shape: str) -> None:
    pytest.importorskip("z3")
    whole, answers = answered(shape)
    solver = Solver(whole)
    for one, other in islice(whole.pairs(), 30):
        assert solver.reaches(one, other) == bool(intersection(answers[one.id, other.id], TCP_UDP))


def test_ways_are_compared_in_one_run() -> None:
    found = compared("roles", 20, runs=1)
    assert list(found)[:3] == [ENGINE, SPREAD, f"naive, {len(SERVICES)} services"]


@pytest.mark.parametrize("kind", CLAIMS)
def test_verdicts_after_edits_are_those_from_scratch(kind: str) -> None:
    design = CLAIMS[kind](40, 30)
    watch, rng = Watch(design), random.Random(1)
    assert 0 < sum(watch.holds) < 30
    for _ in range(5):
        design = edited(design, rng)
        watch = watch.after(design)
        assert watch.holds == Watch(design).holds


def test_consequences_after_edits_are_those_from_scratch() -> None:
    design, rng = asserted(40, 30), random.Random(1)
    proof = opened(design)
    did = 0
    for key in (edited, edited, edited, *KINDS.values(), edited):
        before, design = design, key(design, rng)
        proof = prove(design, before, proof, silent)
        alone = prove(design, before, Proof(), silent)
        assert [one.holds for one in proof.results] == [one.holds for one in alone.results]
        assert [one.holds for one in proof.results_before] == [one.holds for one in alone.results_before]
        assert [(one.effect, one.sources, one.packet) for one in proof.differences or ()] == [
            (one.effect, one.sources, one.packet) for one in alone.differences or ()
        ]
        assert proof.findings == alone.findings
        did += bool(proof.differences)
    assert did


def test_memory_and_growth_are_told() -> None:
    sizes_ = tuple(sizes.Size(count, partial(estate.document, 2, count, 30)) for count in (20, 60))
    first, last = sizes.figures({"small": sizes_}, runs=1)
    assert "MB over the model" in first.beside
    assert "grows as n^" in last.beside
    held, most, kinds = sizes.memory(compile_design(read(estate.document(2, 60, 30))))
    assert 0 < held <= most
    assert kinds > 20


def test_strangers_are_all_different() -> None:
    alike, strange = (Everybody(compile_design(read(estate.document(1, 400, 30, alike=one)))) for one in (True, False))
    assert alike.kinds < 250
    assert strange.kinds > 380


def test_what_an_edit_changes_is_counted_exactly() -> None:
    design = read(SHAPES["roles"](60))
    before = differing.Before(design)
    assert before.pairs(design) == 0
    assert before.told(design) == []
    for edit in differing.EDITS.values():
        fresh, new = Rows(before.network), Rows(compile_design(edit(design)))
        assert before.pairs(edit(design)) == changed(fresh, new) > 0
        assert before.told(edit(design))


def changed(old: Rows, new: Rows) -> int:
    """Count the pairs of kinds that fare otherwise, by asking each of them."""
    found = 0
    for number, row in old.all():
        other = new.row(number, old.places.kinds[number].end.endpoint.client_ports)
        for to in range(len(old.places.kinds)):
            was, now = ([one for one, bits in each.blocks.items() if bits >> to & 1] for each in (row, other))
            sets = [[[rows.pool.services(n) for n in one] for one in ones] for rows, ones in ((old, was), (new, now))]
            found += sets[0] != sets[1] or (row.odd ^ other.odd) >> to & 1
    return found


def test_the_chart_is_well_formed_and_says_what_was_measured() -> None:
    bars = [("vpcdesign", 0.0101, False), ("naive <20>", 44.0, True), ("z3", 2900.0, True)]
    drawn = chart(
        "All pairs", bars, "How it grows", {"roles": [(100, 0.01), (1000, 0.1)], "worst": [(100, 0.1), (1000, 9.0)]}
    )
    root = ET.fromstring(drawn)  # noqa: S314
    told = [one.text for one in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"naive <20>", "10.1 ms", "44 s, 4,356× (scaled)", "roles", "worst"} <= set(told)
    widths = [float(one.get("width", "0")) for one in root.iter("{http://www.w3.org/2000/svg}rect")]
    assert widths == sorted(widths)
