"""Where an edit takes place: a noun by its id, or a part of it, `sg-app#ingress/1`.

A path names fields and counts places from 0, as a JSON pointer does, but begins inside the noun, so that it lives as
long as the noun does. Reading and writing a place is all that is done here; what may stand there is for others to say.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from vpcdesign.design.document import Design
from vpcdesign.design.edit.spots import Spot, find, put_noun
from vpcdesign.design.edit.wording import with_field
from vpcdesign.design.noun import Model, Noun
from vpcdesign.design.words import quoted
from vpcdesign.errors import EditError

Step: TypeAlias = str | int
Path: TypeAlias = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A noun, where it stands, and the path inside it (empty: the noun itself)."""

    spot: Spot
    path: Path = ()

    @property
    def noun(self) -> Noun:
        """The noun."""
        return self.spot.noun

    @property
    def kind(self) -> str:
        """The list that the noun stands in."""
        return self.spot.kind

    @property
    def text(self) -> str:
        """The place as it is written."""
        return written(self.noun.id, self.path)


def written(name: str, path: Path) -> str:
    """Write a place: `sg-app#ingress/1`."""
    return f"{name}#{'/'.join(map(str, path))}" if path else name


def split(text: str) -> tuple[str, Path]:
    """Cut a place into the id and the path; an id may hold a `#` of its own, the last one counts."""
    name, mark, path = text.rpartition("#")
    if not mark:
        return text, ()
    return name, tuple(int(part) if part.isdecimal() else part for part in path.split("/"))


def place(design: Design, text: str) -> Place:
    """Find a place; EditError when the design does not have it."""
    name, path = split(text)
    if path and any(noun.id == text for _, _, noun in design.nouns()):
        name, path = text, ()
    found = Place(find(design, name), path)
    value_at(found)
    return found


def value_at(found: Place) -> object:
    """Give what stands at a place."""
    value: object = found.noun
    for step in found.path:
        value = _inside(value, step, found)
    return value


def part_at(found: Place) -> Model:
    """Give the part that stands at a place, where it is one and not a mere word."""
    value = value_at(found)
    if isinstance(value, Model):
        return value
    raise EditError(f"`{found.text}` is a word and has no fields of its own")


def list_at(found: Place) -> tuple[object, ...]:
    """Give the list that stands at a place."""
    value = value_at(found)
    if isinstance(value, tuple):
        return value
    if value is None and found.path and isinstance(found.path[-1], str):
        return ()
    raise EditError(f"`{found.text}` is no list")


def changed(found: Place, act: Callable[[object], object]) -> Noun:
    """Give the noun with something else at the place; every part on the way is checked again."""
    after = _rebuilt(found.noun, found.path, act, found)
    if not isinstance(after, Noun):
        raise EditError(f"`{found.text}` has to stay {quoted(found.kind)}")
    return after


def updated(design: Design, found: Place, act: Callable[[object], object]) -> Design:
    """Give the design with something else at a place."""
    return put_noun(design, found.spot, changed(found, act))


def _rebuilt(value: object, path: Path, act: Callable[[object], object], found: Place) -> object:
    if not path:
        return act(value)
    step, *rest = path
    inner = _rebuilt(_inside(value, step, found), tuple(rest), act, found)
    if isinstance(value, Model) and isinstance(step, str):
        return with_field(value, step, inner)
    if isinstance(value, tuple) and isinstance(step, int):
        return (*value[:step], inner, *value[step + 1 :])
    raise _nothing_there(found)


def _inside(value: object, step: Step, found: Place) -> object:
    if isinstance(value, Model) and isinstance(step, str) and step in type(value).model_fields:
        inner: object = getattr(value, step)
        return inner
    if isinstance(value, tuple) and isinstance(step, int) and step < len(value):
        return value[step]
    raise _nothing_there(found)


def _nothing_there(found: Place) -> EditError:
    return EditError(f"`{found.text}` is nowhere: {found.noun.id} has no such part")
