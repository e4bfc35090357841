"""What is known of a design that scene after scene opens: worked out when the first of them does, as the designer does.

Later scenes are shown the same proof and the same survey at once, and go on from what was learned meanwhile. What one
learns further is its own: no scene knows what another one did.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar
from unittest.mock import patch

from vpcdesign.design.document import Design
from vpcdesign.tui.matrix import grouped
from vpcdesign.tui.matrix.grouped import Surveyed
from vpcdesign.tui.proving import work
from vpcdesign.tui.proving.learned import Learned
from vpcdesign.tui.session.proof import Memory, Proof

Thing = TypeVar("Thing")

PROVE, SURVEYED = work.prove, grouped.surveyed


def apart(one: Thing) -> Thing:
    """Copy something with the lists and tables that it holds; what these name is of one design, and stays as it is."""
    found = copy(one)
    for name in [each.name for each in fields(one)] if is_dataclass(one) else vars(one):
        held = getattr(one, name)
        if isinstance(held, list | dict):
            setattr(found, name, copy(held))
    return found


def learned_apart(one: Learned) -> Learned:
    """Copy what was learned, so that more can be learned on either side."""
    return replace(apart(one), steps=apart(one.steps), findings=apart(one.findings))


class Opened:
    """What is known of one design as it is opened."""

    def __init__(self, design: Design) -> None:
        self.design = design
        self._proof: Proof | None = None
        self._learned = Learned()
        self._surveyed: Surveyed | None = None

    def prove(
        self, design: Design, before: Design | None, known: Proof, tell: work.Tell, show: work.Show | None = None
    ) -> Proof:
        """Prove as the designer does, but for what was proved when the design was opened first."""
        opening = design is self.design and before is None and show is not None
        if not opening or type(known.memory) is not Memory or known.memory.held is not None:
            return PROVE(design, before, known, tell, show)
        if self._proof is None:
            found = PROVE(design, before, known, tell, show)
            assert isinstance(known.memory.held, Learned)
            self._proof, self._learned = found, learned_apart(known.memory.held)
            return found
        return replace(self._proof, memory=Memory(learned_apart(self._learned)))

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
