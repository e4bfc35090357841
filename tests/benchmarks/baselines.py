"""All pairs by the engine and by everything else that could have been used, on one design, in one run.

Every answer is compared before anything is timed: a baseline that says something else is no baseline. What would take
minutes asks a part of the pairs and is scaled; those lines say so. `dd` and z3 are in the extra `bench`; what is not
installed is left out.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from itertools import islice

from tests.benchmarks.diagrams import Relation
from tests.benchmarks.everybody import by_pair, everybody
from tests.benchmarks.plain import SERVICES, Plain, plain, reaches
from tests.benchmarks.shapes import SHAPES
from tests.benchmarks.solver import Solver
from tests.benchmarks.timing import Figure, Spent, by_turns
from vpcdesign.algebra.intervals import Intervals, contains, intersection, size
from vpcdesign.algebra.services import TCP, UDP, ports
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.formats.native.read import read

COUNTS = {"roles": 100, "dense": 100, "worst": 100}
RUNS = 3
NAIVE, Z3 = 2_000, 40
"""How many pairs are asked of what is slow."""

ENGINE = "vpcdesign"
TCP_UDP = ports(TCP) + ports(UDP)
Answers = Mapping[tuple[str, str], Intervals]


@dataclass(frozen=True)
class Way:
    """A way to ask all pairs: what it does, and of how many pairs it asks only one (1: of none)."""

    name: str
    call: Callable[[], object]
    scale: float = 1


def ways(whole: Plain, answers: Answers) -> Iterator[Way]:
    """Give the baselines that are there, each held to the engine's answers first."""
    pairs = len(answers)
    asked = list(islice(whole.pairs(), NAIVE))
    assert naive(whole, NAIVE) == [contains(answers[a.id, b.id], s) for a, b in asked for s in SERVICES]
    yield Way(f"naive, {len(SERVICES)} services", lambda: naive(whole, NAIVE), max(1, pairs / NAIVE))
    expected = sum(size(intersection(found, TCP_UDP)) for found in answers.values())
    for engine, name in (("dd.autoref", "dd.autoref"), ("dd.cudd", "CUDD")):
        if _is_there(engine):
            assert Relation(whole, engine).count() == expected, name
            yield Way(name, partial(_counted, whole, engine))
    if _is_there("z3"):
        some = list(islice(whole.pairs(), Z3))
        told = [bool(intersection(answers[a.id, b.id], TCP_UDP)) for a, b in some]
        assert solved(whole, Z3) == told
        yield Way("z3, pair by pair", lambda: solved(whole, Z3), max(1, pairs / Z3))


def _counted(whole: Plain, engine: str) -> int:
    return Relation(whole, engine).count()


def naive(whole: Plain, count: int) -> list[bool]:
    """Ask so many pairs about each service."""
    return [reaches(whole, one, other, s) for one, other in islice(whole.pairs(), count) for s in SERVICES]


def solved(whole: Plain, count: int) -> list[bool]:
    """Ask z3 about so many pairs."""
    solver = Solver(whole)
    return [solver.reaches(one, other) for one, other in islice(whole.pairs(), count)]


def compared(shape: str, count: int, runs: int = RUNS) -> dict[str, tuple[Spent, bool]]:
    """Give what all pairs take by each way, and whether that was scaled; the engine's first."""
    design = read(SHAPES[shape](count))
    network, whole = compile_design(design), plain(design)
    answers = {(one, other): services for one, other, services in by_pair(everybody(design, network))}
    several = [Way(ENGINE, lambda: everybody(design, network)), *ways(whole, answers)]
    taken = by_turns([way.call for way in several], runs)
    return {
        way.name: (Spent(spent.wall * way.scale, spent.cpu * way.scale), way.scale > 1)
        for way, spent in zip(several, taken, strict=True)
    }


def figures() -> Iterator[Figure]:
    """Compare on each shape."""
    for shape, count in COUNTS.items():
        found = compared(shape, count)
        own, _ = found[ENGINE]
        for name, (spent, scaled) in found.items():
            ratio = "" if name == ENGINE else f"{spent.cpu / own.cpu:,.1f} times the engine's"
            yield Figure(f"{shape} {count:,}: {name}", spent, "", ratio + (", scaled from a part" if scaled else ""))


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False
