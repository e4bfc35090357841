"""Adds a route table, or a prefix list."""

from dataclasses import dataclass

from vpcdesign.design.routing import PrefixList, RouteTable
from vpcdesign.planning.attach.naming import name_for
from vpcdesign.planning.attach.step import Guide, Work
from vpcdesign.planning.attach.vicinity import Vicinity
from vpcdesign.planning.form import Blank, Option

MOST = 1000
"""Entries that a prefix list may have (UG: managed prefix lists)."""


@dataclass(frozen=True, slots=True)
class TableAnswers:
    """The table's id, whose routes it begins with, and the subnets that use it."""

    vpc: str
    name: str
    begins: str
    subnets: tuple[str, ...]


def asks_table(blank: Blank, here: Vicinity) -> TableAnswers:
    """Ask for the name, the routes to begin with and the subnets."""
    vpc = here.vpc(blank)
    subnet = here.selected_subnet(vpc.id)
    name = name_for(blank, here, f"rt-{subnet.id}" if subnet else "rt-new")
    tables = [one for one in here.design.route_tables if one.vpc == vpc.id and one.gateway is None]
    kinds = [Option("", "the local route only"), *(Option(one.id, f"the routes of {one.id}") for one in tables)]
    begins = blank.choice("begins", "Begins with", kinds, "")
    options = [Option(one.id, f"{one.id}, now {here.table_of(one)}") for one in here.subnets(vpc.id)]
    subnets = blank.ticks("subnets", "For subnets", options, [subnet.id] if subnet else [])
    if not begins and subnets:
        blank.notes.append("these subnets have no way out until the table has a route")
    return TableAnswers(vpc.id, name, begins, subnets)


def writes_table(work: Work, answers: TableAnswers) -> None:
    """Add the table, let gateway endpoints of the one it is like write into it, associate the subnets."""
    like = next((one for one in work.design.route_tables if one.id == answers.begins), None)
    routes = tuple(one for one in like.routes if one.origin == "static") if like else ()
    gateways = like.propagating_gateways if like else ()
    work.add(
        "route_tables",
        RouteTable(id=answers.name, vpc=answers.vpc, routes=routes, propagating_gateways=gateways),
    )
    for endpoint in work.design.vpc_endpoints:
        if like is not None and like.id in endpoint.route_tables:
            tables = (*endpoint.route_tables, answers.name)
            work.put("vpc_endpoints", endpoint.model_copy(update={"route_tables": tables}))
    for one in work.design.subnets:
        if one.id in answers.subnets:
            work.put("subnets", one.model_copy(update={"route_table": answers.name}))
    work.title = f"Add route table {answers.name}"


@dataclass(frozen=True, slots=True)
class ListAnswers:
    """The prefix list's id, its entries, and how many it may have."""

    name: str
    region: str | None
    blocks: tuple[str, ...]
    most: int


def asks_list(blank: Blank, here: Vicinity) -> ListAnswers:
    """Ask for the entries: of one family, and as many as are declared, for those count against quotas."""
    name = name_for(blank, here, "pl-new")
    home = here.survey.region_of(here.home()) or next((one.region for one in here.design.vpcs), None)
    outside = [cidr for one in here.design.on_premises for cidr in one.cidrs if ":" not in cidr]
    blocks = blank.blocks("blocks", "Entries", outside[:MOST], needed=False)
    if len({":" in one for one in blocks}) > 1:
        blank.wrong("blocks", "a prefix list holds IPv4 or IPv6, not both (InvalidParameterValue).")
    typed = blank.text("most", "Declared", str(max(10, len(blocks))))
    if not typed.isdecimal() or not 1 <= int(typed) <= MOST:
        blank.wrong("most", f"`{typed}` is no number of entries: 1 to {MOST:,}")
        return ListAnswers(name, home, blocks, len(blocks))
    if int(typed) < len(blocks):
        blank.wrong(
            "most", f"AWS refuses {len(blocks)} entries where {typed} are declared (PrefixListMaxEntriesExceeded)."
        )
    blank.notes.append(f"wherever it is named it counts as {typed} lines or routes")
    return ListAnswers(name, home, blocks, int(typed))


def writes_list(work: Work, answers: ListAnswers) -> None:
    """Add the list."""
    made = PrefixList(id=answers.name, region=answers.region, cidrs=answers.blocks, max_entries=answers.most)
    work.add("prefix_lists", made)
    work.title = f"Add prefix list {answers.name}"


TABLE = Guide("new.route-table", "Add route table", asks_table, writes_table, "Add")
LIST = Guide("new.prefix-list", "Add prefix list", asks_list, writes_list, "Add")
