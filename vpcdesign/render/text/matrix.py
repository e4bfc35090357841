"""Who reaches whom as text: a table where it fits the width, else a list under each source.

A cell holds all its services or the table is not drawn: nothing is cut off that a reader would miss.
"""

from collections.abc import Iterator, Mapping

from vpcdesign.analysis.groups import Group, Matrix
from vpcdesign.analysis.reaches import Reach
from vpcdesign.analysis.witnesses import Witness
from vpcdesign.analysis.wording import let_through, met, packet, stopped
from vpcdesign.render.text.listing import page, prose
from vpcdesign.render.text.naming import Speaker
from vpcdesign.render.text.saying import said
from vpcdesign.render.text.style import Style, cells, pad, wrap

_GAP = 2
_INDENT = 4


class MatrixText:
    """Writes one matrix; with witnesses it is a list, for a table has no room for packets."""

    def __init__(
        self, found: Matrix, witnesses: Mapping[tuple[Group, Group], Witness], speak: Speaker, style: Style
    ) -> None:
        self.found = found
        self.witnesses = witnesses
        self.speak = speak
        self.style = style
        self.sources = [one for one in found.groups if any(party.sources for party in one.parties)]
        self.destinations = [one for one in found.groups if any(party.destinations for party in one.parties)]

    def page(self) -> str:
        """Write the whole answer."""
        table = self._table()
        is_table = not self.witnesses and max(map(cells, table)) <= self.style.width
        lines = table if is_table else list(self._list())
        muted = (self.style.paint(line, "muted") for line in prose(self._summary(is_table=is_table), self.style))
        return page([*lines, "", *muted])

    def _summary(self, *, is_table: bool) -> str:
        pairs = sum(_askable(one, other) for one in self.sources for other in self.destinations)
        reaches = self.found.cells.values()
        signs = ["± some sources, members or choices only"] if any(one.partial for one in reaches) else []
        signs += ["? outside the model"] if any(one.unknown for one in reaches) else []
        signs += ["* members differ"] if any(one.differ for one in self.found.groups) else []
        signs += ["· no packet at all, proved"] if is_table else ["who is not listed is not reached, proved"]
        noun, verb = ("pair of groups", "reaches") if pairs == 1 else ("pairs of groups", "reach")
        return f"{len(self.found.cells)} of {pairs} {noun} {verb}; {'; '.join(signs)}"

    def _label(self, one: Group) -> str:
        return self.style.text(self.speak(one.label)) + ("*" if one.differ else "")

    def _table(self) -> list[str]:
        head = ["from", "", *map(self._label, self.destinations)]
        rows: list[list[str]] = []
        for one in self.sources:
            number = "" if one.outside else str(len(one.members))
            columns = [self._cell(one, other) for other in self.destinations]
            for line in range(max(map(len, columns))):
                first = [self._label(one), number] if line == 0 else ["", ""]
                rows.append([*first, *(column[line] if line < len(column) else "" for column in columns)])
        widths = [max(cells(row[place]) for row in (head, *rows)) for place in range(len(head))]
        return [
            (" " * _GAP).join(pad(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in (head, *rows)
        ]

    def _cell(self, one: Group, other: Group) -> list[str]:
        reach = self.found.cells.get((one, other))
        return [self.style.sign(word) for word in words(reach)] if reach else [self.style.sign("·")]

    def _list(self) -> Iterator[str]:
        first = True
        for one in self.sources:
            reached = [other for other in self.found.groups if (one, other) in self.found.cells]
            if reached:
                size = "" if one.outside or len(one.members) == 1 else f"  {len(one.members)} members"
                yield from () if first else ("",)
                yield f"{self.style.paint(self._label(one), 'strong')}{size}"
                first = False
            for other in reached:
                yield from self._reached(one, other)
        if first:
            yield "nobody reaches anybody"

    def _reached(self, one: Group, other: Group) -> Iterator[str]:
        style = self.style
        line = style.sign(f"→ {self._label(other)}: {', '.join(words(self.found.cells[one, other]))}")
        first, *more = wrap(line, style.width - _INDENT)
        yield f"  {first}"
        yield from (" " * (_INDENT + 2) + line for line in more)
        witness = self.witnesses.get((one, other), Witness())
        if witness.passes is not None:
            way = ", ".join(map(self.speak, met(witness.passes)))
            yield from prose(f"{packet(witness.passes)}: by {way}; {self._because(witness)}", style, _INDENT + 2)
        if witness.stopped is not None:
            because = self.speak(stopped(witness.stopped.blockers))
            yield from prose(f"not {packet(witness.stopped)}: {because}", style, _INDENT + 2)

    def _because(self, witness: Witness) -> str:
        return self.speak(let_through(witness.passes)) if witness.passes else ""


def _askable(one: Group, other: Group) -> bool:
    if one is other:
        return sum(len(party.members) for party in one.parties) > 1 or any(party.many for party in one.parties)
    return not (one.outside and other.outside)


def words(reach: Reach) -> list[str]:
    """Write what gets through, a service each: `tcp/443`, `± tcp/22`, `? udp/53`."""
    found: list[str] = []
    for sign, asked in (("", reach.allowed), ("± ", reach.partial), ("? ", reach.unknown)):
        found += [sign + word for word in said(asked).split(", ") if asked]
    return found
