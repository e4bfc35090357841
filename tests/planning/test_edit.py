"""Edits of what is still a plan, free space, and how full subnets are."""

from collections.abc import Callable

import pytest

from tests.planning.test_growth import cidrs, small
from vpcdesign.api.layouts import load_layout
from vpcdesign.design import legality
from vpcdesign.design.document import Design
from vpcdesign.design.hosts import NetworkInterface
from vpcdesign.errors import PlanError
from vpcdesign.planning import edit
from vpcdesign.planning.demand import read_size
from vpcdesign.planning.ground import ground
from vpcdesign.planning.space import fills, free_space

SHOP = load_layout("three-tier")


def test_a_split_is_undone_by_a_join() -> None:
    halved = edit.split(SHOP, "db-c")
    assert cidrs(halved)["db-c"] == "10.20.6.0/25"
    assert cidrs(halved)["db-c-2"] == "10.20.6.128/25"
    assert halved.subnets[-1].network_acl == "acl-db"
    assert legality.problems(halved) == []
    assert edit.join(halved, "db-c", "db-c-2") == SHOP


def test_a_subnet_is_resized_in_place() -> None:
    wider = edit.resize(SHOP, "db-c", read_size("/23"))
    assert cidrs(wider)["db-c"] == "10.20.6.0/23"
    assert [each.id for each in wider.reservations] == ["grow-public", "grow-app"]
    narrower = edit.resize(wider, "db-c", read_size("200"))
    assert cidrs(narrower)["db-c"] == "10.20.6.0/24"
    assert edit.resize(SHOP, "db-c", read_size("/24")) == SHOP


def test_a_subnet_without_addresses_is_moved() -> None:
    assert cidrs(edit.move(SHOP, "db-c"))["db-c"] == "10.20.8.0/24"
    assert cidrs(edit.move(SHOP, "db-c", "10.20.7.0/24"))["db-c"] == "10.20.7.0/24"
    assert "grow-db" not in {each.id for each in edit.move(SHOP, "db-c", "10.20.7.0/24").reservations}


def test_room_is_kept_and_given_back() -> None:
    kept = edit.reserve(SHOP, None, edit.Room("/22", "the audit of May"))
    assert kept.reservations[-1].cidr == "10.20.8.0/22"
    assert kept.reservations[-1].reason == "the audit of May"
    assert edit.release(kept, "10.20.8.0/22") == SHOP
    inside = edit.reserve(SHOP, None, edit.Room("10.20.64.128/25", "prefixes of the cluster"))
    made = inside.reservations[-1]
    assert (made.subnet, made.vpc, made.kind) == ("app-a", None, "explicit")
    assert legality.problems(inside) == []


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda d: edit.split(d, "public-x"), "no subnet is called `public-x`: did you mean `public-c`?"),
        (lambda d: edit.join(d, "public-a", "public-c"), "not two halves of one block: its other half is 10.20.1.0/24"),
        (lambda d: edit.join(d, "public-a", "public-b"), "a subnet lives in one zone"),
        (lambda d: edit.resize(d, "public-a", read_size("/23")), "its other half 10.20.1.0/24 is subnet `public-b`"),
        (lambda d: edit.resize(d, "public-a", read_size("/29")), "smaller than AWS allows for a subnet"),
        (lambda d: edit.move(d, "public-a"), "which would not be usable in another block: move that first"),
        (lambda d: edit.move(d, "db-c", "10.20.4.0/24"), "10.20.4.0/24 is `db-a`: 10.20.7.0/24 is free"),
        (lambda d: edit.reserve(d, None, edit.Room("10.20.0.0/16", "all")), "is not free: `public-a` is there"),
        (lambda d: edit.reserve(d, None, edit.Room("10.21.0.0/24", "x")), "not inside `prod`"),
        (lambda d: edit.reserve(d, None, edit.Room("/16", "x")), "no /16 is free in `prod`"),
        (lambda d: edit.reserve(d, None, edit.Room("/x", "x")), "`/x` is no prefix"),
        (lambda d: edit.release(d, "grow-apps"), "no reservation is `grow-apps`: did you mean `grow-app`?"),
        (lambda d: edit.split(d.model_copy(update={"imported": True}), "db-a"), "exists in AWS"),
    ],
)
def test_an_edit_that_cannot_be_says_why(act: Callable[[Design], Design], words: str) -> None:
    with pytest.raises(PlanError) as refused:
        act(SHOP)
    assert words in str(refused.value)


def test_a_half_with_residents_is_not_cut_off() -> None:
    design = small(("app", "a", "10.0.0.0/27"))
    host = NetworkInterface(id="eni-1", subnet="app-a", private_ip="10.0.0.20")
    settled = design.model_copy(update={"network_interfaces": (host,)})
    with pytest.raises(PlanError, match=r"`app-a` holds 10.0.0.20, which would not be usable in 10.0.0.0/28"):
        edit.split(settled, "app-a")
    last = design.model_copy(update={"network_interfaces": (host.model_copy(update={"private_ip": "10.0.0.15"}),)})
    with pytest.raises(PlanError, match=r"holds 10.0.0.15"):
        edit.split(last, "app-a")


def test_free_space_adds_up() -> None:
    space = free_space(ground(SHOP, SHOP.vpcs[0]))
    assert (space.total, space.used, space.reserved, space.free) == (65536, 13824, 4608, 47104)
    assert str(space.largest) == "10.20.128.0/17"
    assert {each.length: str(each.next) for each in space.fits if each.length in {17, 20, 22, 24}} == {
        17: "10.20.128.0/17",
        20: "10.20.16.0/20",
        22: "10.20.8.0/22",
        24: "10.20.8.0/24",
    }
    assert space.fragmentation == pytest.approx(1 - 32768 / 47104)


def test_one_address_spoils_a_block_for_delegation() -> None:
    design = small(("app", "a", "10.0.0.0/26"))
    empty = fills(design)["app-a"]
    assert (empty.usable, empty.used, empty.prefixes) == (59, 0, 2)  # AWS keeps addresses in the first and the last /28
    host = NetworkInterface(id="eni-1", subnet="app-a", private_ip="10.0.0.20")
    spoiled = fills(design.model_copy(update={"network_interfaces": (host,)}))["app-a"]
    assert (spoiled.free, spoiled.prefixes, spoiled.prefixes_at_least) == (58, 1, 1)
    by_hand = edit.reserve(design, None, edit.Room("10.0.0.16/28", "printers"))
    assert fills(by_hand)["app-a"].prefixes == 1
    for_pods = edit.reserve(design, None, edit.Room("10.0.0.16/28", "pods", kind="prefix"))
    assert fills(for_pods)["app-a"].prefixes == 2
    anywhere = host.model_copy(update={"private_ip": None})
    unknown = fills(design.model_copy(update={"network_interfaces": (anywhere,)}))["app-a"]
    assert (unknown.prefixes, unknown.prefixes_at_least) == (2, 1)
