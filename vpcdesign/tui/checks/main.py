"""Assertions, broken ones first, then findings: what must hold, and whether it does."""

from textual.events import Click, Key

from vpcdesign.analysis.results import Result
from vpcdesign.design.asserting import Assertion
from vpcdesign.design.document import Design
from vpcdesign.design.edit.edit import Edit
from vpcdesign.render.ink import Role, Row, Span, fit, on, row, shorten, width
from vpcdesign.render.signs import ALLOWED, BAR, BLOCKED, DANGER
from vpcdesign.render.text.counting import count
from vpcdesign.render.visible import visible
from vpcdesign.tui.checks.copying import checks_csv
from vpcdesign.tui.checks.page import page_of, question
from vpcdesign.tui.frame.desk import NoMeaning
from vpcdesign.tui.frame.field import Field
from vpcdesign.tui.frame.main import Footer, Main
from vpcdesign.tui.frame.wheel import Wheel
from vpcdesign.tui.pages.page import Page
from vpcdesign.tui.session.proof import Found, Proof

_TAIL = 44
"""Columns of from, to, ports and expect."""


class ChecksMain(Wheel, Main):
    """The assertions of the design with their verdicts, and its findings."""

    scope = "checks"
    footer: Footer = (
        ("open", "on the map"),
        "add",
        ("describe", "change"),
        "delete",
        ("next", "next broken"),
        "filter",
        "copy-table",
        "undo",
    )

    def __init__(self) -> None:
        super().__init__()
        self.cursor = 0
        self.top = 0
        self.filter: Field | None = None
        self._places: list[int] = []
        """The line of each entry, as they were drawn."""

    def opened(self) -> None:
        self.renew()

    @property
    def entries(self) -> "list[tuple[Assertion, Result | None] | Found]":
        """What one can stand on: assertions, broken ones first, then findings; what a filter leaves of them."""
        return entries(self.session.design, self.desk.proof, self.filter.text if self.filter is not None else "")

    def rows(self, width: int, height: int) -> list[Row]:
        words = self.filter.text if self.filter is not None else ""
        lines, places = listed(self.session.design, self.desk.proof, width, words)
        self._places = places
        if self.filter is not None:
            lines[1] = row(Span(" / ", "focus"), *self.filter.row())
        if not places:
            return lines
        self.cursor = max(0, min(self.cursor, len(places) - 1))
        at = places[self.cursor]
        bar = Span(BAR, "focus" if self.has_focus else "muted")
        lines[at] = on((bar, *fit(lines[at][1:] if lines[at][0].text == " " else lines[at], width - 1)), "selected")
        space = max(height, 1)
        self.top = max(min(self.top, at), at - space + 1)
        return lines[self.top :]

    def status(self, width: int) -> Row:  # noqa: ARG002
        here = self.entries[self.cursor : self.cursor + 1]
        for one in here:
            if isinstance(one, Found):
                return row(Span(f" {DANGER} {visible(one.sentence)}", "warning"))
            result = one[1]
            if result is not None:
                role: Role = "allowed" if result.holds else "blocked"
                sign = ALLOWED if result.holds else BLOCKED
                return row(
                    Span(f" {sign} {visible(result.name)}: {self.desk.surroundings.crowds.said(result.reason)}", role)
                )
        return row(Span(" "))

    def side(self, width: int) -> Page | None:
        here = self.entries[self.cursor : self.cursor + 1]
        return page_of(here[0], self.desk.surroundings.crowds, self.session.design, width) if here else None

    # --- filter ---

    @property
    def typing(self) -> bool:
        return self.filter is not None

    def takes(self, event: Key) -> bool:
        """Take letters while the list is filtered; `esc` shows everything again."""
        if self.filter is None or event.key in {"enter", "up", "down", "pageup", "pagedown"}:
            return False
        after = None if event.key == "escape" else self.filter.after(event.key, event.character)
        if after is None and event.key != "escape":
            return False
        self.filter = after
        self._to(0)
        return True

    def do_filter(self) -> None:
        self.filter = self.filter or Field()
        self._to(0)

    # --- moving ---

    def do_move_up(self) -> None:
        self._to(self.cursor - 1)

    def do_move_down(self) -> None:
        self._to(self.cursor + 1)

    def do_move_first(self) -> None:
        self._to(0)

    def do_move_last(self) -> None:
        self._to(len(self.entries) - 1)

    def _to(self, place: int) -> None:
        self.cursor = max(0, min(place, len(self.entries) - 1))
        self.desk.everybody_changed()

    def do_next_broken(self) -> None:
        for place, one in enumerate(self.entries):
            if not isinstance(one, Found) and one[1] is not None and not one[1].holds and place > self.cursor:
                self._to(place)
                return
        raise NoMeaning("no further assertion is broken.")

    def do_next(self) -> None:
        self.do_next_broken()

    def do_delete(self) -> None:
        here = self.entries[self.cursor : self.cursor + 1]
        if not here or isinstance(here[0], Found):
            raise NoMeaning("x deletes an assertion; a finding goes with its cause.")
        gone = here[0][0]
        left = tuple(one for one in self.session.design.assertions if one is not gone)
        self.desk.apply(
            Edit(f"assertion {gone.name} removed", self.session.design.model_copy(update={"assertions": left}))
        )

    def do_open(self) -> None:
        """Trace a packet of the assertion on the map, the one that breaks it where there is one; go to a finding."""
        here = self.entries[self.cursor : self.cursor + 1]
        if not here:
            raise NoMeaning("enter opens an assertion or a finding; there is none.")
        if isinstance(here[0], Found):
            self.desk.open_element(here[0].element)
            return
        claim, result = here[0]
        if result is not None and result.failed:
            self.desk.let_fail(result.failed)
        self.desk.ask(question(claim, result, self.session.design))
        self.desk.run_command("tab.map")
        self.desk.run_command("again")

    def do_add(self) -> None:
        self.desk.run_command("add-assertion")

    def do_describe(self) -> None:
        """Change the assertion under the cursor, by its form."""
        here = self.entries[self.cursor : self.cursor + 1]
        if not here or isinstance(here[0], Found):
            raise NoMeaning("e changes an assertion; select one.")
        self.desk.guide("change.assertion", f"assertion:{here[0][0].name}")

    def do_change_assertion(self) -> None:
        self.do_describe()

    def do_copy_table(self) -> None:
        """Copy assertions with their verdicts."""
        self.desk.copy_table(checks_csv([one for one in self.entries if not isinstance(one, Found)]))

    def do_pin(self) -> None:
        raise NoMeaning("p pins a trace or a cell of the matrix; here everything is pinned.")

    def do_run_checks(self) -> None:
        self.desk.prove_again()

    # --- the mouse ---

    def on_click(self, event: Click) -> None:
        line = event.y + self.top
        if line in self._places:
            self._to(self._places.index(line))
            if event.chain > 1:
                self.desk.run_command("open")


