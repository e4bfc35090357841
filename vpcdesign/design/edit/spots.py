"""Where nouns stand in a design: found by id, put in place of one another, and which ids are free.

Only the one list that a noun stands in is made anew: the rest of the design is shared with the design before it.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from vpcdesign.design.balancers import LoadBalancer
from vpcdesign.design.document import NOUN_LISTS, Design
from vpcdesign.design.firewalls import Firewall
from vpcdesign.design.noun import Noun
from vpcdesign.design.words import nearest, quoted
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


def noun_type(kind: str) -> type[Noun]:
    """Give the class of what stands in a list."""
    found: type[Noun] = Design.model_fields[kind].annotation.__args__[0]  # type: ignore[union-attr]
    return found


def part_ids(noun: Noun) -> list[str]:
    """Give the ids that parts of a noun bear."""
    match noun:
        case Firewall():
            return [end.id for end in noun.endpoints]
        case LoadBalancer():
            return [group.id for group in noun.target_groups]
        case _:
            return []
