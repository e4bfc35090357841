"""The side panes of the matrix: how it is viewed, and the members of a cell."""

from collections.abc import Callable

from vpcdesign.analysis.groups import By
from vpcdesign.render.ink import Span, row
from vpcdesign.tui.frame.main import Footer
from vpcdesign.tui.frame.pane import PagePane
from vpcdesign.tui.matrix.grouped import GROUPINGS, WORDS
from vpcdesign.tui.pages.page import BLANK, Line, Page, heading, title
from vpcdesign.tui.proving.choosing import AGAINST, CHOSEN, OPEN, against_lines, choose

BY, REACHES = "by", "reaches"
"""Acts that only this list knows: a grouping, and to tell what gets through."""


class ViewPane(PagePane):
    """How the matrix groups, and whether its cells tell what gets through or what differs; `enter` chooses."""

    footer: Footer = (("open", "choose"), ("view-by", "next"), "filter", "back")

    def __init__(self, now: Callable[[], tuple[By, bool]], take: Callable[[By | None], None]) -> None:
        """Take how it is viewed now, and who is told of a choice: a grouping, or None for what gets through."""
        super().__init__(self._made_page, "view")
        self.now, self.take = now, take

    def _made_page(self, width: int) -> Page:
        chosen, comparing = self.now()
        lines = [heading("Group")]
        lines += [Line(row(Span(f"{CHOSEN if by == chosen else OPEN}{WORDS[by]}")), f"{BY} {by}") for by in GROUPINGS]
        lines += [BLANK, heading("Cells tell")]
        lines.append(Line(row(Span(f"{OPEN if comparing else CHOSEN}what gets through")), REACHES))
        lines += [BLANK, heading("What differs from")]
        lines += against_lines(self.desk.session, self.desk.against if comparing else None, width)
        return Page(title("View by", "", width), tuple(lines))

    def opened(self) -> None:
        """Stand on the grouping that is chosen."""
        lines = self.page.lines
        self.cursor = next((n for n, one in enumerate(lines) if one.text.startswith(CHOSEN)), self.page.first())
        self.renew()

    def run_line(self, line: Line) -> None:
        command, _, word = line.act.partition(" ")
        self.desk.drop_pane(self.name_of)
        if command == AGAINST:
            choose(self.desk, line.act)
        else:
            self.take(next((by for by in GROUPINGS if by == word), None))

    def do_view_by(self) -> None:
        """Go to the next line, as `down` does: the key that opened the list walks it."""
        self._step(1)


class MembersPane(PagePane):
    """The members of a cell: `enter` shows one on the map, `t` traces a packet of the cell."""

    footer: Footer = (("open", "show on the map"), ("trace", "trace a packet"), "pin", "filter", "back")

    def __init__(self, make: Callable[[int], Page], trace: Callable[[], None], pin: Callable[[], None]) -> None:
        super().__init__(make, "members")
        self.trace, self.pin = trace, pin

    def do_trace(self) -> None:
        self.trace()

    def do_pin(self) -> None:
        self.pin()
