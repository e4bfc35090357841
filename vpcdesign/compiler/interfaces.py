"""Network interfaces: what leaves and enters them, and what they forward for others.

Own addresses are reached without any network (measured). The services of the link-local range are filtered by nothing
(UG: security groups, network ACL basics). Security groups keep state per interface. With the source/destination check
off a route may lead here: the packet meets the group's inbound rules as it is, and leaves as a new packet (UG:
appliances).
"""

from bisect import bisect_left
from collections.abc import Callable, Container, Iterator, Mapping

from vpcdesign.algebra.intervals import EMPTY, Intervals, of, point
from vpcdesign.algebra.services import ports
from vpcdesign.compiler.blocks import Entry
from vpcdesign.compiler.estate import Estate
from vpcdesign.compiler.link_local import link_local
from vpcdesign.compiler.plan import SLOTS, Device, Plan
from vpcdesign.design.hosts import NetworkInterface
from vpcdesign.network.network import Endpoint
from vpcdesign.network.origin import Origin
from vpcdesign.network.stages import (
    Choose,
    Deliver,
    Filter,
    Forward,
    Mark,
    Node,
    Option,
    Restore,
    Rewrite,
    Route,
    Stage,
    Stop,
    Track,
)

START, ARRIVE = SLOTS["interface_start"], SLOTS["interface"]
LINUX = ((32768, 60999),)
WINDOWS = ((49152, 65535),)
ANY_CLIENT = ((1024, 65535),)
NAT_PROTOCOLS = of((*ports(1), *ports(6), *ports(17)))


def interface_of(plan: Plan, name: str) -> NetworkInterface:
    """Give an interface by its id."""
    noun = plan.estate.nouns[name]
    assert isinstance(noun, NetworkInterface)
    return noun


def guarded(plan: Plan, name: str, direction: str, next_: Node) -> Node:
    """Pass an interface's security groups; an unfiltered stand-in has none."""
    return next_ if name in plan.estate.unfiltered else plan.builder.add(guard(plan, name, direction, next_))


def guard(plan: Plan, name: str, direction: str, next_: Node) -> Stage:
    """Write the security groups of an interface as the stage itself."""
    device = plan.devices[name]
    if name in plan.estate.unfiltered:
        return Mark(Origin(name, "network_interface"), next_)
    far = device.kind != "endpoint_node"
    rules = plan.filters.security_groups(device.groups, device.vpc, direction, far=far)
    opens, pardon = (f"{name}>", f"{name}<") if direction == "egress" else (f"{name}<", f"{name}>")
    return Filter(rules, next_, opens, pardon)


def start(plan: Plan, name: str) -> Forward:
    """Write what an interface sends: to itself, to the services of its link, to everybody else by its groups."""
    device = plan.devices[name]
    origin = Origin(name, "network_interface", by="own address")
    one = interface_of(plan, name)
    out = Route(origin, plan.to("sends", name))
    if stopped(plan, one) is not None:  # not even to itself
        return Forward(origin, (), (), (), out, silent=True)
    served = link_local(plan, device.vpc)
    lows, highs, routes = list(served.lows), list(served.highs), list(served.routes)
    own: list[Entry] = []
    if one.count == 1:
        home = Route(origin, plan.to("itself", name))
        own = [(low, high, home) for low, high in device.addresses] + _siblings(plan, one)
    for low, high, route in own:
        at = bisect_left(lows, low)
        lows.insert(at, low)
        highs.insert(at, high)
        routes.insert(at, route)
    return Forward(origin, tuple(lows), tuple(highs), tuple(routes), out, silent=True)


def itself(plan: Plan, name: str) -> Deliver:
    """Write what an interface sends to itself."""
    del plan
    words = "its own address: never leaves the host"
    return Deliver(Origin(name, "network_interface", by="own address", words=words), name)


def home(plan: Plan, name: str) -> Deliver:
    """Write where packets for an interface have arrived."""
    del plan
    return Deliver(Origin(name, "network_interface"), name)


def plain(estate: Estate, devices: Mapping[str, Device]) -> list[str]:
    """Give the hosts whose stages are numbered by rule: they take what is their own, alone on their instance."""
    return [name for name, device in devices.items() if device.usual or _is_plain(estate, device)]


