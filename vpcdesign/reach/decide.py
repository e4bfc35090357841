"""First match over boxes: which part of a packet set each line of a filter decides.

A box is a product (source, destination, services, source ports); taking a line's part out of it leaves at most four
boxes. Pieces are disjoint and together they are the box that was asked.
"""

from typing import TypeAlias

from vpcdesign.algebra.intervals import Intervals, difference, intersection
from vpcdesign.network.stages import Line, Rules

Box: TypeAlias = tuple[Intervals, Intervals, Intervals, Intervals]
Piece: TypeAlias = tuple[Box, Line | None]


def decide(rules: Rules, box: Box, labels: frozenset[str]) -> tuple[Piece, ...]:
    """Give the pieces of a box with the line that decides each; None where only the default speaks."""
    pieces: list[Piece] = []
    left = [box]
    for line in rules.lines:
        if line.label is not None and line.label not in labels:
            continue
        after: list[Box] = []
        for one in left:
            match = meet(line, one)
            if match is None:
                after.append(one)
                continue
            pieces.append((match, line))
            if match != one:
                after.extend(subtract(one, match))
        left = after
        if not left:
            break
    pieces.extend((one, None) for one in left)
    return tuple(pieces)


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
        rest = difference(whole, part[at])
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
