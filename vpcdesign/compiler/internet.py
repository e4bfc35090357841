"""The internet: gateways with one-to-one translation, egress-only gateways, and the hosts outside.

An internet gateway knows a private IPv4 address only by its public twin, and drops what has none (UG: internet
gateways). It refuses RFC 1918 and RFC 6598 destinations. IPv6 goes untranslated; private IPv6 is dropped at the edge
(UG: private IPv6). Public addresses of the design are reached through their own VPC's gateway, also from inside
(measured).
"""

from collections.abc import Iterable

from vpcdesign.algebra.addresses import ALL_V4, ALL_V6, address, blocks
from vpcdesign.algebra.intervals import Intervals, difference, intersection, of, subset, union
from vpcdesign.aws.addresses import NOT_GLOBAL, RFC1918, RFC6598
from vpcdesign.compiler.blocks import Entry, table
from vpcdesign.compiler.estate import Estate
from vpcdesign.compiler.plan import Device, Plan
from vpcdesign.compiler.public_access import allowed_in, allowed_out
from vpcdesign.compiler.routes import service_prefixes
from vpcdesign.design.endpoints import VpcEndpoint
from vpcdesign.design.gateways import EgressOnlyInternetGateway, InternetGateway
from vpcdesign.design.noun import AUTO
from vpcdesign.network.network import Endpoint
from vpcdesign.network.origin import Origin
from vpcdesign.network.rules import Line, Rules
from vpcdesign.network.stages import (
    Choose,
    Deliver,
    Filter,
    Forward,
    Jump,
    Mark,
    Node,
    Option,
    Route,
    Shortcut,
    Stage,
    Stop,
    Track,
    Translate,
)

_NOBODY = "IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS"
PRIVATE_V4 = blocks([*RFC1918, *RFC6598])
ULA = blocks(["fc00::/7"])
DOCUMENTATION = blocks(["192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20"])
GLOBAL = union(difference(union(ALL_V4, ALL_V6), blocks(list(NOT_GLOBAL))), DOCUMENTATION)
"""Whom `internet` names; designs on paper use documentation ranges as public addresses, so they count."""
UNCARRIED = union(
    PRIVATE_V4,
    blocks(["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3", "::/8", "fc00::/7", "fe80::/10", "ff00::/8"]),
)
CARRIED = difference(union(ALL_V4, ALL_V6), UNCARRIED)
"""Where the internet delivers: an address that belongs to nothing in the design is a host outside."""


def internet_out(plan: Plan, gateway: str, subnet: str) -> Stage:
    """Write an internet gateway for what one subnet's table hands to it."""
    noun = plan.estate.nouns[gateway]
    assert isinstance(noun, InternetGateway)
    assert noun.vpc
    origin = Origin(gateway, "internet_gateway")
    if (words := _redirected(plan, gateway, subnet)) is not None:
        return Stop(origin._replace(words=words), "INGRESS_RTB_TRAFFIC_REDIRECTION")
    v6 = difference(intersection(plan.estate.vpc_blocks[noun.vpc], ALL_V6), union(ULA, plan.hidden.get(noun.vpc, ())))
    pairs = plan.public.get(noun.vpc, {})
    miss = origin._replace(words="the source has no public address, so the internet gateway drops it")
    named = origin._replace(words="gives the source its public address")
    code = "IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS"
    step = Translate(named, miss, of_source=True, pairs=pairs, keep=v6, next=plan.to("internet"), code=code)
    return allowed_out(plan, subnet, gateway, _refusing(plan, origin, step))


def _refusing(plan: Plan, origin: Origin, step: Stage) -> Forward:
    """Refuse destinations that the internet does not carry, before the source is translated (RA: IGW_DESTINATION_*)."""
    entries: list[Entry] = []
    for name, texts in (("private", RFC1918), ("shared", RFC6598)):
        words = f"an internet gateway refuses {name} destinations"
        code = f"IGW_DESTINATION_ADDRESS_NOT_IN_{'RFC1918' if name == 'private' else 'RFC6598'}_EGRESS"
        refused = Route(origin._replace(words=words), None, code)
        entries.extend((low, high, refused) for low, high in blocks(list(texts)))
    return table(origin, entries, Route(origin, plan.builder.add(step)), silent=True)


def hidden(estate: Estate, devices: Iterable[Device]) -> dict[str, Intervals]:
    """Give the IPv6 addresses of each VPC that refuse internet gateways (API: DenyAllIgwTraffic; PL)."""
    refusing = {one.id for one in estate.uncommon.values() if one.deny_igw_traffic}
    internal = {one.id for one in estate.design.load_balancers if one.scheme == "internal"}
    found: dict[str, list[tuple[int, int]]] = {}
    for device in devices:
        if device.usual:
            continue
        kind = device.kind
        balanced = kind == "load_balancer_node" and device.id.split("/")[0] in internal
        if kind == "endpoint_node" or balanced or device.id in refusing:
            found.setdefault(device.vpc, []).extend(intersection(device.addresses, ALL_V6))
    return {vpc: of(pairs) for vpc, pairs in found.items()}