def entries(design: Design, proof: Proof, words: str = "") -> "list[tuple[Assertion, Result | None] | Found]":
    """Give assertions with their results, broken ones first, then findings; of all those that have some words."""
    results = proof.results if proof.of(design) and len(proof.results) == len(design.assertions) else ()
    pairs: list[tuple[Assertion, Result | None]]
    pairs = [(one, results[place] if results else None) for place, one in enumerate(design.assertions)]
    pairs.sort(key=lambda pair: pair[1] is None or pair[1].holds)
    wanted = words.casefold().split()
    every: list[tuple[Assertion, Result | None] | Found] = [*pairs, *proof.findings]
    return [one for one in every if all(word in _said(one) for word in wanted)]


def _said(one: tuple[Assertion, Result | None] | Found) -> str:
    """Give what an entry says, to be filtered."""
    if isinstance(one, Found):
        return one.sentence.casefold()
    claim = one[0]
    return f"{claim.name} {claim.from_} {claim.to} {claim.ports} {claim.expect}".casefold()


def listed(design: Design, proof: Proof, cells: int, words: str = "") -> tuple[list[Row], list[int]]:
    """Give the list as rows, and the row of each entry."""
    several = entries(design, proof, words)
    asserted = [one for one in several if not isinstance(one, Found)]
    broken = proof.broken if proof.of(design) else 0
    known = f"proved in {proof.milliseconds:.0f} ms" if proof.of(design) else "proving"
    asked, found = count(len(asserted), "assertion"), count(len(several) - len(asserted), "finding")
    counts = f" {asked}  {broken} broken     {found}     {known}"
    lines: list[Row] = [row(Span(counts, "muted")), ()]
    places: list[int] = []
    if words and not several:
        return [*lines, row(Span(f' Nothing matches "{visible(words)}".', "muted"))], []
    if not several:
        return [*lines, row(Span(" No assertion yet. p on a trace pins it; a writes one.", "muted"))], []
    first = max(cells - 2 - _TAIL, 12)
    lines.append(row(Span("   " + _columns("assertion", ("from", "to", "ports", "expect"), first), "muted")))
    for one in asserted:
        places.append(len(lines))
        lines.append(_assertion(*one, first))
    findings = [one for one in several if isinstance(one, Found)]
    if findings:
        lines += [(), row(Span(" Findings", bold=True))]
        for each in findings:
            places.append(len(lines))
            lines.append(row(Span(f" {DANGER} ", "warning"), Span(visible(each.sentence))))
    return lines, places


def _assertion(one: Assertion, result: Result | None, first: int) -> Row:
    sign, role = (" ", "muted") if result is None else (ALLOWED, "allowed") if result.holds else (BLOCKED, "blocked")
    words = (one.from_, one.to, one.ports, one.expect)
    return row(Span(" "), Span(sign, role), Span(" " + _columns(one.name, words, first)))  # type: ignore[arg-type]


def _columns(name: str, words: tuple[str, str, str, str], first: int) -> str:
    sizes = (15, 9, 8, 7)
    cut = " ".join(_padded(visible(word), size) for word, size in zip(words, sizes, strict=True))
    return f"{_padded(visible(name), first - 1)} {cut}"


def _padded(text: str, size: int) -> str:
    text = shorten(text, size)
    return text + " " * (size - width(row(text)))
