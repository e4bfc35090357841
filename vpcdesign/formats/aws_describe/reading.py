"""What one object of an AWS document says, key by key.

A key that is missing, null or empty reads as "nothing": AWS leaves out what does not apply. A key of another type than
AWS's is a `Misread`, which carries the object that holds it, so that its place in the file can be told.
"""

from collections.abc import Mapping

from vpcdesign.design.noun import block_of
from vpcdesign.design.words import quoted

Raw = Mapping[str, object]
"""One JSON object, as AWS wrote it."""

NOTHING: Raw = {}


class Misread(Exception):  # noqa: N818 - not an error of the program: a word about a document
    """A key that does not hold what AWS puts there."""

    def __init__(self, holder: Raw, key: str, message: str) -> None:
        """Remember the object and its key."""
        super().__init__(message)
        self.holder = holder
        self.key = key
        self.message = message


def text(raw: Raw, key: str) -> str | None:
    value = raw.get(key)
    if value is None or isinstance(value, str):
        return value or None
    raise Misread(raw, key, f"`{key}` is {_said(value)} where AWS writes text")


def need(raw: Raw, key: str) -> str:
    """Give the text that AWS never leaves out."""
    value = text(raw, key)
    if value is None:
        raise Misread(raw, key, f"`{key}` is missing here: collect the document again")
    return value


def word(raw: Raw, key: str) -> str:
    """Give a text in lower case, or nothing as the empty text: for states and kinds."""
    return (text(raw, key) or "").lower()


def number(raw: Raw, key: str) -> int | None:
    """Give a number; AWS writes some of them as text."""
    value = raw.get(key)
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.isascii() and value.removeprefix("-").isdigit() and len(value) < 20:
        return int(value)
    raise Misread(raw, key, f"`{key}` is {_said(value)} where AWS writes a number")


def flag(raw: Raw, key: str, *, default: bool = False) -> bool:
    value = raw.get(key)
    if value is None:
        return default
    if isinstance(value, bool):
        return value
    raise Misread(raw, key, f"`{key}` is {_said(value)} where AWS writes true or false")


def part(raw: Raw, key: str) -> Raw:
    """Give the object under a key; an empty one when there is none."""
    value = raw.get(key)
    if value is None:
        return NOTHING
    if isinstance(value, dict):
        return value
    raise Misread(raw, key, f"`{key}` is {_said(value)} where AWS writes an object")


def parts(raw: Raw, key: str) -> list[Raw]:
    """Give the objects of a list."""
    value = raw.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise Misread(raw, key, f"`{key}` is {_said(value)} where AWS writes a list")
    for each in value:
        if not isinstance(each, dict):
            raise Misread(raw, key, f"`{key}` holds {_said(each)} where AWS writes objects")
    return value


def texts(raw: Raw, key: str) -> tuple[str, ...]:
    """Give the texts of a list."""
    value = raw.get(key)
    if value is None:
        return ()
    if not isinstance(value, list):
        raise Misread(raw, key, f"`{key}` is {_said(value)} where AWS writes a list")
    for each in value:
        if not isinstance(each, str):
            raise Misread(raw, key, f"`{key}` holds {_said(each)} where AWS writes texts")
    return tuple(value)


def block(raw: Raw, key: str) -> str | None:
    """Give a CIDR block in the form in which a design keeps it."""
    written = text(raw, key)
    if written is None:
        return None
    try:
        return block_of(written)
    except ValueError:
        raise Misread(raw, key, f"{quoted(written)} is no CIDR block") from None


def arn(raw: Raw, key: str) -> tuple[str, str, str]:
    """Give the region, the account and the resource that an ARN names."""
    written = need(raw, key)
    steps = written.split(":", 5)
    if len(steps) != 6:
        raise Misread(raw, key, f"{quoted(written)} is no ARN")
    return steps[3], steps[4], steps[5]


def tags(raw: Raw) -> dict[str, str]:
    """Give the tags, under whichever of its two names AWS keeps them."""
    key = "Tags" if raw.get("Tags") else "TagSet"
    return {need(tag, "Key"): text(tag, "Value") or "" for tag in parts(raw, key)}


def name(raw: Raw) -> str | None:
    """Give the tag `Name`."""
    return tags(raw).get("Name") or None


def _said(value: object) -> str:
    match value:
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "text"
        case list():
            return "a list"
        case dict():
            return "an object"
        case _:
            return "null"
