"""Designs to draw: an estate, a random VPC, and one of every awkward sort."""

import json
from pathlib import Path

from hypothesis import strategies as st

from vpcdesign.design.document import NOUN_LISTS, Design
from vpcdesign.formats.native.read import read
from vpcdesign.render.ink import plain
from vpcdesign.render.map.canvas import Box
from vpcdesign.render.map.overlay import NOTHING, Overlay, painted
from vpcdesign.render.map.picture import Picture

ESTATE = Path(__file__).parent / "estate.json"
HOSTILE = (
    "[/foo]",
    "[@click=app.quit]x[/]",
    "\x1b[31mred",
    "\u202edrow",
    "x" * 500,
    "名前が広い",
    "e\u0301te\u0301",
    "a\nb",
    "😀",
)


def estate() -> Design:
    """Give three VPCs, a hub, a peering and a place on-premises."""
    return read(ESTATE.read_text(encoding="utf-8"), ESTATE.name)


def design(**parts: object) -> Design:
    """Make a design of parts as a document has them."""
    return Design.model_validate_json(json.dumps({"vpcdesign": 1, **parts}))


def crossroads() -> Design:
    """Give a VPC with a bit of everything: two NAT modes, three ways outside, long names, IPv6 only, many members."""
    return design(
        vpcs=[{"id": "v", "region": "eu-west-1", "cidrs": ["10.0.0.0/16"]}],
        internet_gateways=[{"id": "igw", "vpc": "v"}],
        nat_gateways=[{"id": "everywhere", "vpc": "v", "mode": "regional"}, {"id": "nat-a", "subnet": "pub-a"}],
        virtual_private_gateways=[{"id": "vgw", "vpc": "v"}],
        vpn_connections=[
            {"id": "vpn-1", "virtual_private_gateway": "vgw", "on_premises": "office"},
            {"id": "vpn-2", "virtual_private_gateway": "vgw", "on_premises": "office"},
        ],
        direct_connects=[{"id": "dx", "virtual_private_gateways": ["vgw"], "on_premises": "colo"}],
        on_premises=[{"id": "office", "cidrs": ["192.168.0.0/16"]}, {"id": "colo", "cidrs": ["172.16.0.0/12"]}],
        vpc_endpoints=[
            {"id": name, "vpc": "v", "kind": "gateway", "service": "s3", "route_tables": ["app"]}
            for name in ("s3", "tables-of-the-shop")
        ],
        route_tables=[
            {"id": "m", "vpc": "v", "main": True},
            {"id": "pub", "vpc": "v", "routes": [{"destination": "0.0.0.0/0", "target": "igw"}]},
            {
                "id": "app",
                "vpc": "v",
                "routes": [
                    {"destination": "0.0.0.0/0", "target": "nat-a"},
                    {"destination": "192.168.0.0/16", "target": "vgw"},
                    {"destination": "pl-1", "target": "s3"},
                    {"destination": "pl-2", "target": "tables-of-the-shop"},
                ],
            },
            {"id": "other", "vpc": "v", "routes": [{"destination": "0.0.0.0/0", "target": "everywhere"}]},
        ],
        subnets=[
            {"id": "pub-a", "vpc": "v", "az": "eu-west-1a", "cidr": "10.0.0.0/24", "tier": "web", "route_table": "pub"},
            {"id": "app-a", "vpc": "v", "az": "eu-west-1a", "cidr": "10.0.1.0/24", "tier": "app", "route_table": "app"},
            {"id": "app-b", "vpc": "v", "az": "eu-west-1b", "cidr": "10.0.2.0/24", "tier": "app", "route_table": "app"},
            {
                "id": "payments-backend-of-the-shop-eu-prod-a",
                "vpc": "v",
                "az": "eu-west-1b",
                "cidr": "10.0.9.0/24",
                "tier": "app",
                "route_table": "other",
            },
            {"id": "six", "vpc": "v", "az": "eu-west-1b", "ipv6_cidr": "2001:db8:1:2::/64", "tier": "db"},
        ],
        network_interfaces=[
            {"id": f"i{number}", "subnet": "app-a", "private_ip": f"10.0.1.{number + 10}"} for number in range(12)
        ],
    )


