"""The roster: all residents of a design, found by id, name, group or address.

It is built once for a design and its network and never changes. Every list in it is in the document's order, so that
the same question always gives the same answer. That of an edited design is what building it anew would give; only
those are entered again whom the edit made others.
"""

from bisect import insort
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy

from vpcdesign.algebra.addresses import blocks
from vpcdesign.algebra.intervals import Intervals, contains, difference, overlap
from vpcdesign.analysis.labels import label, tags, words
from vpcdesign.analysis.residents import (
    Part,
    Resident,
    floating_of,
    is_plain,
    primary_of,
    twins_of,
    twins_of_node,
)
from vpcdesign.design.balancers import LoadBalancer
from vpcdesign.design.document import Design
from vpcdesign.design.endpoints import VpcEndpoint
from vpcdesign.design.gateways import ElasticIp
from vpcdesign.design.hosts import NetworkInterface
from vpcdesign.design.hybrid import DirectConnect, VpnConnection
from vpcdesign.design.noun import Noun
from vpcdesign.network.network import Endpoint, Network

GROUPS = ("vpc", "subnet", "sg", "az", "tier", "tag", "lb")
"""What a group's selector may begin with."""

_PARTS: dict[str, Part] = {
    "nat_gateway": "plumbing",
    "transit_gateway": "plumbing",
    "vpc_endpoint": "served",
    "load_balancer": "balancer",
}
_FEW = 64


