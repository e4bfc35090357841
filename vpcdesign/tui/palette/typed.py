"""What people type after `:` out of habit: `w`, `wq`, `e FILE`, and the long words `save`, `open`, `quit`, `redraw`.

Such a line is understood as a whole or not at all; then it is searched for like anything else.
"""

from typing import NamedTuple


class Typed(NamedTuple):
    """What a line means: commands with their arguments, in order, and in words."""

    runs: tuple[tuple[str, str], ...]
    words: str


PLAIN: dict[str, tuple[tuple[str, str], ...]] = {
    "w": (("save", ""),),
    "save": (("save", ""),),
    "write": (("save", ""),),
    "q": (("quit", ""),),
    "quit": (("quit", ""),),
    "q!": (("quit", ""),),
    "qa": (("quit", ""),),
    "wq": (("save", ""), ("quit", "")),
    "x": (("save", ""), ("quit", "")),
    "redraw": (("redraw", ""),),
    "u": (("undo", ""),),
    "red": (("redo", ""),),
    "e": (("file.open", ""),),
    "open": (("file.open", ""),),
    "h": (("help", ""),),
    "his": (("history", ""),),
    "set": (("settings", ""),),
}
TAKING: dict[str, str] = {
    "e": "file.open",
    "edit": "file.open",
    "open": "file.open",
    "w": "save-as",
    "save": "save-as",
    "save as": "save-as",
    "sav": "save-as",
    "saveas": "save-as",
    "export": "export",
    "compare": "compare",
    "compare with": "compare",
    "diff": "compare",
}
"""Words that something may follow; the longest that fits is meant."""

NAMES = {"save": "save", "quit": "quit", "file.open": "open a file", "save-as": "save as"}


def read(line: str) -> Typed | None:
    """Understand a line, with or without the colon before it; None when it is no such word."""
    line = line.strip().removeprefix(":").strip()
    if line in PLAIN:
        runs = PLAIN[line]
        return Typed(runs, ", then ".join(NAMES.get(command, command) for command, _ in runs))
    for word in sorted(TAKING, key=len, reverse=True):
        rest = line.removeprefix(f"{word} ")
        if rest != line and rest.strip():
            command = TAKING[word]
            return Typed(((command, rest.strip()),), f"{NAMES.get(command, command)} {rest.strip()}")
    return None
