"""The keys of the plan: what each does to a subnet, to room that is kept and to a gap, and what is said in advance."""

import re
import shlex
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.planning.test_growth import cidrs
from vpcdesign.api.layouts import load_layout
from vpcdesign.api.storage import load, save_design
from vpcdesign.cli.console import main
from vpcdesign.design import legality, references
from vpcdesign.design.document import Design
from vpcdesign.errors import EditError
from vpcdesign.planning.blocks import Block, block, spans
from vpcdesign.planning.carve.growing import add_block, add_ipv6, add_tier, add_zone
from vpcdesign.planning.carve.outcome import Carved, UncarvedError
from vpcdesign.planning.carve.site import BLOCK, site_of
from vpcdesign.planning.carve.verbs import VERBS, carve, previews

SHOP = load_layout("three-tier")


def told(select: str, like: str = "") -> list[str]:
    return [f"{each.key} {each.words}" for each in previews(site_of(SHOP, select).spot(select), like)]


def test_pieces_fill_the_vpc_without_a_gap() -> None:
    site = site_of(SHOP, "")
    assert spans(piece.block for piece in site.pieces) == spans(site.here.roots)
    assert sum(piece.block.size for piece in site.pieces) == 65536
    assert len(site.pieces) == 16
    assert [str(gap) for gap in site.free] == ["10.20.8.0/21", "10.20.16.0/20", "10.20.32.0/19", "10.20.128.0/17"]


def test_what_each_key_would_do_to_room_that_is_kept() -> None:
    assert told("grow-public") == [
        "a add a subnet here: public-a-2, zone a, 251 usable",
        "v split: 10.20.3.0/25, .128/25",
        "V join: no, its other half 10.20.2.0/24 is public-c",
        "w widen to /23: no, same reason",
        "W narrow: 10.20.3.128/25 is free",
        "r release: others may then fill the /22 that is tier public",
        "< shift earlier: no gap before it",
        "> shift later: 10.20.8.0/24, out of the tier's /22",
    ]


def test_what_each_key_would_do_to_a_subnet() -> None:
    assert told("app-b") == [
        "A add one more: app-b-2, 10.20.112.0/20, zone b, 4,091 usable",
        "b next free /20: 10.20.16.0/20",
        "v split: 10.20.80.0/21, 10.20.88.0/21",
        "V join: no, its other half 10.20.64.0/20 is app-a, in another zone",
        "w widen to /19: no, its other half 10.20.64.0/20 is app-a",
        "W narrow: 10.20.88.0/21 is free",
        "< shift earlier: no, it holds 10.20.80.10",
        "> shift later: no, same reason",
    ]
    assert "V join: 10.20.6.0/23" in told("db-c")
    assert "> shift later: 10.20.7.0/24" in told("db-c")


def test_a_gap_is_looked_at_in_halves_and_nothing_changes() -> None:
    half = carve(SHOP, "block:10.20.128.0/17", "split")
    assert half == Carved("10.20.128.0/18, 10.20.192.0/18", "block:10.20.128.0/18")
    assert carve(SHOP, half.select, "later").select == "block:10.20.192.0/18"
    assert carve(SHOP, half.select, "join").select == "block:10.20.128.0/17"
    assert carve(SHOP, "block:10.20.192.0/18", "earlier").select == "block:10.20.128.0/18"
    with pytest.raises(EditError, match=r"10\.20\.8\.0/21 cannot be joined: its other half 10\.20\.0\.0/21 holds"):
        carve(SHOP, "block:10.20.8.0/21", "join")


def test_the_next_free_block_becomes_a_subnet_like_the_one_it_was_found_from() -> None:
    found = carve(SHOP, "public-a", "next-free").select
    assert found == "block:10.20.8.0/24"
    assert carve(SHOP, found, "next-free").select == "block:10.20.9.0/24"
    made = carve(SHOP, found, "add", like="public-a").edit
    assert made is not None
    assert (made.title, made.select) == ("Add subnet public-a-2, 10.20.8.0/24 in eu-west-1a", "public-a-2")
    new = made.design.subnets[-1]
    assert (new.route_table, new.network_acl, new.tier) == ("public", "acl-public", "public")
    assert edited(found, "add").subnets[-1].tier == "db"  # the nearest tier, where nobody says which


def test_a_whole_gap_gives_a_subnet_of_the_tiers_size_and_a_chosen_part_its_own() -> None:
    assert edited("block:10.20.128.0/17", "add", "app-a").subnets[-1].cidr == "10.20.128.0/20"
    assert edited("block:10.20.128.0/22", "add", "app-a").subnets[-1].cidr == "10.20.128.0/22"


def test_room_is_kept_given_back_split_and_shifted() -> None:
    kept = carve(SHOP, "block:10.20.8.0/24", "reserve", "db-a").edit
    assert kept is not None
    assert kept.title == "Reserve 10.20.8.0/24 for growth of tier db"
    assert carve(kept.design, kept.select, "reserve").edit.design == SHOP  # type: ignore[union-attr]
    halves = edited("grow-public", "split")
    assert [each.cidr for each in halves.reservations] == [
        "10.20.3.0/25",
        "10.20.3.128/25",
        "10.20.7.0/24",
        "10.20.112.0/20",
    ]
    assert edited("grow-public", "join", design=halves) == SHOP
    assert edited("grow-app", "later").reservations[-1].cidr == "10.20.128.0/20"
    assert edited("grow-app", "narrow").reservations[-1].cidr == "10.20.112.0/21"


def test_a_copy_takes_the_room_that_is_kept_for_the_tier() -> None:
    design = edited("db-b", "copy-line")
    assert cidrs(design)["db-b-2"] == "10.20.7.0/24"
    assert "grow-db" not in {each.id for each in design.reservations}


