"""A trace on the map goes where the packet went: every blocker has its sign, and what comes after it is dotted."""

import json
from itertools import pairwise, permutations

import pytest

from tests.render.golden import hold
from tests.render.map.samples import lines
from vpcdesign.algebra import services
from vpcdesign.api.desk import Ask, Desk
from vpcdesign.api.layouts import load_layout, load_layouts
from vpcdesign.design.document import Design
from vpcdesign.reach.trace import Trace
from vpcdesign.render.map.course import course_of
from vpcdesign.render.map.draw import draw
from vpcdesign.render.map.look import ZOOMS, Look, Zoom
from vpcdesign.render.map.overlay import Overlay, painted
from vpcdesign.render.map.path import Path, path_of
from vpcdesign.render.map.text import map_text
from vpcdesign.render.signs import BLOCKED
from vpcdesign.topology.scene.scene import INTERNET

SHOP = "three-tier"


def asked(design: Design, source: str, destination: str, port: int = 443) -> Trace:
    """Ask about one TCP port."""
    return Desk(design, [source, destination]).trace(Ask(source, destination, services.ports(services.TCP, port, port)))


def shop_without_replies() -> Design:
    """Give the shop whose database subnets lost the rule for replies."""
    shop = load_layout(SHOP)
    acls = tuple(one.model_copy(update={"egress": ()}) if one.id == "acl-db" else one for one in shop.network_acls)
    return shop.model_copy(update={"network_acls": acls})


def ids(path: Path, way: str) -> list[str]:
    return [station.id for station in (path.there if way == "there" else path.back)]


def test_a_way_out_goes_through_nat_and_internet_gateway() -> None:
    shop = load_layout(SHOP)
    path = path_of(asked(shop, "app-2", "198.51.100.10"), shop)
    assert ids(path, "there") == ["app-b", "public-b", "igw", "internet"]
    assert ids(path, "back") == ["internet", "igw", "public-b", "app-b"]
    assert path.there[1].changes == "nat-b"
    assert (path.there[2].inner, path.there[2].outer) == ("10.20.1.10:1024-65535", "203.0.113.21:1024-65535")


def test_a_way_between_vpcs_goes_through_the_subnets_of_the_hub() -> None:
    design = load_layout("transit-gateway-hub-and-spoke")
    path = path_of(asked(design, "prod-1", "artifacts-1"), design)
    assert ids(path, "there") == ["prod-app-a", "prod-hub-a", "hub", "shared-hub-a", "shared-tools-a"]
    assert ids(path, "back") == list(reversed(ids(path, "there")))


def test_a_way_from_outside_comes_in_by_the_hub() -> None:
    shop = load_layout(SHOP)
    path = path_of(asked(shop, "dublin", "app-1", 22), shop)
    assert ids(path, "there") == ["dublin", "hub", "app-a"]
    assert ids(path, "back") == ["app-a", "hub", "vpn-dublin", "dublin"]


def test_a_load_balancer_is_a_station_where_addresses_change() -> None:
    shop = load_layout(SHOP)
    path = path_of(asked(shop, "internet", "lb:front"), shop)
    assert ids(path, "there")[:3] == ["internet", "igw", "public-a"]
    assert path.there[2].changes == "front"
    assert ids(path, "there")[3].startswith("app-")


def test_a_stand_in_stands_in_its_subnet() -> None:
    shop = load_layout(SHOP)
    path = path_of(asked(shop, "subnet:db-c", "app-1"), shop)
    assert ids(path, "there") == ["db-c", "app-a"]
    assert ids(path, "back") == ["app-a", "db-c"]


@pytest.mark.parametrize(("zoom", "wide"), [("full", 83), ("compact", 80), ("dots", 80)])
def test_an_allowed_trace_is_drawn_to_the_cell(zoom: Zoom, wide: int) -> None:
    shop = load_layout(SHOP)
    overlay = Overlay(path=path_of(asked(shop, "app-2", "198.51.100.10"), shop), cursor=("there", 4))
    hold(f"map/trace-allowed-{zoom}.txt", map_text(draw(shop, Look(zoom, wide)), overlay))


