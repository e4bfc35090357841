"""The consequences in full, above the strip: what the step opened, closed and narrowed, each with its packet."""

from shlex import join

from vpcdesign.render.ink import Row, Span, fit, on, row, width
from vpcdesign.render.visible import visible
from vpcdesign.tui.frame.desk import NoMeaning
from vpcdesign.tui.frame.main import Footer
from vpcdesign.tui.frame.pane import PagePane
from vpcdesign.tui.pages.page import Line, Page
from vpcdesign.tui.proving.choosing import AgainstPane
from vpcdesign.tui.proving.words import ordered, told
from vpcdesign.tui.session.packets import question_of

LEAST = 6


class ConsequencesPanel(PagePane):
    """What the last step did, or what differs from what is chosen; it follows undo and redo."""

    DEFAULT_CSS = "ConsequencesPanel { width: 1fr; height: 6; }"
    footer: Footer = (
        ("open", "trace the packet"),
        "next",
        "previous",
        "undo",
        ("view-by", "compare with"),
        ("back", "close"),
    )

    def __init__(self) -> None:
        super().__init__(self._told, "consequences")

    def _told(self, cells: int) -> Page:
        session, against = self.desk.session, self.desk.against
        place, step = session.history.place, session.history.current
        last = against.kind == "before"
        crowds = self.desk.surroundings.crowds
        name = f"Step {place} {crowds.said(step.title)}" if last else f"{against.words(session)} → step {place}"
        proof = self.desk.compared()
        if proof is None:
            return Page(self.desk.waiting() or row(Span(f" {visible(name)}", bold=True), Span("   proving", "muted")))
        if against.other(session) is None:
            key = self.desk.keymap.hint("view-by")
            nothing = f" Nothing came before; {key} compares with something else."
            return Page(_head(name, "", cells), (Line(row(Span(nothing, "muted"))),))
        time = f" proved in {proof.milliseconds:.0f} ms "
        since = "before this step" if last else f"in {against.words(session)}"
        return Page(_head(name, time, cells), tuple(told(proof, crowds, since)))

    def rows(self, width: int, height: int) -> list[Row]:
        if width != self._width:
            self._width, self._page = width, None
        page = self.page
        space = max(height - 1, 1)
        self._follow(space, len(page.lines))
        shown = enumerate(page.lines[self.top : self.top + space], self.top)
        lines = [self._line(place, line) for place, line in shown]
        return [on(fit(line, width), "panel") for line in (page.title, *lines)]

    def blank(self) -> Row:
        return (Span("", ground="panel"),)

    def changed(self) -> None:
        super().changed()
        third = max((self.screen.size.height - 4) // 3, LEAST)
        self.styles.height = max(min(len(self.page.lines) + 1, third), LEAST)

    def run_line(self, line: Line) -> None:
        if not line.act.startswith("difference "):
            super().run_line(line)
            return
        proof = self.desk.compared()
        if proof is None:
            raise NoMeaning("this is being proved; wait for it.")
        one = ordered(proof)[int(line.act.partition(" ")[2])]
        if not one.packet:
            raise NoMeaning("no packet of this change is walked; ask who is meant on the map.")
        asked = question_of(one, self.desk.session.design)
        if asked is None:
            raise NoMeaning("who is gone sends no packet; there is none to trace now.")
        self.desk.ask(asked)
        self.desk.run_command("tab.map")
        self.desk.run_command("again")

    def do_next(self) -> None:
        self._step(1)

    def do_previous(self) -> None:
        self._step(-1)

    def do_view_by(self) -> None:
        """Choose what to compare with."""
        self.desk.show(AgainstPane())

    def do_copy_command(self) -> None:
        """Copy the command line that compares the same two files; of steps there is none that does."""
        session, against = self.desk.session, self.desk.against
        if against.kind != "file":
            raise NoMeaning  # it may be that of the last step
        if session.history.unsaved or session.path is None:
            raise NoMeaning("`vpcdesign diff` compares files; save this one first.")
        self.desk.copy(join(["vpcdesign", "diff", against.path, session.path.name]), "the command line")

    def do_back(self) -> None:
        """Stop what takes long, which may be this comparison; else close."""
        if not self.desk.stop_proving():
            self.desk.run_command("consequences")


def _head(name: str, time: str, cells: int) -> Row:
    """Give the title in its line; how long it took gives way to what was done."""
    head = row(Span(f" {visible(name)} ", bold=True))
    time = "" if width(head) + len(time) + 4 > cells else time
    dashes = "─" * max(cells - 2 - width(head) - len(time) - 2, 0)
    ends = Span("──", "border")
    return row(ends, *head, Span(dashes, "border"), Span(time, "muted"), ends)
