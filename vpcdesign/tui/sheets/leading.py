"""Which noun with lines a selection leads to: a subnet to its table and network ACL, an interface to its groups."""

from collections.abc import Sequence

from vpcdesign.design.hosts import Instance, NetworkInterface
from vpcdesign.design.vpcs import Subnet
from vpcdesign.tui.pages.inspector.surroundings import Surroundings


def leads_to(here: Surroundings, selection: str, kinds: Sequence[str]) -> str:
    """Give the noun of one of these kinds that judges, or routes, what is selected; empty where none does."""
    noun = here.index.by_id.get(selection)
    if noun is None:
        return ""
    groups = getattr(noun, "security_groups", ())
    if "security_groups" in kinds:
        if isinstance(noun, Instance):
            own = [one for one in here.design.network_interfaces if one.instance == noun.id]
            groups = own[0].security_groups if own else ()
        if groups:
            return str(groups[0])
        inside = [one for one in here.design.network_interfaces if one.subnet == noun.id and one.security_groups]
        return inside[0].security_groups[0] if inside else ""
    subnet = _subnet(here, selection)
    if subnet is None:
        targets = [lead.table.id for lead in here.leading_to(selection)]
        return targets[0] if "route_tables" in kinds and targets else ""
    found = here.table_of(subnet) if "route_tables" in kinds else here.acl_of(subnet)
    return found.id if found is not None else ""


def _subnet(here: Surroundings, selection: str) -> Subnet | None:
    """Give the subnet that is selected, or in which what is selected lives."""
    noun = here.index.by_id.get(selection)
    if isinstance(noun, Instance):
        own = [one for one in here.design.network_interfaces if one.instance == noun.id]
        noun = own[0] if own else noun
    if isinstance(noun, NetworkInterface):
        noun = here.index.by_id.get(noun.subnet)
    return noun if isinstance(noun, Subnet) else None
