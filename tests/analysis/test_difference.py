"""What an edit of the shop opens and closes: exactly, and nothing else; each shown by a packet that fares as told."""

import json

import pytest

from tests.layouts.shelf import Json, design, document
from tests.semantics.edits import edited
from vpcdesign.algebra.addresses import ALL_V4, address
from vpcdesign.algebra.intervals import point
from vpcdesign.algebra.services import ALL, TCP, ports, write
from vpcdesign.analysis.changes import changes
from vpcdesign.analysis.dangers import Dangers
from vpcdesign.analysis.difference import differences
from vpcdesign.analysis.renames import renames
from vpcdesign.analysis.results import Difference
from vpcdesign.analysis.worlds import World, Worlds
from vpcdesign.compiler.compile import compile as compile_design

SG = "/security_groups/"
OFFICE = address("198.51.100.7")


def world(of: Json) -> World:
    found = design(of)
    return Worlds(found, compile_design(found)).whole


def compared(edit: str) -> list[Difference]:
    return differences(world(document("three-tier")), world(edited(document("three-tier"), edit)))


def told(found: list[Difference]) -> list[tuple[str, str, str, str, str]]:
    return [
        (one.effect, " ".join(one.sources), " ".join(one.destinations), write(one.services), one.where) for one in found
    ]


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (f'set {SG}sg-bastion/ingress/0/source "0.0.0.0/0"',
         [("opened", "internet", "bastion", "tcp/22", "from all but 198.51.100.0/24")]),
        (f'set {SG}sg-bastion/ingress/0/source "198.51.100.0/25"',
         [("closed", "internet", "bastion", "tcp/22", "from 198.51.100.128/25")]),
        (f'set {SG}sg-db/ingress/0/ports "5400-5432"', []),
        ("remove /network_acls/acl-db/egress/100",
         [("closed", "app-1 app-2 app-3", "db-1 db-2", "tcp/5432", "")]),
        ('set /network_acls/acl-db/egress/100/ports "40000-60999"',
         [("narrowed", "app-1 app-2 app-3", "db-1 db-2", "tcp/5432", "")]),
        ('set /network_acls/acl-db/egress/100/ports "1024-65535"', []),
        ("set /network_interfaces/app-2/client_ports [[33000, 34000]]", []),
        ('set /network_interfaces/bastion/private_ip "10.20.0.77"', []),
        ('set /network_interfaces/bastion/public_ip "203.0.113.99"', []),
        ("remove /network_interfaces/bastion",
         [("closed", "bastion", "app-1 app-2 app-3", "tcp/22", ""),
          ("closed", "internet", "bastion", "tcp/22", "from 198.51.100.0/24")]),
    ],
)  # fmt: skip
def test_an_edit_does_exactly_this(edit: str, expected: list[tuple[str, str, str, str, str]]) -> None:
    assert told(compared(edit)) == expected


def test_a_packet_is_traced_on_both_sides() -> None:
    (found,) = compared(f'set {SG}sg-bastion/ingress/0/source "0.0.0.0/0"')
    assert found.before is not None
    assert found.after is not None
    assert (found.before.verdict, found.after.verdict) == ("blocked", "allowed")
    assert found.before.witness == found.after.witness
    assert "sg-bastion inbound 1" in found.decided


def test_what_is_narrowed_shows_a_packet_that_fails_now() -> None:
    (found,) = compared('set /network_acls/acl-db/egress/100/ports "40000-60999"')
    assert found.before is not None
    assert found.after is not None
    assert (found.before.verdict, found.after.verdict) == ("allowed", "blocked")


def test_an_edit_and_its_undo_are_each_other_s_opposite() -> None:
    old, new = world(document("three-tier")), world(edited(document("three-tier"), f"remove {SG}sg-db/ingress/0"))
    there, back = differences(old, new), differences(new, old)
    assert [one.effect for one in there] == ["closed"]
    assert told(back) == [("opened", *rest) for _, *rest in told(there)]


def test_reordering_that_means_nothing_is_nothing() -> None:
    shuffled = document("three-tier")
    for group in shuffled["security_groups"]:
        group["ingress"].reverse()
    for table in shuffled["route_tables"]:
        table.get("routes", []).reverse()
    assert changes(design(document("three-tier")), design(shuffled)) == []


def test_nouns_are_added_removed_and_changed() -> None:
    new = edited(document("three-tier"), f'remove /network_interfaces/bastion && set {SG}sg-db/ingress/0/ports "5433"')
    found = changes(design(document("three-tier")), design(new))
    assert [(one.what, one.kind, one.id) for one in found] == [
        ("changed", "security group", "sg-db"),
        ("removed", "network interface", "bastion"),
    ]
    assert found[0].lines == (
        ("-", "ingress: tcp/5432 from sg-app"),
        ("+", "ingress: tcp/5433 from sg-app"),
    )


RENAMED = {
    "prod": "production",
    "sg-app": "sg-application",
    "app-2": "app-two",
    "public-a": "pub-a",
    "rt-app-a": "rt-x",
}


def renamed_shop() -> Json:
    """Give the shop with other ids for things that name one another: VPC, subnet, table, group, interface."""
    text = json.dumps(document("three-tier"))
    for was, now in RENAMED.items():
        text = text.replace(f'"{was}"', f'"{now}"')
    found: Json = json.loads(text)
    return found


