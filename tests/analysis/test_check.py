"""Assertions hold or break for the right reason, and show it."""

from typing import Any

import pytest

from tests.analysis.shops import SHOP, asserted, changed
from vpcdesign.algebra.addresses import address
from vpcdesign.algebra.intervals import point
from vpcdesign.analysis.results import Result
from vpcdesign.errors import QuestionError


def _claim(from_: str, to: str, ports: str, expect: str, **more: object) -> dict[str, Any]:
    return {"from": from_, "to": to, "ports": ports, "expect": expect, **more}


def _one(document: dict[str, Any], *claim: str) -> Result:
    (result,) = asserted(document, _claim(*claim))
    return result


@pytest.mark.parametrize(
    "claim",
    [
        ("internet", "web-1", "https", "allowed"),
        ("tier:web, !ops", "db-1", "tcp/5432", "allowed"),
        ("internet, on-premises", "tier:db", "all", "isolated"),
        ("internet", "web-1", "tcp/0-442, tcp/444-65535, udp, icmp", "isolated"),
        ("ops", "db-1", "all", "isolated"),
        ("db-1", "internet, vpc:v", "all", "isolated"),
        ("sg:sg-web", "db-1", "tcp/5432", "only"),
        ("web-1", "internet", "all", "allowed"),
        ("web-2", "internet", "all", "blocked"),
        ("office", "tier:web", "tcp, udp", "blocked"),
        ("web-1", "10.0.1.99", "all", "isolated"),
        ("198.51.100.7", "203.0.113.10", "tcp/443", "allowed"),
    ],
)
def test_holds(claim: tuple[str, ...]) -> None:
    result = _one(SHOP, *claim)
    assert result.holds, result.reason
    assert result.witness is None


@pytest.mark.parametrize(
    ("claim", "says"),
    [
        (("internet", "web-1", "tcp/22", "allowed"),
         "internet to web-1 is blocked: 1.0.0.0:1024 → 203.0.113.10 tcp/22: sg-web inbound *: no inbound rule allows"),
        (("internet", "tier:web", "https", "allowed"), "internet to web-2: web-2 has no public address"),
        (("web-1", "db-1", "tcp/5431-5432", "allowed"), "web-1 to db-1 is allowed only in part (by service)"),
        (("internet", "web-1", "all", "isolated"), "default network ACL of v inbound 100, sg-web inbound 1"),
        (("internet", "web-1", "tcp", "blocked"), "internet reaches web-1: 1.0.0.0:1024 → 203.0.113.10 tcp/443"),
        (("web-1", "db-1", "tcp/5432", "only"), "web-2 reaches db-1 and is not named in `from`: 10.0.0.11:32768 → "),
        (("web-1", "db-1", "tcp/5432", "only"), ", guard inbound 100, sg-db inbound 1"),
        (("sg:sg-web", "tier:web", "tcp/443", "only"), "ops reaches web-1 and is not named"),
        (("sg:sg-web, internet", "ops", "tcp/443", "only"), "internet to ops: ops has no public address"),
    ],
)  # fmt: skip
def test_breaks(claim: tuple[str, ...], says: str) -> None:
    result = _one(SHOP, *claim)
    assert not result.holds
    assert result.witness is not None
    assert says in result.reason


def test_the_witness_of_a_blocked_claim_is_a_packet_that_passes() -> None:
    result = _one(SHOP, "internet", "web-1", "all", "blocked")
    assert result.witness is not None
    assert result.witness.verdict == "allowed"
    (question,) = result.witness.questions
    assert question.packets.destination == point(address("203.0.113.10"))
    assert question.packets.services == point(6 << 16 | 443)
    assert result.witness.back.hops[-1].action == "deliver"


def test_how_many_pairs_break_it() -> None:
    result = _one(SHOP, "tier:web", "tier:web", "tcp/443", "isolated")
    assert result.asked == 6
    assert result.reason.endswith("(the first of 6 pairs of 6 that break it)")


def test_blocked_holds_where_only_the_answer_dies_and_says_so() -> None:
    udp = changed(security_groups=[*SHOP["security_groups"][:1], {**SHOP["security_groups"][1], "ingress": [
        {"protocol": "udp", "ports": "53", "source": "sg-web"}]}, SHOP["security_groups"][2]])  # fmt: skip
    blocked, isolated = asserted(
        udp, _claim("web-1", "db-1", "udp/53", "blocked"), _claim("web-1", "db-1", "udp/53", "isolated")
    )
    assert blocked.holds
    (note,) = blocked.notes
    assert note.startswith(
        "packets from web-1 arrive at db-1 and only the answer dies: 10.0.0.10:32768 → 10.0.1.10 udp/53"
    )
    assert ": guard outbound * on the way back: no outbound rule allows udp/32768 to 10.0.0.10" in note
    assert not isolated.holds
    assert isolated.reason.startswith("a packet from web-1 arrives at db-1, though no answer comes back")
    assert isolated.witness is not None
    assert isolated.witness.forward.verdict == "allowed"
    assert isolated.witness.back.verdict == "blocked"


