"""Lines of every kind of table: what is typed becomes a line, in its place, or says why it does not."""

from collections.abc import Callable

import pytest

from vpcdesign.api.layouts import load_layout
from vpcdesign.design import legality, references
from vpcdesign.design.document import Design
from vpcdesign.design.edit.associate import (
    associate,
    associate_attachment,
    edge,
    make_main,
    propagate,
    serve,
    set_groups,
)
from vpcdesign.design.edit.edit import Edit
from vpcdesign.design.edit.lines import add_line, change_line, insert_between, move_line, remove_lines, renumber
from vpcdesign.design.edit.vacant import free_number, next_address
from vpcdesign.design.firewalls import Firewall, FirewallRule
from vpcdesign.design.routing import Route
from vpcdesign.errors import EditError

SHOP = load_layout("three-tier")


def numbers(design: Design, acl: str) -> list[int]:
    return [rule.rule for one in design.network_acls if one.id == acl for rule in one.ingress]


ADDED = [
    (
        "sg-app#ingress",
        {"protocol": "tcp", "ports": "9100", "source": "sg-bastion"},
        "sg-app inbound 4 added: tcp/9100 from sg-bastion",
        "sg-app#ingress/3",
    ),
    (
        "sg-app#ingress",
        {"ports": "postgres", "source": "10.20.3.7/24"},
        "sg-app inbound 4 added: tcp/5432 from 10.20.3.0/24",
        "sg-app#ingress/3",
    ),
    (
        "acl-app#ingress",
        {"protocol": "tcp", "ports": "22", "cidr": "10.0.0.0/8"},
        "acl-app inbound 150 added: allow tcp/22 10.0.0.0/8",
        "acl-app#ingress/5",
    ),
    (
        "acl-app#ingress",
        {"rule": "115", "action": "deny", "cidr": "10.0.0.0/8"},
        "acl-app inbound 115 added: deny all 10.0.0.0/8",
        "acl-app#ingress/2",
    ),
    (
        "rt-app-a#routes",
        {"destination": "10.1.2.3/16", "target": "hub"},
        "rt-app-a 10.1.0.0/16 → hub added",
        "rt-app-a#routes/3",
    ),
    ("pl-s3#cidrs", "1.2.3.0/24", "pl-s3 1.2.3.0/24 added", "pl-s3#cidrs/5"),
    (
        "hub-routes#routes",
        {"destination": "10.1.0.0/16", "attachments": "hub-prod"},
        "hub-routes 10.1.0.0/16 → hub-prod added",
        "hub-routes#routes/0",
    ),
    (
        "front#listeners",
        {"protocol": "http", "port": "80", "target_groups": "front-app"},
        "front listener http/80 added: http/80 to front-app",
        "front#listeners/1",
    ),
]


@pytest.mark.parametrize(("table", "values", "title", "select"), ADDED)
def test_a_line_is_added_from_what_was_typed(table: str, values: dict[str, str] | str, title: str, select: str) -> None:
    edit = add_line(SHOP, table, values)
    assert (edit.title, edit.select) == (title, select)
    assert references.problems(edit.design) == []
    assert legality.problems(edit.design) == []


