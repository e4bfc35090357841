"""The clipboard: a table as CSV, Markdown or text, and the ways by which a text gets out of the terminal.

OSC 52 asks the terminal itself, so it works over ssh; but some terminals leave it out, so a tool of this machine's
desktop is used beside it where there is one. Over ssh there is none: it would fill the clipboard of the wrong machine.
"""

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from rich.cells import cell_len

from vpcdesign.render.visible import visible

Form = Literal["CSV", "Markdown", "text"]
FORMS: tuple[Form, ...] = ("CSV", "Markdown", "text")
OSC_52 = "OSC 52"
TOOLS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("wl-copy", (), "WAYLAND_DISPLAY"),
    ("xclip", ("-selection", "clipboard"), "DISPLAY"),
    ("xsel", ("--clipboard", "--input"), "DISPLAY"),
    ("pbcopy", (), ""),
    ("clip.exe", (), "WSL_DISTRO_NAME"),
)
"""A tool, what it is called with, and the variable without which it has nothing to talk to."""

REMOTE = ("SSH_CONNECTION", "SSH_TTY")
FORMULA = ("=", "+", "-", "@")
"""What a spreadsheet takes for a formula; the verbs that write CSV put a quote before it."""

PATIENCE = 1.0
"""Seconds that a tool may take; a clipboard that hangs must not hang the designer."""


class Table(NamedTuple):
    """What is copied: names of columns, and rows of as many cells."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def counted(self, form: Form) -> str:
        """Say what was copied: `6 rows as CSV`."""
        return f"{len(self.rows):,} row{'' if len(self.rows) == 1 else 's'} as {form}"


def read_csv(text: str) -> Table:
    """Read a table that was written as CSV; what kept a spreadsheet from running a cell is taken off again."""
    rows = [tuple(_bare(cell) for cell in row) for row in csv.reader(io.StringIO(text)) if row]
    return Table(rows[0], tuple(rows[1:])) if rows else Table((), ())


def _bare(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] in FORMULA else cell


def written(text: str, form: Form) -> str:
    """Write a table that is given as CSV in another form."""
    table = read_csv(text)
    rows = [tuple(map(visible, row)) for row in (table.head, *table.rows)]
    match form:
        case "CSV":
            return text
        case "Markdown":
            return as_markdown(rows)
        case "text":
            return as_text(rows)


def as_markdown(rows: Sequence[Sequence[str]]) -> str:
    """Write a Markdown table; a bar inside a cell is escaped."""
    lines = ["| " + " | ".join(_unbarred(cell) for cell in row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return "\n".join(lines) + "\n"


def _unbarred(cell: str) -> str:
    return cell.replace("\\", "\\\\").replace("|", "\\|")


def as_text(rows: Sequence[Sequence[str]]) -> str:
    """Write columns that stand under each other, two spaces apart."""
    widths = [max(cell_len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = ["  ".join(cell + " " * (w - cell_len(cell)) for cell, w in zip(row, widths, strict=True)) for row in rows]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def local_tool(environment: Mapping[str, str] | None = None) -> tuple[str, ...] | None:
    """Find the tool of this machine's desktop; None over ssh, and where there is no desktop."""
    env = os.environ if environment is None else environment
    if any(env.get(name) for name in REMOTE):
        return None
    for name, arguments, needs in TOOLS:
        found = shutil.which(name) if not needs or env.get(needs) else None
        if found:
            return (found, *arguments)
    return None


def hand_over(text: str, environment: Mapping[str, str] | None = None) -> str:
    """Give a text to the local tool, and its name; nothing where there is none or it fails."""
    tool = local_tool(environment)
    if tool is None:
        return ""
    try:
        subprocess.run(  # noqa: S603 - the tool is one of TOOLS, found by its name
            tool, input=text.encode(), capture_output=True, timeout=PATIENCE, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return Path(tool[0]).name


def copied(what: str, tool: str = "") -> str:
    """Say that something was copied, and by which ways, like `Copied 6 rows as CSV, by OSC 52`."""
    return f"Copied {what}, by {OSC_52}{f' and {tool}' if tool else ''}."
