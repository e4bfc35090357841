"""Importing AWS's own documents: what to read, where the design goes, how far it is, and all that has to be said of it.

The work runs beside the screen and can be stopped: nothing is written before everything was read. Every note of the
import is shown here, and kept in the design.
"""

import shlex
from collections.abc import Sequence
from typing import Literal

from textual.events import Key
from textual.worker import get_current_worker

from vpcdesign.api.importing import Imported, import_aws
from vpcdesign.errors import VpcdesignError
from vpcdesign.render.ink import Row, Span, fit, row, wrap
from vpcdesign.render.signs import BAR
from vpcdesign.render.text.imported import imported_text
from vpcdesign.render.text.style import Style
from vpcdesign.render.visible import visible
from vpcdesign.tui.frame.dialog import Dialog
from vpcdesign.tui.frame.field import Field
from vpcdesign.tui.home.paths import Found, common, completions, expanded

Phase = Literal["asking", "reading", "done"]
MOST = 6
NAMES = ("Documents", "Save as")


class StoppedError(Exception):
    """The user does not want it any more."""


class ImportDialog(Dialog):
    """Answers the path of the design that was made, or nothing."""

    columns = 100

    def __init__(self) -> None:
        super().__init__()
        self.title_row: Row = row(Span("Import", bold=True), Span("  documents of aws ec2 describe-*", "muted"))
        self.fields = [Field(), Field()]
        self.at = 0
        self.phase: Phase = "asking"
        self.problem = ""
        self.done = (0, 0)
        self.imported: Imported | None = None
        self.top = 0
        self._say_hint()

    def _say_hint(self) -> None:
        hints: dict[Phase, str] = {
            "asking": "enter next, import   tab complete   esc close",
            "reading": "esc stop",
            "done": "enter open it   up, down   esc close",
        }
        self.hint = hints[self.phase]

    # --- drawing ---

    def lines(self, cells: int) -> Sequence[Row]:
        if self.phase == "done":
            return self._told(cells)
        lines = [self._field(place, cells) for place in range(len(self.fields))]
        if self.phase == "reading":
            read, total = self.done
            return [*lines, (), row(Span(f"documents read {read:,} of {total:,}" if total else "looking", "muted"))]
        lines.append(())
        if self.problem:
            return [*lines, *(row(Span(line, "blocked")) for line in wrap(visible(self.problem), cells))]
        if not self.fields[0].text:
            words = "Files and folders, one after another; a name with a space stands in quotes."
            return [*lines, row(Span(words, "muted"))]
        found = self._found()
        lines += [row(Span(f"  {visible(name)}", "muted")) for name in found.names[:MOST]]
        if len(found.names) > MOST:
            lines.append(row(Span(f"  ▼ {len(found.names) - MOST} more", "muted")))
        if self.at == 1 and self.fields[1].text and expanded(self.fields[1].text).is_file():
            lines.append(row(Span("It is there: it is refreshed, and what people added stays.", "warning")))
        return lines

    def _field(self, place: int, cells: int) -> Row:
        active = place == self.at and self.phase == "asking"
        field, room = self.fields[place], cells - 14
        text = field.row(room) if active else fit(row(Span(visible(field.text))), room)
        return row(Span(f"{BAR} " if active else "  ", "focus"), Span(f"{NAMES[place]:<12}", "muted"), *text)

    def _told(self, cells: int) -> list[Row]:
        assert self.imported is not None
        found = self.imported
        changes = None if found.changes is None else [str(change) for change in found.changes]
        text = imported_text(found.path, found.design, found.notes, changes, Style(width=cells))
        lines = [row(Span(line)) for line in text.rstrip("\n").split("\n")]
        room = max(self.app.size.height - 4, 3)
        self.top = max(0, min(self.top, len(lines) - room))
        return lines[self.top : self.top + room]

    # --- typing ---

    def _word(self) -> str:
        """Give the path that is being typed: of several documents the last."""
        text = self.fields[self.at].text
        return text.rpartition(" ")[2].lstrip("'\"") if self.at == 0 else text

    def takes(self, event: Key) -> bool:
        """Take what is typed, as long as something is asked."""
        if self.phase != "asking":
            return False
        if event.key == "tab":
            self._complete()
            return True
        if event.key == "enter":
            self._enter()
            return True
        if event.key in {"up", "down", "shift+tab"}:
            self._at(1 - self.at)
            return True
        after = self.fields[self.at].after(event.key, event.character)
        if after is None:
            return False
        self._typed(after)
        return True

    def on_paste(self, event: object) -> None:
        """Take paths from the clipboard."""
        if self.phase == "asking":
            self._typed(self.fields[self.at].typed(" ".join(getattr(event, "text", "").split("\n")).strip()))

    def _typed(self, field: Field) -> None:
        self.fields[self.at], self.problem = field, ""
        self.renew()

    def _found(self) -> Found:
        """Give what the path that is being typed may become."""
        return completions(self._word(), () if self.at == 0 else (".json",))

    def _complete(self) -> None:
        if names := self._found().names:
            self._take(common(names))

    def _take(self, name: str) -> None:
        """Put a name in the place of the path that is being typed."""
        text = self.fields[self.at].text
        kept = text[: len(text) - len(self._word())]
        self._typed(Field.holding(kept + self._found().completed(name)))

    def _at(self, place: int) -> None:
        self.at = place
        self.renew()

    def _enter(self) -> None:
        if self.at == 0:
            self._at(1)
        elif not all(field.text.strip() for field in self.fields):
            self.problem = "name the documents, and the file that the design goes to"
            self._at(0 if not self.fields[0].text.strip() else 1)
        else:
            self._start()

    # --- the work ---

    def _start(self) -> None:
        try:
            sources = [str(expanded(word)) for word in shlex.split(self.fields[0].text)]
        except ValueError as error:
            self._failed(f"the documents cannot be read as names: {str(error).lower()}")
            return
        target = expanded(self.fields[1].text.strip())
        self.phase, self.done = "reading", (0, 0)
        self._say_hint()
        self.renew()

        def work() -> None:
            worker = get_current_worker()

            def tell(read: int, total: int) -> None:
                if worker.is_cancelled:
                    raise StoppedError
                if read % 16 == 0 or read == total:
                    self.app.call_from_thread(self._progressed, read, total)

            try:
                into = str(target) if target.is_file() else None
                found = import_aws(sources, None if into else str(target), into, tell)
            except StoppedError:
                return
            except VpcdesignError as error:
                if not worker.is_cancelled:
                    self.app.call_from_thread(self._failed, "; ".join(map(str, error.problems[:3])))
                return
            if not worker.is_cancelled:
                self.app.call_from_thread(self._finished, found)

        self.run_worker(work, thread=True, exclusive=True, group="import")

    def _progressed(self, read: int, total: int) -> None:
        self.done = (read, total)
        self.renew()

    def _failed(self, why: str) -> None:
        self.phase, self.problem = "asking", why
        self._say_hint()
        self.renew()

    def _finished(self, found: Imported) -> None:
        self.phase, self.imported = "done", found
        self._say_hint()
        self.renew()

    # --- keys ---

    def do_back(self) -> None:
        """Stop what is under way, else close."""
        if self.phase == "reading":
            self.workers.cancel_group(self, "import")
            self._failed("stopped; nothing is written")
        else:
            self.answer(None)

    def do_open(self) -> None:
        if self.imported is not None:
            self.answer(self.imported.path)

    def do_move_up(self) -> None:
        self.top -= 1
        self.renew()

    def do_move_down(self) -> None:
        self.top += 1
        self.renew()

    def do_move_page_up(self) -> None:
        self.top -= 10
        self.renew()

    def do_move_page_down(self) -> None:
        self.top += 10
        self.renew()

    def clicked(self, x: int, y: int, times: int) -> None:  # noqa: ARG002 - a line is a field
        if self.phase == "asking" and y < len(self.fields):
            self._at(y)
        elif self.phase == "asking" and self.fields[0].text and not self.problem:
            place = y - len(self.fields) - 1
            if 0 <= place < len(names := self._found().names[:MOST]):
                self._take(names[place])
        elif self.phase == "done" and times > 1:
            self.do_open()
