"""Broken assertions as GitHub's workflow commands: an annotation at the line of each, then the count.

A command ends at its line's end, so what would end it or begin another is escaped as GitHub reads it.
"""

from collections.abc import Sequence

from vpcdesign.render.entry import Entry, summary
from vpcdesign.render.visible import visible


def github(entries: Sequence[Entry]) -> str:
    """Write the report."""
    lines = [_command(one) for one in entries if not one.result.holds]
    return "".join(f"{line}\n" for line in [*lines, summary(entries)])


def _command(one: Entry) -> str:
    return command("error", (one.file, one.line, one.column), one.result.name, one.result.reason)


def command(level: str, place: tuple[str, int, int], title: str, message: str) -> str:
    """Write one annotation; `place` is file, line and column, no line where it is 0."""
    file, line, column = place
    places = {"file": file, "line": line or "", "col": column if line else "", "title": title}
    told = ",".join(f"{key}={_property(str(value))}" for key, value in places.items() if value != "")
    return f"::{level} {told}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
