"""Who answers whom: the rules that let answers back, and those that do not."""

from typing import Any, TypeAlias

from tests.analysis.lines.counter import SHOP, acl, shop
from vpcdesign.analysis.lines.answers import Answer, answers
from vpcdesign.analysis.lines.effects import world
from vpcdesign.analysis.lines.standing import IMPLIED
from vpcdesign.design.document import Design
from vpcdesign.reach.flow import Flow

OTHER = {"ingress": "egress", "egress": "ingress"}

Told: TypeAlias = dict[tuple[str, str, int], tuple[int, ...]]


def said(design: Design, name: str) -> list[str]:
    found = next(one for one in design.network_acls if one.id == name)
    return [_words(design, name, one) for one in answers(design, found)]


def _words(design: Design, name: str, one: Answer) -> str:
    found = next(each for each in design.network_acls if each.id == name)
    mine = found.ingress if one.direction == "ingress" else found.egress
    others = found.egress if one.direction == "ingress" else found.ingress
    by = " ".join(str(others[place].rule) for place in one.by)
    stops = " ".join("*" if place == IMPLIED else str(others[place].rule) for place in one.stops)
    return f"{one.verdict} {one.direction} {mine[one.place].rule} by {by or '-'} stops {stops or '-'}"


def test_rules_that_somebody_opens_by_are_told_with_the_rules_that_answer() -> None:
    assert said(shop(), "acl-public") == [
        "allowed ingress 100 by 110 stops -",
        "allowed ingress 110 by 110 stops -",
        "allowed egress 100 by 120 stops -",
        "allowed egress 120 by 120 stops -",
    ]
    assert said(shop(), "acl-app") == [
        "allowed ingress 110 by 120 stops -",
        "allowed egress 100 by 120 stops -",
        "allowed egress 110 by 120 stops -",
    ]
    assert said(shop(), "acl-db") == ["allowed ingress 100 by 100 stops -"]


def listed(name: str, ingress: list[dict[str, Any]], egress: list[dict[str, Any]]) -> Design:
    others = [one for one in SHOP["network_acls"] if one["id"] != name]
    return shop(network_acls=[*others, {"id": name, "vpc": "prod", "ingress": ingress, "egress": egress}])


def test_without_a_rule_for_answers_the_last_rule_stops_them() -> None:
    design = listed("acl-db", [acl(100, "tcp", "5432", "10.20.64.0/18")], [])
    assert said(design, "acl-db") == ["blocked ingress 100 by - stops *"]


def test_part_of_the_clients_ports_is_part_of_the_answers() -> None:
    design = listed(
        "acl-db", [acl(100, "tcp", "5432", "10.20.64.0/18")], [acl(90, "tcp", "1024-49151", "10.20.64.0/18")]
    )
    assert said(design, "acl-db") == ["partial ingress 100 by 90 stops *"]


def test_a_windows_client_asks_from_other_ports() -> None:
    hosts = [{**one, "instance": "i-app"} if one["id"] == "app-1" else one for one in SHOP["network_interfaces"]]
    design = shop(network_interfaces=hosts, instances=[{"id": "i-app", "platform": "windows"}])
    assert said(design, "acl-db") == ["partial ingress 100 by 100 stops *"]


def test_an_echo_request_is_answered_by_an_echo_reply() -> None:
    ping = {"rule": 100, "action": "allow", "protocol": "icmp", "icmp_type": 8, "cidr": "10.20.64.0/18"}
    pong = {**ping, "icmp_type": 0}
    groups = [{**one, "ingress": [{"protocol": "icmp", "source": "0.0.0.0/0"}]} for one in SHOP["security_groups"]]
    others = [one for one in SHOP["network_acls"] if one["id"] != "acl-db"]
    for back, verdict in (([pong], "allowed"), ([ping], "blocked")):
        mine = {"id": "acl-db", "vpc": "prod", "ingress": [ping], "egress": back}
        design = shop(security_groups=groups, network_acls=[*others, mine])
        assert said(design, "acl-db")[0].startswith(f"{verdict} ingress 100")


def test_where_nobody_lives_yet_every_rule_is_told() -> None:
    design = shop(
        network_interfaces=[],
        nat_gateways=[],
        route_tables=[{"id": one, "vpc": "prod"} for one in ("private", "public")],
    )
    assert [one.split(" by")[0] for one in said(design, "acl-db")] == ["allowed ingress 100", "blocked egress 100"]


def test_the_engine_lets_answers_back_by_the_same_rules() -> None:
    """Every conversation that works goes there by a rule that is told, and comes back by one that answers it."""
    design = shop()
    whole = world(design)
    told: Told = {
        (found.id, one.direction, one.place): one.by for found in design.network_acls for one in answers(design, found)
    }
    met = 0
    for pair in whole.questions.pairs("vpc:*", "vpc:*, internet", ((0, (1 << 24) - 1),), "both"):
        for question in pair.questions:
            for flow in whole.walk.run(question):
                if not flow.dead:
                    met += _held(flow, told)
    assert met > 4


def _held(flow: Flow, told: Told) -> int:
    there: list[tuple[str, str, int]] = []
    back: dict[tuple[str, str], int] = {}
    for leg, _, _, origin, *_ in flow.steps:
        if origin.kind == "network_acl" and origin.line:
            direction, _, number = origin.line.partition("/")
            if leg:
                back[origin.component, direction] = int(number)
            else:
                there.append((origin.component, direction, int(number)))
    for name, direction, place in there:
        assert back[name, OTHER[direction]] in told[name, direction, place]
    return len(there)
