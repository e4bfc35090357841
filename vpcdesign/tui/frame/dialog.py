"""A modal screen: it dims what lies under it, has one box of rows in the middle, and answers with a word.

The same rules as everywhere: keys go through the registry, and `esc` leaves with no answer. A dialog is a board, so
that a key means the same in it as everywhere.
"""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Middle
from textual.events import Click, Key, MouseScrollDown, MouseScrollUp

from vpcdesign.render.ink import Row, Span, fit, on, row, width
from vpcdesign.tui.frame.board import Board
from vpcdesign.tui.frame.rows import Rows


class Box(Rows, can_focus=True):
    """The box of a dialog: a border with a title in it, lines, and words in the lower border."""

    DEFAULT_CSS = "Box { width: auto; height: auto; }"

    @property
    def dialog(self) -> "Dialog":
        dialog = self.screen
        assert isinstance(dialog, Dialog)
        return dialog

    def get_content_width(self, container: object, viewport: object) -> int:  # noqa: ARG002 - Textual's signature
        return min(self.dialog.columns, self.app.size.width)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:  # noqa: ARG002
        return min(len(self.dialog.lines(width - 4)) + 2, self.app.size.height)

    def rows(self, width: int, height: int) -> list[Row]:
        return [on(line, "raised") for line in boxed(self.dialog, width, height)]

    def takes(self, event: Key) -> bool:
        return self.dialog.takes(event)

    def on_click(self, event: Click) -> None:
        """Do what the key does whose words in the lower border are clicked; else the line is the dialog's."""
        if event.y == self.size.height - 1:
            if key := hinted(self.dialog.hint, self.size.width, event.x):
                self.dialog.press(key)
        elif event.y > 0:  # the upper border is no line
            self.dialog.clicked(event.x - 2, event.y - 1, event.chain)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        event.stop()
        self.dialog.press("down")

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        event.stop()
        self.dialog.press("up")


class Dialog(Board):
    """A question. A subclass gives `title`, `hint` and `lines`; `dismiss(answer)` ends it."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog Middle { width: auto; height: auto; }
    """
    columns = 76
    title_row: Row = ()
    hint = "enter choose   esc close"

    def __init__(self) -> None:
        super().__init__()
        self._modal = True  # what Textual's ModalScreen does, which is no Board

    def compose(self) -> ComposeResult:
        yield Middle(Box(id="box"))

    def on_mount(self) -> None:
        for box in self.query("#box"):  # what was typed ahead may have ended the dialog already
            self.set_focus(box)

    def lines(self, cells: int) -> Sequence[Row]:
        """Give the lines in the box."""
        raise NotImplementedError

    def takes(self, event: Key) -> bool:  # noqa: ARG002 - a subclass that is typed into reads it
        """Take a key before any command does."""
        return False

    def clicked(self, x: int, y: int, times: int) -> None:
        """Do what a click on a cell inside the box means."""

    def renew(self) -> None:
        """Draw the box anew, in the size that it needs now."""
        for box in self.query("#box").results(Box):  # there is none yet, or no more, at both ends of its life
            box.renew()
            box.refresh(layout=True)

    def changed(self) -> None:
        if self.is_mounted:
            self.renew()

    def answer(self, word: str | None) -> None:
        """End the dialog with an answer."""
        _ = self.dismiss(word)

    def do_back(self) -> None:
        self.answer(None)


def boxed(dialog: Dialog, cells: int, height: int) -> list[Row]:
    """Draw a box around a dialog's lines."""
    room = cells - 4
    title = (Span(" "), *dialog.title_row, Span(" ")) if dialog.title_row else ()
    top = row(Span("╭─", "focus"), *title, Span("─" * max(cells - 3 - width(title), 0) + "╮", "focus"))
    hint = f" {dialog.hint} " if dialog.hint else ""
    fill = "─" * max(cells - 3 - len(hint), 0)
    bottom = row(Span(f"╰{fill}", "focus"), Span(hint, "muted"), Span("─╯", "focus"))
    inside = [
        row(Span("│ ", "focus"), *fit(line, room), Span(" │", "focus")) for line in dialog.lines(room)[: height - 2]
    ]
    return [fit(top, cells), *inside, fit(bottom, cells)]


KEYS = {"enter": "enter", "tab": "tab", "esc": "escape"}
"""The keys that the lower border of a dialog teaches and a click there can do."""


def hinted(hint: str, cells: int, x: int) -> str:
    """Give the key whose words stand at a cell of the lower border; empty where none do."""
    at = cells - 3 - len(hint)
    for words in hint.split("   "):
        if at <= x < at + len(words):
            return KEYS.get(words.partition(" ")[0], "")
        at += len(words) + 3
    return ""
