"""The rules of whoever is in some security groups: what the groups say, written as a list when somebody reads it.

Most hosts of a large design share their groups with many and have the same groups together with few. So rules that are
asked for what all their groups say (`parts`) are told by these; the walk, which wants them as a list, has them written.
Lines without a condition stand before references, whatever group they are of: so a packet that both would let through
hangs on no reference.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from vpcdesign.network.origin import Origin
from vpcdesign.network.stages import Line, Rules


class Group(NamedTuple):
    """The lines of a group, first those that are no references; how many rules it has, and its notes."""

    lines: tuple[Line, ...]
    written: int
    notes: Sequence[str]


class United(Rules):
    """Rules that are the union of some groups' in a direction, of hosts of a VPC."""

    __slots__ = ("_groups", "_said", "parts")

    parts: tuple[tuple[Line, ...], ...]
    _groups: Sequence[Group]
    _said: tuple[tuple[str, ...], str, str]
    default_allow = False
    __setattr__ = object.__setattr__  # they are written once, and nobody else writes to them

    def __init__(self, names: tuple[str, ...], vpc: str, direction: str, groups: Sequence[Group]) -> None:
        """Take what the groups say; without any it is what AWS's default group does."""
        parts = [group.lines for group in groups] if names else [_aws_default(vpc, direction)]
        self.parts = tuple(parts)
        self._groups = groups
        self._said = names, vpc, direction

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - of any field
        """Write the rules, when somebody first asks for anything but the parts."""
        if name not in _WRITTEN:
            raise AttributeError(name)
        for field, value in zip(_WRITTEN, self._written(), strict=True):
            setattr(self, field, value)
        return getattr(self, name)

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


_WRITTEN = ("lines", "default", "code", "labelled", "notes")


def _default_group(vpc: str) -> str:
    return f"default security group of {vpc}"


def _aws_default(vpc: str, direction: str) -> tuple[Line, ...]:
    """Write the default group as AWS makes it: everything from itself, everything out (UG: default security groups)."""
    component = _default_group(vpc)
    if direction == "ingress":
        origin = Origin(component, "security_group", direction, "ingress[0]", "allows all traffic from itself")
        return (Line(origin, allow=True, label=(f"default:{vpc}",)),)
    origin = Origin(component, "security_group", direction, "egress[0]", "allows all traffic to 0.0.0.0/0")
    return (Line(origin, allow=True),)
