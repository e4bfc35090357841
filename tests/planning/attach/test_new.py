"""New nouns stand where they were asked for, with defaults that the design itself gives."""

import pytest

from tests.planning.attach.ground import attach, options, planned, verdict
from tests.planning.attach.test_attach import BARE, PUBLIC, SHOP, SIX, sound
from vpcdesign.design import references
from vpcdesign.design.document import Design
from vpcdesign.design.edit.change import change
from vpcdesign.design.edit.spots import find
from vpcdesign.errors import EditError
from vpcdesign.planning.attach.steps import STEPS
from vpcdesign.tui.commands import attaching


def test_every_command_has_its_step() -> None:
    assert {one.id for one in attaching.COMMANDS} - {"new.any"} <= set(STEPS)
    assert all(guide.id == name for name, guide in STEPS.items())


def test_a_vpc_is_planned_beside_the_first() -> None:
    step = attach(SHOP, "new.vpc")
    design = sound(step)
    assert step.edit.title == "Add VPC vpc, 10.21.0.0/16, 9 subnets"
    assert [one.cidr for one in design.subnets if one.vpc == "vpc"][:2] == ["10.21.0.0/24", "10.21.1.0/24"]
    assert next(one.value for one in options(SHOP, "new.vpc").fields if one.id == "tiers") == (
        "public:/24:public, app:/20:private, db:/24:isolated"
    )
    empty = attach(Design(), "new.vpc", "", {"tiers": "", "ipv6": "yes"})
    assert [(one.id, one.amazon_ipv6) for one in sound(empty).vpcs] == [("prod", True)]
    assert len(sound(attach(Design(), "new.vpc", "", {"zones": "2", "ipv6": "yes"})).subnets) == 6


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        ({"block": "10.0.0.0/8"}, "`10.0.0.0/8` is no size for a VPC: AWS takes /16 to /28 (InvalidVpcRange)."),
        ({"block": "127.0.0.0/16"}, "which no VPC can use"),
        ({"block": "ten"}, "`ten` is no CIDR block"),
        ({"block": "10.0.0.0/16, 10.1.0.0/16"}, "begins with one block"),
        ({"region": "Ireland"}, "Ireland"),
        ({"tiers": "app"}, "has no size"),
        ({"tiers": "app:/12"}, "/12"),
        ({"name": "prod"}, "`prod` is an id already"),
    ],
)
def test_a_vpc_that_cannot_be_says_why(choices: dict[str, str], words: str) -> None:
    assert words in options(SHOP, "new.vpc", "", choices).refusal
    with pytest.raises(EditError):
        attach(SHOP, "new.vpc", "", choices)


def test_a_vpc_that_overlaps_is_told() -> None:
    form = options(SHOP, "new.vpc", "", {"block": "10.20.0.0/16"})
    assert form.refusal == ""
    assert any("10.20.0.0/16 is prod's" in one for one in form.notes)


def test_a_subnet_is_like_its_tier() -> None:
    step = attach(SHOP, "new.subnet", "app-b")
    design = sound(step)
    made = next(one for one in design.subnets if one.id == step.edit.select)
    assert (made.tier, made.network_acl, made.cidr) == ("app", "acl-app", "10.20.112.0/20")
    assert step.edit.title == f"Add subnet {made.id}, 10.20.112.0/20 in {made.az}"
    assert "grow-app" not in {one.id for one in design.reservations}
    db = attach(SHOP, "new.subnet", "db-a", {"zone": "eu-west-1b", "size": "/26"})
    assert next(one for one in sound(db).subnets if one.id == db.edit.select).cidr == "10.20.7.0/26"


def test_a_subnet_of_no_tier_goes_where_it_is_put() -> None:
    choices = {"tier": "none", "zone": "eu-west-1a", "size": "/26", "block": "10.20.200.0/26", "table": "db", "acl": ""}
    made = sound(attach(SHOP, "new.subnet", "", choices)).subnets[-1]
    assert (made.cidr, made.route_table, made.network_acl, made.tier) == ("10.20.200.0/26", "db", None, None)
    here = attach(SHOP, "new.subnet", "block:10.20.8.0/24", {"tier": "none"})
    assert here.edit.design.subnets[-1].cidr == "10.20.8.0/24"


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ("10.20.0.0/24", "AWS refuses 10.20.0.0/24: public-a is there (InvalidSubnet.Conflict)."),
        ("10.99.0.0/24", "(InvalidSubnet.Range)"),
        ("10.20.200.0/29", "AWS takes /16 to /28"),
    ],
)
def test_a_subnet_that_cannot_be_says_why(block: str, words: str) -> None:
    assert words in options(SHOP, "new.subnet", "", {"block": block}).refusal


