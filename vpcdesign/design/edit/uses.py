"""Every place where a design names an id: what follows a new name, what goes with a noun, what has to lead somewhere.

`references.MENTIONS` tells where a name must resolve. Here stand also the fields where one merely may: interfaces that
AWS made, what an external entry says, what a note is about, and the selectors of assertions.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from vpcdesign.design.asserting import Assertion, Note
from vpcdesign.design.document import NOUN_LISTS, Design
from vpcdesign.design.edit.places import Path, written
from vpcdesign.design.noun import Model, Noun
from vpcdesign.design.references import MENTIONS, Mention, Within

Parts: TypeAlias = tuple[Mention | Within, ...]
AnyModel = TypeVar("AnyModel", bound=Model)

_INTERFACE = Mention("interface", ("network_interfaces",))
_NODES = (Within("nodes", (_INTERFACE,)),)

LOOSE: dict[str, Parts] = {
    "nat_gateways": (_INTERFACE,),
    "load_balancers": _NODES,
    "vpc_endpoints": _NODES,
    "transit_gateway_attachments": (Mention("interfaces", ("network_interfaces",)),),
    "external": (Mention("vpc", ("vpcs",)),),
}
"""Fields that hold an id which need not be in the design."""


LOOSE_FIELDS = {
    "nat_gateways.interface",
    "load_balancers.nodes.interface",
    "vpc_endpoints.nodes.interface",
    "transit_gateway_attachments.interfaces",
    "external.vpc",
}
"""The same fields, as a use calls them."""


@dataclass(frozen=True, slots=True)
class Use:
    """One place that names an id: the noun, the path inside it, and the fields on the way without their numbers."""

    kind: str
    noun: Noun
    path: Path
    name: str
    mention: Mention

    @property
    def fields(self) -> str:
        """The fields on the way: `ingress.source`."""
        return ".".join(step for step in self.path if isinstance(step, str))

    @property
    def loose(self) -> bool:
        """Tell a name that need not be in the design."""
        return f"{self.kind}.{self.fields}" in LOOSE_FIELDS

    @property
    def text(self) -> str:
        """The place as it is written."""
        return written(self.noun.id, self.path)


def uses(design: Design, *, loose: bool = True) -> Iterator[Use]:
    """Give every place of every noun that names something, in the order of the document."""
    for kind, _, noun in design.nouns():
        yield from uses_of(kind, noun, loose=loose)


def uses_of(kind: str, noun: Noun, *, loose: bool = True) -> Iterator[Use]:
    """Give every place of one noun that names something."""
    mentions = (*MENTIONS[kind], *(LOOSE.get(kind, ()) if loose else ()))
    for path, name, mention in _inside(noun, mentions, ()):
        yield Use(kind, noun, path, name, mention)


class Mentions:
    """Who names whom in a design, found by what is named; a place becomes a `Use` only when somebody asks."""

    def __init__(self, design: Design) -> None:
        self._design = design
        self._places: dict[str, list[tuple[str, Noun, Path, Mention]]] | None = None

    def of(self, name: str) -> list[Use]:
        """Give every place that names an id, in the order of the document."""
        if self._places is None:
            self._places = {}
            for kind, _, noun in self._design.nouns():
                for path, named, mention in _inside(noun, (*MENTIONS[kind], *LOOSE.get(kind, ())), ()):
                    self._places.setdefault(named, []).append((kind, noun, path, mention))
        return [Use(kind, noun, path, name, mention) for kind, noun, path, mention in self._places.get(name, ())]


def _inside(part: Model, mentions: Parts, path: Path) -> Iterator[tuple[Path, str, Mention]]:
    for mention in mentions:
        value = getattr(part, mention.field)
        if value is None or _no_names(part, mention):
            continue
        if isinstance(mention, Within):
            for place, inner in enumerate(value):
                yield from _inside(inner, mention.mentions, (*path, mention.field, place))
        elif isinstance(value, str):
            yield (*path, mention.field), value, mention
        else:
            for place, name in enumerate(value):
                yield (*path, mention.field, place), name, mention


def _no_names(part: Model, mention: Mention | Within) -> bool:
    """Tell a list whose words are no ids after all: the functions behind a load balancer."""
    return isinstance(mention, Within) and mention.excused is not None and mention.excused(part)


def renamed(design: Design, names: Mapping[str, str]) -> Design:
    """Give the design in which every mention of an id bears its new name; the nouns' own ids are left alone."""
    lists: dict[str, object] = {kind: _list(design, kind, names) for kind in NOUN_LISTS}
    lists["assertions"] = _each(design.assertions, lambda one: _assertion(one, names))
    lists["notes"] = _each(design.notes, lambda one: _note(one, names))
    return design.model_copy(update=lists)


