"""What can be typed in a question: selectors of the design, and names of services, the likeliest first."""

from collections.abc import Iterator

from vpcdesign.aws.services import SERVICE_NAMES
from vpcdesign.design.document import Design

COMMON = ("https", "http", "ssh", "postgres", "mysql", "rdp", "dns", "redis", "tcp", "udp", "icmp", "all")


def selectors(design: Design) -> Iterator[str]:
    """Give the selectors of a design: the outside, hosts, then groups."""
    yield "internet"
    yield from (one.id for one in design.on_premises)
    yield from (one.id for one in design.instances)
    yield from (one.id for one in design.network_interfaces if one.instance is None)
    yield from (f"lb:{one.id}" for one in design.load_balancers)
    yield from dict.fromkeys(f"tier:{one.tier}" for one in design.subnets if one.tier)
    yield from (f"sg:{one.id}" for one in design.security_groups)
    yield from (f"subnet:{one.id}" for one in design.subnets)
    yield from (f"vpc:{one.id}" for one in design.vpcs)
    yield from dict.fromkeys(f"az:{one.az}" for one in design.subnets if one.az)


def services() -> Iterator[str]:
    """Give the names of services."""
    yield from dict.fromkeys((*COMMON, *SERVICE_NAMES))


def matching(candidates: Iterator[str], typed: str, most: int) -> list[str]:
    """Give the candidates that a text may become: those that begin with it, then those that hold it."""
    wanted = typed.casefold()
    several = list(candidates)
    begin = [one for one in several if one.casefold().startswith(wanted)]
    hold = [one for one in several if wanted in one.casefold() and one not in begin]
    return [one for one in (*begin, *hold) if one != typed][:most]
