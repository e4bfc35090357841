"""The shop as its screens draw it: who reaches whom, by which services, and where a planted fault shows."""

import pytest

from tests.layouts.shelf import Json, design, document
from tests.semantics.edits import edited
from vpcdesign.algebra.intervals import difference
from vpcdesign.algebra.services import ALL
from vpcdesign.analysis.questions import Questions
from vpcdesign.analysis.services import parse
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.reach.ask import trace, verdict
from vpcdesign.reach.trace import Trace, Verdict

GROUPS = ("internet", "dublin", "sg:sg-front", "sg:sg-bastion", "sg:sg-app", "sg:sg-db")
REACHES: dict[tuple[str, str], tuple[str, Verdict]] = {
    ("internet", "sg:sg-front"): ("tcp/443", "allowed"),
    ("internet", "sg:sg-bastion"): ("tcp/22", "partial"),
    ("dublin", "sg:sg-app"): ("tcp/22", "allowed"),
    ("sg:sg-front", "sg:sg-app"): ("tcp/8080", "allowed"),
    ("sg:sg-bastion", "sg:sg-app"): ("tcp/22", "allowed"),
    ("sg:sg-app", "internet"): ("tcp/443", "allowed"),
    ("sg:sg-app", "dublin"): ("tcp/443", "allowed"),
    ("sg:sg-app", "sg:sg-front"): ("tcp/443", "allowed"),
    ("sg:sg-app", "sg:sg-db"): ("tcp/5432", "allowed"),
}
"""Who reaches whom, and by what; whatever is not here does not reach."""

CELLS = [(source, to) for source in GROUPS for to in GROUPS if {source, to} - {"internet", "dublin"}]


@pytest.fixture(scope="module")
def shop() -> Questions:
    found = design(document("three-tier"))
    return Questions(found, compile_design(found))


@pytest.mark.parametrize(("source", "to"), CELLS)
def test_who_reaches_whom(shop: Questions, source: str, to: str) -> None:
    """Every pair of a cell fares alike: the named service as drawn, and every other service not at all."""
    words, expected = REACHES.get((source, to), ("", "blocked"))
    services = parse(words) if words else ()
    asked = shop.between(
        shop.side(source, "source").members, shop.side(to, "destination").members, difference(ALL, services)
    )
    assert {verdict(shop.network, pair.questions).verdict for pair in asked if pair.questions} <= {"blocked"}
    if services:
        named = shop.pairs(source, to, services)
        assert {verdict(shop.network, pair.questions).verdict for pair in named} == {expected}


def answer(changed: Json, source: str, to: str, service: str) -> Trace:
    found = design(changed)
    asked = Questions(found, compile_design(found))
    questions = [one for pair in asked.pairs(source, to, parse(service)) for one in pair.questions]
    return trace(asked.network, questions, source, to)


def test_the_way_to_a_payment_service_and_back() -> None:
    found = answer(document("three-tier"), "app-2", "198.51.100.10", "tcp/443")
    assert found.verdict == "allowed"
    passed = [hop.origin.component for hop in found.forward.hops + found.back.hops]
    for component in ("sg-app", "rt-app-b", "acl-app", "acl-public", "nat-b", "public", "igw"):
        assert component in passed
    assert "nat-a" not in passed


def test_a_reply_that_the_database_s_list_forgets() -> None:
    found = answer(
        edited(document("three-tier"), "remove /network_acls/acl-db/egress/100"), "app-2", "db-1", "tcp/5432"
    )
    assert found.verdict == "blocked"
    assert [(one.leg, one.origin.component, one.origin.by) for one in found.blockers] == [("return", "acl-db", "*")]


def test_ssh_opened_to_everybody() -> None:
    opened = edited(document("three-tier"), 'set /security_groups/sg-bastion/ingress/0/source "0.0.0.0/0"')
    assert answer(opened, "192.0.2.200", "bastion", "tcp/22").verdict == "allowed"


def test_a_windows_client_is_answered_in_part() -> None:
    windows = edited(document("three-tier"), "set /network_interfaces/app-2/client_ports [[49152, 65535]]")
    found = answer(windows, "app-2", "198.51.100.10", "tcp/443")
    assert found.verdict == "partial"
    assert found.depends_on == ("client_port",)
    blocker = found.blockers[0]
    assert (blocker.leg, blocker.origin.component) == ("return", "acl-app")
    assert blocker.packet.services[0][0] & 0xFFFF == 61000


def test_the_hub_needs_a_rule_of_its_own() -> None:
    """Without rules 140 Dublin reaches an app server only where its packets happen to enter the server's own zone."""
    without = edited(
        document("three-tier"), "remove /network_acls/acl-app/ingress/140 && remove /network_acls/acl-app/egress/140"
    )
    found = answer(without, "dublin", "app-2", "tcp/22")
    assert found.verdict == "partial"
    assert "zone" in found.depends_on
