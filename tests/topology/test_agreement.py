"""The wiring and the walk agree: who the wiring says is cut off gets no packet through, and a remedy restores him."""

from collections.abc import Iterator

import pytest

from tests.layouts.shelf import NAMES, Json, design, document
from vpcdesign.algebra.services import ALL
from vpcdesign.analysis.questions import Questions
from vpcdesign.analysis.reaches import reach
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.reach.walk import Walk
from vpcdesign.topology.blast import blasts
from vpcdesign.topology.failures import Failure, chosen, failures
from vpcdesign.topology.graph import Wiring
from vpcdesign.topology.needs import Need
from vpcdesign.topology.points import Loss, cut_off
from vpcdesign.topology.without import without


def selector(need: Need) -> str:
    match need.beyond:
        case "internet":
            return "internet"
        case "vpc":
            return f"vpc:{need.id}"
        case "service":
            return need.word
        case _:
            return need.id


def gets_through(whole: Design, loss: Loss, failure: Failure | None = None) -> bool:
    """Tell whether anybody in a subnet gets anything through to what it needs, or is asked from there and answers."""
    there = whole if failure is None else without(whole, failure)
    network = compile_design(there)
    questions, walk = Questions(there, network), Walk(network)
    hosts = [one.id for one in there.network_interfaces if one.subnet == loss.subnet]
    far = selector(loss.need)
    ways = [(host, far) for host in hosts] + [(far, host) for host in hosts if loss.need.beyond != "service"]
    asked = (pair for source, to in ways for pair in questions.pairs(source, to, ALL, "both"))
    return any(reach(walk, pair.questions).some for pair in asked if pair.questions)


def cut(whole: Design) -> Iterator[tuple[Failure, Loss]]:
    wiring = Wiring(whole)
    for failure in failures(whole):
        yield from ((failure, loss) for loss in cut_off(wiring, failure) if loss.need.beyond != "load_balancer")


@pytest.mark.parametrize("name", [name for name in NAMES if name != "dual-stack-egress-only"])
def test_who_is_cut_off_on_the_wiring_gets_nothing_through(name: str) -> None:
    whole = design(document(name))
    for failure, loss in cut(whole):
        assert not gets_through(whole, loss, failure), f"{failure.id}: {loss.subnet} to {loss.need.word}"


def test_the_wiring_has_something_to_say() -> None:
    assert sum(1 for name in NAMES for _ in cut(design(document(name)))) > 60


def restored(changed: Json, failed: str, remedy: str) -> None:
    """Hold a remedy, applied in `changed`, to what it promises."""
    whole = design(changed)
    (failure,) = chosen(whole, [failed])
    (left,) = blasts(Wiring(whole), [failure])
    assert left.losses == (), remedy


def test_a_nat_gateway_of_its_own_restores_a_zone() -> None:
    changed = document("three-tier")
    routes = {one["id"]: one for one in changed["route_tables"]}
    shared = next(route for route in routes["rt-app-b"]["routes"] if route["target"] == "nat-b")
    shared["target"] = "nat-a"
    (found,) = blasts(Wiring(design(changed)), chosen(design(changed), ["az:eu-west-1a"]))
    assert found.remedies == ("a default route of app-b to nat-b, which stands in their zone",)
    app_b = found.losses[0]
    assert not gets_through(design(changed), app_b, chosen(design(changed), ["az:eu-west-1a"])[0])
    shared["target"] = "nat-b"
    restored(changed, "az:eu-west-1a", found.remedies[0])
    assert gets_through(design(changed), app_b, chosen(design(changed), ["az:eu-west-1a"])[0])


def test_a_second_connection_restores_a_link() -> None:
    changed = document("hybrid")
    (found,) = blasts(Wiring(design(changed)), chosen(design(changed), ["vpn-branch"]))
    (told,) = found.remedies
    assert told.startswith("a second VPN connection to branch, from a customer gateway of its own, both by BGP")
    changed["customer_gateways"].append({"id": "branch-router-2", "ip_address": "198.51.100.77"})
    first = next(one for one in changed["vpn_connections"] if one["id"] == "vpn-branch")
    changed["vpn_connections"].append({**first, "id": "vpn-branch-2", "customer_gateway": "branch-router-2"})
    changed["vpn_connections"][-1]["static_routes_only"] = False
    mixed = design(changed)
    failure = chosen(mixed, ["vpn-branch"])[0]
    assert blasts(Wiring(mixed), [failure])[0].losses, "a static route stays, and BGP's does not take over"
    assert not gets_through(mixed, found.losses[0], failure)
    for one in changed["vpn_connections"]:
        one["static_routes_only"] = False
    restored(changed, "vpn-branch", found.remedies[0])
    assert gets_through(design(changed), found.losses[0], chosen(design(changed), ["vpn-branch"])[0])


def test_a_gateway_endpoint_taken_out_leaves_the_way_to_the_internet() -> None:
    changed = document("three-tier")
    (found,) = blasts(Wiring(design(changed)), chosen(design(changed), ["s3"]))
    assert found.remedies == (
        "the endpoint taken out of the route tables: service:s3 then leaves by nat-a, nat-b and nat-c",
    )
    for table in changed["route_tables"]:
        table["routes"] = [route for route in table.get("routes", []) if route["target"] != "s3"]
    changed["vpc_endpoints"] = []
    assert gets_through(design(changed), found.losses[0])


def test_a_peering_restores_what_an_attachment_carried() -> None:
    changed = document("transit-gateway-hub-and-spoke")
    (found,) = blasts(Wiring(design(changed)), chosen(design(changed), ["hub-dev"]))
    assert found.remedies == ("a peering connection between dev and shared, with routes both ways",)
    changed["peering_connections"] = [{"id": "pcx", "requester": "dev", "accepter": "shared"}]
    for table in changed["route_tables"]:
        for route in table.get("routes", []):
            if (table["vpc"], route["destination"]) in {("dev", "10.34.0.0/16"), ("shared", "10.33.0.0/16")}:
                route["target"] = "pcx"
    restored(changed, "hub-dev", found.remedies[0])
    for loss in found.losses:
        if loss.subnet.startswith("dev"):
            assert gets_through(design(changed), loss, chosen(design(changed), ["hub-dev"])[0])
