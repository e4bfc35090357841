"""The four fixed lines of the workbench as widgets: header, strip, status, footer."""

from typing import cast

from textual.events import Click

from vpcdesign.render.ink import Ground, Row, Span, row
from vpcdesign.tui.bench import lines
from vpcdesign.tui.bench.lines import Heading
from vpcdesign.tui.frame.bench import Bench
from vpcdesign.tui.frame.desk import desk_of
from vpcdesign.tui.frame.rows import Rows
from vpcdesign.tui.proving.words import strip_of


class _Line(Rows):
    """One of the fixed lines."""

    DEFAULT_CSS = "_Line { height: 1; width: 1fr; }"

    @property
    def bench(self) -> Bench:
        return cast(Bench, self.screen)


class Header(_Line):
    """Name, tabs, assertions, findings."""

    def rows(self, width: int, height: int) -> list[Row]:  # noqa: ARG002 - one line
        desk, bench = desk_of(self), self.bench
        session, proof = desk.session, desk.proof
        said = Heading(
            session.name,
            bench.tab,
            unsaved=session.history.unsaved > 0,
            read_only=bool(session.read_only),
            held=len(proof.results) - proof.broken,
            asserted=len(proof.results),
            findings=len(proof.findings),
            known=proof.of(session.design) and proof.failed == desk.asking.failed,
            down=bool(desk.asking.failed),
        )
        line, self.places = lines.header(said, width)
        return [line]

    def on_click(self, event: Click) -> None:
        for start, end, tab in self.places:
            if start <= event.x < end:
                self.bench.go(tab)


class Strip(_Line):
    """What the last edit did."""

    GROUND: Ground = "raised"

    def rows(self, width: int, height: int) -> list[Row]:  # noqa: ARG002 - one line
        desk = desk_of(self)
        key = desk.keymap.hint("consequences")
        side, main = self.bench.side, self.bench.main if self.bench.mains else None
        own = (side.strip() if side is not None and side.display else None) or (main.strip() if main else None)
        said = own or desk.waiting()
        if said is None:
            done = strip_of(desk.session, desk.proof, desk.surroundings.crowds)
            said = lines.effect_first(done, width - len(f" {key} more "))
        return [lines.strip(said, f"{key} more", width)]

    def on_click(self) -> None:
        desk_of(self).run_command("consequences")


class Status(_Line):
    """Where the selection is, or what was just said."""

    def rows(self, width: int, height: int) -> list[Row]:  # noqa: ARG002 - one line
        bench = self.bench
        if bench.said is not None:
            return [lines.status(bench.said, "", width)]
        more = f"{desk_of(self).keymap.hint('inspector')} more" if bench.has_class("-single") else ""
        said = bench.main.status(width) if bench.mains else row(Span(""))
        return [lines.status(said, more, width)]
