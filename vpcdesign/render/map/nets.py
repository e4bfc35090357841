"""Wires between ports: lanes beside the boxes, tracks between their rows, and the cells that they take.

Rows of boxes are parted by channels, columns of boxes by gaps. A net has one main channel; a port in another channel
comes there by a lane in a gap. Two nets never share a lane or a track where they would touch, so a junction always
joins and a wire that only passes is drawn over the other, unbroken.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from vpcdesign.render.map.strokes import HORIZONTAL, VERTICAL, E, N, S, W


@dataclass(slots=True)
class Port:
    """Where a net meets somebody. `below`: he stands below the channel. `gap` leads to the net's main channel."""

    key: str
    channel: int
    below: bool
    x: int
    gap: int = 0
    head: str = ""
    border: bool = True
    always: bool = True
    asked: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    words: str = ""
    parts: tuple[tuple[str, str, str], ...] = ()
    """The ways that lead here: id, list, and what is said of each."""

    @property
    def told(self) -> str:
        """Give what is said beside it."""
        return ", ".join(said for _, _, said in self.parts if said) or self.words

    @property
    def names(self) -> set[str]:
        """Give the ids of the ways that lead here."""
        return {id for id, _, _ in self.parts}

    def lost(self, down: Collection[str]) -> bool:
        """Tell whether what it belongs to is down, or all that it leads through."""
        ways = self.via or tuple(self.names)
        return self.key in down or (bool(ways) and all(one in down for one in ways))


@dataclass(slots=True)
class Net:
    """Ports that one wire joins; `ends` are those that it leads to, the others come from it."""

    main: int
    ports: list[Port]
    ends: list[Port]
    lanes: dict[int, int] = field(default_factory=dict)
    tracks: dict[int, int] = field(default_factory=dict)

    @property
    def all(self) -> list[Port]:
        """Give both sides."""
        return [*self.ports, *self.ends]

    def gaps(self) -> dict[int, tuple[int, int]]:
        """Give the gaps that it needs a lane in, each with its first and last channel."""
        found: dict[int, tuple[int, int]] = {}
        for port in self.all:
            if port.channel != self.main:
                low, high = found.get(port.gap, (self.main, self.main))
                found[port.gap] = min(low, port.channel), max(high, port.channel)
        return found

    def active(self, asked: Collection[str], down: Collection[str]) -> list[Port]:
        """Give the ports that are drawn: what is always shown and what is asked for, of what is not down."""
        shown = [
            one for one in self.ports if not one.lost(down) and (one.always or any(name in asked for name in one.asked))
        ]
        ends = [one for one in self.ends if not one.lost(down)]
        return [*shown, *ends] if shown and ends else []


def assign_lanes(nets: Iterable[Net]) -> dict[int, int]:
    """Number the lanes that each net takes in each gap; gives how many each gap needs."""
    taken: dict[int, list[list[tuple[int, int]]]] = {}
    for net in nets:
        for gap, (low, high) in sorted(net.gaps().items()):
            lanes = taken.setdefault(gap, [])
            number = next(
                (at for at, lane in enumerate(lanes) if all(b < low or high < a for a, b in lane)), len(lanes)
            )
            if number == len(lanes):
                lanes.append([])
            lanes[number].append((low, high))
            net.lanes[gap] = number
    return {gap: len(lanes) for gap, lanes in taken.items()}


class Columns:
    """Where each lane of each gap is."""

    def __init__(self, lanes: dict[tuple[int, int], int]) -> None:
        """Take the column of every (gap, lane)."""
        self._lanes = lanes

    def of(self, net: Net, gap: int) -> int:
        """Give the column of a net's lane."""
        return self._lanes[gap, net.lanes[gap]]


def spread(net: Net, channel: int, ports: Iterable[Port], columns: Columns) -> list[int]:
    """Give the columns that a net has to join in one channel."""
    ports = list(ports)
    here = [port.x for port in ports if port.channel == channel]
    if channel == net.main:
        away = {port.gap for port in ports if port.channel != channel}
    else:
        away = {port.gap for port in ports if port.channel == channel}
    return sorted({*here, *(columns.of(net, gap) for gap in away)})


@dataclass(slots=True)
class _Run:
    """The stretch of a net in one channel, and the columns at which it goes up and down from there."""

    net: Net
    low: int
    high: int
    first: int
    ups: frozenset[int]
    downs: frozenset[int]

    def before(self, other: "_Run") -> bool:
        """Tell whether its track has to be above another's: it comes from above where the other goes down."""
        return self is not other and bool(self.ups & other.downs)


