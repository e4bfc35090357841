"""Security groups and network ACLs as rules of the network.

Security groups: allow lines only, the union of all groups of an interface, no order (UG: security group rules); blocks
stand before references, so that only what no block admits hangs on a reference. An ingress reference matches the
*mark* that the source's interface carries and that hops strip where AWS loses it; an egress reference is the private
addresses of the members, promised as long as marks survive. Network ACLs: numbered, first match, `*` denies (UG:
network ACL basics).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, MutableMapping, Sequence
from functools import cached_property
from typing import Any

from vpcdesign.algebra import services as svc
from vpcdesign.algebra.addresses import V6, block, blocks
from vpcdesign.algebra.intervals import EMPTY, Intervals, of
from vpcdesign.compiler.estate import Estate
from vpcdesign.compiler.united import Group, United, group_of
from vpcdesign.design.filters import AclRule, EgressRule, IngressRule, NetworkAcl, Rule, SecurityGroup
from vpcdesign.design.routing import PrefixList
from vpcdesign.network.amended import branched
from vpcdesign.network.origin import Origin
from vpcdesign.network.rules import Line, Rules
from vpcdesign.network.same import same

FAR = "@transit"
"""What is put behind the mark of a source that came over a transit gateway."""
LISTED = "SUBNET_ACL_RESTRICTION"
_NUMBERS = {"tcp": 6, "udp": 17, "icmp": 1, "icmpv6": 58, "all": -1, "-1": -1}


def services_of(rule: Rule) -> Intervals | None:
    """Give the services of a line; None is all of them (API: IpPermission)."""
    protocol = _NUMBERS.get(rule.protocol.lower())
    number = int(rule.protocol) if protocol is None else protocol
    if number < 0:
        return None
    if number in (svc.ICMP, svc.ICMPV6):
        kind = -1 if rule.icmp_type is None else rule.icmp_type
        return svc.icmp(number, kind, -1 if rule.icmp_code is None else rule.icmp_code)
    if number in (svc.TCP, svc.UDP) and rule.ports:
        low, _, high = rule.ports.partition("-")
        return svc.ports(number, int(low), int(high or low))
    return svc.ports(number)


def write_service(rule: Rule) -> str:
    """Write the services of a line as a person would."""
    found = services_of(rule)
    return "all traffic" if found is None else svc.write(found)


Swapped = dict[int, tuple[Rules, Rules]]
"""Rules that took the place of others, by the identity of these: (old, new)."""

_Read = dict[tuple[str, bool], MutableMapping[str, Group]]
"""What groups say in a direction, with the marks that come over a transit gateway or without."""

_Called = tuple[tuple[str, ...], str, str, bool]
"""Rules of these groups, in a VPC, in a direction, with the marks that come over a transit gateway or without."""


DIRECTIONS = ("ingress", "egress")


class Filters:
    """Compiles the filters of an estate, each only once: of two who ask at a time, both get what was there first."""

    def __init__(self, estate: Estate, members: "Members") -> None:
        """Take who carries which security group."""
        self.estate = estate
        self.members = members
        self._groups: MutableMapping[_Called, Rules] = {}
        self._acls: MutableMapping[tuple[str, str, str], Rules] = {}
        self._read: _Read = {(way, far): {} for way in DIRECTIONS for far in (True, False)}
        self._blocks: dict[str, Intervals] = {}
        self._meant: dict[tuple[object, ...], tuple[Intervals | None, str]] = {}
        self._limping: dict[str, tuple[str, ...]] = {}
        self._asked: tuple[dict[str, set[str]], dict[str, set[str]]] | None = None
        self._were: dict[tuple[object, ...], Rules] = {}
        self._waiting: list[_Called] = []
        self._holding: tuple[int, dict[str, list[_Called]]] = 0, {}

    def following(
        self, estate: Estate, members: "Members", changed: Collection[str] | None, groups: Collection[str]
    ) -> "Filters":
        """Give the filters of an edited design, in which nouns of these names say something else; None: all may.

        Other groups may have other members. Rules of groups and lists that name nothing of this are the same objects,
        and so are those that say what they said.
        """
        other = Filters(estate, members)
        other._blocks, other._meant = self._blocks, self._meant
        if changed is None:
            other._waiting, other._were = list(self._groups), dict(self.all())
            return other
        if estate.design.security_groups is self.estate.design.security_groups:
            other._asked = self.asked
        asked, sent_to = self.asked
        stale = {name for peer in changed for name in asked.get(peer, ())}.union(changed)
        stale.update(name for peer in groups for name in sent_to.get(peer, ()))
        other._read = {
            key: {name: group for name, group in read.items() if name not in stale} for key, read in self._read.items()
        }
        other._groups = {key: rules for key, rules in self._groups.items() if stale.isdisjoint(key[0])}
        other._acls = {key: rules for key, rules in self._acls.items() if key[0] not in stale}
        other._waiting = [key for key in self._groups if key not in other._groups]
        other._were.update((key, self._groups[key]) for key in other._waiting)
        other._were.update((key, rules) for key, rules in self._acls.items() if key not in other._acls)
        return other

    @property
    def asked(self) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
        """The groups of which a rule names something, by what it names; and those that send there."""
        if self._asked is None:
            asked: dict[str, set[str]] = {}
            sent_to: dict[str, set[str]] = {}
            for group in self.estate.design.security_groups:
                for rule in group.ingress:
                    asked.setdefault(rule.peer, set()).add(group.id)
                for sends in group.egress:
                    asked.setdefault(sends.peer, set()).add(group.id)
                    sent_to.setdefault(sends.peer, set()).add(group.id)
            self._asked = asked, sent_to
        return self._asked

    def keep(self, unheld: Collection[tuple[tuple[str, ...], str]]) -> None:
        """Forget rules of groups that nobody has together in a VPC any more; write those that may be others now."""
        if unheld:
            self._holding = 0, {}
            self._groups = {key: rules for key, rules in self._groups.items() if key[:2] not in unheld}
        for key in self._waiting:
            names, vpc, direction, far = key
            if key[:2] not in unheld:
                self.security_groups(names, vpc, direction, far=far)
        self._waiting = []

    def _as_before(self, key: tuple[object, ...], rules: Rules) -> Rules:
        was = self._were.get(key)
        return was if was is not None and same(was, rules) else rules

    def settle(self) -> Swapped:
        """Give the rules that took the place of others, when all are there; those of before are forgotten."""
        known: tuple[Mapping[Any, Rules], ...] = self._groups, self._acls
        both = ((was, known[0].get(key) or known[1].get(key)) for key, was in self._were.items())
        swapped = {id(was): (was, rules) for was, rules in both if rules is not None and was is not rules}
        self._were = {}
        return swapped

    def all(self) -> Iterator[tuple[tuple[object, ...], Rules]]:
        """Give all rules that were asked for, by what they are called."""
        yield from self._groups.items()
        yield from self._acls.items()

    def security_groups(self, ids: Sequence[str], vpc: str, direction: str, *, far: bool = True) -> Rules:
        """Give the rules of an interface with these groups; without any, those of the VPC's default group.

        A group that is referred to but unseen cannot be judged: its lines are unknown. References that come over a
        transit gateway match unless not `far` (endpoints; TGW: security group referencing).
        """
        names = tuple(ids) if ids else self.called((), vpc)
        key = (names, vpc, direction, far)
        found = self._groups.get(key)
        if found is None:
            made = self._union(names, vpc, direction, far=far)
            found = self._groups.setdefault(key, self._as_before(key, made) if self._were else made)
        return found

    @staticmethod
    def owns(rules: Rules) -> bool:
        """Tell rules that are known by what they are called: of groups or of a list."""
        return rules.default.kind in ("security_group", "network_acl")

    def called(self, groups: tuple[str, ...], vpc: str) -> tuple[str, ...]:
        """Give the groups that speak for an interface with these: without any it is the default one of its VPC."""
        default = None if groups else self.estate.default_groups.get(vpc)
        return (default.id,) if default else groups

    def again(self, estate: Estate, groups: frozenset[str], lists: frozenset[str]) -> tuple["Filters", Swapped]:
        """Give the filters of an estate in which lines of some groups and lists changed, and what is new in them.

        All other rules are the same objects.
        """
        other = Filters(estate, self.members)
        other._blocks, other._meant = self._blocks, self._meant
        turned = {name: self._turned(name, other) for name in groups}
        for key, read in self._read.items():
            self._read[key], other._read[key] = branched(read)
            for name, ways in turned.items():
                if key[0] in ways:
                    other._read[key].pop(name, None)
        self._groups, other._groups = branched(self._groups)
        self._acls, other._acls = branched(self._acls)
        other._holding = self._called_by()
        held = other._holding[1]
        for called in dict.fromkeys(key for name in groups for key in held.get(name, ()) if key[2] in turned[name]):
            names, vpc, direction, far = called
            other._were[called] = other._groups.pop(called)
            other.security_groups(names, vpc, direction, far=far)
        for place in [place for place in self._acls if place[0] in lists] if lists else ():
            name, *both = place
            acl = estate.acls[name]
            other._were[place] = other._acls.pop(place)
            other.network_acl(acl, acl.vpc, *both)
        return other, other.settle()

    def _turned(self, name: str, other: "Filters") -> tuple[str, ...]:
        """Give the directions in which a group says something else to others; its notes are told in both."""
        was, now = self.estate.groups.get(name), other.estate.groups.get(name)
        if was is None or now is None or self._lame(was) != other._lame(now):  # noqa: SLF001 - its own class
            return DIRECTIONS
        return tuple(way for way in DIRECTIONS if getattr(was, way) != getattr(now, way))

    def _called_by(self) -> tuple[int, dict[str, list["_Called"]]]:
        """Give what rules there are of each group, and of how many they are; no edit of lines alone changes that."""
        if self._holding[0] != len(self._groups):
            found: dict[str, list[_Called]] = {}
            for key in self._groups:
                for name in key[0]:
                    found.setdefault(name, []).append(key)
            self._holding = len(self._groups), found
        return self._holding

    def _union(self, names: tuple[str, ...], vpc: str, direction: str, *, far: bool) -> Rules:
        known = self._read[direction, far]
        return United(
            names, vpc, direction, [known.get(name) or self._group(name, direction, far=far) for name in names]
        )

    def _group(self, name: str, direction: str, *, far: bool) -> Group:
        """Give what one group adds to the rules of whoever is in it, read once."""
        group = self.estate.groups.get(name)
        if group is None:
            words = f"security group {name} is not in the design"
            found = group_of((Line(Origin(name, "security_group", direction, "*", words), None),), 0, ())
        else:
            lines = self._lines(group, direction, far=far)
            references = [line for line in lines if line.label or line.promise]
            if references:
                lines = [line for line in lines if not (line.label or line.promise)] + references
            written = len(group.ingress if direction == "ingress" else group.egress)
            found = group_of(tuple(lines), written, self._lame(group))
        self._read[direction, far][name] = found
        return found

    def _lame(self, group: SecurityGroup) -> tuple[str, ...]:
        """Tell the rules that match nothing: stale references, and prefix lists whose entries nobody gave."""
        found = self._limping.get(group.id)
        if found is None:
            found = self._limping[group.id] = tuple(dict.fromkeys(self._notes(group)))
        return found

    def _notes(self, group: SecurityGroup) -> Iterable[str]:
        rules: list[IngressRule | EgressRule] = [*group.ingress, *group.egress]
        nouns = self.estate.nouns
        for rule in rules:
            if rule.stale:
                yield f"a rule of {group.id} names {rule.peer}, which is gone: it matches nothing"
            elif isinstance(noun := nouns.get(rule.peer), PrefixList) and not noun.cidrs:
                yield f"the entries of {noun.id}, named in {group.id}, are not known: it matches nothing"

    def _block(self, text: str) -> Intervals:
        """Read a block of a rule; the same few are written thousands of times."""
        if text not in self._blocks:
            self._blocks[text] = block(text)
        return self._blocks[text]

    def _lines(self, group: SecurityGroup, direction: str, *, far: bool) -> list[Line]:
        rules: Sequence[IngressRule | EgressRule] = group.ingress if direction == "ingress" else group.egress
        found = [
            self._line(group, direction, place, rule, far=far)
            for place, rule in enumerate(rules)
            if not rule.stale  # the group or the peering that it names is gone: it matches nothing (PEER: stale rules)
        ]
        return [line for line in found if line is not None]

    def _services(self, rule: Rule) -> tuple[Intervals | None, str]:
        """Give the services of a line, and how one writes them; the same few are meant thousands of times."""
        key = rule.protocol, rule.ports, rule.icmp_type, rule.icmp_code
        found = self._meant.get(key)
        if found is None:
            found = self._meant[key] = services_of(rule), write_service(rule)
        return found

    def _line(
        self, group: SecurityGroup, direction: str, place: int, rule: IngressRule | EgressRule, *, far: bool
    ) -> Line | None:
        """Write a line; None is one that nothing can match."""
        peer = rule.peer
        way = "from" if direction == "ingress" else "to"
        services, written = self._services(rule)
        words = f"allows {written} {way} {peer}"
        origin = Origin(group.id, "security_group", direction, f"{direction}[{place}]", words, f"{direction}/{place}")
        noun = self.estate.nouns.get(peer)
        if noun is None:
            # a group that is not in the design has no members in it
            return None if peer.startswith("sg-") else _sided(origin, direction, self._block(peer), services)
        if isinstance(noun, PrefixList):
            return _sided(origin, direction, blocks(noun.cidrs), services)
        if not isinstance(noun, SecurityGroup) or not self._in_scope(group, noun, direction):
            return None
        notes = _lent(group, noun)
        if direction == "ingress":
            label = (peer, peer + FAR) if far else (peer,)
            return Line(origin, allow=True, services=services, label=label, notes=notes)
        members = self.members.of(peer)
        return Line(origin, allow=True, destination=members, services=services, promise=True, notes=notes)

    def _in_scope(self, group: SecurityGroup, other: SecurityGroup, direction: str) -> bool:
        """Tell whether a reference can match at all (UG: security group referencing; PEER: security groups)."""
        if direction == "ingress" or group.vpc == other.vpc:
            return True  # ingress marks are stripped on the way where they do not survive
        here, there = {group.vpc, *group.associated_vpcs}, {other.vpc, *other.associated_vpcs}
        if here & there:
            return True
        return any(
            p.state == "active" and {p.requester, p.accepter} & here and {p.requester, p.accepter} & there
            for p in self.estate.design.peering_connections
        )

    def network_acl(self, acl: NetworkAcl | None, vpc: str, direction: str, code: str = LISTED) -> Rules:
        """Give the rules of a list in one direction, under the code of its refusals; None is AWS's default list."""
        key = (acl.id if acl else vpc, direction, code)
        found = self._acls.get(key)
        if found is None:
            found = self._acls.setdefault(key, self._as_before(key, self._acl(acl, vpc, direction, code)))
        return found

    def _acl(self, acl: NetworkAcl | None, vpc: str, direction: str, code: str) -> Rules:
        if acl is None:
            component = f"default network ACL of {vpc}"
            origin = Origin(component, "network_acl", direction, "100", "allows all traffic")
            return Rules((Line(origin, allow=True),), origin._replace(by="*"), code)
        rules = acl.ingress if direction == "ingress" else acl.egress
        order = sorted(range(len(rules)), key=lambda i: rules[i].rule)
        lines = tuple(self._acl_line(acl.id, direction, place, rules[place]) for place in order)
        way = "inbound" if direction == "ingress" else "outbound"
        default = Origin(acl.id, "network_acl", direction, "*", f"no {way} rule matches; rule * denies")
        return Rules(lines, default, code)

    def _acl_line(self, acl: str, direction: str, place: int, rule: AclRule) -> Line:
        verb = "allows" if rule.action == "allow" else "denies"
        way = "from" if direction == "ingress" else "to"
        services, written = self._services(rule)
        words = f"{verb} {written} {way} {rule.cidr}"
        origin = Origin(acl, "network_acl", direction, str(rule.rule), words, f"{direction}/{place}")
        addresses = self._block(rule.cidr)
        if rule.protocol.lower() in ("icmpv6", "58") and addresses[0][0] < V6:
            services = svc.ports(svc.ICMPV6)  # with an IPv4 block all types match (API: CreateNetworkAclEntry)
        if direction == "ingress":
            return Line(origin, rule.action == "allow", source=addresses, services=services)
        return Line(origin, rule.action == "allow", destination=addresses, services=services)


