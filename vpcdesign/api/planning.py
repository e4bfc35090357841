"""Address planning as verbs: read what was asked for, plan or grow, and save where a design is named.

Everything that is wrong with the words of a request is told at once, and nothing is written when anything is wrong or
when the design that would be written is one that AWS refuses.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

from vpcdesign.api.storage import STANDARD_INPUT, load, read_text, save_design
from vpcdesign.design import legality
from vpcdesign.design.document import Design
from vpcdesign.errors import PlanError, Problem, VpcdesignError
from vpcdesign.planning import growth
from vpcdesign.planning.apply import apply, waiting
from vpcdesign.planning.blocks import Block, block
from vpcdesign.planning.demand import WantedVpc, read_region, read_tier, read_vpc, read_zones
from vpcdesign.planning.ground import Ground, choose_vpc, ground
from vpcdesign.planning.growth import Growth
from vpcdesign.planning.organisation import Plan, Request, plan
from vpcdesign.planning.overlap import InUse, Overlap, neighbours, overlaps, well_known
from vpcdesign.planning.plan import AMAZON_IPV6
from vpcdesign.planning.registry import read_registry
from vpcdesign.planning.space import Fill, Space, fills, free_space

AnyValue = TypeVar("AnyValue")

DEFAULT_REGION = "eu-west-1"


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of a request for a plan."""

    cidr: str
    azs: str
    tiers: Sequence[str]
    regions: Sequence[str] = ()
    vpcs: Sequence[str] = ()
    reserve_azs: int = 0
    reserve_tiers: Sequence[str] = ()
    headroom: str = "0%"
    ipv6: str | None = None
    secondary: Sequence[str] = ()
    registry: str | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, and the design that it was put into."""

    plan: Plan
    design: Design
    notes: tuple[str, ...]


def make_plan(asked: Asked, into: str | None = None, *, gateways: bool = False, nats: int | None = None) -> Planned:
    """Make a plan; with `into`, put it into that design (a new one where there is no file) and save it.

    With gateways there is a NAT gateway in each zone, or only so many as `nats` says.
    """
    design = _design_of(into)
    made = _adopted(plan(read_request(asked, design)), design)
    grown, notes = apply(made, design, gateways=gateways, nats=nats)
    _legal(design, grown)
    if into is not None:
        save_design(grown, into)
    return Planned(made, grown, (*_cut(asked), *notes))


def _cut(asked: Asked) -> Iterator[str]:
    """Tell blocks that were written with host bits (UG: VPC CIDR blocks)."""
    for text in (asked.cidr, *asked.secondary):
        if "/" in text and not text.startswith(str(block(text)).partition("/")[0]):
            yield f"{text} is taken for {block(text)}, as AWS does"


def _design_of(into: str | None) -> Design:
    if into is None:
        return Design(name="plan")
    return load(into) if Path(into).exists() else Design(name=Path(into).stem or "plan")


def read_request(asked: Asked, design: Design) -> Request:
    """Read the words of a request; PlanError tells everything that is wrong with them."""
    problems: list[Problem] = []
    region = design.vpcs[0].region if design.vpcs else DEFAULT_REGION
    cidr = _try(problems, block, asked.cidr)
    regions = _each(problems, read_region, asked.regions) or [region]
    request = Request(
        cidr=cidr or Block(0, 0),
        azs=asked.azs,
        tiers=tuple(_each(problems, read_tier, asked.tiers)),
        regions=tuple(regions),
        vpcs=tuple(_each(problems, read_vpc, asked.vpcs)),
        reserved_azs=asked.reserve_azs,
        reserved_tiers=tuple(_each(problems, read_tier, asked.reserve_tiers)),
        headroom=_try(problems, _percent, asked.headroom) or Fraction(0),
        ipv6=None if asked.ipv6 is None else _try(problems, _ipv6, asked.ipv6),
        secondary=tuple(_each(problems, block, asked.secondary)),
        taken_names=frozenset(noun.id for _, _, noun in design.nouns()),
    )
    _try(problems, lambda text: read_zones(text, regions[0]), asked.azs)
    if problems:
        raise PlanError(problems)
    listed = () if asked.registry is None else read_registry(read_text(asked.registry), asked.registry)
    return _named(replace(request, in_use=_around(design, request, listed)), design)


def _named(request: Request, design: Design) -> Request:
    """Name a VPC that has no name: as the one of the design that waits for subnets, else what is free."""
    if request.vpcs:
        return request
    same = next((each for each in design.vpcs if block(each.cidrs[0]) == request.cidr), None)
    if same is not None:
        return replace(request, vpcs=(WantedVpc(same.id, None, same.region),))
    name, number = "vpc", 2
    while name in request.taken_names:
        name, number = f"vpc-{number}", number + 1
    return replace(request, vpcs=(WantedVpc(name),))


def _around(design: Design, request: Request, listed: tuple[InUse, ...]) -> tuple[InUse, ...]:
    own = {each.name for each in request.vpcs} | {e.id for e in design.vpcs if block(e.cidrs[0]) == request.cidr}
    return (*(each for each in neighbours(design) if each.owner not in own), *listed)


def _adopted(made: Plan, design: Design) -> Plan:
    """Give the plan the name of the design's VPC that waits for it."""
    found = waiting(design, made)
    return made if found is None else replace(made, vpcs=(replace(made.vpcs[0], name=found.id),))


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to grow: one of a zone, a tier and a subnet, and before it perhaps a block."""

    az: str | None = None
    tier: str | None = None
    subnet: str | None = None
    vpc: str | None = None
    block: str | None = None
    gateways: bool = False


def grow(path: str, wish: Wish, output: str | None = None) -> Growth:
    """Grow a design in its file (or into another), never moving a block."""
    design = load(path)
    grown = grown_by(with_block(design, wish.vpc, wish.block) if wish.block else design, wish)
    _legal(design, grown.design)
    _save(grown.design, path, output)
    return grown


def grown_by(design: Design, wish: Wish) -> Growth:
    """Grow a design as wished."""
    if wish.az is not None:
        return growth.grow_zone(design, wish.vpc, wish.az, gateways=wish.gateways)
    if wish.subnet is not None:
        return growth.double(design, wish.subnet)
    if wish.tier is not None:
        known = growth.kept_size(design, wish.vpc, wish.tier.partition(":")[0])
        return growth.grow_tier(design, wish.vpc, read_tier(wish.tier, known))
    return Growth(design)


def with_block(design: Design, vpc: str | None, text: str) -> Design:
    """Add a secondary block to a VPC (UG: add or remove a CIDR block)."""
    own, new = choose_vpc(design, vpc), block(text)
    if new.v6:
        raise PlanError(f"`{text}` is an IPv6 block: a block for IPv4 addresses is meant")
    larger = own.model_copy(update={"cidrs": (*own.cidrs, str(new))})
    return design.model_copy(update={"vpcs": tuple(larger if each is own else each for each in design.vpcs)})


def look(path: str, vpc: str | None, registry: str | None = None) -> tuple[Ground, tuple[Overlap, ...]]:
    """Give a VPC as planning sees it, and what its blocks collide with."""
    design = load(path)
    here = ground(design, choose_vpc(design, vpc))
    listed = () if registry is None else read_registry(read_text(registry), registry)
    blocks = [*here.roots, *map(block, here.vpc.ipv6_cidrs)]
    return here, tuple(overlaps(blocks, (*neighbours(design, here.vpc.id), *listed, *well_known())))


def space(path: str, vpc: str | None) -> tuple[Ground, Space, dict[str, Fill]]:
    """Give the free space of a VPC, and how full its subnets are."""
    design = load(path)
    here = ground(design, choose_vpc(design, vpc))
    return here, free_space(here), fills(design)


def change(path: str, act: Callable[[Design], Design]) -> tuple[str, ...]:
    """Edit a design in its file, and say what differs: a line each."""
    design = load(path)
    changed = act(design)
    _legal(design, changed)
    _save(changed, path, None)
    return tuple(_differences(design, changed))


def _differences(before: Design, after: Design) -> Iterator[str]:
    for kind in ("subnets", "reservations"):
        old: dict[str, str | None] = {each.id: each.cidr for each in getattr(before, kind)}
        new: dict[str, str | None] = {each.id: each.cidr for each in getattr(after, kind)}
        yield from (f"- {old[name]} {name}" for name in old if name not in new)
        yield from (f"+ {new[name]} {name}" for name in new if name not in old)
        yield from (f"~ {new[name]} {name}, was {old[name]}" for name in new if old.get(name, new[name]) != new[name])


def _save(design: Design, path: str, output: str | None) -> None:
    target = output or path
    if target != STANDARD_INPUT:
        save_design(design, target)


def _legal(before: Design, after: Design) -> None:
    """Refuse an edit that AWS would refuse; what was wrong before is not the edit's fault."""
    old = {message for _, message in legality.problems(before, imported=False)}
    new = [message for _, message in legality.problems(after, imported=False) if message not in old]
    if new:
        raise PlanError([Problem(message) for message in dict.fromkeys(new)])


def _each(problems: list[Problem], reader: Callable[[str], AnyValue], texts: Iterable[str]) -> list[AnyValue]:
    return [found for text in texts if (found := _try(problems, reader, text)) is not None]


def _try(problems: list[Problem], reader: Callable[[str], AnyValue], text: str) -> AnyValue | None:
    try:
        return reader(text)
    except VpcdesignError as error:
        problems += error.problems
        return None


def _percent(text: str) -> Fraction:
    try:
        found = Fraction(text.removesuffix("%")) / 100
    except (ValueError, ZeroDivisionError):
        found = Fraction(-1)
    if not 0 <= found <= 16:
        raise PlanError(f"`{text}` is no headroom: write a percentage, 50% or 100%")
    return found


def _ipv6(text: str) -> Block:
    if text == "amazon":
        return AMAZON_IPV6
    found = block(text)
    if not found.v6:
        raise PlanError(f"`{text}` is an IPv4 block where an IPv6 block belongs: write 2001:db8::/56, or `amazon`")
    return found
