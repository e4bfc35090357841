"""What pydantic refuses, said as a person would: one sentence for the first thing that is wrong with a value.

An edit raises `EditError` and nothing else, so whoever builds a part of a design from what was typed goes through here.
"""

import types
from collections.abc import Mapping
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from vpcdesign.design.noun import Model, block_of
from vpcdesign.design.words import nearest, one_of, quoted
from vpcdesign.errors import EditError

AnyModel = TypeVar("AnyModel", bound=Model)

_NUMBERS = {"int_type", "int_parsing", "int_from_float", "greater_than", "greater_than_equal", "less_than"}
_LIMITS = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}
_YES, _NO = {"yes", "true", "on", "1"}, {"no", "false", "off", "0"}


def made(kind: type[AnyModel], values: Mapping[str, object]) -> AnyModel:
    """Make a part of a design of values as pydantic wants them; EditError says what is wrong with the first."""
    try:
        return kind.model_validate(dict(values))
    except ValidationError as error:
        raise EditError(said(error, kind)) from None


def with_field(part: AnyModel, field: str, value: object) -> AnyModel:
    """Give a part with another value in one field, checked as if it were read from a document."""
    known = type(part).model_fields
    if field not in known:
        close = nearest(field, known)
        hint = f"did you mean `{close}`?" if close else f"it has {one_of(list(known))}"
        raise EditError(f"{quoted(field)} is no field here: {hint}")
    alias = known[field].alias
    values = {known[name].alias or name: getattr(part, name) for name in part.model_fields_set}
    return made(type(part), {**values, alias or field: value})


def read(kind: type[Model], field: str, text: str) -> object:
    """Read what was typed into a field: numbers, yes and no, lists with commas, tags; an empty text is nothing."""
    found = kind.model_fields.get(field)
    if found is None:
        return text
    wanted = found.annotation
    if text == "" and _takes_nothing(wanted):
        return None
    if _is_list(wanted):
        return _list(wanted, text, field)
    if dict in _plain(wanted):
        return _pairs(field, text)
    if bool in _plain(wanted):
        return _yes_or_no(field, text)
    if int in _plain(wanted) and (text.lstrip("-").isdecimal() or str not in _plain(wanted)):
        return _number(found.annotation, field, text)
    return text


def write(value: object) -> str:
    """Write a value as it would be typed: what `read` reads back."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case dict():
            return ", ".join(f"{key}={word}" for key, word in value.items())
        case tuple():
            return ", ".join("-".join(map(str, one)) if isinstance(one, tuple) else str(one) for one in value)
        case _:
            return str(value)


def said(error: ValidationError, kind: type[Model]) -> str:
    """Say the first thing that is wrong."""
    first = error.errors(include_url=False)[0]
    return _sentence(first, kind)


def _sentence(details: ErrorDetails, kind: type[Model]) -> str:
    field = ".".join(str(part) for part in details["loc"] if not str(part).startswith("function-")) or "this"
    what, context = details["type"], details.get("ctx", {})
    if what == "value_error":
        return str(context.get("error", details["msg"]))
    if what == "missing":
        return f"`{field}` is missing: it has to say something"
    if what == "extra_forbidden":
        close = nearest(field, kind.model_fields)
        return f"`{field}` is no field here" + (f": did you mean `{close}`?" if close else "")
    shown = quoted(details["input"]) if isinstance(details["input"], str | int | float) else "this"
    if what == "literal_error":
        return f"{shown} is not known as `{field}`: write {context.get('expected', '')}".replace("'", "`")
    if what == "string_too_short":
        return f"`{field}` is empty: it has to say something"
    if what in _NUMBERS or what == "less_than_equal":
        limits = [f"{words} {context[key]}" for key, words in _LIMITS.items() if key in context]
        return f"{shown} is no number for `{field}`: write a whole number{''.join(f' of {one}' for one in limits)}"
    return f"{shown} does not fit `{field}`: {details['msg'][:1].lower()}{details['msg'][1:]}"


def _plain(wanted: Any) -> set[Any]:  # noqa: ANN401  (an annotation may be anything)
    """Give the types that an annotation is made of, without what only narrows them."""
    origin = get_origin(wanted)
    if origin in {Union, types.UnionType}:
        return set().union(*(_plain(one) for one in get_args(wanted)))
    if origin is Literal:
        return {type(one) for one in get_args(wanted)}
    if hasattr(wanted, "__metadata__"):
        return _plain(get_args(wanted)[0])
    return {origin or wanted}


def _takes_nothing(wanted: Any) -> bool:  # noqa: ANN401  (an annotation may be anything)
    return type(None) in _plain(wanted)


def _is_list(wanted: Any) -> bool:  # noqa: ANN401  (an annotation may be anything)
    return tuple in _plain(wanted)


def _list(wanted: Any, text: str, field: str) -> tuple[object, ...]:  # noqa: ANN401  (an annotation may be anything)
    """Read a list with commas; a list of ranges of ports is written `1024-65535`."""
    parts = [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
    tuples = [one for one in (wanted, *get_args(wanted)) if get_origin(one) is tuple]
    inner = get_args(tuples[0])[0] if tuples else str
    if get_origin(inner) is not tuple:
        return tuple(parts)
    found = []
    for part in parts:
        low, _, high = part.partition("-")
        if not (low.isdecimal() and (high or low).isdecimal()):
            raise EditError(f"{quoted(part)} is no range of `{field}`: write 1024-65535")
        found.append((int(low), int(high or low)))
    return tuple(found)


def _pairs(field: str, text: str) -> dict[str, str]:
    """Read tags: `team=shop, env=prod`."""
    found: dict[str, str] = {}
    for part in (one.strip() for one in text.split(",")):
        key, sign, word = part.partition("=")
        if part and not (sign and key.strip()):
            raise EditError(f"{quoted(part)} is no entry of `{field}`: write name=value")
        if part:
            found[key.strip()] = word.strip()
    return found


def _yes_or_no(field: str, text: str) -> object:
    if text.lower() in _YES:
        return True
    if text.lower() in _NO:
        return False
    raise EditError(f"{quoted(text)} is neither yes nor no, which is what `{field}` asks")


def _number(wanted: Any, field: str, text: str) -> object:  # noqa: ANN401  (an annotation may be anything)
    try:
        return TypeAdapter(wanted).validate_python(int(text))
    except (ValidationError, ValueError):
        raise EditError(f"{quoted(text)} is no number for `{field}`: write a whole number in its range") from None


def plain_block(field: str, value: object) -> object:
    """Write a block as AWS would show it where a line may also name something else: host bits are cut off."""
    if field not in {"source", "destination"} or not isinstance(value, str):
        return value
    try:
        return block_of(value.strip())
    except ValueError:
        return value.strip()