def assign_tracks(nets: Iterable[Net], columns: Columns, channels: int) -> list[int]:
    """Number the tracks in each channel, from above; gives how many rows each channel needs."""
    nets = list(nets)
    runs: list[list[_Run]] = [[] for _ in range(channels)]
    heights = [0] * channels
    heads: list[tuple[list[int], list[int]]] = [([], []) for _ in range(channels)]
    for port in (port for net in nets for port in net.all if port.head):
        heads[port.channel][port.below].append(port.x)
    for net in nets:
        for channel in {port.channel for port in net.all} | {net.main}:
            xs = spread(net, channel, net.all, columns)
            heights[channel] = max(heights[channel], 1)
            if len(xs) > 1:
                first = int(any(xs[0] <= x <= xs[-1] for x in heads[channel][0]))
                mine = [port for port in net.all if port.channel == channel]
                ups, downs = (frozenset(port.x for port in mine if port.below == below) for below in (False, True))
                runs[channel].append(_Run(net, xs[0], xs[-1], first, ups, downs))
    for channel, here in enumerate(runs):
        tracks = _stacked(here)
        for run, number in tracks:
            run.net.tracks[channel] = number
        tail = any(run.low <= x <= run.high for run in here for x in heads[channel][1])
        heights[channel] = max(heights[channel], max((number + 1 for _, number in tracks), default=0) + tail)
    return heights


def _stacked(runs: list[_Run]) -> list[tuple[_Run, int]]:
    """Give each run the first track on which it meets no other, below those that have to be above it."""
    placed: list[tuple[_Run, int]] = []
    left = sorted(runs, key=lambda one: (bool(one.downs), bool(one.ups and one.downs), one.low))
    while left:
        run = next((one for one in left if not any(other.before(one) for other in left)), left[0])
        left.remove(run)
        number = max([run.first, *(at + 1 for other, at in placed if other.before(run))])
        while any(at == number and other.low <= run.high and run.low <= other.high for other, at in placed):
            number += 1
        placed.append((run, number))
    return placed


@dataclass(frozen=True, slots=True)
class Channels:
    """Where each channel lies: its first row, its first track, and the row after its last."""

    tops: tuple[int, ...]
    tracks: tuple[int, ...]
    bottoms: tuple[int, ...]


class Strand:
    """The cells of one net: directions by cell, and the heads on it."""

    def __init__(self, cells: dict[tuple[int, int], int] | None = None) -> None:
        """Begin without a cell, or with some."""
        self.cells = cells or {}
        self.heads: dict[tuple[int, int], str] = {}

    def put(self, x: int, y: int, mask: int) -> None:
        """Let a wire leave a cell in some directions."""
        self.cells[x, y] = self.cells.get((x, y), 0) | mask

    def down(self, x: int, top: int, bottom: int) -> None:
        """Draw from a row down to another."""
        if top < bottom:
            self.put(x, top, S)
            self.put(x, bottom, N)
            for y in range(top + 1, bottom):
                self.put(x, y, VERTICAL)

    def across(self, y: int, left: int, right: int) -> None:
        """Draw from a column to another."""
        if left < right:
            self.put(left, y, E)
            self.put(right, y, W)
            for x in range(left + 1, right):
                self.put(x, y, HORIZONTAL)


def strand(net: Net, ports: list[Port], channels: Channels, columns: Columns) -> Strand:
    """Draw the part of a net that joins some of its ports."""
    found = Strand()
    used = {port.channel for port in ports} | {net.main}
    rows: dict[int, int] = {}
    for channel in used:
        xs = spread(net, channel, ports, columns)
        row = channels.tracks[channel] + net.tracks.get(channel, 0)
        rows[channel] = row
        if len(xs) > 1:
            found.across(row, xs[0], xs[-1])
    for port in ports:
        straight = len(spread(net, port.channel, ports, columns)) == 1
        _stub(found, port, channels, None if straight else rows[port.channel])
    for port in ports:
        if not port.border:
            edge = channels.bottoms[port.channel] if port.below else channels.tops[port.channel] - 1
            found.cells.pop((port.x, edge), None)
    for gap in {port.gap for port in ports if port.channel != net.main}:
        at = [rows[net.main], *(rows[port.channel] for port in ports if port.gap == gap and port.channel != net.main)]
        x = columns.of(net, gap)
        for row in sorted(set(at))[1:]:
            found.down(x, min(at), row)
    return found


def _stub(found: Strand, port: Port, channels: Channels, row: int | None) -> None:
    """Draw from somebody's border to his net's track; right through the channel where there is none."""
    top, bottom = channels.tops[port.channel] - 1, channels.bottoms[port.channel]
    if row is None:
        found.down(port.x, top, bottom)
    elif port.below:
        found.down(port.x, row, bottom)
    else:
        found.down(port.x, top, row)
    if port.head:
        found.heads[port.x, bottom - 1 if port.below else top + 1] = port.head
