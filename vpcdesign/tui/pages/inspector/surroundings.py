"""What a design says around a thing: who lives in a subnet, which table routes it, what it is called.

Made once for a design, which never changes; what is asked for is found by one pass over the lists that can hold it.
Nothing here is proved: it reads what is written, and what a packet can do is told by whoever asked the engine.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from vpcdesign.algebra.addresses import block
from vpcdesign.aws.addresses import RESERVED_PER_SUBNET
from vpcdesign.aws.services import service_word
from vpcdesign.design.asserting import External
from vpcdesign.design.document import Design
from vpcdesign.design.filters import NetworkAcl
from vpcdesign.design.hybrid import DirectConnect, VpnConnection
from vpcdesign.design.index import Index
from vpcdesign.design.routing import PrefixList, Route, RouteTable
from vpcdesign.design.transit import TransitGatewayAttachment
from vpcdesign.design.vpcs import Subnet, Vpc
from vpcdesign.render.ink import Role, Span
from vpcdesign.render.signs import KINDS
from vpcdesign.render.visible import visible
from vpcdesign.tui.pages.inspector.crowds import Crowds
from vpcdesign.tui.pages.inspector.residents import Resident, residents

WayOut = Literal["public", "private", "isolated"]
WORDS: dict[WayOut, str] = {"public": "PUB", "private": "PRV", "isolated": "ISO"}

GATEWAYS = frozenset(KINDS) - {"load_balancers", "firewalls", "network_interfaces", "instances", "reservations"}
"""The kinds whose sign has the colour of a gateway."""

ATTACHED = {"vpc": "VPC", "vpn": "VPN", "direct-connect": "Direct Connect", "network-function": "firewall"}
"""What an attachment is called by what hangs on it; the other kinds are their own word."""


class Lead(NamedTuple):
    """A route that leads somewhere: the table, its place there, the route."""

    table: RouteTable
    place: int
    route: Route

    @property
    def selection(self) -> str:
        """Give what selects it."""
        return f"{self.table.id}#routes/{self.place}"


class Surroundings:
    """Looks things up in one design."""

    def __init__(self, design: Design, index: Index | None = None) -> None:
        """Take the index too where somebody has made it already."""
        self.design = design
        self.index = index or Index(design)

    @cached_property
    def crowds(self) -> Crowds:
        """The words for many hosts at once, and names for ids in any text."""
        return Crowds(self.design)

    def called(self, name: str | None) -> str:
        """Give what people call a noun, made safe to show; an id that the design does not hold is its own name."""
        noun = self.index.by_id.get(name or "")
        if noun is None or name != noun.id:
            return visible(name or "")
        if isinstance(noun, PrefixList) and noun.service:
            return f"pl-{visible(service_word(noun.service))}"
        if not noun.name:
            instance = vars(noun).get("instance")  # what a kind does not have costs pydantic much to say
            return self.called(instance) if instance else visible(noun.id)
        return visible(noun.name)

    def sign(self, name: str | None) -> Span:
        """Give a noun's sign, empty where its kind has none."""
        kind = self.kind(name)
        role: Role = "gateway" if kind in GATEWAYS else "text"
        if kind == "firewall_endpoints":
            kind = "firewalls"
        return Span(KINDS.get(kind, ""), role)

    def kind(self, name: str | None) -> str:
        """Give the list that a noun stands in, or nothing."""
        return self.index.kind_of(name) if name is not None and name in self.index else ""

    def vpc(self, name: str | None) -> Vpc | None:
        """Give a VPC of the design."""
        found = self.index.by_id.get(name or "")
        return found if isinstance(found, Vpc) else None

    def subnet(self, name: str | None) -> Subnet | None:
        """Give a subnet of the design."""
        found = self.index.by_id.get(name or "")
        return found if isinstance(found, Subnet) else None

    def region_of(self, vpc: str | None) -> str:
        """Give the Region of a VPC."""
        found = self.vpc(vpc)
        return found.region if found else ""

    @cached_property
    def main_tables(self) -> dict[str, RouteTable]:
        """Give each VPC's main route table, which a subnet without one of its own uses (UG: main route table)."""
        return {table.vpc: table for table in self.design.route_tables if table.main}

    @cached_property
    def default_acls(self) -> dict[str, NetworkAcl]:
        """Give each VPC's default network ACL (UG: default network ACL)."""
        return {acl.vpc: acl for acl in self.design.network_acls if acl.default}

    def table_of(self, subnet: Subnet) -> RouteTable | None:
        """Give the table that routes what leaves a subnet."""
        if subnet.route_table is None:
            return self.main_tables.get(subnet.vpc)
        found = self.index.by_id.get(subnet.route_table)
        return found if isinstance(found, RouteTable) else None

    def acl_of(self, subnet: Subnet) -> NetworkAcl | None:
        """Give the network ACL that stands on a subnet's border."""
        if subnet.network_acl is None:
            return self.default_acls.get(subnet.vpc)
        found = self.index.by_id.get(subnet.network_acl)
        return found if isinstance(found, NetworkAcl) else None

    def subnets_of_table(self, table: RouteTable) -> list[Subnet]:
        """Give the subnets that a table routes; the main one has those without a table too."""
        return [
            each
            for each in self.design.subnets
            if each.vpc == table.vpc and (each.route_table == table.id or (table.main and each.route_table is None))
        ]

    def subnets_of_acl(self, acl: NetworkAcl) -> list[Subnet]:
        """Give the subnets that a network ACL guards."""
        return [
            each
            for each in self.design.subnets
            if each.vpc == acl.vpc and (each.network_acl == acl.id or (acl.default and each.network_acl is None))
        ]

    def way_out(self, subnet: Subnet) -> WayOut:
        """Tell what routes make of a subnet (UG: subnet types): a way to an internet gateway, another way out, or none.

        A route that was given up (a blackhole), and one for addresses inside the VPC, is no way out.
        """
        table = self.table_of(subnet)
        if table is None:
            return "isolated"
        out = [each for each in table.routes if self._leads_out(each, table.vpc)]
        if any(self._is_internet(each.target) for each in out):
            return "public"
        return "private" if out or table.propagating_gateways else "isolated"

    def _leads_out(self, route: Route, vpc: str) -> bool:
        if route.target == "local" or route.state == "blackhole":
            return False
        try:
            low, high = block(route.destination)[0]
        except ValueError:
            return True
        return not any(first <= low and high <= last for first, last in self._spans(vpc))

    def _spans(self, vpc: str) -> Sequence[tuple[int, int]]:
        found = self.vpc(vpc)
        return [block(cidr)[0] for cidr in (*found.cidrs, *found.ipv6_cidrs)] if found else ()

    def _is_internet(self, target: str) -> bool:
        noun = self.index.by_id.get(target)
        if isinstance(noun, External):
            return noun.kind in {"internet_gateway", "internet_gateways"}
        return self.kind(target) == "internet_gateways"

    def badge(self, subnet: Subnet) -> Span:
        """Give the word of a subnet's way out in its colour: `PRV`."""
        way = self.way_out(subnet)
        return Span(WORDS[way], way)

    @cached_property
    def everybody(self) -> list[Resident]:
        """Give who holds addresses in any subnet of the design."""
        return self.residents(subnet.id for subnet in self.design.subnets)

    def residents(self, subnets: Iterable[str]) -> list[Resident]:
        """Give who holds addresses in some subnets."""
        return residents(self.design, frozenset(subnets))

    def in_use(self, subnet: Subnet) -> tuple[int, int] | None:
        """Count the addresses in use and those that can be (UG: subnet CIDR blocks); None without an IPv4 block."""
        if subnet.cidr is None:
            return None
        size = 1 << (32 - int(subnet.cidr.rpartition("/")[2]))
        return sum(each.taken for each in self.residents([subnet.id])), max(size - RESERVED_PER_SUBNET, 0)

    def leading_to(self, target: str) -> Iterator[Lead]:
        """Give the routes that lead to something."""
        for table in self.design.route_tables:
            for place, route in enumerate(table.routes):
                if route.target == target:
                    yield Lead(table, place, route)

    def local_blocks(self, table: RouteTable) -> list[str]:
        """Give the blocks whose local routes are implied: those that no written route replaces (UG: local route)."""
        found = self.vpc(table.vpc)
        written = {route.destination for route in table.routes}
        return [cidr for cidr in (*found.cidrs, *found.ipv6_cidrs) if cidr not in written] if found else []

    def zones(self, vpc: str) -> list[str]:
        """Give the zones in which a VPC has subnets, by name."""
        return sorted({each.az for each in self.design.subnets if each.vpc == vpc})

    def span(self, text: str) -> tuple[int, int] | None:
        """Give the first and last address of a block, None where the text is an id."""
        try:
            return block(text)[0]
        except ValueError:
            return None

    def attachment(self, name: str) -> TransitGatewayAttachment | None:
        """Give an attachment of the design."""
        found = self.index.by_id.get(name)
        return found if isinstance(found, TransitGatewayAttachment) else None

    def far_side(self, name: str, hub: str = "") -> str:
        """Give what an attachment leads to, seen from a hub: a VPC, a network on premises, another transit gateway."""
        found = self.attachment(name)
        if found is None:
            return self.called(name)
        line = self.index.by_id.get(found.vpn_connection or found.direct_connect or "")
        premises = line.on_premises if isinstance(line, VpnConnection | DirectConnect) else None
        peer = found.transit_gateway if found.peer == hub else found.peer
        return self.called(premises or found.vpc or peer or found.firewall or (line.id if line else name))

    def attachment_word(self, name: str) -> str:
        """Give the kind of an attachment as one word or two."""
        found = self.attachment(name)
        return ATTACHED.get(found.kind, found.kind) if found else "not in the design"

    def propagated(self, name: str) -> list[str]:
        """Give the blocks that an attachment brings into a table it propagates into (TGW: route propagation)."""
        found = self.attachment(name)
        if found is None:
            return []
        line = self.index.by_id.get(found.vpn_connection or found.direct_connect or "")
        if isinstance(line, VpnConnection | DirectConnect):
            return list(line.routes)
        vpc = self.vpc(found.vpc)
        return [*vpc.cidrs, *(vpc.ipv6_cidrs if found.ipv6_support else ())] if vpc else []
