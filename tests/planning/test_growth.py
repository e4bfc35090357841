"""Growth moves nothing, is refused only when nothing fits, and names what would make room; capacity is attained."""

import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.planning.search import arrangeable
from vpcdesign.api.layouts import layout_names, load_layout
from vpcdesign.design import legality
from vpcdesign.design.document import Design
from vpcdesign.design.vpcs import Reservation, Subnet, Vpc
from vpcdesign.errors import PlanError
from vpcdesign.planning.apply import apply
from vpcdesign.planning.blocks import Block, block
from vpcdesign.planning.capacity import capacity, more_zones, zone_patterns
from vpcdesign.planning.demand import Tier, read_size, read_tier, read_vpc
from vpcdesign.planning.ground import ground
from vpcdesign.planning.growth import Growth, double, grow_tier, grow_zone
from vpcdesign.planning.organisation import Request, plan

QUICK, DEEP = 300, 10_000


def small(*subnets: tuple[str, str, str], kept: Sequence[tuple[str, str]] = (), cidr: str = "10.0.0.0/25") -> Design:
    """Give a design of one VPC: subnets as (tier, zone letter, block), reservations as (tier, block)."""
    return Design(
        vpcs=(Vpc(id="v", region="eu-west-1", cidrs=(cidr,)),),
        subnets=tuple(
            Subnet(id=f"{tier}-{zone}", vpc="v", az=f"eu-west-1{zone}", cidr=text, tier=tier)
            for tier, zone, text in subnets
        ),
        reservations=tuple(
            Reservation(id=f"kept-{number}", vpc="v", cidr=text, tier=tier) for number, (tier, text) in enumerate(kept)
        ),
    )


@st.composite
def worlds(draw: st.DrawFn) -> Design:
    """Draw a /25 of eight /28, some of which are subnets of two tiers in two zones, and some reserved."""
    places = draw(st.permutations(range(8)))
    subnets = [("app", "a"), ("app", "b"), ("db", "a"), ("db", "b")][: draw(st.integers(2, 4))]
    kept = draw(st.lists(st.sampled_from(["app", "db", "other"]), max_size=3))
    blocks = [f"10.0.0.{16 * place}/28" for place in places]
    return small(
        *((tier, zone, text) for (tier, zone), text in zip(subnets, blocks, strict=False)),
        kept=list(zip(kept, blocks[len(subnets) :], strict=False)),
    )


def cidrs(design: Design) -> dict[str, str | None]:
    """Give each subnet's block."""
    return {each.id: each.cidr for each in design.subnets}


@given(worlds())
def test_a_zone_is_refused_only_when_no_arrangement_exists(design: Design) -> None:
    here = ground(design, design.vpcs[0])
    wanted = [each.tier for each in zone_patterns(here)]
    outside = [tier for tier in wanted if not here.kept_for(tier)]
    possible = arrangeable([Block(gap.low - here.roots[0].low, gap.height) for gap in here.free()], [4] * len(outside))
    try:
        grown = grow_zone(design, None, "c")
    except PlanError as error:
        why = str(error)
        assert not possible
        assert " has no room in 10.0.0.0/25" in why
        release = why.partition("release ")[2].partition(" ")[0]
        if release:
            left = tuple(each for each in design.reservations if each.cidr != release)
            assert grow_zone(design.model_copy(update={"reservations": left}), None, "c").added
        secondary = why.partition("--block ")[2].partition("`")[0]
        if secondary:
            larger = design.vpcs[0].model_copy(update={"cidrs": (*design.vpcs[0].cidrs, secondary)})
            tried = design.model_copy(update={"vpcs": (larger,)})
            assert legality.problems(tried) == legality.problems(design)
            assert grow_zone(tried, None, "c").added
    else:
        assert possible
        assert {**cidrs(grown.design), **cidrs(design)} == cidrs(grown.design)


@given(worlds(), st.sampled_from(["/28", "/27", "/26"]))
def test_a_tier_is_refused_only_when_no_arrangement_exists(design: Design, size: str) -> None:
    here = ground(design, design.vpcs[0])
    free = [Block(gap.low - here.roots[0].low, gap.height) for gap in here.free()]
    possible = arrangeable(free, [32 - int(size[1:])] * 2)
    try:
        grown = grow_tier(design, None, read_tier(f"new:{size}"))
    except PlanError as error:
        assert not possible
        smaller = str(error).partition("take /")[2][:2]
        if smaller:
            assert len(grow_tier(design, None, read_tier(f"new:/{smaller}")).added) == 2
            larger = read_tier(f"new:/{int(smaller) - 1}")
            with pytest.raises(PlanError):
                grow_tier(design, None, larger)
    else:
        assert possible
        assert len(grown.added) == 2


