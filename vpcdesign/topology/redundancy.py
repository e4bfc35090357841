"""What would restore what a failure cuts off, in the words of somebody who would build it.

A remedy names a thing that AWS sells and the line that leads to it. Where AWS has no second one of a kind (attachments
of one VPC, gateway endpoints), it names what takes its place; nothing is promised that was not looked at: who exists
already is named by id.
"""

from collections.abc import Iterable, Iterator, Sequence

from vpcdesign.design.balancers import LoadBalancer
from vpcdesign.design.endpoints import VpcEndpoint
from vpcdesign.topology.failures import Failure
from vpcdesign.topology.graph import Place, Wiring
from vpcdesign.topology.needs import Need
from vpcdesign.topology.points import Loss, depends_on

_FEW = 3


def remedies(wiring: Wiring, failure: Failure, losses: Sequence[Loss]) -> tuple[str, ...]:
    """Give what would restore these losses, each remedy once."""
    broken: dict[Place, list[Loss]] = {}
    for loss in losses:
        for place in depends_on(wiring, failure, loss):
            broken.setdefault(place, []).append(loss)
    found: list[str] = []
    for place, mine in broken.items():
        found += _remedy(wiring, place, mine)
    return tuple(dict.fromkeys(found))


def point_remedies(wiring: Wiring, place: Place, losses: Sequence[Loss]) -> tuple[str, ...]:
    """Give what would make a single point one of two."""
    return tuple(_remedy(wiring, place, losses))


def _remedy(wiring: Wiring, place: Place, losses: Sequence[Loss]) -> Iterator[str]:
    match place.kind:
        case "NAT gateway":
            yield from _nat(wiring, place, losses)
        case "transit gateway attachment":
            yield from _attachment(wiring, place.id, losses)
        case "VPN connection":
            static = any(one.id == place.id and one.static_routes_only for one in wiring.design.vpn_connections)
            how = ", both by BGP: static routes stay when a connection is down" if static else ""
            yield f"a second VPN connection to {_needs(losses)}, from a customer gateway of its own{how}"
        case "customer gateway":
            yield f"a second device at {_needs(losses)}, with a customer gateway and a VPN connection of its own"
        case "Direct Connect interface":
            yield (
                f"a second Direct Connect interface to {_needs(losses)} at another location, or a VPN connection that "
                "takes over"
            )
        case "VPC endpoint":
            yield from _endpoint(wiring, place.id, losses)
        case "VPC endpoint node" | "load balancer node":
            yield from _nodes(wiring, place)
        case "firewall endpoint":
            yield from _firewall(wiring, place, losses)
        case "interface":
            yield f"a second appliance beside {place.id} in another zone, behind a Gateway Load Balancer"
        case _:
            pass


def _nat(wiring: Wiring, place: Place, losses: Sequence[Loss]) -> Iterator[str]:
    """A zonal gateway is redundant in its zone and in no other (UG: NAT gateway basics)."""
    own = next(one for one in wiring.design.nat_gateways if one.id == place.id)
    vpc = own.vpc or (wiring.subnets[own.subnet].vpc if own.subnet else "")
    others = {
        wiring.subnets[one.subnet].az: one.id
        for one in wiring.design.nat_gateways
        if one.subnet and one.id != own.id and one.connectivity == own.connectivity
        if wiring.subnets[one.subnet].vpc == vpc
    }
    at_home = [wiring.subnets[loss.subnet] for loss in losses if wiring.subnets[loss.subnet].vpc == vpc]
    if not at_home or any(one.az == place.zone for one in at_home):
        near = [table for one in at_home if one.az == place.zone and (table := wiring.table(one.id))]
        tables = [one.id for one in near] or _tables(wiring, place.id)
        spare = next(iter(others.values()), "")
        until = f", or a default route of {_some(tables)} to {spare} until it is back" if spare else ""
        yield f"a regional NAT gateway in place of {place.id}, which spans the zones{until}"
    for zone in dict.fromkeys(one.az for one in at_home if one.az != place.zone):
        subnets = _some(one.id for one in at_home if one.az == zone)
        if zone in others:
            yield f"a default route of {subnets} to {others[zone]}, which stands in their zone"
        else:
            yield f"a NAT gateway in {zone} and a default route of {subnets} to it"


def _tables(wiring: Wiring, target: str) -> list[str]:
    return [one.id for one in wiring.design.route_tables if any(route.target == target for route in one.routes)]


