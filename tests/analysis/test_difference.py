"""What an edit of the shop opens and closes: exactly, and nothing else; each shown by a packet that fares as told."""

import pytest

from tests.layouts.shelf import Json, design, document
from tests.semantics.edits import edited
from vpcdesign.algebra.services import write
from vpcdesign.analysis.changes import changes
from vpcdesign.analysis.difference import Difference, differences
from vpcdesign.analysis.worlds import World, Worlds
from vpcdesign.compiler.compile import compile as compile_design

SG = "/security_groups/"


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
        ("-", "ingress: ports 5432, protocol tcp, source sg-app"),
        ("+", "ingress: ports 5433, protocol tcp, source sg-app"),
    )


def test_fewer_ports_are_narrowed_though_both_are_partial() -> None:
    some, fewer = (
        world(edited(document("three-tier"), f'set /network_acls/acl-db/egress/100/ports "{low}-60999"'))
        for low in (40000, 50000)
    )
    assert [one.effect for one in differences(some, fewer)] == ["narrowed"]
    assert [one.effect for one in differences(fewer, some)] == ["widened"]
