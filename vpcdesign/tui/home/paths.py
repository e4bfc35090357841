"""Completing a path while it is typed: what lies in the folder, folders first, hidden files only when asked for."""

import os
from collections.abc import Callable
from itertools import islice, takewhile
from pathlib import Path
from typing import NamedTuple

MOST_READ = 5000
"""Entries of a folder that are looked at: completion is a courtesy, and a folder may be endless."""


class Found(NamedTuple):
    """What a typed path can become: the names in its folder that begin so, and the folder as it was typed."""

    folder: str
    names: tuple[str, ...] = ()
    problem: str = ""

    def completed(self, name: str) -> str:
        """Give the path with a name in it."""
        return self.folder + name


def completions(text: str, endings: tuple[str, ...] = (".json",)) -> Found:
    """Give what begins so: folders, and files with one of the endings (all files for none)."""
    folder, _, begun = text.rpartition("/")
    folder = f"{folder}/" if "/" in text else ""
    place = expanded(folder or ".")
    try:
        with os.scandir(place) as entries:
            names = [_named(entry) for entry in islice(entries, MOST_READ)]
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", "") or str(error)).lower()
        return Found(folder, problem=f"{folder or 'this folder'} cannot be read: {reason}")
    kept = [name for name in names if _fits(name, begun, endings)]
    return Found(folder, tuple(sorted(kept, key=lambda name: (not name.endswith("/"), name.casefold(), name))))


def _named(entry: "os.DirEntry[str]") -> str:
    try:
        return f"{entry.name}/" if entry.is_dir() else entry.name
    except OSError:
        return entry.name


def _fits(name: str, begun: str, endings: tuple[str, ...]) -> bool:
    if name.startswith(".") and not begun.startswith("."):
        return False
    right = name.endswith("/") or not endings or name.endswith(endings)
    return right and name.casefold().startswith(begun.casefold())


def common(names: tuple[str, ...]) -> str:
    """Give what all names begin with."""
    same = takewhile(lambda column: len(set(column)) == 1, zip(*names, strict=False))
    return "".join(column[0] for column in same)


def expanded(text: str) -> Path:
    """Give the path that a person means: `~` is home; a home that is not known stays as it is written."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def free_path(name: str, taken: Callable[[Path], bool]) -> Path:
    """Give a path here that no file has and that is not taken: `three-tier.json`, else `three-tier-2.json`."""
    number = 1
    while True:
        path = Path(f"{name}.json" if number == 1 else f"{name}-{number}.json").absolute()
        if not path.exists() and not taken(path):
            return path
        number += 1
