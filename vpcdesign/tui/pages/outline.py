"""The outline: the whole design as a tree, to walk through and to filter; `enter` selects.

Region, VPC, zone, subnet and its members, then what the VPC has besides; what stands outside VPCs comes last. A branch
is closed by its key, which is what it selects, or a word of its own; a filtered outline is open everywhere.
"""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from vpcdesign.design.vpcs import Vpc
from vpcdesign.render.ink import Span, fit, shorten, width
from vpcdesign.render.visible import visible
from vpcdesign.tui.pages.inspector.residents import Resident
from vpcdesign.tui.pages.inspector.surroundings import Surroundings
from vpcdesign.tui.pages.page import Line, Page, title

OPEN, CLOSED = "▼", "▶"
FOLD = "fold"
"""The act of a line that only opens and closes; what follows is the key of its branch."""

CELLS = 27
"""The width of an outline's text at the left of a wide workbench."""

OF_A_VPC = (
    ("Gateways", ("internet_gateways", "egress_only_internet_gateways", "virtual_private_gateways", "nat_gateways")),
    ("Endpoints", ("vpc_endpoints",)),
    ("Load balancers", ("load_balancers",)),
    ("Firewalls", ("firewalls",)),
    ("Route tables", ("route_tables",)),
    ("Security groups", ("security_groups",)),
    ("Network ACLs", ("network_acls",)),
    ("Reserved", ("reservations",)),
)
OUTSIDE = (
    ("Peerings", ("peering_connections",)),
    ("Lines out", ("vpn_connections", "direct_connects", "customer_gateways")),
    ("On premises", ("on_premises",)),
    ("Elastic IPs", ("elastic_ips",)),
    ("Prefix lists", ("prefix_lists",)),
    ("Instances", ("instances",)),
    ("Public access", ("block_public_access",)),
    ("Referred to, unseen", ("external",)),
)


class Node(NamedTuple):
    """One line: how deep, its sign and words, what it selects, and the key by which it is closed, if it is a branch."""

    depth: int
    sign: Span
    words: str
    target: str = ""
    branch: str = ""
    strong: bool = False


def outline(here: Surroundings, cells: int = CELLS, closed: Collection[str] = (), selected: str = "") -> Page:
    """Make the page; the line of what is selected is drawn in bold."""
    lines, above = [], 99
    for node in nodes(here):
        if node.depth > above:
            continue
        above = node.depth if node.branch and node.branch in closed else 99
        lines.append(_line(node, cells - 1, closed, selected))
    return Page(title("Outline", f"{len(here.design.subnets)} subnets", cells), tuple(lines))


def branch_of(here: Surroundings, target: str) -> str:
    """Give the key of the branch that a line opens, or nothing."""
    return next((node.branch for node in nodes(here) if node.branch and target in {node.target, node.branch}), "")


def many(here: Surroundings, most: int = 200) -> frozenset[str]:
    """Give the branches that begin closed in a large design: its subnets, so that the tree can be looked over."""
    if len(here.design.subnets) + len(here.design.network_interfaces) <= most:
        return frozenset()
    return frozenset(subnet.id for subnet in here.design.subnets)


def nodes(here: Surroundings) -> Iterator[Node]:
    """Give the whole tree, from the top."""
    members = _members(here)
    regions = list(dict.fromkeys(vpc.region for vpc in here.design.vpcs))
    for region in regions:
        depth = 0
        if len(regions) > 1:
            yield Node(0, Span(""), region, f"region:{region}", f"region:{region}", strong=True)
            depth = 1
        for vpc in (each for each in here.design.vpcs if each.region == region):
            yield from _vpc(here, vpc, depth, members)
    for gateway in here.design.transit_gateways:
        yield Node(0, here.sign(gateway.id), here.called(gateway.id), gateway.id, gateway.id, strong=True)
        for table in here.design.transit_gateway_route_tables:
            if table.transit_gateway == gateway.id:
                yield Node(1, Span("rt", "muted"), here.called(table.id), table.id)
        for each in here.design.transit_gateway_attachments:
            if gateway.id in {each.transit_gateway, each.peer}:
                yield Node(1, here.sign(each.id), f"to {here.far_side(each.id)}", each.id)
    loose = [each.id for each in here.design.internet_gateways if each.vpc is None]
    loose += [each.id for each in here.design.virtual_private_gateways if each.vpc is None]
    yield from _group(here, "Detached", loose, 0, "outside Detached")
    for words, kinds in OUTSIDE:
        names = [each.id for kind in kinds for each in getattr(here.design, kind)]
        yield from _group(here, words, names, 0, f"outside {words}")


def _members(here: Surroundings) -> dict[str, list[Resident]]:
    found: dict[str, list[Resident]] = {}
    for each in here.residents(subnet.id for subnet in here.design.subnets):
        found.setdefault(each.subnet, []).append(each)
    return found


def _vpc(here: Surroundings, vpc: Vpc, depth: int, members: dict[str, list[Resident]]) -> Iterator[Node]:
    yield Node(depth, Span("VPC", "muted"), here.called(vpc.id), vpc.id, vpc.id, strong=True)
    subnets = [each for each in here.design.subnets if each.vpc == vpc.id]
    for zone in sorted({each.az for each in subnets}):
        yield Node(depth + 1, Span(""), zone, f"zone:{zone}", f"{vpc.id} zone:{zone}")
        for subnet in (each for each in subnets if each.az == zone):
            inside = members.get(subnet.id, ())
            branch = subnet.id if inside else ""
            yield Node(depth + 2, here.badge(subnet), here.called(subnet.id), subnet.id, branch)
            for each in inside:
                yield Node(depth + 3, here.sign(each.name), here.called(each.name), each.name)
    for words, kinds in OF_A_VPC:
        names = [each.id for kind in kinds for each in getattr(here.design, kind) if each.vpc == vpc.id]
        yield from _group(here, words, names, depth + 1, f"{vpc.id} {words}")


def _group(here: Surroundings, words: str, names: list[str], depth: int, branch: str) -> Iterator[Node]:
    if names:
        yield Node(depth, Span(""), words, "", branch)
        for name in names:
            yield Node(depth + 1, here.sign(name), here.called(name), name)


def _line(node: Node, cells: int, closed: Collection[str], selected: str) -> Line:
    mark = (CLOSED if node.branch in closed else OPEN) if node.branch else " "
    head = (Span(" " * node.depth), Span(f"{mark} ", "muted"), node.sign, Span(" " if node.sign.text else ""))
    bold = node.strong or (bool(selected) and node.target == selected)
    words = shorten(visible(node.words), max(cells - width(head), 4))
    muted = not node.target
    row = (*head, Span(words, "muted" if muted else "text", bold=bold))
    return Line(
        row if width(row) <= cells else fit(row, cells), "" if node.target else f"{FOLD} {node.branch}", node.target
    )
