"""The subnets of a design as CSV, for spreadsheets: a line each, in the order of addresses.

A spreadsheet runs what looks like a formula, so a text of the design that begins like one gets an apostrophe in front.
"""

import csv
from io import StringIO

from vpcdesign.algebra.addresses import write
from vpcdesign.design.document import Design
from vpcdesign.planning.blocks import block
from vpcdesign.planning.space import Fill, fills
from vpcdesign.render.visible import visible

COLUMNS = ("name", "zone", "tier", "block", "first", "last", "usable", "used", "free", "vpc", "ipv6")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def plan_csv(design: Design) -> str:
    """Write the subnets of a design; one without an IPv4 block leaves the columns of one empty."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    full = fills(design)
    order = {each.id: place for place, each in enumerate(design.vpcs)}
    rows = sorted(
        design.subnets,
        key=lambda each: (order.get(each.vpc, len(order)), full[each.id].block if each.id in full else block("::/0")),
    )
    for each in rows:
        ipv6 = each.ipv6_cidr or ("" if each.ipv6_index is None else f"/64 number {each.ipv6_index}")
        own = _numbers(full[each.id]) if each.id in full else [""] * 6
        writer.writerow(
            [_safe(each.name or each.id), _safe(each.az), _safe(each.tier or ""), *own, _safe(each.vpc), ipv6]
        )
    return text.getvalue()


def _numbers(own: Fill) -> list[str | int]:
    return [str(own.block), write(own.block.low), write(own.block.high), own.usable, own.used, own.free]


def _safe(text: str) -> str:
    shown = visible(text)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown
