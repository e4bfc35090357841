"""What rows tell of whole designs without walking: of everybody about everybody, the outside included.

Whatever they do not tell is walked pair by pair, which is what a matrix or a check waits for.
"""

import time
from collections.abc import Iterator

from tests.benchmarks.shapes import SHAPES
from tests.benchmarks.timing import ROOT, Figure, Spent
from vpcdesign.analysis.survey import EVERYBODY, asked, meetings, parties
from vpcdesign.analysis.worlds import Worlds
from vpcdesign.api.storage import load
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.formats.native.read import read
from vpcdesign.reach.rows import Rows
from vpcdesign.reach.trace import Question
from vpcdesign.reach.walk import Walk

LAYOUTS = sorted((ROOT / "layouts").glob("*.json"))
COUNT = 300


def everything(design: Design) -> tuple[Walk, list[Question]]:
    """Ask what a matrix asks, each family by itself."""
    world = Worlds(design, compile_design(design)).whole
    pairs = (asked(world.questions, *cell) for cell in meetings(parties(world, EVERYBODY)))
    return world.walk, [question for pair in pairs if pair for question in pair.questions]


def told(design: Design) -> tuple[int, int, float]:
    """Give how many questions rows tell, how many there are, and what share of the time the others take."""
    walk, asking = everything(design)
    begun = time.process_time()
    rows = Rows(walk.network)
    left = [question for question in asking if rows.ask(question) is None]
    between = time.process_time()
    for question in left:
        walk.run(question)
    ended = time.process_time()
    return len(asking) - len(left), len(asking), (ended - between) / max(ended - begun, 1e-9)


def figures() -> Iterator[Figure]:
    """Give every layout, and designs of three tiers with NAT gateways and an internet gateway in each VPC."""
    for path in LAYOUTS:
        yield figure(path.stem, load(path))
    for shape in ("roles", "hub"):
        yield figure(f"{shape} {COUNT:,}", read(SHAPES[shape](COUNT)))


def figure(name: str, design: Design) -> Figure:
    """Measure one design."""
    wall, cpu = time.perf_counter(), time.process_time()
    known, whole, walked = told(design)
    spent = Spent(time.perf_counter() - wall, time.process_time() - cpu)
    return Figure(name, spent, "", f"{known / whole:.0%} of {whole} told, {walked:.0%} of the time walked")
