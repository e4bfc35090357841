"""Plans never overlap, lie inside, are aligned and keep AWS's sizes; a tier is one route where there is room."""

from fractions import Fraction
from ipaddress import IPv4Network, collapse_addresses, ip_network

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.planning.search import arrangeable
from vpcdesign.errors import PlanError
from vpcdesign.planning.blocks import Block, block
from vpcdesign.planning.demand import Tier, read_size, read_tier, read_vpc, read_zones
from vpcdesign.planning.lots import Outline
from vpcdesign.planning.organisation import Request, plan
from vpcdesign.planning.overlap import InUse
from vpcdesign.planning.plan import AMAZON_IPV6, VpcPlan, plan_vpc

SIZES = ["/20", "/22", "/24", "/26", "/28", "10", "100", "500", "2000", "5%", "25%", "50%"]
REGION = "eu-west-1"


@st.composite
def outlines(draw: st.DrawFn) -> Outline:
    """Draw what a VPC is to hold."""
    zones = draw(st.integers(1, 4))
    words = draw(st.lists(st.tuples(st.sampled_from(SIZES), st.booleans()), min_size=1, max_size=5))
    tiers = tuple(Tier(f"t{number}", read_size(size), once=once) for number, (size, once) in enumerate(words))
    kept = draw(st.integers(0, min(1, len(tiers) - 1)))
    all_zones = read_zones("6", REGION)
    return Outline(
        all_zones[:zones],
        tiers[kept:],
        all_zones[zones : zones + draw(st.integers(0, 2))],
        tiers[:kept],
        Fraction(draw(st.sampled_from([0, 50, 100, 150])), 100),
        draw(st.sampled_from([None, AMAZON_IPV6, block("2001:db8::/56"), block("2001:db8::/48")])),
    )


def planned(outline: Outline, *cidrs: str) -> VpcPlan | None:
    """Plan one VPC, or give None when it is refused."""
    try:
        return plan_vpc("prod", REGION, tuple(map(block, cidrs)), outline)
    except PlanError as error:
        said = [str(each) for each in error.problems]
        assert said
        assert not any(each.endswith(".") for each in said)
        return None


def taken(found: VpcPlan) -> dict[Block, str]:
    """Give every block of a plan with its tier."""
    return {each.block: each.tier for each in found.subnets} | {each.block: each.tier for each in found.reservations}


@given(outlines(), st.sampled_from([("10.20.0.0/16",), ("10.20.0.0/20",), ("10.20.0.0/24", "10.21.0.0/22")]))
def test_a_plan_keeps_to_its_block(outline: Outline, cidrs: tuple[str, ...]) -> None:
    found = planned(outline, *cidrs)
    assume(found is not None)
    assert found is not None
    networks = [IPv4Network(str(each)) for each in taken(found)]
    roots = [IPv4Network(cidr) for cidr in cidrs]
    assert all(any(each.subnet_of(root) for root in roots) for each in networks)
    assert sum(each.num_addresses for each in collapse_addresses(networks)) == sum(e.num_addresses for e in networks)
    assert all(16 <= IPv4Network(str(each.block)).prefixlen <= 28 for each in found.subnets)
    free = [IPv4Network(str(gap)) for gap in found.gaps]
    everything = sum(each.num_addresses for each in collapse_addresses([*networks, *free]))
    assert everything == sum(root.num_addresses for root in roots)
    names = [*(each.name for each in found.subnets), *(each.name for each in found.reservations)]
    assert len(set(names)) == len(names)


@given(outlines())
def test_a_plan_has_what_was_asked_for(outline: Outline) -> None:
    found = planned(outline, "10.20.0.0/16")
    assume(found is not None)
    assert found is not None
    for tier in outline.tiers:
        mine = [each for each in found.subnets if each.tier == tier.name]
        assert [each.az for each in mine] == list(outline.zones[:1] if tier.once else outline.zones)
        for each in mine:
            if tier.size.kind == "prefix":
                assert f"/{each.block.length}" == tier.size.text
            if tier.size.kind == "hosts":
                assert each.block.size - 5 >= tier.size.number * (1 + outline.headroom)
        if tier.size.kind == "share":
            assert sum(each.block.size for each in mine) <= tier.size.number * (1 << 16)
        kept = [each for each in found.reservations if each.tier == tier.name]
        assert len(kept) >= (0 if tier.once else len(outline.reserved_zones))
    assert {each.tier for each in found.subnets} == {tier.name for tier in outline.tiers}