def test_an_interface_has_what_its_tier_has() -> None:
    step = attach(SHOP, "new.interface", "app-b")
    made = next(one for one in sound(step).network_interfaces if one.id == "app-4")
    assert (made.subnet, made.private_ip, made.security_groups) == ("app-b", "10.20.80.11", ("sg-app",))
    assert verdict(step.edit.design, "app-4", "db-1", "tcp/5432") == "allowed"
    host = attach(SHOP, "new.interface", "db-c", {"kind": "instance", "name": "db-3"})
    found = find(sound(host), "eni-db-3").noun
    assert (getattr(found, "instance", ""), getattr(found, "private_ip", "")) == ("db-3", "10.20.6.10")
    six = sound(attach(SIX, "new.interface", "app-a"))
    assert six.network_interfaces[-1].ipv6


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("10.20.80.10", "AWS refuses 10.20.80.10: app-2 has it (InvalidIPAddress.InUse)."),
        ("10.20.80.3", "AWS keeps 10.20.80.3 for itself"),
        ("10.20.64.99", "is not in 10.20.80.0/20"),
        ("x", "`x` is no IPv4 address"),
    ],
)
def test_an_address_that_cannot_be_says_why(address: str, words: str) -> None:
    assert words in options(SHOP, "new.interface", "app-b", {"address": address}).refusal


def test_a_group_and_a_list_begin_as_was_asked() -> None:
    step = attach(SHOP, "new.security-group", "app-1")
    design = sound(step)
    assert (design.security_groups[-1].id, design.security_groups[-1].ingress) == ("sg-app-2", ())
    assert next(one for one in design.network_interfaces if one.id == "app-1").security_groups == ("sg-app", "sg-app-2")
    shut = attach(SHOP, "new.security-group", "", {"out": "none"})
    assert sound(shut).security_groups[-1].egress == ()
    assert "InvalidGroup.Reserved" in options(SHOP, "new.security-group", "", {"name": "Default"}).refusal
    closed = attach(SHOP, "new.network-acl", "db-a")
    assert verdict(SHOP, "app-1", "db-1", "tcp/5432") == "allowed"
    assert verdict(sound(closed), "app-1", "db-1", "tcp/5432") == "blocked"
    for begins in ("all", "acl-db"):
        opened = attach(SHOP, "new.network-acl", "db-a", {"begins": begins})
        assert verdict(sound(opened), "app-1", "db-1", "tcp/5432") == "allowed"


def test_a_table_begins_with_the_routes_of_another() -> None:
    step = attach(SHOP, "new.route-table", "app-a", {"begins": "rt-app-a"})
    design = sound(step)
    assert next(one for one in design.subnets if one.id == "app-a").route_table == "rt-app-a-2"
    assert "rt-app-a-2" in next(one for one in design.vpc_endpoints).route_tables
    assert verdict(design, "app-1", "internet") == "allowed"
    assert verdict(sound(attach(SHOP, "new.route-table", "app-a")), "app-1", "internet") == "blocked"


def test_a_prefix_list_counts_what_it_declares() -> None:
    step = attach(SHOP, "new.prefix-list")
    made = sound(step).prefix_lists[-1]
    assert (made.cidrs, made.max_entries, made.region) == (("192.168.0.0/16",), 10, "eu-west-1")
    assert "not both" in options(SHOP, "new.prefix-list", "", {"blocks": "10.0.0.0/8, ::/0"}).refusal
    few = {"blocks": "10.0.0.0/8, 172.16.0.0/12", "most": "1"}
    assert "PrefixListMaxEntriesExceeded" in options(SHOP, "new.prefix-list", "", few).refusal
    assert "no number" in options(SHOP, "new.prefix-list", "", {"most": "x"}).refusal


