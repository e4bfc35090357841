"""Edits of any noun: one field, a name, a copy, and what is refused in words instead of pydantic's."""

from collections.abc import Callable

import pytest

from vpcdesign.api.layouts import load_layout
from vpcdesign.design import legality, references
from vpcdesign.design.edit.change import change, describe, note
from vpcdesign.design.edit.duplicate import duplicate
from vpcdesign.design.edit.edit import Edit
from vpcdesign.design.edit.nouns import add, put
from vpcdesign.design.edit.rename import rename
from vpcdesign.design.edit.spots import find, free_id
from vpcdesign.design.filters import SecurityGroup
from vpcdesign.errors import EditError

SHOP = load_layout("three-tier")

CHANGED = [
    ("sg-bastion#ingress/0", "source", "0.0.0.0/0", "sg-bastion inbound 1: source 198.51.100.0/24 → 0.0.0.0/0"),
    ("sg-bastion", "ingress/0/source", "0.0.0.0/0", "sg-bastion inbound 1: source 198.51.100.0/24 → 0.0.0.0/0"),
    ("acl-db#egress/0", "ports", "1024-65535", "acl-db outbound 100: ports 32768-60999 → 1024-65535"),
    ("app-a", "route_table", "main", "app-a: route table rt-app-a → main"),
    ("app-a", "route_table", "", "app-a: route table rt-app-a → none"),
    ("rt-app-a#routes/1", "target", "nat-b", "rt-app-a 0.0.0.0/0: target nat-a → nat-b"),
    ("pl-s3#cidrs/1", "", "1.2.3.4/30", "pl-s3 blocks 2: 18.34.32.0/20 → 1.2.3.4/30"),
    ("prod", "cidrs", "10.20.0.0/16, 10.21.0.0/16", "prod: blocks 10.20.0.0/16 → 10.20.0.0/16, 10.21.0.0/16"),
    ("prod", "dns_hostnames", "no", "prod: dns hostnames yes → no"),
    ("app-1", "source_dest_check", False, "app-1: source dest check yes → no"),
    ("app-a", "tier", "app", "app-a: tier stays app"),
    ("app-1", "tags", "team=shop, env=prod", "app-1: tags none → team=shop, env=prod"),
    ("app-1", "client_ports", "1024-2000, 3000", "app-1: client ports none → 2 entries"),
]


@pytest.mark.parametrize(("where", "field", "value", "title"), CHANGED)
def test_a_field_is_changed(where: str, field: str, value: object, title: str) -> None:
    edit = change(SHOP, where, field, value)
    assert edit.title == title
    assert references.problems(edit.design) == []
    assert legality.problems(edit.design) == []


REFUSED: list[tuple[Callable[[], Edit], str]] = [
    (
        lambda: change(SHOP, "app-a", "cidr", "10.20.300.0/24"),
        "`10.20.300.0/24` is no CIDR block: write it as 10.0.0.0/16 or 2001:db8::/56",
    ),
    (lambda: change(SHOP, "app-a", "cidr", "fd00::/64"), "is an IPv6 block where an IPv4 block belongs"),
    (lambda: change(SHOP, "app-a", "route_table", "public-a"), "`public-a` is no route table; nearest: public."),
    (lambda: change(SHOP, "app-a", "vpc", ""), "`vpc` is empty"),
    (lambda: change(SHOP, "app-a", "tierr", "x"), "did you mean `tier`?"),
    (lambda: change(SHOP, "app-a", "id", "x"), "rename it"),
    (lambda: change(SHOP, "app-a", "", "x"), "has to be named"),
    (lambda: change(SHOP, "prod", "dns_support", "perhaps"), "neither yes nor no"),
    (lambda: change(SHOP, "app-1", "tags", "team"), "write name=value"),
    (lambda: change(SHOP, "app-1", "count", "0"), "`0` is no number for `count`"),
    (lambda: change(SHOP, "app-1", "client_ports", "many"), "`many` is no range"),
    (lambda: change(SHOP, "ap-1", "tier", "x"), "`ap-1` is not in this design; nearest: app-1"),
    (lambda: change(SHOP, "sg-app#ingress/9", "source", "x"), "sg-app has no such part"),
    (lambda: change(SHOP, "rt-app-a#routes/1", "target", "sg-app"), "`sg-app` is no target of a route"),
    (lambda: change(SHOP, "sg-app#ingress/0", "ports", "99999"), "past the last port"),
    (lambda: rename(SHOP, "sg-app", "internet"), "means something else"),
    (lambda: rename(SHOP, "sg-app", "10.0.0.0/8"), "`10.0.0.0/8` means something"),
    (lambda: rename(SHOP, "sg-app", "sg-db"), "sg-db-2 is free"),
    (lambda: rename(SHOP, "sg-app", " x"), "neither begins nor ends"),
    (lambda: rename(SHOP, "sg-ap", "x"), "nearest: sg-app"),
    (lambda: duplicate(SHOP, "nat-a"), "add another one where it should stand"),
    (lambda: add(SHOP, "subnets", {"id": "x", "vpc": "prod"}), "`az` is missing"),
    (lambda: add(SHOP, "subnets", {"id": "app-a", "vpc": "prod", "az": "eu-west-1a"}), "app-a-2 is free"),
    (lambda: add(SHOP, "subnet", {"id": "x"}), "did you mean `subnets`?"),
    (lambda: put(SHOP, SecurityGroup(id="app-a", vpc="prod")), "`app-a` is a subnet"),
    (lambda: describe(SHOP, "app-a", {"tier": "x"}), "its name, note and tags"),
    (lambda: describe(SHOP, "app-a", {"tags": "x"}), "does not fit `tags`"),
]


