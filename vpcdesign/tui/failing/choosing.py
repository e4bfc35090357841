"""Choosing what fails: everything of what is selected that can fail on its own, or of the whole design.

`enter` lets one fail or restores it beside what has failed already, and what that does takes the list's place.
"""

from collections.abc import Callable, Sequence

from vpcdesign.design.document import Design
from vpcdesign.render.ink import Span, row
from vpcdesign.topology.failures import Failure, failures
from vpcdesign.tui.frame.main import Footer
from vpcdesign.tui.frame.pane import PagePane
from vpcdesign.tui.pages.inspector.crowds import Crowds
from vpcdesign.tui.pages.page import Line, Page, heading, title

FAILED, UP = "[x] ", "[ ] "
TOGGLE = "toggle"
"""The act of a line: to let it fail, or to restore it."""


def parts_of(design: Design, name: str) -> list[str]:
    """Give what can fail of a noun: itself, its nodes and tunnels, the attachments of a hub, a firewall's endpoints."""
    own = {one.id for one in design.transit_gateway_attachments if one.transit_gateway == name}
    own |= {end.id for one in design.firewalls if one.id == name for end in one.endpoints}
    known = [one.id for one in failures(design)]
    return [one for one in known if one == name or one in own or one.startswith(f"{name}/")]


class FailChoice(PagePane):
    """What can fail, each with whether it has."""

    footer: Footer = (("open", "fail, restore"), ("restore", "restore all"), "filter", "back")

    def __init__(self, several: Callable[[], Sequence[Failure]], toggle: Callable[[str], None]) -> None:
        """Take what is offered, and who lets one fail or restores it."""
        super().__init__(self._made_page, "fail-choice")
        self.several, self.toggle = several, toggle

    def _made_page(self, width: int) -> Page:
        failed, crowds = self.desk.asking.failed, self.desk.surroundings.crowds
        lines: list[Line] = []
        kind = ""
        for one in self.several():
            if one.kind != kind:
                kind = one.kind
                lines.append(heading(kind))
            mark = FAILED if one.id in failed else UP
            lines.append(Line(row(Span(mark + _called(one, crowds))), f"{TOGGLE} {one.id}"))
        return Page(title("What if this fails", "", width), tuple(lines))

    def run_line(self, line: Line) -> None:
        self.desk.drop_pane(self.name_of)
        self.toggle(line.act.partition(" ")[2])


def _called(one: Failure, crowds: Crowds) -> str:
    owner, slash, part = one.id.removeprefix("az:").rpartition("/")
    return f"{crowds.said(owner)}/{crowds.said(part)}" if slash else crowds.said(part)