def _attachment(wiring: Wiring, name: str, losses: Sequence[Loss]) -> Iterator[str]:
    """A VPC has one attachment to a transit gateway (TGW: VPC attachments): what stands in for it leads past it."""
    one = next(one for one in wiring.design.transit_gateway_attachments if one.id == name)
    if one.kind == "vpn":
        gateway = f"attached to {one.transit_gateway}"
        yield f"a second VPN connection to {_needs(losses)}, {gateway}, from a customer gateway of its own"
    elif one.kind in {"vpc", "peering"}:
        for need in dict.fromkeys(loss.need for loss in losses):
            sources = dict.fromkeys(wiring.subnets[loss.subnet].vpc for loss in losses if loss.need == need)
            yield from _past(wiring, one.transit_gateway, need, [vpc for vpc in sources if vpc != need.id])
    else:
        yield f"a second way to {_needs(losses)} attached to {one.transit_gateway} that propagates the same routes"


def _past(wiring: Wiring, gateway: str, need: Need, sources: Sequence[str]) -> Iterator[str]:
    """Give a way from VPCs to a need that does not pass a transit gateway."""
    if need.beyond == "vpc" and any(place.kind == "firewall endpoint" for place in wiring.graph(need)):
        yield f"nothing that keeps the inspection: a VPC has one attachment to {gateway}"
    elif need.beyond == "vpc":
        yield from (_peering(vpc, need.id) for vpc in sources)
    elif need.beyond == "internet":
        yield f"an internet gateway and NAT gateways in {_some(sources)}, with default routes to them"
    elif need.beyond == "on_premises":
        yield f"a virtual private gateway on {_some(sources)} with a VPN connection to {need.word}"


def _peering(one: str, other: str) -> str:
    return f"a peering connection between {min(one, other)} and {max(one, other)}, with routes both ways"


def _endpoint(wiring: Wiring, name: str, losses: Sequence[Loss]) -> Iterator[str]:
    one = next(one for one in wiring.design.vpc_endpoints if one.id == name)
    if one.kind == "gateway-load-balancer":
        yield f"a second Gateway Load Balancer endpoint beside {name} in another zone, and routes to it"
        return
    spare = [
        other.id
        for other in wiring.design.vpc_endpoints
        if other.id != name and (other.vpc, other.service) == (one.vpc, one.service)
    ]
    tables = [wiring.table(loss.subnet) for loss in losses if loss.subnet in wiring.subnets]
    leaves = {route.target for table in tables if table for route in table.routes if route.destination == "0.0.0.0/0"}
    word = losses[0].need.word if losses else one.service
    if spare:
        yield f"{_some(spare)} takes over where names or routes lead to it"
    elif one.kind == "gateway" and leaves:
        yield f"the endpoint taken out of the route tables: {word} then leaves by {_some(sorted(leaves))}"
    elif leaves:
        yield f"private DNS of {name} switched off: {word} then leaves by {_some(sorted(leaves))}"
    elif one.kind == "gateway":
        yield f"an interface endpoint of {word.removeprefix('service:')} beside it"
    else:
        yield f"a way to the internet: without {name} nothing leads to {word}"


def _nodes(wiring: Wiring, place: Place) -> Iterator[str]:
    owner = place.id.rpartition("/")[0]
    several: list[LoadBalancer | VpcEndpoint] = [*wiring.design.load_balancers, *wiring.design.vpc_endpoints]
    one = next(one for one in several if one.id == owner)
    zones = {wiring.subnets[node.subnet].az for node in one.nodes}
    free = sorted({subnet.az for subnet in wiring.subnets.values() if subnet.vpc == one.vpc} - zones)
    if len(zones) == 1:
        yield f"a node of {owner} in {free[0] if free else 'another zone'}"


def _firewall(wiring: Wiring, place: Place, losses: Sequence[Loss]) -> Iterator[str]:
    own = next(one for one in wiring.design.firewalls if any(end.id == place.id for end in one.endpoints))
    others = [end.id for end in own.endpoints if end.id != place.id]
    zones = sorted({wiring.subnets[one.subnet].az for one in losses if one.subnet in wiring.subnets} - {place.zone})
    if others:
        yield f"routes of {_some(_tables(wiring, place.id))} to {_some(others)} until it is back"
    else:
        yield f"an endpoint of {own.id} in {zones[0] if zones else 'another zone'}, and routes to it"


def _needs(losses: Sequence[Loss]) -> str:
    return _some(one.need.word for one in losses)


def _some(names: Iterable[str]) -> str:
    several = list(dict.fromkeys(names))
    more = f" and {len(several) - _FEW} more" if len(several) > _FEW else ""
    shown = several if not more else several[:_FEW]
    if more or len(shown) < 2:
        return ", ".join(shown) + more
    return f"{', '.join(shown[:-1])} and {shown[-1]}"
