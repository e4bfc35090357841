"""What can be typed in a question: selectors of the design, and names of services, the likeliest first."""

from collections.abc import Iterator

from vpcdesign.aws.services import SERVICE_NAMES
from vpcdesign.design.document import Design
from vpcdesign.design.noun import Noun
from vpcdesign.tui.asking.calling import PREFIXES, Calling

COMMON = ("https", "http", "ssh", "postgres", "mysql", "rdp", "dns", "redis", "tcp", "udp", "icmp", "all")


def selectors(design: Design) -> Iterator[str]:
    """Give the selectors of a design: the outside, hosts, then groups, by names; the ids of what has a name at last."""
    calling = Calling(design)
    nouns: list[tuple[str, Noun]] = [("on_premises", one) for one in design.on_premises]
    nouns += [("instances", one) for one in design.instances]
    nouns += [("network_interfaces", one) for one in design.network_interfaces if one.instance is None]
    nouns += [("load_balancers", one) for one in design.load_balancers]
    groups = [(kind, one) for kind in ("security_groups", "subnets", "vpcs") for one in getattr(design, kind)]
    yield "internet"
    yield from (calling.word(*one) for one in nouns)
    yield from dict.fromkeys(f"tier:{one.tier}" for one in design.subnets if one.tier)
    yield from (calling.word(*one) for one in groups)
    yield from dict.fromkeys(f"az:{one.az}" for one in design.subnets if one.az)
    for kind, one in (*nouns, *groups):
        if one.id not in calling.word(kind, one):
            yield PREFIXES.get(kind, "") + one.id


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
