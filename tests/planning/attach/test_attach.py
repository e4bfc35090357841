"""Each guided step makes the conversation possible that it is for, and none besides; AWS takes what it writes."""

import pytest

from tests.planning.attach.ground import attach, options, planned, verdict
from vpcdesign.api.layouts import load_layout
from vpcdesign.design import legality, references
from vpcdesign.design.balancers import LoadBalancer
from vpcdesign.design.document import Design
from vpcdesign.design.edit.change import change
from vpcdesign.design.edit.drop import drop
from vpcdesign.design.edit.lines import add_line
from vpcdesign.design.edit.nouns import add
from vpcdesign.design.hybrid import VirtualPrivateGateway
from vpcdesign.errors import EditError
from vpcdesign.planning.attach.step import Step
from vpcdesign.planning.attach.steps import STEPS

SHOP = load_layout("three-tier")
BARE = planned()
SIX = planned(ipv6="2001:db8:10::/56")
PUBLIC = attach(BARE, "attach.internet-gateway").edit.design
TWO = planned("10.30.0.0/16", into=BARE)


def sound(step: Step) -> Design:
    """Check what holds of every step, and give its design."""
    design = step.edit.design
    assert references.problems(design) == []
    assert legality.problems(design) == []
    names = {noun.id for _, _, noun in design.nouns()}
    assert set(step.new_ids) <= names
    assert not step.new_ids or step.edit.select in step.new_ids
    for one in step.routes:
        table = next(each for each in design.route_tables if each.id == one.table)
        assert any((r.destination, r.target) == (one.destination, one.target) for r in table.routes)
    return design


def test_an_internet_gateway_makes_public_subnets_public() -> None:
    step = attach(BARE, "attach.internet-gateway")
    assert verdict(BARE, "internet", "at-public-a") == "blocked"
    design = sound(step)
    assert [one.words for one in step.routes] == ["rt-public 0.0.0.0/0 → igw"]
    assert verdict(design, "internet", "at-public-a") == "allowed"
    assert verdict(design, "at-app-a", "internet") == "blocked"
    assert step.edit.title == "Attach internet gateway igw to prod"


def test_a_second_internet_gateway_is_refused_in_aws_words() -> None:
    words = "AWS refuses a second internet gateway: prod has igw (Resource.AlreadyAssociated)."
    assert options(SHOP, "attach.internet-gateway").problem == words
    assert STEPS["attach.internet-gateway"].why_not(SHOP) == words
    with pytest.raises(EditError) as refused:
        attach(SHOP, "attach.internet-gateway")
    assert str(refused.value) == words


def test_a_route_is_ticked_off() -> None:
    form = options(BARE, "attach.internet-gateway")
    routes = next(one for one in form.fields if one.id == "routes")
    assert [one.label for one in routes.options if one.value in routes.value] == ["rt-public (2) → igw"]
    step = attach(BARE, "attach.internet-gateway", "", {"routes": ()})
    assert step.routes == ()
    assert "without a route to it no subnet is public" in step.notes
    app = next(one.value for one in routes.options if one.label == "app-a → igw")
    assert [one.table for one in attach(BARE, "attach.internet-gateway", "", {"routes": (app,)}).routes] == ["rt-app-a"]


def test_a_detached_gateway_is_attached_again() -> None:
    alone = drop(SHOP, ["igw"]).design
    design = add(alone, "internet_gateways", {"id": "spare"}).design
    step = attach(design, "attach.internet-gateway")
    assert next(one.vpc for one in step.edit.design.internet_gateways) == "prod"
    assert next(t for t in step.edit.design.route_tables if t.id == "public").routes[0].state == "active"


