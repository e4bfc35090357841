"""What differs as Markdown for a pull request's comment: what it does to packets first, what was edited folded up."""

from collections.abc import Iterator, Sequence

from vpcdesign.analysis.changes import Change
from vpcdesign.analysis.results import Difference
from vpcdesign.render.difference_entry import summary
from vpcdesign.render.markdown import text
from vpcdesign.render.text.diff import SIGNS, Speak, edited, said

_MOST = 10


def difference_markdown(changes: Sequence[Change], found: Sequence[Difference], speak: Speak) -> str:
    """Write a comparison; `speak` puts names for ids."""
    if not changes:
        return "### Nothing differs\n"
    sign = "⚠️ " if any(one.dangers for one in found) else ""
    lines = [f"### {sign}{text(summary(found)).capitalize()}", ""]
    lines += [line for one in found[:_MOST] for line in _difference(one, speak)]
    if len(found) > _MOST:
        lines += ["", f"<details><summary>And {len(found) - _MOST} more</summary>", ""]
        lines += [line for one in found[_MOST:] for line in _difference(one, speak)]
        lines += ["", "</details>"]
    lines += ["", f"<details><summary>What was edited ({len(changes)})</summary>", ""]
    for change in changes:
        lines.append(f"- {text(edited(change, speak))}")
        lines += [f"  - `{mark}` {text(speak(line))}" for mark, line in change.lines]
    return "\n".join([*lines, "", "</details>", ""])


def _difference(one: Difference, speak: Speak) -> Iterator[str]:
    yield f"- **{text(SIGNS[one.effect])}** {text(speak(said(one)))}"
    yield from (f"  - **dangerous:** {text(speak(why))}" for why in one.dangers)
    yield f"  - packet {text(one.packet)}; before: {text(speak(one.decided_before))}; now: {text(speak(one.decided))}"
