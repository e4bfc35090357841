"""Who reaches whom as CSV: a line for each pair of groups between which anything gets through.

A cell that a spreadsheet would take for a formula is written as text.
"""

import csv
import io
from collections.abc import Iterator, Sequence

from vpcdesign.analysis.groups import Matrix
from vpcdesign.analysis.reaches import Reach
from vpcdesign.render.reaching import words
from vpcdesign.render.visible import visible

HEAD = ("from", "to", "from_members", "to_members", "allowed", "partial", "unknown")


def matrix_csv(found: Matrix) -> Iterator[str]:
    """Write a matrix, the lines of one group at a time; services are separated by spaces."""
    yield _line(HEAD)
    ends = {one: (_line([_plain(one.label)])[:-1], str(len(one.members))) for one in found.groups}
    known: dict[Reach, str] = {}
    for one, told in found.cells.told():
        lines: list[str] = []
        label, members = ends[one]
        for other, reach in told:
            if reach not in known:
                sets = (" ".join(words(asked)) for asked in (reach.allowed, reach.partial, reach.unknown))
                known[reach] = _line([*sets])
            theirs, number = ends[other]
            lines.append(f"{label},{theirs},{members},{number},{known[reach]}")
        yield "".join(lines)


def _line(fields: Sequence[str]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(fields)
    return written.getvalue()


def _plain(text: str) -> str:
    safe = visible(text)
    return f"'{safe}" if safe[:1] in tuple("=+-@") else safe
