"""What is still free: addresses of a subnet, numbers of a network ACL."""

from collections.abc import Collection

from vpcdesign.algebra.addresses import address, write
from vpcdesign.aws.addresses import RESERVED_AT_END, RESERVED_AT_START
from vpcdesign.design.document import Design
from vpcdesign.design.legality import room
from vpcdesign.design.legality.network_acls import NUMBERS
from vpcdesign.design.legality.survey import Survey, span


def next_address(design: Design, subnet: str, after: str | None = None) -> str | None:
    """Give the next address of a subnet that nobody has: the first after one that is named, else the first at .10.

    None where the subnet has no IPv4 block or is full. Whatever AWS has yet to choose takes none of them.
    """
    found = next((one for one in design.subnets if one.id == subnet), None)
    if found is None or found.cidr is None:
        return None
    survey = Survey(design)
    demand = room.Demand(survey)
    room.interfaces(survey, demand)
    room.managed(survey, demand)
    used = {address(one) for one in demand.known.get(subnet, ())}
    used.update(
        value
        for kept in design.reservations
        if kept.subnet == subnet and ":" not in kept.cidr and kept.kind == "prefix"
        for value in range(span(kept.cidr)[0], span(kept.cidr)[1] + 1)
    )
    low, high = span(found.cidr)
    first, last = low + RESERVED_AT_START, high - RESERVED_AT_END
    begin = address(after) + 1 if after is not None else min(low + 10, last)
    for value in (*range(begin, last + 1), *range(first, begin)):
        if value not in used:
            return write(value)
    return None


def free_number(used: Collection[int], after: int | None = None, step: int = 10) -> int | None:
    """Give a number for a rule of a network ACL: behind all others, or between one and the next.

    None where no number is free there: `renumber` makes room.
    """
    ordered = sorted(number for number in used if number in NUMBERS)
    if after is None:
        behind = ordered[-1] // step * step + step if ordered else 100
        if behind in NUMBERS:
            return behind
        return next((number for number in reversed(NUMBERS) if number not in used), None)
    following = next((number for number in ordered if number > after), NUMBERS[-1] + 1)
    rounded = after // step * step + step
    if rounded < following and rounded in NUMBERS:
        return rounded
    between = (after + following) // 2
    return between if after < between < following else None
