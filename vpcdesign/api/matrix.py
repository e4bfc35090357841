"""Who reaches whom in a design, group by group."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from vpcdesign.algebra.services import ALL
from vpcdesign.analysis.everybody import everybody
from vpcdesign.analysis.groups import By, Group, Matrix, matrix
from vpcdesign.analysis.services import parse
from vpcdesign.analysis.stand_ins import in_short, with_stand_ins
from vpcdesign.analysis.survey import EVERYBODY, Progress, parties
from vpcdesign.analysis.witnesses import Witness, witnesses
from vpcdesign.analysis.worlds import World, Worlds
from vpcdesign.api.storage import load
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.errors import Problem, QuestionError


@dataclass(frozen=True, slots=True)
class Table:
    """What a user asks of a matrix; a side left out is everybody, services left out are all."""

    by: By = "interface"
    source: str | None = None
    destination: str | None = None
    ports: str | None = None


@dataclass(frozen=True, slots=True)
class Reached:
    """The matrix of a design, what is to be noted, and witnesses of its cells where they were asked for."""

    design: Design
    matrix: Matrix
    notes: tuple[str, ...]
    witnesses: Mapping[tuple[Group, Group], Witness] = field(default_factory=dict)


def who_reaches_whom(
    path: str, asked: Table, progress: Progress, walking: Progress | None = None, *, each: bool = False
) -> Reached:
    """Give who reaches whom; QuestionError names everything that cannot be asked.

    Witnesses are walked where somebody follows their `walking`; for `each` cell where that is asked for.
    """
    services, problems = ALL, list[Problem]()
    try:
        services = parse(asked.ports) if asked.ports is not None else ALL
    except QuestionError as error:
        problems.extend(error.problems)
    design = load(path)
    sides = [text for text in (asked.source, asked.destination) if text is not None]
    world, notes = open_world(design, [*sides, *_empty(design, asked.by)])
    try:
        kinds = parties(world, asked.source or EVERYBODY, asked.destination or EVERYBODY)
    except QuestionError as error:
        raise QuestionError([*problems, *error.problems]) from None
    if problems:
        raise QuestionError(problems)
    reaches = everybody(world, kinds, services, progress)
    found = matrix(world.design, reaches, kinds, asked.by)
    walked = witnesses(world, found, reaches, walking, each=each) if walking is not None else {}
    return Reached(design, found, notes, walked)


def open_world(design: Design, texts: list[str], previous: World | None = None) -> tuple[World, tuple[str, ...]]:
    """Compile a design with stand-ins where the texts mean empty subnets; beside it, what is to be noted.

    `previous` is the world of a design that this one was edited from: what the edit left alone stays the same object.
    """
    asked, unfiltered, notes = with_stand_ins(design, texts)
    told = in_short(one.id for one in asked.network_interfaces if one.id in unfiltered) if len(notes) > 1 else notes
    before = previous.walk.network if previous is not None else None
    return Worlds(asked, compile_design(asked, unfiltered, before)).whole, told


def _empty(design: Design, by: By) -> list[str]:
    """Give selectors of whatever may hold nobody yet: then a stand-in is asked in its place."""
    match by:
        case "subnet":
            return [f"subnet:{one.id}" for one in design.subnets]
        case "tier":
            return list(dict.fromkeys(f"tier:{one.tier}" for one in design.subnets if one.tier))
        case "zone":
            return list(dict.fromkeys(f"az:{one.az}" for one in design.subnets if one.az))
        case "vpc":
            return [f"vpc:{one.id}" for one in design.vpcs]
        case _:
            return ["vpc:*"]
