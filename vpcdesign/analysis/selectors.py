"""Selectors: the words that name one side of a question, and whom they mean.

A side is a union of terms less the excluded ones. The same word means the same members wherever it stands, but not the
same addresses: a source sends from its private ones, a destination is asked by private ones from inside and by public
ones from the internet. So a member carries both, and the question picks.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from ipaddress import ip_network
from typing import Literal, TypeAlias

from vpcdesign.algebra.addresses import blocks, of_network
from vpcdesign.algebra.intervals import EMPTY, Intervals, difference, intersection, overlap, union
from vpcdesign.analysis.patterns import is_pattern, matcher
from vpcdesign.analysis.residents import Part, Resident
from vpcdesign.analysis.roster import GROUPS, Roster
from vpcdesign.analysis.suggestions import unknown_group, unknown_name, unknown_service
from vpcdesign.aws.addresses import RFC1918, RFC6598, UNIQUE_LOCAL
from vpcdesign.aws.services import service_word
from vpcdesign.errors import Problem, QuestionError

Role: TypeAlias = Literal["source", "destination"]

_PARTS: dict[Role, tuple[Part, ...]] = {
    "source": ("host", "balancer"),
    "destination": ("host", "balancer", "served"),
}
_ANY_PART: tuple[Part, ...] = ("host", "balancer", "served", "on_premises")
_LOCAL = blocks([*RFC1918, *RFC6598, UNIQUE_LOCAL])
_NUMBER = re.compile(r"[0-9.]+(/[0-9]+)?|[0-9a-fA-F]*:[0-9a-fA-F:.]*(/[0-9]+)?")

_MOST = 50
"""Problems that are told of one text; nobody reads more, and each costs a search for what was meant."""


@dataclass(frozen=True, slots=True)
class Member:
    """One of a side: an endpoint (none: only a number), and the addresses that are meant.

    `addresses` are what a source sends from, and what a destination is asked by from inside; `public` what it is asked
    by from the internet; `ends` are who may take it where that is not the endpoint itself. A `service` has addresses
    only as seen from a source.
    """

    endpoint: str
    label: str
    addresses: Intervals
    public: Intervals = EMPTY
    vpc: str = ""
    service: str = ""
    ends: frozenset[str] | None = None

    @property
    def arrivals(self) -> frozenset[str] | None:
        """The endpoints where a packet for it has arrived; None: wherever its address leads."""
        return frozenset((self.endpoint,)) if self.ends is None and self.endpoint else self.ends


@dataclass(frozen=True, slots=True)
class Side:
    """Everybody that one side of a question means; never empty."""

    text: str
    members: tuple[Member, ...]


class _Refused(Exception):  # noqa: N818  (it never leaves this module)
    """Why one term selects nobody."""


class Selectors:
    """Reads selectors against one design; remembers what it has read."""

    def __init__(self, roster: Roster) -> None:
        self.roster = roster
        self._sides: dict[tuple[Role, str], Side] = {}
        self._members: dict[tuple[Role, Resident], Member] = {}

    def after(self, roster: Roster, others: Iterable[str]) -> "Selectors":
        """Read against the roster of an edited design, in which some are `others`.

        What means surely the same people is not read again; nobody outside is another.
        """
        other = Selectors(roster)
        other._members = dict(self._members)
        for one in (self.roster.residents[name] for name in others if name in self.roster.residents):
            for role in _PARTS:
                other._members.pop((role, one), None)
        other._sides = {key: one for key, one in self._sides.items() if self._lasts(key[1], roster)}
        return other

    def _lasts(self, text: str, roster: Roster) -> bool:
        terms = _terms(self.roster, text)
        return terms == _terms(roster, text) and all(self._means_the_same(term, roster) for term in terms)

    def _means_the_same(self, term: str, roster: Roster) -> bool:
        """Tell whether a term surely means the same people in another roster."""
        term = term.removeprefix("!").strip().removeprefix("public:")
        if term in {"internet", "on-premises"}:
            return True
        kind, colon, value = term.partition(":")
        if colon and kind in GROUPS:
            were, are = self.roster.groups[kind], roster.groups[kind]
            if kind == "tag" or is_pattern(value):
                return were == are and list(were) == list(are)
            return value in were and were[value] is are.get(value)
        return term in self.roster.names and self.roster.names[term] == roster.names.get(term)

    def side(self, text: str, role: Role) -> Side:
        """Give everybody that the text means; QuestionError names every term that means nobody."""
        known = self._sides.get((role, text))
        if known is None:
            known = self._sides[role, text] = Side(text, self._read(text, role))
        return known

    def together(self, text: str) -> Sequence[Resident] | None:
        """Give all who stand in a group, where a text names one and no more; in every role, and the same list always.

        Whoever cannot play a part, and who only stands in for others, is for the asker to leave out.
        """
        kind, colon, value = text.partition(":")
        if not colon or kind not in GROUPS or text in self.roster.names or "," in text or is_pattern(value):
            return None
        return self.roster.groups[kind].get(value)

    def member(self, resident: Resident, role: Role) -> Member:
        """Give a resident as a group that he is in means him."""
        return self._member(resident, resident.endpoint.addresses, role)

    @staticmethod
    def meant(resident: Resident, role: Role) -> Member:
        """Give him so without remembering it."""
        return Selectors._member_by(resident, resident.endpoint.addresses, role, EMPTY)

    def _read(self, text: str, role: Role) -> tuple[Member, ...]:
        terms = _terms(self.roster, text)
        found: list[Member] = []
        problems: list[Problem] = []
        for wanted in (True, False):
            for term in terms:
                if term.startswith("!") == wanted or len(problems) == _MOST:
                    continue
                try:
                    if wanted:
                        found.extend(self._term(term, role))
                    else:
                        found = self._without(found, term[1:].strip(), role)
                except _Refused as refused:
                    problems.append(Problem(str(refused)))
        if problems:
            raise QuestionError(problems)
        if all(term.startswith("!") for term in terms):
            raise QuestionError(f"`{text}` says only who is left out: put who is meant in front, like `*, {text}`")
        if not found:
            raise QuestionError(f"`{text}` selects nothing: nobody in the design can be a {role} by these words")
        return _merged(found)

    def _term(self, term: str, role: Role) -> list[Member]:
        """Give the members of one term; a pattern, `internet` and `on-premises` may have none."""
        prefix, colon, value = term.partition(":")
        if not term:
            raise _Refused(
                "a selector is empty: write an id, a name, an address, `internet` or a group like `tier:web`"
            )
        if term == "internet":
            return self._internet(self.roster.network.internet, "internet")
        if term == "on-premises":
            return [self._member(one, one.primary, role) for one in self.roster.of_part("on_premises")]
        if _NUMBER.fullmatch(term) and term not in self.roster.names:
            return self._number(term, role)
        if colon and prefix in GROUPS:
            return [self._member(one, one.endpoint.addresses, role) for one in self._group(prefix, value, role)]
        if colon and prefix == "public":
            return [self._by_public(member, role) for member in self._public(value)]
        if colon and prefix == "service":
            return [self._service(value, role)]
        return self._named(term, role)

    def _named(self, term: str, role: Role) -> list[Member]:
        named = self.roster.names.get(term)
        if named:
            members = [self._member(one, one.primary, role) for one in named]
            return [replace(members[0], label=term)] if len(members) == 1 else members
        if is_pattern(term):
            return [self._member(one, one.primary, role) for one in self._like(term, role)]
        endpoint = self.roster.network.endpoints.get(term)
        if endpoint is not None:
            return [Member(endpoint.id, endpoint.id, endpoint.addresses, endpoint.public or endpoint.addresses)]
        raise _Refused(unknown_name(self.roster, term))

    def _member(self, resident: Resident, private: Intervals, role: Role, literal: Intervals = EMPTY) -> Member:
        """Give a resident that is meant by these private addresses, and by those written out."""
        if private is not resident.endpoint.addresses or literal:
            return self._member_by(resident, private, role, literal)
        known = self._members.get((role, resident))
        if known is None:
            known = self._members[role, resident] = self._member_by(resident, private, role, literal)
        return known

    @staticmethod
    def _member_by(resident: Resident, private: Intervals, role: Role, literal: Intervals) -> Member:
        endpoint = resident.endpoint
        if role == "source":
            return Member(endpoint.id, resident.label, private, vpc=resident.vpc)
        public = union(resident.public_of(private), intersection(literal, endpoint.public))
        if resident.part == "on_premises":
            public = private
        return Member(endpoint.id, resident.label, union(private, literal), public, resident.vpc)

    def _part(self, resident: Resident, asked: Intervals, role: Role) -> Member:
        """Give a resident that is meant by some of its addresses: a source sends from their private side."""
        if role == "source":
            return self._member(resident, resident.private_of(asked), role)
        own = resident.endpoint
        return self._member(resident, intersection(own.addresses, asked), role, intersection(own.public, asked))

    def _like(self, pattern: str, role: Role) -> list[Resident]:
        """Give everybody whose id or name matches; a name means the same as if it were written out."""
        parts = (*_PARTS[role], "on_premises")
        matches = matcher(pattern)
        found = [
            one for name, named in self.roster.names.items() if matches(name) for one in named if one.part in parts
        ]
        return [one for one in dict.fromkeys(found) if not one.stand_in]

    def _group(self, kind: str, value: str, role: Role) -> list[Resident]:
        """Give the members of a group, or of every group that matches; stand-ins only where nobody else is there."""
        groups = self.roster.groups[kind]
        pattern = f"{value}=*" if kind == "tag" and value and "=" not in value else value
        if is_pattern(pattern):
            matches = matcher(pattern)
            found = [one for word, members in groups.items() if matches(word) for one in members]
        elif pattern in groups:
            found = groups[pattern]
        else:
            raise _Refused(unknown_group(self.roster, kind, value))
        members = [one for one in dict.fromkeys(found) if one.part in _PARTS[role]]
        return [one for one in members if not one.stand_in] or members

    def _internet(self, addresses: Intervals, label: str) -> list[Member]:
        return [Member("internet", label, addresses, addresses)] if addresses else []

    def _public(self, value: str) -> list[Member]:
        """Give whom `public:` is put in front of, as destinations."""
        if not value:
            raise _Refused("`public:` needs a name behind it, like `public:web-1`")
        if _NUMBER.fullmatch(value):
            return self._block(value, _numbers(value), "destination")
        return self._term(value, "destination")

    def _by_public(self, member: Member, role: Role) -> Member:
        """Ask a destination by its public addresses only; a source sends from the private ones behind them."""
        resident = self.roster.residents.get(member.endpoint)
        label = f"public:{member.label}"
        if role == "destination" or resident is None:
            return replace(member, label=label, addresses=member.public)
        return replace(member, label=label, addresses=resident.private_of(member.public), public=EMPTY)

    def _service(self, value: str, role: Role) -> Member:
        word = service_word(value)
        if role == "source":
            raise _Refused(f"`service:{value}` opens no conversation: it can only be a destination")
        known = [
            *self.roster.network.services,
            *(service_word(one.service) for one in self.roster.design.vpc_endpoints),
        ]
        if word not in known:
            raise _Refused(unknown_service(known, value))
        return Member("", f"service:{value}", EMPTY, service=word)

    def _number(self, term: str, role: Role) -> list[Member]:
        asked = _numbers(term)
        if "/" in term:
            return self._block(term, asked, role)
        if role == "destination":
            return [Member("", term, asked, asked)]
        holders = list(dict.fromkeys(self.roster.holders(asked[0][0])))
        if len({one.vpc or one.label for one in holders}) > 1:
            who = ", ".join(f"{one.label} in {one.vpc}" if one.vpc else one.label for one in holders)
            raise _Refused(f"several networks hold `{term}`: {who}: ask by id")
        if holders:
            return [Member(one.endpoint.id, term, one.private_of(asked), vpc=one.vpc) for one in holders]
        if overlap(asked, self.roster.vpc_blocks):
            raise _Refused(f"nothing in the design has the address `{term}`{self._where(asked)}")
        return self._internet(asked, term)

    def _where(self, asked: Intervals) -> str:
        """Say whose block an address lies in that nobody has."""
        for subnet in self.roster.design.subnets:
            own = blocks([cidr for cidr in (subnet.cidr, subnet.ipv6_cidr) if cidr])
            if overlap(own, asked):
                return f", which lies in subnet `{subnet.id}`: ask one of its interfaces, or `subnet:{subnet.id}`"
        return ", which lies in a VPC's block but in no subnet"

    def _block(self, term: str, asked: Intervals, role: Role) -> list[Member]:
        """Give everybody with an address in a block, and the outside hosts that it holds."""
        roster = self.roster
        inside = [one for one in roster.within(asked) if one.part in _PARTS[role]]
        inside = [one for one in inside if not one.stand_in] or inside
        found = [self._part(one, asked, role) for one in inside]
        taken = union(roster.vpc_blocks, roster.network.owned)
        for one in roster.of_part("on_premises"):
            part = intersection(one.primary, asked)
            taken = union(taken, one.primary)
            if part:
                found.append(self._member(replace(one, label=_within(one, asked, term)), part, role))
        left = difference(asked, taken)
        outside = difference(left, _LOCAL)
        outside = intersection(outside, roster.network.internet) or outside
        found.extend(self._internet(outside, term))
        if not found and left:
            return self._internet(left, term) if role == "source" else [Member("", term, left, left)]
        if not found:
            raise _Refused(f"no interface has an address in `{term}`")
        return found

    def _without(self, found: list[Member], term: str, role: Role) -> list[Member]:
        """Take an excluded term away: addresses where it is written as such, else the whole member."""
        if _NUMBER.fullmatch(term):
            return [left for left in (self._less(member, _numbers(term)) for member in found) if left]
        gone = self._term(term, role)
        if term.startswith("public:"):
            for one in gone:
                found = [left for left in (self._less(member, one.public or one.addresses) for member in found) if left]
            return found
        names = {(one.endpoint, one.service) for one in gone}
        return [member for member in found if (member.endpoint, member.service) not in names]

    def _less(self, member: Member, gone: Intervals) -> Member | None:
        """Take addresses away from a member, private and public ones together; None when nothing is left."""
        resident = self.roster.residents.get(member.endpoint)
        private = union(gone, resident.private_of(gone)) if resident else gone
        public = union(gone, resident.public_of(resident.private_of(gone))) if resident else gone
        addresses = difference(member.addresses, union(private, public))
        left = replace(member, addresses=addresses, public=difference(member.public, public))
        return left if left.addresses or left.public or member.service else None


def _terms(roster: Roster, text: str) -> list[str]:
    """Cut a text at its commas, but for a name that holds one; a name may also begin or end with a space."""
    names = roster.names
    cut = [text] if text in names else text.split(",")
    return list(dict.fromkeys(term if term in names else term.strip() for term in cut))


def _numbers(term: str) -> Intervals:
    """Read an address or a block; host bits are cut off, as AWS does."""
    try:
        return of_network(ip_network(term, strict=False))
    except ValueError:
        kind = "CIDR block: write it as 10.0.0.0/16 or 2001:db8::/56" if "/" in term else "address"
        raise _Refused(f"`{term}` is no {kind}") from None


def _within(resident: Resident, asked: Intervals, term: str) -> str:
    whole = not difference(resident.primary, asked)
    return resident.label if whole else f"{term} in {resident.label}"


def _merged(members: Iterable[Member]) -> tuple[Member, ...]:
    """Join what means the same endpoint: a union names nobody twice."""
    found: dict[tuple[str, ...], Member] = {}
    for member in members:
        key = (member.endpoint, member.service) if member.endpoint or member.service else ("", "", member.label)
        known = found.get(key)
        if known is None:
            found[key] = member
        else:
            addresses, public = union(known.addresses, member.addresses), union(known.public, member.public)
            more = (addresses, public) != (known.addresses, known.public) and known.label != member.label
            label = f"{known.label}, {member.label}" if more else known.label
            found[key] = replace(known, label=label, addresses=addresses, public=public)
    return tuple(found.values())
