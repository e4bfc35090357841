"""Rubbish is looked for while nobody types.

What an edit leaves behind (the network before, its rows, what was worked out of them) holds itself in circles, and only
the collector finds it. A look at everything takes longer than a key may, so it waits until nobody has typed for a
moment, and until there is enough to find.
"""

from textual.timer import Timer

from vpcdesign.collector import look_at_all, unseen
from vpcdesign.tui.whole import Whole

REST = 1.5
"""So many seconds nobody types before rubbish is looked for."""

MUCH = 300_000
"""So many objects came to stay meanwhile: some dozens of megabytes."""


class Tidying(Whole):
    """The part of the application that tidies up after edits."""

    _resting: Timer | None = None

    def tidy_later(self) -> None:
        """Look for rubbish once nobody types any more."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(REST, self._tidy)

    def typed(self) -> None:
        """Wait longer: somebody types."""
        if self._resting is not None:
            self._resting.reset()

    def _tidy(self) -> None:
        self._resting = None
        if unseen() > MUCH:
            look_at_all()