REFUSED: list[tuple[Callable[[], Edit], str]] = [
    (
        lambda: add_line(SHOP, "sg-app#ingress", {"ports": "postgres", "source": "sg-bastian"}),
        "`sg-bastian` is no security group or prefix list; nearest: sg-bastion.",
    ),
    (
        lambda: add_line(SHOP, "sg-app#ingress", {"protocol": "icmp", "ports": "9", "source": "sg-app"}),
        "InvalidPermission.Malformed",
    ),
    (lambda: add_line(SHOP, "sg-app#ingress", {"ports": "9"}), "`source` is missing"),
    (lambda: add_line(SHOP, "sg-app#ingress", "sg-db"), "one word is not enough"),
    (lambda: add_line(SHOP, "pl-s3#cidrs", "x"), "`x` is no CIDR block"),
    (lambda: add_line(SHOP, "sg-app#ingres", {}), "has no such part"),
    (lambda: move_line(SHOP, "sg-app#ingress/1", -1), "have no order"),
    (lambda: move_line(SHOP, "acl-app#ingress/0", -1), "acl-app inbound 100 is the first"),
    (lambda: move_line(SHOP, "acl-app#ingress/4", 1), "`*`, which stays last"),
    (lambda: change_line(SHOP, "acl-app#ingress/1", "rule", "100"), "NetworkAclEntryAlreadyExists"),
    (lambda: change_line(SHOP, "acl-app#ingress/1", "rule", "x"), "`x` is no number for `rule`"),
    (lambda: change_line(SHOP, "acl-app#ingress/1", "rule", "40000"), "take one from 1 to 32766"),
    (lambda: change_line(SHOP, "acl-app#ingress/1", "action", "maybe"), "write `allow` or `deny`"),
    (lambda: renumber(SHOP, "acl-app#ingress", 100, 9000), "do not fit into 1 to 32766"),
    (lambda: remove_lines(SHOP, ["rt-app-a#routes/2"]), "AWS wrote pl-s3 of rt-app-a"),
    (lambda: remove_lines(SHOP, ["sg-app#ingress"]), "is no line of a table"),
    (lambda: associate(SHOP, "hub", ["app-a"]), "`hub` is a transit gateway"),
    (lambda: set_groups(SHOP, "front", ["sg-x"]), "`sg-x` is no security group"),
    (lambda: serve(SHOP, "hub", "db", on=True), "no gateway endpoint"),
]


@pytest.mark.parametrize(("act", "words"), REFUSED)
def test_what_is_refused_says_why(act: Callable[[], Edit], words: str) -> None:
    with pytest.raises(EditError) as refused:
        act()
    assert words in str(refused.value)


def test_rules_of_a_network_acl_exchange_numbers_and_stay_in_order() -> None:
    edit = move_line(SHOP, "acl-app#ingress/1", -1)
    assert edit.title == "acl-app inbound 110 moved before 100"
    assert edit.select == "acl-app#ingress/0"
    acl = next(one for one in edit.design.network_acls if one.id == "acl-app")
    assert [(one.rule, one.ports) for one in acl.ingress[:2]] == [(100, "22"), (110, "8080")]
    assert move_line(edit.design, edit.select, 1).design == SHOP


def test_a_rule_gets_a_number_between_two() -> None:
    edit = insert_between(SHOP, "acl-app#ingress/0", {"action": "deny", "cidr": "10.0.0.0/8"})
    assert edit.select == "acl-app#ingress/1"
    assert numbers(edit.design, "acl-app") == [100, 105, 110, 120, 130, 140]
    assert numbers(renumber(edit.design, "acl-app#ingress").design, "acl-app") == [100, 110, 120, 130, 140, 150]


def test_free_numbers() -> None:
    assert free_number([]) == 100
    assert free_number([100, 115]) == 120
    assert free_number([100, 101], 100) is None
    assert free_number([100, 200], 100) == 110
    assert free_number([32766]) == 32765


def test_a_service_by_name_and_a_protocol_without_ports() -> None:
    edit = change_line(SHOP, "acl-app#ingress/1", "ports", "postgres")
    acl = next(one for one in edit.design.network_acls if one.id == "acl-app")
    assert (acl.ingress[1].protocol, acl.ingress[1].ports) == ("tcp", "5432")
    bare = change_line(SHOP, "acl-app#ingress/1", "protocol", "all")
    acl = next(one for one in bare.design.network_acls if one.id == "acl-app")
    assert (acl.ingress[1].protocol, acl.ingress[1].ports) == ("all", None)


def test_lines_of_several_tables_go_at_once() -> None:
    edit = remove_lines(SHOP, ["sg-app#ingress/0", "sg-app#ingress/2", "sg-db#ingress/0"])
    assert edit.title == "3 lines of sg-app, sg-db removed"
    groups = {one.id: one for one in edit.design.security_groups}
    assert [one.source for one in groups["sg-app"].ingress] == ["192.168.0.0/16"]
    assert groups["sg-db"].ingress == ()
    assert remove_lines(SHOP, ["acl-db#egress/0"]).title == "acl-db outbound 100 removed"


