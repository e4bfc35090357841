"""Answers as Markdown, fit for a pull request's comment.

Names of a document are text: whatever Markdown or HTML would read as markup is escaped.
"""

import re
from collections.abc import Iterator, Sequence

from vpcdesign.render.entry import Entry, summary
from vpcdesign.render.visible import visible

_MARKUP = re.compile(r"([\\`*_\[\]#!|~<>@&])")


def text(words: str) -> str:
    """Make a text safe to stand anywhere in Markdown."""
    safe = " ".join(visible(words).split())
    return _MARKUP.sub(lambda found: f"&#{ord(found[0])};" if found[0] in "<>&@" else f"\\{found[0]}", safe)


def check(entries: Sequence[Entry]) -> str:
    """Write a report: what is broken first, what holds folded up."""
    broken = [one for one in entries if not one.result.holds]
    held = [one for one in entries if one.result.holds]
    several = len({one.design for one in entries}) > 1
    lines = [f"### {'❌' if broken else '✅'} {summary(entries)}", ""]
    for one in broken:
        lines += [*_broken(one, several=several), ""]
    if held:
        lines += ["<details><summary>What holds</summary>", ""]
        lines += [f"- {_name(one, several=several)}: {text(one.result.reason)}" for one in held]
        lines += ["", "</details>", ""]
    return "\n".join(lines)


def _broken(one: Entry, *, several: bool) -> Iterator[str]:
    place = f"{one.file}:{one.line}" if one.line else one.file
    yield f"- **{_name(one, several=several)}**" + (f" ({text(place)})" if place else "")
    yield f"  expects {one.result.expect}, but {text(one.result.reason)}"
    yield from (f"  - {text(note)}" for note in one.result.notes)


def _name(one: Entry, *, several: bool) -> str:
    return text(f"{one.design}: {one.result.name}" if several else one.result.name)
