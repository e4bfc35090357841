"""The six steps of the tour as data: what is said, and when it is done.

A step is done by what is there, never by which key was pressed: whoever does the same with the mouse goes on as well.
Keys are written as the ids of their commands in braces, and shown as they are bound now.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

LAYOUT = "three-tier"
"""The design that the tour is walked through on: the shop."""


class Moment(NamedTuple):
    """What the tour looks at: values, as the session has them now."""

    selection: str = ""
    source: str = ""
    destination: str = ""
    verdict: str = ""
    blocked_on: str = ""
    hop: int = 0
    subnets: int = 0
    assertions: int = 0
    failed: int = 0
    saved: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody is: the step that waits, what was seen since it began, and how it was at the beginning."""

    begun: Moment
    step: int = 0
    seen: frozenset[str] = frozenset()

    @property
    def done(self) -> bool:
        """Whether all steps were taken."""
        return self.step >= len(STEPS)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its word, what to do, and what of it there is at a moment; all of `wants` together end it."""

    word: str
    says: str
    wants: tuple[str, ...]
    sees: Callable[[Moment, Progress], frozenset[str]]


def _look(now: Moment, _: Progress) -> frozenset[str]:
    return _set(found=now.selection == "app-b")


def _ask(now: Moment, _: Progress) -> frozenset[str]:
    asked = now.verdict == "allowed" and (now.source, now.destination) == ("app-2", "db-1")
    return _set(allowed=asked, walked=asked and now.hop > 0)


def _break(now: Moment, _: Progress) -> frozenset[str]:
    return _set(broken=now.verdict == "blocked" and now.blocked_on == "return")


def _mend(now: Moment, _: Progress) -> frozenset[str]:
    return _set(mended=now.verdict == "allowed")


def _carve(now: Moment, progress: Progress) -> frozenset[str]:
    return _set(carved=now.subnets > progress.begun.subnets)


def _keep(now: Moment, progress: Progress) -> frozenset[str]:
    return _set(
        pinned=now.assertions > progress.begun.assertions,
        failed=now.failed > 0,
        restored="failed" in progress.seen and now.failed == 0,
        saved=now.saved and now.assertions > progress.begun.assertions,
    )


def _set(**seen: bool) -> frozenset[str]:
    return frozenset(word for word, is_seen in seen.items() if is_seen)


STEPS: tuple[Step, ...] = (
    Step(
        "Look",
        "Each column is a zone, each row a tier. Go to app-b with the arrow keys.",
        ("found",),
        _look,
    ),
    Step(
        "Ask",
        "{open} goes in; {source} on app-2, {destination} on db-1, {trace} and postgres for the service; {next} walks.",
        ("allowed", "walked"),
        _ask,
    ),
    Step(
        "Break",
        "{next} to acl-db outbound on the way back, {open}, {delete} on rule 100. Read the strip below.",
        ("broken",),
        _break,
    ),
    Step(
        "Mend",
        "{undo} undoes; everything can be undone, also tomorrow.",
        ("mended",),
        _mend,
    ),
    Step(
        "Carve",
        "{tab.plan} is the plan; {next-free} finds the next free block, {add} makes it a subnet; see what remains.",
        ("carved",),
        _carve,
    ),
    Step(
        "Keep",
        "{tab.map}, {pin} pins the question as an assertion; {fail} on eu-west-1a shows what would be lost, {fail} "
        "again restores; {save} saves.",
        ("pinned", "failed", "restored", "saved"),
        _keep,
    ),
)
END = "That was all: six steps. esc ends the tour; the design is a copy, and yours to play with."


def advanced(progress: Progress, now: Moment) -> Progress:
    """Look at a moment; a step that is done gives way to the next, which begins with nothing seen."""
    if progress.done:
        return progress
    step = STEPS[progress.step]
    seen = progress.seen | step.sees(now, progress)
    if not set(step.wants) <= seen:
        return replace(progress, seen=seen)
    return advanced(replace(progress, step=progress.step + 1, seen=frozenset()), now)


def words(progress: Progress, hint: Callable[[str], str]) -> list[tuple[str, bool]]:
    """Give what to do now, in pieces: a text, and whether it is a key."""
    text = END if progress.done else STEPS[progress.step].says
    pieces: list[tuple[str, bool]] = []
    while text:
        before, brace, rest = text.partition("{")
        if before:
            pieces.append((before, False))
        if brace:
            command, _, rest = rest.partition("}")
            pieces.append((hint(command) or ":", True))
        text = rest
    return pieces
