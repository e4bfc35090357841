"""Judged assertions as JUnit XML: a suite for each design, a case for each assertion.

XML 1.0 has no way to write most control characters, not even escaped: names are made visible before they are written.
"""

from collections.abc import Sequence
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from vpcdesign.render.entry import Entry
from vpcdesign.render.visible import visible


def junit(entries: Sequence[Entry]) -> str:
    """Write the report."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites name="vpcdesign" {_counts(entries)}>']
    for design, found in groupby(entries, key=lambda one: one.design):
        suite = list(found)
        lines += [f"  <testsuite name={_quoted(design)} {_counts(suite)}>"]
        lines += [line for one in suite for line in _case(one)]
        lines += ["  </testsuite>"]
    return "\n".join([*lines, "</testsuites>", ""])


def _counts(entries: Sequence[Entry]) -> str:
    failures = sum(not one.result.holds for one in entries)
    return f'tests="{len(entries)}" failures="{failures}" errors="0"'


def _case(one: Entry) -> list[str]:
    place = f" file={_quoted(one.file)}" if one.file else ""
    place += f' line="{one.line}"' if one.line else ""
    head = f"    <testcase name={_quoted(one.result.name)} classname={_quoted(one.design)}{place}"
    inner: list[str] = []
    if not one.result.holds:
        kind, reason = _quoted(f"expected {one.result.expect}"), one.result.reason
        inner.append(f"      <failure type={kind} message={_quoted(reason)}>{escape(visible(reason))}</failure>")
    if one.result.notes:
        inner.append(f"      <system-out>{escape(visible('; '.join(one.result.notes)))}</system-out>")
    return [f"{head}>", *inner, "    </testcase>"] if inner else [f"{head}/>"]


def _quoted(text: str) -> str:
    return quoteattr(visible(text))
