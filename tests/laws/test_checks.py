"""Laws of assertions, on designs drawn at random: how claims hang together, and that what is shown breaks them.

Every claim is also judged the slow way, pair by pair, so that asking one of each kind is held to asking everybody.
"""

from typing import Any, Literal

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.analysis.estates import read
from vpcdesign.analysis.check import check
from vpcdesign.analysis.questions import Pair, Questions
from vpcdesign.analysis.results import Result
from vpcdesign.analysis.services import parse
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.asserting import Assertion
from vpcdesign.errors import QuestionError
from vpcdesign.reach.ask import Answer, verdict

_PEERS = ["0.0.0.0/0", "10.0.0.0/24", "10.0.1.0/25", "10.0.0.2/32", "198.51.100.0/24", "sg-a", "sg-b"]
_PORTS = [{}, {"protocol": "tcp"}, {"protocol": "tcp", "ports": "22"}, {"protocol": "udp", "ports": "53-60"}]
_CIDRS = ["0.0.0.0/0", "10.0.0.0/24", "10.0.1.0/25", "10.0.0.0/30"]
_SIDES = ["tier:a", "tier:b", "vpc:v", "sg:sg-a", "one", "internet", "198.51.100.0/24", "10.0.0.0/24", "on-premises",
          "internet, tier:a", "vpc:v, !one", "10.0.0.8"]  # fmt: skip
_SERVICES = ["all", "tcp/22", "tcp", "udp/53", "icmp", "tcp/20-30, udp/50-55"]
_EXPECTATIONS = ["allowed", "blocked", "isolated", "only"]


class World:
    """A document, its design and its network; it shows as the document, which is what a failing case needs."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.design = read(document)
        self.network = compile_design(self.design)

    def __repr__(self) -> str:
        return f"World({self.document})"

    def result(self, source: str, destination: str, ports: str, expect: str) -> Result:
        claim = {"name": "claim", "from": source, "to": destination, "ports": ports, "expect": expect}
        (found,) = check(self.design, self.network, [Assertion.model_validate(claim)])
        return found

    def holds(self, *claim: str) -> bool:
        return self.result(*claim).holds


def _rules(draw: st.DrawFn, side: str) -> list[dict[str, Any]]:
    peers = st.lists(st.tuples(st.sampled_from(_PEERS), st.sampled_from(_PORTS)), max_size=2)
    return [{side: peer, **ports} for peer, ports in draw(peers)]


def _lines(draw: st.DrawFn) -> list[dict[str, Any]]:
    lines = st.tuples(st.sampled_from(["allow", "deny"]), st.sampled_from(_CIDRS), st.sampled_from(_PORTS))
    drawn = draw(st.lists(lines, min_size=1, max_size=3))
    return [{"rule": 10 * n, "action": a, "cidr": c, **p} for n, (a, c, p) in enumerate(drawn, 1)]


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Draw a VPC of two tiers with several interfaces each, some alike, some not."""
    targets = st.sampled_from([None, "igw", "vgw"])
    routes = {"a": draw(targets), "b": draw(targets)}
    places = st.tuples(st.sampled_from(["a", "b"]), st.sampled_from([["sg-a"], ["sg-b"], ["sg-a", "sg-b"]]))
    hosts = draw(st.lists(places, min_size=2, max_size=5))
    public = draw(st.integers(-1, len(hosts) - 1))
    document: dict[str, Any] = {
        "vpcs": [{"id": "v", "region": "eu-west-1", "cidrs": ["10.0.0.0/16"]}],
        "subnets": [
            {"id": name, "vpc": "v", "az": "eu-west-1a", "cidr": f"10.0.{n}.0/24", "tier": name,
             "route_table": f"rt-{name}", "network_acl": f"acl-{name}"}
            for n, name in enumerate("ab")
        ],
        "route_tables": [
            {"id": f"rt-{name}", "vpc": "v", "routes": [{"destination": "0.0.0.0/0", "target": to}] if to else []}
            for name, to in routes.items()
        ],
        "internet_gateways": [{"id": "igw", "vpc": "v"}],
        "virtual_private_gateways": [{"id": "vgw", "vpc": "v"}],
        "on_premises": [{"id": "office", "cidrs": ["192.168.0.0/24"]}],
        "vpn_connections": [
            {"id": "vpn", "virtual_private_gateway": "vgw", "on_premises": "office", "routes": ["192.168.0.0/24"]},
        ],
        "network_acls": [
            {"id": f"acl-{name}", "vpc": "v", "ingress": _lines(draw), "egress": _lines(draw)} for name in "ab"
        ],
        "security_groups": [
            {"id": f"sg-{name}", "vpc": "v", "ingress": _rules(draw, "source"), "egress": _rules(draw, "destination")}
            for name in "ab"
        ],
        "network_interfaces": [
            {"id": "one" if n == 0 else f"host-{n}", "subnet": subnet, "security_groups": groups,
             "private_ip": f"10.0.{'ab'.index(subnet)}.{n + 8}",
             **({"public_ip": "203.0.113.9"} if n == public else {})}
            for n, (subnet, groups) in enumerate([("a", ["sg-a"]), *hosts])
        ],
    }  # fmt: skip
    return World(document)


