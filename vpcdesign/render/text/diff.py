"""What differs as text: what the edit is, then what it does to packets, the dangerous first.

A reviewer reads some ten lines: each group of hosts that fares alike is one, with the packet that shows it under the
gravest; `--json` has everybody and both traces of every packet.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from vpcdesign.analysis.changes import Change, What
from vpcdesign.analysis.results import Difference, Effect
from vpcdesign.render.difference_entry import summary
from vpcdesign.render.text.counting import count, names
from vpcdesign.render.text.listing import page, prose
from vpcdesign.render.text.saying import said as services_said
from vpcdesign.render.text.style import Role, Style

Speak: TypeAlias = Callable[[str], str]
SIGNS: dict[Effect, str] = {"opened": "+", "closed": "-", "narrowed": "~", "widened": "~"}
_WHATS: dict[What, str] = {"added": "+", "removed": "-", "renamed": "~", "moved": "~", "changed": "~"}
_ROLES: dict[str, Role] = {"!": "blocked", "+": "allowed", "-": "blocked", "~": "partial"}
_INDENT = 4
_FEW = 3
MOST = 10
"""So many differences are written; of the others it is told how many there are."""
_MOST_LINES = 40


def diff_text(changes: Sequence[Change], found: Sequence[Difference], speak: Speak, style: Style) -> str:
    """Write a comparison; `speak` puts names for ids."""
    if not changes:
        return page(["nothing differs"])
    lines = _edited(changes, speak, style)
    lines.append("")
    gap = "  " if any(one.dangers for one in found) else ""
    lines += [line for one in found[:MOST] for line in _difference(one, gap, speak, style)]
    if len(found) > MOST:
        lines += prose(f"and {count(len(found) - MOST, 'more difference')}; --json has them all", style)
    return page([*lines, *([""] if found else []), *prose(summary(found), style)])


def _edited(changes: Sequence[Change], speak: Speak, style: Style) -> list[str]:
    lines: list[str] = []
    for place, one in enumerate(changes):
        more = list(_change(one, speak, style))
        if len(lines) + len(more) > _MOST_LINES and len(changes) - place > 1:
            return [*lines, *prose(f"and {count(len(changes) - place, 'more edit')}; --json has them all", style)]
        lines += more
    return lines


def said(one: Difference) -> str:
    """Write a difference in words: `opened internet → bastion: tcp/22 from all but 198.51.100.0/24`."""
    where = f" {one.where}" if one.where else ""
    return f"{one.effect} {names(one.sources)} → {names(one.destinations)}: {services_said(one.services, 4)}{where}"


def edited(one: Change, speak: Speak) -> str:
    """Write what became of a noun, by its name and its id: `subnet app-1 renamed from app-a`."""
    name = speak(one.id)
    both = one.id if name == one.id else f"{name} ({one.id})"
    return f"{one.kind} {both} {one.what}" + (f" from {one.was}" if one.was else "")


def _change(one: Change, speak: Speak, style: Style) -> Iterator[str]:
    sign = _WHATS[one.what]
    yield f"{style.paint(sign, _ROLES[sign])} {style.text(edited(one, speak))}"
    for mark, text in one.lines:
        first, *more = prose(speak(text), style.narrower(_INDENT)) or [""]
        yield f"  {style.paint(mark, _ROLES[mark])} {first}"
        yield from (" " * _INDENT + line for line in more)


def _difference(one: Difference, gap: str, speak: Speak, style: Style) -> Iterator[str]:
    sign = SIGNS[one.effect]
    mark = style.paint("!", "blocked") + " " if one.dangers else gap
    first, *more = prose(speak(said(one)), style.narrower(_INDENT))
    yield f"{mark}{style.paint(sign, _ROLES[sign])} {first}"
    yield from (" " * _INDENT + line for line in more)
    if one.dangers:
        told = "; ".join(one.dangers[:_FEW]) + (f"; and {len(one.dangers) - _FEW} more" if one.dangers[_FEW:] else "")
        yield from (style.paint(line, "blocked") for line in prose(f"dangerous: {speak(told)}", style, _INDENT))
    yield from prose(f"packet {one.packet}", style, _INDENT)
    yield from prose(f"before: {speak(one.decided_before)}", style, _INDENT + 2)
    yield from prose(f"now: {speak(one.decided)}", style, _INDENT + 2)
