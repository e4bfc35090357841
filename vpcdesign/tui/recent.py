"""The designs that were worked on last, and the place in each: what home lists, and where a design opens again.

The list is a courtesy: when it cannot be read it is empty, when it cannot be written nothing else fails. It is replaced
in one step, so that two designers that end at once leave a whole list of one of them.
"""

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from vpcdesign.api.storage import read_bytes, save
from vpcdesign.errors import StorageError
from vpcdesign.tui.journal.journal import state_folder

MOST = 50
"""So many designs are remembered."""


@dataclass(frozen=True, slots=True)
class Recent:
    """A design that was worked on: when last (ISO 8601, local), and where in it."""

    path: str
    when: str = ""
    tab: str = ""
    selection: str = ""
    zoom: str = ""

    @property
    def name(self) -> str:
        """What home calls it: its file's name without the ending."""
        return Path(self.path).stem


def recent_file() -> Path:
    """Give the place of the list."""
    return state_folder() / "recent.json"


def recents() -> list[Recent]:
    """List the designs, the last one first."""
    try:
        found = json.loads(read_bytes(recent_file()))
    except (StorageError, ValueError, RecursionError):
        return []
    entries = found.get("designs") if isinstance(found, dict) else None
    return [one for one in map(_entry, entries) if one is not None] if isinstance(entries, list) else []


def _entry(entry: object) -> Recent | None:
    names = {field.name for field in fields(Recent)}
    if not isinstance(entry, dict) or not entry.get("path"):
        return None
    known: dict[str, Any] = {key: value for key, value in entry.items() if key in names and isinstance(value, str)}
    return Recent(**known) if "path" in known else None


def remember(place: Recent) -> bool:
    """Put a design at the head of the list; False when that could not be written."""
    place = replace(place, path=str(Path(place.path).absolute()))
    return _write([place, *(one for one in recents() if one.path != place.path)])


def forget(path: str) -> bool:
    """Take a design off the list; its file stays."""
    return _write([one for one in recents() if one.path != path])


def place_in(path: Path) -> Recent | None:
    """Give where one was in a design."""
    wanted = str(path.absolute())
    return next((one for one in recents() if one.path == wanted), None)


def _write(designs: list[Recent]) -> bool:
    text = json.dumps({"designs": [asdict(one) for one in designs[:MOST]]}, indent=1)
    try:
        recent_file().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        save(recent_file(), text + "\n")
    except (OSError, StorageError, UnicodeEncodeError):
        return False
    return True
