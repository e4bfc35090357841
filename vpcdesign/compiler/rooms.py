"""Which hosts of a subnet are alike but for name, address and security groups: the rooms that a network promises.

Whatever sets one plain host apart from its neighbours keeps it out: several addresses, a public one, one that something
else of its VPC has as well, no security groups that are asked, a host that does not run. What only filters and routes
of others say of an address does not: they are told by address.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from copy import copy
from itertools import chain, filterfalse
from typing import NamedTuple

from vpcdesign.compiler.interfaces import interface_of, stopped
from vpcdesign.compiler.link_local import link_local
from vpcdesign.compiler.plan import OF_HOSTS, Plan
from vpcdesign.network.rooms import Outline, Party, Room
from vpcdesign.network.rules import Rules
from vpcdesign.network.stages import Node, Stage

_Hosts = tuple[list[str], list[int]]
"""Hosts, and the address of each."""


class _Held(NamedTuple):
    """Who holds which address of a VPC: every single one, whatever is wider, and the hosts that may be like others.

    These are by subnet and security groups.
    """

    points: list[int]
    wide: list[tuple[int, int]]
    hosts: dict[str, dict[tuple[str, ...], _Hosts]]


def rooms(plan: Plan) -> tuple[Room, ...]:
    """Give the rooms of a subnet each, where more than one host is alike."""
    found: list[Room] = []
    for vpc, held in _held(plan).items():
        apart = _shared(plan, vpc, held).union(plan.public.get(vpc, ()))
        rules: dict[tuple[str, ...], tuple[Rules, Rules]] = {}
        for by_groups in held.hosts.values():
            parties: list[Party] = []
            for groups, several in by_groups.items():
                names, lows = several if apart.isdisjoint(several[1]) else _without(several, apart)
                if names:
                    parties.append(Party(*_rules(plan, vpc, groups, rules), names, lows))
            if len(parties) > 1 or any(len(party.hosts) > 1 for party in parties):
                found.append(Room(parties))
    return tuple(found)


def _without(hosts: _Hosts, apart: set[int]) -> _Hosts:
    left = [(name, low) for name, low in zip(*hosts, strict=True) if low not in apart]
    return [name for name, _ in left], [low for _, low in left]


def _held(plan: Plan) -> dict[str, _Held]:
    """Look at each device once: there are many thousands of them."""
    found: dict[str, _Held] = {}
    hosts, unfiltered, filtered = plan.hosts, plan.estate.unfiltered, not plan.estate.unfiltered
    last: str | None = None
    points, wide, by_subnet = _Held([], [], {})
    for name, _, vpc, subnet, addresses, _, _, groups, usual in plan.devices.values():
        if vpc != last:
            points, wide, by_subnet = found.setdefault(vpc, _Held([], [], {}))
            last = vpc
        low, high = addresses[0] if len(addresses) == 1 else (0, 1)
        if low != high:
            for low, high in addresses:
                if low == high:
                    points.append(low)
                else:
                    wide.append((low, high))
            continue
        points.append(low)
        if (usual and filtered) or (name in hosts and name not in unfiltered and (usual or _runs_alone(plan, name))):
            by_groups = by_subnet.get(subnet)
            if by_groups is None:
                by_groups = by_subnet[subnet] = {}
            party = by_groups.get(groups)
            if party is None:
                by_groups[groups] = [name], [low]
            else:
                party[0].append(name)
                party[1].append(low)
    return found


def _runs_alone(plan: Plan, name: str) -> bool:
    one = interface_of(plan, name)
    return one.count == 1 and stopped(plan, one) is None


def _shared(plan: Plan, vpc: str, held: _Held) -> set[int]:
    """Give the addresses of hosts that something else of a VPC has as well: a device, a service, a whole block."""
    known = set(held.points)
    several = Counter(held.points) if len(known) < len(held.points) else {}
    shared = {at for at, count in several.items() if count > 1}
    served = link_local(plan, vpc)
    blocks = (plan.estate.subnet_blocks[one.id] for one in plan.estate.subnets_of.get(vpc, ()))
    whole = ((low, high) for one in blocks for low, high in one if low == high)
    for low, high in chain(held.wide, zip(served.lows, served.highs, strict=True), whole):
        shared.update((low,) if low == high else (one for one in known if low <= one <= high))
    return shared


def _rules(
    plan: Plan, vpc: str, groups: tuple[str, ...], known: dict[tuple[str, ...], tuple[Rules, Rules]]
) -> tuple[Rules, Rules]:
    rules = known.get(groups)
    if rules is None:
        ask = plan.filters.security_groups
        rules = known[groups] = ask(groups, vpc, "ingress"), ask(groups, vpc, "egress")
    return rules


def outline(plan: Plan, stages: Sequence[Stage]) -> Outline:
    """Give stages as the first of each room tells them: tables that list hosts are written without the others."""
    several = rooms(plan)
    others = set(chain.from_iterable([party.hosts for room in several for party in room.parties]))
    others.difference_update([room.first for room in several])
    outlined = copy(plan)
    outlined.devices_in = defaultdict(list)
    alone = list(filterfalse(others.__contains__, plan.devices))
    for name in alone:
        device = plan.devices[name]
        outlined.devices_in[device.subnet].append(device)
    tables = {node: outlined.written(key) for node, key in plan.late.items()}
    left = [plan.hosts[name] for name in alone if name in plan.hosts]
    kept: list[Node] = [node for start in left for node in range(start, start + len(OF_HOSTS))]
    kept.extend(plan.builder.stages)
    kept.extend(tables)
    kept.sort()
    return Outline([(node, tables[node] if node in tables else stages[node]) for node in kept], several)
