"""A new design begun: its session has it as one step, and its journal has that step before anything is shown."""

from pathlib import Path

from vpcdesign.tui.journal.opening import clock, new_design
from vpcdesign.tui.session.history import Step
from vpcdesign.tui.session.session import Session
from vpcdesign.tui.start.wish import Judged, edit


def created(judged: Judged, folder: Path) -> Session:
    """Begin the design of a wish that is right; its file is written when it is saved."""
    made = edit(judged)
    session = new_design(made.design, folder / f"{made.design.name}.json", made.title)
    if session.history.place == 0:  # another designer keeps a journal of that name: shown all the same
        session.history = session.history.done(Step(made.title, made.design, clock()))
    session.selection = made.select
    return session
