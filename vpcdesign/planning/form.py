"""A form as a plain value: fields with their choices, what is chosen, what is wrong; nothing here draws or asks.

A guided step asks its questions of a `Blank`, which answers with what was chosen or, where nothing was, with the
default. So the fields that are shown and the values that the step works with cannot differ: one function asks both.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal, TypeAlias

from vpcdesign.design.noun import block_of
from vpcdesign.design.words import quoted

FieldKind: TypeAlias = Literal["choice", "ticks", "text", "block"]
Value: TypeAlias = str | tuple[str, ...]
Choices: TypeAlias = Mapping[str, Value]
"""What was chosen, by field: a text, or for ticks the values that are ticked."""

NOTHING: Choices = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen. With `why_not` it is shown and cannot be."""

    value: str
    label: str
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One question: a `choice` has one value of its options, `ticks` any number, a `text` and a `block` are typed.

    `value` is what was chosen or the default; a typed text that is wrong stays, and `problem` says what is wrong.
    `aside` stands at the right of the label. Options of a text are offered as completions.
    """

    id: str
    label: str
    kind: FieldKind
    options: tuple[Option, ...] = ()
    value: Value = ""
    problem: str = ""
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A page of a guided step: its fields, what it says of them, and why it cannot be done as it is, if it cannot."""

    title: str
    fields: tuple[Field, ...]
    notes: tuple[str, ...] = ()
    problem: str = ""
    button: str = "Attach"

    @property
    def refusal(self) -> str:
        """The first thing that is wrong, of the form or of a field; empty when nothing is."""
        return self.problem or next((one.problem for one in self.fields if one.problem), "")

    @property
    def values(self) -> dict[str, Value]:
        """What is chosen, defaults included."""
        return {one.id: one.value for one in self.fields}


@dataclass
class Blank:
    """A form being asked. Made for one look at a step, then thrown away."""

    choices: Choices = field(default_factory=dict)
    fields: list[Field] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    refusal: str = ""

    def choice(self, name: str, label: str, options: Iterable[Option], default: str = "") -> str:
        """Ask for one of several; what is not among them is not chosen."""
        offered = tuple(options)
        open_to = [one.value for one in offered if not one.why_not]
        wanted = self.choices.get(name, default)
        problem = ""
        if wanted not in open_to:
            closed = next((one for one in offered if one.value == wanted), None)
            if name in self.choices and closed is not None:
                problem = closed.why_not
            elif default in open_to:
                wanted = default
            else:
                wanted = open_to[0] if open_to else ""
        if not open_to and not problem:
            problem = next((one.why_not for one in offered), f"there is no {label.lower()} to choose")
        value = wanted if isinstance(wanted, str) else ""
        self.fields.append(Field(name, label, "choice", offered, value, problem))
        return value

    def ticks(self, name: str, label: str, options: Iterable[Option], default: Iterable[str] = ()) -> tuple[str, ...]:
        """Ask for any of several, in their order."""
        offered = tuple(options)
        wanted = self.choices.get(name)
        chosen = set(default) if wanted is None else {wanted} if isinstance(wanted, str) else set(wanted)
        value = tuple(one.value for one in offered if one.value in chosen and not one.why_not)
        self.fields.append(Field(name, label, "ticks", offered, value))
        return value

    def text(self, name: str, label: str, default: str = "", offers: Iterable[str] = ()) -> str:
        """Ask for words."""
        wanted = self.choices.get(name, default)
        value = (wanted if isinstance(wanted, str) else ", ".join(wanted)).strip()
        self.fields.append(Field(name, label, "text", tuple(Option(one, one) for one in offers), value))
        return value

    def blocks(self, name: str, label: str, default: Sequence[str] = (), *, needed: bool = True) -> tuple[str, ...]:
        """Ask for blocks, with commas between them; host bits are cut off as AWS does."""
        wanted = self.choices.get(name)
        typed = ", ".join(default) if wanted is None else wanted if isinstance(wanted, str) else ", ".join(wanted)
        found, problem = [], ""
        for part in (one.strip() for one in typed.split(",")):
            if not part:
                continue
            try:
                found.append(block_of(part))
            except ValueError:
                problem = problem or f"{quoted(part)} is no CIDR block: write it as 10.0.0.0/16 or 2001:db8::/56"
                continue
            if found[-1] != part and "/" in part:
                self.notes.append(f"{quoted(part)} is taken as {found[-1]}")
        if needed and not found and not problem:
            problem = "write a block, 10.0.0.0/16"
        self.fields.append(Field(name, label, "block", (), typed.strip(), problem))
        return tuple(dict.fromkeys(found))

    def wrong(self, name: str, words: str) -> None:
        """Say what is wrong with a field; the first word counts."""
        self.fields = [
            replace(one, problem=words) if one.id == name and not one.problem else one for one in self.fields
        ]

    def aside(self, name: str, words: str) -> None:
        """Put words at the right of a field's label."""
        self.fields = [replace(one, aside=words) if one.id == name else one for one in self.fields]

    def refuse(self, words: str) -> None:
        """Say why the step cannot be done at all; the first reason counts."""
        self.refusal = self.refusal or words

    @property
    def broken(self) -> str:
        """The first thing that is wrong."""
        return self.refusal or next((one.problem for one in self.fields if one.problem), "")

    def known(self, name: str, ids: Iterable[str]) -> None:
        """Refuse a text that is the id of something already."""
        value = next((one.value for one in self.fields if one.id == name), "")
        if isinstance(value, str) and value in set(ids):
            self.wrong(name, f"`{value}` is an id already: choose another")

    def form(self, title: str, button: str = "Attach") -> Form:
        """Give the form as it was asked."""
        return Form(title, tuple(self.fields), tuple(dict.fromkeys(self.notes)), self.refusal, button)
