"""One field of a noun or of a part gets another value; what people say of it; a copy beside it.

A value is what pydantic wants, or the text that was typed. A field that AWS never changes once a thing exists may be
changed all the same: a design is a plan. Only an id is not a field but a name, and `rename` gives another.
"""

from collections.abc import Mapping
from dataclasses import replace

from vpcdesign.design.document import Design
from vpcdesign.design.edit import sound
from vpcdesign.design.edit.edit import Edit
from vpcdesign.design.edit.places import Place, Step, list_at, part_at, place, updated
from vpcdesign.design.edit.spots import find
from vpcdesign.design.edit.titles import field_words, of_place, of_value
from vpcdesign.design.edit.wording import plain_block, read, with_field
from vpcdesign.design.noun import Model
from vpcdesign.design.routing import Route
from vpcdesign.design.transit import TransitGatewayRoute
from vpcdesign.errors import EditError


def change(design: Design, where: str, field: str, value: object) -> Edit:
    """Give a field of a noun (`app-a`) or of a part (`sg-app#ingress/1`) another value.

    A path in `field` leads further in (`ingress/1/source`); an empty one means the word that stands at the place.
    """
    found = place(design, where)
    steps: tuple[Step, ...] = tuple(int(part) if part.isdecimal() else part for part in field.split("/") if part)
    if not steps and found.path:
        *before, last = found.path
        return _settled(design, Place(found.spot, tuple(before)), last, value)
    if not steps:
        raise EditError(f"a field of `{found.text}` has to be named")
    *more, last = steps
    return _settled(design, Place(found.spot, (*found.path, *more)), last, value)


def _settled(design: Design, found: Place, last: Step, value: object) -> Edit:
    """Set what stands at the last step of a place."""
    if isinstance(last, int):
        return _word(design, found, last, value)
    part = part_at(found)
    if last == "id":
        raise EditError(f"`{found.text}` is known by its id: rename it, and all that mention it follow")
    written_by_people(part, found)
    new = plain_block(last, read(type(part), last, value)) if isinstance(value, str) else value
    after = with_field(part, last, new)
    return _edit(design, Place(found.spot, (*found.path, last)), part, after, updated(design, found, lambda _: after))


def _edit(design: Design, at: Place, part: Model, after: Model, changed: Design) -> Edit:
    noun = find(changed, at.noun.id).noun
    sound.check(changed, at.kind, noun, at.noun)
    last = str(at.path[-1])
    old, new = of_value(getattr(part, last)), of_value(getattr(after, last))
    title = of_place(Place(at.spot, at.path[:-1]))
    if old == new and getattr(part, last) == getattr(after, last):
        return Edit(f"{title}: {field_words(last)} stays {old}", design, select=_select(at))
    return Edit(f"{title}: {field_words(last)} {old} → {new}", changed, select=_select(at))


def _word(design: Design, found: Place, place_there: int, value: object) -> Edit:
    """Put another word at a place of a list of words."""
    words = list_at(found)
    if place_there >= len(words):
        raise EditError(f"`{found.text}` has {len(words)} entries, and none at {place_there}")
    after = (*words[:place_there], value, *words[place_there + 1 :])
    changed = updated(design, found, lambda _: after)
    sound.check(changed, found.kind, find(changed, found.noun.id).noun, found.noun)
    new = list_at(place(changed, found.text))[place_there]
    title = f"{of_place(found)} {place_there + 1}: {of_value(words[place_there])} → {of_value(new)}"
    return Edit(title, changed, select=found.noun.id)


def _select(at: Place) -> str:
    """Select the part that was changed, or the noun."""
    return Place(at.spot, at.path[:-1]).text


def written_by_people(part: object, found: Place) -> None:
    """Refuse to edit a route that AWS writes by itself."""
    if isinstance(part, Route | TransitGatewayRoute) and part.origin != "static":
        raise EditError(
            f"{part.destination} of {found.noun.id} came by {_origin(part.origin)}: AWS writes it, so change where it "
            "comes from, or add a static route, which goes before it"
        )


def _origin(word: str) -> str:
    return "propagation" if word == "propagated" else "advertisement"


def describe(design: Design, name: str, said: Mapping[str, object]) -> Edit:
    """Change what people say of a noun: its `name`, `note` and `tags`, in one step."""
    wrong = sorted(set(said) - {"name", "note", "tags"})
    if wrong:
        raise EditError(f"`{wrong[0]}` is not what people say of a noun: that is its name, note and tags")
    found = place(design, name)
    noun, words = found.noun, []
    for field, value in said.items():
        after = with_field(noun, field, None if value == "" else value)
        if getattr(after, field) != getattr(noun, field):
            words.append(f"{field} {_said(getattr(noun, field))} → {_said(getattr(after, field))}")
        noun = after
    changed = updated(design, found, lambda _: noun)
    return Edit(f"{name}: {', '.join(words) or 'nothing new is said of it'}", changed if words else design, select=name)


LONG = 40
"""So much of a note fits into a line of history."""


def _said(value: object) -> str:
    words = of_value(value)
    return words if len(words) <= LONG else f"{words[: LONG - 1]}…"


def note(design: Design, where: str, text: str) -> Edit:
    """Say something of a noun or of a line."""
    found = place(design, where)
    part = part_at(found)
    if "note" not in type(part).model_fields:
        raise EditError(f"`{where}` has no note")
    return replace(change(design, where, "note", text or None), select=where)
