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
