"""Walking through a trace where its list of steps has no room beside the map: status line and keys take its place."""

from vpcdesign.render.ink import Row
from vpcdesign.render.visible import visible
from vpcdesign.tui.asking.page import element_of, hops_of, sentence, step_sentence
from vpcdesign.tui.frame.desk import Desk, NoMeaning
from vpcdesign.tui.frame.main import Footer
from vpcdesign.tui.pages.inspector.selected import INTERNET
from vpcdesign.tui.session.asking import Answered, stopped_at

WALK: Footer = ("next", "previous")
ACTS: Footer = ("swap", "pin", "trace", "copy-command", "back")
"""The keys of a trace; without its list beside the map there is one more, to see it."""


def status_of(desk: Desk, cells: int, *, alone: bool) -> Row | None:
    """Say the answer, or the step that one has walked to; None where no question stands."""
    answer = desk.asking.current(desk.session.design)
    if answer is None:
        return None
    return step_sentence(answer, desk.asking.step) if alone and _walks(desk, answer) else sentence(answer, cells)


def _walks(desk: Desk, answer: Answered) -> bool:
    """Tell whether one walks through an answer; one that an edit made to have no step is not walked through."""
    return desk.asking.walked and bool(hops_of(answer))


def _points(desk: Desk, answer: Answered) -> bool:
    """Tell whether the cursor is on a step that somebody means: one walked there, or the packet was stopped there."""
    return bool(hops_of(answer)) and (desk.asking.walked or stopped_at(answer) is not None)


def decided(desk: Desk) -> str:
    """Give what decided at the step under the cursor: where one walked to, or what stops the packet; else nothing."""
    answer = desk.asking.current(desk.session.design)
    if answer is None or not _points(desk, answer):
        return ""
    return element_of(answer, desk.asking.step)


def open_rule(desk: Desk, target: str) -> None:
    """Open what decided at a step, where the design holds it."""
    name, index = target.partition("#")[0], desk.surroundings.index
    if name not in index and name.partition("/")[0] not in index and name != INTERNET:
        raise NoMeaning(f"{visible(name)} is AWS's own; nothing of it can be edited.")
    desk.open_element(target)


def hints_of(desk: Desk, *, alone: bool) -> Footer:
    """Give the keys of a standing question; none where there is none."""
    answer = desk.asking.current(desk.session.design)
    if answer is None or answer.trace is None:
        return ()
    first: Footer = (("open", "the rule"),) if _points(desk, answer) else ()
    return (*first, *WALK, *((("inspector", "steps"),) if alone else ()), *ACTS)
