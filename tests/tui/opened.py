"""What is known of a design that scene after scene opens: worked out when the first of them does, as the designer does.

Later scenes are shown the same proof and the same survey at once. What the designer has learned meanwhile is no part of
that: a scene that goes on from there, by an edit or a comparison, learns it for itself, so that none knows what another
one did.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from unittest.mock import patch

from vpcdesign.design.document import Design
from vpcdesign.tui.matrix import grouped
from vpcdesign.tui.matrix.grouped import Surveyed
from vpcdesign.tui.proving import work
from vpcdesign.tui.session.proof import Memory, Proof


def unheard(*_: object) -> None:
    """Let it be told to nobody."""


class Opening(Memory):
    """What was learned when a design was opened, which is worked out as soon as somebody goes on from there."""

    def __init__(self, design: Design) -> None:
        self._design = design
        self._held: object = None
        super().__init__()

    @property
    def held(self) -> object:
        if self._held is None:
            known = Proof()
            PROVE(self._design, None, known, unheard, unheard)
            self._held = known.memory.held
        return self._held

    @held.setter
    def held(self, held: object) -> None:
        self._held = held


PROVE, SURVEYED = work.prove, grouped.surveyed


class Opened:
    """What is known of one design as it is opened."""

    def __init__(self, design: Design) -> None:
        self.design = design
        self._proof: Proof | None = None
        self._surveyed: Surveyed | None = None

    def prove(
        self, design: Design, before: Design | None, known: Proof, tell: work.Tell, show: work.Show | None = None
    ) -> Proof:
        """Prove as the designer does, but for what was proved when the design was opened first."""
        opening = design is self.design and before is None and show is not None
        if not opening or type(known.memory) is not Memory or known.memory.held is not None:
            return PROVE(design, before, known, tell, show)
        if self._proof is None:
            self._proof = PROVE(design, before, known, tell, show)
        return replace(self._proof, memory=Opening(design))

    def surveyed(self, design: Design, failed: tuple[str, ...], tell: Callable[[int, int], None]) -> Surveyed:
        """Ask everybody about everybody, but for what the inspector asks when the design is opened."""
        if design is not self.design or failed:
            return SURVEYED(design, failed, tell)
        if self._surveyed is None:
            self._surveyed = SURVEYED(design, failed, tell)
        return self._surveyed

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Let the designer know it."""
        with patch.object(work, "prove", self.prove), patch.object(grouped, "surveyed", self.surveyed):
            yield