@given(worlds())
def test_capacity_is_attained_by_growing(design: Design) -> None:
    here = ground(design, design.vpcs[0])
    found = capacity(here)
    assert attained(design, lambda old, n: grow_zone(old, None, "cdefghijklmnopqrstuvwxyz"[n])) == found.zones
    for length, count in found.tiers_of_size:
        if length >= 25:
            tier = f"/{length}"
            assert attained(design, lambda old, n, t=tier: grow_tier(old, None, read_tier(f"new{n}:{t}"))) == count  # type: ignore[misc]
    for name, whole, why in found.doubles:
        assert attained(design, lambda old, _, n=name: double(old, n), 1) == (whole is not None) == (why is None)  # type: ignore[misc]


@st.composite
def mixed_worlds(draw: st.DrawFn) -> Design:
    """Draw a /24 in which tiers of two sizes and some reservations lie anywhere, with odd gaps between them."""
    places = draw(st.permutations([Block(low, height) for height in (0, 0, 1) for low in range(0, 16, 1 << height)]))
    wanted = [("app", "a", 0), ("app", "b", 0), ("db", "a", 1), ("db", "b", 1)]
    kept = [("other", "", 0)] * draw(st.integers(0, 3))
    taken: list[tuple[str, str, Block]] = []
    for tier, zone, height in (*wanted, *kept):
        free = [each for each in places if each.height == height and not any(each.meets(b) for _, _, b in taken)]
        if free:
            taken.append((tier, zone, free[0]))
    blocks = [(tier, zone, f"10.0.0.{16 * each.low}/{28 - each.height}") for tier, zone, each in taken]
    return small(
        *(each for each in blocks if each[1]),
        kept=[(tier, text) for tier, zone, text in blocks if not zone],
        cidr="10.0.0.0/24",
    )


@given(mixed_worlds())
def test_no_zone_is_lost_by_keeping_tiers_together(design: Design) -> None:
    found = capacity(ground(design, design.vpcs[0])).zones
    assert attained(design, lambda old, n: grow_zone(old, None, "cdefghijklmnopqrstuvwxyz"[n])) == found


def test_a_tier_is_torn_apart_rather_than_a_zone_lost() -> None:
    design = small(
        ("small", "a", "10.0.1.80/28"), ("small", "b", "10.0.1.32/28"),
        ("large", "a", "10.0.0.192/27"), ("large", "b", "10.0.1.192/27"),
        kept=[("other", text) for text in ("10.0.1.160/27", "10.0.0.0/28", "10.0.1.128/28", "10.0.0.80/28")],
        cidr="10.0.0.0/23",
    )  # fmt: skip
    assert capacity(ground(design, design.vpcs[0])).zones == 7
    assert attained(design, lambda old, n: grow_zone(old, None, "cdefghijklmnopqrstuvwxyz"[n])) == 7


def attained(design: Design, step: Callable[[Design, int], Growth], most: int = 40) -> int:
    """Grow until it is refused, and count."""
    for number in range(most):
        try:
            design = step(design, number).design
        except PlanError:
            return number
    return most


@pytest.mark.parametrize("cidr", ["10.20.0.0/16", "10.20.0.0/19", "10.20.0.0/22"])
def test_capacity_of_tiers_of_several_sizes_is_attained(cidr: str) -> None:
    asked = Request(block(cidr), "2", tuple(map(read_tier, ("a:/26", "b:/24", "c:/28"))), ("eu-west-1",))
    design = apply(plan(asked), Design())[0]
    found = capacity(ground(design, design.vpcs[0]))
    steps = attained(design, lambda old, n: grow_zone(old, None, "cdefghijklmnopqrstuvwxyz"[n]), 24)
    assert steps == found.zones


@pytest.mark.parametrize("count", [QUICK, pytest.param(DEEP, marks=pytest.mark.deep)])
def test_random_growth_moves_no_block(count: int) -> None:
    moved = grown = 0
    for seed in range(count):
        rng = random.Random(seed)
        design = drawn_plan(rng)
        for _ in range(rng.randint(1, 6)):
            before = cidrs(design)
            try:
                growth = any_growth(design, rng)
            except PlanError:
                continue
            after = cidrs(growth.design)
            widened = {name: new for name, _, new in growth.widened}
            moved += sum(after.get(name) not in {old, widened.get(name)} for name, old in before.items())
            assert all(block(str(new)).holds(block(str(before[name]))) for name, new in widened.items())
            design, grown = growth.design, grown + 1
        assert legality.problems(design, imported=True) == []
    assert moved == 0
    assert grown > count


def drawn_plan(rng: random.Random) -> Design:
    """Draw a design: a plan with tiers of several sizes, with or without room to grow."""
    tiers = tuple(
        Tier(f"t{n}", read_size(rng.choice(["/28", "/27", "/26", "/24", "30", "10%"])), once=rng.random() < 0.2)
        for n in range(rng.randint(1, 4))
    )
    request = Request(
        block(rng.choice(["10.0.0.0/20", "10.0.0.0/22", "10.0.0.0/18"])),
        str(rng.randint(1, 3)),
        tiers,
        ("eu-west-1",),
        (read_vpc("v"),),
        rng.choice([0, 0, 1]),
    )
    try:
        return apply(plan(request), Design())[0]
    except PlanError:
        return drawn_plan(rng)


