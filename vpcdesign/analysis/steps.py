"""Steps of a design under work: what each opens, closes and narrows, told from what the steps before made known.

It remembers the grounds of the last few designs, and of each what the answers rest on that had to be walked. Whoever
steps back finds what he left; an answer is the same whether it was remembered or worked out.
"""

from collections.abc import Sequence

from vpcdesign.analysis.difference import Compared, Progress, compare
from vpcdesign.analysis.ground import Ground, ground
from vpcdesign.analysis.joints import Joint
from vpcdesign.analysis.turnover import follows
from vpcdesign.analysis.untouched import Untouched
from vpcdesign.design.document import Design
from vpcdesign.reach.covers import numbers

EVERYBODY = ("vpc:*",)

MOST = 4
"""So many grounds are remembered: a step back and forth finds them again."""


class Steps:
    """What is remembered of the designs of a session; one worker at a time asks it."""

    def __init__(self) -> None:
        self._grounds: tuple[Ground, ...] = ()
        self._other: Ground | None = None

    def ground(self, design: Design) -> Ground:
        """Give the ground of a design: that which is known, else made from the last one; now it is the last."""
        one = self._known(design)
        return self._keep(one or ground(design, EVERYBODY, self._grounds[-1] if self._grounds else None))

    def recall(self, design: Design) -> None:
        """Go on from a design, if its ground is known."""
        one = self._known(design)
        if one is not None:
            self._keep(one)

    def following(self, old: Ground, design: Design) -> Ground:
        """Give the ground of a design as one that was edited from another."""
        for one in self._grounds:
            if one.design is design and (one.since is old.itself or _stands_alone(one, old)):
                return one
        return self._keep(ground(design, EVERYBODY, old))

    def _keep(self, one: Ground) -> Ground:
        others = [each for each in self._grounds if each.design is not one.design]
        self._grounds = (*others, one)[-MOST:]
        return one

    def between(self, before: Design, after: Design, progress: Progress | None = None) -> Compared:
        """Tell what a step does, everybody with everybody."""
        old = self.ground(before)
        old.company.of(old.world)  # so that of the other one only those who are others are put together
        return _compare(old, self.following(old, after), progress)

    def beside(self, before: Design, after: Design, progress: Progress | None = None) -> Compared:
        """Compare a design with any other; the ground of that is kept beside those of the steps, as long as it is."""
        old = self._other
        if old is None or old.design is not before:
            old = self._known(before) or ground(before, EVERYBODY, self._known(after))
        self._other = old
        new = self._known(after)
        if new is None or not (new.since is old.itself or _stands_alone(new, old)):
            new = ground(after, EVERYBODY, old)
        return _compare(old, new, progress)

    def _known(self, design: Design) -> Ground | None:
        return next((one for one in self._grounds if one.design is design), None)

    def prepare(self, design: Design, progress: Progress | None = None) -> None:
        """Walk what has to be walked, make all rows and what edits ask for, so that the first step is told at once."""
        old = self.ground(design)
        old.expect_edits()
        _compare(old, ground(design.model_copy(), EVERYBODY, old), progress)
        several = len(old.rows.places.kinds)
        for number, _ in old.rows.all():
            if progress is not None:
                progress(number, several)


def _compare(old: Ground, new: Ground, progress: Progress | None) -> Compared:
    """Compare two grounds; what an edit touched is told relative to the ground that it was made on, and to no other."""
    assert new.rows.touched is None or new.since is old.itself
    worlds, rows = (old.world, new.world), (old.rows, new.rows)
    ends, others = old.company.of(old.world).beside(new.company.of(new.world))
    if new.rows.touched is None:
        return compare(worlds, ends, Untouched(worlds, ends, rows), progress)
    moved = others | _places(ends, new)
    judge = Untouched(worlds, ends, rows, moved, old.remembered)
    found = compare(worlds, ends, judge, progress)
    new.remembered = judge.kept()
    if old.remembered.staying is None:
        old.remembered = new.remembered._replace(prints=old.remembered.prints)
    return found


def _places(ends: Sequence[Joint], new: Ground) -> int:
    """Give the places of those of whom rows tell that they are not where they were."""
    moved = new.rows.places.moved
    if not moved:
        return 0
    keys = {key for name in moved for key in (new.alike.key(name), name)}
    return numbers(any(one is not None and one.key in keys for one in (joint.old, joint.new)) for joint in ends)


def _stands_alone(one: Ground, old: Ground) -> bool:
    """Tell whether a ground was made for itself, and making it from the other one would find nothing more."""
    return one.rows.touched is None and not follows(old.design, one.design)