def _pairs(world: World, source: str, destination: str, ports: str) -> list[Pair]:
    return Questions(world.design, world.network).pairs(source, destination, parse(ports), "both")


def _answers(world: World, pairs: list[Pair]) -> list[Answer | None]:
    return [verdict(world.network, pair.questions) if pair.questions else None for pair in pairs]


def _slowly(world: World, source: str, destination: str, ports: str, expect: str) -> bool:
    """Judge a claim by asking every pair."""
    answers = _answers(world, _pairs(world, source, destination, ports))
    match expect:
        case "allowed":
            return all(one is not None and one.verdict == "allowed" for one in answers)
        case "blocked":
            return all(one is None or one.verdict == "blocked" for one in answers)
        case _:
            return all(one is None or (one.verdict == "blocked" and not one.delivered) for one in answers)


_SIDE = st.sampled_from(_SIDES)
_GROUP = st.sampled_from(["tier:a", "sg:sg-a", "vpc:v", "internet", "one"])
_SERVICE = st.sampled_from(_SERVICES)
_Plain = Literal["allowed", "blocked", "isolated"]


def _askable(world: World, source: str, destination: str) -> bool:
    """Tell whether both sides mean somebody."""
    try:
        _pairs(world, source, destination, "all")
    except QuestionError:
        return False
    return True


@given(worlds(), _SIDE, _SIDE, _SERVICE, st.sampled_from(_EXPECTATIONS[:3]))
def test_one_of_each_kind_stands_for_everybody(world: World, a: str, b: str, ports: str, expect: str) -> None:
    assume(_askable(world, a, b))
    result = world.result(a, b, ports, expect)
    assert result.holds == _slowly(world, a, b, ports, expect), result.reason
    assert result.asked == len(_pairs(world, a, b, ports))


@given(worlds(), _GROUP, _SERVICE)
def test_claims_hang_together(world: World, source: str, ports: str) -> None:
    assume(_askable(world, source, "one, 10.0.1.9"))
    claim = (source, "one, 10.0.1.9", ports)
    isolated, blocked, allowed = (world.holds(*claim, expect) for expect in ("isolated", "blocked", "allowed"))
    assert blocked or not isolated
    assert not (allowed and blocked)


@given(worlds(), st.sampled_from(["tier:a", "on-premises", "198.51.100.0/24"]), _SERVICE,
       st.sampled_from(_EXPECTATIONS[:3]))  # fmt: skip
def test_a_union_is_asked_part_by_part(world: World, source: str, ports: str, expect: str) -> None:
    to = "10.0.1.9, 203.0.113.9"
    whole = world.holds(f"{source}, internet", to, ports, expect)
    parts = [world.holds(part, to, ports, expect) for part in (source, "internet")]
    assert whole == all(parts)


@given(worlds(), _GROUP, _SERVICE, _SERVICE, st.sampled_from(_EXPECTATIONS[:3]))
def test_services_are_asked_part_by_part(world: World, source: str, a: str, b: str, expect: str) -> None:
    assume(_askable(world, source, "one, 10.0.1.9"))
    to = "10.0.0.8"
    whole = world.holds(source, to, f"{a}, {b}", expect)
    assert whole == (world.holds(source, to, a, expect) and world.holds(source, to, b, expect))


@given(worlds(), st.sampled_from(["tier:a", "one", "198.51.100.0/24", "on-premises"]), _SERVICE)
def test_only_is_allowed_and_everybody_else_blocked(world: World, source: str, ports: str) -> None:
    others = f"vpc:v, on-premises, internet, !{source}"
    for one in [host.id for host in world.design.network_interfaces if host.id != "one"][:2]:
        named = world.holds(source, one, ports, "allowed")
        assert world.holds(source, one, ports, "only") == (named and world.holds(others, one, ports, "blocked"))


@given(worlds(), _SIDE, _SIDE, _SERVICE, st.sampled_from(_EXPECTATIONS))
def test_what_is_shown_breaks_the_claim(world: World, a: str, b: str, ports: str, expect: str) -> None:
    assume(_askable(world, a, b))
    result = world.result(a, b, ports, expect)
    assert (result.witness is None) == result.holds
    if result.witness is None or not result.witness.questions:
        return
    found = verdict(world.network, result.witness.questions)
    assert found.verdict == result.witness.verdict
    match expect:
        case "allowed":
            assert found.verdict != "allowed"
        case "blocked":
            assert found.verdict == "allowed"
        case "isolated":
            assert found.delivered
        case _:
            assert (found.verdict == "allowed") == ("is not named in" in result.reason)
