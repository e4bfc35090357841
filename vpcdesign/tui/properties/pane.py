"""The pane that edits every field: arrows go over the fields, `enter` types, `tab` completes, a list has its lines.

A text that cannot be stays in its field with what is wrong under it, outside the design. `a` adds a line to the list
under the cursor, `x` removes one, `enter` goes into one.
"""

from collections.abc import Mapping

from textual.events import Click, Key, MouseScrollDown, MouseScrollUp, Paste

from vpcdesign.design.edit import lines as line_edits
from vpcdesign.design.edit.change import change
from vpcdesign.design.edit.edit import Edit
from vpcdesign.design.edit.nouns import add
from vpcdesign.design.edit.rename import rename
from vpcdesign.design.edit.spots import noun_type
from vpcdesign.design.edit.wording import read
from vpcdesign.design.words import SINGULAR
from vpcdesign.errors import EditError
from vpcdesign.render.ink import Row, Span, fit, on, row, shorten, wrap
from vpcdesign.render.visible import visible
from vpcdesign.tui.frame.desk import NoMeaning
from vpcdesign.tui.frame.field import Field
from vpcdesign.tui.frame.main import Footer
from vpcdesign.tui.frame.pane import Pane
from vpcdesign.tui.pages.page import title
from vpcdesign.tui.properties.entries import Entry, blank, candidates, entries, fields_of

LABEL = 15
_OFFERED = 6