@given(outlines())
def test_headroom_beside_a_prefix_lets_every_subnet_double(outline: Outline) -> None:
    found = planned(outline, "10.20.0.0/16")
    assume(found is not None and outline.headroom > 0)
    assert found is not None
    kept = {each.block: each.tier for each in found.reservations}
    for tier in outline.tiers:
        if tier.size.kind == "prefix":
            assert all(kept.get(each.block.buddy) == tier.name for each in found.subnets if each.tier == tier.name)


@given(outlines())
def test_summaries_hold_their_tier_and_nobody_else(outline: Outline) -> None:
    found = planned(outline, "10.20.0.0/16")
    assume(found is not None)
    assert found is not None
    for summary in found.summaries:
        for each, tier in taken(found).items():
            assert any(one.holds(each) for one in summary.blocks) == (tier == summary.tier)


@given(outlines())
def test_ipv6_blocks_are_apart_and_inside(outline: Outline) -> None:
    found = planned(outline, "10.20.0.0/16")
    assume(found is not None and outline.ipv6 is not None)
    assert found is not None
    assert outline.ipv6 is not None
    own = [each.ipv6 for each in found.subnets]
    assert len(set(own)) == len(own)
    assert all(each is not None and each.length == 64 and outline.ipv6.holds(each) for each in own)
    assert all(ip_network(str(each)).prefixlen == 64 for each in own)


@given(st.lists(st.tuples(st.integers(25, 28), st.booleans()), min_size=1, max_size=3), st.integers(1, 3))
def test_a_refusal_is_true_and_names_what_works(words: list[tuple[int, bool]], zones: int) -> None:
    tiers = tuple(Tier(f"t{n}", read_size(f"/{length}"), once=once) for n, (length, once) in enumerate(words))
    outline = Outline(read_zones(str(zones), REGION), tiers)
    root = block("10.0.0.0/25")
    heights = sorted(
        (7 - (length - 25) - 4 for length, once in words for _ in range(1 if once else zones)), reverse=True
    )
    possible = arrangeable([Block(0, 3)], heights)
    try:
        plan_vpc("prod", REGION, (root,), outline)
    except PlanError as error:
        assert not possible
        nearest = str(error).partition("take 10.")[2].split(" ")[0]
        if nearest:
            assert plan_vpc("prod", REGION, (block(f"10.{nearest}"),), outline).subnets
    else:
        assert possible


def test_the_shop_is_planned_as_it_is_drawn() -> None:
    tiers = tuple(map(read_tier, ("public:/24", "app:/20", "db:/24:isolated")))
    outline = Outline(read_zones("3", REGION), tiers, (f"{REGION}d",))
    found = plan_vpc("prod", REGION, (block("10.20.0.0/16"),), outline)
    assert [str(each.block) for each in found.subnets] == [
        "10.20.0.0/24", "10.20.1.0/24", "10.20.2.0/24",
        "10.20.64.0/20", "10.20.80.0/20", "10.20.96.0/20",
        "10.20.4.0/24", "10.20.5.0/24", "10.20.6.0/24",
    ]  # fmt: skip
    assert [str(each.block) for each in found.reservations] == ["10.20.3.0/24", "10.20.112.0/20", "10.20.7.0/24"]
    assert {each.tier: [str(one) for one in each.blocks] for each in found.summaries} == {
        "public": ["10.20.0.0/22"],
        "app": ["10.20.64.0/18"],
        "db": ["10.20.4.0/22"],
    }


def request(cidr: str, *vpcs: str, tiers: tuple[str, ...] = ("app:/26",), regions: tuple[str, ...] = (REGION,),
            in_use: tuple[InUse, ...] = ()) -> Request:  # fmt: skip
    """Ask for a plan of an organisation."""
    return Request(block(cidr), "2", tuple(map(read_tier, tiers)), regions, tuple(map(read_vpc, vpcs)), in_use=in_use)


