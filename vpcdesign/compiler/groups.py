"""What security groups say, each read once for all who are in it.

Allow lines only (UG: security group rules). An ingress reference matches the *mark* that the source's interface carries
and that hops strip where AWS loses it; an egress reference is the private addresses of the members, promised as long as
marks survive.
"""

from collections.abc import Collection, Iterable, MutableMapping, Sequence

from vpcdesign.algebra.addresses import blocks
from vpcdesign.compiler.estate import Estate
from vpcdesign.compiler.meanings import Meanings
from vpcdesign.compiler.members import Members
from vpcdesign.compiler.ruled import promising, referring, sided
from vpcdesign.compiler.united import Group, group_of
from vpcdesign.design.filters import EgressRule, IngressRule, SecurityGroup
from vpcdesign.design.routing import PrefixList
from vpcdesign.network.amended import branched
from vpcdesign.network.origin import Origin
from vpcdesign.network.rules import Line

FAR = "@transit"
"""What is put behind the mark of a source that came over a transit gateway."""

DIRECTIONS = ("ingress", "egress")


class Groups:
    """Reads the groups of an estate; `read` is what each says in a direction, with marks from afar or without."""

    def __init__(self, estate: Estate, members: Members, meanings: Meanings) -> None:
        """Take who carries which group."""
        self.estate = estate
        self.members = members
        self.meanings = meanings
        self.read: dict[tuple[str, bool], MutableMapping[str, Group]] = {
            (way, far): {} for way in DIRECTIONS for far in (True, False)
        }
        self._limping: dict[str, tuple[str, ...]] = {}

    def following(self, estate: Estate, members: Members, stale: Collection[str]) -> "Groups":
        """Give those of an edited design; all but the stale ones say what they said."""
        other = Groups(estate, members, self.meanings)
        other.read = {
            key: {name: group for name, group in read.items() if name not in stale} for key, read in self.read.items()
        }
        return other

    def again(self, estate: Estate, names: Iterable[str]) -> tuple["Groups", dict[str, tuple[str, ...]]]:
        """Give those of an estate in which some say something else, and in which directions each of these does."""
        other = Groups(estate, self.members, self.meanings)
        turned = {name: self._turned(name, other) for name in names}
        for key, read in self.read.items():
            self.read[key], other.read[key] = branched(read)
            for name, ways in turned.items():
                if key[0] in ways:
                    other.read[key].pop(name, None)
        return other, turned

    def _turned(self, name: str, other: "Groups") -> tuple[str, ...]:
        """Give the directions in which a group says something else to others; its notes are told in both."""
        was, now = self.estate.groups.get(name), other.estate.groups.get(name)
        if was is None or now is None or self._lame(was) != other._lame(now):  # noqa: SLF001 - its own class
            return DIRECTIONS
        return tuple(way for way in DIRECTIONS if getattr(was, way) != getattr(now, way))

    def of(self, name: str, direction: str, *, far: bool) -> Group:
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
        self.read[direction, far][name] = found
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

    def _lines(self, group: SecurityGroup, direction: str, *, far: bool) -> list[Line]:
        rules: Sequence[IngressRule | EgressRule] = group.ingress if direction == "ingress" else group.egress
        found = [
            self._line(group, direction, place, rule, far=far)
            for place, rule in enumerate(rules)
            if not rule.stale  # the group or the peering that it names is gone: it matches nothing (PEER: stale rules)
        ]
        return [line for line in found if line is not None]

    def _line(
        self, group: SecurityGroup, direction: str, place: int, rule: IngressRule | EgressRule, *, far: bool
    ) -> Line | None:
        """Write a line; None is one that nothing can match."""
        peer = rule.peer
        services, written = self.meanings.services(rule)
        where = group.id, direction, place, written, peer
        noun = self.estate.nouns.get(peer)
        if noun is None:
            # a group that is not in the design has no members in it
            return None if peer.startswith("sg-") else sided(where, self.meanings.block(peer), services)
        if isinstance(noun, PrefixList):
            return sided(where, blocks(noun.cidrs), services)
        if not isinstance(noun, SecurityGroup) or not self._in_scope(group, noun, direction):
            return None
        notes = _lent(group, noun)
        if direction == "ingress":
            label = (peer, peer + FAR) if far else (peer,)
            return referring(where, services, label, notes)
        return promising(where, self.members.of(peer), services, notes)

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


def _lent(group: SecurityGroup, other: SecurityGroup) -> tuple[str, ...]:
    """A group that is associated with another VPC: whether references to it match there as well is not documented."""
    if not other.associated_vpcs and (group.vpc == other.vpc or not group.associated_vpcs):
        return ()
    return (f"that {group.id} knows members of {other.id}, associated with another VPC, is inferred, not documented",)
