"""The matrix worked out, beside the screen: who reaches whom in a design under what is failed, in one grouping."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from vpcdesign.algebra.intervals import Intervals, intersection
from vpcdesign.algebra.services import ALL, write
from vpcdesign.analysis.everybody import everybody
from vpcdesign.analysis.groups import By, Group, Matrix, matrix
from vpcdesign.analysis.reach_rows import ReachRows
from vpcdesign.analysis.reaches import Reach
from vpcdesign.analysis.survey import Party, parties
from vpcdesign.api.matrix import open_world
from vpcdesign.design.asserting import Assertion
from vpcdesign.design.document import Design
from vpcdesign.errors import VpcdesignError
from vpcdesign.tui.session.asking import remaining

GROUPINGS: tuple[By, ...] = ("security-group", "tier", "subnet", "interface", "vpc", "zone")
WORDS: dict[By, str] = {
    "security-group": "by security group",
    "tier": "by tier",
    "subnet": "by subnet",
    "interface": "by interface",
    "vpc": "by VPC",
    "zone": "by zone",
}
SELECTORS: dict[By, str] = {"security-group": "sg:", "tier": "tier:", "subnet": "subnet:", "vpc": "vpc:", "zone": "az:"}


@dataclass(frozen=True, slots=True)
class Surveyed:
    """Everybody asked about everybody: made once for a design, grouped as often as one likes."""

    design: Design
    failed: tuple[str, ...]
    asked: Design | None = None
    reaches: ReachRows[Party] | None = None
    kinds: tuple[Party, ...] = ()
    problem: str = ""

    def of(self, design: Design, failed: tuple[str, ...]) -> bool:
        return self.design is design and self.failed == failed

    def grouped(self, by: By, tell: Callable[[int, int], None] | None = None) -> Matrix:
        """Give the matrix of a grouping; `tell` is told how far it is."""
        assert self.asked is not None
        assert self.reaches is not None
        return matrix(self.asked, self.reaches, list(self.kinds), by, tell)


def surveyed(design: Design, failed: tuple[str, ...], tell: Callable[[int, int], None]) -> Surveyed:
    """Ask everybody about everybody; empty tiers and subnets are asked by stand-ins."""
    try:
        left = remaining(design, failed)
        texts = [f"subnet:{one.id}" for one in left.subnets]
        world, _ = open_world(left, texts or ["vpc:*"])
        kinds = parties(world)
        reaches = everybody(world, kinds, ALL, tell)
    except VpcdesignError as error:
        return Surveyed(design, failed, problem=error.problems[0].message)
    return Surveyed(design, failed, world.design, reaches, tuple(kinds))


def narrowed(reach: Reach, services: Intervals) -> Reach:
    """Give what gets through of some services."""
    if services == ALL:
        return reach
    parts = (intersection(part, services) for part in (reach.allowed, reach.partial, reach.unknown))
    return Reach(*parts)


def selector(group: Group, by: By) -> str:
    """Give the selector of a group: of all its members, or of the first where the grouping has no word for them."""
    if group.outside:
        member = group.parties[0].members[0]
        return member.endpoint or member.label
    prefix = SELECTORS.get(by)
    if prefix and not group.label.startswith("no "):
        return prefix + group.label
    return ", ".join(group.members)


def claim(source: Group, destination: Group, reach: Reach, by: By, failed: tuple[str, ...] = ()) -> Assertion:
    """Make an assertion of a cell that is not partial: what gets through does, or nothing, when this has failed."""
    one, other = selector(source, by), selector(destination, by)
    ports = write(reach.allowed, 100).replace(", ", ",") if reach else "all"
    expect: Literal["allowed", "blocked"] = "allowed" if reach else "blocked"
    when = {"fail": ", ".join(failed)} if failed else None
    name = f"{one} to {other} {ports} is {expect}" + (f" with {', '.join(failed)} down" if failed else "")
    return Assertion(name=name, from_=one, to=other, ports=ports, expect=expect, when=when)
