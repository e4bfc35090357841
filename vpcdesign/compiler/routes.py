"""The route tables of subnets and gateways: which route takes which destination (UG: route priority).

Longest prefix first, except that the local route beats a more specific propagated one. For one prefix: static, then
prefix list, then propagated (Direct Connect, VPN static, VPN BGP). A blackhole wins its prefix and drops. Two prefix
lists that say different things of one prefix leave it to AWS: the engine tries both.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from vpcdesign.algebra.intervals import Intervals, subset
from vpcdesign.aws.addresses import NOT_ROUTABLE
from vpcdesign.compiler.blocks import table
from vpcdesign.compiler.plan import Plan
from vpcdesign.compiler.targets import blackhole, target
from vpcdesign.design.routing import PrefixList, RouteTable
from vpcdesign.design.routing import Route as Written
from vpcdesign.network.origin import Origin
from vpcdesign.network.stages import Choose, Forward, Node, Option, Route

LOCAL, STATIC, LISTED, PROPAGATED = 1, 2, 3, 4


class Candidate(NamedTuple):
    """A route that could take a block: the lowest rank wins it."""

    low: int
    high: int
    rank: int
    target: str
    origin: Origin
    blackhole: bool


def route(plan: Plan, subnet: str) -> Forward:
    """Write the routing of what leaves a subnet for elsewhere; each route ends in the subnet's ACL and its target."""
    noun = plan.estate.subnets[subnet]
    found = plan.estate.table_of(noun)
    name = found.id if found else f"main route table of {noun.vpc}"
    origin = Origin(name, "route_table")
    won, notes = _select(plan, found, noun.vpc, name)
    entries = []
    for low, high in (pair for text in NOT_ROUTABLE for pair in plan.estate.block(text)):
        words = "the provider never forwards packets to its own link-local range"
        entries.append((low, high, Route(origin._replace(words=words), None, "NO_ROUTE_TO_DESTINATION")))
    for (low, high), best in won.items():
        first = best[0]
        if first.blackhole:
            entries.append((low, high, blackhole(first.origin)))
            continue
        nexts = [target(plan, subnet, c.target, first.origin) for c in best]
        told = notes.get((low, high), ()) + (() if first.rank == LOCAL else _unknown_lists(plan, found))
        entries.append((low, high, Route(first.origin, _one_of(plan, nexts, best), notes=told)))
    words = "has no route to this destination"
    miss = Route(origin._replace(words=words), None, "NO_ROUTE_TO_DESTINATION", _unknown_lists(plan, found))
    return table(origin, entries, miss)


def _unknown_lists(plan: Plan, found: RouteTable | None) -> tuple[str, ...]:
    """Tell the routes whose prefix lists have no known entries: they are taken to match nothing."""
    notes = []
    for written in found.routes if found else ():
        noun = plan.estate.nouns.get(written.destination)
        if "/" not in written.destination and not (isinstance(noun, PrefixList) and noun.cidrs):
            text = f"{written.destination} → {written.target} of {found.id if found else ''} matches nothing here"
            notes.append(f"{text}: the entries of that prefix list are not known")
    return tuple(notes)


def _one_of(plan: Plan, nexts: list[Node], best: list[Candidate]) -> Node:
    if len(nexts) == 1:
        return nexts[0]
    options = tuple(Option(c.target, n) for c, n in zip(best, nexts, strict=True))
    return plan.builder.add(Choose(best[0].origin, "route", options))


def _select(
    plan: Plan, found: RouteTable | None, vpc: str, name: str
) -> tuple[dict[tuple[int, int], list[Candidate]], dict[tuple[int, int], tuple[str, ...]]]:
    """Give for each block the candidates that AWS may choose: one, unless prefix lists or gateways tie."""
    own = plan.estate.vpc_blocks[vpc]
    by_block: dict[tuple[int, int], list[Candidate]] = defaultdict(list)
    notes: dict[tuple[int, int], tuple[str, ...]] = {}
    for candidate in _candidates(plan, found, vpc, name):
        here: Intervals = ((candidate.low, candidate.high),)
        if candidate.rank >= LISTED and subset(here, own):
            if candidate.rank == LISTED:
                text = f"{name} sends part of the VPC's own block to {candidate.target}: local is taken to win"
                for pair in own:
                    notes[pair] = (text,)
            continue
        by_block[candidate.low, candidate.high].append(candidate)
    won: dict[tuple[int, int], list[Candidate]] = {}
    for pair, several in by_block.items():
        rank = min(c.rank for c in several)
        won[pair] = list({c.target: c for c in reversed(several) if c.rank == rank}.values())[::-1]
    return won, notes


