"""Where packets go by a route table: for each route that takes any, an address that shows it.

Addresses are chosen as a reader would: somebody who lives there, else one that is easy to read.
"""

from collections.abc import Iterator

from vpcdesign.algebra.addresses import V6, address, write
from vpcdesign.algebra.intervals import contains
from vpcdesign.analysis.lines.routes import TableLine, table_lines, taken_by
from vpcdesign.design.routing import RouteTable
from vpcdesign.render.ink import Span, row
from vpcdesign.render.signs import TO
from vpcdesign.render.visible import visible
from vpcdesign.tui.pages.inspector.surroundings import Surroundings
from vpcdesign.tui.pages.page import Line, heading, sides

WELL_KNOWN = "8.8.8.8"
WELL_KNOWN_6 = "2001:4860:4860::8888"
SHOWN = 8
READABLE = 7 * 256 + 7


def going(here: Surroundings, table: RouteTable, cells: int) -> list[Line]:
    """Say where packets go, a line for each route that takes any."""
    lines = table_lines(here.design, table)
    found = list(_shown(here, table, lines))[:SHOWN]
    if not found:
        return []
    first = max(len(text) for text, _ in found)
    words = f"Where packets from {here.called(table.id)} go"
    shown = [heading(words)]
    for text, line in found:
        left = row(Span(f"{text:<{first}} {TO} {visible(here.called(line.target))}"))
        shown.append(Line(sides(left, (Span(visible(here.called(line.destination)), "muted"),), cells - 1)))
    return shown


def _shown(here: Surroundings, table: RouteTable, lines: list[TableLine]) -> Iterator[tuple[str, TableLine]]:
    hosts = _hosts(here, table)
    for place, line in enumerate(lines):
        if "/" not in line.destination:
            continue
        for value in _candidates(line, hosts):
            if taken_by(lines, value) == place:
                yield write(value), line
                break


def _hosts(here: Surroundings, table: RouteTable) -> list[int]:
    """Give the addresses of hosts; those in other subnets than the table's own first."""
    own = {one.id for one in here.subnets_of_table(table)}
    known = [one for one in here.design.network_interfaces if one.private_ip]
    known.sort(key=lambda one: one.subnet in own)
    return [address(one.private_ip) for one in known if one.private_ip]


def _candidates(line: TableLine, hosts: list[int]) -> Iterator[int]:
    low, high = line.blocks[0]
    if line.target == "local":
        yield from (value for value in hosts if contains(line.blocks, value))
    for text in (WELL_KNOWN, WELL_KNOWN_6):
        if contains(line.blocks, address(text)):
            yield address(text)
    for offset in (READABLE, 10, 1, 0):
        if low + offset <= high:
            yield low + offset
    yield high
    if low < V6:  # what more exact routes leave of a wide block may lie anywhere in it
        yield from range(low, high, max((high - low) // 64, 1))
