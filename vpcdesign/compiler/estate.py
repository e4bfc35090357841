"""The design as the compiler reads it: looked up by id, by VPC, by subnet, with every address that is missing.

Addresses, once given here, are the only ones the engine knows: an interface without one owns every usable address of
its subnet that nobody else holds, so that an answer covers every value that AWS may choose; a public address or IPv6
block yet to come is stood for by one of a documentation range, with a note.
"""

from collections import ChainMap, defaultdict
from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property

from vpcdesign.algebra.addresses import address, block, blocks, reader
from vpcdesign.algebra.intervals import EMPTY, Intervals, difference, of, union
from vpcdesign.aws.addresses import RESERVED_AT_END, RESERVED_AT_START
from vpcdesign.compiler.changes import Changes
from vpcdesign.design.balancers import LoadBalancer
from vpcdesign.design.document import NOUN_LISTS, Design
from vpcdesign.design.endpoints import VpcEndpoint
from vpcdesign.design.filters import NetworkAcl, SecurityGroup
from vpcdesign.design.hosts import Instance, NetworkInterface, uncommon
from vpcdesign.design.noun import AUTO, Noun
from vpcdesign.design.routing import RouteTable
from vpcdesign.design.vpcs import Subnet, Vpc

_Lists = SecurityGroup | NetworkAcl
_OF_FILTERS = ("groups", "acls", "default_groups", "default_acls")
"""What is looked up of filters: by id, or by VPC."""

_STAND_IN_V4 = address("192.0.2.1")
_STAND_IN_V6 = address("3fff:a5::")


