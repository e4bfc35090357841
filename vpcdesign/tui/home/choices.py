"""The settings, each a choice among few: changed by `enter` or `left` and `right`, in force and written down at once.

The list is the schema of the configuration file, so what can be set here can be set there and nothing else.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from vpcdesign.render.ink import Row, Span, fit, on, row, shorten, wrap
from vpcdesign.render.visible import visible
from vpcdesign.tui.config.settings import SCHEMA, Value, worded
from vpcdesign.tui.frame.dialog import Dialog
from vpcdesign.tui.home.listing import shown_path

Change = Callable[[str, Value], str]
"""Puts a setting in force and writes it down; gives what went wrong, or nothing."""


class SettingsDialog(Dialog):
    """Answers nothing: every change is made when it is chosen."""

    hint = "left, right change   esc close"

    def __init__(self, values: Mapping[str, Value], change: Change, file: Path, problems: Sequence[str] = ()) -> None:
        super().__init__()
        self.values = dict(values)
        self.change = change
        self.file = file
        self.problems = tuple(problems)
        self.problem = ""
        self.cursor = 0
        self.title_row: Row = row(Span("Settings", bold=True))

    def lines(self, cells: int) -> Sequence[Row]:
        lines = [self._setting(place, cells) for place in range(len(SCHEMA))]
        words = wrap(SCHEMA[self.cursor].help, cells)
        lines += [(), *(row(Span(line)) for line in words), *[()] * (2 - len(words))]
        where = shorten(visible(shown_path(str(self.file), Path.home())), cells - 29)
        lines.append(row(Span(f"Kept in {where}; keys in its [keys].", "muted")))
        told = [self.problem] if self.problem else list(self.problems[:3])
        return lines + [row(Span(line, "warning")) for one in told for line in wrap(visible(one), cells)]

    def _setting(self, place: int, cells: int) -> Row:
        setting = SCHEMA[place]
        value = self.values[setting.key]
        default = "" if value == setting.default else f"   else {worded(setting.default)}"
        line = row(
            Span(f" {setting.title:<16}"), Span(f"{worded(value):<14}", "focus", bold=True), Span(default, "muted")
        )
        return on(fit(line, cells), "selected") if place == self.cursor else fit(line, cells)

    def _go(self, by: int) -> None:
        self.cursor = (self.cursor + by) % len(SCHEMA)
        self.renew()

    def _turn(self, by: int) -> None:
        setting = SCHEMA[self.cursor]
        value = setting.after(self.values[setting.key], by)
        self.values[setting.key] = value
        self.problem = self.change(setting.key, value)
        self.renew()

    def do_move_up(self) -> None:
        self._go(-1)

    def do_move_down(self) -> None:
        self._go(1)

    def do_move_left(self) -> None:
        self._turn(-1)

    def do_move_right(self) -> None:
        self._turn(1)

    def do_open(self) -> None:
        self._turn(1)

    def do_mark(self) -> None:
        self._turn(1)

    def clicked(self, x: int, y: int, times: int) -> None:  # noqa: ARG002 - the whole line counts
        if 0 <= y < len(SCHEMA):
            again = y == self.cursor
            self.cursor = y
            self.renew()
            if again:
                self._turn(1)
