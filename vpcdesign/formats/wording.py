"""What is wrong with a document's shape, in the house's words: each problem that pydantic found, and where it stands.

pydantic says what it expected; the user is told what stands there and what to do. The place is the path as the document
has it: the tags that pydantic adds for the branches of a union name nothing in the text and are left out.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from vpcdesign.design.noun import IP4, why_no_ip4
from vpcdesign.design.words import SINGULAR, article, nearest, one_of, quoted
from vpcdesign.formats.positions import Path

UNION_TAGS = {"constrained-int", "int", "str"}


@dataclass(frozen=True, slots=True)
class Complaint:
    """A problem and its place; with `key` it is the key that is wrong, not the value."""

    path: Path
    message: str
    key: bool = False


def complaints(errors: list[ErrorDetails], model: type[BaseModel]) -> list[Complaint]:
    """Put every problem of a document into words; what several branches of a union refuse is one problem."""
    found: dict[tuple[Path, bool], list[str]] = {}
    for details in errors:
        path = tuple(str(step) for step in details["loc"] if not _is_tag(step))
        key = details["type"] == "extra_forbidden"
        found.setdefault((path, key), []).append(_message(details, path, model))
    return [Complaint(path, _joined(messages), key) for (path, key), messages in found.items()]


def _is_tag(step: int | str) -> bool:
    return isinstance(step, str) and (step in UNION_TAGS or step.startswith("literal["))


def _joined(messages: list[str]) -> str:
    """Join what the branches of a union say of one value: the value is shown once."""
    messages = list(dict.fromkeys(messages))
    head, _, _ = messages[0].partition(": ")
    rest = [message.removeprefix(f"{head}: ") for message in messages]
    return f"{head}: {', or '.join(rest)}" if len(messages) > 1 else messages[0]


def _message(details: ErrorDetails, path: Path, model: type[BaseModel]) -> str:
    kind, value, context = details["type"], details["input"], details.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown(path, model)
    if kind == "missing":
        return _missing(path, value)
    if kind == "value_error":
        return str(context["error"])
    if kind == "string_pattern_mismatch" and context["pattern"] == IP4:
        return why_no_ip4(value)
    if kind == "literal_error":
        return f"{_field(path)} is {quoted(value)}: {_choices(str(context['expected']), value)}"
    if kind in SENTENCES:
        return f"{_field(path)} is {quoted(value)}: {SENTENCES[kind](context)}"
    return f"{_field(path)} is {quoted(value)}: {details['msg'][:1].lower()}{details['msg'][1:]}"


def _choices(expected: str, value: object) -> str:
    words = expected.replace("'", "`").replace(" or ", ", ").split(", ")
    if len(words) > 1:
        return f"choose {', '.join(words[:-1])} or {words[-1]}"
    if words[0].startswith("`"):
        return f"write {words[0]}"
    return f"write `{words[0]}`{', without quotes' if isinstance(value, str) else ''}"


SENTENCES: dict[str, Callable[[dict[str, Any]], str]] = {
    "string_type": lambda _: "write text in double quotes",
    "string_unicode": lambda _: "write text that is UTF-8",
    "string_too_short": lambda _: "write at least one character",
    "string_too_long": lambda context: f"write at most {context['max_length']} characters",
    "int_type": lambda _: "write a whole number, without quotes",
    "int_from_float": lambda _: "write a whole number",
    "int_parsing_size": lambda _: "write a smaller number",
    "greater_than_equal": lambda context: f"write a number from {context['ge']}",
    "less_than_equal": lambda context: f"write a number up to {context['le']}",
    "bool_type": lambda _: "write `true` or `false`",
    "tuple_type": lambda _: "write a list, `[...]`",
    "dict_type": lambda _: "write an object, `{...}`",
    "model_type": lambda _: "write an object, `{...}`",
    "too_long": lambda context: f"write {context['max_length']} entries, not {context['actual_length']}",
}


def _field(path: Path) -> str:
    """Name what stands at a path: the key, or the entry of the list that the key names."""
    if not path:
        return "the document"
    if path[-1].isdecimal():
        return f"an entry of {quoted(next((step for step in reversed(path) if not step.isdecimal()), 'the document'))}"
    return quoted(path[-1])


def _missing(path: Path, around: object) -> str:
    *outer, word = path
    if word.isdecimal():
        return f"{_field(tuple(outer))} is too short: write entry {int(word) + 1} as well"
    return f"{_name(tuple(outer), around)} has no {quoted(word)}: add it"


def _name(path: Path, value: object) -> str:
    """Name an object: `subnet "public-a"`, or what list it stands in."""
    if not path:
        return "the document"
    kind = path[-2] if path[-1].isdecimal() and len(path) > 1 else path[-1]
    called = SINGULAR.get(kind, f"entry of {quoted(kind)}")
    if isinstance(value, dict):
        for key in ("id", "name"):
            if isinstance(value.get(key), str):
                return f"{called} {quoted(value[key])}"
    return article(called)


def _unknown(path: Path, model: type[BaseModel]) -> str:
    *outer, word = path
    known = known_keys(model, outer)
    if close := nearest(word, known):
        return f"{quoted(word)} is unknown here: did you mean {quoted(close)}?"
    return f"{quoted(word)} is unknown here: remove it, or use {one_of(known)}"


def known_keys(model: type[BaseModel], path: Iterable[str]) -> list[str]:
    """List the keys of the object at a path."""
    for step in path:
        if step.isdecimal():
            continue
        inner = next((f.annotation for name, f in model.model_fields.items() if (f.alias or name) == step), None)
        model = _model_in(inner) or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _model_in(inner))), None)
