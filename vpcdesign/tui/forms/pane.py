"""A form in the side pane: a guided step, answered at every key. The map shows what it would do, one key does it.

Arrows go over the questions, `space` chooses or ticks, letters are typed where a text is asked for, `enter` on the
button takes the step. Nothing is in the design before that, and `esc` leaves everything as it was.
"""

from collections.abc import Callable
from functools import partial

from textual.events import Click, Key, MouseScrollDown, MouseScrollUp, Paste
from textual.worker import get_current_worker

from vpcdesign.design.document import Design
from vpcdesign.design.edit.edit import Edit
from vpcdesign.errors import EditError
from vpcdesign.planning.form import Choices, Form, Value
from vpcdesign.planning.form import Field as Question
from vpcdesign.render.ink import Row, Span, row
from vpcdesign.render.visible import visible
from vpcdesign.tui.forms.drawing import Line, Place, draw, inline, places
from vpcdesign.tui.forms.opening import opens, previewed
from vpcdesign.tui.frame.board import Board
from vpcdesign.tui.frame.desk import NoMeaning
from vpcdesign.tui.frame.field import Field
from vpcdesign.tui.frame.main import Footer
from vpcdesign.tui.frame.pane import Pane
from vpcdesign.tui.pages.page import title
from vpcdesign.tui.session.proof import Proof


