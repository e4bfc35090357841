"""What the workbench can do with questions and failures: a part of its screen, where the commands of asking live."""

from collections.abc import Sequence
from shlex import join

from vpcdesign.design.asserting import Assertion
from vpcdesign.design.edit.edit import Edit
from vpcdesign.render.ink import row
from vpcdesign.render.visible import visible
from vpcdesign.tui.asking.calling import Calling
from vpcdesign.tui.asking.page import hops_of
from vpcdesign.tui.asking.pane import TracePane
from vpcdesign.tui.asking.selector import selector_of
from vpcdesign.tui.asking.typed import TypedPane
from vpcdesign.tui.frame.bench import Bench
from vpcdesign.tui.frame.desk import Desk, NoMeaning, desk_of
from vpcdesign.tui.frame.pane import PagePane
from vpcdesign.tui.pages.page import Line, Page, title
from vpcdesign.tui.session.asking import Asked


class AskingActs(Bench):
    """The commands of asking; its screen is a workbench, which has the stack of panes."""

    @property
    def _desk(self) -> Desk:
        return desk_of(self)

    def _called(self) -> str:
        """Give the selector of what is selected, or nothing."""
        desk = self._desk
        return selector_of(desk.surroundings.index, Calling(desk.session.design), desk.session.selection)

    def _selected(self) -> str:
        found = self._called()
        if not found:
            raise NoMeaning("this neither sends nor receives; select a host, a subnet or a place outside.")
        return found

    def _put(self, asked: Asked) -> None:
        self._desk.ask(asked)

    def have_trace(self) -> None:
        if not self.has_pane("trace"):
            self.push(TracePane(), focus=False)

    def do_source(self) -> None:
        asked = self._desk.asking.question or Asked()
        self._put(Asked(self._selected(), asked.destination, asked.service))

    def do_destination(self) -> None:
        asked = self._desk.asking.question or Asked()
        self._put(Asked(asked.source, self._selected(), asked.service))

    def do_swap(self) -> None:
        asked = self._desk.asking.question
        if asked is None:
            raise NoMeaning("S swaps source and destination; ask a question first.")
        self._put(asked.swapped)

    def do_trace(self) -> None:
        """Type a question; what is selected is its source where nothing else was asked."""
        asked = self._desk.asking.question
        if asked is None:
            asked = Asked(self._called())
        self.push(TypedPane(asked))

    def do_again(self) -> None:
        asking = self._desk.asking
        if asking.question is None and not asking.earlier:
            raise NoMeaning(". asks again; ask a question first.")
        self._put(asking.question or asking.earlier[-1])

    def do_questions(self) -> None:
        """Show earlier questions, the latest first; enter asks one again."""
        earlier = self._desk.asking.earlier
        if not earlier:
            raise NoMeaning("no question was asked yet; t asks one.")
        lines = [
            Line(row(f"{visible(one.source)} → {visible(one.destination)} {visible(one.service)}"), f"earlier {place}")
            for place, one in reversed(list(enumerate(earlier)))
        ]
        self.push(EarlierPane(lambda width: Page(title("Earlier questions", "", width), tuple(lines)), "earlier"))

    def step_trace(self, by: int) -> None:
        """Go to another step of the standing question."""
        desk = self._desk
        found = desk.asking.current(desk.session.design)
        hops = len(hops_of(found)) if found is not None else 0
        if not hops:
            raise NoMeaning("n goes to the next step, hit or change; there is none here.")
        desk.asking.walked = True
        desk.asking.step = max(0, min(desk.asking.step + by, hops - 1))
        for pane in self.screen.query(TracePane):  # where enter then opens the rule that decided
            if pane.display:
                self.screen.set_focus(pane)
        desk.everybody_changed()

    def do_pin(self) -> None:
        """Make an assertion of what the question is answered now."""
        desk = self._desk
        design = desk.session.design
        found = desk.asking.current(design)
        if found is None or found.trace is None or found.trace.verdict not in {"allowed", "blocked"}:
            raise NoMeaning("p pins an answer that is allowed or blocked; ask a question first.")
        asked = found.asked
        name = f"{asked.source} to {asked.destination} {asked.service} is {found.trace.verdict}{down(found.failed)}"
        if any(one.name == name for one in design.assertions):
            raise NoMeaning("this is pinned already.")
        claim = Assertion(
            name=name,
            from_=asked.source,
            to=asked.destination,
            ports=asked.service,
            expect="allowed" if found.trace.verdict == "allowed" else "blocked",
            when={"fail": ", ".join(found.failed)} if found.failed else None,
        )
        desk.apply(Edit(f"Pin: {name}", design.model_copy(update={"assertions": (*design.assertions, claim)})))

    def do_copy_command(self) -> None:
        """Copy the command line that asks the same, or that did the last step."""
        desk = self._desk
        session, asked = desk.session, desk.asking.question
        file, failed = session.path.name if session.path else "design.json", desk.asking.failed
        if asked is not None and asked.whole and failed:
            raise NoMeaning("no command line traces what is left; p pins this, and `vpcdesign check` then asks it.")
        if failed:
            desk.copy(join(["vpcdesign", "fail", file, "--fail", ", ".join(failed)]), "the command line")
        elif asked is not None and asked.whole:
            desk.copy(asked.command(file), "the command line")
        elif session.history.current.command:
            desk.copy(session.command_of(session.history.current), "the command line")
        else:
            raise NoMeaning("y copies a command line; here is none that does the same.")


def down(failed: Sequence[str]) -> str:
    """Say under what an answer was given; nothing where all of the design stands."""
    return f" with {', '.join(failed)} down" if failed else ""


class EarlierPane(PagePane):
    """Earlier questions."""

    def run_line(self, line: Line) -> None:
        self.desk.ask(self.desk.asking.earlier[int(line.act.partition(" ")[2])])
