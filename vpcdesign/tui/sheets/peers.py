"""The other side of a line: blocks, prefix lists and security groups, as they are read and offered.

Offered are the things that a design has names for: groups with how many interfaces wear them, the summaries of tiers,
networks on premises, blocks that other lines name, and everything. A block that is offered says what it is.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from vpcdesign.design.balancers import LoadBalancer
from vpcdesign.design.document import Design
from vpcdesign.design.endpoints import VpcEndpoint
from vpcdesign.design.filters import NetworkAcl, SecurityGroup
from vpcdesign.design.noun import Noun
from vpcdesign.design.routing import PrefixList
from vpcdesign.design.words import quoted
from vpcdesign.planning.blocks import block as plan_block
from vpcdesign.planning.summary import covers
from vpcdesign.tui.pages.inspector.surroundings import Surroundings
from vpcdesign.tui.sheets.kinds import Candidate
from vpcdesign.tui.sheets.names import Names
from vpcdesign.tui.sheets.reading import ANYWHERE, Taken, Wrong, is_block, read_block, unknown

EVERYTHING = {"0.0.0.0/0", "::/0"}


def read_peer(here: Surroundings, text: str, names: Names) -> Taken:
    """Read a peer: a block, a security group or a prefix list."""
    typed = text.strip()
    if not typed:
        raise Wrong("peer", "a peer is missing: a security group, a block, a prefix list, or any")
    known = names.id_of(typed)
    if known is not None:
        return Taken(known)
    if typed.casefold() in ANYWHERE or is_block(typed) or "/" in typed:
        return read_block(typed, "peer")
    for name in here.index.by_id:
        if typed.casefold() in {name.casefold(), here.called(name).casefold()}:
            raise Wrong("peer", f"{quoted(typed)} is no peer of a line: name a block, a prefix list or a group.")
    raise unknown(typed, "peer", "security group", names.words())


def offered(here: Surroundings, noun: Noun, names: Names) -> list[Candidate]:
    """Give what may stand as a peer."""
    blocks = [*_tiers(here, noun), *_outside(here), *_vpcs(here, noun)]
    lists = _lists(here, names)
    return [*_groups(here, noun, names), *blocks, *everything(here, noun), *_written_in(here, names), *lists]


def near(here: Surroundings, noun: Noun, names: Names, text: str) -> list[Candidate]:
    """Give the blocks that stand for a group: those that its lines name, the tier that it is worn in, everything."""
    group = names.id_of(text)
    if group is None or not isinstance(names.nouns[group], SecurityGroup):
        return []
    own = _own_tiers(here, group)
    tiers = [one for one in _tiers(here, noun) if one.words in own]
    return [*_written_in(here, names, group), *tiers[:1], *everything(here, noun)]


def blocks_offered(here: Surroundings, noun: Noun, names: Names) -> list[Candidate]:
    """Give the blocks that may stand in a rule of a network ACL."""
    return [
        *everything(here, noun),
        *_tiers(here, noun),
        *_outside(here),
        *_vpcs(here, noun),
        *_written_in(here, names),
    ]


def everything(here: Surroundings, noun: Noun) -> list[Candidate]:
    """Give the blocks that hold every address."""
    vpc = here.vpc(getattr(noun, "vpc", None))
    found = [Candidate("0.0.0.0/0", "all of IPv4")]
    return [*found, Candidate("::/0", "all of IPv6")] if vpc and (vpc.ipv6_cidrs or vpc.amazon_ipv6) else found


def _groups(here: Surroundings, noun: Noun, names: Names) -> Iterator[Candidate]:
    own, counted = getattr(noun, "vpc", ""), worn(here.design)
    for one in sorted(here.design.security_groups, key=lambda each: each.vpc != own):
        number = counted[one.id]
        words = f"{number} interface" if number == 1 else f"{number} interfaces"
        yield Candidate(names.shown(one.id), words if one.vpc == own else f"{words}, {here.called(one.vpc)}")


def worn(design: Design) -> Counter[str]:
    """Count the interfaces that wear each group, those of load balancers and endpoints included."""
    found: Counter[str] = Counter()
    for one in design.network_interfaces:
        for group in one.security_groups:
            found[group] += one.count if isinstance(one.count, int) else 1
    holders: list[LoadBalancer | VpcEndpoint] = [*design.load_balancers, *design.vpc_endpoints]
    for holder in holders:
        for group in holder.security_groups:
            found[group] += len(holder.nodes)
    return found


def _lists(here: Surroundings, names: Names) -> Iterator[Candidate]:
    for one in here.design.prefix_lists:
        yield Candidate(names.shown(one.id), f"{len(one.cidrs)} blocks" if one.cidrs else "prefix list")


def _tiers(here: Surroundings, noun: Noun) -> Iterator[Candidate]:
    """Give each tier of the VPC as one block, room kept for its growth included; as several where it lies scattered."""
    vpc = here.vpc(getattr(noun, "vpc", None))
    if vpc is None:
        return
    members: dict[str, list[str]] = {}
    for one in here.design.subnets:
        if one.vpc == vpc.id and one.cidr:
            members.setdefault(one.tier or "", []).append(one.cidr)
    for kept in here.design.reservations:
        if kept.vpc == vpc.id and kept.tier and ":" not in kept.cidr:
            members.setdefault(kept.tier, []).append(kept.cidr)
    found = covers(
        [plan_block(cidr) for cidr in vpc.cidrs],
        {tier: [plan_block(cidr) for cidr in cidrs] for tier, cidrs in members.items()},
    )
    for tier, several in found.items():
        if tier and len(several) <= 2:
            yield from (Candidate(str(one), f"tier {tier}") for one in several)


def _own_tiers(here: Surroundings, group: str) -> set[str]:
    """Give the tiers in which a group is worn."""
    homes = {one.id: f"tier {one.tier}" for one in here.design.subnets if one.tier}
    found = {homes.get(one.subnet, "") for one in here.design.network_interfaces if group in one.security_groups}
    for balancer in here.design.load_balancers:
        if group in balancer.security_groups:
            found |= {homes.get(node.subnet, "") for node in balancer.nodes}
    return found - {""}


def _outside(here: Surroundings) -> Iterator[Candidate]:
    for one in here.design.on_premises:
        yield from (Candidate(cidr, here.called(one.id)) for cidr in one.cidrs)


def _vpcs(here: Surroundings, noun: Noun) -> Iterator[Candidate]:
    own = getattr(noun, "vpc", "")
    for vpc in sorted(here.design.vpcs, key=lambda one: one.id != own):
        yield from (Candidate(cidr, f"VPC {here.called(vpc.id)}") for cidr in (*vpc.cidrs, *vpc.ipv6_cidrs))


def _written_in(here: Surroundings, names: Names, group: str | None = None) -> Iterator[Candidate]:
    """Give the blocks that other lines name; of one group only, where one is meant."""
    holders: Iterable[SecurityGroup] = here.design.security_groups
    for one in holders:
        if group in {None, one.id}:
            for peer in (*(rule.peer for rule in one.ingress), *(rule.peer for rule in one.egress)):
                if "/" in peer and peer not in EVERYTHING:
                    yield Candidate(peer, f"in {names.shown(one.id)}")
    if group is None:
        lists: Iterable[NetworkAcl] = here.design.network_acls
        for acl in lists:
            for line in (*acl.ingress, *acl.egress):
                if line.cidr not in EVERYTHING:
                    yield Candidate(line.cidr, f"in {here.called(acl.id)}")


def list_names(here: Surroundings, lists: Iterable[PrefixList]) -> Names:
    """Give the names of prefix lists."""
    return Names(here, lists)