@pytest.mark.parametrize(("zoom", "wide"), [("full", 83), ("compact", 80)])
def test_a_blocked_trace_goes_on_dotted(zoom: Zoom, wide: int) -> None:
    design = shop_without_replies()
    path = path_of(asked(design, "app-2", "db-1", 5432), design)
    hold(f"map/trace-blocked-{zoom}.txt", map_text(draw(design, Look(zoom, wide)), Overlay(path=path)))


@pytest.mark.parametrize(
    ("name", "source", "destination"),
    [
        ("transit-gateway-hub-and-spoke", "prod-1", "artifacts-1"),
        ("central-egress", "app-1", "internet"),
        ("central-inspection", "app-1", "data-2"),
        ("hybrid", "branch", "records-1"),
        ("peered-vpcs", "app-1", "directory-1"),
    ],
)
def test_a_trace_over_an_estate_is_drawn(name: str, source: str, destination: str) -> None:
    design = load_layout(name)
    overlay = Overlay(path=path_of(asked(design, source, destination), design))
    hold(f"map/trace-{name}.txt", map_text(draw(design, Look("compact", 150)), overlay))


def test_the_cursor_reverses_the_sign_of_its_step() -> None:
    shop = load_layout(SHOP)
    picture, path = draw(shop, Look("full", 83)), path_of(asked(shop, "app-2", "198.51.100.10"), shop)
    rows = painted(picture, Overlay(path=path, cursor=("there", 4)))
    assert [span.text for row in rows for span in row if span.reverse] == ["●", " S "]
    rows = painted(picture, Overlay(path=path, cursor=("back", 1)))
    assert [span.text for row in rows for span in row if span.reverse] == ["✓", " S "]


def test_a_path_draws_itself_step_by_step() -> None:
    shop = load_layout(SHOP)
    picture, path = draw(shop, Look("full", 83)), path_of(asked(shop, "app-2", "198.51.100.10"), shop)
    hops = 18
    counts = [len(course_of(picture, path, steps).cells) for steps in range(hops + 1)]
    assert counts == sorted(counts)
    assert counts[0] == 0
    assert counts[path.hops] < counts[-1] == len(course_of(picture, path).cells)


def test_wires_off_the_path_are_hidden_and_come_back() -> None:
    shop = load_layout(SHOP)
    picture = draw(shop, Look("full", 83))
    before = lines(picture)
    path = path_of(asked(shop, "app-2", "db-1", 5432), shop)
    assert not any("┴" in line for line in lines(picture, Overlay(path=path)))
    assert lines(picture) == before


@pytest.mark.parametrize("name", sorted(load_layouts()))
def test_every_pair_of_every_layout_can_be_drawn(name: str) -> None:
    """Every station is on the map, the ways meet, and what stops the packet is seen where it stands."""
    design = load_layout(name)
    hosts = [one.id for one in design.network_interfaces[:3]] + [one.id for one in design.on_premises[:1]]
    pictures = [draw(design, Look(zoom, 120)) for zoom in ZOOMS]
    desk = Desk(design, hosts)
    for source, destination in permutations([*hosts, "internet"], 2):
        path = path_of(desk.trace(Ask(source, destination, services.ports(services.TCP, 443, 443))), design)
        for way in (path.there, path.back):
            assert all(one.id in {INTERNET, *pictures[0].places} for one in way), (source, destination)
            assert all(one.id != two.id for one, two in pairwise(way))
        for picture in pictures:
            course = course_of(picture, path)
            shown = {cell for cell, (sign, _) in course.cells.items() if sign == BLOCKED}
            stations = [one for way in (path.there, path.back) for one in way if one.id in picture.places]
            for mark in (mark for one in stations for mark in one.marks):
                if mark.sign == BLOCKED:
                    assert set(course.spots[mark.way, mark.hop]) & shown, (source, destination, mark)
        painted(pictures[2], Overlay(path=path))