def test_what_only_bears_another_id_is_renamed_and_its_packets_fare_as_before() -> None:
    old, new = document("three-tier"), renamed_shop()
    found = changes(design(old), design(new))
    assert {(one.was, one.id) for one in found} == set(RENAMED.items())
    assert {(one.what, one.lines) for one in found} == {("renamed", ())}
    assert differences(world(old), world(new), renamed=renames(design(old), design(new))) == []


def test_a_renamed_thing_that_was_edited_too_is_another() -> None:
    new = renamed_shop()
    next(one for one in new["network_interfaces"] if one["id"] == "app-two")["security_groups"] = ["sg-db"]
    found = changes(design(document("three-tier")), design(new))
    assert ("removed", "app-2") in {(one.what, one.id) for one in found}


def test_several_alike_are_told_apart_by_name_or_not_at_all() -> None:
    old, new = document("default-vpc"), document("default-vpc")
    for one in new["network_interfaces"]:
        one["id"] = f"new-{one['id']}"
    for of in (old, new):
        for one in of["network_interfaces"]:
            one["subnet"] = of["network_interfaces"][0]["subnet"]
            one.pop("private_ip", None)
        of["assertions"] = []
    assert renames(design(old), design(new)) == {}
    for of in (old, new):
        for place, one in enumerate(of["network_interfaces"]):
            one["name"] = f"host {place}"
    assert len(renames(design(old), design(new))) == len(old["network_interfaces"])


def test_a_thing_that_stands_elsewhere_has_moved() -> None:
    new = document("three-tier")
    moved = next(one for one in new["network_interfaces"] if one["id"] == "app-1")
    moved |= {"subnet": "app-b", "private_ip": "10.20.80.77"}
    (found,) = changes(design(document("three-tier")), design(new))
    assert (found.what, found.id) == ("moved", "app-1")
    assert ("~", "subnet: app-a → app-b") in found.lines


def test_rules_that_bear_other_numbers_in_the_same_order_are_the_same() -> None:
    new = document("three-tier")
    for acl in new["network_acls"]:
        for rule in acl["ingress"]:
            rule["rule"] *= 2
    assert changes(design(document("three-tier")), design(new)) == []
    first, second = new["network_acls"][0]["ingress"][:2]
    first["rule"], second["rule"] = second["rule"], first["rule"]
    assert [one.kind for one in changes(design(document("three-tier")), design(new))] == ["network ACL"]


@pytest.mark.parametrize(
    ("edit", "dangers"),
    [
        (f'set {SG}sg-bastion/ingress/0/source "0.0.0.0/0"', ("ssh open to the internet on bastion",)),
        (f'set {SG}sg-bastion/ingress/0/source "198.51.100.0/25"', ()),
        (f'set {SG}sg-db/ingress/0/source "0.0.0.0/0"', ()),
    ],
)
def test_what_is_dangerous_says_why(edit: str, dangers: tuple[str, ...]) -> None:
    assert [why for one in compared(edit) for why in one.dangers] == list(dangers)


def test_the_internet_at_a_subnet_that_is_not_public_is_dangerous() -> None:
    whole = document("three-tier")
    shop = world(whole)
    residents = shop.questions.roster.residents
    dangers = Dangers(shop.design)
    https = ports(TCP, 443, 443)
    assert list(dangers.of(residents["app-1"], https, point(OFFICE))) == [
        "the internet reaches app-1, whose subnet app-a is not public"
    ]
    assert list(dangers.of(residents["bastion"], https, ALL_V4)) == []
    assert list(dangers.of(residents["bastion"], ALL, point(OFFICE))) == []
    assert list(dangers.of(residents["front/public-a"], https, ALL_V4)) == []
    assert list(dangers.of(residents["bastion"], ALL, ALL_V4)) == [
        "ssh, rdp, cassandra and 9 more open to the internet on bastion"
    ]


def test_each_group_shows_a_packet_of_its_own() -> None:
    for one in compared(f"remove {SG}sg-app/egress && remove {SG}sg-front/ingress/0"):
        assert one.before is not None
        assert one.before.source in one.sources


def test_fewer_ports_are_narrowed_though_both_are_partial() -> None:
    some, fewer = (
        world(edited(document("three-tier"), f'set /network_acls/acl-db/egress/100/ports "{low}-60999"'))
        for low in (40000, 50000)
    )
    assert [one.effect for one in differences(some, fewer)] == ["narrowed"]
    assert [one.effect for one in differences(fewer, some)] == ["widened"]


@pytest.mark.parametrize(
    "edit",
    [
        f"remove {SG}sg-app/ingress/0",
        "remove /network_acls/acl-db/egress/100",
        'set /network_acls/acl-db/egress/100/ports "40000-60999"',
        f'set {SG}sg-bastion/ingress/0/source "0.0.0.0/0"',
    ],
)
def test_a_packet_fares_as_it_is_told_of(edit: str) -> None:
    old, new = document("three-tier"), edited(document("three-tier"), edit)
    there, back = differences(world(old), world(new)), differences(world(new), world(old))
    assert there
    for one in (*there, *back):
        gains = one.effect in {"opened", "widened"}
        worse, better = (one.before, one.after) if gains else (one.after, one.before)
        assert worse is not None
        assert better is not None
        assert worse.blockers, one.effect
        assert not better.blockers, one.effect
