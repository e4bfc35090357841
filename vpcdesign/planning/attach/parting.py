"""A route table that subnets of several zones share, parted into one a zone.

The parts have the same routes, and gateway endpoints that wrote into the table write into all of them: a packet goes
the way it went before until one of the parts gets another route.
"""

from vpcdesign.design.routing import RouteTable
from vpcdesign.design.vpcs import Subnet
from vpcdesign.planning.attach.step import Work
from vpcdesign.planning.attach.vicinity import Vicinity
from vpcdesign.planning.demand import letter


def shared_by_zones(here: Vicinity, vpc: str) -> dict[str, list[Subnet]]:
    """Give the tables of a VPC whose subnets are in several zones."""
    return {table: users for table, users in here.tables(vpc).items() if len({one.az for one in users}) > 1}


def part(work: Work, vpc: str, table: str) -> dict[str, str]:
    """Give each zone of a table a table of its own: the first zone keeps it, unless it is the main one."""
    here = Vicinity(work.design)
    users = here.tables(vpc)[table]
    found = next((one for one in work.design.route_tables if one.id == table), None)
    keeps = found is not None and not found.main
    names: dict[str, str] = {}
    for zone in sorted({one.az for one in users}):
        if keeps and not names:
            names[zone] = table
            continue
        stem = table if keeps else users[0].tier or "rt"
        names[zone] = work.name(f"{stem}-{letter(zone)}")
        routes = found.routes if found else ()
        work.add("route_tables", RouteTable(id=names[zone], vpc=vpc, routes=routes))
        _join_endpoints(work, table, names[zone])
    for subnet in users:
        work.put("subnets", subnet.model_copy(update={"route_table": names[subnet.az]}))
    return names


def _join_endpoints(work: Work, table: str, copy: str) -> None:
    for one in work.design.vpc_endpoints:
        if table in one.route_tables:
            work.put("vpc_endpoints", one.model_copy(update={"route_tables": (*one.route_tables, copy)}))
