"""Where a connection from outside ends in AWS: on a VPC's virtual private gateway, or on a transit gateway.

A virtual private gateway serves its VPC alone, and its routes come into those tables that propagation is switched on
for (VPN: enable route propagation). A transit gateway serves whoever is attached.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from vpcdesign.design.edit.detach import revived
from vpcdesign.design.edit.spots import free_id
from vpcdesign.design.hybrid import VirtualPrivateGateway
from vpcdesign.design.transit import TransitGateway
from vpcdesign.planning.attach.step import Work
from vpcdesign.planning.attach.vicinity import Vicinity, called
from vpcdesign.planning.form import Blank, Option

NEW = "new"


@dataclass(frozen=True, slots=True)
class End:
    """The gateway by id: `hub` says that it is a transit gateway, else it is `vpc`'s, and may be new."""

    name: str
    hub: str = ""
    vpc: str = ""
    new: bool = False


def ask_end(blank: Blank, here: Vicinity) -> End:
    """Ask for the gateway: a transit gateway that is there, else the VPC's own, which is made if there is none."""
    hubs = list(here.design.transit_gateways)
    vpc = here.vpc(blank)
    own = next((one for one in here.design.virtual_private_gateways if one.vpc == vpc.id), None)
    idle = [one for one in here.design.virtual_private_gateways if one.vpc is None]
    options = [Option(one.id, f"transit gateway {one.id}") for one in hubs]
    options += [Option(one.id, f"virtual private gateway {one.id}") for one in ([own] if own else idle)]
    if own is None:
        options.append(Option(NEW, f"a new virtual private gateway of {vpc.id}"))
    noun = here.noun
    selected = noun.id if isinstance(noun, TransitGateway | VirtualPrivateGateway) else ""
    default = selected if selected in {one.value for one in options} else options[0].value
    chosen = blank.choice("end", "Ends on", options, default)
    if chosen in {one.id for one in hubs}:
        return End(chosen, hub=chosen)
    if chosen == NEW:
        return End(free_id(here.design, "vgw"), vpc=vpc.id, new=True)
    return End(chosen, vpc=vpc.id)


def propagation_tables(blank: Blank, here: Vicinity, end: End) -> tuple[str, ...]:
    """Ask into which tables the gateway's routes propagate: those of subnets that are not public are proposed."""
    options, default = [], []
    on = {one.id for one in here.design.route_tables if end.name in one.propagating_gateways}
    for table, users in here.tables(end.vpc).items():
        options.append(Option(table, f"{called(table, users)}{', on already' if table in on else ''}"))
        if table in on or (users and not any(here.is_public(one) for one in users)):
            default.append(table)
    return blank.ticks("propagation", "Routes propagate into", options, default)


def settle(work: Work, end: End, asn: int) -> None:
    """Make the virtual private gateway, or attach one that was detached; a transit gateway is there."""
    if end.hub:
        return
    if end.new:
        work.add("virtual_private_gateways", VirtualPrivateGateway(id=end.name, vpc=end.vpc, asn=asn))
        return
    found = next(one for one in work.design.virtual_private_gateways if one.id == end.name)
    if found.vpc is None:
        work.put("virtual_private_gateways", found.model_copy(update={"vpc": end.vpc}))
        work.design = revived(work.design, end.name, end.vpc)


def propagate(work: Work, tables: Sequence[str], end: End) -> None:
    """Switch propagation on for these tables."""
    for name in tables:
        table = work.table(name, end.vpc)
        if end.name not in table.propagating_gateways:
            gateways = (*table.propagating_gateways, end.name)
            work.put("route_tables", table.model_copy(update={"propagating_gateways": gateways}))
