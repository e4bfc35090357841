"""What there is to edit of a noun or of a part of it: its fields as text, its lists, and what each field may become.

Nothing is listed by hand: fields come from the document's own model and candidates from its mentions, so a field that
is added to the document is edited here without another line.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, get_args, get_origin

from vpcdesign.design.document import Design
from vpcdesign.design.edit.places import Place, part_at, place
from vpcdesign.design.edit.spots import noun_type
from vpcdesign.design.edit.titles import field_words, of_line
from vpcdesign.design.edit.wording import write
from vpcdesign.design.index import Index
from vpcdesign.design.noun import Model
from vpcdesign.design.references import MENTIONS, Mention, Within

What = Literal["field", "list", "part"]


class Entry(NamedTuple):
    """One line: a field that is typed, the head of a list of parts, or a part that one goes into.

    `where` is the place of the part that has the field, the list (`sg-app#ingress`), or the part itself.
    """

    what: What
    where: str
    field: str
    label: str
    text: str


def entries(design: Design, where: str) -> list[Entry]:
    """Give what there is to edit at a place; EditError when there is no such place."""
    found = place(design, where)
    part = part_at(found)
    plain: list[Entry] = []
    lists: list[Entry] = []
    for name in type(part).model_fields:
        value = getattr(part, name)
        if holds_parts(type(part), name):
            lists += _list(found, name, value)
        else:
            plain.append(Entry("field", found.text, name, field_words(name), write(value)))
    return [*plain, *lists]


def _list(found: Place, name: str, value: Sequence[Model]) -> Iterator[Entry]:
    table = Place(found.spot, (*found.path, name)).text
    yield Entry("list", table, name, field_words(name), f"{len(value)}")
    for at, part in enumerate(value):
        yield Entry("part", Place(found.spot, (*found.path, name, at)).text, name, f"{at + 1}", of_line(part))


def holds_parts(kind: type[Model], field: str) -> bool:
    """Tell whether a field is a list of parts, and not of words."""
    return part_type(kind, field) is not None


def part_type(kind: type[Model], field: str) -> type[Model] | None:
    """Give the model of a list's parts; None for a list of words, or no list."""
    annotation = kind.model_fields[field].annotation
    for one in (annotation, *get_args(annotation)):
        if get_origin(one) is tuple:
            inner = get_args(one)[0]
            if isinstance(inner, type) and issubclass(inner, Model):
                return inner
    return None


def blank(design: Design, table: str) -> list[Entry]:
    """Give the fields of a line that is to be added to a list of parts, with their defaults."""
    found = place(design, table)
    parent = part_at(Place(found.spot, found.path[:-1]))
    kind = part_type(type(parent), str(found.path[-1]))
    assert kind is not None, "only a list of parts has lines with fields"
    return fields_of(kind, table)


def fields_of(kind: type[Model], where: str) -> list[Entry]:
    """Give the fields of something that is to be, with their defaults."""
    fields = []
    for name, field in kind.model_fields.items():
        if not holds_parts(kind, name):
            default = "" if field.is_required() or field.default is None else write(field.get_default())
            fields.append(Entry("field", where, name, field_words(name), default))
    return fields


def candidates(design: Design, where: str, field: str) -> list[str]:
    """Give what a field may become: ids of the kinds that it mentions, or the words that it allows."""
    if where in MENTIONS:  # a noun that is to be: its list
        return _offered(design, where, [], noun_type(where), field)
    found = place(design, where)
    path = [step for step in found.path if isinstance(step, str)]
    return _offered(design, found.kind, path, type(found.noun), field)


def _offered(design: Design, noun: str, path: Sequence[str], kind: type[Model], field: str) -> list[str]:
    for step in path:
        inner = part_type(kind, step)
        if inner is None:
            break
        kind = inner
    if field not in kind.model_fields:
        return []
    words = _choices(kind.model_fields[field].annotation)
    index = Index(design)
    for mention in _mentions(noun, path):
        if isinstance(mention, Mention) and mention.field == field:
            words += [name for each in mention.kinds for name in index.ids(each)]
    return list(dict.fromkeys(words))


def _mentions(kind: str, path: Sequence[str]) -> tuple[Mention | Within, ...]:
    mentions = MENTIONS.get(kind, ())
    for step in path:
        mentions = next((one.mentions for one in mentions if isinstance(one, Within) and one.field == step), ())
    return mentions


def _choices(annotation: object) -> list[str]:
    """Give the words of a choice; yes and no for what is one of the two."""
    if annotation is bool:
        return ["yes", "no"]
    if get_origin(annotation) is Literal:
        return [str(word) for word in get_args(annotation)]
    return [word for one in get_args(annotation) if not isinstance(one, str | int) for word in _choices(one)]