@pytest.mark.parametrize(
    ("per", "titles", "gateways"),
    [
        ("zone", "Attach NAT gateways, one a zone", ["nat-a", "nat-b"]),
        ("one", "Attach NAT gateway nat-a", ["nat-a"]),
        ("regional", "Attach regional NAT gateway nat", ["nat"]),
    ],
)
def test_nat_gateways_let_private_hosts_out(per: str, titles: str, gateways: list[str]) -> None:
    step = attach(PUBLIC, "attach.nat-gateways", "", {"per": per})
    design = sound(step)
    assert step.edit.title == titles
    assert [one.id for one in design.nat_gateways] == gateways
    for host in ("at-app-a", "at-app-b"):
        assert verdict(PUBLIC, host, "internet") == "blocked"
        assert verdict(design, host, "internet") == "allowed"
        assert verdict(design, "internet", host) == "blocked"
    assert verdict(design, "at-db-a", "internet") == "blocked"


def test_the_form_of_nat_gateways_is_the_one_of_the_screens() -> None:
    form = options(PUBLIC, "attach.nat-gateways")
    fields = {one.id: one for one in form.fields}
    assert fields["in"].value == ("public-a", "public-b")
    assert [one.label for one in fields["routes"].options] == [
        "app-a → nat-a",
        "app-b → nat-b",
        "rt-db (2), stays isolated",
    ]
    assert len(fields["routes"].value) == 2
    assert fields["routes"].aside == "0.0.0.0/0"
    assert form.notes == ("with 2 new Elastic IPs",)
    assert options(PUBLIC, "attach.nat-gateways", "", {"per": "regional", "kind": "private"}).refusal == (
        "a regional NAT gateway is public only"
    )


def test_a_public_nat_gateway_needs_an_internet_gateway() -> None:
    assert "(Gateway.NotAttached)" in options(BARE, "attach.nat-gateways").problem
    with pytest.raises(EditError, match=r"Gateway\.NotAttached"):
        attach(BARE, "attach.nat-gateways")


def test_a_nat_gateway_in_a_private_subnet_is_legal_and_told() -> None:
    step = attach(PUBLIC, "attach.nat-gateways", "", {"per": "one", "in": "app-a"})
    assert any("app-a has no route to an internet gateway" in one for one in step.notes)
    assert verdict(sound(step), "at-app-b", "internet") == "blocked"


def test_a_table_that_zones_share_is_parted() -> None:
    shared = PUBLIC.model_copy(
        update={
            "subnets": tuple(
                one.model_copy(update={"route_table": None}) if one.tier == "app" else one for one in PUBLIC.subnets
            )
        }
    )
    step = attach(shared, "attach.nat-gateways")
    design = sound(step)
    tables = {one.id: one.route_table for one in design.subnets}
    assert (tables["app-a"], tables["app-b"]) == ("app-a-2", "app-b-2")
    assert [one.words for one in step.routes] == ["app-a-2 0.0.0.0/0 → nat-a", "app-b-2 0.0.0.0/0 → nat-b"]
    together = attach(shared, "attach.nat-gateways", "", {"part": ()})
    assert [one.words for one in together.routes] == ["main 0.0.0.0/0 → nat-a"]


def test_an_egress_only_gateway_lets_ipv6_out_and_nothing_in() -> None:
    assert STEPS["attach.egress-only"].why_not(SHOP) == "needs an IPv6 block: prod has none"
    step = attach(SIX, "attach.egress-only")
    design = sound(step)
    assert {one.destination for one in step.routes} == {"::/0"}
    assert verdict(SIX, "at-app-a", "internet", ipv6=True) == "blocked"
    assert verdict(design, "at-app-a", "internet", ipv6=True) == "allowed"
    assert verdict(design, "internet", "at-app-a", ipv6=True) == "blocked"
    assert verdict(design, "at-db-a", "internet", ipv6=True) == "blocked"
    assert "AWS refuses a second" in options(design, "attach.egress-only").problem


def test_a_gateway_endpoint_writes_into_tables() -> None:
    lists = [one for one in SHOP.prefix_lists if one.id == "pl-s3"]
    design = PUBLIC.model_copy(update={"prefix_lists": tuple(lists)})
    step = attach(design, "attach.endpoint")
    after = sound(step)
    assert next(one for one in after.vpc_endpoints).route_tables == ("rt-app-a", "rt-app-b", "rt-db")
    assert verdict(design, "at-db-a", "service:s3") == "blocked"
    assert verdict(after, "at-db-a", "service:s3") == "allowed"
    again = options(after, "attach.endpoint")
    tables = next(one for one in again.fields if one.id == "tables")
    assert any("RouteAlreadyExists" in one.why_not for one in tables.options)
    assert "has no blocks yet" in attach(PUBLIC, "attach.endpoint").notes[-1]


