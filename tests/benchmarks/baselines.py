"""All pairs by the engine and by everything else that could have been used, on one design, in one run.

Every answer is compared before anything is timed: a baseline that says something else is no baseline. What would take
minutes asks a part of the pairs and is scaled; those lines say so. `dd` and z3 are in the extra `bench`; what is not
installed is left out.

All are asked the same: which services get from each host to each other host, and are answered. The engine's answer is
the row of every host's kind, complete and exact. What a row says of who bears a mark it says by a reference that many
rows share, as a diagram shares its nodes: nothing is left to find out of what gets across, and a pair is read from it
as it is. Rows made just so are what each baseline is held to. Beside it stands what takes longer and is asked of no
baseline: the rows of everybody, the internet and the gateways of the design included, and each spread out in blocks.

Whoever asks has read the design before: the baselines their own plain form of it, and the engine the network that was
compiled of it, with what the compiler does late.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib.util import find_spec

from tests.benchmarks.diagrams import Relation
from tests.benchmarks.everybody import Everybody
from tests.benchmarks.plain import SERVICES, Host, Plain, plain, reaches
from tests.benchmarks.shapes import SHAPES
from tests.benchmarks.solver import Solver
from tests.benchmarks.timing import Figure, Spent, by_turns
from vpcdesign.algebra.intervals import contains, intersection
from vpcdesign.algebra.services import TCP, UDP, ports
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.formats.native.read import read
from vpcdesign.network.network import Network

COUNTS = {"roles": 1_000, "dense": 300, "worst": 300}
RUNS = 3
NAIVE, Z3 = 1_000, 40
"""How many pairs are asked of what is slow."""

AGAIN = 4
"""How often the engine is asked at a stretch: then that lasts about as long as what is asked of the slow, and neither
the one nor the other finds the machine colder."""

ENGINE = "vpcdesign"
SPREAD = "rows spread out"
TCP_UDP = ports(TCP) + ports(UDP)
Pairs = Sequence[tuple[Host, Host]]


@dataclass(frozen=True)
class Way:
    """A way to ask all pairs: what it does, and how many times as many pairs there are as it asks, each time."""

    name: str
    call: Callable[[], object]
    scale: float = 1


def ways(whole: Plain, engine: Everybody) -> Iterator[Way]:
    """Give the baselines that are there, each held to the engine's answers first."""
    pairs = len(whole.hosts) * (len(whole.hosts) - 1)
    some = drawn(whole, NAIVE)
    assert naive(whole, some) == [contains(engine.between(a.id, b.id), s) for a, b in some for s in SERVICES]
    yield Way(f"naive, {len(SERVICES)} services", partial(naive, whole, some), max(1, pairs / len(some)))
    expected = engine.total([host.id for host in whole.hosts], TCP_UDP)
    for module, name in (("dd.autoref", "dd.autoref"), ("dd.cudd", "CUDD")):
        if _is_there(module):
            assert _counted(whole, module) == expected, name
            yield Way(name, partial(_counted, whole, module))
    if _is_there("z3"):
        some = drawn(whole, Z3)
        assert solved(whole, some) == [bool(intersection(engine.between(a.id, b.id), TCP_UDP)) for a, b in some]
        yield Way("z3, pair by pair", partial(solved, whole, some), max(1, pairs / len(some)))


def drawn(whole: Plain, count: int) -> Pairs:
    """Draw so many pairs, the same in every run."""
    rng = random.Random(1)
    found = (rng.sample(whole.hosts, 2) for _ in range(count))
    return [(one, other) for one, other in found]


def _counted(whole: Plain, engine: str) -> int:
    return Relation(whole, engine).count()


def naive(whole: Plain, pairs: Pairs) -> list[bool]:
    """Ask pairs about each service."""
    return [reaches(whole, one, other, s) for one, other in pairs for s in SERVICES]


def solved(whole: Plain, pairs: Pairs) -> list[bool]:
    """Ask z3 about pairs."""
    solver = Solver(whole)
    return [solver.reaches(one, other) for one, other in pairs]


def compared(shape: str, count: int, runs: int = RUNS) -> dict[str, tuple[Spent, bool]]:
    """Give what all pairs take by each way, and whether that was scaled; the engine's first."""
    design = read(SHAPES[shape](count))
    network, whole = _compiled(design), plain(design)
    hosts = [host.id for host in whole.hosts]
    several = [
        Way(ENGINE, partial(_again, lambda: Everybody(network, hosts)), 1 / AGAIN),
        Way(SPREAD, partial(_again, lambda: Everybody(network).spread()), 1 / AGAIN),
        *ways(whole, Everybody(network, hosts)),
    ]
    taken = by_turns([way.call for way in several], runs)
    return {
        way.name: (Spent(spent.wall * way.scale, spent.cpu * way.scale), way.scale > 1)
        for way, spent in zip(several, taken, strict=True)
    }


def _compiled(design: Design) -> Network:
    """Compile a design, with what the compiler leaves for later: the baselines' own reading is not counted either."""
    network = compile_design(design)
    told = network.outline()
    return replace(network, outlined=lambda _: told)


def _again(call: Callable[[], object]) -> None:
    for _ in range(AGAIN):
        call()


def figures() -> Iterator[Figure]:
    """Compare on each shape."""
    for shape, count in COUNTS.items():
        found = compared(shape, count)
        own, more = found[ENGINE][0], found[SPREAD][0]
        for name, (spent, scaled) in found.items():
            times, fewer = f"{spent.cpu / own.cpu:,.1f} times the engine's", f"{spent.cpu / more.cpu:,.1f} times"
            ratio = "" if name == ENGINE else times if name == SPREAD else f"{times}, {fewer} with all spread out"
            yield Figure(f"{shape} {count:,}: {name}", spent, "", ratio + (", scaled from a part" if scaled else ""))


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False
