"""How a figure is taken: medians, and whatever is compared is measured by turns, so that a busy moment meets both.

`wall` is what a user waits for; `cpu` is what the work cost, children included, and drifts less on a shared machine.
"""

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from vpcdesign.collector import collector_paused

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Spent:
    """Seconds."""

    wall: float
    cpu: float


@dataclass(frozen=True)
class Figure:
    """One line of the report; `beside` is what else there is to know: a ratio, a size, a count."""

    what: str
    spent: Spent
    goal: str = ""
    beside: str = ""


def by_turns(calls: Sequence[Callable[[], object]], runs: int) -> list[Spent]:
    """Give the median of each call, called in turn with the others; the collector rests meanwhile."""
    taken: list[list[Spent]] = [[] for _ in calls]
    for _ in range(runs):
        for call, spent in zip(calls, taken, strict=True):
            gc.collect()
            with collector_paused():
                spent.append(once(call))
    return [middle(spent) for spent in taken]


def middle(several: Sequence[Spent]) -> Spent:
    """Give the median of some calls."""
    return Spent(median(one.wall for one in several), median(one.cpu for one in several))


def of(call: Callable[[], object], runs: int) -> Spent:
    """Give the median of one call."""
    return by_turns([call], runs)[0]


def each(spent: Spent, count: int) -> Spent:
    """Give what one of so many took."""
    return Spent(spent.wall / count, spent.cpu / count)


def run(arguments: Sequence[str], into: Path | None = None, allowed: frozenset[int] = frozenset({0})) -> None:
    """Run Python with these arguments as a whole process, its output into a file or thrown away.

    Bytecode may be written, as it is where a package is installed.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    output = into.open("wb") if into is not None else subprocess.DEVNULL
    try:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        if not isinstance(output, int):
            output.close()
    assert done.returncode in allowed, done.stderr.decode()


def show(figures: Sequence[Figure]) -> None:
    """Print figures in columns."""
    rows = [(f.what, _written(f.spent.wall), _written(f.spent.cpu), f.goal, f.beside) for f in figures]
    wide = [max(len(row[place]) for row in rows) for place in range(4)]
    for what, wall, cpu, goal, beside in rows:
        line = f"  {what:<{wide[0]}}  {wall:>{wide[1]}}  cpu {cpu:>{wide[2]}}  {goal and 'goal ' + goal:<{wide[3] + 5}}"
        print(f"{line}  {beside}".rstrip())


def once(call: Callable[[], object]) -> Spent:
    """Give what one call took; what it made is let go when the time is taken."""
    before, began = _cpu(), time.perf_counter()
    made = call()
    spent = Spent(time.perf_counter() - began, _cpu() - before)
    del made
    return spent


def _cpu() -> float:
    children = os.times()
    return time.process_time() + children.children_user + children.children_system


def _written(seconds: float) -> str:
    if seconds < 0.001:
        return f"{seconds * 1e6:.1f} us"
    return f"{seconds * 1e3:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"
