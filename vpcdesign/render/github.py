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
    places = {"file": one.file, "line": one.line or "", "col": one.column if one.line else "", "title": one.result.name}
    told = ",".join(f"{key}={_property(str(value))}" for key, value in places.items() if value != "")
    return f"::error {told}::{_escaped(one.result.reason)}"


def _escaped(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