def test_a_balancer_whose_addresses_aws_chooses_stands_in_the_subnet_of_the_packet() -> None:
    design = load_layout("load-balanced-web")
    path = path_of(asked(design, "internet", "lb:www"), design)
    assert ids(path, "there") == ["internet", "igw", "public-a", "web-a"]
    assert ids(path, "back") == ["web-a", "public-a", "igw", "internet"]


def test_both_ways_have_a_row_each_where_there_is_room() -> None:
    shop = load_layout(SHOP)
    path = path_of(asked(shop, "app-2", "db-1", 5432), shop)

    def rows(height: int) -> tuple[int, set[str]]:
        picture = draw(shop, Look("compact", 84, height, lanes=True))
        cells = course_of(picture, path).cells
        between = {text for (x, y), (text, _) in cells.items() if x == 30}
        return picture.height, between

    assert rows(26) == (22, {"━", "═"}), "two rows more, and neither way hides the other"
    assert rows(20) == (20, {"━"}), "nothing goes out of the window for it"


PEERED = {
    "vpcdesign": 1,
    "vpcs": [
        {"id": f"vpc-{x}", "region": f"eu-west-{n}", "cidrs": [f"10.{n}.0.0/16"]} for n, x in ((1, "a"), (2, "b"))
    ],
    "subnets": [
        {"id": f"net-{x}", "vpc": f"vpc-{x}", "az": f"eu-west-{n}a", "cidr": f"10.{n}.1.0/24", "route_table": f"rt-{x}"}
        for n, x in ((1, "a"), (2, "b"))
    ],
    "route_tables": [
        {
            "id": f"rt-{x}",
            "vpc": f"vpc-{x}",
            "main": True,
            "routes": [{"destination": "10.0.0.0/8", "target": f"hub-{x}"}],
        }
        for x in "ab"
    ],
    "security_groups": [
        {
            "id": f"sg-{x}",
            "vpc": f"vpc-{x}",
            "ingress": [{"protocol": "all", "source": "10.0.0.0/8"}],
            "egress": [{"protocol": "all", "destination": "10.0.0.0/8"}],
        }
        for x in "ab"
    ],
    "network_interfaces": [
        {"id": f"host-{x}", "subnet": f"net-{x}", "private_ip": f"10.{n}.1.10", "security_groups": [f"sg-{x}"]}
        for n, x in ((1, "a"), (2, "b"))
    ],
    "transit_gateways": [{"id": f"hub-{x}", "region": f"eu-west-{n}"} for n, x in ((1, "a"), (2, "b"))],
    "transit_gateway_attachments": [
        *(
            {"id": f"at-{x}", "transit_gateway": f"hub-{x}", "kind": "vpc", "vpc": f"vpc-{x}", "subnets": [f"net-{x}"]}
            for x in "ab"
        ),
        {"id": "between", "transit_gateway": "hub-a", "kind": "peering", "peer": "hub-b"},
    ],
    "transit_gateway_route_tables": [
        {
            "id": f"tgw-rt-{x}",
            "transit_gateway": f"hub-{x}",
            "associations": [f"at-{x}", "between"],
            "propagations": [f"at-{x}"],
            "routes": [{"destination": f"10.{other}.0.0/16", "attachments": ["between"]}],
        }
        for other, x in ((2, "a"), (1, "b"))
    ],
}
"""A VPC in each of two regions, and two transit gateways that peer."""


@pytest.mark.parametrize("zoom", ZOOMS)
def test_a_way_between_hubs_that_peer_is_drawn_between_them(zoom: Zoom) -> None:
    design = Design.model_validate_json(json.dumps(PEERED))
    trace = asked(design, "host-a", "host-b", 22)
    assert trace.verdict == "allowed"
    path = path_of(trace, design)
    assert ids(path, "there") == ["net-a", "hub-a", "hub-b", "net-b"]
    picture = draw(design, Look(zoom, 120))
    shown = lines(picture, Overlay(path=path))
    lower_edges = [picture.places[hub][0].box.bottom - 1 for hub in ("hub-a", "hub-b")]
    assert all("┃║" in shown[y] for y in lower_edges)
