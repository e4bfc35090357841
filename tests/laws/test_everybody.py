"""Everybody asked at once is what every pair says that is asked by itself; and groups are those that pairs make."""

from collections.abc import Mapping, Sequence
from ipaddress import ip_address, ip_network

import pytest

from tests.laws.designs import draw
from vpcdesign.analysis.everybody import everybody
from vpcdesign.analysis.groups import By, Matrix, matrix
from vpcdesign.analysis.reaches import NOTHING, Reach, together
from vpcdesign.analysis.survey import Cell, Party, meetings, parties, survey
from vpcdesign.analysis.worlds import World, Worlds
from vpcdesign.api.layouts import load_layout
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.design.hosts import NetworkInterface, SecondaryAddress
from vpcdesign.reach import walk

SEEDS = [*range(24), *(pytest.param(seed, marks=pytest.mark.deep) for seed in range(24, 600))]
LAYOUTS = ("three-tier", "dual-stack-egress-only", "transit-gateway-hub-and-spoke", "load-balanced-web", "hybrid")
GROUPINGS: tuple[By, ...] = ("interface", "security-group", "subnet", "vpc")
Found = Mapping[Cell, Reach]


def crowded(design: Design) -> Design:
    """Give every plain host that has one address a twin at the next address that is free."""
    blocks = {one.id: ip_network(one.cidr) for one in design.subnets if one.cidr is not None}
    taken = {one.private_ip for one in design.network_interfaces}
    twins: list[NetworkInterface] = []
    for one in design.network_interfaces:
        if one.private_ip is None or one.secondary_ips or one.ipv6_addresses or one.public_ip not in {None, "auto"}:
            continue
        address = ip_address(one.private_ip) + 1
        if str(address) not in taken and address in blocks[one.subnet]:
            taken.add(str(address))
            twins.append(one.model_copy(update={"id": f"{one.id}-twin", "name": None, "private_ip": str(address)}))
    return design.model_copy(update={"network_interfaces": (*design.network_interfaces, *twins)})


def fares(found: Found, one: Party, other: Party, *, into: bool) -> dict[Party, Reach | None]:
    """Give how a kind fares with all but itself and one other, pair by pair."""
    rest = [kind for cell in found for kind in cell if kind not in {one, other}]
    return {kind: found.get((kind, one) if into else (one, kind)) for kind in rest}


def alike(found: Found, one: Party, other: Party) -> bool:
    """Tell by pairs alone whether two kinds fare alike, one another included."""
    if one.outside or other.outside:
        return False
    if (bool(one.sources), bool(one.destinations)) != (bool(other.sources), bool(other.destinations)):
        return False
    among = [found[a, b] for a in (one, other) for b in (one, other) if (a, b) in found]
    same = all(reach == among[0] for reach in among)
    return same and all(fares(found, one, other, into=i) == fares(found, other, one, into=i) for i in (False, True))


def grouped(found: Found, kinds: Sequence[Party]) -> list[list[Party]]:
    """Put each kind to the first to all of whom it is alike."""
    groups: list[list[Party]] = []
    for one in kinds:
        home = next((group for group in groups if all(alike(found, one, other) for other in group)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    return groups


def plain(found: Found, shown: Matrix) -> dict[tuple[str, str], Reach]:
    """Give what gets from group to group, all their pairs taken together."""
    cells: dict[tuple[str, str], Reach] = {}
    for one in shown.groups:
        for other in shown.groups:
            met = [found[a, b] for a in one.parties for b in other.parties if (a, b) in found]
            if joined := together(met):
                cells[one.id, other.id] = joined
    return cells


def held(world: World, sides: tuple[str, ...] = ()) -> int:
    """Hold everybody at once to every pair by itself; give how many pairs were met."""
    kinds = parties(world, *sides)
    pairs = survey(world, list(meetings(kinds)))
    found = everybody(world, kinds)
    assert dict(found) == pairs
    assert list(found) == list(pairs), "in the order of the kinds"
    assert len(found) == len(pairs)
    for by in GROUPINGS:
        shown = matrix(world.design, found, kinds, by)
        assert {(a.id, b.id): reach for (a, b), reach in shown.cells.items()} == plain(pairs, shown)
        if by == "interface":
            assert [list(group.parties) for group in shown.groups] == grouped(pairs, kinds)
    return sum(reach != NOTHING for reach in pairs.values())


@pytest.mark.parametrize("seed", SEEDS)
def test_everybody_at_once_is_every_pair(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "PATIENCE", -1)  # rows are there from the first question on
    design = crowded(draw(seed))
    held(Worlds(design, compile_design(design)).whole)


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("patience", [-1, 1_000_000])
def test_of_a_layout_too_with_rows_and_without(name: str, patience: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "PATIENCE", patience)
    design = load_layout(name)
    assert held(Worlds(design, compile_design(design)).whole)


def test_sides_that_share_a_host_ask_nobody_about_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "PATIENCE", -1)
    design = load_layout("three-tier")
    world = Worlds(design, compile_design(design)).whole
    assert held(world, ("sg:sg-app, internet", "public:bastion, sg:sg-bastion, sg:sg-app, sg:sg-db"))
    assert held(world, ("sg:sg-app", "sg:sg-db")), "who only asks, and who is only asked"


def test_groups_of_pairs_some_of_which_were_not_asked_about() -> None:
    design = load_layout("three-tier")
    world = Worlds(design, compile_design(design)).whole
    kinds = parties(world)
    pairs = survey(world, [cell for cell in meetings(kinds) if cell[0].outside or cell[1].outside])
    assert [list(group.parties) for group in matrix(design, pairs, kinds).groups] == grouped(pairs, kinds)


def test_a_host_of_two_addresses_that_a_list_tells_apart_is_asked_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "PATIENCE", -1)
    design = load_layout("three-tier")
    hosts = [
        one.model_copy(update={"secondary_ips": (SecondaryAddress(private_ip="10.20.64.99"),)})
        if one.id == "app-1"
        else one
        for one in design.network_interfaces
    ]
    lists = []
    for one in design.network_acls:
        entries = [each.model_copy(update={"cidr": "10.20.64.0/26"}) for each in one.ingress]
        lists.append(one.model_copy(update={"ingress": tuple(entries)}) if one.id == "acl-db" else one)
    design = design.model_copy(update={"network_interfaces": tuple(hosts), "network_acls": tuple(lists)})
    assert held(Worlds(design, compile_design(design)).whole)