def any_growth(design: Design, rng: random.Random) -> Growth:
    """Grow by something."""
    match rng.randrange(3):
        case 0:
            return grow_zone(design, None, rng.choice("abcdef"))
        case 1:
            tier = rng.choice(["t0", "new", "newer"])
            return grow_tier(design, None, Tier(tier, read_size(rng.choice(["/28", "/26", "/24", "100", "5%"]))))
        case _:
            return double(design, rng.choice(design.subnets).id)


# --- what a new subnet is wired to ------------------------------------------------------------------------------------


def test_a_new_zone_takes_the_room_that_was_kept_for_it() -> None:
    grown = grow_zone(load_layout("three-tier"), None, "d", gateways=True)
    assert {each.id: each.cidr for each in grown.added} == {
        "public-d": "10.20.3.0/24",
        "app-d": "10.20.112.0/20",
        "db-d": "10.20.7.0/24",
    }
    assert grown.design.reservations == ()
    tables = {each.id: each for each in grown.design.route_tables}
    assert {each.id: each.route_table for each in grown.added} == {
        "public-d": "public",
        "app-d": "rt-app-d",
        "db-d": "db",
    }
    assert [route.target for route in tables["rt-app-d"].routes] == ["hub", "nat-d", "s3"]
    assert grown.design.nat_gateways[-1].subnet == "public-d"
    assert grown.design.vpc_endpoints[0].route_tables[-1] == "rt-app-d"
    assert {each.network_acl for each in grown.added} == {"acl-public", "acl-app", "acl-db"}
    assert any("hub is not attached in eu-west-1d" in note for note in grown.notes)


def test_without_gateways_the_copy_says_what_it_owes_to_another_zone() -> None:
    grown = grow_zone(load_layout("three-tier"), None, "d")
    assert len(grown.design.nat_gateways) == 3
    assert any("app-d leaves by nat-a, in another zone" in note for note in grown.notes)


@pytest.mark.parametrize("name", layout_names())
def test_every_layout_grows_by_a_zone_and_stays_legal_or_says_why(name: str) -> None:
    design = load_layout(name)
    for vpc in design.vpcs:
        try:
            grown = grow_zone(design, vpc.id, f"{vpc.region}e", gateways=True)
        except PlanError as error:
            said = str(error)
            assert vpc.id in said or said.startswith("zone ")
        else:
            assert legality.problems(grown.design) == []
            assert {**cidrs(grown.design), **cidrs(design)} == cidrs(grown.design)


def test_a_zone_that_is_there_or_nowhere_is_refused() -> None:
    shop = load_layout("three-tier")
    with pytest.raises(PlanError, match="is in eu-west-1a already: name another zone, `eu-west-1d` say"):
        grow_zone(shop, None, "a")
    with pytest.raises(PlanError, match="not in eu-west-1"):
        grow_zone(shop, None, "us-east-1a")


def test_a_subnet_doubles_into_its_own_reserve_only() -> None:
    design = small(("app", "a", "10.0.0.0/28"), kept=[("app", "10.0.0.16/28")])
    grown = double(design, "app-a")
    assert cidrs(grown.design) == {"app-a": "10.0.0.0/27"}
    assert grown.design.reservations == ()
    with pytest.raises(PlanError, match=r"its other half 10.0.0.16/28 is reserved by `kept-0`; release 10.0.0.16/28"):
        double(small(("app", "a", "10.0.0.0/28"), kept=[("db", "10.0.0.16/28")]), "app-a")
    with pytest.raises(PlanError, match=r"its other half 10.0.0.16/28 is subnet `app-b`; 10.0.0.32/27 is free"):
        double(small(("app", "a", "10.0.0.0/28"), ("app", "b", "10.0.0.16/28")), "app-a")
    with pytest.raises(PlanError, match=r"fills 10.0.0.0/25, a whole block of `v`, and AWS never resizes those"):
        double(small(("app", "a", "10.0.0.0/25")), "app-a")
    with pytest.raises(PlanError, match="no subnet is called `app-z`: did you mean `app-a`"):
        double(design, "app-z")


def test_a_reservation_that_is_larger_keeps_its_rest() -> None:
    design = small(("app", "a", "10.0.0.0/28"), ("app", "b", "10.0.0.16/28"), kept=[("app", "10.0.0.64/26")])
    grown = grow_zone(design, None, "c")
    assert [each.cidr for each in grown.design.reservations] == ["10.0.0.80/28", "10.0.0.96/27"]
    assert len({each.id for each in grown.design.reservations}) == 2


def test_zones_of_one_size_are_counted_without_growing() -> None:
    design = small(("app", "a", "10.0.0.0/28"), ("app", "b", "10.0.0.16/28"))
    here = ground(design, design.vpcs[0])
    assert more_zones(here, zone_patterns(here)) == 6
