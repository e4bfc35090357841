"""Where packets go by a route table: for each route that takes any, an address that shows it.

Addresses are chosen as a reader would: somebody who lives there, else one that is easy to read.
"""

from collections.abc import Iterator
from itertools import chain, islice

from vpcdesign.algebra.addresses import V6, address, write
from vpcdesign.algebra.intervals import EMPTY, Intervals, contains, size
from vpcdesign.analysis.lines.routes import TableLine, table_lines, taken_by, winners
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


def going(here: Surroundings, table: RouteTable, cells: int, about: Intervals = EMPTY) -> list[Line]:
    """Say where packets go, a line for each route that takes any; `about` are addresses of which one is wanted."""
    lines = table_lines(here.design, table)
    found = list(islice(_shown(here, table, lines, about), SHOWN))
    if not found:
        return []
    first = max(len(text) for text, _ in found)
    words = f"Where packets from {here.called(table.id)} go"
    shown = [heading(words)]
    for text, line in found:
        left = row(Span(f"{text:<{first}} {TO} {visible(here.called(line.target))}"))
        shown.append(Line(sides(left, (Span(visible(here.called(line.destination)), "muted"),), cells - 1)))
    return shown


def _shown(
    here: Surroundings, table: RouteTable, lines: list[TableLine], about: Intervals
) -> Iterator[tuple[str, TableLine]]:
    won = winners(lines)
    for place, line in enumerate(lines):
        if "/" not in line.destination:
            continue
        hosts = _hosts(here, table, about) if line.target == "local" else iter(())
        for value in chain(hosts, _candidates(line)):
            if taken_by(won, value) == place:
                yield write(value), line
                break


def _hosts(here: Surroundings, table: RouteTable, about: Intervals) -> Iterator[int]:
    """Give the addresses of hosts: first those that are wanted, then those in other subnets than the table's own."""
    known = [one for one in here.design.network_interfaces if one.private_ip]
    if about:
        addresses = (address(one.private_ip) for one in known if one.private_ip)
        yield next((value for value in addresses if contains(about, value)), about[0][0] + min(10, size(about) - 1))
    own = {one.id for one in here.subnets_of_table(table)}
    for inside in (False, True):
        yield from (address(one.private_ip) for one in known if one.private_ip and (one.subnet in own) is inside)


def _candidates(line: TableLine) -> Iterator[int]:
    """Give addresses of a route, those that are easy to read first."""
    low, high = line.blocks[0]
    for text in (WELL_KNOWN, WELL_KNOWN_6):
        if contains(line.blocks, address(text)):
            yield address(text)
    for offset in (READABLE, 10, 1, 0):
        if low + offset <= high:
            yield low + offset
    yield high
    if low < V6:  # what more exact routes leave of a wide block may lie anywhere in it
        yield from range(low, high, max((high - low) // 64, 1))
