"""What a new design is to be, as it was typed, and what each field means or what is wrong with it.

A text that is wrong stays as it is; the answer beside it says why. A wish that is right has its plan and its design,
made by the planner of the command line, so both make the same.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from vpcdesign.api.planning import Asked, Planned, make_plan
from vpcdesign.aws.addresses import RESERVED_PER_SUBNET
from vpcdesign.aws.regions import REGIONS
from vpcdesign.design.edit.edit import Edit
from vpcdesign.design.words import nearest
from vpcdesign.errors import VpcdesignError
from vpcdesign.planning.blocks import block
from vpcdesign.planning.carve.outcome import command as as_typed
from vpcdesign.planning.demand import (
    WAYS_OUT,
    WayOut,
    letter,
    read_region,
    read_size,
    read_tier,
    read_zones,
    subnet_height,
)
from vpcdesign.render.text.counting import count

VPC = "prod"
"""What the VPC is called; `e` renames it."""
MOST_GROWTH = 5


@dataclass(frozen=True, slots=True)
class TierWish:
    """A tier as it was typed."""

    name: str
    way_out: WayOut
    size: str


@dataclass(frozen=True, slots=True)
class Wish:
    """A new design as it was typed."""

    name: str = "shop"
    region: str = "eu-west-1"
    block: str = "10.20.0.0/16"
    zones: str = "3"
    growth: str = "1"
    tiers: tuple[TierWish, ...] = (
        TierWish("public", "public", "/24"),
        TierWish("app", "private", "/20"),
        TierWish("db", "isolated", "/24"),
    )
    internet: bool = True
    nat: bool = True
    nat_each_zone: bool = True

    def saying(self, field: str, text: str) -> "Wish":
        """Put a text in a field."""
        match field:
            case "name":
                return replace(self, name=text)
            case "region":
                return replace(self, region=text)
            case "block":
                return replace(self, block=text)
            case "zones":
                return replace(self, zones=text)
            case _:
                return replace(self, growth=text)

    def with_tier(self, place: int, tier: TierWish) -> "Wish":
        """Put a tier in the place of another."""
        return replace(self, tiers=(*self.tiers[:place], tier, *self.tiers[place + 1 :]))

    def without_tier(self, place: int) -> "Wish":
        """Leave a tier out."""
        return replace(self, tiers=(*self.tiers[:place], *self.tiers[place + 1 :]))

    def more(self) -> "Wish":
        """Add a tier: private, like most, with a name that nobody has."""
        names = {tier.name for tier in self.tiers}
        name = next(word for number in range(1, 100) if (word := f"tier-{number}") not in names)
        return replace(self, tiers=(*self.tiers, TierWish(name, "private", "/24")))

    def moved(self, place: int, by: int) -> "Wish":
        """Move a tier up or down."""
        tiers = list(self.tiers)
        tiers.insert(max(0, min(place + by, len(tiers) - 1)), tiers.pop(place))
        return replace(self, tiers=tuple(tiers))


def next_way(way: WayOut, by: int = 1) -> WayOut:
    """Give the way out that comes next."""
    return WAYS_OUT[(WAYS_OUT.index(way) + by) % len(WAYS_OUT)]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a field means, or what is wrong with it."""

    words: str
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A wish with its answers by field (`block`, `tier/1`); `planned` is there when nothing is wrong."""

    wish: Wish
    answers: Mapping[str, Answer]
    planned: Planned | None = None

    @property
    def problem(self) -> str:
        """The first thing that is wrong; empty when nothing is."""
        return next((answer.words for answer in self.answers.values() if answer.wrong), "")


def judge(wish: Wish, taken: Callable[[str], bool] = lambda _: False) -> Judged:
    """Answer every field, and make the design where all are right; `taken` tells names whose file is there already."""
    answers = _answers(wish)
    if not answers["name"].wrong and taken(wish.name.strip()):
        answers["name"] = Answer(f"{wish.name.strip()}.json is here already: choose another name", wrong=True)
    if any(answer.wrong for answer in answers.values()):
        return Judged(wish, MappingProxyType(answers))
    try:
        public = any(tier.way_out == "public" for tier in wish.tiers)
        planned = make_plan(asked(wish), gateways=wish.internet and public, nats=_nats(wish))
    except VpcdesignError as error:
        answers["block"] = Answer(error.problems[0].message, wrong=True)
        return Judged(wish, MappingProxyType(answers))
    return Judged(wish, MappingProxyType(answers | _meanings(wish, planned)), planned)


def asked(wish: Wish) -> Asked:
    """Give the request that the command line would make."""
    tiers = tuple(f"{tier.name.strip()}:{tier.size.strip()}:{tier.way_out}" for tier in wish.tiers)
    region, growth = wish.region.strip(), int(wish.growth or 0)
    return Asked(wish.block.strip(), wish.zones.strip(), tiers, (region,), (VPC,), growth)


def edit(judged: Judged) -> Edit:
    """Give the design as one step; only of a wish that is right."""
    assert judged.planned is not None
    wish = judged.wish
    design = judged.planned.design.model_copy(update={"name": wish.name.strip()})
    gateways = len(design.internet_gateways) + len(design.nat_gateways)
    parts = [count(len(design.subnets), "subnet"), count(len(design.route_tables), "route table")]
    parts += [count(gateways, "gateway")] if gateways else []
    first = next((each.id for each in design.subnets if each.tier != design.subnets[0].tier), design.subnets[0].id)
    return Edit(f"Create {design.name}: {', '.join(parts)}", design, command(wish), first)


def command(wish: Wish) -> str:
    """Give the command line that makes the same; none where there is none that does."""
    if wish.internet and not (wish.nat and wish.nat_each_zone):
        return ""
    words = asked(wish)
    tiers = [part for tier in words.tiers for part in ("--tier", tier)]
    growth = ["--reserve-azs", f"{words.reserve_azs}"] if words.reserve_azs else []
    gateways = ["--gateways"] if wish.internet else []
    where = ["--region", words.regions[0], "--vpc", VPC]
    return as_typed("plan", words.cidr, "--azs", words.azs, *tiers, *where, *growth, "--into", "FILE", *gateways)


def _nats(wish: Wish) -> int | None:
    if not wish.nat:
        return 0
    return None if wish.nat_each_zone else 1


def _answers(wish: Wish) -> dict[str, Answer]:
    """Answer each field by itself."""
    found = {
        "name": _name(wish.name.strip()),
        "region": _region(wish.region.strip()),
        "block": _block(wish.block.strip()),
        "zones": _zones(wish),
        "growth": _growth(wish.growth.strip()),
    }
    names = [tier.name.strip() for tier in wish.tiers]
    for place, tier in enumerate(wish.tiers):
        twice = names.index(tier.name.strip()) < place
        found[f"tier/{place}"] = Answer(f"two tiers are called {names[place]}", wrong=True) if twice else _tier(tier)
    if not wish.tiers:
        found["add"] = Answer("a design has a tier at least", wrong=True)
    found |= _gateways(wish)
    return found


def _name(text: str) -> Answer:
    if not text:
        return Answer("a design has a name: its file is called so", wrong=True)
    if not text.isprintable() or set(text) & set('/\\:*?"<>|') or text.startswith("."):
        return Answer("a file cannot be called so: letters, digits, - and _", wrong=True)
    return Answer("")


def _region(text: str) -> Answer:
    known = REGIONS.get(text)
    if known is not None:
        return Answer(f"{known.place}, {known.zones} zones")
    near = nearest(text, list(REGIONS))
    try:
        read_region(text)
    except VpcdesignError as error:
        words = f"no region; nearest: {near}" if near else error.problems[0].message
        return Answer(words, wrong=True)
    return Answer(f"not known here; nearest: {near}" if near else "not known here, taken as it is")


def _block(text: str) -> Answer:
    try:
        found = block(text)
    except VpcdesignError as error:
        return Answer(error.problems[0].message, wrong=True)
    if found.v6:
        return Answer("an IPv6 block; every VPC has an IPv4 one", wrong=True)
    if not 16 <= found.length <= 28:
        return Answer("AWS takes /16 to /28.", wrong=True)
    return Answer("" if str(found) == text else f"taken as {found}")


def _zones(wish: Wish) -> Answer:
    region = wish.region.strip()
    try:
        found = read_zones(wish.zones.strip(), region)
    except VpcdesignError as error:
        return Answer(error.problems[0].message, wrong=True)
    letters = " ".join(letter(zone) for zone in found)
    known = REGIONS.get(region)
    more = f"; {region} has {known.zones}" if known is not None and len(found) > known.zones else ""
    return Answer(letters + more)


def _growth(text: str) -> Answer:
    if not text.isdecimal() or int(text) > MOST_GROWTH:
        return Answer(f"a number, 0 to {MOST_GROWTH}", wrong=True)
    number = int(text)
    if not number:
        return Answer("no room is kept")
    return Answer(f"room for {number} more subnet{'s' if number > 1 else ''} a tier")


def _tier(tier: TierWish) -> Answer:
    if not tier.name.strip():
        return Answer("a tier has a name", wrong=True)
    try:
        size = read_size(tier.size.strip())
        read_tier(f"{tier.name.strip()}:{tier.size.strip()}:{tier.way_out}")
        height = 0 if size.kind == "share" else subnet_height(size)
    except VpcdesignError as error:
        return Answer(error.problems[0].message, wrong=True)
    return Answer(f"{(1 << height) - RESERVED_PER_SUBNET:,}" if height else "")


def _gateways(wish: Wish) -> dict[str, Answer]:
    kinds = {tier.way_out for tier in wish.tiers}
    public = next((tier.name for tier in wish.tiers if tier.way_out == "public"), "")
    if public and not wish.internet:
        return {"internet": Answer(f"{public} is PUB by its route to one", wrong=True)}
    if wish.internet and not public:
        return {"internet": Answer("no tier is PUB: it is left out"), "nat": _no_nat(wish, kinds)}
    return {"nat": _no_nat(wish, kinds)}


def _no_nat(wish: Wish, kinds: set[WayOut]) -> Answer:
    if not wish.nat or not wish.internet:
        return Answer("PRV tiers have no way out yet" if "private" in kinds else "")
    if "private" in kinds and "public" not in kinds:
        return Answer("it stands in a PUB tier: there is none", wrong=True)
    return Answer("" if "private" in kinds else "no tier is PRV: none is made")


def _meanings(wish: Wish, planned: Planned) -> dict[str, Answer]:
    """Answer what only the whole plan can."""
    own = planned.plan.vpcs[0]
    free, total = sum(gap.size for gap in own.gaps), sum(root.size for root in own.blocks)
    taken = _block(wish.block.strip()).words
    stays = f"{free:,} of {total:,} stay free"
    found = {"block": Answer(f"{taken}; {stays}" if taken else stays)}
    for place, tier in enumerate(wish.tiers):
        sizes = [each.block.size for each in own.subnets if each.tier == tier.name.strip()]
        if sizes:
            found[f"tier/{place}"] = Answer(f"{sizes[0] - RESERVED_PER_SUBNET:,}")
    return found