class PropertiesPane(Pane):
    """The fields of a noun, or of a part of it."""

    footer: Footer = (("open", "edit"), ("add", "add a line"), ("delete", "remove"), "undo", "back")
    typing_footer: Footer = (("open", "keep"), ("pane.next", "complete"), ("back", "leave as it was"))

    def __init__(self, where: str) -> None:
        super().__init__()
        self.name_of = f"properties {where}"
        self.where = where
        self.at = 0
        self.top = 0
        self.field: Field | None = None
        self.problem = ""
        self._places: list[tuple[int, str]] = []
        """What each line shows: an entry, or what the last word of its field may become."""

    def opened(self) -> None:
        self.at = 0

    def hints(self) -> Footer:
        return self.footer if self.field is None else self.typing_footer

    @property
    def typing(self) -> bool:
        return self.field is not None

    def listed(self) -> list[Entry]:
        """Give what there is to edit; nothing when it is gone."""
        try:
            return entries(self.desk.session.design, self.where)
        except EditError:
            return []

    @property
    def here(self) -> Entry | None:
        several = self.listed()
        self.at = max(0, min(self.at, len(several) - 1))
        return several[self.at] if several else None

    # --- what is shown ---

    def rows(self, width: int, height: int) -> list[Row]:
        room = width - self.margin
        several = self.listed()
        drawn: list[Row] = []
        self._places = []
        first = 0
        for place, entry in enumerate(several):
            if place == self.at:
                first = len(drawn)
            drawn.append(self._line(entry, room, here=place == self.at))
            self._places.append((place, ""))
            if place == self.at and self.field is not None:
                wrong, words = self._wrong(room), self.offered(entry)
                drawn += [*wrong, *(self._offer(word) for word in words)]
                self._places += [*[(place, "")] * len(wrong), *((place, word) for word in words)]
        space = max(height - 2, 1)
        self.top = max(0, min(self.top, first), first + 4 - space)
        return self.framed(title(*self.titled(), room), drawn[self.top : self.top + space], width)

    def titled(self) -> tuple[str, str]:
        """Give what the pane is about, and what it shows of it."""
        return visible(self.where), "fields"

    def _line(self, entry: Entry, room: int, *, here: bool) -> Row:
        ground_on = here and self.has_focus
        if entry.what == "list":
            line = row(Span(f"{visible(entry.label):<{LABEL}} ", bold=True), Span(entry.text, "muted"))
        elif entry.what == "part":
            line = row(Span(f" {entry.label:>2} ", "muted"), Span(visible(entry.text)))
        elif here and self.field is not None:
            label = Span(f"{shorten(entry.label, LABEL):<{LABEL}} ", "focus")
            return row(label, *on(self.field.row(room - LABEL - 1), "raised"))
        else:
            text = Span(visible(entry.text) or "·", "text" if entry.text else "muted")
            line = row(Span(f"{shorten(entry.label, LABEL):<{LABEL}} ", "muted"), text)
        return on(fit(line, room), "selected") if ground_on else fit(line, room)

    def _wrong(self, room: int) -> list[Row]:
        """Give what is wrong with the field that is typed."""
        return [row(Span(part, "blocked")) for part in wrap(visible(self.problem), room)] if self.problem else []

    @staticmethod
    def _offer(word: str) -> Row:
        return row(Span(f"{' ' * (LABEL + 1)}{visible(word)}", "muted"))

    def offered(self, entry: Entry) -> list[str]:
        """Give what the last word of the field may become."""
        assert self.field is not None
        typed = self.field.text.rpartition(",")[2].strip().casefold()
        known = self.candidates(entry)
        found = [word for word in known if word.casefold().startswith(typed)]
        found += [word for word in known if typed in word.casefold() and word not in found]
        return [word for word in found if word.casefold() != typed][:_OFFERED]

    def candidates(self, entry: Entry) -> list[str]:
        return candidates(self.desk.session.design, entry.where, entry.field)

    # --- what is typed ---

    def takes(self, event: Key) -> bool:
        if self.field is None:
            return False
        entry = self.here
        if entry is None or event.key == "escape":
            self._leave()
        elif event.key == "enter":
            self.settle(entry, self.field.text)
        elif event.key == "tab":
            self._complete(entry)
        else:
            after = self.field.after(event.key, event.character)
            if after is None:
                return False
            self.field, self.problem = after, ""
        self.renew()
        return True

    def _leave(self) -> None:
        self.field, self.problem = None, ""

    def _complete(self, entry: Entry) -> None:
        assert self.field is not None
        words = self.offered(entry)
        if words:
            self._take(words[0])

    def _take(self, word: str) -> None:
        """Put a word in the place of the one that is typed."""
        assert self.field is not None
        before, comma, _ = self.field.text.rpartition(",")
        self.field, self.problem = Field.holding(f"{before}{comma} {word}" if comma else word), ""

    def on_paste(self, event: Paste) -> None:
        if self.field is not None:
            event.stop()
            self.field = self.field.typed(event.text)
            self.renew()

    def settle(self, entry: Entry, text: str) -> None:
        """Put a text into the design, if the design takes it."""
        design = self.desk.session.design
        try:
            edit = (
                rename(design, entry.where, text)
                if entry.field == "id"
                else change(design, entry.where, entry.field, text)
            )
            self.refuse(edit)
        except EditError as error:
            self.problem = error.problems[0].message
            return
        self._leave()
        if entry.field == "id":
            self.where = text
        if edit.design is not design:
            self.desk.apply(edit)

    def refuse(self, edit: Edit) -> None:
        """Raise what AWS has against an edit before it is taken, so that the field can say it."""
        if found := self.desk.session.refused(edit.design):
            raise EditError(found)

    # --- commands ---

    def _to(self, place: int) -> None:
        self.at = max(0, min(place, len(self.listed()) - 1))
        self.renew()

    def do_move_up(self) -> None:
        self._to(self.at - 1)

    def do_move_down(self) -> None:
        self._to(self.at + 1)

    def do_move_first(self) -> None:
        self._to(0)

    def do_move_last(self) -> None:
        self._to(10**6)

    def do_open(self) -> None:
        """Type in a field, go into a part, or add the first line of a list."""
        entry = self.here
        if entry is None:
            raise NoMeaning("this is gone from the design.")
        if entry.what == "field":
            self.field = Field.holding(entry.text)
            self.renew()
        elif entry.what == "part":
            self.desk.show(PropertiesPane(entry.where))
        else:
            self.do_add()

    def do_add(self) -> None:
        entry = self.here
        table = "" if entry is None else entry.where if entry.what == "list" else entry.where.rpartition("/")[0]
        if entry is None or entry.what == "field":
            raise NoMeaning("a adds a line to a list; go to one of its lines.")
        self.desk.show(NewLinePane(table))

    def do_delete(self) -> None:
        entry = self.here
        if entry is None or entry.what != "part":
            raise NoMeaning("x removes a line of a list; go to one.")
        self.desk.apply(line_edits.remove_lines(self.desk.session.design, [entry.where]))

    def _moved(self, by: int) -> None:
        entry = self.here
        if entry is None or entry.what != "part":
            raise NoMeaning("< and > move a line of a list; go to one.")
        self.desk.apply(line_edits.move_line(self.desk.session.design, entry.where, by))

    def do_earlier(self) -> None:
        self._moved(-1)

    def do_later(self) -> None:
        self._moved(1)

    def on_click(self, event: Click) -> None:
        line = event.y - 2 + self.top
        if event.y < 2 or not 0 <= line < len(self._places):
            return
        place, word = self._places[line]
        if self.field is not None and place == self.at:
            if word:
                self._take(word)
            self.renew()
            return
        entry = self.here
        if self.field is not None and entry is not None:
            self.settle(entry, self.field.text)
            if self.problem:  # it stays, with what is wrong under it
                self.renew()
                return
        self._to(place)
        if event.chain > 1:
            self.do_open()

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        event.stop()
        self._wheel(1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        event.stop()
        self._wheel(-1)

    def _wheel(self, by: int) -> None:
        if self.field is None:
            self._to(self.at + by)


class NewLinePane(PropertiesPane):
    """A line that is not yet in the design: its fields are typed, and the last entry adds it."""

    footer: Footer = (("open", "edit, add"), "back")

    def __init__(self, table: str) -> None:
        super().__init__(table)
        self.name_of = f"new {table}"
        self.values: dict[str, str] = {}

    def listed(self) -> list[Entry]:
        try:
            fields = blank(self.desk.session.design, self.where)
        except EditError:
            return []
        typed = [entry._replace(text=self.values.get(entry.field, entry.text)) for entry in fields]
        return [*typed, Entry("part", self.where, "", "+", "[ Add this line ]")]

    def titled(self) -> tuple[str, str]:
        noun, _, table = self.where.partition("#")
        way = {"ingress": "inbound", "egress": "outbound"}.get(table, table.replace("_", " "))
        return f"{visible(noun)} {visible(way)}", "new line"

    def settle(self, entry: Entry, text: str) -> None:
        self.values[entry.field] = text
        self._leave()
        self._to(self.at + 1)

    def do_open(self) -> None:
        entry = self.here
        if entry is None or entry.what == "field":
            super().do_open()
            return
        values: Mapping[str, object] = {name: text for name, text in self.values.items() if text != ""}
        if self.desk.apply(line_edits.add_line(self.desk.session.design, self.where, values)):
            self.desk.run_command("back")

    def do_add(self) -> None:
        raise NoMeaning("the last entry adds this line.")

    def do_delete(self) -> None:
        raise NoMeaning("esc leaves this line out.")


class NewNounPane(NewLinePane):
    """A resource of any kind that is not yet in the design."""

    def listed(self) -> list[Entry]:
        fields = fields_of(noun_type(self.where), self.where)
        typed = [entry._replace(text=self.values.get(entry.field, entry.text)) for entry in fields]
        return [*typed, Entry("part", self.where, "", "+", "[ Add ]")]

    def titled(self) -> tuple[str, str]:
        return f"Add {SINGULAR[self.where]}", "fields"

    def do_open(self) -> None:
        entry = self.here
        if entry is None or entry.what == "field":
            PropertiesPane.do_open(self)
            return
        kind = noun_type(self.where)
        values = {name: read(kind, name, text) for name, text in self.values.items() if text != ""}
        if self.desk.apply(add(self.desk.session.design, self.where, values)):
            self.desk.run_command("back")
