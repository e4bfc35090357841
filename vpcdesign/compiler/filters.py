"""Security groups and network ACLs as rules of the network.

Security groups: the union of all groups of an interface, no order (UG: security group rules); blocks stand before
references, so that only what no block admits hangs on a reference. Network ACLs: numbered, first match, `*` denies (UG:
network ACL basics).
"""

from collections.abc import Collection, Iterator, Mapping, MutableMapping, Sequence
from typing import Any

from vpcdesign.algebra import services as svc
from vpcdesign.algebra.addresses import V6
from vpcdesign.compiler.estate import Estate
from vpcdesign.compiler.groups import Groups
from vpcdesign.compiler.meanings import Meanings
from vpcdesign.compiler.members import Members
from vpcdesign.compiler.united import United
from vpcdesign.design.filters import AclRule, NetworkAcl
from vpcdesign.network.amended import branched
from vpcdesign.network.origin import Origin
from vpcdesign.network.rules import Line, Rules
from vpcdesign.network.same import same

LISTED = "SUBNET_ACL_RESTRICTION"
Swapped = dict[int, tuple[Rules, Rules]]
"""Rules that took the place of others, by the identity of these: (old, new)."""

_Called = tuple[tuple[str, ...], str, str, bool]
"""Rules of these groups, in a VPC, in a direction, with the marks that come over a transit gateway or without."""


class Filters:
    """Compiles the filters of an estate, each only once: of two who ask at a time, both get what was there first."""

    def __init__(self, estate: Estate, members: Members, said: Groups | None = None) -> None:
        """Take who carries which security group, and what is `said` by these."""
        self.estate = estate
        self.members = members
        self._groups: MutableMapping[_Called, Rules] = {}
        self._acls: MutableMapping[tuple[str, str, str], Rules] = {}
        self._said = Groups(estate, members, Meanings()) if said is None else said
        self._asked: tuple[dict[str, set[str]], dict[str, set[str]]] | None = None
        self._were: dict[tuple[object, ...], Rules] = {}
        self._waiting: list[_Called] = []
        self._holding: tuple[int, dict[str, list[_Called]]] = 0, {}

    def following(
        self, estate: Estate, members: Members, changed: Collection[str] | None, groups: Collection[str]
    ) -> "Filters":
        """Give the filters of an edited design, in which nouns of these names say something else; None: all may.

        Other groups may have other members. Rules of groups and lists that name nothing of this are the same objects,
        and so are those that say what they said.
        """
        if changed is None:
            other = Filters(estate, members, Groups(estate, members, self._said.meanings))
            other._waiting, other._were = list(self._groups), dict(self.all())
            return other
        asked, sent_to = self.asked
        stale = {name for peer in changed for name in asked.get(peer, ())}.union(changed)
        stale.update(name for peer in groups for name in sent_to.get(peer, ()))
        other = Filters(estate, members, self._said.following(estate, members, stale))
        if estate.design.security_groups is self.estate.design.security_groups:
            other._asked = self.asked
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
        said, turned = self._said.again(estate, groups)
        other = Filters(estate, self.members, said)
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
        known, ask = self._said.read[direction, far], self._said.of
        return United(names, vpc, direction, [known.get(name) or ask(name, direction, far=far) for name in names])

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
        services, written = self._said.meanings.services(rule)
        words = f"{verb} {written} {way} {rule.cidr}"
        origin = Origin(acl, "network_acl", direction, str(rule.rule), words, f"{direction}/{place}")
        addresses = self._said.meanings.block(rule.cidr)
        if rule.protocol.lower() in ("icmpv6", "58") and addresses[0][0] < V6:
            services = svc.ports(svc.ICMPV6)  # with an IPv4 block all types match (API: CreateNetworkAclEntry)
        if direction == "ingress":
            return Line(origin, rule.action == "allow", source=addresses, services=services)
        return Line(origin, rule.action == "allow", destination=addresses, services=services)
