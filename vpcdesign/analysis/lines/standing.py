"""How a line stands among the others of its list: whether it decides anything, and who decides instead.

Of lines that could stand in for each other one is always left unmarked, so that taking away every marked line at once
changes nothing. That is what makes "remove shadowed" one safe step.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from vpcdesign.algebra.intervals import size
from vpcdesign.analysis.boxes import Box, common, without
from vpcdesign.analysis.lines.spaces import Sight, Space, covers, left, of_acl_rule, touches
from vpcdesign.design.filters import AclRule, EgressRule, IngressRule

IMPLIED = -1
"""The place of the last rule of a network ACL, `*`, which no document writes."""


@dataclass(frozen=True, slots=True)
class Standing:
    """`by` are the places of those who decide instead of this line (`IMPLIED` is rule `*`).

    `shadowed`: an earlier rule takes every packet of it. `redundant`: without it everything would fare the same.
    `empty`: it matches no packet at all. Of a shadowed line, `agree` says that the others do what it would do.
    """

    kind: Literal["decides", "shadowed", "redundant", "empty"] = "decides"
    by: tuple[int, ...] = ()
    agree: bool = True

    @property
    def idle(self) -> bool:
        """Tell whether the list would be the same without this line."""
        return self.kind != "decides"


DECIDES = Standing()


def of_acl(rules: Sequence[AclRule]) -> list[Standing]:
    """Say how each rule of one direction stands, in the order of the document; numbers decide (UG: network ACLs)."""
    order = sorted(range(len(rules)), key=lambda place: rules[place].rule)
    boxes = [of_acl_rule(rule) for rule in rules]
    found = dict.fromkeys(order, DECIDES)
    decided: dict[int, list[Box]] = {}
    for position, place in enumerate(order):
        mine, by = [boxes[place]], []
        for earlier in order[:position]:
            if any(touches(box, boxes[earlier]) for box in mine):
                by.append(earlier)
                mine = without(mine, [boxes[earlier]])
        decided[place] = mine
        if not mine:
            agree = all(rules[one].action == rules[place].action for one in by)
            found[place] = Standing("shadowed", tuple(by), agree)
    for position in reversed(range(len(order))):
        place = order[position]
        if found[place] == DECIDES:
            later = [one for one in order[position + 1 :] if found[one] == DECIDES]
            found[place] = _without_it(rules, boxes, place, decided[place], later)
    return [found[place] for place in range(len(rules))]


def _without_it(
    rules: Sequence[AclRule], boxes: Sequence[Box], place: int, mine: list[Box], later: list[int]
) -> Standing:
    """Look who would decide the packets of a rule that were not there."""
    by = []
    for other in later:
        if common(mine, [boxes[other]]):
            if rules[other].action != rules[place].action:
                return DECIDES
            by.append(other)
            mine = without(mine, [boxes[other]])
    if mine and rules[place].action == "allow":
        return DECIDES
    return Standing("redundant", (*by, IMPLIED) if mine else tuple(by))


def of_group(lines: Sequence[IngressRule | EgressRule], sight: Sight) -> list[Standing]:
    """Say how each line of a security group stands: they have no order and only allow (UG: security group rules)."""
    spaces = [sight.of_line(line) for line in lines]
    edges = [_edges(space) for space in spaces]
    found = [DECIDES if all(space.box) else Standing("empty") for space in spaces]
    for place, space in enumerate(spaces):
        if not found[place].idle:
            wider = [one for one in _around(edges, place) if _stands_before(one, spaces[one], place, space)]
            if wider:
                found[place] = Standing("redundant", (max(wider, key=lambda one: _extent(spaces[one])),))
    for place in reversed(range(len(lines))):
        if not found[place].idle:
            others = [one for one in _beside(edges, place) if not found[one].idle]
            if others and not left(spaces[place], [spaces[one] for one in others]):
                found[place] = Standing("redundant", tuple(_needed(spaces, place, others)))
    return found


_Edges: TypeAlias = tuple[int, int, int, int]
_NOWHERE: _Edges = (1, 0, 1, 0)


def _edges(space: Space) -> _Edges:
    """Give the lowest and the highest address and service: what lies outside them is soon told apart."""
    addresses, asked = space.box
    return (addresses[0][0], addresses[-1][1], asked[0][0], asked[-1][1]) if addresses and asked else _NOWHERE


def _around(edges: Sequence[_Edges], place: int) -> list[int]:
    """Give the others whose edges hold a line's."""
    a, b, c, d = edges[place]
    return [
        one
        for one, (low, high, first, last) in enumerate(edges)
        if low <= a and b <= high and first <= c and d <= last and one != place
    ]


def _beside(edges: Sequence[_Edges], place: int) -> list[int]:
    """Give the others whose edges meet a line's."""
    a, b, c, d = edges[place]
    return [
        one
        for one, (low, high, first, last) in enumerate(edges)
        if low <= b and a <= high and first <= d and c <= last and one != place
    ]


def _stands_before(one: int, other: Space, place: int, space: Space) -> bool:
    """Tell whether a line covers another and is not itself the one to go: of two equals the first stays."""
    return all(other.box) and covers(other, space) and (one < place or not covers(space, other))


def _extent(space: Space) -> int:
    return size(space.box[0]) * size(space.box[1]) - bool(space.mark)


def _needed(spaces: Sequence[Space], place: int, others: list[int]) -> list[int]:
    """Give few of the others that together cover a line: those it would miss first."""
    kept = [one for one in others if touches(spaces[one].box, spaces[place].box)]
    for one in list(kept):
        fewer = [other for other in kept if other != one]
        if not left(spaces[place], [spaces[other] for other in fewer]):
            kept = fewer
    return kept
