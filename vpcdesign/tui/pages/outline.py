"""The outline: the whole design as a tree, to walk through and to filter; `enter` selects.

Region, VPC, zone, subnet and its members, then what the VPC has besides; what stands outside VPCs comes last. A branch
is closed by its key, which is what it selects, or a word of its own; a filtered outline is open everywhere.
"""

from collections.abc import Collection, Iterator
from functools import cached_property
from typing import NamedTuple

from vpcdesign.design.vpcs import Subnet, Vpc
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
    lines = tuple(_line(node, cells - 1, closed, selected) for node in nodes(here, closed))
    return Page(title("Outline", f"{len(here.design.subnets)} subnets", cells), lines)


def branch_of(here: Surroundings, target: str, closed: Collection[str] = ()) -> str:
    """Give the key of the branch that a line opens, or nothing."""
    return next(
        (node.branch for node in nodes(here, closed) if node.branch and target in {node.target, node.branch}), ""
    )


def above(here: Surroundings, target: str) -> frozenset[str]:
    """Give the branches that have to be open for a line to be seen."""
    path: list[Node] = []
    for node in nodes(here):
        while path and path[-1].depth >= node.depth:
            path.pop()
        if node.target == target:
            return frozenset(each.branch for each in path)
        if node.branch:
            path.append(node)
    return frozenset()


def many(here: Surroundings, most: int = 200) -> frozenset[str]:
    """Give the branches that begin closed in a large design, so that the tree can be looked over: all but the VPCs."""
    if len(here.design.subnets) + len(here.design.network_interfaces) <= most:
        return frozenset()
    wide = frozenset(vpc.id for vpc in here.design.vpcs) | {f"region:{vpc.region}" for vpc in here.design.vpcs}
    zones = {f"{subnet.vpc} zone:{subnet.az}" for subnet in here.design.subnets}
    groups = {f"{vpc.id} {words}" for vpc in here.design.vpcs for words, _ in OF_A_VPC}
    return frozenset((zones | groups | {f"outside {words}" for words, _ in OUTSIDE}) - wide)


def nodes(here: Surroundings, closed: Collection[str] = ()) -> Iterator[Node]:
    """Give the tree from the top; what lies under a closed branch is not even looked at."""
    tree = _Tree(here, closed)
    regions = list(dict.fromkeys(vpc.region for vpc in here.design.vpcs))
    for region in regions:
        depth = 0
        if len(regions) > 1:
            yield Node(0, Span(""), region, f"region:{region}", f"region:{region}", strong=True)
            if f"region:{region}" in closed:
                continue
            depth = 1
        for vpc in (each for each in here.design.vpcs if each.region == region):
            yield from tree.vpc(vpc, depth)
    yield from tree.transit()
    loose = [each.id for each in here.design.internet_gateways if each.vpc is None]
    loose += [each.id for each in here.design.virtual_private_gateways if each.vpc is None]
    yield from tree.group("Detached", loose, 0, "outside Detached")
    for words, kinds in OUTSIDE:
        names = [each.id for kind in kinds for each in getattr(here.design, kind)]
        yield from tree.group(words, names, 0, f"outside {words}")


class _Tree:
    """The parts of one tree; what many branches need is found once, and only when one of them is open."""

    def __init__(self, here: Surroundings, closed: Collection[str]) -> None:
        self.here = here
        self.closed = closed
        self.subnets: dict[str, list[Subnet]] = {}
        for subnet in here.design.subnets:
            self.subnets.setdefault(subnet.vpc, []).append(subnet)

    @cached_property
    def owned(self) -> dict[tuple[str, str], list[str]]:
        """Give what each VPC has, by its id and the words of the group."""
        found: dict[tuple[str, str], list[str]] = {}
        for words, kinds in OF_A_VPC:
            for kind in kinds:
                for each in getattr(self.here.design, kind):
                    if each.vpc is not None:
                        found.setdefault((each.vpc, words), []).append(each.id)
        return found

    @cached_property
    def members(self) -> dict[str, list[Resident]]:
        """Give who lives in each subnet."""
        found: dict[str, list[Resident]] = {}
        for each in self.here.everybody:
            found.setdefault(each.subnet, []).append(each)
        return found

    def vpc(self, vpc: Vpc, depth: int) -> Iterator[Node]:
        yield Node(depth, Span("VPC", "muted"), self.here.called(vpc.id), vpc.id, vpc.id, strong=True)
        if vpc.id in self.closed:
            return
        subnets = self.subnets.get(vpc.id, [])
        for zone in sorted({each.az for each in subnets}):
            branch = f"{vpc.id} zone:{zone}"
            yield Node(depth + 1, Span(""), zone, f"zone:{zone}", branch)
            if branch not in self.closed:
                for subnet in (each for each in subnets if each.az == zone):
                    yield from self.subnet(subnet, depth + 2)
        for words, _ in OF_A_VPC:
            yield from self.group(words, self.owned.get((vpc.id, words), []), depth + 1, f"{vpc.id} {words}")

    def subnet(self, subnet: Subnet, depth: int) -> Iterator[Node]:
        here, inside = self.here, self.members.get(subnet.id, ())
        yield Node(depth, here.badge(subnet), here.called(subnet.id), subnet.id, subnet.id if inside else "")
        if subnet.id not in self.closed:
            yield from (Node(depth + 1, here.sign(each.name), here.called(each.name), each.name) for each in inside)

    def transit(self) -> Iterator[Node]:
        here = self.here
        for gateway in here.design.transit_gateways:
            yield Node(0, here.sign(gateway.id), here.called(gateway.id), gateway.id, gateway.id, strong=True)
            if gateway.id in self.closed:
                continue
            for table in here.design.transit_gateway_route_tables:
                if table.transit_gateway == gateway.id:
                    yield Node(1, Span("rt", "muted"), here.called(table.id), table.id)
            for each in here.design.transit_gateway_attachments:
                if gateway.id in {each.transit_gateway, each.peer}:
                    yield Node(1, here.sign(each.id), f"to {here.far_side(each.id, gateway.id)}", each.id)

    def group(self, words: str, names: list[str], depth: int, branch: str) -> Iterator[Node]:
        if names:
            yield Node(depth, Span(""), words, "", branch)
            if branch not in self.closed:
                yield from (Node(depth + 1, self.here.sign(name), self.here.called(name), name) for name in names)


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
