"""Groups of a page that list nouns: each by its sign and name, and what is said of it; `enter` selects it.

A group shows so many and counts the rest, so that no page grows with the design.
"""

from collections.abc import Iterable, Sequence

from vpcdesign.design.vpcs import Subnet
from vpcdesign.tui.pages.inspector.sheet import Sheet
from vpcdesign.tui.pages.inspector.surroundings import Surroundings

SHOWN = 16


def things(sheet: Sheet, here: Surroundings, words: str, named: Iterable[str | tuple[str, str]]) -> None:
    """List nouns, each its id or its id with what is said of it; nothing at all when there are none."""
    pairs = [(each, "") if isinstance(each, str) else each for each in named]
    if not pairs:
        return
    sheet.group(words)
    for name, value in pairs[:SHOWN]:
        sheet.item(here.sign(name), here.called(name), value, name if name in here.index else "")
    sheet.more(len(pairs) - SHOWN)


def subnets(sheet: Sheet, here: Surroundings, words: str, found: Sequence[Subnet]) -> None:
    """List subnets with their blocks."""
    sheet.group(words)
    for each in found[:SHOWN]:
        sheet.item(here.badge(each), here.called(each.id), each.cidr or each.ipv6_cidr or "", each.id)
    sheet.more(len(found) - SHOWN)


def parts(sheet: Sheet, words: str, named: Sequence[tuple[str, str]]) -> None:
    """List lines of nouns: the words for each, and what selects it."""
    sheet.group(words)
    for text, target in named[:SHOWN]:
        sheet.item("", text, "", target)
    sheet.more(len(named) - SHOWN)


def blocks(sheet: Sheet, words: str, cidrs: Sequence[str]) -> None:
    """List blocks of addresses; nothing when there are none."""
    if cidrs:
        sheet.group(words)
        for cidr in cidrs[:SHOWN]:
            sheet.item("", cidr)
        sheet.more(len(cidrs) - SHOWN)
