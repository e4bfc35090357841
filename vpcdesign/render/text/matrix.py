"""Who reaches whom as text: a table where it fits the width, else a list under each source.

A cell holds all its services or the table is not drawn: nothing is cut off that a reader would miss. In a list those
who get the same from a group share a line, unless each has a packet to show.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from vpcdesign.analysis.groups import Group, Matrix
from vpcdesign.analysis.reaches import Reach
from vpcdesign.analysis.witnesses import Witness
from vpcdesign.analysis.wording import let_through, met, packet, stopped
from vpcdesign.render.text.counting import count
from vpcdesign.render.text.listing import page, prose
from vpcdesign.render.text.naming import Speaker
from vpcdesign.render.text.saying import said, whole
from vpcdesign.render.text.style import Style, cells, pad, wrap

_GAP = 2
_INDENT = 4
_MANY = 60
"""More groups nobody reads to their end: of those who share a line some are named, and the others counted."""
_SOME = 6
_NOBODY = "there is no pair to ask about: nobody is asked about itself, and hosts outside are not about one another"


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
        if not self._pairs():
            return page(list(prose(_NOBODY, self.style)))
        table = [] if self.witnesses or len(self.destinations) > self.style.width // _GAP else self._table()
        is_table = bool(table) and max(map(cells, table)) <= self.style.width
        lines = table if is_table else list(self._list())
        muted = (self.style.paint(line, "muted") for line in prose(self._summary(is_table=is_table), self.style))
        return page([*lines, "", *muted])

    def _summary(self, *, is_table: bool) -> str:
        pairs = self._pairs()
        reaches = self.found.cells.answers()
        signs = ["± some sources, members or choices only"] if any(one.partial for one in reaches) else []
        signs += ["? outside the model"] if any(one.unknown for one in reaches) else []
        signs += ["* members differ"] if any(one.differ for one in self.found.groups) else []
        signs += ["· no packet at all, proved"] if is_table else ["who is not listed is not reached, proved"]
        noun, verb = ("pair of groups", "reaches") if pairs == 1 else ("pairs of groups", "reach")
        shorter = len(self.found.groups) > _MANY
        signs += ["--csv and --json name everybody; --by tier, subnet or security-group is shorter"] if shorter else []
        return f"{len(self.found.cells):,} of {pairs:,} {noun} {verb}; {'; '.join(signs)}"

    def _pairs(self) -> int:
        """Count the pairs of groups that can be asked about: hosts outside are not asked about one another."""
        asked = set(self.destinations)
        outside = sum(one.outside for one in self.destinations)
        pairs = sum(len(asked) - (outside if one.outside else 0) for one in self.sources)
        return pairs - sum(not one.outside and one in asked and _alone(one) for one in self.sources)

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
        for one, told in self.found.cells.told():
            if told:
                size = "" if one.outside or len(one.members) == 1 else f"  {len(one.members)} members"
                yield from () if first else ("",)
                yield f"{self.style.paint(self._label(one), 'strong')}{size}"
                first = False
            for reach, others in _shared(told) if not self.witnesses else ((reach, [other]) for other, reach in told):
                yield from self._reached(one, others, reach)
        if first:
            yield "nobody reaches anybody"

    def _reached(self, one: Group, others: Sequence[Group], reach: Reach) -> Iterator[str]:
        style = self.style
        most = _SOME if len(self.found.groups) > _MANY else len(others)
        more = f" and {count(len(others) - most, 'more group')}" if len(others) > most else ""
        names = f"{', '.join(map(self._label, others[:most]))}{more}"
        first, *rest = wrap(style.sign(f"→ {names}: {', '.join(words(reach))}"), style.width - _INDENT)
        yield f"  {first}"
        yield from (" " * (_INDENT + 2) + line for line in rest)
        witness = self.witnesses.get((one, others[0]), Witness())
        if witness.passes is not None:
            way = ", ".join(map(self.speak, met(witness.passes)))
            yield from prose(f"{packet(witness.passes)}: by {way}; {self._because(witness)}", style, _INDENT + 2)
        if witness.stopped is not None:
            because = self.speak(stopped(witness.stopped.blockers))
            yield from prose(f"not {packet(witness.stopped)}: {because}", style, _INDENT + 2)

    def _because(self, witness: Witness) -> str:
        return self.speak(let_through(witness.passes)) if witness.passes else ""


def _shared(told: Sequence[tuple[Group, Reach]]) -> Iterable[tuple[Reach, list[Group]]]:
    """Put together those who get the same, in the order of the first of them."""
    found: dict[Reach, list[Group]] = {}
    for other, reach in told:
        found.setdefault(reach, []).append(other)
    return found.items()


def _alone(one: Group) -> bool:
    """Tell whether a group has nobody in it but the one who asks."""
    return sum(len(party.members) for party in one.parties) == 1 and not any(party.many for party in one.parties)


def words(reach: Reach) -> list[str]:
    """Write what gets through, a service each: `tcp/443`, `± tcp/22`, `? udp/53`; what is left of all in one word."""
    found: list[str] = []
    for sign, asked in (("", reach.allowed), ("± ", reach.partial), ("? ", reach.unknown)):
        rest = bool(reach.allowed) and sign == "± " and whole(reach.some)
        found += [f"{sign}anything else"] if rest else [sign + word for word in said(asked).split(", ") if asked]
    return found
