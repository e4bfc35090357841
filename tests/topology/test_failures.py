"""What can fail is listed once, found by name, and what is left without it is what AWS would leave."""

import pytest

from tests.layouts.shelf import NAMES, Json, design, document
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.design.references import problems as dangling
from vpcdesign.errors import QuestionError
from vpcdesign.topology.failures import Failure, chosen, failures
from vpcdesign.topology.without import without


def left(name: str, failed: str) -> Design:
    whole = design(document(name))
    (failure,) = chosen(whole, [failed])
    return without(whole, failure)


def states(found: Design, table: str) -> dict[str, str]:
    (one,) = (table_ for table_ in found.route_tables if table_.id == table)
    return {route.destination: route.state for route in one.routes}


def test_every_single_failure_of_the_shop() -> None:
    found = [(one.kind, one.id) for one in failures(design(document("three-tier")))]
    assert found[:4] == [("zone", f"az:eu-west-1{z}") for z in "abc"] + [("NAT gateway", "nat-a")]
    assert ("VPN tunnel", "vpn-dublin/tunnel-2") in found
    assert ("load balancer node", "front/public-c") in found
    assert len(found) == len(set(found)) == 15


@pytest.mark.parametrize("name", NAMES)
def test_what_is_left_still_compiles_and_nothing_dangles(name: str) -> None:
    whole = design(document(name))
    for failure in failures(whole):
        after = without(whole, failure)
        compile_design(after)
        assert dangling(after) == [], f"{failure.id} leaves a reference to what is gone"


def test_a_zone_takes_what_stands_in_it() -> None:
    after = left("three-tier", "az:eu-west-1a")
    assert {one.id for one in after.network_interfaces} == {"app-2", "app-3", "db-2"}
    assert [one.id for one in after.nat_gateways] == ["nat-b", "nat-c"]
    assert states(after, "rt-app-a")["0.0.0.0/0"] == "blackhole"
    assert states(after, "rt-app-b")["0.0.0.0/0"] == "active"
    (front,) = after.load_balancers
    assert [node.subnet for node in front.nodes] == ["public-b", "public-c"]
    assert [one.target for one in front.target_groups[0].targets] == ["app-2", "app-3"]
    assert after.transit_gateway_attachments[0].subnets == ("app-b", "app-c")
    assert len(after.subnets) == 9


def test_a_nat_gateway_leaves_a_blackhole() -> None:
    after = left("three-tier", "nat-b")
    assert states(after, "rt-app-b") == {"192.168.0.0/16": "active", "0.0.0.0/0": "blackhole", "pl-s3": "active"}
    assert after.network_interfaces == design(document("three-tier")).network_interfaces


def test_one_of_two_tunnels_carries_a_connection() -> None:
    (vpn,) = left("three-tier", "vpn-dublin/tunnel-1").vpn_connections
    assert [one.state for one in vpn.tunnels] == ["down", None]
    assert left("three-tier", "vpn-dublin/tunnel-1, vpn-dublin/tunnel-2").vpn_connections == ()


def test_the_last_tunnel_takes_the_connection_with_it() -> None:
    changed: Json = document("three-tier")
    changed["vpn_connections"][0]["tunnels"] = [{"state": "up"}, {"state": "down"}]
    whole = design(changed)
    first, second = chosen(whole, ["vpn-dublin/tunnel-1", "vpn-dublin/tunnel-2"])
    assert without(whole, first).vpn_connections == ()
    assert without(whole, second).vpn_connections == whole.vpn_connections


def test_a_static_connection_keeps_its_routes_and_drops() -> None:
    changed: Json = document("three-tier")
    changed["vpn_connections"][0]["static_routes_only"] = True
    whole = design(changed)
    (vpn,) = without(whole, chosen(whole, ["vpn-dublin"])[0]).vpn_connections
    assert [one.state for one in vpn.tunnels] == ["down", "down"]
    assert vpn.routes == whole.vpn_connections[0].routes


def test_an_attachment_takes_its_routes_with_it() -> None:
    after = left("three-tier", "hub-prod")
    assert [one.id for one in after.transit_gateway_attachments] == ["hub-dublin"]
    (table,) = after.transit_gateway_route_tables
    assert (table.associations, table.propagations) == (("hub-dublin",), ("hub-dublin",))
    assert states(after, "rt-app-a")["192.168.0.0/16"] == "blackhole"


def test_a_gateway_endpoint_fails_where_it_was_routed() -> None:
    after = left("three-tier", "s3")
    assert states(after, "rt-app-a")["pl-s3"] == "blackhole"
    assert states(after, "rt-app-a")["0.0.0.0/0"] == "active"


def test_a_firewall_endpoint_leaves_a_blackhole() -> None:
    after = left("central-inspection", "fw-a")
    assert [one.id for one in after.firewalls[0].endpoints] == ["fw-b"]
    targets = {r.target for t in after.route_tables for r in t.routes if r.state == "blackhole"}
    assert targets == {"fw-a"}


def test_nothing_else_is_touched() -> None:
    whole = design(document("three-tier"))
    after = without(whole, Failure("front/public-a", "load balancer node"))
    assert [key for key in Design.model_fields if getattr(whole, key) != getattr(after, key)] == ["load_balancers"]


def test_failures_are_found_by_name() -> None:
    shop = design(document("three-tier"))
    assert [one.id for one in chosen(shop, ["any-az"])] == [f"az:eu-west-1{z}" for z in "abc"]
    assert [one.id for one in chosen(shop, ["eu-west-1b", "nat-a,nat-b"])] == ["az:eu-west-1b", "nat-a, nat-b"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("nat-d", "did you mean `nat-c`?"),
        ("igw", "is nothing that fails on its own"),
        ("any-endpoints", "did you mean `any-endpoint`"),
        ("", "is nothing that fails on its own"),
    ],
)
def test_what_cannot_fail_is_refused(text: str, words: str) -> None:
    with pytest.raises(QuestionError) as refused:
        chosen(design(document("three-tier")), [text])
    assert words in str(refused.value)


def test_a_word_stands_for_each_of_a_kind_and_two_words_for_every_two() -> None:
    shop = design(document("three-tier"))
    assert [one.id for one in chosen(shop, ["any-nat"])] == ["nat-a", "nat-b", "nat-c"]
    assert [one.id for one in chosen(shop, ["any-nat, any-nat"])] == ["nat-a, nat-b", "nat-a, nat-c", "nat-b, nat-c"]
    assert chosen(shop, ["any-az,nat-a"])[0].id == "az:eu-west-1a, nat-a"
    assert len(chosen(shop, ["any-az, nat-a"])) == 3
    assert [one.id for one in chosen(shop, ["any-tunnel"])] == ["vpn-dublin/tunnel-1", "vpn-dublin/tunnel-2"]
    with pytest.raises(QuestionError, match="no firewall endpoint"):
        chosen(shop, ["any-firewall"])


def test_what_has_a_name_fails_by_it_too() -> None:
    changed: Json = document("three-tier")
    changed["nat_gateways"][1]["name"] = "way out b"
    changed["load_balancers"][0]["name"] = "shop window"
    shop = design(changed)
    assert [one.id for one in chosen(shop, ["way out b, shop window/public-a"])] == ["nat-b, front/public-a"]
    changed["nat_gateways"][0]["name"] = "way out b"
    with pytest.raises(QuestionError):
        chosen(design(changed), ["way out b"])
