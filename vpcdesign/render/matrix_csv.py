"""Who reaches whom as CSV: a line for each pair of groups between which anything gets through.

A cell that a spreadsheet would take for a formula is written as text.
"""

import csv
import io

from vpcdesign.analysis.groups import Matrix
from vpcdesign.render.reaching import words
from vpcdesign.render.visible import visible

HEAD = ("from", "to", "from_members", "to_members", "allowed", "partial", "unknown")


def matrix_csv(found: Matrix) -> str:
    """Write a matrix; services are separated by spaces."""
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(HEAD)
    for (one, other), reach in found.cells.items():
        sets = (" ".join(words(asked)) for asked in (reach.allowed, reach.partial, reach.unknown))
        lines.writerow([_plain(one.label), _plain(other.label), len(one.members), len(other.members), *sets])
    return written.getvalue()


def _plain(text: str) -> str:
    safe = visible(text)
    return f"'{safe}" if safe[:1] in tuple("=+-@") else safe
