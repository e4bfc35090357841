"""Nouns added, and put in the place of what they were: whole ones, which say something and name what is there."""

from collections.abc import Mapping

from vpcdesign.design.balancers import LoadBalancer
from vpcdesign.design.document import NOUN_LISTS, Design
from vpcdesign.design.edit import sound
from vpcdesign.design.edit.edit import Edit
from vpcdesign.design.edit.spots import find, free_id, noun_type, part_ids, put_noun, spots, taken
from vpcdesign.design.edit.wording import made
from vpcdesign.design.firewalls import Firewall
from vpcdesign.design.noun import Noun
from vpcdesign.design.words import SINGULAR, article, nearest, one_of, quoted
from vpcdesign.errors import EditError


def put(design: Design, noun: Noun, title: str = "") -> Edit:
    """Put a noun in the place of the one that has its id."""
    spot = find(design, noun.id)
    if type(spot.noun) is not type(noun):
        raise EditError(f"`{noun.id}` is {article(SINGULAR[spot.kind])}, and it stays one")
    _parts_free(put_noun(design, spot, spot.noun.model_copy(update=_no_parts(spot.noun))), noun)
    changed = put_noun(design, spot, noun)
    sound.check(changed, spot.kind, noun, spot.noun)
    return Edit(title or f"{noun.id} changed", changed, select=noun.id)


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
    sound.check(added, kind, noun)
    return Edit(title or f"{sentence(SINGULAR[kind])} {noun.id} added", added, select=noun.id)


def sentence(words: str) -> str:
    """Begin with a capital, and leave AWS's own alone."""
    return words[:1].upper() + words[1:]


def _no_parts(noun: Noun) -> dict[str, tuple[()]]:
    """Give the update that takes the parts with ids away."""
    return {Firewall: {"endpoints": ()}, LoadBalancer: {"target_groups": ()}}.get(type(noun), {})


def _parts_free(design: Design, noun: Noun) -> None:
    used = taken(design) | {noun.id}
    for name in part_ids(noun):
        if name in used:
            raise EditError(f"`{name}` is an id already: {free_id(design, name)} is free")
        used.add(name)