@pytest.mark.parametrize(("act", "words"), REFUSED)
def test_what_is_refused_says_why(act: Callable[[], Edit], words: str) -> None:
    with pytest.raises(EditError) as refused:
        act()
    assert words in str(refused.value)


def test_every_mention_follows_a_new_name() -> None:
    edit = rename(SHOP, "front", "door")
    assert edit.title == "front renamed to door"
    assert {one.to for one in edit.design.assertions} >= {"lb:door"}
    assert references.problems(edit.design) == []
    assert "front" not in {term for one in edit.design.assertions for term in (one.from_, one.to)}
    for name in (
        "front",
        "prod",
        "app-a",
        "sg-app",
        "acl-app",
        "rt-app-a",
        "hub",
        "hub-prod",
        "s3",
        "pl-s3",
        "dublin",
        "front-app",
        "bastion",
    ):
        there = rename(SHOP, name, "fresh").design
        assert references.problems(there) == []
        assert rename(there, "fresh", name).design == SHOP


def test_a_copy_has_addresses_of_its_own() -> None:
    edit = duplicate(SHOP, "app-1")
    copied = find(edit.design, "app-4").noun
    assert getattr(copied, "private_ip", "") == "10.20.64.11"
    assert edit.select == "app-4"
    for name in ("sg-app", "acl-app", "rt-app-a", "main", "bastion", "pl-s3", "dublin", "dublin-router", "eip-nat-a"):
        made = duplicate(SHOP, name).design
        assert references.problems(made) == []
        assert legality.problems(made) == []
    served = duplicate(SHOP, "rt-app-a")
    assert served.select in getattr(find(served.design, "s3").noun, "route_tables", ())


def test_what_people_say_of_a_noun() -> None:
    edit = describe(SHOP, "app-1", {"name": "first", "note": "x" * 60, "tags": {"team": "shop"}})
    assert edit.title == f"app-1: name none → first, note none → {'x' * 39}…, tags none → team=shop"
    assert describe(SHOP, "app-1", {"name": ""}).design is SHOP
    assert note(SHOP, "sg-app#ingress/2", "the bastion").title == "sg-app inbound 3: note none → the bastion"


def test_nouns_are_put_and_added() -> None:
    group = SecurityGroup(id="sg-new", vpc="prod")
    edit = add(SHOP, "security_groups", group)
    assert (edit.title, edit.select) == ("Security group sg-new added", "sg-new")
    again = put(edit.design, group.model_copy(update={"note": "mine"}))
    assert find(again.design, "sg-new").noun.note == "mine"


def test_free_ids_count_on() -> None:
    assert [free_id(SHOP, name) for name in ("app-1", "hub", "new", "front-app")] == [
        "app-4",
        "hub-2",
        "new",
        "front-app-2",
    ]
