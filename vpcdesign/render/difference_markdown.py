"""What differs as Markdown for a pull request's comment: what it does to packets first, what was edited folded up."""

from collections.abc import Sequence

from vpcdesign.analysis.changes import Change
from vpcdesign.analysis.difference import Difference
from vpcdesign.render.markdown import text
from vpcdesign.render.text.diff import SIGNS, said, summary


def difference_markdown(changes: Sequence[Change], found: Sequence[Difference]) -> str:
    """Write a comparison."""
    if not changes:
        return "### Nothing differs\n"
    lines = [f"### {text(summary(found)).capitalize()}", ""]
    for one in found:
        lines.append(f"- **{text(SIGNS[one.effect])}** {text(said(one))}")
        lines.append(f"  packet {text(one.packet)}: {text(one.decided)}")
    lines += ["", f"<details><summary>What was edited ({len(changes)})</summary>", ""]
    for change in changes:
        lines.append(f"- {text(f'{change.kind} {change.id}')} {change.what}")
        lines += [f"  - `{mark}` {text(line)}" for mark, line in change.lines]
    return "\n".join([*lines, "", "</details>", ""])
