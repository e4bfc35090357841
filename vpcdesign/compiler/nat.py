"""NAT gateways: many clients behind one address, replies only (UG: NAT gateways).

TCP, UDP and ICMP; the source becomes the gateway's private address and a port of 1024-65535, and the internet gateway
of its VPC puts the public address on it. It lets nobody in, answers nothing itself, and drops an answer that it has no
connection for (measured). IPv6 destinations in 64:ff9b::/96 become IPv4 (UG: NAT64). Answers over a peering return to
it without a route (UG: NAT gateway basics).
"""

from vpcdesign.algebra.addresses import ALL_V4, ALL_V6
from vpcdesign.algebra.intervals import Intervals, of
from vpcdesign.algebra.services import icmp, ports
from vpcdesign.aws.addresses import NAT64_PREFIX
from vpcdesign.compiler.blocks import table
from vpcdesign.compiler.plan import Plan
from vpcdesign.design.gateways import NatGateway
from vpcdesign.network.network import Endpoint
from vpcdesign.network.origin import Origin
from vpcdesign.network.rules import Line, Rules
from vpcdesign.network.stages import Back, Filter, Mark, Node, Restore, Rewrite, Route, Stage

PROTOCOLS = of((*ports(1), *ports(6), *ports(17), *icmp(58, 128)))
MAPPED_PORTS = ((1024, 65535),)
CODE = "NO_POSSIBLE_DESTINATION"


def _nat_of(plan: Plan, name: str) -> NatGateway:
    noun = plan.estate.nouns[name]
    assert isinstance(noun, NatGateway)
    return noun


def nat(plan: Plan, name: str) -> Stage:
    """Write what a NAT gateway does with what a route brings to it."""
    origin = Origin(name, "nat_gateway", words="carries TCP, UDP and ICMP")
    line = Line(origin, allow=True, services=PROTOCOLS)
    refuses = origin._replace(words="carries TCP, UDP and ICMP only")
    return Filter(Rules((line,), refuses, "PROTOCOL_RESTRICTION"), _families(plan, name), silent=True)


def _families(plan: Plan, name: str) -> Node:
    origin = Origin(name, "nat_gateway")
    low, high = plan.estate.block(NAT64_PREFIX)[0]
    plain = Route(origin, plan.builder.add(_rewrite(plan, name, 0)))
    six = Route(origin, plan.builder.add(_rewrite(plan, name, -low)))
    words = "a NAT gateway does not carry IPv6 to IPv6"
    refused = Route(origin._replace(words=words), None, "PROTOCOL_RESTRICTION")
    entries = [(ALL_V4[0][0], ALL_V4[0][1], plain), (ALL_V6[0][0], ALL_V6[0][1], refused), (low, high, six)]
    return plan.builder.add(table(origin, entries, refused, silent=True))


def _rewrite(plan: Plan, name: str, offset: int) -> Rewrite:
    one = _nat_of(plan, name)
    key = f"nat {name}"
    if one.subnet is None:
        public = tuple(sorted(plan.public[name].values()))
        words = "puts its public address on it; a regional gateway has no subnet, so no network ACL is asked"
        return Rewrite(
            Origin(name, "nat_gateway", words=words),
            key,
            _regional_out(plan, one),
            CODE,
            None,
            public,
            MAPPED_PORTS,
            server_offset=offset,
        )
    addresses = tuple(_each(plan.devices[name].addresses))
    inner = plan.to("nat_back", name)
    back = Back(one.subnet, plan.into(one.subnet, inner), inner)
    words = "puts its own address and a port of 1024-65535 on it"
    origin = Origin(name, "nat_gateway", words=words)
    return Rewrite(
        origin, key, plan.to("leave", one.subnet), CODE, None, addresses, MAPPED_PORTS, server_offset=offset, back=back
    )


def _each(addresses: Intervals) -> list[int]:
    return [a for low, high in addresses for a in range(low, high + 1)]


def _regional_out(plan: Plan, one: NatGateway) -> Node:
    """A regional gateway has a table of its own with a route to the internet gateway (UG: regional NAT gateways)."""
    origin = Origin(one.id, "nat_gateway")
    if not any(g.vpc == one.vpc for g in plan.estate.design.internet_gateways):
        return plan.drop(one.id, "nat_gateway", f"{one.vpc} has no internet gateway", "NO_ROUTE_TO_DESTINATION")
    note = f"that no network ACL is asked at {one.id}, which has no subnet, is inferred, not documented"
    return plan.builder.add(Mark(origin, plan.to("internet"), notes=(note,)))


def nat_back(plan: Plan, name: str) -> Restore:
    """Write what a NAT gateway does with what is sent to it: answers go to who asked, the rest is dropped."""
    one = _nat_of(plan, name)
    origin = Origin(name, "nat_gateway", words="gives the answer back its client")
    miss = origin._replace(words="lets only answers in: nobody opens a conversation with a NAT gateway")
    next_ = plan.to("leave", one.subnet) if one.subnet else plan.to("local", one.vpc or "")
    return Restore(origin, miss, f"nat {name}", next_, CODE)


def endpoint(plan: Plan, name: str) -> Endpoint:
    """Give a NAT gateway as somewhere to ask for (nothing answers there)."""
    device = plan.devices[name]
    pairs = plan.public.get(device.vpc, {})
    public = of((pairs[a], pairs[a]) for a in _each(device.addresses) if a in pairs)
    leave = plan.to("leave", device.subnet)
    return Endpoint(
        name,
        "nat_gateway",
        leave,
        leave,
        plan.to("nat_back", name),
        device.addresses,
        public,
        client_ports=MAPPED_PORTS,
        subnet=device.subnet,
        zone=plan.estate.zone(device.subnet),
    )


def regional_addresses(plan: Plan) -> None:
    """Give every regional NAT gateway its public addresses (UG: regional NAT gateways)."""
    for one in plan.estate.design.nat_gateways:
        if one.subnet is None:
            texts = [a.public_ip for a in one.addresses if a.public_ip] or ["auto"]
            found = [plan.estate.public(f"{one.id} {i}", t) for i, t in enumerate(texts)]
            plan.public[one.id] = {i: a for i, a in enumerate(found) if a is not None}
