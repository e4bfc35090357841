"""Transit gateways (TGW guide: how it works).

What comes in by an attachment is routed by the table that the attachment is associated with. Longest prefix, then
static, prefix list, VPC, Direct Connect, VPN, peering. Into a VPC it goes by the attachment subnet of the packet's own
zone where there is one, else of any; from there that subnet's route table leads on. In appliance mode both ways of a
flow take one zone.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from vpcdesign.compiler.blocks import table
from vpcdesign.compiler.groups import FAR
from vpcdesign.compiler.plan import Plan, Won
from vpcdesign.design.hybrid import DirectConnect, VpnConnection
from vpcdesign.design.routing import PrefixList
from vpcdesign.design.transit import TransitGateway, TransitGatewayAttachment, TransitGatewayRouteTable
from vpcdesign.network.origin import Origin
from vpcdesign.network.stages import Choose, Mark, Node, Option, Route, Stage, Stop

STATIC, LISTED, VPC, DIRECT, OTHER, VPN = range(6)


class Candidate(NamedTuple):
    """A route that could take a block; the lowest rank wins, equals share."""

    low: int
    high: int
    rank: int
    attachments: tuple[str, ...]
    origin: Origin


def _attachment(plan: Plan, name: str) -> TransitGatewayAttachment | None:
    noun = plan.estate.nouns.get(name)
    return noun if isinstance(noun, TransitGatewayAttachment) else None


def transit_in(plan: Plan, attachment: str, gateway: str) -> Stage:
    """Write what a transit gateway does with what comes in by an attachment; `gateway` tells the side of a peering."""
    found = _attachment(plan, attachment)
    assert found is not None
    side = gateway or found.transit_gateway
    origin = Origin(attachment, "transit_gateway_attachment")
    if found.nat_rules:
        words = f"{attachment} translates addresses (attachment NAT), which is outside the model"
        return Mark(origin, plan.beyond(attachment, "transit_gateway_attachment", words))
    if side in {e.id for e in plan.estate.design.external}:
        return Mark(origin, plan.beyond(side, "transit_gateway", f"{side} is not in the design"))
    for one in plan.estate.design.transit_gateway_route_tables:
        if one.transit_gateway == side and attachment in one.associations:
            return _table(plan, one, found)
    words = f"{attachment} is associated with no route table of {side}, so what it sends is dropped"
    return Stop(origin._replace(words=words), "TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION")


def _table(plan: Plan, one: TransitGatewayRouteTable, came: TransitGatewayAttachment) -> Stage:
    origin = Origin(one.id, "transit_gateway_route_table")
    won = plan.won.get(one.id)
    if won is None:
        won = plan.won[one.id] = list(_won(plan, one))
    entries = []
    for low, high, first, names in won:
        if not names:
            words = f"{first.by} is a blackhole"
            entries.append((low, high, Route(first._replace(words=words), None, "TGW_RTB_BAD_STATE_ROUTE")))
            continue
        options = tuple(Option(name, _towards(plan, name, came, one.transit_gateway)) for name in names)
        node = options[0].next if len(options) == 1 else plan.builder.add(Choose(first, "route", options))
        entries.append((low, high, Route(first, node)))
    words = "has no route to this destination"
    miss = Route(origin._replace(words=words), None, "TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT")
    return table(origin, entries, miss)


def _won(plan: Plan, one: TransitGatewayRouteTable) -> Iterator[Won]:
    """Give what each block of a table leads to, whoever asks."""
    by_block: dict[tuple[int, int], list[Candidate]] = defaultdict(list)
    for candidate in _candidates(plan, one):
        by_block[candidate.low, candidate.high].append(candidate)
    for (low, high), several in by_block.items():
        rank = min(c.rank for c in several)
        best = [c for c in several if c.rank == rank]
        if rank == VPC:
            best = best[:1]  # the second of two equal VPC blocks is not propagated (TGW: overlapping CIDRs)
        yield Won(low, high, best[0].origin, tuple(dict.fromkeys(a for c in best for a in c.attachments)))


def _candidates(plan: Plan, one: TransitGatewayRouteTable) -> Iterator[Candidate]:
    for place, written in enumerate(one.routes):
        listed = plan.estate.nouns.get(written.destination)
        cidrs = (
            listed.cidrs
            if isinstance(listed, PrefixList)
            else (written.destination,)
            if "/" in written.destination
            else ()
        )
        words = f"{written.destination} → {', '.join(written.attachments) or 'blackhole'}"
        origin = Origin(one.id, "transit_gateway_route_table", "", written.destination, words, f"routes/{place}")
        rank = LISTED if isinstance(listed, PrefixList) else STATIC if written.origin == "static" else None
        for cidr in cidrs:
            for low, high in plan.estate.block(cidr):
                yield Candidate(
                    low,
                    high,
                    _seen_rank(plan, written.attachments) if rank is None else rank,
                    written.attachments,
                    origin,
                )
    for name in one.propagations:
        found = _attachment(plan, name)
        if found is not None:
            yield from _propagated(plan, one.id, found)
            for rule in found.nat_rules:  # the gateway adds a route of its own for them (TGW: attachment NAT)
                words = f"{rule.nat_cidr} → {found.id}, attachment NAT"
                origin = Origin(one.id, "transit_gateway_route_table", "", rule.nat_cidr, words)
                for low, high in plan.estate.block(rule.nat_cidr):
                    yield Candidate(low, high, VPC, (found.id,), origin)


def _seen_rank(plan: Plan, attachments: tuple[str, ...]) -> int:
    """Rank a propagated route that AWS showed, by the kind of what propagated it."""
    found = _attachment(plan, attachments[0]) if attachments else None
    return {"vpc": VPC, "direct-connect": DIRECT, "vpn": VPN}.get(found.kind, OTHER) if found else OTHER


def _propagated(plan: Plan, name: str, found: TransitGatewayAttachment) -> Iterator[Candidate]:
    """A VPC propagates its blocks (IPv6 if the attachment says so), BGP what it learned, a static VPN nothing."""
    cidrs: tuple[str, ...] = ()
    rank = OTHER
    if found.kind == "vpc" and found.vpc in plan.estate.vpcs:
        noun = plan.estate.vpcs[found.vpc]
        cidrs = noun.cidrs + (plan.estate.v6_of_vpc(noun) if found.ipv6_support else ())
        rank = VPC
    link = plan.estate.nouns.get(found.vpn_connection or found.direct_connect or "")
    if isinstance(link, VpnConnection) and not link.static_routes_only:
        cidrs, rank = link.routes, VPN
    elif isinstance(link, DirectConnect):
        cidrs, rank = link.routes, DIRECT
    for cidr in cidrs:
        origin = Origin(name, "transit_gateway_route_table", "", cidr, f"{cidr} → {found.id}, propagated")
        for low, high in plan.estate.block(cidr):
            yield Candidate(low, high, rank, (found.id,), origin)


def _towards(plan: Plan, name: str, came: TransitGatewayAttachment, side: str) -> Node:
    """Give the way out by an attachment."""
    found = _attachment(plan, name)
    if found is None:
        return plan.beyond(name, "transit_gateway_attachment", f"{name} is not in the design")
    if found.nat_rules:
        words = f"{name} translates addresses (attachment NAT), which is outside the model"
        return plan.beyond(name, "transit_gateway_attachment", words)
    if found.kind == "vpc":
        return _into_vpc(plan, found, came)
    origin = Origin(name, "transit_gateway_attachment")
    if found.kind == "peering" and found.peer:
        other = found.peer if side == found.transit_gateway else found.transit_gateway
        crossing = Mark(origin, plan.to("transit_in", name, other), zone="", strip=True, silent=False)
        return plan.builder.add(crossing)
    if found.kind in ("vpn", "direct-connect"):
        link = found.vpn_connection or found.direct_connect or ""
        if link in plan.estate.nouns:
            return plan.builder.add(Mark(origin, plan.to("link_out", link), strip=True, silent=False))
    if found.kind == "network-function" and found.firewall:
        return plan.builder.add(Mark(origin, plan.to("transit_firewall", found.firewall, name), strip=True))
    return plan.beyond(
        name, "transit_gateway_attachment", f"what lies behind {name} ({found.kind}) is outside the model"
    )


def _into_vpc(plan: Plan, found: TransitGatewayAttachment, came: TransitGatewayAttachment) -> Node:
    """Into a VPC by one of its attachment subnets; references survive only where all say so, and only inbound."""
    origin = Origin(found.id, "transit_gateway_attachment")
    if found.vpc not in plan.estate.vpcs:
        return plan.beyond(found.id, "transit_gateway_attachment", f"{found.vpc} is not in the design")
    if plan.estate.subnets.keys().isdisjoint(found.subnets):
        return plan.drop(
            found.id, "transit_gateway_attachment", f"{found.id} has no subnet", "TGW_ATTACH_VPC_AZ_RESTRICTION"
        )
    doors = plan.builder.once(("doors", found.id), lambda: plan.builder.add(_doors(plan, found)))
    passes = plan.builder.add(Mark(origin, doors, silent=False))
    loser = _loses_references(plan, found, came)
    named = origin._replace(component=loser or found.id)
    code = "SG_REFERENCING_SUPPORT"
    return plan.builder.add(Mark(named, passes, strip=bool(loser), promises=True, suffix=FAR, code=code))


def _doors(plan: Plan, found: TransitGatewayAttachment) -> Choose:
    """Write the subnets of an attachment, one a zone."""
    options = tuple(Option(plan.estate.zone(s), plan.to("leave", s)) for s in found.subnets if s in plan.estate.subnets)
    zones = (
        tuple(
            (low, high, plan.estate.zone(s.id))
            for s in plan.estate.design.subnets
            for low, high in plan.estate.subnet_blocks[s.id]
        )
        if found.appliance_mode
        else ()
    )
    origin = Origin(found.id, "transit_gateway_attachment")
    how = "flow" if found.appliance_mode else "zone"
    note = f"the packet is in no zone of {found.id}, so it may enter by any: every zone is tried"
    return Choose(origin, "zone", options, how, found.id, zones, notes=(note,))


def _loses_references(plan: Plan, found: TransitGatewayAttachment, came: TransitGatewayAttachment) -> str:
    """Name what on this way does not support references, if anything (TGW: security group referencing)."""
    gateway = plan.estate.nouns.get(found.transit_gateway)
    if not (isinstance(gateway, TransitGateway) and gateway.security_group_referencing):
        return found.transit_gateway
    return next((a.id for a in (came, found) if a.kind != "vpc" or not a.security_group_referencing), "")
