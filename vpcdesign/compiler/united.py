"""The rules of whoever is in some security groups: what the groups say, written as a list when somebody reads it.

Most hosts of a large design share their groups with many and have the same groups together with few. So rules that are
asked for what all their groups say (`parts`) are told by these; the walk, which wants them as a list, has them written.
Lines without a condition stand before references, whatever group they are of: so a packet that both would let through
hangs on no reference.
"""

from collections.abc import Sequence

from vpcdesign.algebra.addresses import ALL as EVERYWHERE
from vpcdesign.algebra.intervals import Intervals, union
from vpcdesign.network.origin import Origin
from vpcdesign.network.rules import ODD, Line, Rules, looked_at, opened
from vpcdesign.record import record


@record()
class Group:
    """The lines of a group, first those that are no references; how many rules it has, and its notes.

    Then what is `seen` at the lines, and to whom they let everything through.
    """

    lines: tuple[Line, ...]
    written: int
    notes: Sequence[str]
    seen: int
    to: Intervals


def group_of(lines: tuple[Line, ...], written: int, notes: Sequence[str]) -> Group:
    """Look at the lines of a group, once for all who are in it."""
    return Group(lines, written, notes, looked_at(lines), opened(lines))


_WRITTEN = ("lines", "default", "code", "labelled", "notes")


class _Late:
    """A field that is written, with all of its kind, when somebody first asks for it; nothing stands before it then."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, rules: "United", _: object = None) -> object:
        vars(rules).update(zip(_WRITTEN, rules._written(), strict=True))  # noqa: SLF001 - a part of it
        return vars(rules)[self._name]


class United(Rules):
    """Rules that are the union of some groups' in a direction, of hosts of a VPC."""

    __slots__ = ("__dict__", "_groups", "_said", "parts", "seen")

    parts: tuple[tuple[Line, ...], ...]
    seen: int
    _groups: Sequence[Group]
    _said: tuple[tuple[str, ...], str, str]
    default_allow = False

    def __init__(self, names: tuple[str, ...], vpc: str, direction: str, groups: Sequence[Group]) -> None:
        """Take what the groups say; without any it is what AWS's default group does."""
        if not names:
            groups = (_aws_default(vpc, direction),)
        seen = 0
        for group in groups:
            seen |= group.seen
        self.seen = seen
        self.parts = tuple([group.lines for group in groups])
        self._groups = groups
        self._said = names, vpc, direction

    @property
    def open(self) -> bool:
        """Tell whether they let everything through: by one of the groups, or by what several say together.

        What nobody can tell of one group may stand before what another one lets through.
        """
        if self.seen & ODD and len(self.parts) > 1:
            return opened(self.lines) == EVERYWHERE
        to: Intervals = ()
        for group in self._groups:
            to = union(to, group.to) if to and group.to else to or group.to
            if to == EVERYWHERE:
                return True
        return False

    def _written(self) -> tuple[tuple[Line, ...], Origin, str, bool, tuple[str, ...]]:
        names, vpc, direction = self._said
        several = [line for part in self.parts for line in part]
        references = [line for line in several if line.label or line.promise]
        lines = *(line for line in several if not (line.label or line.promise)), *references
        count = len(references) + sum(group.written for group in self._groups) if names else len(several)
        words = "has no rules in this direction" if not count else "no rule allows it"
        code = "ENI_SG_RULES_MISMATCH" if count else "SG_HAS_NO_RULES"
        default = Origin(", ".join(names) or _default_group(vpc), "security_group", direction, "*", words)
        notes = dict.fromkeys(note for group in self._groups for note in group.notes)
        return lines, default, code, any(line.label for line in references), tuple(notes)


for _name in _WRITTEN:
    setattr(United, _name, _Late(_name))


def _default_group(vpc: str) -> str:
    return f"default security group of {vpc}"


def _aws_default(vpc: str, direction: str) -> Group:
    """Write the default group as AWS makes it: everything from itself, everything out (UG: default security groups)."""
    component = _default_group(vpc)
    if direction == "ingress":
        origin = Origin(component, "security_group", direction, "ingress[0]", "allows all traffic from itself")
        return group_of((Line(origin, allow=True, label=(f"default:{vpc}",)),), 0, ())
    origin = Origin(component, "security_group", direction, "egress[0]", "allows all traffic to 0.0.0.0/0")
    return group_of((Line(origin, allow=True),), 0, ())