def _is_plain(estate: Estate, device: Device) -> bool:
    one = estate.nouns[device.id] if device.kind == "network_interface" else None
    if not isinstance(one, NetworkInterface) or not one.source_dest_check:
        return False
    return one.instance is None or len(estate.interfaces_of[one.instance]) == 1


def _siblings(plan: Plan, one: NetworkInterface) -> list[Entry]:
    """What an instance sends to its other interfaces stays on the host as well (measured)."""
    found: list[Entry] = []
    for other in plan.estate.interfaces_of.get(one.instance or "", ()):
        if other.id != one.id:
            origin = Origin(other.id, "network_interface", words="an address of the same host")
            route = Route(origin, plan.builder.add(Deliver(origin, other.id)))
            found.extend((low, high, route) for low, high in plan.devices[other.id].addresses)
    return found


def sends(plan: Plan, name: str) -> Stage:
    """Write what leaves an interface for elsewhere."""
    one = interface_of(plan, name)
    if (words := stopped(plan, one)) is not None:
        return Stop(Origin(name, "network_interface", words=words), "BAD_STATE")
    return guard(plan, name, "egress", plan.to("leave", one.subnet))


def stopped(plan: Plan, one: NetworkInterface) -> str | None:
    """Tell why an interface neither sends nor receives, not even to itself; None where it does."""
    instance = plan.estate.instances.get(one.instance or "")
    if not one.attached:
        return f"{one.id} is not attached to an instance"
    if instance is not None and instance.state != "running":
        return f"instance {instance.id} is stopped"
    return None


def arrive(plan: Plan, name: str) -> Stage:
    """Write what takes packets for an interface's own addresses."""
    one = interface_of(plan, name)
    origin = Origin(name, "network_interface")
    if (words := stopped(plan, one)) is not None:
        return Stop(origin._replace(words=words), "BAD_STATE")
    here = plan.to("home", name)
    if not one.source_dest_check and one.appliance != "forward":
        leaves = guarded(plan, name, "egress", plan.to("leave", one.subnet))
        named = origin._replace(words="gives the answer back its client")
        here = plan.builder.add(Restore(named, named, f"nat {name}", leaves, "ENI_ADDRESS_RESTRICTION", here, here))
    return guard(plan, name, "ingress", here)


def forwarded(plan: Plan, name: str) -> Stage:
    """Write what an interface does with packets for others that a route brings to it."""
    one = interface_of(plan, name)
    origin = Origin(name, "network_interface")
    if (words := stopped(plan, one)) is not None:
        return Stop(origin._replace(words=words), "BAD_STATE_ROUTE")
    if one.source_dest_check:
        words = f"the source/destination check of {name} is on, so it drops what is not addressed to it"
        return Stop(origin._replace(words=words), "ENI_SOURCE_DEST_CHECK_RESTRICTION")
    options = [option for exit_ in _exits(plan, one) for option in _ways(plan, one, exit_)]
    chosen = Choose(origin, "appliance", tuple(options), how="same", key=f"appliance {name}", hidden=True)
    node = options[0].next if len(options) == 1 else plan.builder.add(chosen)
    return Mark(origin, guarded(plan, name, "ingress", node))


def _exits(plan: Plan, one: NetworkInterface) -> list[NetworkInterface]:
    """Any interface of the host whose check is off may be where it sends the packet on; only its system knows."""
    several = [i for i in plan.estate.interfaces_of.get(one.instance or "", [one]) if not i.source_dest_check]
    return several or [one]


