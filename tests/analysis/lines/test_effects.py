"""What a line lets through alone, and what stands in the way of one."""

import pytest

from tests.analysis.lines.counter import shop
from vpcdesign.algebra import services
from vpcdesign.analysis.difference import differences
from vpcdesign.analysis.lines.effects import Way, alone, in_the_way, world
from vpcdesign.analysis.lines.spaces import Sight
from vpcdesign.analysis.lines.standing import of_acl, of_group
from vpcdesign.api.layouts import load_layout
from vpcdesign.design.document import Design
from vpcdesign.design.edit.lines import remove_lines
from vpcdesign.design.edit.many import add_lines
from vpcdesign.design.filters import IngressRule


def with_line(design: Design, group: str, line: IngressRule) -> Design:
    changed = [
        one.model_copy(update={"ingress": (*one.ingress, line)}) if one.id == group else one
        for one in design.security_groups
    ]
    return design.model_copy(update={"security_groups": tuple(changed)})


def blockers(way: Way) -> list[tuple[str, str, str]]:
    return [(one.origin.component, one.origin.direction, one.origin.by) for one in way.blockers]


def test_what_one_line_lets_through_is_what_its_absence_closes() -> None:
    design = shop()
    line = next(one for one in design.security_groups if one.id == "sg-db").ingress[0]
    bare = [one.model_copy(update={"ingress": ()}) if one.id == "sg-db" else one for one in design.security_groups]
    without = design.model_copy(update={"security_groups": tuple(bare)})
    found = alone(world(without), world(design))
    assert [(one.effect, one.sources, one.destinations, services.write(one.services)) for one in found] == [
        ("opened", ("app-1",), ("db-1",), "tcp/5432")
    ]
    assert line.ports == "5432"


def test_what_stands_in_the_way_of_a_line_is_told_in_the_order_of_the_packet() -> None:
    line = IngressRule(protocol="tcp", ports="9100", source="sg-bastion")
    whole = world(with_line(shop(), "sg-app", line))
    way = in_the_way(whole, "sg-app", "ingress", line)
    assert (way.source, way.destination, way.verdict) == ("sg:sg-bastion", "sg:sg-app", "blocked")
    assert blockers(way) == [("sg-bastion", "egress", "*"), ("acl-app", "ingress", "*")]


def test_nothing_stands_in_the_way_of_a_line_that_works() -> None:
    whole = world(shop())
    line = whole.design.security_groups[1].ingress[0]
    assert in_the_way(whole, "sg-app", "ingress", line) == Way(
        "sg:sg-bastion", "sg:sg-app", services.ports(6, 22, 22), "allowed"
    )


def test_of_a_rule_of_a_network_acl_the_subnets_are_asked() -> None:
    whole = world(shop())
    rule = whole.design.network_acls[2].ingress[0]
    way = in_the_way(whole, "acl-db", "ingress", rule)
    assert (way.source, way.destination, way.verdict) == ("10.20.64.0/18", "subnet:db-a", "allowed")


def test_a_group_that_nobody_wears_says_so() -> None:
    design = shop(network_interfaces=[])
    line = design.security_groups[1].ingress[0]
    way = in_the_way(world(design), "sg-app", "ingress", line)
    assert way.verdict == "blocked"
    assert "sg:sg-bastion" in way.reason


def idle(design: Design) -> list[str]:
    """Give every line of a filter that is said to be without effect."""
    sight, found = Sight(design), list[str]()
    for acl in design.network_acls:
        for table, rules in (("ingress", acl.ingress), ("egress", acl.egress)):
            found += [f"{acl.id}#{table}/{place}" for place, one in enumerate(of_acl(rules)) if one.idle]
    for group in design.security_groups:
        found += [f"{group.id}#ingress/{n}" for n, one in enumerate(of_group(group.ingress, sight)) if one.idle]
        found += [f"{group.id}#egress/{n}" for n, one in enumerate(of_group(group.egress, sight)) if one.idle]
    return found


@pytest.mark.parametrize("name", ["three-tier", "load-balanced-web", "hybrid"])
def test_without_the_lines_that_are_without_effect_the_engine_finds_no_difference(name: str) -> None:
    design = load_layout(name)
    group = next(one for one in design.security_groups if one.ingress)
    acl = design.network_acls[0] if design.network_acls else None
    narrow = {"protocol": "tcp", "ports": "22", "source": "192.0.2.0/25"}
    more = [narrow, {**narrow, "source": "192.0.2.128/25"}, {**narrow, "source": "192.0.2.0/24"}]
    design = add_lines(design, f"{group.id}#ingress", more).design
    if acl is not None:
        last = {"action": "deny", "protocol": "all", "cidr": "0.0.0.0/0"}
        design = add_lines(design, f"{acl.id}#ingress", [last]).design
    gone = idle(design)
    assert len(gone) >= 1 + (acl is not None)
    assert differences(world(design), world(remove_lines(design, gone).design)) == []