@pytest.mark.parametrize("kind", ["application", "network"])
@pytest.mark.parametrize("group", ["new", ""])
def test_a_load_balancer_is_answered(kind: str, group: str) -> None:
    step = attach(
        PUBLIC, "new.load-balancer", "", {"kind": kind, "group": group} if kind == "network" else {"kind": kind}
    )
    design = sound(step)
    assert step.edit.select == "front"
    assert [one.subnet for one in design.load_balancers[0].nodes] == ["public-a", "public-b"]
    assert [one.target for one in design.load_balancers[0].target_groups[0].targets] == ["at-app-a", "at-app-b"]
    assert verdict(design, "internet", "lb:front", "tcp/443") == "allowed"
    private = attach(BARE, "new.load-balancer", "", {"kind": kind})
    assert verdict(sound(private), "at-db-a", "lb:lb", "tcp/443") == "allowed"


def test_a_load_balancer_opens_the_groups_of_its_targets() -> None:
    closed = change(PUBLIC, "open-prod", "ingress", ()).design
    step = attach(closed, "new.load-balancer")
    design = sound(step)
    assert verdict(design, "internet", "lb:front", "tcp/443") == "allowed"
    shut = attach(closed, "new.load-balancer", "", {"opens": ()})
    assert verdict(sound(shut), "internet", "lb:front", "tcp/443") == "blocked"
    one = options(PUBLIC, "new.load-balancer", "", {"in": "public-a"})
    assert "two zones" in one.refusal
    assert "no port" in options(PUBLIC, "new.load-balancer", "", {"port": "web"}).refusal
    assert (
        attach(PUBLIC, "new.load-balancer", "", {"port": "https"}).edit.design.load_balancers[0].listeners[0].port
        == 443
    )


def test_a_firewall_sees_both_ways() -> None:
    grown = PUBLIC
    for zone in ("a", "b"):
        wish = {"tier": "none", "zone": f"eu-west-1{zone}", "size": "/28", "name": f"firewall-{zone}"}
        grown = attach(grown, "new.subnet", "", wish).edit.design
    plain = attach(grown, "new.firewall")
    assert plain.edit.title == "Add firewall firewall, 2 endpoints"
    assert [one.id for one in sound(plain).firewalls[0].endpoints] == ["firewall-a-2", "firewall-b-2"]
    step = attach(grown, "new.firewall", "", {"guard": "rt-public"})
    design = sound(step)
    assert verdict(design, "internet", "at-public-a") == "allowed"
    assert verdict(design, "at-public-b", "internet") == "allowed"
    dropped = attach(grown, "new.firewall", "", {"guard": "rt-public", "default": "drop"})
    assert verdict(sound(dropped), "internet", "at-public-a") == "blocked"


def test_places_outside_and_room() -> None:
    site = attach(SHOP, "new.on-premises", "", {"blocks": "10.20.5.0/24"})
    assert any("prod's as well" in one for one in site.notes)
    assert site.edit.title == "Add network office, 10.20.5.0/24"
    address = attach(SHOP, "new.elastic-ip", "app-1")
    assert sound(address).elastic_ips[-1].interface == "app-1"
    assert any("no route to the internet gateway" in one for one in address.notes)
    assert "Gateway.NotAttached" in options(BARE, "new.elastic-ip", "", {"interface": "at-app-a"}).refusal
    room = attach(SHOP, "new.reservation", "", {"what": "/22", "tier": "db"})
    assert room.edit.title == "Reserve 10.20.8.0/22 for growth"
    assert "no CIDR block" in options(SHOP, "new.reservation", "", {"what": "10.20.0.0/24x"}).refusal
    assert "there" in options(SHOP, "new.reservation", "", {"what": "10.20.7.0/24"}).refusal


@pytest.mark.parametrize("step", [name for name in STEPS if name.startswith("new.") and name != "new.assertion"])
def test_new_nouns_keep_references_whole(step: str) -> None:
    for design in (SHOP, SIX, planned("10.30.0.0/16", into=BARE)):
        made = attach(design, step, "", {"in": design.subnets[0].id} if step == "new.firewall" else {})
        assert references.problems(made.edit.design) == []
        assert made.edit.title