def lines(picture: Picture, overlay: Overlay = NOTHING, view: Box | None = None) -> list[str]:
    """Give the characters of a view."""
    return [plain(row) for row in painted(picture, overlay, view)]


def _targets(draw: st.DrawFn, vpc: str, doors: list[str], rooms: list[str]) -> list[dict[str, str]]:
    """Draw the routes of a table."""
    targets = [*doors, *(f"nat-{room}" for room in rooms)]
    places = st.sampled_from(["0.0.0.0/0", "::/0", "10.99.0.0/16", "192.168.0.0/16"])
    chosen = draw(st.dictionaries(places, st.sampled_from(targets), max_size=3)) if targets else {}
    return [{"destination": where, "target": target} for where, target in chosen.items()] if vpc else []


@st.composite
def designs(draw: st.DrawFn) -> Design:
    """Draw designs of up to three VPCs with tiers, zones, gateways of every sort and routes between them at random."""
    parts: dict[str, list[dict[str, object]]] = {name: [] for name in NOUN_LISTS}
    count = draw(st.integers(1, 3))
    hubs = draw(st.booleans())
    for at in range(count):
        _vpc(draw, parts, f"v{at}", at, hubs=hubs)
    if hubs:
        parts["transit_gateways"] = [{"id": "hub", "region": "eu-west-1"}]
    if count > 1:
        parts["peering_connections"] = [{"id": "pcx", "requester": "v0", "accepter": f"v{count - 1}"}]
    return design(**parts)


def _vpc(draw: st.DrawFn, parts: dict[str, list[dict[str, object]]], vpc: str, number: int, *, hubs: bool) -> None:
    region = draw(st.sampled_from(["eu-west-1", "us-east-1"]))
    parts["vpcs"].append({"id": vpc, "region": region, "cidrs": [f"10.{number}.0.0/16"]})
    doors = []
    for kind, sign in (
        ("internet_gateways", "igw"),
        ("egress_only_internet_gateways", "eigw"),
        ("virtual_private_gateways", "vgw"),
    ):
        if draw(st.booleans()):
            parts[kind].append({"id": f"{sign}-{vpc}", "vpc": vpc})
            doors.append(f"{sign}-{vpc}")
    if f"vgw-{vpc}" in doors:
        parts["on_premises"].append({"id": f"office-{vpc}", "cidrs": ["192.168.0.0/16"]})
        link: dict[str, object] = {
            "id": f"vpn-{vpc}",
            "virtual_private_gateway": f"vgw-{vpc}",
            "on_premises": f"office-{vpc}",
        }
        parts["vpn_connections"].append(link)
    rooms = []
    for tier, zone in draw(st.sets(st.tuples(st.integers(0, 4), st.integers(0, 3)), max_size=9)):
        room = f"{vpc}-{tier}-{zone}"
        rooms.append(room)
        block = f"10.{number}.{tier * 8 + zone}.0/24"
        table = f"rt-{vpc}-{draw(st.integers(0, 2))}"
        place = {"vpc": vpc, "az": f"{region}{'abcd'[zone]}", "cidr": block, "route_table": table}
        parts["subnets"].append({"id": room, "tier": draw(st.sampled_from([None, f"t{tier}"])), **place})
    nats = [room for room in rooms if draw(st.booleans())]
    parts["nat_gateways"] += [{"id": f"nat-{room}", "subnet": room} for room in nats]
    hosts = [room for room in rooms if draw(st.booleans())]
    parts["network_interfaces"] += [{"id": f"eni-{room}", "subnet": room, "private_ip": "10.0.0.9"} for room in hosts]
    if hubs:
        attached = [room for room in rooms if draw(st.booleans())]
        attachment: dict[str, object] = {"id": f"att-{vpc}", "transit_gateway": "hub", "vpc": vpc, "subnets": attached}
        parts["transit_gateway_attachments"].append(attachment)
        doors.append("hub")
    for at in range(3):
        routes = _targets(draw, vpc, doors, nats)
        parts["route_tables"].append({"id": f"rt-{vpc}-{at}", "vpc": vpc, "routes": routes})
