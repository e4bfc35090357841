"""What differs as text: what the edit does to packets after what it is, each with its packet and what decides it."""

from collections.abc import Iterator, Sequence

from vpcdesign.algebra import services
from vpcdesign.analysis.changes import Change, What
from vpcdesign.analysis.difference import EFFECTS, Difference, Effect
from vpcdesign.render.text.listing import page, prose
from vpcdesign.render.text.style import Role, Style

SIGNS: dict[Effect, str] = {"opened": "+", "closed": "-", "narrowed": "~", "widened": "~"}
_WHATS: dict[What, str] = {"added": "+", "removed": "-", "changed": "~"}
_ROLES: dict[str, Role] = {"+": "allowed", "-": "blocked", "~": "partial"}
_INDENT = 4
_FEW = 3


def diff_text(changes: Sequence[Change], found: Sequence[Difference], style: Style) -> str:
    """Write a comparison."""
    if not changes:
        return page(["nothing differs"])
    lines = [line for one in changes for line in _change(one, style)]
    lines.append("")
    lines += [line for one in found for line in _difference(one, style)]
    return page([*lines, *([""] if found else []), *prose(summary(found), style)])


def summary(found: Sequence[Difference]) -> str:
    """Say what the whole edit does: `opens 1, closes nothing, ...`."""
    numbers = {effect: sum(one.effect == effect for one in found) for effect in EFFECTS}
    if not found:
        return "no packet fares differently, proved"
    return ", ".join(f"{number or 'nothing'} {effect}" for effect, number in numbers.items())


def names(several: Sequence[str]) -> str:
    """Write who is meant, at most a few."""
    more = f" and {len(several) - _FEW} more" if len(several) > _FEW else ""
    return ", ".join(several[:_FEW]) + more


def said(one: Difference) -> str:
    """Write a difference in words: `opened internet → bastion: tcp/22 from all but 198.51.100.0/24`."""
    where = f" {one.where}" if one.where else ""
    return f"{one.effect} {names(one.sources)} → {names(one.destinations)}: {services.write(one.services)}{where}"


def _change(one: Change, style: Style) -> Iterator[str]:
    sign = _WHATS[one.what]
    yield f"{style.paint(sign, _ROLES[sign])} {style.text(f'{one.kind} {one.id} {one.what}')}"
    for mark, text in one.lines:
        first, *more = prose(text, style.narrower(_INDENT)) or [""]
        yield f"  {style.paint(mark, _ROLES[mark])} {first}"
        yield from (" " * _INDENT + line for line in more)


def _difference(one: Difference, style: Style) -> Iterator[str]:
    sign = SIGNS[one.effect]
    first, *more = prose(said(one), style.narrower(2))
    yield f"{style.paint(sign, _ROLES[sign])} {first}"
    yield from ("  " + line for line in more)
    yield from prose(f"packet {one.packet}: {one.decided}", style, _INDENT)
