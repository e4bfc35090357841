"""What a guided step sees around what is selected: the VPC, its subnets by zone, their tables and ways out.

Whether a subnet is public is read from its routes and never from its name. A VPC's main table counts even where nobody
has written it down: it goes by `main of VPC` until a route makes it a noun.
"""

from collections.abc import Iterable

from vpcdesign.design.document import Design
from vpcdesign.design.gateways import InternetGateway
from vpcdesign.design.legality.survey import Survey, has_ipv6
from vpcdesign.design.noun import Noun
from vpcdesign.design.routing import Route, RouteTable
from vpcdesign.design.vpcs import Subnet, Vpc
from vpcdesign.errors import EditError
from vpcdesign.planning.form import Blank, Option

EVERYWHERE = ("0.0.0.0/0", "::/0")


def main_of(vpc: str) -> str:
    """Name the main table of a VPC that nobody has written down."""
    return f"main of {vpc}"


class Vicinity:
    """The surroundings of a selection, looked up once."""

    def __init__(self, design: Design, where: str = "") -> None:
        self.design = design
        self.where = where
        self.survey = Survey(design)
        self.noun: Noun | None = self.survey.nouns.get(where.partition("#")[0])
        self._tables = {one.id: one for one in design.route_tables}
        self._by_vpc: dict[str, list[RouteTable]] = {}
        for one in design.route_tables:
            self._by_vpc.setdefault(one.vpc, []).append(one)

    def vpc(self, blank: Blank, name: str = "vpc", label: str = "VPC") -> Vpc:
        """Ask for the VPC where there are several: the one that is selected, or that holds what is."""
        if not self.design.vpcs:
            raise EditError("there is no VPC yet: add one first")
        default = self.home() or self.design.vpcs[0].id
        if len(self.design.vpcs) == 1:
            return self.design.vpcs[0]
        options = [Option(one.id, f"{one.id} {one.cidrs[0]}") for one in self.design.vpcs]
        chosen = blank.choice(name, label, options, default)
        return next(one for one in self.design.vpcs if one.id == chosen)

    def home(self) -> str:
        """Give the VPC of what is selected, empty when it has none."""
        if self.where.startswith("zone:"):
            zone = self.where.removeprefix("zone:")
            return next((one.vpc for one in self.design.subnets if one.az == zone), "")
        if self.noun is None:
            return ""
        if isinstance(self.noun, Vpc):
            return self.noun.id
        return self.survey.vpc_of(self.noun.id) or ""

    def subnets(self, vpc: str) -> list[Subnet]:
        """Give the subnets of a VPC, in the order of the document."""
        return [one for _, one in self.survey.subnets_of.get(vpc, ())]

    def zones(self, vpc: str) -> list[str]:
        """Give the zones of a VPC, in the order of the alphabet."""
        return sorted({one.az for one in self.subnets(vpc)})

    def table_of(self, subnet: Subnet) -> str:
        """Give the id of the table that a subnet uses, or what its VPC's main table goes by."""
        if subnet.route_table is not None:
            return subnet.route_table
        return self.main_table(subnet.vpc)

    def main_table(self, vpc: str) -> str:
        """Give the main table of a VPC, or what it goes by."""
        return next((one.id for one in self._by_vpc.get(vpc, ()) if one.main), main_of(vpc))

    def routes(self, table: str) -> tuple[Route, ...]:
        """Give the routes of a table; none of one that nobody has written down."""
        found = self._tables.get(table)
        return found.routes if found else ()

    def route_to(self, table: str, destination: str) -> Route | None:
        """Give the active static route of a table to a destination."""
        return next(
            (
                one
                for one in self.routes(table)
                if one.destination == destination and one.state == "active" and one.origin == "static"
            ),
            None,
        )

    def tables(self, vpc: str) -> dict[str, list[Subnet]]:
        """Give the tables of a VPC that subnets use, each with them, in the order of the document."""
        found: dict[str, list[Subnet]] = {}
        for one in self.subnets(vpc):
            found.setdefault(self.table_of(one), []).append(one)
        for table in self._by_vpc.get(vpc, ()):
            if table.gateway is None:
                found.setdefault(table.id, [])
        return found

    def is_public(self, subnet: Subnet) -> bool:
        """Tell a subnet with a route to an internet gateway (UG: internet gateways)."""
        return any(
            self.survey.find(InternetGateway, one.target) and one.state == "active"
            for one in self.routes(self.table_of(subnet))
        )

    def is_isolated(self, subnet: Subnet) -> bool:
        """Tell a subnet from which no route leads out of the VPC."""
        return not any(one.target != "local" and one.state == "active" for one in self.routes(self.table_of(subnet)))

    def internet_gateway(self, vpc: str) -> str | None:
        """Give the internet gateway of a VPC."""
        return next((one.id for one in self.design.internet_gateways if one.vpc == vpc), None)

    def has_ipv6(self, vpc: str) -> bool:
        """Tell whether a VPC has an IPv6 block, known or asked for."""
        found = self.survey.seen_vpc(vpc)
        return found is not None and has_ipv6(found)

    def blocks(self, vpc: str) -> tuple[str, ...]:
        """Give the blocks of a VPC, of both families."""
        found = self.survey.seen_vpc(vpc)
        return (*found.cidrs, *found.ipv6_cidrs) if found else ()

    def one_a_zone(self, subnets: Iterable[Subnet]) -> list[Subnet]:
        """Give the first subnet of each zone."""
        found: dict[str, Subnet] = {}
        for one in subnets:
            found.setdefault(one.az, one)
        return [found[zone] for zone in sorted(found)]

    def selected_subnet(self, vpc: str) -> Subnet | None:
        """Give the subnet that is selected, or that what is selected stands in."""
        noun = self.noun
        name = noun.id if isinstance(noun, Subnet) else getattr(noun, "subnet", None)
        return next((one for one in self.subnets(vpc) if one.id == name), None)

    def selected_table(self, vpc: str) -> str | None:
        """Give the table that is selected, or that the selected subnet uses."""
        if isinstance(self.noun, RouteTable) and self.noun.vpc == vpc:
            return self.noun.id
        subnet = self.selected_subnet(vpc)
        return self.table_of(subnet) if subnet else None


def called(table: str, users: Iterable[Subnet]) -> str:
    """Name a table by who uses it where it serves one subnet only: `app-a`, else `public (3)`, with how many."""
    names = [one.id for one in users]
    return names[0] if len(names) == 1 else f"{table} ({len(names)})"
