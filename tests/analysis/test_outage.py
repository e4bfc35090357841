"""What breaks when something fails: as the page of the shop draws it, and counted pair by pair."""

import pytest

from tests.layouts.shelf import Json, design, document
from vpcdesign.algebra.services import write
from vpcdesign.analysis.outage import outages
from vpcdesign.analysis.results import Outage
from vpcdesign.analysis.worlds import Worlds
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.topology.failures import chosen


def outage(changed: Json, failed: str) -> Outage:
    whole = design(changed)
    (found,) = outages(Worlds(whole, compile_design(whole)), chosen(whole, [failed]), whole.assertions)
    return found


def told(found: Outage) -> dict[tuple[str, str], tuple[str, int, int, int, bool]]:
    """Give each loss by its ends: services, pairs before, pairs down, pairs cut off, and whether it died."""
    return {
        (one.source.partition(" ")[0], one.destination.partition(" ")[0]): (
            write(one.services),
            one.pairs,
            one.down,
            one.cut,
            one.died,
        )
        for one in found.losses
    }


def test_a_zone_of_the_shop() -> None:
    found = outage(document("three-tier"), "az:eu-west-1a")
    assert set(found.down) == {"bastion", "app-1", "db-1", "nat-a", "front/public-a"}
    assert told(found) == {
        ("internet", "bastion"): ("tcp/22", 1, 1, 0, True),
        ("bastion", "sg-app"): ("tcp/22", 3, 3, 0, True),
        ("internet", "sg-front"): ("tcp/443", 3, 1, 0, False),
        ("sg-front", "sg-app"): ("tcp/8080", 9, 5, 0, False),
        ("sg-app", "sg-front"): ("tcp/443", 9, 5, 0, False),
        ("sg-app", "sg-db"): ("tcp/5432", 6, 4, 0, False),
        ("sg-app", "internet"): ("tcp/443", 3, 1, 0, False),
        ("sg-app", "dublin"): ("tcp/443", 3, 1, 0, False),
        ("dublin", "sg-app"): ("tcp/22", 3, 1, 0, False),
        ("sg-app", "service:s3"): ("tcp/443", 3, 1, 0, False),
    }
    assert [one.name for one in found.broken] == ["only the office reaches ssh"]


def test_a_zone_without_anything_single_kills_nothing() -> None:
    found = outage(document("three-tier"), "az:eu-west-1b")
    assert not found.fatal
    assert {loss.cut for loss in found.losses} == {0}


def test_a_nat_gateway_cuts_off_who_is_up() -> None:
    found = outage(document("three-tier"), "nat-a")
    assert told(found) == {("sg-app", "internet"): ("tcp/443", 3, 0, 1, True)}
    assert [one.name for one in found.broken] == ["the app can call out"]


def test_a_gateway_endpoint_cuts_off_its_service_only() -> None:
    assert told(outage(document("three-tier"), "s3")) == {("sg-app", "service:s3"): ("tcp/443", 3, 0, 3, True)}


@pytest.mark.parametrize("tunnel", ["vpn-dublin/tunnel-1", "vpn-dublin/tunnel-2"])
def test_a_connection_survives_one_tunnel(tunnel: str) -> None:
    found = outage(document("three-tier"), tunnel)
    assert (list(found.losses), found.broken, found.fatal) == ([], (), False)


def test_a_target_in_a_lost_zone_is_no_longer_chosen() -> None:
    changed = document("three-tier")
    changed["load_balancers"][0]["nodes"] = changed["load_balancers"][0]["nodes"][1:]
    found = outage(changed, "az:eu-west-1a")
    assert ("internet", "sg-front") not in told(found)


def test_an_assertion_that_was_broken_before_is_not_blamed_on_a_failure() -> None:
    changed = document("three-tier")
    changed["security_groups"][3]["ingress"] = []
    assert outage(changed, "az:eu-west-1a").broken == ()


def test_whoever_has_yet_to_get_an_address_is_the_same_when_others_are_gone() -> None:
    found = outage(document("load-balanced-web"), "www/public-a")
    assert (found.broken, found.fatal) == ((), False)


def test_what_forbids_something_to_nobody_who_is_left_does_not_die() -> None:
    found = outage(document("bastion-host"), "az:eu-west-1a")
    assert found.moot == ("guests of the office do not get in",)
    assert found.alone == ("bastion", "linux-1")
    assert {one.reason for one in found.broken} == {"with az:eu-west-1a down: nobody is left of `bastion`"}


def test_one_who_is_left_asks_nobody() -> None:
    found = outage(document("central-egress"), "az:eu-west-1a")
    assert found.broken[0].reason.endswith("only app-2 is left, and nobody is asked about itself")