def _ways(plan: Plan, one: NetworkInterface, exit_: NetworkInterface) -> list[Option]:
    """Forward as it is, or with the appliance's own address: what is not said is a choice that only the host knows."""
    found = []
    leaves = guarded(plan, exit_.id, "egress", plan.to("leave", exit_.subnet))
    origin = Origin(exit_.id, "network_interface", words="forwards for others")
    if one.appliance != "nat":
        host = one.instance or one.id  # a middlebox keeps state: it must see both ways, by whichever interface
        tracked = plan.builder.add(Track(origin, f"middlebox {host}", leaves))
        found.append(Option(f"{exit_.id} forwards", plan.builder.add(Mark(origin, tracked, strip=True))))
    if one.appliance != "forward":
        own = (plan.devices[exit_.id].primary,)
        key = f"nat {exit_.id}"
        rewrite = Rewrite(
            origin._replace(words="puts its own address on it"),
            key,
            leaves,
            "NGW_SOURCE_ADDRESS_REASSIGN",
            NAT_PROTOCOLS,
            own,
            ANY_CLIENT,
        )
        found.append(Option(f"{exit_.id} translates", plan.builder.add(rewrite)))
    return found


def endpoints(
    plan: Plan, sure: Container[str], known: Mapping[str, Endpoint], other: Callable[[Plan, Device], Endpoint]
) -> Iterator[Endpoint]:
    """Give each device as somewhere that conversations begin and end; those that are `sure` are as they are known.

    There are tens of thousands of ordinary hosts, so each is made as the tuple that it is: the constructor, which looks
    for what was left out, would take as long as all the rest. Whatever is no such host the `other` way gives.
    """
    new, hosts, zones, every = tuple.__new__, plan.hosts, plan.estate.zones, plan.public
    for name, device in plan.devices.items():
        if name in sure:
            yield known[name]
            continue
        _, _, vpc, subnet, addresses, _, _, groups, usual = device
        if not usual:
            yield other(plan, device)
            continue
        begin = hosts[name] + START
        pairs = every.get(vpc)
        twins = _public(pairs, addresses) if pairs else EMPTY
        labels = plan.labels.get((groups, vpc)) or _labels(plan, groups, vpc)
        zone = zones.get(subnet, "")
        its = name, "interface", begin, begin, begin + ARRIVE - START, addresses, twins, labels, LINUX, subnet, zone
        yield new(Endpoint, (*its, True, False, ()))


def endpoint(plan: Plan, device: Device) -> Endpoint:
    """Give an interface that its noun says more of as somewhere that conversations begin and end."""
    name, _, vpc, subnet, addresses, _, _, groups, _ = device
    one = interface_of(plan, name)
    begin = plan.to("interface_start", name)
    return Endpoint(
        name,
        "interface",
        begin,
        begin,
        plan.to("interface", name),
        addresses,
        _public(plan.public.get(vpc, {}), addresses),
        plan.labels.get((groups, vpc)) or _labels(plan, groups, vpc),
        client_ports(plan, one),
        subnet,
        plan.estate.zones.get(subnet, ""),
        many=one.count != 1,
        notes=_notes(plan, one) if one.instance else (),
    )


def _public(pairs: Mapping[int, int], addresses: Intervals) -> Intervals:
    """Give the public twins of the private addresses that are among some."""
    if len(addresses) == 1:
        ((low, high),) = addresses
        if low == high:
            return EMPTY if low not in pairs else point(pairs[low])
    return of((p, p) for a, p in pairs.items() if any(low <= a <= high for low, high in addresses))


def _labels(plan: Plan, groups: tuple[str, ...], vpc: str) -> frozenset[str]:
    """Give the marks of the groups of an interface; without any it has its VPC's default group."""
    default = None if groups else plan.estate.default_groups.get(vpc)
    found = plan.labels[groups, vpc] = frozenset(groups or {default.id if default else f"default:{vpc}"})
    return found


def _notes(plan: Plan, one: NetworkInterface) -> tuple[str, ...]:
    if len(plan.estate.interfaces_of.get(one.instance or "", ())) > 1:
        return (f"{one.instance} has several interfaces: it is taken to answer by the one that holds the address",)
    return ()


def client_ports(plan: Plan, one: NetworkInterface) -> Intervals:
    """Give the ports that a host opens connections from (UG: ephemeral ports)."""
    if one.client_ports:
        return of(one.client_ports)
    if one.kind in ("lambda", "load_balancer", "nat_gateway"):
        return ANY_CLIENT
    instance = plan.estate.instances.get(one.instance) if one.instance else None
    if instance is not None and instance.platform == "windows":
        return WINDOWS
    return LINUX
