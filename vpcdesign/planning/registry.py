"""A registry of ranges in use, read: CSV, JSON, or one range a line.

Whatever form it has, a range is a block, an address, `first-last` or `10.1.*.*`, and it becomes aligned blocks. Every
line that holds none is told, with its number; a registry that is half understood would promise what is not so.
"""

import csv
import json
from collections.abc import Iterator
from io import StringIO
from typing import Any

from netaddr import AddrFormatError, IPAddress, IPNetwork, cidr_merge, glob_to_cidrs, iprange_to_cidrs

from vpcdesign.design.words import quoted
from vpcdesign.errors import DocumentError, Problem
from vpcdesign.planning.blocks import Block, block
from vpcdesign.planning.overlap import REGISTRY_CONSEQUENCE, InUse

RANGES = ("cidr", "block", "range", "network", "prefix", "cidrblock", "cidr_block", "subnet", "ip", "address")
"""Names of the column (or key) that holds the range."""
OWNERS = ("name", "owner", "description", "vpc", "id", "comment", "reason")
"""Names of the column (or key) that says whose it is."""


def read_registry(text: str, file: str) -> tuple[InUse, ...]:
    """Read a registry; DocumentError tells every line that is no range."""
    stripped = text.lstrip()
    if not stripped:
        raise DocumentError(Problem("no range in this file: write one a line, CSV with a column `cidr`, or JSON", file))
    found: list[InUse] = []
    problems: list[Problem] = []
    entries = _of_json(text, file) if stripped[0] in "[{" else _of_lines(text)
    for line, where, written, owner in entries:
        try:
            found += [InUse(each, owner or written, "registry", REGISTRY_CONSEQUENCE) for each in read_range(written)]
        except ValueError:
            message = f"{quoted(written)} is no range: write 10.1.0.0/16, 10.1.0.0-10.1.3.255 or 10.1.*.*"
            problems.append(Problem(message, file, line, 1 if line else 0, where))
    if problems:
        raise DocumentError(problems)
    return tuple(found)


def read_range(text: str) -> list[Block]:
    """Read a range as aligned blocks; ValueError where it is none."""
    written = text.strip()
    try:
        if "-" in written and "/" not in written:
            first, last = (IPAddress(each.strip()) for each in written.split("-"))
            return [_own(found) for found in iprange_to_cidrs(first, last)] if first <= last else _none(written)
        if "*" in written:
            return [_own(found) for found in glob_to_cidrs(written)]
        return [_own(found) for found in cidr_merge([IPNetwork(written)])]
    except (AddrFormatError, ValueError, TypeError, IndexError) as error:
        raise ValueError(written) from error


def _none(written: str) -> list[Block]:
    raise ValueError(written)


def _own(found: IPNetwork) -> Block:
    return block(str(found.cidr))


def _of_lines(text: str) -> Iterator[tuple[int, str, str, str]]:
    """Give the entries of CSV or of lines; `#` starts a comment."""
    delimiter = max(",;\t", key=text.count)
    rows = [
        (number, [cell.strip() for cell in row])
        for number, row in enumerate(csv.reader(text.splitlines(), delimiter=delimiter), 1)
        if any(cell.strip() for cell in row) and not row[0].lstrip().startswith("#")
    ]
    header = [cell.lower().replace(" ", "_") for cell in rows[0][1]] if rows else []
    place = next((header.index(name) for name in RANGES if name in header), None)
    owner = next((header.index(name) for name in OWNERS if name in header), None)
    if place is not None:
        for number, row in rows[1:]:
            yield number, "", _cell(row, place), _cell(row, owner)
        return
    for number, row in rows:
        if len(row) == 1 and " " in row[0] and "-" not in row[0]:
            written, _, name = row[0].partition(" ")
            yield number, "", written, name.partition("#")[2].strip() or name.strip()
        else:
            yield number, "", row[0], _cell(row, 1)


def _cell(row: list[str], place: int | None) -> str:
    return row[place] if place is not None and place < len(row) else ""


def _of_json(text: str, file: str) -> Iterator[tuple[int, str, str, str]]:
    """Give the entries of a list of ranges or of objects, of an object by name, or of a list under any key."""
    try:
        content = json.load(StringIO(text))
    except ValueError as error:
        line, column = getattr(error, "lineno", 0), getattr(error, "colno", 0)
        raise DocumentError(
            Problem("this is no JSON: check the brackets and commas here", file, line, column)
        ) from None
    yield from _values(content, "", "")


def _values(content: Any, where: str, name: str) -> Iterator[tuple[int, str, str, str]]:  # noqa: ANN401 - JSON
    match content:
        case str():
            yield 0, where, content, name
        case list():
            for number, each in enumerate(content):
                yield from _values(each, f"{where}/{number}", name)
        case dict():
            keys = {key.lower(): key for key in content}
            place = next((keys[key] for key in RANGES if isinstance(content.get(keys.get(key, "")), str)), None)
            if place is None:
                for key, each in content.items():
                    yield from _values(each, f"{where}/{key}", key if isinstance(each, str) else name)
                return
            owner = next((str(content[keys[key]]) for key in OWNERS if content.get(keys.get(key, ""))), name)
            yield 0, f"{where}/{place}", content[place], owner
        case _:
            yield 0, where, json.dumps(content), name