def _redirected(plan: Plan, gateway: str, subnet: str) -> str | None:
    """What a gateway table redirects inbound must leave by the same appliance (UG: gateway route tables)."""
    whole = plan.estate.subnet_blocks[subnet]
    for one in plan.estate.design.route_tables:
        if one.gateway != gateway:
            continue
        for written in one.routes:
            if written.target != "local" and "/" in written.destination:
                taken = blocks([written.destination])
                if any(subset((pair,), taken) for pair in whole) and not _is_door(plan, subnet, written.target):
                    return f"{one.id} sends what comes in for {subnet} to {written.target}: it may not leave directly"
    return None


def _is_door(plan: Plan, subnet: str, target: str) -> bool:
    """Tell whether the appliance itself stands in this subnet."""
    noun = plan.estate.nouns.get(target)
    if isinstance(noun, VpcEndpoint):
        return any(n.subnet == subnet for n in noun.nodes)
    if noun is not None and getattr(noun, "subnet", None) == subnet:
        return True
    return any(e.id == target and e.subnet == subnet for f in plan.estate.design.firewalls for e in f.endpoints)


def internet(plan: Plan) -> Forward:
    """Write the world: every public address of the design, then AWS's services, then everybody else."""
    origin = Origin("internet", "internet")
    entries: list[Entry] = []
    gateways = {g.vpc: g for g in plan.estate.design.internet_gateways if g.vpc}
    for vpc in plan.estate.vpcs:
        pairs = plan.public.get(vpc, {})
        if vpc in gateways:
            inbound = Route(origin, plan.to("internet_in", gateways[vpc].id))
        else:
            words = f"the address belongs to {vpc}, which has no internet gateway"
            inbound = Route(origin._replace(words=words), None, _NOBODY)
        entries.extend((public, public, inbound) for public in sorted(set(pairs.values())))
        entries.extend((low, high, Route(origin, plan.to("ipv6_in", vpc))) for low, high in public_v6(plan, vpc))
    for nat in plan.estate.design.nat_gateways:
        if nat.mode == "regional":
            entries.extend(
                (a, a, Route(origin, plan.to("nat_back", nat.id))) for a in plan.public.get(nat.id, {}).values()
            )
    for service, addresses in services(plan).items():
        route = Route(origin, plan.to("service", service))
        entries.extend((low, high, route) for low, high in addresses)
    idle = Route(origin._replace(words="nothing that runs holds this public address"), None, _NOBODY)
    entries.extend((a, a, idle) for a in sorted(_idle(plan)))
    world = Route(origin, plan.builder.add(Deliver(origin, "internet")))
    taken = {(low, high) for low, high, _ in entries}
    entries.extend((low, high, world) for low, high in CARRIED if (low, high) not in taken)
    miss = Route(
        origin._replace(words="the internet carries no private or special addresses"), None, "NO_ROUTE_TO_DESTINATION"
    )
    return table(origin, entries, miss, silent=True)


def _idle(plan: Plan) -> set[int]:
    """Give public addresses that belong to the design and lead nowhere: unassociated, or of what does not run."""
    if plan.idle is None:
        texts = [e.address for e in plan.estate.design.elastic_ips]
        for one in plan.estate.uncommon.values():
            texts.extend((one.public_ip, *(s.public_ip for s in one.secondary_ips)))
        known = {address(t) for t in texts if t and t != AUTO}
        plan.idle = known - {public for pairs in plan.public.values() for public in pairs.values()}
    return plan.idle


def public_v6(plan: Plan, vpc: str) -> Intervals:
    """Give the IPv6 addresses of a VPC that the internet can route."""
    return difference(intersection(plan.estate.vpc_blocks[vpc], ALL_V6), ULA)


def services(plan: Plan) -> dict[str, Intervals]:
    """Give the addresses of the AWS services that the design knows, by the last word of their names."""
    found: dict[str, Intervals] = {}
    for one in plan.estate.design.prefix_lists:
        if one.service:
            last = one.service.rsplit(".", 1)[-1]
            found[last] = union(found.get(last, ()), blocks(one.cidrs))
    for endpoint_ in plan.estate.design.vpc_endpoints:
        if endpoint_.kind == "gateway":  # its addresses may be known from the list it names, or not at all
            last = endpoint_.service.rsplit(".", 1)[-1]
            found[last] = union(found.get(last, ()), blocks(service_prefixes(plan, endpoint_.prefix_list, last)))
    return found


