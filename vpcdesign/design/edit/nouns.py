"""Nouns found, put, added: what all other edits are made of.

Only the one list that a noun stands in is made anew: the rest of the design is shared with the design before it.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from vpcdesign.design.balancers import LoadBalancer
from vpcdesign.design.document import NOUN_LISTS, Design
from vpcdesign.design.edit.edit import Edit
from vpcdesign.design.edit.wording import made
from vpcdesign.design.firewalls import Firewall
from vpcdesign.design.noun import Noun
from vpcdesign.design.words import SINGULAR, article, nearest, one_of, quoted
from vpcdesign.errors import EditError


@dataclass(frozen=True, slots=True)
class Spot:
    """A noun, the list that it stands in, and where there."""

    kind: str
    place: int
    noun: Noun


def spots(design: Design) -> dict[str, Spot]:
    """Give where every noun stands, by id; of several with one id the first counts."""
    found: dict[str, Spot] = {}
    for kind, place, noun in design.nouns():
        found.setdefault(noun.id, Spot(kind, place, noun))
    return found


def find(design: Design, name: str) -> Spot:
    """Find a noun; EditError names the nearest id when there is none of this name."""
    for kind in NOUN_LISTS:
        for place, noun in enumerate(getattr(design, kind)):
            if noun.id == name:
                return Spot(kind, place, noun)
    close = nearest(name, taken(design))
    raise EditError(f"{quoted(name)} is not in this design" + (f"; nearest: {close}" if close else ""))


def taken(design: Design) -> set[str]:
    """Give every id that is in use, those of parts included."""
    found = {noun.id for _, _, noun in design.nouns()}
    found.update(end.id for wall in design.firewalls for end in wall.endpoints)
    found.update(group.id for balancer in design.load_balancers for group in balancer.target_groups)
    return found


def free_id(design: Design, wanted: str, more: Collection[str] = ()) -> str:
    """Give an id that nobody has, as near as possible to the one that is wanted: `app-1` is followed by `app-2`."""
    used = taken(design).union(more)
    if wanted not in used:
        return wanted
    counted = re.fullmatch(r"(.*\D)?(\d+)", wanted)
    stem, number = (counted[1] or "", int(counted[2])) if counted else (f"{wanted}-", 1)
    while (found := f"{stem}{number}") in used or number == 1:
        number += 1
    return found


def put_noun(design: Design, spot: Spot, noun: Noun) -> Design:
    """Give the design with another noun in a spot."""
    nouns = getattr(design, spot.kind)
    return design.model_copy(update={spot.kind: (*nouns[: spot.place], noun, *nouns[spot.place + 1 :])})


def put(design: Design, noun: Noun, title: str = "") -> Edit:
    """Put a noun in the place of the one that has its id."""
    spot = find(design, noun.id)
    if type(spot.noun) is not type(noun):
        raise EditError(f"`{noun.id}` is {article(SINGULAR[spot.kind])}, and it stays one")
    _parts_free(put_noun(design, spot, spot.noun.model_copy(update=_no_parts(spot.noun))), noun)
    return Edit(title or f"{noun.id} changed", put_noun(design, spot, noun), select=noun.id)


def add(design: Design, kind: str, noun: Noun | Mapping[str, object], title: str = "") -> Edit:
    """Add a noun to a list of the design (`subnets`); its values may be given in place of it."""
    if kind not in NOUN_LISTS:
        close = nearest(kind, NOUN_LISTS)
        raise EditError(
            f"{quoted(kind)} is no list of nouns: {f'did you mean `{close}`?' if close else one_of(NOUN_LISTS)}"
        )
    if not isinstance(noun, Noun):
        noun = made(noun_type(kind), noun)
    if not isinstance(noun, noun_type(kind)):
        raise EditError(f"`{noun.id}` is no {SINGULAR[kind]}")
    used = spots(design)
    if noun.id in used:
        there = used[noun.id]
        raise EditError(
            f"`{noun.id}` is already the id of {article(SINGULAR[there.kind])}: {free_id(design, noun.id)} is free"
        )
    _parts_free(design, noun)
    added = design.model_copy(update={kind: (*getattr(design, kind), noun)})
    return Edit(title or f"{sentence(SINGULAR[kind])} {noun.id} added", added, select=noun.id)


def noun_type(kind: str) -> type[Noun]:
    """Give the class of what stands in a list."""
    found: type[Noun] = Design.model_fields[kind].annotation.__args__[0]  # type: ignore[union-attr]
    return found


def sentence(words: str) -> str:
    """Begin with a capital, and leave AWS's own alone."""
    return words[:1].upper() + words[1:]


def part_ids(noun: Noun) -> list[str]:
    """Give the ids that parts of a noun bear."""
    match noun:
        case Firewall():
            return [end.id for end in noun.endpoints]
        case LoadBalancer():
            return [group.id for group in noun.target_groups]
        case _:
            return []


def _no_parts(noun: Noun) -> dict[str, tuple[()]]:
    """Give the update that takes the parts with ids away."""
    return {Firewall: {"endpoints": ()}, LoadBalancer: {"target_groups": ()}}.get(type(noun), {})


def _parts_free(design: Design, noun: Noun) -> None:
    used = taken(design) | {noun.id}
    for name in part_ids(noun):
        if name in used:
            raise EditError(f"`{name}` is an id already: {free_id(design, name)} is free")
        used.add(name)