def test_an_organisation_keeps_each_region_in_one_route() -> None:
    found = plan(request("10.0.0.0/8", "prod:/16", "dev:/18", regions=("eu-west-1", "us-east-1")))
    assert [vpc.name for vpc in found.vpcs] == ["prod-eu-west-1", "prod-us-east-1", "dev-eu-west-1", "dev-us-east-1"]
    for region in found.regions:
        assert region.block is not None
        inside = {vpc.name for vpc in found.vpcs if region.block.holds(vpc.blocks[0])}
        assert inside == set(region.vpcs)


def test_what_is_in_use_is_never_given_out() -> None:
    used = tuple(InUse(block(cidr), "x", "registry", "") for cidr in ("10.0.0.0/15", "10.3.0.0/16"))
    found = plan(request("10.0.0.0/12", *(f"v{n}:/16" for n in range(13)), in_use=used))
    assert not any(each.block.meets(vpc.blocks[0]) for each in used for vpc in found.vpcs)
    with pytest.raises(PlanError, match="has room for 13 blocks of /16, and the VPCs take 14"):
        plan(request("10.0.0.0/12", *(f"v{n}:/16" for n in range(14)), in_use=used))


def test_well_known_ranges_are_passed_over_while_there_is_room() -> None:
    assert not plan(request("172.16.0.0/12", *(f"v{n}:/16" for n in range(13)))).overlaps
    crowded = plan(request("172.16.0.0/12", *(f"v{n}:/16" for n in range(16))))
    assert {str(each.with_.block) for each in crowded.overlaps} == {"172.17.0.0/16", "172.20.0.0/16", "172.31.0.0/16"}
    assert all(each.with_.consequence for each in crowded.overlaps)


def test_pods_live_in_shared_space_of_their_own() -> None:
    found = plan(request("10.0.0.0/8", "prod:/16", "dev:/16", tiers=("app:/24", "pods:/18:pods")))
    shared = block("100.64.0.0/10")
    pods = [each.block for vpc in found.vpcs for each in vpc.subnets if each.tier == "pods"]
    assert len(pods) == 4
    assert all(shared.holds(each) for each in pods)
    assert len(set(pods)) == 4
    assert not any(shared.holds(each.block) for vpc in found.vpcs for each in vpc.subnets if each.tier == "app")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (request("10.0.0.0/8"), "larger than AWS allows for a VPC (/16 to /28): take 10.0.0.0/16"),
        (request("10.0.0.0/29"), "take 10.0.0.0/28"),
        (request("169.254.0.0/16"), "lies in 169.254.0.0/16, which no VPC can use"),
        (request("2001:db8::/56"), "write `plan 10.20.0.0/16 --ipv6 2001:db8::/56`"),
        (request("10.0.0.0/16", tiers=("a:/24", "a:/24")), "two tiers called `a`"),
        (request("10.0.0.0/16", "a", "b"), "2 VPCs share `10.0.0.0/16`, and `a` has no size: write `--vpc NAME:/17`"),
        (request("10.0.0.0/26", tiers=("a:/26",)), "take 10.0.0.0/25 or make `a` /27"),
        (request("10.0.0.0/16", tiers=("a:60%", "b:60%")), "are 120% of the rest"),
        (request("10.0.0.0/24", tiers=("a:/25", "b:10%")), "of the rest is 0 addresses a zone"),
    ],
)
def test_what_cannot_be_planned_names_the_nearest_that_can(asked: Request, words: str) -> None:
    with pytest.raises(PlanError) as refused:
        plan(asked)
    assert words in str(refused.value)


def test_shares_bend_to_the_room_and_prefixes_do_not() -> None:
    tiers = tuple(map(read_tier, ("a:/18", "b:50%", "c:50%")))
    found = plan_vpc("v", REGION, (block("10.0.0.0/16"),), Outline(read_zones("3", REGION), tiers))
    lengths = {each.tier: each.block.length for each in found.subnets}
    assert lengths == {"a": 18, "b": 21, "c": 21}
