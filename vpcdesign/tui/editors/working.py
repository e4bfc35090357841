"""What a line does, worked out beside the screen: with it and without it, and who is in its way.

A result belongs to one design and one line (or to one text of a draft); beside another it is never shown.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vpcdesign.analysis.check import check, texts
from vpcdesign.analysis.lines.effects import Way, alone, in_the_way, world
from vpcdesign.analysis.results import Difference
from vpcdesign.analysis.stand_ins import with_stand_ins
from vpcdesign.analysis.worlds import World
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.design.edit.edit import Edit
from vpcdesign.design.edit.lines import remove_lines
from vpcdesign.design.edit.places import place as place_of
from vpcdesign.design.edit.places import value_at
from vpcdesign.design.filters import Rule
from vpcdesign.errors import EditError, VpcdesignError

Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """What is asked: the design with the line, the one without it, and where the line stands in the former."""

    key: str
    whole: Design
    bare: Design
    line: str
    drafted: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Worked:
    """What was found; `problem` says why nothing could be."""

    wanted: Wanted
    effects: tuple[Difference, ...] = ()
    way: Way | None = None
    broken: tuple[str, ...] = ()
    """Assertions that hold with the line and would not without it."""
    problem: str = ""
    too_many: bool = False
    """Nobody was asked about everybody: the design is too large for that at every move of a cursor."""


MOST = 300
"""With more interfaces than these only those are asked whom the line is for."""


def of_lines(key: str, design: Design, lines: Sequence[str]) -> Wanted | None:
    """Ask what lines do together, as the routes that lead to one target; None where they cannot be taken away."""
    try:
        return Wanted(key, design, remove_lines(design, lines).design, lines[0])
    except EditError:
        return None


def of_draft(key: str, design: Design, edit: Edit) -> Wanted:
    """Ask of a line that is being typed, as if it were kept."""
    return Wanted(key, edit.design, design, edit.select, drafted=True)


class Compiled:
    """The world of the design that was asked of last: one moves over many lines of it."""

    def __init__(self) -> None:
        self._last: tuple[Design, World] | None = None

    def of(self, design: Design) -> World:
        """Give the world of a design."""
        last = self._last
        if last is None or last[0] is not design:
            last = self._last = (design, world(design))
        return last[1]


def work(wanted: Wanted, tell: Tell, compiled: Compiled | None = None) -> Worked:
    """Work out what a line does; `tell` raises when nobody waits any more."""
    try:
        whole = (compiled or Compiled()).of(wanted.whole)
        if len(wanted.whole.network_interfaces) > MOST:
            return Worked(wanted, way=_way(wanted, whole), too_many=True)
        effects = tuple(alone(world(wanted.bare), whole, tell))
        way = None if effects else _way(wanted, whole)
        return Worked(wanted, effects, way, _broken(wanted, tell))
    except VpcdesignError as error:
        return Worked(wanted, problem=error.problems[0].message)


def _way(wanted: Wanted, whole: World) -> Way | None:
    """Ask who is in the way of a line."""
    found = place_of(whole.design, wanted.line)
    line = value_at(found)
    if not isinstance(line, Rule) or not found.path:
        return None
    return in_the_way(whole, found.noun.id, "ingress" if found.path[0] == "ingress" else "egress", line)


def _broken(wanted: Wanted, tell: Tell) -> tuple[str, ...]:
    """Give the assertions that only hold because of the line."""
    if wanted.drafted or not wanted.whole.assertions:
        return ()
    held = [_holding(design, tell) for design in (wanted.whole, wanted.bare)]
    return tuple(name for name in held[0] if name not in held[1])


def _holding(design: Design, tell: Tell) -> dict[str, bool]:
    asked, unfiltered, _ = with_stand_ins(design, texts(design.assertions))
    results = check(asked, compile_design(asked, unfiltered), design.assertions, tell)
    return {one.name: True for one in results if one.holds}
