"""What is legal and unwise in a design, as the screen lists it: quotas gone beyond, and lines that never decide.

How lines stand in their list hangs on the list alone, and for a security group on what its names mean: that is
remembered from one design to the next.
"""

from collections.abc import Iterable, Iterator, Sequence
from operator import is_
from typing import Any

from vpcdesign.analysis.lines.spaces import Sight
from vpcdesign.analysis.lines.standing import IMPLIED, Standing, of_acl, of_group
from vpcdesign.design import quotas
from vpcdesign.design.document import NOUN_LISTS, Design
from vpcdesign.design.filters import AclRule, NetworkAcl, SecurityGroup
from vpcdesign.design.noun import Noun
from vpcdesign.tui.session.proof import Found

WAYS = (("ingress", "inbound"), ("egress", "outbound"))


class Findings:
    """Finds what is unwise in one design after the other."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Noun, list[Found]]] = {}
        self._meant: tuple[Iterable[Noun], ...] = ()
        self._counted: list[object] = []
        self._lines: list[quotas.Finding] = []
        self._groups: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._last: list[tuple[Design, tuple[Found, ...]]] = []

    def of(self, design: Design) -> tuple[Found, ...]:
        """Give the findings of a design: quotas, then rules that can never decide, then redundant lines."""
        for known, found in self._last:
            if known is design:
                return found
        self._forget(design)
        sight = Sight(design)
        found = (*self._quotas(design), *self._of(design.network_acls, sight), *self._of(design.security_groups, sight))
        self._known = {id(one): self._known[id(one)] for one in (*design.network_acls, *design.security_groups)}
        self._last = [*self._last[-1:], (design, found)]
        return found

    def _quotas(self, design: Design) -> Iterator[Found]:
        """Give the quotas that a design goes beyond; lines are many, and counted again only where one is another."""
        lists = [getattr(design, name) for name in quotas.OF_LINES]
        if not all(map(is_, lists, self._counted)) or not self._counted:
            self._counted, self._lines = lists, quotas.exceeded(quotas.filters, design)
        for count in quotas.COUNTS:
            for one in self._lines if count is quotas.filters else quotas.exceeded(count, design):
                yield Found(one.message, _element(design, one.pointer))

    def _forget(self, design: Design) -> None:
        """Forget what was found of lines that may mean something else now."""
        meant = design.vpcs, design.prefix_lists
        groups = {one.id: (one.vpc, one.associated_vpcs) for one in design.security_groups}
        if meant != self._meant:
            self._known = {}
        elif groups != self._groups:
            others = {name for name, _ in groups.items() ^ self._groups.items()}
            self._known = {key: one for key, one in self._known.items() if others.isdisjoint(_names(one[0]))}
        self._meant, self._groups = meant, groups

    def _of(self, filters: Sequence[Any], sight: Sight) -> Iterator[Found]:
        for one in filters:
            if id(one) not in self._known:
                rules = _of_acl(one) if isinstance(one, NetworkAcl) else _of_group(one, sight)
                self._known[id(one)] = one, list(rules)
            yield from self._known[id(one)][1]


def found(design: Design) -> tuple[Found, ...]:
    """Give the findings of a design."""
    return Findings().of(design)


def _names(one: Noun) -> Iterator[str]:
    """Give the names of the groups whose vpcs decide what the lines of a filter mean."""
    if isinstance(one, SecurityGroup):
        yield one.id
        yield from (rule.peer for rule in one.ingress)
        yield from (rule.peer for rule in one.egress)


def _element(design: Design, pointer: str) -> str:
    """Give the id of the noun that a pointer leads to, or into; nothing where it leads to none."""
    kind, _, place = pointer.lstrip("/").partition("/")
    place = place.partition("/")[0]
    if kind not in NOUN_LISTS or not place.isdigit():
        return ""
    noun: Noun = getattr(design, kind)[int(place)]
    return noun.id


def _of_acl(acl: NetworkAcl) -> Iterator[Found]:
    for field, way in WAYS:
        rules: tuple[AclRule, ...] = getattr(acl, field)
        for place, standing in enumerate(of_acl(rules)):
            if standing.idle:
                where = f"{acl.name or acl.id} {way} {rules[place].rule}"
                yield Found(f"{where} can never decide{_by(rules, standing)}", f"{acl.id}#{field}/{place}", where)


def _of_group(group: SecurityGroup, sight: Sight) -> Iterator[Found]:
    for field, way in WAYS:
        for place, standing in enumerate(of_group(getattr(group, field), sight)):
            if standing.idle:
                where = f"{group.name or group.id} {way} {place + 1}"
                by = f": line {standing.by[0] + 1} covers it" if standing.by else ""
                yield Found(f"{where} is redundant{by}", f"{group.id}#{field}/{place}", where)


def _by(rules: Sequence[AclRule], standing: Standing) -> str:
    """Say which rules decide instead."""
    numbers = [rules[one].rule for one in standing.by if one != IMPLIED]
    if standing.kind != "shadowed" or not numbers:
        return f": rule {numbers[0]} decides the same" if numbers else ""
    return f": {', '.join(map(str, numbers))} {'decides' if len(numbers) == 1 else 'decide'} first"
