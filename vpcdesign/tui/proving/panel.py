"""The consequences in full, above the strip: what the step opened, closed and narrowed, each with its packet."""

from vpcdesign.algebra import services
from vpcdesign.render.ink import Row, Span, fit, on, row, width
from vpcdesign.render.visible import visible
from vpcdesign.tui.frame.main import Footer
from vpcdesign.tui.frame.pane import PagePane
from vpcdesign.tui.pages.page import Line, Page
from vpcdesign.tui.proving.words import ordered, told
from vpcdesign.tui.session.asking import Asked

LEAST = 6


class ConsequencesPanel(PagePane):
    """What the last step did; it follows undo and redo."""

    DEFAULT_CSS = "ConsequencesPanel { width: 1fr; height: 6; }"
    footer: Footer = (("open", "trace the packet"), "next", "previous", "undo", ("back", "close"))

    def __init__(self) -> None:
        super().__init__(self._told, "consequences")

    def _told(self, cells: int) -> Page:
        session, proof = self.desk.session, self.desk.proof
        history = session.history
        step = f"Step {history.place} {history.current.title}"
        if not proof.of(session.design):
            return Page(row(Span(step, bold=True), Span("  proving", "muted")))
        time = f" proved in {proof.milliseconds:.0f} ms "
        head = row(Span(f" {visible(step)} ", bold=True))
        if width(head) + len(time) + 4 > cells:
            time = ""  # how long it took gives way to what was done
        dashes = "─" * max(cells - 2 - width(head) - len(time) - 2, 0)
        ends = Span("──", "border")
        title = row(ends, *head, Span(dashes, "border"), Span(time, "muted"), ends)
        return Page(title, tuple(told(proof)))

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
        one = ordered(self.desk.proof)[int(line.act.partition(" ")[2])]
        service = services.write(one.services, 1).partition(",")[0]
        self.desk.ask(Asked(one.sources[0], one.destinations[0], service))
        self.desk.run_command("tab.map")
        self.desk.run_command("again")

    def do_next(self) -> None:
        self._step(1)

    def do_previous(self) -> None:
        self._step(-1)

    def do_back(self) -> None:
        self.desk.run_command("consequences")