def test_an_interface_endpoint_answers_the_vpc() -> None:
    named = change(BARE, "prod", "dns_hostnames", value=True).design
    step = attach(named, "attach.endpoint", "", {"kind": "interface", "service": "ssm"})
    design = sound(step)
    plain = attach(BARE, "attach.endpoint", "", {"kind": "interface", "service": "ssm"})
    assert any("private name needs DNS" in one for one in plain.notes)
    made = design.vpc_endpoints[0]
    assert (made.service, [one.subnet for one in made.nodes]) == ("com.amazonaws.eu-west-1.ssm", ["app-a", "app-b"])
    assert verdict(design, "at-db-a", "service:ssm") == "allowed"
    with pytest.raises(EditError, match="DuplicateSubnetsInSameZone"):
        attach(BARE, "attach.endpoint", "", {"kind": "interface", "in": ("app-a", "db-a")})
    assert "Gateway Load Balancer" in options(BARE, "attach.endpoint", "", {"kind": "gateway-load-balancer"}).refusal


def test_an_endpoint_in_front_of_appliances_stands_in_each_zone() -> None:
    design = add(PUBLIC, "load_balancers", LoadBalancer(id="inspect", vpc="prod", kind="gateway")).design
    step = attach(design, "attach.endpoint", "", {"kind": "gateway-load-balancer", "in": ("db-a", "db-b")})
    assert [one.id for one in sound(step).vpc_endpoints] == ["gwlbe-a", "gwlbe-b"]
    assert step.routes == ()
    form = options(design, "attach.endpoint", "", {"kind": "gateway-load-balancer", "in": ("db-a", "db-b")})
    ticks = tuple(one.value for one in next(f for f in form.fields if f.id == "routes").options if "app-" in one.label)
    routed = attach(
        design, "attach.endpoint", "", {"kind": "gateway-load-balancer", "in": ("db-a", "db-b"), "routes": ticks}
    )
    assert [one.words for one in routed.routes] == ["rt-app-a 0.0.0.0/0 → gwlbe-a", "rt-app-b 0.0.0.0/0 → gwlbe-b"]


def test_a_peering_needs_the_routes_of_both_sides() -> None:
    step = attach(TWO, "attach.peering", "prod")
    design = sound(step)
    assert verdict(TWO, "at-app-a", "at-app-a-2") == "blocked"
    assert verdict(design, "at-app-a", "at-app-a-2") == "allowed"
    assert verdict(design, "at-db-b-2", "at-db-a") == "allowed"
    form = options(TWO, "attach.peering", "prod")
    assert [(one.label, one.aside) for one in form.fields if one.kind == "ticks"] == [
        ("Routes in prod", "10.30.0.0/16"),
        ("Routes in other", "10.20.0.0/16"),
    ]
    half = attach(TWO, "attach.peering", "prod", {"back": ()})
    assert any("no route back" in one for one in half.notes)
    assert verdict(sound(half), "at-app-a", "at-app-a-2") == "blocked"
    waiting = attach(TWO, "attach.peering", "prod", {"accepted": "no"})
    assert verdict(sound(waiting), "at-app-a", "at-app-a-2") == "blocked"


def test_vpcs_that_overlap_are_not_peered() -> None:
    same = add(BARE, "vpcs", {"id": "twin", "region": "eu-west-1", "cidrs": ("10.20.128.0/17",)}).design
    words = "AWS refuses to peer prod with twin: both hold 10.20.128.0/17. Renumber one of them."
    assert options(same, "attach.peering", "prod").refusal == words
    assert "there is no VPC but prod" in STEPS["attach.peering"].why_not(BARE)
    joined = attach(TWO, "attach.peering", "prod").edit.design
    assert "VpcPeeringConnectionAlreadyExists" in options(joined, "attach.peering", "prod").refusal


