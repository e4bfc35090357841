"""A sheet as text for others: CSV, Markdown, or aligned; what is copied can be pasted back."""

import csv
from collections.abc import Collection, Sequence
from io import StringIO
from typing import NamedTuple

from vpcdesign.tui.sheets.sheet import Section, Sheet

FORMS = ("CSV", "Markdown", "text")


class Part(NamedTuple):
    """The lines of one section: its title, the heads of its columns, its rows."""

    title: str
    heads: list[str]
    rows: list[list[str]]


def copied(sheet: Sheet, form: str, lines: Collection[str] = ()) -> tuple[str, int]:
    """Give a sheet's lines as text, and how many there are; only some of them where their paths are named."""
    parts = [part for section in sheet.sections if (part := _part(section, lines)).rows]
    number = sum(len(part.rows) for part in parts)
    match form:
        case "CSV":
            return _csv(parts), number
        case "Markdown":
            text = "\n".join(f"**{_titled(sheet, part)}**\n\n{_markdown(part)}" for part in parts)
            return text, number
        case _:
            return "\n".join(f"{_titled(sheet, part)}\n{_aligned([part.heads, *part.rows])}" for part in parts), number


def _titled(sheet: Sheet, part: Part) -> str:
    return f"{sheet.name} {part.title.lower()}".strip()


def _part(section: Section, lines: Collection[str]) -> Part:
    shown = [place for place, column in enumerate(section.columns) if column.title or column.field == "protocol"]
    heads = [section.columns[place].title or section.columns[place].field for place in shown]
    kept = [line for line in section.lines if not lines or line.path in lines]
    return Part(section.title, heads, [[line.cells[place].text for place in shown] for line in kept])


def _csv(parts: Sequence[Part]) -> str:
    """Write one table; of several sections the first column says which."""
    out = StringIO()
    write = csv.writer(out, lineterminator="\n").writerow
    several = len(parts) > 1
    heads: list[str] = []
    for part in parts:
        if part.heads != heads:
            heads = part.heads
            write([*(["direction"] if several else []), *heads])
        for row in part.rows:
            write([*([part.title.lower()] if several else []), *map(_inert, row)])
    return out.getvalue()


def _inert(cell: str) -> str:
    """Keep a spreadsheet from running a cell: a text that begins like a formula gets a quote before it (OWASP)."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@"} and len(cell) > 1 else cell


def _markdown(part: Part) -> str:
    lines = [part.heads, ["---"] * len(part.heads), *part.rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return "".join(
        "  ".join(cell.ljust(size) for cell, size in zip(row, widths, strict=True)).rstrip() + "\n" for row in rows
    )