@pytest.mark.parametrize(
    ("select", "verb", "words"),
    [
        ("public-a", "add", "10.20.0.0/24 is public-a: b finds a free block, A adds a copy"),
        ("public-a", "reserve", "10.20.0.0/24 is public-a: r reserves a gap; x deletes a subnet"),
        ("grow-db", "copy-line", "10.20.7.0/24 is no subnet: A adds a copy of one, a adds one here"),
        (
            "app-a",
            "widen",
            "app-a cannot be widened: its other half 10.20.80.0/20 is app-b; a /19 is free at 10.20.32.0",
        ),
        ("block:10.20.128.0/28", "split", "10.20.128.0/28 stays whole: AWS has no subnet below a /28"),
        ("block:10.20.128.0/17", "next-free", "no other /17 is free in prod"),
    ],
)
def test_a_refusal_says_what_why_and_what_works(select: str, verb: str, words: str) -> None:
    with pytest.raises(EditError) as refused:
        carve(SHOP, select, verb)
    assert str(refused.value).startswith(words)


def test_an_imported_subnet_stays_as_aws_has_it() -> None:
    imported = SHOP.model_copy(update={"imported": True})
    spot = site_of(imported, "db-c").spot("db-c")
    assert {each.command for each in previews(spot) if each.edits} == {"copy-line"}


def test_growth_leaves_every_block_where_it_is() -> None:
    zone, notes = add_zone(SHOP, "prod")
    assert zone.title == "Add zone d: public-d, app-d, db-d"
    assert zone.command == "vpcdesign grow FILE --az d --vpc prod --gateways"
    assert any("hub is not attached" in note for note in notes)
    tier, _ = add_tier(SHOP, "prod", "cache/24")
    assert tier.title == "Add tier cache: cache-a, cache-b, cache-c"
    for after in (zone.design, tier.design):
        assert cidrs(SHOP).items() <= cidrs(after).items()
        assert not legality.problems(after)
    assert add_block(SHOP, "prod", "10.21.0.0/16").design.vpcs[0].cidrs == ("10.20.0.0/16", "10.21.0.0/16")
    with pytest.raises(EditError, match="is no CIDR block"):
        add_block(SHOP, "prod", "10.21")


def test_ipv6_gives_every_subnet_a_block_of_its_own() -> None:
    own = add_ipv6(SHOP, "prod", "2001:db8:1::/56").design
    assert [each.ipv6_cidr for each in own.subnets][:2] == ["2001:db8:1::/64", "2001:db8:1:1::/64"]
    amazon = add_ipv6(SHOP, "prod").design
    assert [each.ipv6_index for each in amazon.subnets] == list(range(9))
    for after in (own, amazon):
        assert not legality.problems(after)
    with pytest.raises(EditError, match="prod has IPv6 already"):
        add_ipv6(amazon, "prod")
    with pytest.raises(EditError, match="take a larger block"):
        add_ipv6(SHOP, "prod", "2001:db8:1::/62")


@pytest.mark.parametrize(
    ("select", "verb"),
    [
        ("db-c", "split"),
        ("db-c", "widen"),
        ("db-c", "narrow"),
        ("db-c", "later"),
        ("grow-db", "reserve"),
        ("block:10.20.8.0/24", "reserve"),
    ],
)
def test_the_command_line_does_the_same(select: str, verb: str, tmp_path: Path) -> None:
    """What `y` copies is true: run on a file it makes the very design that the key makes."""
    made = carve(SHOP, select, verb, "db-a").edit
    assert made is not None
    path = str(tmp_path / "shop.json")
    save_design(SHOP, path)
    words = [path if word == "FILE" else word for word in shlex.split(made.command)]
    assert main(words[1:]) == 0
    assert load(path) == made.design


def test_names_of_users_are_words_for_a_shell() -> None:
    evil = SHOP.model_copy(
        update={"subnets": tuple(each.model_copy(update={"id": f"{each.id}; rm *"}) for each in SHOP.subnets)}
    )
    made = carve(evil, "db-c; rm *", "split").edit
    assert made is not None
    assert made.command == "vpcdesign space split FILE 'db-c; rm *'"


@given(st.data())
def test_any_keys_in_any_order_keep_the_plan_sound(data: st.DataObject) -> None:
    """Blocks stay disjoint and inside, AWS would have the design, and every preview comes true."""
    design = SHOP
    for _ in range(4):
        site = site_of(design, "")
        select = data.draw(st.sampled_from([piece.select for piece in site.pieces]))
        spot = site.spot(select)
        verb = data.draw(st.sampled_from(list(VERBS)))
        promised = {each.command: each for each in previews(spot)}.get(verb)
        try:
            done = carve(design, spot.select, verb)
        except UncarvedError:
            assert promised is None or not promised.able
            continue
        assert promised is None or promised.able
        assert promised is None or promised.edits == (done.edit is not None)
        if done.edit is None:
            assert str(site.spot(done.select).block) == done.select.removeprefix(BLOCK)
            continue
        design = done.edit.design
        assert not references.problems(design)
        assert not legality.problems(design)
        after = site_of(design, "")
        assert sum(piece.block.size for piece in after.pieces) == 65536


def test_a_selection_leads_to_its_block() -> None:
    site = site_of(SHOP, "app-1")
    assert site.spot("app-1").subnet is not None
    assert site.spot("app-1").select == "app-a"
    assert site.spot("block:10.20.9.0/24").block == Block(block("10.20.9.0/24").low, 8)
    assert site.spot("block:10.20.0.128/25").select == "public-a"
    assert re.fullmatch("public-a", site.spot("sg-app#ingress/1").select)


def edited(select: str, verb: str, like: str = "", design: Design = SHOP) -> Design:
    done = carve(design, select, verb, like).edit
    assert done is not None
    return done.design