def test_no_packet_is_blocked_and_says_so() -> None:
    result = _one(SHOP, "internet", "web-2, db-1", "all", "isolated")
    assert result.holds
    assert result.notes == ("there is no packet to ask about: web-2 has no public address; db-1 has no public address",)


def test_what_the_model_does_not_know_proves_nothing() -> None:
    route = {"destination": "172.16.0.0/12", "target": "carrier"}
    tables = [SHOP["route_tables"][0], {**SHOP["route_tables"][1], "routes": [route]}]
    unknown = changed(route_tables=tables, external=[{"id": "carrier", "kind": "carrier_gateway"}])
    for expect in ("allowed", "blocked", "isolated"):
        result = _one(unknown, "web-1", "172.16.0.1", "tcp/443", expect)
        assert not result.holds
        assert result.reason.startswith("not proved: web-1 to 172.16.0.1: outside the model")
        assert result.witness is not None
        assert result.witness.verdict == "unknown"


def test_only_asks_everybody_else() -> None:
    result = _one(SHOP, "198.51.100.0/24", "web-1", "tcp/443", "only")
    assert not result.holds
    assert result.asked == 1 + 3 + 2
    assert result.reason.startswith("web-2 reaches web-1")


@pytest.mark.parametrize(("office", "holds"), [("198.51.100.0/24", True), ("198.51.100.0/23", False)])
def test_only_asks_everybody_else_in_the_internet(office: str, holds: bool) -> None:
    web = {**SHOP["security_groups"][0], "ingress": [{"protocol": "tcp", "ports": "443", "source": office}]}
    result = _one(
        changed(security_groups=[web, *SHOP["security_groups"][1:]]), "198.51.100.0/24", "web-1", "https", "only"
    )
    assert result.holds == holds
    if not holds:
        assert result.reason.startswith("everybody else in internet reaches web-1 and is not named")
        assert "198.51.101.0:1024 → 203.0.113.10 tcp/443" in result.reason


def test_both_families_are_asked() -> None:
    dual = changed(
        vpcs=[{**SHOP["vpcs"][0], "ipv6_cidrs": ["2600:1f00::/56"]}],
        subnets=[{**SHOP["subnets"][0], "ipv6_cidr": "2600:1f00::/64"}, *SHOP["subnets"][1:]],
        network_interfaces=[{**SHOP["network_interfaces"][0], "ipv6_addresses": ["2600:1f00::10"]}],
    )
    result = _one(dual, "internet", "web-1", "https", "allowed")
    assert not result.holds
    assert "→ 2600:1f00::10 tcp/443" in result.reason


def test_an_empty_subnet_is_asked_through_a_stand_in() -> None:
    result = _one(SHOP, "tier:later", "db-1", "tcp/5432", "blocked")
    assert result.holds
    assert result.notes == ("subnet empty has no interface: a stand-in was asked",)
    assert not _one(SHOP, "tier:later", "ops", "tcp/22", "blocked").holds


def test_everything_that_cannot_be_asked_is_told_at_once() -> None:
    with pytest.raises(QuestionError) as refused:
        asserted(
            SHOP,
            _claim("tier:wbe", "db-9", "htps", "allowed"),
            _claim("web-1", "db-1", "tcp/443", "allowed"),
            _claim("web-1", "db-1", "tcp/443", "allowed", when={"fail": "az:eu-west-1b"}),
        )
    assert [(one.pointer, one.message.partition("`: ")[2][:30]) for one in refused.value.problems] == [
        ("/assertions/0/ports", "`htps` is no service: did you "),
        ("/assertions/0/from", "no tier is called `wbe`: did y"),
        ("/assertions/0/to", "nothing in the design is calle"),
        ("/assertions/2/when", "`az:eu-west-1b` is nothing tha"),
    ]
    assert refused.value.problems[0].message.startswith("assertion `claim 1`: ")


@pytest.mark.parametrize(("expect", "holds"), [("allowed", False), ("blocked", True), ("isolated", True)])
def test_nobody_is_asked_about_himself(expect: str, holds: bool) -> None:
    result = _one(SHOP, "tier:db", "tier:db", "all", expect)
    assert result.holds == holds
    assert "db-1 is never asked about itself" in "".join((result.reason, *result.notes))


def test_only_where_nobody_else_is_left() -> None:
    result = _one(SHOP, "*, internet, on-premises", "web-1", "https", "only")
    assert result.asked == 5
    assert result.reason.startswith("db-1 to web-1 is blocked")


def test_nothing_asserted_nothing_judged() -> None:
    assert asserted(SHOP) == []
