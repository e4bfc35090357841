"""Looking into designs without opening them: their journals and files are read, nothing is locked or written.

It runs beside the screen. Whatever cannot be read is a sentence of the preview; the list stands whatever happens here.
"""

from pathlib import Path
from typing import NamedTuple

from vpcdesign.analysis.results import Result
from vpcdesign.api.storage import load
from vpcdesign.design.document import Design
from vpcdesign.errors import VpcdesignError
from vpcdesign.tui.home.listing import State
from vpcdesign.tui.journal.entries import JournalError, Told, read
from vpcdesign.tui.journal.journal import place_of

TITLES = 3
"""So many of the last steps are shown."""


class Seen(NamedTuple):
    """What a file holds: its design or why there is none, its assertions judged, its last steps, newest first."""

    design: Design | None = None
    problem: str = ""
    results: tuple[Result, ...] = ()
    steps: tuple[tuple[int, str], ...] = ()


def state(path: str) -> State:
    """Find out whether a file is there, and what its journal has beyond it."""
    told = journal(path)
    return State(not Path(path).is_file(), told.history.unsaved if told is not None else 0)


def journal(path: str) -> Told | None:
    """Read the journal of a file, if it has one that tells anything."""
    try:
        return read(place_of(Path(path)).read_bytes())
    except (OSError, JournalError, RecursionError):
        return None


def look(path: str) -> Seen:
    """Read a design and its history, and judge its assertions."""
    told = journal(path)
    steps = last_steps(told)
    if not Path(path).is_file():
        if told is None or not told.history.unsaved:
            return Seen(problem="The file is gone. x forgets it here.", steps=steps)
        design = told.history.design
    else:
        try:
            design = load(path)
        except VpcdesignError as error:
            return Seen(problem=f"No design can be read: {error.problems[0].message}.", steps=steps)
    from vpcdesign.tui.proving.work import judged

    return Seen(design, results=judged(design, lambda _done, _of: None)[0], steps=steps)


def last_steps(told: Told | None) -> tuple[tuple[int, str], ...]:
    """Give the last steps that led to where the file was left, newest first."""
    if told is None:
        return ()
    history = told.history
    places = range(history.place, max(history.place - TITLES, 0), -1)
    return tuple((place, history.steps[place].title) for place in places)