class Roster:
    """All residents of a design. `names` and `groups` keep who is called so; `residents` are by endpoint."""

    def __init__(self, design: Design, network: Network) -> None:
        self.design = design
        self.network = network
        self.residents: dict[str, Resident] = {}
        self.names: dict[str, list[Resident]] = {}
        self.groups: dict[str, dict[str, list[Resident]]] = {kind: {} for kind in GROUPS}
        self.vpc_blocks = blocks([cidr for vpc in design.vpcs for cidr in (*vpc.cidrs, *vpc.ipv6_cidrs)])
        self._hosts: dict[str, Resident] = {}
        self._called: dict[str, tuple[str, ...]] = {}
        self._read_words(design)
        self._points: dict[int, list[Resident]] = {}
        self._ranges: list[Resident] = []
        self._homes: dict[tuple[Part, str | None, tuple[str, ...]], list[list[Resident]]] = {}
        self._name_groups()
        self._add_nodes()
        self._add_interfaces()
        self._add_instances()
        known = len(self.residents)
        self._add_nat_gateways()
        self._add_on_premises()
        self._behind = len(self.residents) - known
        self._homes = {}  # an edit puts other lists in the place of these

    def of_part(self, *parts: Part) -> Iterator[Resident]:
        """Give the residents that play one of these parts, stand-ins left out."""
        return (one for one in self.residents.values() if one.part in parts and not one.stand_in)

    def is_called(self, group: str, word: str) -> bool:
        """Tell whether a word is one of a security group's."""
        return word == group or word in self._sg_words.get(group, ())

    def holders(self, value: int) -> list[Resident]:
        """Give who has the address, private or public; where nobody surely has it, everybody who may be given it."""
        sure = [one for one in self._ranges if contains(difference(one.everything, one.floating), value)]
        sure = [*self._points.get(value, ()), *sure]
        return sure or [one for one in self._ranges if contains(one.floating, value)]

    def within(self, asked: Intervals) -> list[Resident]:
        """Give the residents of VPCs that have an address, private or public, in the set."""
        if len(asked) == 1 and asked[0][0] == asked[0][1]:
            return [one for one in self.holders(asked[0][0]) if one.part != "on_premises"]
        return [one for one in self.residents.values() if one.part != "on_premises" and overlap(one.everything, asked)]

    def after(
        self, design: Design, network: Network, was: Collection[str], now: Mapping[str, NetworkInterface]
    ) -> "Roster | None":
        """Give the roster of a design in which only some interfaces `was` have gone or become what they are `now`.

        Empty subnets and groups may have come or gone as well; None where it has to be made anew.
        """
        other = copy(self)
        return other if other._follow(design, network, was, now) else None  # noqa: SLF001 - its own class

    def _follow(
        self, design: Design, network: Network, was: Collection[str], now: Mapping[str, NetworkInterface]
    ) -> bool:
        """Become the roster of an edited design, sharing no list that changes; False where that cannot be."""
        gone = {self._hosts[name]: self._memberships(self._hosts[name]) for name in was if name in self._hosts}
        dangling = any(map(self._dangles, gone))
        lost = [(one, list(groups)) for one, groups in gone.items()]
        self.design, self.network = design, network
        self._read_words(design)
        come = {one.id: resident for one, resident in self._hosts_of(now.values())}
        if dangling or any(map(self._dangles, come.values())) or not self._regroup():
            return False
        if lost or come:
            nodes = len(self.residents) - len(self._hosts) - self._behind
            others = list(self.residents.items())
            ends = dict(others[:nodes]), dict(others[nodes + len(self._hosts) :])
            self._hosts = {name: one for name, one in self._hosts.items() if name not in was} | come
            if come:
                hosts = (one.id for one in design.network_interfaces)
                self._hosts = {name: self._hosts[name] for name in hosts if name in self._hosts}
            self.residents = ends[0] | self._hosts | ends[1]
            self._take_out(lost)
            self._put_in(list(come.values()))
            if any(one.tags for one in (*gone, *come.values())):
                self._tag()
            self._rename(was, now, nodes)
        return True

    def _dangles(self, one: Resident) -> bool:
        """Tell whether a host is in a subnet or a group that is not there."""
        return one.subnet is None or any(group not in self._sg_words for group in one.groups)

    def _regroup(self) -> bool:
        """Enter the groups that exist now with their members of before; False where a group of somebody is gone."""
        before, self.groups = self.groups, {kind: {} for kind in GROUPS}
        self._name_groups()
        for kind, named in self.groups.items():
            known = before[kind]
            if kind == "tag" or list(known) == list(named):
                self.groups[kind] = dict(known)
            elif any(members and word not in named for word, members in known.items()):
                return False
            else:
                self.groups[kind] = {word: known.get(word, members) for word, members in named.items()}
        return True

    def _take_out(self, several: Sequence[tuple[Resident, Sequence[tuple[str, str]]]]) -> None:
        """Take residents out of every list that holds them; beside each, the groups that it was in."""
        lost = {id(one) for one, _ in several}
        self._points = dict(self._points)
        self._ranges = [one for one in self._ranges if id(one) not in lost]
        for one, groups in several:
            for kind, word in groups:
                if word in self.groups[kind]:
                    self.groups[kind][word] = [each for each in self.groups[kind][word] if id(each) not in lost]
            for value in _held(one)[0]:
                left = [each for each in self._points.pop(value, ()) if id(each) not in lost]
                self._points |= {value: left} if left else {}

    def _put_in(self, several: Sequence[Resident]) -> None:
        """Put residents into every list that they belong to, each at its place."""
        places = {name: place for place, name in enumerate(self.residents)} if several else {}

        def put(one: Resident, known: Sequence[Resident]) -> list[Resident]:
            found = [*known]
            insort(found, one, key=lambda each: places[each.endpoint.id])
            return found

        for one in several:
            for kind, word in dict.fromkeys(self._memberships(one)):
                self.groups[kind][word] = put(one, self.groups[kind].get(word, ()))
            points, ranges = _held(one)
            for value in points:
                self._points[value] = put(one, self._points.get(value, ()))
            if ranges:
                self._ranges = put(one, self._ranges)

    def _tag(self) -> None:
        """Enter everybody by his tags again, in their order."""
        self.groups["tag"] = {}
        for one in self.residents.values():
            for kind, word in dict.fromkeys(self._memberships(one)) if one.tags else ():
                if kind == "tag":
                    self.groups["tag"].setdefault(word, []).append(one)

    def _rename(self, was: Collection[str], now: Mapping[str, NetworkInterface], nodes: int) -> None:
        """Enter all names again, in their order, where anybody is called otherwise than before."""
        called = self._called
        self._called = {name: several for name, several in called.items() if name not in was}
        self._called |= {name: words(one) for name, one in now.items() if name in self._hosts}
        residents = list(self.residents.items())
        self.names = {}
        self._enter(residents[: nodes + len(self._hosts)])
        self._add_instances()
        self._enter(residents[nodes + len(self._hosts) :])

    def _enter(self, residents: Iterable[tuple[str, Resident]]) -> None:
        for name, resident in residents:
            for word in self._called[name]:
                self.names.setdefault(word, []).append(resident)

    def _read_words(self, design: Design) -> None:
        self._subnets = {subnet.id: subnet for subnet in design.subnets}
        self.vpc_words = {vpc.id: words(vpc) for vpc in design.vpcs}
        self._sg_words = {group.id: words(group) for group in design.security_groups}

    def _name_groups(self) -> None:
        """Enter every group that exists, so that an empty one is told from one that is misspelt."""
        design = self.design
        named: tuple[tuple[str, Iterable[Noun]], ...] = (
            ("vpc", design.vpcs),
            ("subnet", design.subnets),
            ("sg", design.security_groups),
            ("lb", design.load_balancers),
        )
        for kind, nouns in named:
            self.groups[kind] = {word: [] for noun in nouns for word in words(noun)}
        self.groups["az"] = {word: [] for subnet in design.subnets for word in (subnet.az, subnet.az_id) if word}
        self.groups["tier"] = {subnet.tier: [] for subnet in design.subnets if subnet.tier}

    def _add(self, resident: Resident, names: Iterable[str]) -> None:
        """Enter a resident under its names, its groups and its addresses."""
        self.residents[resident.endpoint.id] = resident
        called = self._called[resident.endpoint.id] = tuple(dict.fromkeys(names))
        for name in called:
            self.names.setdefault(name, []).append(resident)
        for members in self._lists_of(resident):
            members.append(resident)
        points, ranges = _held(resident)
        for value in points:
            self._points.setdefault(value, []).append(resident)
        if ranges:
            self._ranges.append(resident)

    def _lists_of(self, resident: Resident) -> list[list[Resident]]:
        """Give the lists of groups that a resident is to be entered in: of all who are at home alike they are one."""
        home = resident.part, None if resident.subnet is None else resident.subnet.id, resident.groups
        known = None if resident.tags else self._homes.get(home)
        if known is None:
            several = dict.fromkeys(self._memberships(resident))
            known = [self.groups[kind].setdefault(word, []) for kind, word in several]
            if not resident.tags:
                self._homes[home] = known
        return known

    def _memberships(self, resident: Resident) -> Iterator[tuple[str, str]]:
        if resident.part in {"plumbing", "on_premises"}:
            return
        subnet = resident.subnet
        if subnet is not None:
            yield from (("vpc", word) for word in self.vpc_words.get(subnet.vpc, (subnet.vpc,)))
            yield from (("subnet", word) for word in words(subnet))
            yield from (("az", word) for word in (subnet.az, subnet.az_id) if word)
            if subnet.tier:
                yield "tier", subnet.tier
        yield from (("sg", word) for group in resident.groups for word in self._sg_words.get(group, (group,)))
        yield from (("tag", f"{key}={value}") for key, value in resident.tags)

    def _add_nodes(self) -> None:
        """Enter the nodes of load balancers and of interface endpoints; AWS's own interfaces mean their node."""
        for balancer in self.design.load_balancers:
            for node in balancer.nodes:
                found = self._add_node(balancer, node.subnet, node.interface, "balancer")
                if found is not None:
                    for word in words(balancer):
                        self.groups["lb"][word].append(found)
        for endpoint in self.design.vpc_endpoints:
            for served in endpoint.nodes:
                self._add_node(endpoint, served.subnet, served.interface, "served")

    def _add_node(
        self, owner: LoadBalancer | VpcEndpoint, subnet: str, interface: str | None, part: Part
    ) -> Resident | None:
        endpoint = self.network.endpoints.get(f"{owner.id}/{subnet}")
        if endpoint is None:
            return None
        twins = twins_of_node(endpoint)
        called = f"{owner.name or owner.id}/{subnet}"
        resident = Resident(
            endpoint,
            called,
            part,
            endpoint.addresses,
            self._subnets.get(subnet),
            owner.security_groups,
            tags(owner),
            twins,
            floating_of(endpoint.addresses, twins),
        )
        self._add(resident, (*words(owner), endpoint.id, called, *((interface,) if interface else ())))
        return resident

    def _add_interfaces(self) -> None:
        """Enter the interfaces, but for those that AWS keeps for a node or a gateway that is entered itself."""
        for interface, resident in self._hosts_of(self.design.network_interfaces):
            self._hosts[interface.id] = resident
            self._add(resident, words(interface))

    def hosts_in(self, design: Design, network: Network, names: Collection[str]) -> dict[str, Resident]:
        """Give what some hosts are in a design that differs, but not in its subnets."""
        other = copy(self)
        other.design, other.network = design, network
        several = (one for one in design.network_interfaces if one.id in names)
        return {interface.id: one for interface, one in other._hosts_of(several)}  # noqa: SLF001 - its own class

    def _hosts_of(self, interfaces: Iterable[NetworkInterface]) -> Iterator[tuple[NetworkInterface, Resident]]:
        """Give the residents that some interfaces are; those that AWS keeps are none."""
        kept = {node.interface for owner in self.design.load_balancers for node in owner.nodes}
        kept |= {node.interface for owner in self.design.vpc_endpoints for node in owner.nodes}
        kept |= {gateway.interface for gateway in self.design.nat_gateways}
        instances = {instance.id: instance for instance in self.design.instances}
        elastic: dict[str, list[ElasticIp]] = {}
        for ip in self.design.elastic_ips:
            elastic.setdefault(ip.interface or "", []).append(ip)
        for interface in interfaces:
            endpoint = self.network.endpoints.get(interface.id)
            if endpoint is not None and interface.id not in kept:
                holder = instances.get(interface.instance or "")
                yield interface, self._resident(interface, endpoint, holder, elastic.get(interface.id, []))

    def _resident(
        self, interface: NetworkInterface, endpoint: Endpoint, holder: Noun | None, elastic: list[ElasticIp]
    ) -> Resident:
        part, subnet, groups = (
            _PARTS.get(interface.kind, "host"),
            self._subnets.get(interface.subnet),
            interface.security_groups,
        )
        called = label(interface, holder)
        own = () if not (holder or interface.tags or interface.name) else tags(interface, holder)
        if not elastic and is_plain(interface, endpoint):
            return Resident(endpoint, called, part, endpoint.addresses, subnet, groups, own)
        primary, twins = primary_of(interface, endpoint), twins_of(interface, endpoint, elastic)
        return Resident(endpoint, called, part, primary, subnet, groups, own, twins, floating_of(primary, twins))

    def _add_instances(self) -> None:
        """Let an instance mean its primary interface, the first that names it; also where its others bear its name."""
        owned: dict[str, list[Resident]] = {}
        for interface in self.design.network_interfaces:
            if interface.instance and interface.id in self.residents:
                owned.setdefault(interface.instance, []).append(self.residents[interface.id])
        for instance in self.design.instances:
            own = owned.get(instance.id, [])
            for word in words(instance) if own else ():
                others = [one for one in self.names.get(word, ()) if one not in own]
                self.names[word] = [*others, own[0]]

    def _add_nat_gateways(self) -> None:
        for gateway in self.design.nat_gateways:
            endpoint = self.network.endpoints.get(gateway.id)
            if endpoint is not None:
                subnet, twins = self._subnets.get(gateway.subnet or ""), twins_of_node(endpoint)
                floating = floating_of(endpoint.addresses, twins) if len(gateway.addresses) < 2 else ()
                resident = Resident(
                    endpoint, label(gateway), "plumbing", endpoint.addresses, subnet, twins=twins, floating=floating
                )
                self._add(resident, (*words(gateway), *((gateway.interface,) if gateway.interface else ())))

    def _add_on_premises(self) -> None:
        """Enter the networks outside AWS; a connection means the network that it leads to."""
        known: dict[str, list[Noun]] = {one.id: [one] for one in self.design.on_premises}
        ways: tuple[VpnConnection | DirectConnect, ...] = (*self.design.vpn_connections, *self.design.direct_connects)
        for way in ways:
            known.setdefault(way.on_premises or way.id, []).append(way)
        for id, nouns in known.items():
            endpoint = self.network.endpoints.get(id)
            if endpoint is not None and endpoint.kind == "on_premises":
                resident = Resident(endpoint, label(nouns[0]), "on_premises", endpoint.addresses)
                self._add(resident, (word for noun in nouns for word in words(noun)))


def _held(resident: Resident) -> tuple[list[int], bool]:
    """Give the addresses that a resident surely has, one by one, and tell whether it has others besides."""
    held = resident.endpoint.addresses
    if len(held) == 1 and held[0][0] == held[0][1] and not (resident.endpoint.public or resident.floating):
        return [held[0][0]], False
    points: list[int] = []
    ranges = bool(resident.floating)
    for low, high in difference(resident.everything, resident.floating):
        if high - low < _FEW:
            points.extend(range(low, high + 1))
        else:
            ranges = True
    return points, ranges