def internet_in(plan: Plan, gateway: str) -> Translate:
    """Write what comes in through an internet gateway: to the private twin, then by the gateway's table or directly."""
    noun = plan.estate.nouns[gateway]
    assert isinstance(noun, InternetGateway)
    assert noun.vpc
    origin = Origin(gateway, "internet_gateway")
    back = {public: private for private, public in plan.public.get(noun.vpc, {}).items()}
    v6 = difference(public_v6(plan, noun.vpc), plan.hidden.get(noun.vpc, ()))
    miss = origin._replace(words="no attached interface of this VPC has this public address")
    origin = origin._replace(words="gives the destination its private address")
    inside = allowed_in(plan, noun.vpc, gateway, _after_gateway(plan, gateway, noun.vpc))
    return Translate(
        origin, miss, of_source=False, pairs=back, keep=v6, next=inside, code="IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS"
    )


def _after_gateway(plan: Plan, gateway: str, vpc: str) -> Node:
    for one in plan.estate.design.route_tables:
        if one.gateway == gateway:
            return plan.to("gateway_table", one.id)
    return plan.to("local", vpc)


def ipv6_in(plan: Plan, vpc: str) -> Stage:
    """Write where IPv6 enters a VPC: answers to an egress-only gateway by it, all else by the internet gateway."""
    gateways = {g.vpc: g for g in plan.estate.design.internet_gateways if g.vpc}
    egress = next((g for g in plan.estate.design.egress_only_internet_gateways if g.vpc == vpc), None)
    if vpc in gateways:
        main = plan.to("internet_in", gateways[vpc].id)
    elif egress is not None:
        words = "an egress-only internet gateway lets nobody in who was not called"
        main = plan.drop(egress.id, "egress_only_internet_gateway", words, "NO_POSSIBLE_DESTINATION")
    else:
        main = plan.drop(vpc, "vpc", f"{vpc} has no internet gateway", "NO_POSSIBLE_DESTINATION")
    origin = Origin(vpc, "vpc")
    if egress is None:
        return Mark(origin, main)
    inside = allowed_in(plan, vpc, egress.id, plan.to("local", vpc), stateful=True)
    tracked = Track(Origin(egress.id, "egress_only_internet_gateway"), egress.id, inside)
    options = (Option("answer", plan.builder.add(tracked)), Option("call", main))
    return Choose(origin, "gateway", options, how="seen", key=egress.id)


def egress_only(plan: Plan, gateway: str, subnet: str) -> Stage:
    """Write an egress-only internet gateway: IPv6, stateful, from inside only (UG: egress-only internet gateways)."""
    noun = plan.estate.nouns[gateway]
    assert isinstance(noun, EgressOnlyInternetGateway)
    assert noun.vpc
    origin = Origin(gateway, "egress_only_internet_gateway")
    if _behind_appliance(plan, subnet):
        words = "IPv6 that has passed a Gateway Load Balancer endpoint is dropped at an egress-only gateway"
        return Stop(origin._replace(words=words), "NO_POSSIBLE_DESTINATION")
    line = Line(origin, allow=True, source=public_v6(plan, noun.vpc))
    refuses = origin._replace(words="carries only public IPv6 sources")
    world = plan.builder.add(
        Filter(Rules((line,), refuses, "NO_POSSIBLE_DESTINATION"), plan.to("internet"), silent=True)
    )
    step = Track(origin, gateway, world)
    return allowed_out(plan, subnet, gateway, step, stateful=True)


def _behind_appliance(plan: Plan, subnet: str) -> bool:
    """Tell whether a Gateway Load Balancer endpoint sends from this subnet (PL: GWLB endpoints)."""
    return any(
        e.kind == "gateway-load-balancer" and any(n.subnet == subnet for n in e.nodes)
        for e in plan.estate.design.vpc_endpoints
    )


def endpoint(plan: Plan) -> Endpoint:
    """Give the hosts outside as one endpoint: they answer everything."""
    world = plan.to("internet")
    addresses = difference(GLOBAL, owned(plan))
    return Endpoint("internet", "internet", world, world, world, addresses, addresses, client_ports=((1024, 65535),))


def owned(plan: Plan) -> Intervals:
    """Give the public addresses that something in the design holds."""
    found = of((p, p) for pairs in plan.public.values() for p in pairs.values())
    found = union(found, of((a, a) for a in _idle(plan)))
    for vpc in plan.estate.vpcs:
        found = union(found, plan.estate.vpc_blocks[vpc])
    for place in plan.estate.design.on_premises:
        found = union(found, blocks(place.cidrs))
    for addresses in services(plan).values():
        found = union(found, addresses)
    return found


def service_back(plan: Plan, service: str) -> Shortcut:
    """Write how an AWS service answers: by the gateway endpoint that called, else over the internet."""
    jump = plan.builder.once("jump", lambda: plan.builder.add(Jump(Origin("network", "network"))))
    return Shortcut(f"service:{service}", jump, plan.to("internet"))
