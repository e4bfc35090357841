"""Asking for a file: a path is typed, what lies there is listed below it, `tab` completes.

The text is what counts: the list only helps. A folder is gone into, never answered.
"""

from collections.abc import Sequence
from typing import Literal

from textual.events import Key

from vpcdesign.render.ink import Row, Span, fit, on, row, shorten
from vpcdesign.render.signs import BAR
from vpcdesign.render.visible import visible
from vpcdesign.tui.frame.dialog import Dialog
from vpcdesign.tui.frame.field import Field
from vpcdesign.tui.home.paths import Found, common, completions, expanded

Purpose = Literal["open", "save", "compare"]
MOST = 8
"""Names that are listed at once."""
TITLES: dict[Purpose, str] = {"open": "Open a file", "save": "Save as", "compare": "Compare with a file"}


class PathDialog(Dialog):
    """Answers a path, or nothing. To save, a file that is there is named twice before it is written over."""

    def __init__(self, purpose: Purpose, text: str = "") -> None:
        super().__init__()
        self.purpose = purpose
        self.title_row: Row = row(Span(TITLES[purpose], bold=True))
        self.hint = f"enter {purpose}   tab complete   esc close"
        self.field = Field.holding(text)
        self.cursor = -1
        self.said = None
        self.problem = ""
        self.warned = ""
        self.found = Found("")
        self._find()

    def _find(self) -> None:
        self.found = completions(self.field.text)
        self.cursor = -1

    def lines(self, cells: int) -> Sequence[Row]:
        lines: list[Row] = [row(Span(f"{BAR} ", "focus"), *self.field.row(cells - 2)), ()]
        names = self.found.names
        top = max(0, min(self.cursor - MOST // 2, len(names) - MOST))
        for place, name in enumerate(names[top : top + MOST], top):
            shown = shorten(visible(name), cells - 2)
            line = row(Span("  "), Span(shown, "muted" if name.endswith("/") else "text"))
            lines.append(on(fit(line, cells), "selected") if place == self.cursor else line)
        self._top = top
        if len(names) > top + MOST:
            lines.append(row(Span(f"  ▼ {len(names) - top - MOST} more", "muted")))
        said = self.problem or self.found.problem or ("" if names else "  nothing here begins so")
        return [*lines, row(Span(visible(said), "blocked" if self.problem else "muted"))] if said else lines

    def takes(self, event: Key) -> bool:
        """Take what is typed; `tab` completes as far as all that is listed agrees."""
        if event.key == "tab":
            self._complete()
            return True
        if event.key == "enter":
            self._enter()
            return True
        if event.key in {"up", "down"}:
            self._step(-1 if event.key == "up" else 1)
            return True
        after = self.field.after(event.key, event.character)
        if after is None:
            return False
        self._typed(after)
        return True

    def on_paste(self, event: object) -> None:
        """Take a path from the clipboard."""
        text = getattr(event, "text", "").strip().partition("\n")[0]
        self._typed(self.field.typed(text))

    def _typed(self, field: Field) -> None:
        self.field, self.problem = field, ""
        self._find()
        self.renew()

    def _step(self, by: int) -> None:
        count = len(self.found.names)
        self.cursor = max(-1, min(self.cursor + by, count - 1))
        self.renew()

    def do_move_up(self) -> None:
        self._step(-1)

    def do_move_down(self) -> None:
        self._step(1)

    def _complete(self) -> None:
        names = self.found.names
        if names:
            name = names[self.cursor] if self.cursor >= 0 else common(names)
            self._typed(Field.holding(self.found.completed(name)))

    def _enter(self) -> None:
        text = self.found.completed(self.found.names[self.cursor]) if self.cursor >= 0 else self.field.text.strip()
        if not text:
            self._refuse("type a path; what lies here is listed below")
        elif expanded(text).is_dir():
            self._typed(Field.holding(text.rstrip("/") + "/" if text.strip("/") else "/"))
        elif self.purpose == "save" and expanded(text).exists() and self.warned != text:
            self.warned = text
            self._refuse(f"{text} is there already; enter again writes over it")
        elif self.purpose != "save" and not expanded(text).exists():
            self._refuse(f"there is no {text}")
        else:
            self.answer(str(expanded(text)))

    def _refuse(self, why: str) -> None:
        self.problem = why
        self.renew()

    def clicked(self, x: int, y: int, times: int) -> None:  # noqa: ARG002 - the whole line counts
        place = y - 2 + self._top
        if 0 <= place < len(self.found.names) and y >= 2:
            again = place == self.cursor
            self.cursor = place
            if again or times > 1 or self.found.names[place].endswith("/"):
                self._enter()
            else:
                self.renew()
