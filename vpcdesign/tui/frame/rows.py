"""The widget that everything is made of: it makes rows, and they are painted.

`rows(width, height)` gives what is visible now, top to bottom; missing rows are blank. It is asked once for a state:
whoever changes what it would give calls `renew`. One such widget draws a whole map or table, so Textual lays out one
widget, whatever the number of things in it.
"""

from collections.abc import Sequence

from textual.events import Event
from textual.strip import Strip
from textual.widget import Widget

from vpcdesign.errors import VpcdesignError
from vpcdesign.render.ink import Ground, Row, Span
from vpcdesign.tui.frame.desk import NoMeaning, desk_of


class Rows(Widget):
    """Paints the rows that a subclass makes."""

    DEFAULT_CSS = "Rows { height: 1fr; width: 1fr; }"
    ALLOW_SELECT = False
    GROUND: Ground = "surface"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._made: Sequence[Row] | None = None
        self._for = (0, 0)

    def rows(self, width: int, height: int) -> Sequence[Row]:
        """Make what is visible on so many cells."""
        raise NotImplementedError

    def blank(self) -> Row:
        """Give the row that stands below what was made."""
        return (Span("", ground=self.GROUND),)

    async def on_event(self, event: Event) -> None:
        """Do what a click or the wheel means; what goes wrong is said, as of a key, and never ends the designer."""
        try:
            await super().on_event(event)
        except (NoMeaning, VpcdesignError) as reason:
            desk_of(self).tell_why(reason)

    def renew(self) -> None:
        """Make the rows anew at the next painting."""
        self._made = None
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width, height = self.size
        if self._made is None or self._for != (width, height):
            self._made, self._for = self.rows(width, height), (width, height)
        painter = desk_of(self).painter
        if y < len(self._made):
            return painter.strip(self._made[y], width)
        return painter.strip(self.blank(), width)


def hints_changed(widget: Widget) -> None:
    """Make the footer anew after a widget began or ended to take letters as text, or moved to what has other keys."""
    if widget.is_attached:
        for line in widget.screen.query("#footer").results(Rows):
            line.renew()
