"""The wiring: which single things stand on every way, what hangs on each, and what would restore it."""

import pytest

from tests.layouts.shelf import NAMES, Json, design, document
from vpcdesign.topology.blast import Blast, blasts, others
from vpcdesign.topology.failures import chosen, failures
from vpcdesign.topology.graph import Wiring
from vpcdesign.topology.points import cut_off, points


def single(changed: Json) -> dict[str, set[tuple[str, str]]]:
    """Give every single point with the subnets that hang on it, by need."""
    found = points(Wiring(design(changed)))
    return {one.id: {(loss.subnet, loss.need.word) for loss in one.losses} for one in found}


def blast(changed: Json, failed: str) -> Blast:
    whole = design(changed)
    (found,) = blasts(Wiring(whole), chosen(whole, [failed]))
    return found


def shared_nat() -> Json:
    """Give the shop where zone b leaves by the gateway of zone a."""
    changed = document("three-tier")
    changed["nat_gateways"] = [one for one in changed["nat_gateways"] if one["id"] != "nat-b"]
    for table in changed["route_tables"]:
        for route in table.get("routes", []):
            route["target"] = "nat-a" if route["target"] == "nat-b" else route["target"]
    return changed


def test_the_single_points_of_the_shop() -> None:
    app = {"app-a", "app-b", "app-c"}
    found = single(document("three-tier"))
    assert found["nat-a"] == {("app-a", "internet")}
    for name in ("hub-prod", "hub-dublin", "vpn-dublin", "dublin-router"):
        assert found[name] == {(one, "dublin") for one in app}
    assert found["s3"] == {(one, "service:s3") for one in app}
    assert "igw" not in found, "AWS spreads it over the Region"


@pytest.mark.parametrize("name", NAMES)
def test_a_single_point_cuts_off_exactly_what_hangs_on_it(name: str) -> None:
    whole = design(document(name))
    wiring = Wiring(whole)
    hanging = {one.id: set(one.losses) for one in points(wiring)}
    alone = [
        one for one in failures(whole) if one.kind in {"NAT gateway", "transit gateway attachment", "VPN connection"}
    ]
    for failure in alone:
        assert set(cut_off(wiring, failure)) == hanging.get(failure.id, set()), failure.id


def test_a_zone_cuts_off_who_leaves_by_it_and_is_up() -> None:
    found = blast(shared_nat(), "az:eu-west-1a")
    assert found.by_need == {"internet": ("app-b",)}
    assert found.remedies == ("a NAT gateway in eu-west-1b and a default route of app-b to it",)
    assert blast(document("three-tier"), "az:eu-west-1a").losses == ()


def test_a_gateway_that_stands_in_their_zone_is_named() -> None:
    changed = document("three-tier")
    for table in changed["route_tables"]:
        for route in table.get("routes", []):
            route["target"] = "nat-a" if route["target"] == "nat-b" else route["target"]
    regional, other = blast(changed, "nat-a").remedies
    assert regional.endswith("or a default route of rt-app-a to nat-b until it is back")
    assert other == "a default route of app-b to nat-b, which stands in their zone"


def test_two_tunnels_are_no_single_point_and_one_left_is() -> None:
    changed = document("three-tier")
    assert "vpn-dublin/tunnel-1" not in single(changed)
    changed["vpn_connections"][0]["tunnels"] = [{"state": "up"}, {"state": "down"}]
    assert single(changed)["vpn-dublin/tunnel-1"] == single(changed)["vpn-dublin"]


def test_what_bgp_would_bring_instead_is_a_way_too() -> None:
    changed = document("hybrid")
    changed["direct_connects"].append({**changed["direct_connects"][0], "id": "dx-second"})
    assert "dx-datacentre" in single(document("hybrid"))
    assert "dx-datacentre" not in single(changed)


def test_packets_keep_to_their_zone_in_a_transit_gateway() -> None:
    found = blast(document("central-egress"), "nat-a")
    assert found.by_need == {"internet": ("app-servers-a", "build-builders-a")}
    assert found.interfaces == 2


def test_a_peering_past_a_firewall_is_no_remedy() -> None:
    (told,) = blast(document("central-inspection"), "hub-app").remedies
    assert "nothing that keeps the inspection" in told
    told, *_ = blast(document("transit-gateway-hub-and-spoke"), "hub-dev").remedies
    assert told == "a peering connection between dev and shared, with routes both ways"


def test_a_device_on_the_far_side_is_a_point_beside() -> None:
    whole = design(document("three-tier"))
    (found,) = others(Wiring(whole), failures(whole))
    assert (found.id, found.kind, found.interfaces) == ("dublin-router", "customer gateway", 3)


def test_a_design_that_holds_nobody_is_asked_by_its_subnets() -> None:
    changed = document("three-tier")
    for kind in ("network_interfaces", "instances", "load_balancers", "assertions"):
        changed[kind] = []
    assert single(changed)["nat-a"] == {("app-a", "internet")}
