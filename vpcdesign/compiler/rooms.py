"""Which hosts of a subnet are alike but for name, address and security groups: the rooms that a network promises.

Whatever sets one plain host apart from its neighbours keeps it out: several addresses, a public one, one that something
else of its VPC has as well, no security groups that are asked, a host that does not run. What only filters and routes
of others say of an address does not: they are told by address.
"""

from collections import defaultdict
from collections.abc import Sequence
from copy import copy
from itertools import chain

from vpcdesign.compiler.interfaces import interface_of, stopped
from vpcdesign.compiler.link_local import link_local
from vpcdesign.compiler.plan import OF_HOSTS, Device, Plan
from vpcdesign.network.rooms import Outline, Party, Room
from vpcdesign.network.stages import Node, Rules, Stage


def rooms(plan: Plan) -> tuple[Room, ...]:
    """Give the rooms of a subnet each, where more than one host is alike."""
    found: dict[str, dict[tuple[str, ...], list[str]]] = {}
    shared = _shared(plan)
    for name in plan.hosts:
        device = plan.devices[name]
        if _is_like_others(plan, device, shared[device.vpc]):
            found.setdefault(device.subnet, {}).setdefault(device.groups, []).append(name)
    rules: dict[tuple[str, tuple[str, ...]], tuple[Rules, Rules]] = {}
    return tuple(
        Room(tuple(_party(plan, names, rules) for names in by_groups.values()))
        for by_groups in found.values()
        if len(by_groups) > 1 or any(len(names) > 1 for names in by_groups.values())
    )


def _is_like_others(plan: Plan, device: Device, shared: set[int]) -> bool:
    low, high = device.addresses[0] if len(device.addresses) == 1 else (0, 1)
    if low != high or low in shared or low in plan.public.get(device.vpc, ()):
        return False
    one = interface_of(plan, device.id)
    return one.count == 1 and device.id not in plan.estate.unfiltered and stopped(plan, one) is None


def _shared(plan: Plan) -> dict[str, set[int]]:
    """Give by VPC the addresses of hosts that something else of it has as well: a device, a service, a whole block."""
    points: defaultdict[str, set[int]] = defaultdict(set)
    shared: defaultdict[str, set[int]] = defaultdict(set)
    wide: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for device in plan.devices.values():
        known = points[device.vpc]
        for low, high in device.addresses:
            if low != high:
                wide[device.vpc].append((low, high))
            elif low in known:
                shared[device.vpc].add(low)
            known.add(low)
    for vpc, known in points.items():
        served = link_local(plan, vpc)
        blocks = (plan.estate.subnet_blocks[one.id] for one in plan.estate.subnets_of.get(vpc, ()))
        several = (*wide[vpc], *zip(served.lows, served.highs, strict=True))
        whole = ((low, high) for one in blocks for low, high in one if low == high)
        for low, high in chain(several, whole):
            shared[vpc].update((low,) if low == high else (one for one in known if low <= one <= high))
    return shared


def _party(plan: Plan, names: list[str], known: dict[tuple[str, tuple[str, ...]], tuple[Rules, Rules]]) -> Party:
    device = plan.devices[names[0]]
    key = device.vpc, device.groups
    rules = known.get(key)
    if rules is None:
        both = (plan.filters.security_groups(device.groups, device.vpc, way) for way in ("ingress", "egress"))
        guard, leaves = both
        rules = known[key] = guard, leaves
    return Party(*rules, names)


def outline(plan: Plan, stages: Sequence[Stage]) -> Outline:
    """Give stages as the first of each room tells them: tables that list hosts are written without the others."""
    several = rooms(plan)
    others = {name for room in several for party in room.parties for name in party.hosts}
    others -= {room.first for room in several}
    outlined = copy(plan)
    outlined.devices_in = defaultdict(list)
    for subnet, devices in plan.devices_in.items():
        outlined.devices_in[subnet] = [one for one in devices if one.id not in others]
    tables = {node: outlined.written(key) for node, key in plan.late.items()}
    kept: list[Node] = []
    for name, start in plan.hosts.items():
        if name not in others:
            kept.extend(range(start, start + len(OF_HOSTS)))
    kept.extend(plan.builder.stages)
    kept.extend(tables)
    kept.sort()
    return Outline([(node, tables[node] if node in tables else stages[node]) for node in kept], several)
