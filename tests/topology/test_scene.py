"""A scene is read from routes: kinds, rows, doors and wires say what the tables say, and nobody is left out."""

import json

import pytest

from vpcdesign.api.layouts import load_layout, load_layouts
from vpcdesign.design.document import Design
from vpcdesign.topology.scene.read import read
from vpcdesign.topology.scene.scene import Room, Scene
from vpcdesign.tui.pages.inspector.surroundings import Surroundings


def design(**parts: object) -> Design:
    """Make a design of parts as a document has them."""
    return Design.model_validate_json(json.dumps({"vpcdesign": 1, **parts}))


def subnet(id: str, block: str, zone: str = "a", **parts: object) -> dict[str, object]:
    return {"id": id, "vpc": "v", "az": f"eu-west-1{zone}", "cidr": block, **parts}


VPC = {"id": "v", "region": "eu-west-1", "cidrs": ["10.0.0.0/16"]}


def rooms(scene: Scene) -> dict[str, Room]:
    return {room.id: room for vpc in scene.vpcs for room in vpc.rooms}


def test_kinds_are_read_from_routes_and_not_from_names() -> None:
    found = rooms(
        read(
            design(
                vpcs=[VPC],
                internet_gateways=[{"id": "igw", "vpc": "v"}],
                nat_gateways=[{"id": "nat", "subnet": "private"}],
                route_tables=[
                    {"id": "m", "vpc": "v", "main": True, "routes": [{"destination": "::/0", "target": "igw"}]},
                    {"id": "r", "vpc": "v", "routes": [{"destination": "0.0.0.0/0", "target": "nat"}]},
                    {"id": "g", "vpc": "v", "routes": [{"destination": "0.0.0.0/0", "target": "gone"}]},
                    {
                        "id": "b",
                        "vpc": "v",
                        "routes": [{"destination": "0.0.0.0/0", "target": "igw", "state": "blackhole"}],
                    },
                    {"id": "l", "vpc": "v"},
                ],
                subnets=[
                    subnet("private", "10.0.0.0/24"),
                    subnet("public", "10.0.1.0/24", route_table="r"),
                    subnet("leads-nowhere", "10.0.2.0/24", route_table="g"),
                    subnet("blackhole", "10.0.3.0/24", route_table="b"),
                    subnet("local", "10.0.4.0/24", route_table="l"),
                ],
            )
        )
    )
    kinds = {name: room.kind for name, room in found.items()}
    assert kinds == {"private": "PUB", "public": "PRV", "leads-nowhere": "ISO", "blackhole": "ISO", "local": "ISO"}
    assert found["private"].table == "m"


def test_a_propagated_way_out_makes_a_subnet_private() -> None:
    found = read(load_layout("hybrid"))
    table = next(one for one in load_layout("hybrid").route_tables if one.propagating_gateways)
    assert {room.kind for room in rooms(found).values() if room.table == table.id} == {"PRV"}


def test_rows_are_tiers_from_public_to_isolated_and_the_tierless_come_last() -> None:
    found = read(
        design(
            vpcs=[VPC],
            internet_gateways=[{"id": "igw", "vpc": "v"}],
            route_tables=[
                {"id": "m", "vpc": "v", "main": True},
                {"id": "p", "vpc": "v", "routes": [{"destination": "0.0.0.0/0", "target": "igw"}]},
            ],
            subnets=[
                subnet("x", "10.0.9.0/24"),
                subnet("db", "10.0.0.0/24", tier="db"),
                subnet("web-b", "10.0.8.0/24", "b", tier="web", route_table="p"),
                subnet("web-a", "10.0.7.0/24", tier="web", route_table="p"),
                subnet("web-a2", "10.0.6.0/24", tier="web", route_table="p"),
                subnet("early", "10.0.5.0/24", tier="early", route_table="p"),
                subnet("y", "10.0.10.0/24", route_table="p"),
            ],
        )
    )
    (vpc,) = found.vpcs
    assert vpc.zones == ("eu-west-1a", "eu-west-1b")
    assert [(tier.name, [room and room.id for room in tier.rooms]) for tier in vpc.tiers] == [
        ("early", ["early", None]),
        ("web", ["web-a2", "web-b"]),
        ("", ["web-a", None]),
        ("db", ["db", None]),
        ("", ["y", None]),
        ("", ["x", None]),
    ]