def _each(values: tuple[AnyModel, ...], act: Callable[[AnyModel], AnyModel]) -> tuple[AnyModel, ...]:
    """Change what changes; a list in which nothing does stays the list it was."""
    found = tuple(act(one) for one in values)
    return values if all(one is old for one, old in zip(found, values, strict=True)) else found


def _list(design: Design, kind: str, names: Mapping[str, str]) -> tuple[Noun, ...]:
    nouns: tuple[Noun, ...] = getattr(design, kind)
    mentions = (*MENTIONS[kind], *LOOSE.get(kind, ()))
    return _each(nouns, lambda noun: _renamed(noun, mentions, names))


def _renamed(part: AnyModel, mentions: Parts, names: Mapping[str, str]) -> AnyModel:
    update: dict[str, object] = {}
    for mention in mentions:
        value = getattr(part, mention.field)
        if not value or _no_names(part, mention):
            continue
        new: object
        if isinstance(mention, Within):
            new = _parts(value, mention.mentions, names)
        elif isinstance(value, str):
            new = names.get(value, value)
        else:
            new = tuple(names.get(name, name) for name in value)
        if new != value:
            update[mention.field] = new
    return part.model_copy(update=update) if update else part


def _parts(parts: tuple[Model, ...], mentions: Parts, names: Mapping[str, str]) -> tuple[Model, ...]:
    return _each(parts, lambda part: _renamed(part, mentions, names))


def _note(note: Note, names: Mapping[str, str]) -> Note:
    if note.about is None or note.about not in names:
        return note
    return note.model_copy(update={"about": names[note.about]})


SELECTOR_KINDS: dict[str, str] = {"vpc": "vpcs", "subnet": "subnets", "sg": "security_groups", "lb": "load_balancers"}
"""What a group's selector names by id, and of which list that is."""


def _assertion(assertion: Assertion, names: Mapping[str, str]) -> Assertion:
    update: dict[str, object] = {
        field: _selector(text, names)
        for field, text in (("from_", assertion.from_), ("to", assertion.to))
        if _selector(text, names) != text
    }
    if assertion.when:
        when = {key: _selector(text, names) for key, text in assertion.when.items()}
        if when != assertion.when:
            update["when"] = when
    return assertion.model_copy(update=update) if update else assertion


def terms(text: str, known: Sequence[str] = ()) -> list[str]:
    """Cut a selector into its terms, as selectors themselves do: not where an id holds a comma."""
    return [text] if text in known else text.split(",")


def _selector(text: str, names: Mapping[str, str]) -> str:
    """Put new names into a selector; patterns name nobody in particular and stay as they are."""
    return ",".join(_term(term, names) for term in terms(text, tuple(names)))


def _term(term: str, names: Mapping[str, str]) -> str:
    stripped = term.strip()
    bang, word = ("!", stripped[1:].strip()) if stripped.startswith("!") else ("", stripped)
    prefix, colon, value = word.partition(":")
    if word in names:
        new = names[word]
    elif colon and prefix in {*SELECTOR_KINDS, "public"} and value in names:
        new = f"{prefix}:{names[value]}"
    else:
        return term
    lead = term[: len(term) - len(term.lstrip())]
    return f"{lead}{bang}{new}{term[len(term.rstrip()) :]}"


def selected(assertion: Assertion) -> set[str]:
    """Give the words of an assertion that may be ids: its terms, without what stands in front of them."""
    texts = [assertion.from_, assertion.to, *(assertion.when or {}).values()]
    found: set[str] = set(texts)
    for text in texts:
        for term in text.split(","):
            word = term.strip().removeprefix("!").strip()
            prefix, colon, value = word.partition(":")
            found.add(value if colon and prefix in {*SELECTOR_KINDS, "public"} else word)
    return found
