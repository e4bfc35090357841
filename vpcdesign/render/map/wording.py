"""Words beside the ways of an estate: right of a wire, else left of it, else cut to the larger room of both, if any."""

from collections import defaultdict
from collections.abc import Iterator

from rich.cells import cell_len

from vpcdesign.render.ink import shorten
from vpcdesign.render.map.canvas import MUTED, Box, Canvas
from vpcdesign.render.map.nets import Channels, Net, Port
from vpcdesign.render.map.picture import Place
from vpcdesign.render.visible import visible

_LEAST = 5
"""Cells of a word that still says something."""


def word_rows(nets: list[Net], channels: Channels) -> dict[int, list[Port]]:
    """Give the ports that have a row for words, by that row, from left to right."""
    rows: defaultdict[int, list[Port]] = defaultdict(list)
    for port in (port for net in nets for port in net.all):
        rows[channels.bottoms[port.channel] - 1 if port.below else channels.tops[port.channel]].append(port)
    return {y: sorted(ports, key=lambda port: port.x) for y, ports in rows.items()}


def write_words(canvas: Canvas, nets: list[Net], channels: Channels, edge: int) -> Iterator[Place]:
    """Write the words and give the places of what they name; a way without words stands in its wire."""
    for y, ports in word_rows(nets, channels).items():
        taken = 0
        for port in ports:
            where = Box(port.x, y, 1, 1)
            if port.told:
                inside = edge if not port.below and edge else canvas.width
                limit = next((other.x for other in ports if other.x > port.x), inside)
                where = _write(canvas, port, y, (taken, limit))
            taken = max(taken, where.right, port.x + 1)
            yield from _ways(port, where)


def _write(canvas: Canvas, port: Port, y: int, room: tuple[int, int]) -> Box:
    """Write beside one wire, between what is on its left and what is on its right."""
    words, (taken, limit) = visible(port.told), room
    left, right = port.x - 3 - taken, limit - 3 - port.x
    size = cell_len(words)
    on_right = size <= right or (size > left and right >= left)
    most = right if on_right else left
    if most < min(size, _LEAST):
        return Box(port.x, y, 1, 1)
    words = shorten(words, most)
    x = port.x + 2 if on_right else port.x - 1 - cell_len(words)
    canvas.write(x, y, words, MUTED)
    return Box(x, y, cell_len(words), 1)


def _ways(port: Port, where: Box) -> Iterator[Place]:
    """Give the places of the ways that lead to a port: each its own words, as far as they are shown."""
    x = where.x
    for id, kind, said in port.parts:
        size = cell_len(visible(said)) if said else where.width
        left = max(min(size, where.right - x), 1)
        yield Place(id, kind, Box(x, where.y, left, 1))
        x = min(x + size + 2, where.right - 1) if said else x