def test_what_aws_propagated_is_not_edited() -> None:
    table = next(one for one in SHOP.route_tables if one.id == "db")
    seen = table.model_copy(
        update={"routes": (Route(destination="192.168.9.0/24", target="igw", origin="propagated"),)}
    )
    design = SHOP.model_copy(update={"route_tables": tuple(seen if one is table else one for one in SHOP.route_tables)})
    with pytest.raises(EditError, match="came by propagation"):
        remove_lines(design, ["db#routes/0"])
    with pytest.raises(EditError, match="came by propagation"):
        change_line(design, "db#routes/0", "target", "hub")


def test_rules_of_a_firewall_have_an_order() -> None:
    rules = (FirewallRule(action="pass"), FirewallRule(action="drop", sources=("10.0.0.0/8",)))
    design = SHOP.model_copy(update={"firewalls": (Firewall(id="wall", vpc="prod", stateless_rules=rules),)})
    edit = move_line(design, "wall#stateless_rules/1", -1)
    assert edit.title == "wall stateless 2 moved to 1"
    assert [one.action for one in edit.design.firewalls[0].stateless_rules] == ["drop", "pass"]


def test_associations_leave_what_was_there_before() -> None:
    edit = associate(SHOP, "db", ["app-a", "app-b"])
    assert edit.title == "Associate app-a, app-b with db"
    assert [one.route_table for one in edit.design.subnets if one.id in {"app-a", "app-b"}] == ["db", "db"]
    main = make_main(SHOP, "db").design
    assert [one.id for one in main.route_tables if one.main] == ["db"]
    moved = associate_attachment(SHOP, "hub-routes", "hub-prod")
    assert moved.design == SHOP
    off = propagate(SHOP, "hub-routes", "hub-prod", on=False)
    assert off.design.transit_gateway_route_tables[0].propagations == ("hub-dublin",)
    assert edge(SHOP, "db", "igw").design.route_tables[5].gateway == "igw"
    assert set_groups(SHOP, "app-1", ["sg-db"]).title == "app-1: sg-db added, sg-app removed"


def test_a_gateway_endpoint_writes_its_route() -> None:
    served = serve(SHOP, "s3", "db", on=True)
    assert next(one for one in served.design.route_tables if one.id == "db").routes[0].destination == "pl-s3"
    assert serve(served.design, "s3", "db", on=False).design == SHOP


def test_the_next_address_of_a_subnet() -> None:
    assert next_address(SHOP, "app-a") == "10.20.64.11"
    assert next_address(SHOP, "db-c") == "10.20.6.10"
    assert next_address(SHOP, "db-c", "10.20.6.254") == "10.20.6.4"
    assert next_address(SHOP, "nowhere") is None


def test_a_protocol_takes_what_it_has_not() -> None:
    ping = add_line(SHOP, "sg-app#ingress", {"protocol": "icmp", "icmp_type": "8", "source": "sg-bastion"})
    tcp = change_line(ping.design, ping.select, "protocol", "tcp")
    line = next(one for one in tcp.design.security_groups if one.id == "sg-app").ingress[3]
    assert (line.protocol, line.icmp_type, line.ports) == ("tcp", None, None)
    with pytest.raises(EditError, match="`foo` is no protocol"):
        change_line(SHOP, "acl-app#ingress/1", "protocol", "foo")


def test_parts_without_words_of_their_own_say_their_fields() -> None:
    back = add_line(SHOP, "dublin#routes_back", "10.20.0.0/16")
    assert back.title == "dublin 10.20.0.0/16 added"
    assert remove_lines(back.design, ["dublin#routes_back/0"]).title == "dublin 10.20.0.0/16 removed"
    node = add_line(SHOP, "bastion#secondary_ips", {"private_ip": "10.20.0.20", "public_ip": "auto"})
    assert node.title == "bastion secondary address 1 added: 10.20.0.20, auto"
    target = add_line(SHOP, "front#target_groups/0/targets", {"target": "bastion"})
    assert target.title == "front front-app target bastion added"