class FormPane(Pane):
    """Asks a form: `form_of` gives it as it stands after some choices, `take` the edit that they make."""

    def __init__(self, form_of: Callable[[Choices], Form], take: Callable[[Choices], Edit], name: str) -> None:
        super().__init__()
        self.form_of = form_of
        self.take = take
        self.name_of = name
        self.choices: dict[str, Value] = {}
        self.at = Place()
        self.top = 0
        self.typed: Field | None = None
        self.edit: Edit | None = None
        self.proof: Proof | None = None
        self._form: Form | None = None
        self._design: Design | None = None
        self._lines: list[Line] = []
        self._below = 0
        """Lines for which there is no room."""

    # --- the form ---

    @property
    def form(self) -> Form:
        """The form as it stands; asked anew when a choice or the design is another."""
        if self._form is None:
            self._form = self.form_of(self.choices)
        return self._form

    @property
    def inner(self) -> int:
        return max(self.size.width - self.margin, 20)

    @property
    def here(self) -> Question | None:
        """The question that the cursor is in; None on the button."""
        fields = self.form.fields
        return fields[self.at.question] if self.at.question < len(fields) else None

    def opened(self) -> None:
        self._design = self.desk.session.design
        self._stand(Place())
        self.answer()

    def changed(self) -> None:
        """Ask again when the design is another one; a mere preview changes nothing here."""
        design = self.desk.session.design
        if self._design is not None and design is not self._design:
            self._design = design
            self.answer()
        self.renew()

    def choose(self, name: str, value: Value) -> None:
        """Answer a question."""
        self.choices[name] = value
        self.answer()

    def answer(self) -> None:
        """Work the form out, show on the map what it would do, and begin to prove what that opens."""
        self._form, self.proof = None, None
        self.edit = None
        if not self.form.refusal:
            try:
                self.edit = self.take(self.choices)
            except EditError:
                self.edit = None
        self.at = self._inside(self.at)
        self.desk.preview(self.edit)
        if self.edit is not None:
            work = partial(self._prove, self.edit, self.desk.session.design)
            self.run_worker(work, thread=True, exclusive=True, group="form", description="proves what a form would do")
        self.renew()

    def _prove(self, edit: Edit, before: Design) -> None:
        """Run in a thread: what the step would open and close."""
        from vpcdesign.tui.proving.work import Superseded, prove

        worker = get_current_worker()

        def tell(_: int, __: int) -> None:
            if worker.is_cancelled:
                raise Superseded

        try:
            proof = prove(edit.design, before, self.desk.proof, tell)
        except Superseded:
            return
        self.app.call_from_thread(self._proved, edit, proof)

    def _proved(self, edit: Edit, proof: Proof) -> None:
        if self.edit is edit:
            self.proof = proof
            self.renew()
            if isinstance(self.screen, Board):
                self.screen.status_changed()

    def on_unmount(self) -> None:
        """Leave the map as it is."""
        if self.edit is not None and self.desk.previewed is self.edit:
            self.desk.preview(None)

    # --- what is shown ---

    def rows(self, width: int, height: int) -> list[Row]:
        room = width - self.margin
        at = self.at if self.has_focus else None
        self._lines = draw(self.form, room - 1, at, self.typed, opens(self.proof, room - 1) if self.edit else ())
        space = max(height - 2, 1)
        if len(self._lines) > space:
            space = max(space - 1, 1)
        own = [place for place, line in enumerate(self._lines) if line.place == self.at]
        first, last = (own[0], own[-1]) if own else (0, 0)
        self.top = max(0, min(self.top, first, max(len(self._lines) - space, 0)), last + 1 - space)
        head = title((Span("+ ", "changed", bold=True), Span(visible(self.form.title), bold=True)), "", room)
        shown = [line.row for line in self._lines[self.top : self.top + space]]
        self._below = max(len(self._lines) - self.top - space, 0)
        if self._below:
            shown.append(row(Span(f"▼ {self._below} more", "muted")))
        return self.framed(head, shown, width)

    def hints(self) -> Footer:
        return (("open", f"choose, {self.form.button.lower()}"), ("mark", "choose"), "back")

    def strip(self) -> Row | None:
        """Give what the strip says while the form is open: what the step would open, if it can be taken."""
        return previewed(self.proof, self.edit.title) if self.edit is not None else None

    def on_focus(self) -> None:
        self.renew()

    def on_blur(self) -> None:
        self.renew()

    @property
    def typing(self) -> bool:
        return self.typed is not None

    # --- moving ---

    def _inside(self, place: Place) -> Place:
        """Give the nearest place that the form has."""
        several = places(self.form, self.inner - 1)
        question = min(place.question, len(several) - 1)
        return several[question][min(place.option, len(several[question]) - 1)]

    def _stand(self, place: Place) -> None:
        self.at = self._inside(place)
        question = self.here
        asked = question is not None and question.kind in {"text", "block"}
        self.typed = Field.holding(_text(question)) if question is not None and asked else None
        self.renew()

    def _step(self, by: int) -> None:
        line = [place for several in places(self.form, self.inner - 1) for place in several]
        here = line.index(self._inside(self.at))
        self._stand(line[max(0, min(here + by, len(line) - 1))])

    def do_move_up(self) -> None:
        self._step(-1)

    def do_move_down(self) -> None:
        self._step(1)

    def do_move_first(self) -> None:
        self._stand(Place())

    def do_move_last(self) -> None:
        self._stand(Place(len(self.form.fields)))

    def do_move_left(self) -> None:
        self._turn(-1)

    def do_move_right(self) -> None:
        self._turn(1)

    def _turn(self, by: int) -> None:
        """Choose the option beside, where they stand on one line."""
        question = self.here
        if question is None or not inline(question, self.inner - 1):
            return
        open_to = [one.value for one in question.options if not one.why_not]
        if open_to:
            place = open_to.index(question.value) if question.value in open_to else -1
            self.choose(question.id, open_to[(place + by) % len(open_to)])

    # --- choosing ---

    def do_mark(self) -> None:
        """Choose or tick what the cursor is on."""
        question = self.here
        if question is None:
            raise NoMeaning("space chooses an option; enter on the button takes the step.")
        if inline(question, self.inner - 1):
            self._turn(1)
            return
        if question.options:
            self._tick(question, self.at.option)

    def _tick(self, question: Question, number: int) -> None:
        option = question.options[number]
        if option.why_not:
            raise NoMeaning(f"{option.label}: {option.why_not}")
        if question.kind == "choice":
            self.choose(question.id, option.value)
            return
        ticked = tuple(one for one in question.value if one != option.value)
        if len(ticked) == len(question.value):
            ticked = (*ticked, option.value)
        self.choose(question.id, ticked)

    def do_open(self) -> None:
        """Take the step on the button; elsewhere choose, or go on from a text."""
        question = self.here
        if question is None:
            self._finish()
        elif question.kind in {"text", "block"}:
            self._step(1)
        else:
            self.do_mark()

    def _finish(self) -> None:
        edit = self.take(self.choices)
        self.edit = None
        self.desk.preview(None)
        if self.desk.apply(edit):
            self.desk.run_command("back")
        else:
            self.answer()

    def takes(self, event: Key) -> bool:
        """Take what is typed into a text; arrows up and down, `enter` and `esc` act as everywhere."""
        question = self.here
        if self.typed is None or question is None:
            return False
        if event.key == "tab":
            return self._complete(question)
        after = self.typed.after(event.key, event.character)
        if after is None:
            return False
        self._type(question, after)
        return True

    def _complete(self, question: Question) -> bool:
        """Fill in the first that begins so; without one the key goes on to the next pane."""
        assert self.typed is not None
        start = self.typed.text.casefold()
        offers = [one.value for one in question.options if one.value.casefold().startswith(start)]
        if not offers or offers[0] == self.typed.text:
            return False
        self._type(question, Field.holding(offers[0]))
        return True

    def _type(self, question: Question, after: Field) -> None:
        changed = self.typed is None or after.text != self.typed.text
        self.typed = after
        if changed:
            self.choose(question.id, after.text)
        else:
            self.renew()

    def on_paste(self, event: Paste) -> None:
        question = self.here
        if self.typed is not None and question is not None:
            event.stop()
            self._type(question, self.typed.typed(event.text))

    # --- the mouse ---

    def on_click(self, event: Click) -> None:
        place = event.y - 2 + self.top
        if self._below and place == len(self._lines) - self._below:
            self._step(1)
            return
        line = self._lines[place] if 0 <= place < len(self._lines) and event.y >= 2 else None
        if line is None or line.place is None:
            return
        self._stand(line.place)
        question = self.here
        if question is None:
            self.desk.run_command("open")
        elif line.cells:
            left = event.x - self.margin
            option = max((number for start, number in line.cells if start <= left), default=0)
            self._tick(question, option)
        elif question.options and question.kind in {"choice", "ticks"}:
            self.desk.run_command("mark")

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        event.stop()
        self._step(1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        event.stop()
        self._step(-1)


def _text(question: Question | None) -> str:
    if question is None:
        return ""
    return question.value if isinstance(question.value, str) else ", ".join(question.value)
