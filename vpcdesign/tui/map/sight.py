"""What the window of the map keeps in sight: what one moved to last, with the selection or along a trace.

A trace comes into sight as a whole where there is room, else its first end; then the window goes with its steps.
"""

from dataclasses import dataclass

from vpcdesign.render.map.path import Path, Way

Cursor = tuple[Way, int]


@dataclass(slots=True)
class Sight:
    """Where one looked last."""

    selection: str = ""
    path: Path | None = None
    cursor: Cursor | None = None
    held: tuple[str, ...] = ()

    def on(self, selection: str, path: Path | None, cursor: Cursor | None) -> tuple[str, ...]:
        """Give what is to be seen, the most important last."""
        before = self.selection, self.path, self.cursor
        self.selection, self.path, self.cursor = selection, path, cursor
        if path is not None and cursor is not None and (path is not before[1] or cursor != before[2]):
            ends = (path.destination, path.source) if before[1] is None else ()
            self.held = (*ends, path.at(*cursor) or path.source)
        elif selection != before[0] or path is None:
            self.held = (selection,)
        return self.held
