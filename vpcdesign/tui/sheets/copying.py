"""A sheet as text for others: CSV, Markdown, or aligned; what is copied can be pasted back."""

import csv
from collections.abc import Sequence
from io import StringIO

from vpcdesign.tui.sheets.sheet import Line, Section, Sheet

FORMS = ("CSV", "Markdown", "text")


def copied(sheet: Sheet, form: str, lines: Sequence[str] = ()) -> tuple[str, int]:
    """Give a sheet's lines as text, and how many there are; only some of them where their paths are named."""
    parts: list[str] = []
    number = 0
    for section in sheet.sections:
        rows = [line for line in section.lines if not lines or line.path in lines]
        if not rows:
            continue
        number += len(rows)
        parts.append(_part(sheet, section, rows, form))
    return "\n".join(parts), number


def _part(sheet: Sheet, section: Section, lines: Sequence[Line], form: str) -> str:
    shown = [place for place, column in enumerate(section.columns) if column.title or column.field == "protocol"]
    heads = [section.columns[place].title or section.columns[place].field for place in shown]
    rows = [[line.cells[place].text for place in shown] for line in lines]
    title = f"{sheet.name} {section.title.lower()}".strip()
    match form:
        case "CSV":
            return _csv([heads, *rows])
        case "Markdown":
            return f"**{title}**\n\n" + _markdown(heads, rows)
        case _:
            return f"{title}\n" + _aligned([heads, *rows])


def _csv(rows: Sequence[Sequence[str]]) -> str:
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows([[_inert(cell) for cell in row] for row in rows])
    return out.getvalue()


def _inert(cell: str) -> str:
    """Keep a spreadsheet from running a cell: a text that begins like a formula gets a quote before it (OWASP)."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@"} and len(cell) > 1 else cell


def _markdown(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return "".join(
        "  ".join(cell.ljust(size) for cell, size in zip(row, widths, strict=True)).rstrip() + "\n" for row in rows
    )
