"""What can be added where one is: a page whose lines run the guided steps, each that cannot be with its reason."""

from vpcdesign.design.document import Design
from vpcdesign.render.ink import Row, Span, row
from vpcdesign.tui.commands.registry import COMMANDS
from vpcdesign.tui.pages.page import BLANK, Line, Page, heading, said, title

AREAS = (("Add", "new."), ("Attach", "attach."))


def chooser(design: Design, selection: str, width: int) -> Page:
    """Make the page of what can be added."""
    from vpcdesign.planning.attach.steps import STEPS

    where = selection.partition("#")[0]
    lines: list[Line] = []
    for area, prefix in AREAS:
        if lines:
            lines.append(BLANK)
        lines.append(heading(area))
        for name in STEPS:
            if name.startswith(prefix) and name in COMMANDS:  # assertions are written on Checks
                lines += _offer(design, where, name, width)
    lines += [BLANK, Line(row(Span(" any resource, by its fields")), "new.any")]
    return Page(title("Add here", selection, width), tuple(lines))


def _offer(design: Design, where: str, name: str, width: int) -> list[Line]:
    from vpcdesign.planning.attach.steps import STEPS

    words = COMMANDS[name].title.partition(": ")[2]
    why_not = STEPS[name].why_not(design, where)
    if not why_not:
        return [Line(row(Span(f" {words}")), name)]
    shown: Row = row(Span(f" [{words}]", "muted"))
    return [Line(shown), *said(why_not, width, indent=3)]