@pytest.mark.parametrize("name", sorted(load_layouts()))
def test_nobody_is_left_out(name: str) -> None:
    layout = load_layout(name)
    found = read(layout)
    assert set(rooms(found)) == {one.id for one in layout.subnets}
    members = {member.id for room in rooms(found).values() for member in room.members}
    assert {one.id for one in layout.network_interfaces} <= members
    doors = {door.id for vpc in found.vpcs for door in vpc.doors} | {one.id for one in found.loose}
    assert {one.id for one in (*layout.internet_gateways, *layout.virtual_private_gateways)} <= doors
    assert {one.id for one in found.outsides} >= {one.id for one in layout.on_premises}


def test_the_shop_counts_what_stands_in_its_subnets() -> None:
    found = rooms(read(load_layout("three-tier")))
    assert (found["public-a"].used, found["app-a"].used, found["db-c"].used) == (3, 2, 0)
    assert found["app-a"].usable == 4091
    assert [member.id for member in found["public-a"].members] == ["nat-a", "front", "bastion"]


def test_wires_are_routes_that_exist() -> None:
    (vpc,) = read(load_layout("three-tier")).vpcs
    found = {(wire.source, wire.target) for wire in vpc.wires}
    expected = {(f"public-{zone}", "igw") for zone in "abc"} | {(f"app-{zone}", f"public-{zone}") for zone in "abc"}
    assert found == expected | {(f"app-{zone}", door) for zone in "abc" for door in ("hub", "s3")}
    assert all(wire.always for wire in vpc.wires)


def test_a_route_to_a_part_of_the_world_is_shown_when_it_is_asked_for() -> None:
    vpc = next(one for one in read(load_layout("transit-gateway-hub-and-spoke")).vpcs if one.id == "prod")
    always = {wire.source for wire in vpc.wires if wire.always}
    assert always == {"prod-hub-a", "prod-hub-b"}
    asked = next(wire.asked for wire in vpc.wires if wire.source == "prod-app-a")
    assert set(asked) == {"prod-app-a", "prod-app", "hub"}


def test_interfaces_that_stand_for_somebody_are_shown_once() -> None:
    found = rooms(
        read(
            design(
                vpcs=[VPC],
                route_tables=[{"id": "m", "vpc": "v", "main": True}],
                subnets=[subnet("s", "10.0.0.0/24")],
                network_interfaces=[
                    {"id": "eni-nat", "subnet": "s", "kind": "nat_gateway", "private_ip": "10.0.0.5"},
                    {"id": "pods", "subnet": "s", "count": 7},
                ],
                nat_gateways=[{"id": "nat", "subnet": "s", "interface": "eni-nat"}],
            )
        )
    )["s"]
    assert [(one.id, one.name) for one in found.members] == [("nat", "nat"), ("pods", "pods ×7")]
    assert found.used == 8


def test_a_hub_says_who_does_not_meet() -> None:
    (hub,) = read(load_layout("transit-gateway-hub-and-spoke")).hubs
    assert hub.apart == "prod and dev do not reach each other: rt spokes has a route to neither"
    assert [(table.name, table.serves, table.knows) for table in hub.tables] == [
        ("spokes", ("prod", "dev"), ("shared",)),
        ("core", ("shared",), ("prod", "dev")),
    ]


def test_a_hub_of_many_names_the_first_and_counts_the_others() -> None:
    names = [f"v{number}" for number in range(9)]
    found = read(
        design(
            vpcs=[{"id": name, "region": "eu-west-1", "cidrs": ["10.0.0.0/16"]} for name in names],
            transit_gateways=[{"id": "hub"}],
            transit_gateway_attachments=[{"id": f"a-{name}", "transit_gateway": "hub", "vpc": name} for name in names],
            transit_gateway_route_tables=[
                {"id": "all", "transit_gateway": "hub", "associations": [f"a-{name}" for name in names]}
            ],
        )
    )
    assert found.hubs[0].apart == "v0, v1, v2, v3 and 5 others do not reach each other: rt all has a route to none"


def test_a_peering_of_transit_gateways_is_named_by_its_other_end_from_either() -> None:
    hubs = [{"id": "here", "region": "eu-west-1"}, {"id": "there", "region": "eu-west-2"}]
    tables = [
        {"id": one, "transit_gateway": hub, "associations": ["p"]} for one, hub in (("a", "here"), ("b", "there"))
    ]
    peered = design(
        transit_gateways=hubs,
        transit_gateway_attachments=[{"id": "p", "transit_gateway": "here", "kind": "peering", "peer": "there"}],
        transit_gateway_route_tables=tables,
    )
    assert {hub.id: hub.tables[0].serves for hub in read(peered).hubs} == {"here": ("there",), "there": ("here",)}
    around = Surroundings(peered)
    assert (around.far_side("p", "here"), around.far_side("p", "there")) == ("there", "here")
