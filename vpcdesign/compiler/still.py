"""Which plain hosts an edit surely leaves what they are, found by what changed and not by a look at each.

A host is settled where its device hangs on its own noun alone, and its VPC's name: it was given its address, and has no
public one. It is still where nothing changed that it knows. Whoever is not still is made anew, and compared.
"""

from collections.abc import Iterable, Iterator

from vpcdesign.compiler.changes import Changes
from vpcdesign.compiler.estate import Estate
from vpcdesign.compiler.interfaces import interface_of
from vpcdesign.compiler.plan import Plan
from vpcdesign.design.gateways import ElasticIp
from vpcdesign.design.hosts import Instance, NetworkInterface


def settled(plan: Plan, names: Iterable[str]) -> Iterator[str]:
    """Give those of some plain hosts that are settled."""
    known = {one.interface for one in plan.estate.design.elastic_ips}
    uncommon = plan.estate.uncommon
    for name in names:
        one = interface_of(plan, name)
        if one.private_ip is None or name in known:
            continue
        if name not in uncommon or not (one.public_ip or one.secondary_ips or (one.ipv6 and not one.ipv6_addresses)):
            yield name


def still(estate: Estate, before: Plan, changes: Changes) -> set[str]:
    """Give the settled hosts of a plan that an edit surely leaves as they are."""
    if len(estate.nouns) < estate.several:
        return set()  # one who stands twice is told by both
    if before.settled is None:
        before.settled = set(settled(before, before.hosts))
    if not changes.lists and estate.unfiltered == before.estate.unfiltered:
        return before.settled
    met = changes.names() | (estate.unfiltered ^ before.estate.unfiltered)
    for one in changes.all():
        if isinstance(one, ElasticIp) and one.interface:
            met.add(one.interface)
    for instance in _instances(changes):
        for each in (estate, before.estate):
            met.update(one.id for one in each.interfaces_of.get(instance, ()))
    for subnet, devices in before.devices_in.items():
        if not _same_subnet(estate, before.estate, subnet):
            met.update(one.id for one in devices)
    return before.settled - met


def _instances(changes: Changes) -> set[str]:
    """Give the instances that changed, or the interfaces of which did."""
    found = {one.id for one in changes.all() if isinstance(one, Instance)}
    return found | {one.instance for one in changes.all() if isinstance(one, NetworkInterface) and one.instance}


def _same_subnet(new: Estate, old: Estate, subnet: str) -> bool:
    """Tell whether a subnet is where it was, for its hosts."""
    one, other = new.subnets.get(subnet), old.subnets[subnet]
    return one is not None and one.vpc == other.vpc and new.zones.get(subnet) == old.zones.get(subnet)
