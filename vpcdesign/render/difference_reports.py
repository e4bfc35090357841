"""What differs for other programs: JUnit XML, SARIF, and GitHub's workflow commands, as `check` writes its assertions.

What is dangerous is an error and fails a JUnit case; the rest is told. The forms are escaped as those of `check` are.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias
from xml.sax.saxutils import escape, quoteattr

from vpcdesign import __version__
from vpcdesign.render import github as commands
from vpcdesign.render.difference_entry import DifferenceEntry, summary
from vpcdesign.render.sarif import SCHEMA, uri
from vpcdesign.render.text.diff import said
from vpcdesign.render.visible import visible

Object: TypeAlias = dict[str, Any]
Entries: TypeAlias = Sequence[DifferenceEntry]

_RULES = {
    "opened": "Packets get through that did not",
    "closed": "Packets no longer get through",
    "narrowed": "Packets get through by fewer choices or ports",
    "widened": "Packets get through by more choices or ports",
}
_ANNOTATIONS = {"error": "error", "warning": "warning", "note": "notice"}


def told(entry: DifferenceEntry) -> str:
    """Write a difference in one line: what, why it is dangerous, and the packet that shows it."""
    one = entry.difference
    danger = f"dangerous: {'; '.join(one.dangers)}. " if one.dangers else ""
    return f"{said(one)}. {danger}packet {one.packet}: before: {one.decided_before}; now: {one.decided}"


def github(entries: Entries) -> str:
    """Write an annotation for each difference, then what the edit does."""
    lines = [
        commands.command(_ANNOTATIONS[one.grade], (one.file, one.line, one.column), said(one.difference), told(one))
        for one in entries
    ]
    return "".join(f"{line}\n" for line in [*lines, summary([one.difference for one in entries])])


def junit(entries: Entries) -> str:
    """Write a suite with a case for each difference."""
    failures = sum(one.grade == "error" for one in entries)
    counts = f'tests="{len(entries)}" failures="{failures}" errors="0"'
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites name="vpcdesign diff" {counts}>']
    lines.append(f'  <testsuite name="what differs" {counts}>')
    for one in entries:
        place = f" file={_quoted(one.file)}" if one.file else ""
        place += f' line="{one.line}"' if one.line else ""
        lines.append(
            f"    <testcase name={_quoted(said(one.difference))} classname={_quoted(one.difference.effect)}{place}>"
        )
        text = escape(visible(told(one)))
        if one.grade == "error":
            lines.append(f"      <failure type={_quoted('dangerous')} message={_quoted(told(one))}>{text}</failure>")
        else:
            lines.append(f"      <system-out>{text}</system-out>")
        lines.append("    </testcase>")
    return "\n".join([*lines, "  </testsuite>", "</testsuites>", ""])


def sarif(entries: Entries) -> str:
    """Write a result for each difference; a rule for each effect."""
    names = list(_RULES)
    run = {
        "tool": {
            "driver": {
                "name": "vpcdesign",
                "version": __version__,
                "rules": [
                    {"id": f"reachability-{name}", "shortDescription": {"text": text}} for name, text in _RULES.items()
                ],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, names.index(one.difference.effect)) for one in entries],
        "properties": {"summary": summary([one.difference for one in entries])},
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _result(one: DifferenceEntry, rule: int) -> Object:
    found: Object = {
        "ruleId": f"reachability-{one.difference.effect}",
        "ruleIndex": rule,
        "level": one.grade,
        "message": {"text": told(one)},
        "partialFingerprints": {"difference/v1": said(one.difference)},
    }
    if one.file:
        place: Object = {"artifactLocation": {"uri": uri(one.file)}}
        if one.line:
            place["region"] = {"startLine": one.line, "startColumn": one.column}
        found["locations"] = [{"physicalLocation": place}]
    return found


def _quoted(text: str) -> str:
    return quoteattr(visible(text))


REPORTS: dict[str, Callable[[Entries], str]] = {"junit": junit, "sarif": sarif, "github": github}
"""The forms by their names."""
