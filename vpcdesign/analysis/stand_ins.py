"""Stand-ins: interfaces that are asked in the place of a subnet that has none yet.

A design answers before anything is deployed. A stand-in is put only where a term selects nobody at all: a tier of which
one zone is still empty is asked through the interfaces that it has.
"""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from ipaddress import ip_network

from vpcdesign.algebra.addresses import blocks, of_network
from vpcdesign.algebra.intervals import overlap
from vpcdesign.analysis.labels import STAND_IN, words
from vpcdesign.analysis.patterns import matcher
from vpcdesign.design.document import Design
from vpcdesign.design.filters import SecurityGroup
from vpcdesign.design.hosts import NetworkInterface
from vpcdesign.design.noun import AUTO
from vpcdesign.design.vpcs import Subnet
from vpcdesign.errors import Problem, QuestionError

_NOBODY = {"nat_gateway", "transit_gateway", "vpc_endpoint"}
"""Kinds of interfaces that AWS keeps in a subnet for itself: it is as empty with them as without."""

_FEW = 6
"""So many subnets are named in one note."""


def with_stand_ins(
    design: Design, texts: Iterable[str], groups: Sequence[str] = ()
) -> tuple[Design, frozenset[str], tuple[str, ...]]:
    """Give the design with a stand-in in each empty subnet that the selectors mean.

    `groups` are the security groups that stand-ins carry (`sg:web`). Beside the design come the ids of those that carry
    none, which is what `compile` takes as unfiltered, and notes. QuestionError when a group is unknown.
    """
    carried = _carried(design, groups)
    empty: dict[str, Subnet] = {}
    occupied = None
    for term in dict.fromkeys(term.strip() for text in texts for term in text.split(",")):
        if not term.startswith("!") and (subnets := _subnets(design, term.removeprefix("public:"))):
            occupied = _occupied(design) if occupied is None else occupied
            if not any(subnet.id in occupied for subnet in subnets):
                empty.update((subnet.id, subnet) for subnet in subnets)
    if not empty:
        idle = f"nobody is asked through a stand-in, so the groups {', '.join(groups)} change nothing"
        return design, frozenset(), (idle,) if groups else ()
    put = [_stand_in(design, subnet, [one.id for one in carried if _usable(one, subnet)]) for subnet in empty.values()]
    bare = frozenset(one.id for one in put if not one.security_groups)
    notes = tuple(_note(one, bare) for one in put)
    return design.model_copy(update={"network_interfaces": (*design.network_interfaces, *put)}), bare, notes


def at_home(was: Design, now: Design, *, spare: bool) -> bool:
    """Tell whether the same subnets need a stand-in after an edit, whoever is meant.

    Where nobody needed one (`spare`), it is enough that no subnet has become empty.
    """
    if any(getattr(was, name) is not getattr(now, name) for name in ("vpcs", "subnets")):
        return False
    same = was.network_interfaces is now.network_interfaces and was.load_balancers is now.load_balancers
    return same or (spare and _occupied(was) <= _occupied(now))


def _subnets(design: Design, term: str) -> list[Subnet]:
    """Give the subnets that a term means by where they are."""
    kind, colon, value = term.partition(":")
    if colon and kind in {"vpc", "subnet", "az", "tier"}:
        matches = matcher(value)
        names = {vpc.id: words(vpc) for vpc in design.vpcs} if kind == "vpc" else {}
        return [one for one in design.subnets if any(matches(word) for word in _words(one, kind, names))]
    if "/" not in term:
        return []
    try:
        asked = of_network(ip_network(term, strict=False))
    except ValueError:
        return []
    return [one for one in design.subnets if overlap(blocks([c for c in (one.cidr, one.ipv6_cidr) if c]), asked)]


def _words(subnet: Subnet, kind: str, vpcs: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    match kind:
        case "vpc":
            return vpcs.get(subnet.vpc, (subnet.vpc,))
        case "az":
            return (subnet.az, subnet.az_id) if subnet.az_id else (subnet.az,)
        case "tier":
            return (subnet.tier,) if subnet.tier else ()
        case _:
            return words(subnet)


def _occupied(design: Design) -> set[str]:
    """Give the subnets in which somebody can be asked already."""
    found = {one.subnet for one in design.network_interfaces if one.kind not in _NOBODY}
    return found | {node.subnet for balancer in design.load_balancers for node in balancer.nodes}


def _carried(design: Design, groups: Sequence[str]) -> list[SecurityGroup]:
    """Give the security groups by these names; one name may mean a group in each of several VPCs."""
    found: list[SecurityGroup] = []
    problems: list[Problem] = []
    known: list[str] | None = None
    for term in (term.strip() for text in groups for term in text.split(",")):
        name = term.removeprefix("sg:")
        meant = [group for group in design.security_groups if name in words(group)]
        found.extend(meant)
        if not meant:
            if known is None:
                known = [word for group in design.security_groups for word in words(group)]
            near = [f"`sg:{word}`" for word in get_close_matches(name, known, 3, 0.6)]
            hint = f": did you mean {' or '.join(near)}?" if near else ""
            problems.append(Problem(f"no security group is called `{name}`{hint}"))
    if problems:
        raise QuestionError(problems)
    return found


def _usable(group: SecurityGroup, subnet: Subnet) -> bool:
    return subnet.vpc == group.vpc or subnet.vpc in group.associated_vpcs


def _stand_in(design: Design, subnet: Subnet, groups: list[str]) -> NetworkInterface:
    """Make what would be launched there: any usable address, a public one where the subnet gives them."""
    six = any((subnet.ipv6_cidr, subnet.ipv6_index is not None))
    taken = {noun.id for _, _, noun in design.nouns()}
    name = f"{STAND_IN}{subnet.id}"
    while name in taken:
        name += "'"
    return NetworkInterface(
        id=name,
        subnet=subnet.id,
        public_ip=AUTO if subnet.map_public_ip_on_launch and subnet.cidr else None,
        ipv6=six,
        security_groups=tuple(groups),
    )


def in_short(stand_ins: Iterable[str]) -> tuple[str, ...]:
    """Give one note for many stand-ins that no security group judges, by their ids."""
    subnets = [name.removeprefix(STAND_IN) for name in stand_ins]
    more = f" and {len(subnets) - _FEW} more" if len(subnets) > _FEW else ""
    who = f"{len(subnets)} subnets have" if len(subnets) > 1 else "1 subnet has"
    told = f"{', '.join(subnets[:_FEW])}{more}"
    return (f"{who} no interface ({told}): a stand-in is asked, no security group judges it",) if subnets else ()


def _note(stand_in: NetworkInterface, bare: frozenset[str]) -> str:
    how = "no security group judges it" if stand_in.id in bare else f"with {', '.join(stand_in.security_groups)}"
    return f"subnet {stand_in.subnet} has no interface: a stand-in is asked, {how}"
