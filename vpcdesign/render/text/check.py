"""Assertions as text: a line each, and below a broken one the packet that breaks it and what decided.

The count stands last, where a build's log ends.
"""

from collections.abc import Sequence
from typing import TypeAlias

from vpcdesign.analysis.results import Result
from vpcdesign.design.quotas import Finding
from vpcdesign.render.text.listing import page, prose, title
from vpcdesign.render.text.naming import Speaker, named
from vpcdesign.render.text.style import Style, wrap
from vpcdesign.render.text.trace import blocker_lines

Checked: TypeAlias = tuple[str, Sequence[Result], Speaker]

_INDENT = 4


def check_text(checked: Sequence[Checked], style: Style, findings: Sequence[Finding] = ()) -> str:
    """Write the results of each design: what it is called, how its assertions fare, and who speaks its names.

    `findings` stand apart, before the count: they fail nothing.
    """
    lines: list[str] = []
    for design, results, speak in checked:
        if len(checked) > 1:
            lines += ["", title(design, style)] if lines else [title(design, style)]
        for result in results:
            lines += _result(result, speak, style)
    if findings:
        lines += ["", *(line for one in findings for line in prose(f"! {one.message}", style, 0))]
    return page([*lines, "", _summary(checked, style)])


def _result(result: Result, speak: Speaker, style: Style) -> list[str]:
    sign = style.paint(style.sign("✓"), "allowed") if result.holds else style.paint(style.sign("✗"), "blocked")
    first, *more = wrap(style.text(result.name), style.width - 2) or [""]
    lines = [f"{sign} {first}", *("  " + line for line in more)]
    if not result.holds:
        lines += prose(speak(result.reason), style, _INDENT)
        for blocker in named(result.witness, speak.all).blockers if result.witness else ():
            lines += ["  " + line for line in blocker_lines(blocker, style.narrower(2), explain=False)]
    return [*lines, *(line for note in result.notes for line in prose(f"note: {speak(note)}", style, _INDENT))]


def _summary(checked: Sequence[Checked], style: Style) -> str:
    results = [result for _, found, _ in checked for result in found]
    held = sum(result.holds for result in results)
    where = f" in {len(checked)} designs" if len(checked) > 1 else ""
    noun, verb = ("assertion", "holds") if len(results) == 1 else ("assertions", "hold")
    role = "allowed" if held == len(results) else "blocked"
    return style.paint(f"{held} of {len(results)} {noun} {verb}{where}", role)  # type: ignore[arg-type]
