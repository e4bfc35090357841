"""`python -m tests.benchmarks [SUBJECT...]`: print the figures, of everything or of some subjects.

`--chart FILE` draws the README's chart instead, from a run of its own.
"""

import subprocess
import sys
from pathlib import Path

from tests.benchmarks import baselines, reaching, sizes
from tests.benchmarks.chart import chart
from tests.benchmarks.subjects import SUBJECTS, TITLES
from tests.benchmarks.timing import show

DRAWN = ("estates", "interfaces only")
"""The series of sizes that stand in the chart beside the shapes."""


def main(names: list[str]) -> int:
    """Measure and print; 2 when a subject is unknown."""
    if names[:1] == ["--chart"] and len(names) == 2:
        Path(names[1]).write_text(drawn(), encoding="utf-8", newline="\n")
        return 0
    unknown = [name for name in names if name not in SUBJECTS]
    if unknown:
        print(f"no such subject: {', '.join(unknown)}; there are {', '.join(SUBJECTS)}", file=sys.stderr)
        return 2
    several = names or list(SUBJECTS)
    if len(several) > 1:  # each in a process of its own: what one leaves behind slows no other
        done = [subprocess.run([sys.executable, "-m", "tests.benchmarks", one], check=False) for one in several]
        return int(any(one.returncode for one in done))
    print(TITLES[several[0]], flush=True)
    show(list(SUBJECTS[several[0]]()))
    print(flush=True)
    return 0


def drawn() -> str:
    """Measure and draw the chart."""
    shape, count = next(iter(baselines.COUNTS.items()))
    bars = [(name, spent.cpu, scaled) for name, (spent, scaled) in baselines.compared(shape, count).items()]
    lines = {
        shape: [(size, spent.cpu) for size, spent in reaching.growth(shape, counts)]
        for shape, counts in reaching.SIZES.items()
    } | {name: [(one.interfaces, sizes.timed(one)[0].cpu) for one in sizes.SERIES[name]] for name in DRAWN}
    return chart(f"All pairs of {count:,} interfaces", bars, "How it grows, by interfaces", lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