def _candidates(plan: Plan, found: RouteTable | None, vpc: str, name: str) -> Iterator[Candidate]:
    routes = found.routes if found else ()
    for cidr in (*plan.estate.vpcs[vpc].cidrs, *plan.estate.v6_of_vpc(plan.estate.vpcs[vpc])):
        origin = Origin(name, "route_table", by=cidr, words=f"{cidr} → local")
        for low, high in plan.estate.block(cidr):
            yield Candidate(low, high, LOCAL, "local", origin, blackhole=False)
    for place, written in enumerate(routes):
        yield from _written(plan, name, place, written)
    if found is None:
        return
    for endpoint in plan.estate.design.vpc_endpoints:
        if endpoint.kind == "gateway" and found.id in endpoint.route_tables:
            yield from _endpoint(plan, name, endpoint.id, endpoint.prefix_list, endpoint.service)
    for gateway in found.propagating_gateways:
        for cidr, rank in known_prefixes(plan, gateway):
            origin = Origin(name, "route_table", by=cidr, words=f"{cidr} → {gateway}, propagated")
            for low, high in plan.estate.block(cidr):
                yield Candidate(low, high, PROPAGATED + rank, gateway, origin, blackhole=False)


def _written(plan: Plan, name: str, place: int, written: Written) -> Iterator[Candidate]:
    words = f"{written.destination} → {written.target}"
    origin = Origin(name, "route_table", by=written.destination, words=words, line=f"routes/{place}")
    gone = written.state == "blackhole"
    listed = plan.estate.nouns.get(written.destination)
    if isinstance(listed, PrefixList):
        for cidr in listed.cidrs:
            for low, high in plan.estate.block(cidr):
                yield Candidate(low, high, LISTED, written.target, origin, gone)
        return
    if "/" not in written.destination:
        return  # a prefix list that nobody has seen
    # a written local route restates the implied one; a replaced target stands before it (UG: replace local route)
    rank = LOCAL if written.target == "local" else STATIC if written.origin == "static" else PROPAGATED + 1
    for low, high in plan.estate.block(written.destination):
        if rank == STATIC and (low, high) in _own_blocks(plan, name):
            rank = LOCAL - 1
        yield Candidate(low, high, rank, written.target, origin, gone)


def _own_blocks(plan: Plan, name: str) -> Intervals:
    found = plan.estate.tables.get(name)
    if found is None or found.vpc not in plan.estate.vpcs:
        return ()
    vpc = plan.estate.vpcs[found.vpc]
    return tuple(pair for cidr in (*vpc.cidrs, *plan.estate.v6_of_vpc(vpc)) for pair in plan.estate.block(cidr))


def _endpoint(plan: Plan, name: str, endpoint: str, listed: str | None, service: str) -> Iterator[Candidate]:
    """A gateway endpoint adds a route from its service's prefix list to itself (PL: gateway endpoints)."""
    for cidr in service_prefixes(plan, listed, service):
        origin = Origin(name, "route_table", by=listed or service, words=f"{listed or service} → {endpoint}")
        for low, high in plan.estate.block(cidr):
            yield Candidate(low, high, LISTED, endpoint, origin, blackhole=False)


def service_prefixes(plan: Plan, listed: str | None, service: str) -> tuple[str, ...]:
    """Give the blocks of an AWS service: of the list that is named, else of the one that carries its name."""
    noun = plan.estate.nouns.get(listed or "")
    if isinstance(noun, PrefixList):
        return noun.cidrs
    last = service.rsplit(".", 1)[-1]
    for one in plan.estate.design.prefix_lists:
        if one.service and one.service.rsplit(".", 1)[-1] == last:
            return one.cidrs
    return ()


def known_prefixes(plan: Plan, gateway: str) -> list[tuple[str, int]]:
    """Give the prefixes that a virtual private gateway knows, with their rank (VPN: route priority)."""
    found = [
        (c, 0) for dx in plan.estate.design.direct_connects if gateway in dx.virtual_private_gateways for c in dx.routes
    ]
    for vpn in plan.estate.design.vpn_connections:
        if vpn.virtual_private_gateway == gateway:
            found.extend((cidr, 1 if vpn.static_routes_only else 2) for cidr in vpn.routes)
    return found


def gateway_table(plan: Plan, table_id: str) -> Forward:
    """Write a gateway's table: what comes in, before it is delivered (UG: gateway route tables)."""
    found = plan.estate.tables[table_id]
    origin = Origin(found.id, "route_table")
    entries = []
    won, _ = _select(plan, found, found.vpc, found.id)
    for (low, high), best in won.items():
        first = best[0]
        if first.blackhole:
            entries.append((low, high, blackhole(first.origin)))
        elif first.target == "local":
            entries.append((low, high, Route(first.origin, plan.to("local", found.vpc))))
        else:
            entries.append((low, high, Route(first.origin, plan.to("appliance", first.target, found.gateway or ""))))
    words = "has no route to this destination"
    return table(origin, entries, Route(origin._replace(words=words), None, "NO_ROUTE_TO_DESTINATION"))
