"""How single cells are read: blocks, numbers, names; and the sentence for what cannot be.

A cell is never silently made something else: where host bits are cut off, as AWS does, that is said.
"""

from collections.abc import Iterable
from ipaddress import ip_network
from typing import NamedTuple

from vpcdesign.design.noun import block_of
from vpcdesign.design.words import nearest, quoted

ANYWHERE = {
    "any": "0.0.0.0/0",
    "anywhere": "0.0.0.0/0",
    "anywhere-ipv4": "0.0.0.0/0",
    "internet": "0.0.0.0/0",
    "all": "0.0.0.0/0",
    "*": "0.0.0.0/0",
    "default": "0.0.0.0/0",
    "any6": "::/0",
    "anywhere-ipv6": "::/0",
}
"""What people and consoles write for everything."""


class Wrong(Exception):  # noqa: N818 - it is no error of the program: the sentence is shown at the cell
    """What a cell cannot mean: the field, and the sentence that says so."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
        self.sentence = sentence


class Taken(NamedTuple):
    """What a cell was taken for, and what is worth saying of that."""

    value: str
    said: str = ""


def is_block(text: str) -> bool:
    """Tell whether a text is meant as addresses and not as a name."""
    return bool(text) and (text[0].isdigit() or ":" in text) and all(c in "0123456789abcdefABCDEF.:/" for c in text)


def read_block(text: str, field: str = "cidr") -> Taken:
    """Read a block: an address alone is a block of one, host bits are cut off and that is said."""
    typed = ANYWHERE.get(text.strip().lower(), text.strip())
    if not typed:
        raise Wrong(field, "a block is missing: write it as 10.0.0.0/16, or any")
    if "/" not in typed:
        typed += "/128" if ":" in typed else "/32"
    try:
        found = block_of(typed)
    except ValueError:
        raise Wrong(field, f"{quoted(text.strip())} is no CIDR block: {_hint(typed)}") from None
    return Taken(found, _cut_off(text.strip(), found))


def _cut_off(typed: str, found: str) -> str:
    """Say which bits are not part of a block."""
    address, slash, length = typed.partition("/")
    base = found.partition("/")[0]
    if not slash or address == base or not length.isdecimal():
        return ""
    same = str(ip_network(f"{address}/{128 if ':' in address else 32}").network_address) == base
    bits = (128 if ":" in address else 32) - int(length)
    return "" if same else f"`{typed}` is taken as {found}: the last {bits} bits are not part of it."


def _hint(typed: str) -> str:
    address, _, length = typed.partition("/")
    if ":" in typed:
        return "write it as 2001:db8::/56"
    parts = address.split(".")
    if any(part.isdecimal() and int(part) > 255 for part in parts):
        wrong = next(part for part in parts if part.isdecimal() and int(part) > 255)
        return f"{wrong} is more than 255"
    if not length.isdecimal() or int(length) > 32:
        return "the length goes from /0 to /32"
    if len(parts) != 4:
        return f"an IPv4 address has four numbers, this one {len(parts)}"
    return "write it as 10.0.0.0/16"


def read_number(text: str, field: str, low: int, high: int, what: str) -> int:
    """Read a whole number of a range."""
    typed = text.strip()
    if not (typed.isascii() and typed.isdecimal()):
        raise Wrong(field, f"{quoted(typed)} is no {what}: write a number from {low} to {high}")
    if not low <= int(typed) <= high:
        raise Wrong(field, f"{typed} is no {what}: it goes from {low} to {high}")
    return int(typed)


def read_one_of(text: str, field: str, words: Iterable[str], what: str) -> str:
    """Read one of a few words; its beginning is enough."""
    typed, known = text.strip().lower(), list(words)
    found = [word for word in known if word == typed] or [word for word in known if typed and word.startswith(typed)]
    if len(found) == 1:
        return found[0]
    raise Wrong(field, f"{quoted(text.strip())} is no {what}: {', '.join(known[:-1])} or {known[-1]}")


def unknown(text: str, field: str, what: str, names: Iterable[str]) -> Wrong:
    """Say that a name is nobody's, and whose it nearly is."""
    close = nearest(text, list(names))
    return Wrong(field, f"{quoted(text)} is no {what}" + (f"; nearest: {close}." if close else "."))