def test_a_transit_gateway_joins_two_vpcs() -> None:
    first = attach(TWO, "attach.transit-gateway", "prod")
    assert first.edit.title == "Attach tgw to 2 subnets"
    assert "prod" not in {one.target for one in first.routes}
    second = attach(sound(first), "attach.transit-gateway", "other")
    design = sound(second)
    assert verdict(first.edit.design, "at-app-a", "at-app-a-2") == "blocked"
    assert verdict(design, "at-app-a", "at-app-a-2") == "allowed"
    assert verdict(design, "at-app-b-2", "at-app-a") == "allowed"
    assert {one.words for one in second.routes} >= {"rt-app-a 10.30.0.0/16 → tgw", "rt-other-app-a 10.20.0.0/16 → tgw"}
    again = options(design, "attach.transit-gateway", "prod", {"hub": "tgw"})
    assert "DuplicateTransitGatewayAttachment" in again.refusal
    with pytest.raises(EditError, match="DuplicateSubnetsInSameZone"):
        attach(TWO, "attach.transit-gateway", "prod", {"in": ("app-a", "db-a")})
    part = attach(TWO, "attach.transit-gateway", "prod", {"in": ("app-a",)})
    assert any("hosts in eu-west-1b cannot send to it" in one for one in part.notes)


@pytest.mark.parametrize("routing", ["bgp", "static"])
def test_a_vpn_on_a_virtual_private_gateway(routing: str) -> None:
    step = attach(PUBLIC, "attach.vpn", "", {"routing": routing, "device_ip": "198.51.100.1"})
    design = sound(step)
    assert step.edit.title == "Attach VPN vpn-office to vgw"
    assert design.on_premises[0].cidrs == ("192.168.0.0/16",)
    for host in ("at-app-a", "at-db-b"):
        assert verdict(design, "office", host, "tcp/22") == "allowed"
    assert verdict(design, "office", "at-public-a", "tcp/22") == "blocked"


@pytest.mark.parametrize("routing", ["bgp", "static"])
def test_a_vpn_on_a_transit_gateway(routing: str) -> None:
    hub = attach(BARE, "attach.transit-gateway").edit.design
    step = attach(hub, "attach.vpn", "", {"routing": routing})
    design = sound(step)
    assert step.edit.title == "Attach VPN vpn-office to tgw"
    assert verdict(design, "office", "at-app-a", "tcp/22") == "allowed"
    assert verdict(design, "at-app-b", "office", "tcp/443") == "allowed"
    assert verdict(design, "office", "at-db-a", "tcp/22") == "blocked"


def test_a_network_outside_stands_apart_from_the_vpc() -> None:
    form = options(BARE, "attach.vpn", "", {"site_blocks": "10.20.9.0/24"})
    assert form.refusal.startswith("10.20.9.0/24 is prod's own")
    assert "no CIDR block" in options(BARE, "attach.vpn", "", {"site_blocks": "office"}).refusal
    assert "no ASN" in options(BARE, "attach.vpn", "", {"device_asn": "x"}).refusal
    assert "no IPv4 address" in options(BARE, "attach.vpn", "", {"device_ip": "x"}).refusal
    taken = attach(BARE, "attach.vpn", "", {"device_ip": "198.51.100.1"}).edit.design
    again = {"device": "new", "device_ip": "198.51.100.1"}
    assert "DuplicateIpAddress" in options(taken, "attach.vpn", "", again).refusal


def test_a_second_network_outside_gets_another_block() -> None:
    fields = {one.id: one.value for one in options(SHOP, "attach.vpn").fields}
    assert fields["site_blocks"] == "172.16.0.0/16"
    step = attach(SHOP, "attach.vpn")
    assert verdict(sound(step), "office", "app-1", "tcp/22") == "blocked"  # sg-app names dublin's block only
    opened = add_line(step.edit.design, "sg-app#ingress", {"ports": "ssh", "source": "172.16.0.0/16"}).design
    rules = {"protocol": "tcp", "ports": "22", "cidr": "172.16.0.0/16"}
    opened = add_line(opened, "acl-app#ingress", rules).design
    opened = add_line(opened, "acl-app#egress", {**rules, "ports": "1024-65535"}).design
    same = {"site_blocks": "192.168.0.0/24"}
    assert any("192.168.0.0/24 is dublin's as well" in one for one in options(SHOP, "attach.vpn", "", same).notes)
    assert verdict(opened, "office", "app-1", "tcp/22") == "allowed"