@dataclass
class Estate:
    """A design, indexed; `unfiltered` interfaces have no security groups at all."""

    design: Design
    unfiltered: frozenset[str] = frozenset()
    notes: list[str] = field(default_factory=list)
    _stand_ins: dict[str, int] = field(default_factory=dict)
    _blocks: dict[str, Intervals] = field(default_factory=dict)
    taken: dict[str, Intervals] = field(default_factory=dict)

    def following(self, before: "Estate", changes: Changes) -> "Estate":
        """Take over what was looked up before, where it is the same; give itself."""
        nouns = before.nouns
        nouns = dict(nouns) if isinstance(nouns, dict) else {**nouns.maps[1], **nouns.maps[0]}
        for name in changes.went:
            nouns.pop(name, None)
        nouns |= changes.came
        if len(nouns) == self.several:
            vars(self).update(nouns=nouns)
        vars(self).update(read=before.read)
        self._blocks = before._blocks  # noqa: SLF001 - our own
        if "instances" not in changes.lists:
            vars(self).update(instances=before.instances)
        interfaces = [one for one in changes.all() if isinstance(one, NetworkInterface)]
        if next(uncommon(interfaces), None) is None:
            vars(self).update(uncommon=before.uncommon, interfaces_of=before.interfaces_of)
        if changes.lists.isdisjoint(("subnets", "nat_gateways", "load_balancers", "vpc_endpoints")):
            others = {one.subnet for one in interfaces}
            self.taken = {subnet: given for subnet, given in before.taken.items() if subnet not in others}
        return self

    def relined(self, design: Design, pairs: Iterable[tuple[_Lists, _Lists]]) -> "Estate":
        """Give the estate of a design in which only lines and words of some filters differ: (old, new).

        What was looked up stands but for these. Nouns are very many, so new ones are laid over those that were there.
        """
        nouns = self.nouns if isinstance(self.nouns, ChainMap) else ChainMap({}, self.nouns)
        over, known = nouns.maps
        over = dict(over)
        other = copy(self)
        other.design, other.notes = design, []
        vars(other).update(nouns=ChainMap(over, known))
        lists = {name: dict(held) for name in _OF_FILTERS if (held := vars(self).get(name)) is not None}
        vars(other).update(lists)
        for was, now in pairs:
            if nouns.get(was.id) is was:
                over[now.id] = now
            for held in lists.values():
                held.update((key, now) for key in (was.id, was.vpc) if held.get(key) is was)
        return other

    @cached_property
    def read(self) -> Callable[[str], int]:
        """What places the addresses of the design."""
        return reader()

    def block(self, text: str) -> Intervals:
        """Read a block of the design; the same few are written in list after list and table after table."""
        found = self._blocks.get(text)
        if found is None:
            found = self._blocks[text] = block(text)
        return found

    @cached_property
    def several(self) -> int:
        """How many nouns there are; an id that stands twice names only the last of them."""
        return sum(len(getattr(self.design, kind)) for kind in NOUN_LISTS)

    @cached_property
    def nouns(self) -> dict[str, Noun] | ChainMap[str, Noun]:
        """Every noun by its id."""
        return {noun.id: noun for kind in NOUN_LISTS for noun in getattr(self.design, kind)}

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The list that an id stands in."""
        return {noun.id: kind for kind in NOUN_LISTS for noun in getattr(self.design, kind)}

    @cached_property
    def vpcs(self) -> dict[str, Vpc]:
        """VPCs by id."""
        return {v.id: v for v in self.design.vpcs}

    @cached_property
    def subnets(self) -> dict[str, Subnet]:
        """Subnets by id."""
        return {s.id: s for s in self.design.subnets}

    @cached_property
    def subnets_of(self) -> dict[str, list[Subnet]]:
        """The subnets of each VPC."""
        return _by(self.design.subnets, "vpc")

    @cached_property
    def groups(self) -> dict[str, SecurityGroup]:
        """Security groups by id."""
        return {g.id: g for g in self.design.security_groups}

    @cached_property
    def instances(self) -> dict[str, Instance]:
        """Instances by id."""
        return {i.id: i for i in self.design.instances}

    @cached_property
    def uncommon(self) -> dict[str, NetworkInterface]:
        """The interfaces that say more of themselves than nearly all, by id."""
        return {one.id: one for _, one in uncommon(self.design.network_interfaces)}

    @cached_property
    def interfaces_of(self) -> dict[str, list[NetworkInterface]]:
        """The interfaces of each instance, the primary one first."""
        found: dict[str, list[NetworkInterface]] = defaultdict(list)
        for interface in self.uncommon.values():
            if interface.instance:
                found[interface.instance].append(interface)
        return found

    @cached_property
    def main_tables(self) -> dict[str, RouteTable]:
        """The main route table of each VPC that has one written."""
        return {t.vpc: t for t in self.design.route_tables if t.main}

    @cached_property
    def tables(self) -> dict[str, RouteTable]:
        """Route tables by id."""
        return {t.id: t for t in self.design.route_tables}

    @cached_property
    def default_acls(self) -> dict[str, NetworkAcl]:
        """The default network ACL of each VPC that has one written."""
        return {a.vpc: a for a in self.design.network_acls if a.default}

    @cached_property
    def default_groups(self) -> dict[str, SecurityGroup]:
        """The default security group of each VPC that has one written."""
        return {g.vpc: g for g in self.design.security_groups if g.default}

    def table_of(self, subnet: Subnet) -> RouteTable | None:
        """Give the table that routes a subnet; None is AWS's own main table, with local routes only."""
        named = self.tables.get(subnet.route_table or "")
        return named or self.main_tables.get(subnet.vpc)

    def acl_of(self, subnet: Subnet) -> NetworkAcl | None:
        """Give the list that guards a subnet; None is AWS's own default list, which allows everything."""
        named = next((a for a in (self.acls.get(subnet.network_acl or ""),) if a), None)
        return named or self.default_acls.get(subnet.vpc)

    @cached_property
    def acls(self) -> dict[str, NetworkAcl]:
        """Network ACLs by id."""
        return {a.id: a for a in self.design.network_acls}

    @cached_property
    def vpc_blocks(self) -> dict[str, Intervals]:
        """All addresses of each VPC, both families."""
        return {v.id: blocks([*v.cidrs, *self.v6_of_vpc(v)]) for v in self.design.vpcs}

    def v6_of_vpc(self, vpc: Vpc) -> tuple[str, ...]:
        """Give the IPv6 blocks of a VPC; a stand-in /56 where Amazon has yet to provide one."""
        if vpc.ipv6_cidrs or not vpc.amazon_ipv6:
            return vpc.ipv6_cidrs
        index = self._stand_ins.setdefault(f"v6 {vpc.id}", len(self._stand_ins))
        return (f"3fff:{index >> 8:x}:{index & 255:x}00::/56",)

    @cached_property
    def subnet_blocks(self) -> dict[str, Intervals]:
        """All addresses of each subnet, both families."""
        found: dict[str, Intervals] = {}
        for subnet in self.design.subnets:
            own = block(subnet.cidr) if subnet.cidr else EMPTY
            found[subnet.id] = union(own, self._v6_of_subnet(subnet))
        return found

    def _v6_of_subnet(self, subnet: Subnet) -> Intervals:
        if subnet.ipv6_cidr:
            return block(subnet.ipv6_cidr)
        vpc = self.vpcs.get(subnet.vpc)
        if subnet.ipv6_index is None or vpc is None or not (whole := self.v6_of_vpc(vpc)):
            return EMPTY
        low = block(whole[0])[0][0] + (subnet.ipv6_index << 64)
        return ((low, low + (1 << 64) - 1),)

    @cached_property
    def _given(self) -> dict[str, list[str]]:
        """Per subnet, the addresses that somebody was given by name, as they are written."""
        given: dict[str, list[str]] = defaultdict(list)
        for interface in self.design.network_interfaces:
            if interface.private_ip:
                given[interface.subnet].append(interface.private_ip)
        for interface in self.uncommon.values():
            given[interface.subnet].extend(s.private_ip for s in interface.secondary_ips)
            given[interface.subnet].extend(interface.ipv6_addresses)
        for nat in self.design.nat_gateways:
            if nat.subnet:
                given[nat.subnet].extend(one.private_ip for one in nat.addresses if one.private_ip)
        holders: list[LoadBalancer | VpcEndpoint] = [*self.design.load_balancers, *self.design.vpc_endpoints]
        for holder in holders:
            for node in holder.nodes:
                if node.private_ip:
                    given[node.subnet].append(node.private_ip)
        return given

    def fixed(self, subnet: str) -> Intervals:
        """Give the addresses of a subnet that somebody was given by name; asked only where others wait for one."""
        found = self.taken.get(subnet)
        if found is None:
            places = map(self.read, self._given.get(subnet, ()))
            found = self.taken[subnet] = of((at, at) for at in places)
        return found

    def pool(self, subnet: str, *, v6: bool = False) -> Intervals:
        """Give the usable addresses of a subnet that nobody was given by name."""
        found = next((s for s in self.subnet_blocks.get(subnet, EMPTY) if (s[0] >= 1 << 128) == v6), None)
        if found is None:
            return EMPTY
        usable: Intervals = ((found[0] + RESERVED_AT_START, found[1] - RESERVED_AT_END),)
        return difference(usable, self.fixed(subnet))

    def public(self, holder: str, given: str | None) -> int | None:
        """Give a public address: the one that was written, or a stand-in for the one that AWS will assign."""
        if given is None:
            return None
        if given != AUTO:
            return address(given)
        index = self._stand_ins.setdefault(f"public {holder}", len(self._stand_ins))
        return _STAND_IN_V4 + index

    def account_of(self, vpc: str) -> str:
        """Give the account that owns a VPC, as far as it is known."""
        found = self.vpcs.get(vpc)
        return (found.account or "") if found else ""

    def zone(self, subnet: str) -> str:
        """Give the zone of a subnet by the name that is the same in all accounts, where it is known (UG: AZ IDs)."""
        return self.zones.get(subnet, "")

    @cached_property
    def zones(self) -> dict[str, str]:
        """The zone of each subnet, as `zone` gives it."""
        ids = self._zone_ids
        return {s.id: s.az_id or ids.get((self._owner(s), s.az), s.az) for s in self.design.subnets}

    @cached_property
    def _zone_ids(self) -> dict[tuple[str, str], str]:
        """The ids of zones by account and letter, as far as any subnet tells."""
        return {(self._owner(s), s.az): s.az_id for s in self.design.subnets if s.az_id}

    def _owner(self, subnet: Subnet) -> str:
        return subnet.account or self.account_of(subnet.vpc)


def _by(nouns: tuple[Subnet, ...], attribute: str) -> dict[str, list[Subnet]]:
    found: dict[str, list[Subnet]] = defaultdict(list)
    for noun in nouns:
        found[getattr(noun, attribute)].append(noun)
    return found
