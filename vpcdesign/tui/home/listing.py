"""What home lists: the designs that were worked on, each with its state, and the ways to begin. Pure values and rows.

A design whose file is gone stays listed until it is forgotten: its journal may still hold the work.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from vpcdesign.render.ink import Row, Span, fit, on, row, shorten
from vpcdesign.render.signs import BAR, UNSAVED
from vpcdesign.render.visible import visible
from vpcdesign.tui.home import moments
from vpcdesign.tui.recent import Recent

BEGIN = 5
"""The ways to begin."""


class State(NamedTuple):
    """What was found out about a file: whether it is there, and how many steps its journal has beyond it."""

    gone: bool = False
    unsaved: int = 0


class Entry(NamedTuple):
    """A line of home. `act` is the command that `enter` runs on it, with `path` where it is a design."""

    name: str
    words: str
    act: str
    path: str = ""
    when: str = ""

    @property
    def recent(self) -> bool:
        return bool(self.path)


def starts(layouts: int) -> tuple[Entry, ...]:
    """Give the ways to begin."""
    return (
        Entry("New design", "guided: region, block, zones, tiers, gateways", "new"),
        Entry("Open a file", "a design, or a folder of them", "file.open"),
        Entry("Import", "documents of aws ec2 describe-*", "import"),
        Entry("Layouts", f"{layouts} ready-made designs, each with a note that teaches", "layouts"),
        Entry("Tour", "six steps on a sample, about four minutes", "help.tour"),
    )


def listed(recents: Sequence[Recent], now: datetime, home: Path) -> tuple[Entry, ...]:
    """Give the designs as home lists them."""
    return tuple(
        Entry(one.name, shown_path(one.path, home), "file.open", one.path, moments.day(moments.read(one.when), now))
        for one in recents
    )


def shown_path(path: str, home: Path) -> str:
    """Write a path as a shell would: what lies at home begins with `~`."""
    own = f"{home}/"
    return f"~/{path.removeprefix(own)}" if path.startswith(own) and home != Path("/") else path


def matching(entries: Sequence[Entry], words: str) -> tuple[Entry, ...]:
    """Keep the entries that hold every word."""
    wanted = words.casefold().split()
    return tuple(e for e in entries if all(word in f"{e.name} {e.words}".casefold() for word in wanted))


def nothing(entries: Sequence[Entry], words: str) -> str:
    """Say that nothing matches, and what is nearest."""
    near = get_close_matches(words.casefold(), [entry.name.casefold() for entry in entries], 1, 0.3)
    return f'Nothing matches "{visible(words)}"' + (f"; nearest: {visible(near[0])}." if near else ".")


class Columns(NamedTuple):
    """Where the parts of a line begin."""

    name: int
    path: int
    when: int
    state: int
    width: int


def columns(width: int) -> Columns:
    """Place the columns of the designs: state and time keep their room, name and path share the rest."""
    name = 11 if width < 84 else 20
    state = 19 if width >= 68 else 13
    path = max(width - 3 - name - 15 - state, 4)
    return Columns(3, 3 + name, 3 + name + path, 3 + name + path + 15, width)


def line(entry: Entry, state: State, width: int, *, chosen: bool = False, letter: str = "") -> Row:
    """Draw an entry, with the bar and the ground of the cursor, or the letter that jumps to it."""
    bar = Span(BAR, "focus") if chosen else Span(letter or " ", "focus", bold=True)
    parts = _design(entry, state, width) if entry.recent else _start(entry)
    drawn = fit(row(bar, *parts), width)
    return on(drawn, "selected") if chosen else drawn


def _design(entry: Entry, state: State, width: int) -> Row:
    places = columns(width)
    name = shorten(visible(entry.name), places.path - places.name - 1)
    path = shorten(visible(entry.words), places.when - places.path - 1)
    return row(
        Span("  "),
        *fit((Span(name, "muted" if state.gone else "text", bold=not state.gone),), places.path - places.name),
        *fit((Span(path, "muted"),), places.when - places.path),
        *fit((Span(entry.when, "muted"),), places.state - places.when),
        _state(state, short=places.width < 68),
    )


def _state(state: State, *, short: bool) -> Span:
    if state.unsaved:
        steps = "" if short else " step" if state.unsaved == 1 else " steps"
        return Span(f"{UNSAVED} {state.unsaved}{steps} unsaved", "changed")
    return Span("  file is gone" if not short else "  gone", "muted") if state.gone else Span("")


def _start(entry: Entry) -> Row:
    return row(Span("  "), Span(f"{entry.name:<13}", bold=True), Span(entry.words, "muted"))


class View(NamedTuple):
    """The list as it is drawn: its rows, and the place of the entry in each, -1 for none."""

    rows: list[Row]
    places: list[int]


def view(
    entries: Sequence[Entry],
    states: Mapping[str, State],
    cursor: int,
    size: tuple[int, int],
    *,
    letters: Mapping[int, str] | None = None,
) -> View:
    """Draw the list: designs scroll, the ways to begin stay in view."""
    width, height = size
    recents = [place for place, entry in enumerate(entries) if entry.recent]
    begins = [place for place, entry in enumerate(entries) if not entry.recent]
    room = max(height - 2 - len(begins), 1)
    top = max(0, min(cursor - room // 2, len(recents) - room)) if cursor in recents else 0
    window = recents[top : top + room]
    below = len(recents) - top - len(window)
    head = row(Span("  Recent", "muted"), Span(f"   ▼ {below} more" if below else "", "muted"))
    found = View([fit(head, width)], [-1])

    def put(place: int) -> None:
        entry = entries[place]
        state = states.get(entry.path, State())
        drawn = line(entry, state, width, chosen=place == cursor, letter=(letters or {}).get(place, ""))
        found.rows.append(drawn)
        found.places.append(place)

    for place in window:
        put(place)
    if not recents:
        found.rows.append(fit(row(Span("   what you open is listed here", "muted")), width))
        found.places.append(-1)
    found.rows.append(fit(row(Span("  Start", "muted")), width))
    found.places.append(-1)
    for place in begins:
        put(place)
    return found