def test_an_office_that_says_what_it_knows_learns_the_way_back() -> None:
    office = {"id": "office", "cidrs": ("192.168.0.0/16",), "routes_back": ("10.99.0.0/16",)}
    design = add(BARE, "on_premises", office).design
    step = attach(design, "attach.vpn")
    after = sound(step)
    assert after.on_premises[0].routes_back == ("10.99.0.0/16", "10.20.0.0/16")
    assert verdict(after, "office", "at-app-a", "tcp/22") == "allowed"
    assert any("way back to 10.20.0.0/16" in one for one in step.notes)


def test_a_detached_virtual_private_gateway_is_used() -> None:
    design = add(BARE, "virtual_private_gateways", VirtualPrivateGateway(id="old")).design
    for step in ("attach.vpn", "attach.direct-connect"):
        after = sound(attach(design, step, "", {"end": "old"}))
        assert after.virtual_private_gateways[0].vpc == "prod"


def test_direct_connect_of_both_kinds() -> None:
    private = attach(BARE, "attach.direct-connect")
    design = sound(private)
    assert design.direct_connects[0].kind == "private"
    assert design.direct_connects[0].allowed_prefixes == ("10.20.0.0/16",)
    assert verdict(design, "office", "at-app-a", "tcp/22") == "allowed"
    hub = attach(BARE, "attach.transit-gateway").edit.design
    transit = sound(attach(hub, "attach.direct-connect"))
    assert transit.direct_connects[0].kind == "transit"
    assert verdict(transit, "office", "at-app-a", "tcp/22") == "allowed"


@pytest.mark.parametrize("step", list(STEPS))
def test_no_step_asks_in_vain(step: str) -> None:
    for design in (Design(), BARE, PUBLIC, TWO, SIX, SHOP, load_layout("hybrid"), load_layout("central-egress")):
        for where in ("", "prod", "nowhere", "app-a", "zone:eu-west-1a", "internet", "rt-app-a#routes/0"):
            form = options(design, step, where)
            try:
                made = attach(design, step, where, form.values)
            except EditError as refused:
                assert str(refused) == form.refusal  # noqa: PT017  (both ways of asking say the same)
                continue
            assert form.refusal == ""
            sound(made)


def test_an_id_that_is_taken_is_refused() -> None:
    form = options(BARE, "attach.internet-gateway", "", {"name": "app-a"})
    assert form.refusal == "`app-a` is an id already: app-a-2 is free"
    assert "means something else" in options(BARE, "attach.internet-gateway", "", {"name": "internet"}).refusal


def test_stale_references_revive_when_the_vpcs_are_peered_again() -> None:
    joined = attach(TWO, "attach.peering", "prod").edit.design
    named = add_line(joined, "open-prod#ingress", {"protocol": "tcp", "source": "open-other"}).design
    apart = drop(named, ["prod-other"]).design
    line = next(one for one in apart.security_groups if one.id == "open-prod").ingress[-1]
    assert line.stale
    again = sound(attach(apart, "attach.peering", "prod"))
    assert not next(one for one in again.security_groups if one.id == "open-prod").ingress[-1].stale


def test_a_spoke_leaves_by_the_egress_vpc() -> None:
    hub = planned("10.99.0.0/16", into=load_layout("central-egress"))
    step = attach(hub, "attach.transit-gateway", "other")
    assert [one.words for one in step.routes] == [
        "rt-other-app-a 0.0.0.0/0 → hub",
        "rt-other-app-b 0.0.0.0/0 → hub",
        "egress-public 10.99.0.0/16 → hub",
    ]
    design = sound(step)
    for direction in ("ingress", "egress"):
        design = add_line(design, f"acl-egress#{direction}", {"cidr": "10.99.0.0/16"}).design
    assert verdict(design, "at-app-a", "internet") == "allowed"
