"""Deletes nouns and lines, with all that hangs on them or alone, so that nothing names what is gone.

`goes_too` says beforehand what `drop` will do; both read the same plan.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from vpcdesign.design.balancers import LoadBalancer
from vpcdesign.design.document import NOUN_LISTS, Design
from vpcdesign.design.edit.beside import Cut
from vpcdesign.design.edit.dropping import Consequence, Leaving, leaving
from vpcdesign.design.edit.edit import Edit
from vpcdesign.design.edit.places import Path, Place, changed, list_at, place, written
from vpcdesign.design.edit.spots import Spot, put_noun, spots
from vpcdesign.design.edit.titles import counted, of_place
from vpcdesign.design.edit.uses import Mentions
from vpcdesign.design.edit.wording import with_field
from vpcdesign.design.filters import EgressRule, IngressRule, SecurityGroup
from vpcdesign.design.legality.security_groups import Neighbours
from vpcdesign.design.legality.survey import Survey
from vpcdesign.design.noun import Model, Noun
from vpcdesign.design.words import SINGULAR
from vpcdesign.errors import EditError

AnyLine = TypeVar("AnyLine", IngressRule, EgressRule)

FEW = 3
"""So many things of a kind are named, more are counted."""


@dataclass(frozen=True, slots=True)
class GoesToo:
    """What a deletion takes along and breaks; `alone` is why AWS refuses to delete only what was asked for."""

    asked: tuple[str, ...]
    gone: tuple[str, ...]
    consequences: tuple[Consequence, ...]
    alone: str = ""
    called: tuple[str, ...] = ()
    """What was asked for, as people call it: a line by its table."""

    @property
    def asks(self) -> bool:
        """Whether there is anything to ask about: a line goes without a word."""
        return bool(self.consequences)

    @property
    def question(self) -> str:
        """What the dialog asks: `Delete nat-a? Also: its Elastic IP; ...`."""
        also = "; ".join(_grouped(self.consequences))
        names = self.called or self.asked
        asked = ", ".join(names) if len(names) <= FEW else f"{len(names)} elements"
        return f"Delete {asked}?" + (f" Also: {also}." if also else "")

    @property
    def only(self) -> str:
        """What the second choice says: `Only nat-a`."""
        return f"Only {(self.called or self.asked)[0]}" if len(self.asked) == 1 else f"Only these {len(self.asked)}"


def goes_too(design: Design, ids: Sequence[str]) -> GoesToo:
    """Say what else goes or breaks when these are deleted; EditError for what AWS never deletes."""
    mentions = Mentions(design)
    plan = leaving(design, ids, mentions=mentions)
    alone = leaving(design, ids, alone=True, mentions=mentions)
    called = tuple(of_place(place(design, one)) if "#" in one else one for one in plan.asked)
    return GoesToo(plan.asked, tuple(plan.gone), tuple(plan.consequences), alone.refusal, called)


def drop(design: Design, ids: Sequence[str], *, alone: bool = False) -> Edit:
    """Delete nouns (`nat-a`) and lines (`acl-db#egress/0`) with what hangs on them, or `alone` as far as AWS does."""
    if not ids:
        raise EditError("nothing is named that could be deleted")
    plan = leaving(design, ids, alone=alone)
    if alone and plan.refusal:
        raise EditError(plan.refusal)
    left = _without(design, plan)
    return Edit(_title(design, plan), left, select=_next(design, left, plan))


def _without(design: Design, plan: Leaving) -> Design:
    cuts: dict[str, list[Cut]] = defaultdict(list)
    for one in plan.cuts:
        cuts[one.use.noun.id].append(one)
    lists: dict[str, object] = {}
    touched = set(cuts) | set(plan.gone)
    for kind in NOUN_LISTS:
        nouns: tuple[Noun, ...] = getattr(design, kind)
        if any(noun.id in touched for noun in nouns):
            lists[kind] = tuple(
                _cut(Spot(kind, number, noun), cuts[noun.id]) if noun.id in cuts else noun
                for number, noun in enumerate(nouns)
                if noun.id not in plan.gone
            )
    if any(one.about in plan.gone for one in design.notes):
        lists["notes"] = tuple(one for one in design.notes if one.about not in plan.gone)
    return _gone_stale(design, _without_public(design, design.model_copy(update=lists)))


def _cut(spot: Spot, cuts: Sequence[Cut]) -> Noun:
    """Do to a noun what its cuts say: first what stays in its place, then, from behind, what is taken out."""
    noun = spot.noun
    removed: set[Path] = set()
    for one in cuts:
        path = one.use.path
        match one.fate:
            case "blackhole":
                noun = _set(replace(spot, noun=noun), _line(path), state="blackhole")
            case "stale":
                noun = _set(replace(spot, noun=noun), _line(path), stale=True)
            case "part":
                removed.add(_line(path))
            case "out" if isinstance(path[-1], int):
                removed.add(path)
            case "out" | "goes":
                noun = _set(replace(spot, noun=noun), path[:-1], **{str(path[-1]): None})
                if one.use.kind == "elastic_ips":
                    noun = _set(replace(spot, noun=noun), (), private_ip=None)
    for path in sorted(removed, reverse=True):
        noun = changed(Place(replace(spot, noun=noun), path[:-1]), partial(_less, path[-1]))
    _keeps_a_group(spot.noun, noun)
    return noun


def _less(at: object, lines: object) -> object:
    """Take one line out of a list."""
    assert isinstance(lines, tuple)
    return tuple(one for number, one in enumerate(lines) if number != at)


def _line(path: Path) -> Path:
    """Give the part of a path that names the line: up to its last number."""
    return path[: max(number for number, step in enumerate(path) if isinstance(step, int)) + 1]


def _set(spot: Spot, path: Path, **values: object) -> Noun:
    def act(part: object) -> object:
        assert isinstance(part, Model)
        for field, value in values.items():
            part = with_field(part, field, value)
        return part

    return changed(Place(spot, path), act)


def _keeps_a_group(before: Noun, after: Noun) -> None:
    """Refuse to take the last group from a network load balancer, which would let everybody in (NLB: groups)."""
    if not (isinstance(before, LoadBalancer) and isinstance(after, LoadBalancer)) or before.kind != "network":
        return
    if before.security_groups and not after.security_groups:
        raise EditError(
            f"AWS refuses to leave {after.id} without a security group, since it was made with one: give it another "
            "first (InvalidConfigurationRequest)."
        )


def _without_public(before: Design, left: Design) -> Design:
    """Take the public address from interfaces whose Elastic IP address went or stands in front of nothing."""
    kept = {one.address for one in left.elastic_ips if one.interface is not None}
    gone = {one.address for one in before.elastic_ips if one.interface is not None and one.address} - kept
    if not gone:
        return left
    for spot in spots(left).values():
        if spot.kind == "network_interfaces" and getattr(spot.noun, "public_ip", None) in gone:
            left = put_noun(left, spot, with_field(spot.noun, "public_ip", None))
    return left


def _gone_stale(before: Design, left: Design) -> Design:
    """Mark references that no peering and no transit gateway carries any more (PEER: stale rules)."""
    if (before.peering_connections, before.transit_gateway_attachments) == (
        left.peering_connections,
        left.transit_gateway_attachments,
    ):
        return left
    then, now = Neighbours(Survey(before)), Neighbours(Survey(left))
    groups = {one.id: one for one in left.security_groups}

    def stale(group: SecurityGroup, line: AnyLine) -> AnyLine:
        other = groups.get(line.peer)
        if other is None or line.stale or not now.refuses(group, other) or then.refuses(group, other):
            return line
        return line.model_copy(update={"stale": True})

    after = tuple(
        one.model_copy(
            update={
                "ingress": tuple(stale(one, line) for line in one.ingress),
                "egress": tuple(stale(one, line) for line in one.egress),
            }
        )
        for one in left.security_groups
    )
    return left if after == left.security_groups else left.model_copy(update={"security_groups": after})


def _title(design: Design, plan: Leaving) -> str:
    if any("#" in one for one in plan.asked) and not plan.gone:
        lines = [place(design, one) for one in plan.asked]
        if len(lines) == 1:
            return f"{of_place(lines[0])} removed"
        names = list(dict.fromkeys(one.noun.id for one in lines))
        others = " and others" if len(names) > FEW else ""
        return f"{counted(len(lines), 'line')} of {', '.join(names[:FEW])}{others} removed"
    named = ", ".join(plan.asked) if len(plan.asked) <= FEW else f"{len(plan.asked)} elements"
    more = len(plan.gone) - len(plan.asked)
    return f"{named} removed" + (f", with {more} more" if more > 0 else "")


def _next(design: Design, left: Design, plan: Leaving) -> str:
    """Select what stands where the first one stood: the line behind it, the noun behind it, the noun it was of."""
    first = plan.asked[0]
    if "#" in first and not plan.gone:
        gone = place(design, first)
        try:
            rest = list_at(place(left, written(gone.noun.id, gone.path[:-1])))
        except EditError:
            return gone.noun.id
        if not rest or not isinstance(gone.path[-1], int):
            return gone.noun.id
        return written(gone.noun.id, (*gone.path[:-1], min(gone.path[-1], len(rest) - 1)))
    spot = spots(design).get(first)
    if spot is None:
        return ""
    for field in ("vpc", "subnet", "transit_gateway"):
        home = getattr(spot.noun, field, None)
        if isinstance(home, str) and home not in plan.gone:
            return home
    return ""


ORDER = {"goes": 0, "breaks": 1, "loses": 2}


def _grouped(consequences: Sequence[Consequence]) -> list[str]:
    """Say consequences, what goes first: what is alike is said once, and counted when it is much."""
    alike: dict[str, list[Consequence]] = defaultdict(list)
    for one in sorted(consequences, key=lambda one: ORDER[one.what]):
        several = alike[_likeness(one)]
        if one.words not in {other.words for other in several} or one.words.startswith("its "):
            several.append(one)
    return [_said(kind, several) for kind, several in alike.items()]


def _likeness(one: Consequence) -> str:
    kinds = sorted(SINGULAR.values(), key=len, reverse=True)
    kind = next((kind for kind in kinds if one.words.startswith(f"{kind} ")), None)
    if one.what == "goes" and kind:
        return kind
    if one.words.endswith(BLACKHOLE):
        return BLACKHOLE
    return one.words


BLACKHOLE = "becomes a blackhole"


def _said(kind: str, several: Sequence[Consequence]) -> str:
    if len(several) == 1:
        return several[0].words
    if kind == BLACKHOLE:
        return f"{len(several)} routes become blackholes"
    if kind.startswith("its "):
        return f"their {len(several)} {_plural(kind.removeprefix('its '))}"
    if len(several) > FEW:
        return f"{len(several)} {_plural(kind)}"
    return ", ".join([several[0].words, *(one.words.removeprefix(f"{kind} ") for one in several[1:])])


def _plural(kind: str) -> str:
    return f"{kind}es" if kind.endswith("s") else f"{kind}s"
