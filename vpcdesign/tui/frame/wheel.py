"""The wheel of the mouse moves the cursor, wherever a widget has nothing better to do with it.

A widget that scrolls by itself has handlers of its own and is none of these: Textual calls those of every class.
"""

from textual.events import MouseScrollDown, MouseScrollUp


class Wheel:
    """Moves up and down by the wheel."""

    def do_move_up(self) -> None:
        """Go one up."""
        raise NotImplementedError

    def do_move_down(self) -> None:
        """Go one down."""
        raise NotImplementedError

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        event.stop()
        self.do_move_down()

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        event.stop()
        self.do_move_up()