def _lent(group: SecurityGroup, other: SecurityGroup) -> tuple[str, ...]:
    """A group that is associated with another VPC: whether references to it match there as well is not documented."""
    if not other.associated_vpcs and (group.vpc == other.vpc or not group.associated_vpcs):
        return ()
    return (f"that {group.id} knows members of {other.id}, associated with another VPC, is inferred, not documented",)


def _sided(origin: Origin, direction: str, addresses: Intervals, services: Intervals | None) -> Line:
    if direction == "ingress":
        return Line(origin, allow=True, source=addresses, services=services)
    return Line(origin, allow=True, destination=addresses, services=services)


class Members:
    """The private addresses that carry each security group; gathered when a rule first sends to a group's members."""

    def __init__(self, holders: Callable[[], Iterable[tuple[Sequence[str], Intervals]]]) -> None:
        """Take what tells the groups and the addresses of every interface."""
        self._holders = holders

    def following(self, before: "Members", others: Collection[str]) -> "Members":
        """Take over what was gathered before, but for groups that may have other members; give itself."""
        known: Mapping[str, Intervals] | None = vars(before).get("_by_group")
        if known is not None:
            found = {group: held for group, held in known.items() if group not in others}
            vars(self).update(_by_group=found | self._gathered(others))
        return self

    @cached_property
    def _by_group(self) -> dict[str, Intervals]:
        return self._gathered(None)

    def _gathered(self, some: Collection[str] | None) -> dict[str, Intervals]:
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for groups, addresses in self._holders() if some is None or some else ():
            for group in groups:
                if some is None or group in some:
                    found[group].extend(addresses)
        return {group: of(pairs) for group, pairs in found.items()}

    def of(self, group: str) -> Intervals:
        """Give the addresses of a group's members."""
        return self._by_group.get(group, EMPTY)
