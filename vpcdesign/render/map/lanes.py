"""The way there and the way back in one picture: what is drawn where both pass.

The way there is heavy, the way back double, and what comes after a block is dotted. Neither ever hides the other, with
colours or without: side by side where there is a cell for each, in turns where they share a row, and where one of them
turns off it shows in its own line.
"""

from dataclasses import dataclass, field

from vpcdesign.render.map.canvas import MUTED, Ink
from vpcdesign.render.map.nets import Strand
from vpcdesign.render.map.strokes import DOTTED, DOUBLE, HEAVY, HORIZONTAL, VERTICAL, N, S

Cells = dict[tuple[int, int], tuple[str, Ink]]

_STRAIGHT = {VERTICAL, HORIZONTAL}
_LEGS = {N: "┷", S: "┯"}
"""A heavy line that a dotted one leaves, up and down."""


@dataclass(slots=True)
class Layer:
    """Lines of one look."""

    table: str
    ink: Ink
    masks: dict[tuple[int, int], int] = field(default_factory=dict)

    def put(self, found: Strand, dx: int = 0) -> None:
        """Add lines, some columns to the right."""
        for (x, y), mask in found.cells.items():
            at = x + dx, y
            self.masks[at] = self.masks.get(at, 0) | mask


@dataclass(slots=True)
class Lanes:
    """The lines of a trace: there and back, and after a block there and back."""

    there: Layer = field(default_factory=lambda: Layer(HEAVY, Ink("allowed")))
    back: Layer = field(default_factory=lambda: Layer(DOUBLE, Ink("allowed")))
    dead_there: Layer = field(default_factory=lambda: Layer(DOTTED, MUTED))
    dead_back: Layer = field(default_factory=lambda: Layer(DOTTED, MUTED))

    @property
    def layers(self) -> tuple[Layer, ...]:
        """Give all, what is seen least first."""
        return self.dead_back, self.dead_there, self.back, self.there

    def of(self, way: str, *, dead: bool) -> Layer:
        """Give the lines of a way, while the packet lives or after it was stopped."""
        if way == "there":
            return self.dead_there if dead else self.there
        return self.dead_back if dead else self.back

    def cells(self) -> Cells:
        """Give what is seen of all."""
        found: Cells = {}
        for layer in self.layers:
            for at, mask in layer.masks.items():
                found[at] = layer.table[mask], layer.ink
        for one, other in ((self.dead_there, self.dead_back), (self.there, self.dead_back), (self.there, self.back)):
            for at in one.masks.keys() & other.masks.keys():
                found[at] = _both(one, one.masks[at], other, other.masks[at], sum(at))
        return found

    def upright(self, at: tuple[int, int]) -> bool:
        """Tell whether nothing but lines that run up and down is in a cell."""
        return {layer.masks.get(at, VERTICAL) for layer in self.layers} == {VERTICAL}


def _both(one: Layer, mask: int, other: Layer, beside: int, turn: int) -> tuple[str, Ink]:
    """Give the sign of a cell that two lines share; `turn` counts along both."""
    if {mask, beside} == _STRAIGHT:
        return one.table[mask], one.ink
    if mask == beside and mask in _STRAIGHT:
        shown = other if turn % 2 else one
        return shown.table[mask], shown.ink
    if other.table is DOTTED and mask == HORIZONTAL and one.table is HEAVY:
        return _LEGS.get(beside & VERTICAL, one.table[mask]), one.ink
    shown = other if mask in _STRAIGHT and other.table is DOUBLE else one
    return shown.table[mask | beside], shown.ink
