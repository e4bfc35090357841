"""First match over boxes: which part of a packet set each line of a filter decides.

A box is a product (source, destination, services, source ports); taking a line's part out of it leaves at most four
boxes. Pieces are disjoint and together they are the box that was asked.
"""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from vpcdesign.algebra.intervals import Intervals, difference, intersection
from vpcdesign.algebra.services import ALL
from vpcdesign.network.rules import Line, Rules

Box: TypeAlias = tuple[Intervals, Intervals, Intervals, Intervals]
Piece: TypeAlias = tuple[Box, Line | None]
NOWHERE = 0, -1


def decide(lines: Sequence[Line], box: Box, labels: frozenset[str]) -> tuple[Piece, ...]:
    """Give the pieces of a box with the line that decides each; None where only the default speaks."""
    pieces: list[Piece] = []
    left = [box]
    for line in beside(lines, box):
        if line.label is not None and labels.isdisjoint(line.label):
            continue
        after: list[Box] = []
        for one in left:
            match = meet(line, one)
            if match is None:
                after.append(one)
            elif match == box:
                return ((box, line),)  # nearly always
            else:
                pieces.append((match, line))
                if match != one:
                    after.extend(subtract(one, match))
        left = after
        if not left:
            break
    return (*pieces, *[(one, None) for one in left])


def meeting(
    lines: Sequence[Line], ends: tuple[Intervals, Intervals], labels: frozenset[str]
) -> Iterator[tuple[Line, bool]]:
    """Give the lines that can match between two ends; whether each takes both whole, and asks for no source ports."""
    source, destination = ends
    for line in lines:
        if line.label is not None and labels.isdisjoint(line.label):
            continue
        sent = source if line.source is None else intersection(source, line.source)
        to = destination if line.destination is None else intersection(destination, line.destination)
        if sent and to:
            yield line, sent == source and to == destination and line.source_ports is None


def between(
    lines: Sequence[Line], ends: tuple[Intervals, Intervals], labels: frozenset[str]
) -> list[tuple[Intervals, Line | None]] | None:
    """Give the services that each line decides between two ends; None where one parts these, or asks for source ports.

    The same as of a box of all services, for less: what is left of it is a set of services, as long as no end is cut.
    """
    left, found = ALL, list[tuple[Intervals, Line | None]]()
    for line, plain in meeting(lines, ends, labels):
        if not plain:
            return None
        services = left if line.services is None else intersection(left, line.services)
        if services:
            found.append((services, line))
            left = () if services == left else difference(left, services)
            if not left:
                return found
    found.append((left, None))
    return found


def beside(lines: Sequence[Line], box: Box) -> Iterator[Line]:
    """Leave out lines that lie beside a box: of a long list that is most, and a look at where they end tells it."""
    source, destination, services, _ = box
    low, high = (source[0][0], source[-1][1]) if source else NOWHERE
    lowest, highest = (destination[0][0], destination[-1][1]) if destination else NOWHERE
    first, last = (services[0][0], services[-1][1]) if services else NOWHERE
    return (
        line
        for line in lines
        if not ((part := line.services) and (part[0][0] > last or part[-1][1] < first))
        and not ((part := line.source) and (part[0][0] > high or part[-1][1] < low))
        and not ((part := line.destination) and (part[0][0] > highest or part[-1][1] < lowest))
    )


class Judge:
    """A filter asked by one kind of host about another: only the lines that can match between them, ready to compare.

    Filters are asked over and over about the same two ends and ever other ports; the ends decide once.
    """

    __slots__ = ("lines", "plain")

    def __init__(self, rules: Rules, ends: tuple[Intervals, Intervals], labels: frozenset[str]) -> None:
        """Keep the lines that can match; `plain` when each takes both ends whole and one stretch of services."""
        kept: list[Line] = []
        plain: list[tuple[int, int, Line]] | None = []
        for line, both in meeting(rules.lines, ends, labels):
            kept.append(line)
            services = ALL if line.services is None else line.services
            if plain is not None and both and len(services) == 1:
                plain.append((services[0][0], services[0][1], line))
            else:
                plain = None
        self.lines = tuple(kept)
        self.plain = plain

    def decide(self, box: Box) -> tuple[Piece, ...] | None:
        """Give the one line that decides the whole box, or None where the box must be cut."""
        if self.plain is None or len(box[2]) != 1:
            return None
        low, high = box[2][0]
        for first, last, line in self.plain:
            if first <= low and high <= last:
                return ((box, line),)
            if low <= last and first <= high:
                return None
        return ((box, None),)


def meet(line: Line, box: Box) -> Box | None:
    """Give the part of a box that a line matches."""
    source, destination, services, ports = box
    if line.services is not None:
        services = intersection(services, line.services)
        if not services:
            return None
    if line.source is not None:
        source = intersection(source, line.source)
        if not source:
            return None
    if line.destination is not None:
        destination = intersection(destination, line.destination)
        if not destination:
            return None
    if line.source_ports is not None:
        ports = intersection(ports, line.source_ports)
        if not ports:
            return None
    return source, destination, services, ports


def subtract(box: Box, part: Box) -> list[Box]:
    """Give the box without a part of it, as disjoint boxes."""
    left: list[Box] = []
    a, b, c, d = box
    for at, whole in enumerate(box):
        rest = () if whole == part[at] else difference(whole, part[at])
        if rest:
            one = [a, b, c, d]
            one[at] = rest
            left.append((one[0], one[1], one[2], one[3]))
        if at == 0:
            a = part[0]
        elif at == 1:
            b = part[1]
        elif at == 2:
            c = part[2]
    return left
