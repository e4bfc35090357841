"""The routes that a step would add, to be ticked one by one: which are meant to be, and which one only may have.

A route in the place of another active one is never ticked by itself: it would take traffic from where it goes now.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from vpcdesign.design.vpcs import Subnet
from vpcdesign.planning.attach.step import Work
from vpcdesign.planning.attach.vicinity import Vicinity
from vpcdesign.planning.form import Blank, Option

OUTSIDE = ("public", "dmz", "edge", "ingress", "web", "front")
INSIDE = ("db", "data", "rds", "cache", "isolated", "intra", "internal-only", "tgw", "transit", "firewall", "endpoint")


@dataclass(frozen=True, slots=True)
class Way:
    """A route that may be added to a table of a VPC.

    `who` is what the table is called, `shown` what its target is where that is not made yet, `note` what is said in
    place of the target.
    """

    table: str
    vpc: str
    destination: str
    target: str
    who: str
    meant: bool = True
    note: str = ""
    shown: str = ""

    @property
    def value(self) -> str:
        """What its tick is called."""
        return f"{self.table} {self.destination} {self.target}"


def ask(
    blank: Blank, here: Vicinity, ways: Sequence[Way], name: str = "routes", label: str = "Routes it adds"
) -> list[Way]:
    """Ask which of the routes are to be added; those that are there already are not asked for."""
    missing = [one for one in ways if not _is_there(here, one)]
    if not missing:
        return []
    shape = _Shape(missing)
    offered, ticked = [], []
    for one in missing:
        there = here.route_to(one.table, one.destination)
        words = shape.words(one)
        offered.append(Option(one.value, f"{words}, instead of {there.target}" if there is not None else words))
        if one.meant and there is None:
            ticked.append(one.value)
    chosen = set(blank.ticks(name, label, offered, ticked))
    blank.aside(name, shape.aside)
    return [one for one in missing if one.value in chosen]


class _Shape:
    """What all the routes share stands once, beside the question; a route says only what is its own."""

    def __init__(self, ways: Sequence[Way]) -> None:
        self.destinations = {one.destination for one in ways}
        self.targets = {one.shown or one.target for one in ways}
        self.vpcs = {one.vpc for one in ways}

    @property
    def aside(self) -> str:
        """What they share: where they lead, else by what."""
        if len(self.destinations) == 1:
            return next(iter(self.destinations))
        return f"→ {next(iter(self.targets))}" if len(self.targets) == 1 else ""

    def words(self, way: Way) -> str:
        """Say one route."""
        words = f"{way.vpc} {way.who}" if len(self.vpcs) > 1 else way.who
        if way.note:
            return f"{words}, {way.note}"
        if len(self.destinations) > 1:
            words += f" {way.destination}"
        if len(self.targets) > 1 or len(self.destinations) == 1:
            words += f" → {way.shown or way.target}"
        return words


def _is_there(here: Vicinity, way: Way) -> bool:
    found = here.route_to(way.table, way.destination)
    return found is not None and found.target == way.target


def add(work: Work, ways: Sequence[Way], names: dict[str, str] | None = None) -> None:
    """Add the routes; `names` has what a target is called now that it is made."""
    for one in ways:
        work.route(one.table, one.vpc, one.destination, (names or {}).get(one.target, one.target))


def wants_internet(here: Vicinity, table: str, users: Sequence[Subnet]) -> bool:
    """Tell a table whose subnets look as if they were to be public: by what stands in them, else by their tier."""
    if table == here.selected_table(users[0].vpc if users else ""):
        return True
    names = {one.id for one in users}
    design = here.design
    if any(one.map_public_ip_on_launch for one in users):
        return True
    if any(one.subnet in names and one.connectivity == "public" for one in design.nat_gateways):
        return True
    if any(one.subnet in names and one.public_ip for one in design.network_interfaces):
        return True
    facing = (one for one in design.load_balancers if one.scheme == "internet-facing")
    if any(node.subnet in names for one in facing for node in one.nodes):
        return True
    return bool(users) and all(_begins(one, OUTSIDE) for one in users)


def inner(here: Vicinity, subnets: Sequence[Subnet]) -> list[Subnet]:
    """Give the subnets that neither are public nor look as if they were to be."""
    return [one for one in subnets if not (here.is_public(one) or one.map_public_ip_on_launch or _begins(one, OUTSIDE))]


def wants_nothing(users: Sequence[Subnet]) -> bool:
    """Tell subnets that by their tier are to have no way out."""
    return bool(users) and all(_begins(one, INSIDE) for one in users)


def _begins(subnet: Subnet, words: Sequence[str]) -> bool:
    name = (subnet.tier or subnet.id).lower()
    return any(name == word or name.startswith((f"{word}-", f"{word}_")) for word in words)
