"""`python -m tests.benchmarks [SUBJECT...]`: print the figures, of everything or of some subjects."""

import sys

from tests.benchmarks.subjects import SUBJECTS, TITLES
from tests.benchmarks.timing import show


def main(names: list[str]) -> int:
    """Measure and print; 2 when a subject is unknown."""
    unknown = [name for name in names if name not in SUBJECTS]
    if unknown:
        print(f"no such subject: {', '.join(unknown)}; there are {', '.join(SUBJECTS)}", file=sys.stderr)
        return 2
    for name in names or SUBJECTS:
        print(TITLES[name], flush=True)
        show(list(SUBJECTS[name]()))
        print(flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
