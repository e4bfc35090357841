"""All wires of a picture: the cells of those that are always shown, and what a selection adds to them."""

from collections.abc import Collection
from dataclasses import dataclass

from vpcdesign.render.map.nets import Channels, Columns, Net, Strand, strand
from vpcdesign.render.map.strokes import HORIZONTAL, VERTICAL

WireRow = dict[int, tuple[int, str]]
"""One row of wires: by column the directions, and a head that stands instead of them."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A net in its place on the picture."""

    net: Net
    channels: Channels
    columns: Columns
    x: int
    y: int

    def strand(self, asked: Collection[str], down: Collection[str]) -> Strand | None:
        """Draw what is shown of it; None when that is nothing."""
        ports = self.net.active(asked, down)
        return strand(self.net, ports, self.channels, self.columns) if ports else None

    def rows(self) -> tuple[int, int]:
        """Give the first row that it may cross and the row after the last."""
        used = {port.channel for port in self.net.all} | {self.net.main}
        return self.y + self.channels.tops[min(used)] - 1, self.y + self.channels.bottoms[max(used)] + 1

    @property
    def optional(self) -> bool:
        """Tell whether a selection can show more of it."""
        return not all(port.always for port in self.net.ports)


class Wires:
    """The wires of one picture; each net is drawn when a row that it crosses is first asked for."""

    def __init__(self, laid: Collection[Laid]) -> None:
        """Remember where every net lies."""
        self._laid = [(one, *one.rows()) for one in laid]
        self._always: dict[int, WireRow] = {}
        self._drawn: set[int] = set()
        self._asking: dict[str, list[Laid]] = {}
        for one in laid:
            if one.optional:
                for name in {name for port in one.net.ports if not port.always for name in port.asked}:
                    self._asking.setdefault(name, []).append(one)

    def shown(self, asked: Collection[str], down: Collection[str], view: tuple[int, int]) -> dict[int, WireRow]:
        """Give the rows of wires in a view (first row, row after the last) under a selection."""
        if down:
            found: dict[int, WireRow] = {}
            for one in self._crossing(view):
                _draw(found, one, asked, down)
            return found
        for one in self._crossing(view):
            if id(one) not in self._drawn:
                self._drawn.add(id(one))
                _draw(self._always, one, (), ())
        more = {id(one): one for name in asked for one in self._asking.get(name, ())}
        if not more:
            return self._always
        added: dict[int, WireRow] = {}
        for one in more.values():
            _draw(added, one, asked, ())
        return self._always | {y: _merged(self._always.get(y, {}), row) for y, row in added.items()}

    def _crossing(self, view: tuple[int, int]) -> list[Laid]:
        return [one for one, top, bottom in self._laid if top < view[1] and view[0] < bottom]


def _draw(rows: dict[int, WireRow], laid: Laid, asked: Collection[str], down: Collection[str]) -> None:
    found = laid.strand(asked, down)
    if found is None:
        return
    for (x, y), mask in found.cells.items():
        _put(rows.setdefault(y + laid.y, {}), x + laid.x, mask, "")
    for (x, y), head in found.heads.items():
        row = rows.setdefault(y + laid.y, {})
        row[x + laid.x] = row.get(x + laid.x, (0, ""))[0], head


def _put(row: WireRow, x: int, mask: int, head: str) -> None:
    known = row.get(x)
    if known is None:
        row[x] = mask, head
    elif {known[0], mask} == {VERTICAL, HORIZONTAL}:
        row[x] = VERTICAL, known[1] or head
    else:
        row[x] = known[0] | mask, known[1] or head


def _merged(row: WireRow, more: WireRow) -> WireRow:
    """Join two rows; the first itself where the other adds nothing, so that nobody draws it anew."""
    found = dict(row)
    for x, (mask, head) in more.items():
        _put(found, x, mask, head)
    return row if found == row else found
