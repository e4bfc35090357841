"""What an edit leaves as it is on the map: told by identity, so that most keys draw nothing anew."""

from vpcdesign.design.document import Design

UNSEEN = ("security_groups", "network_acls", "prefix_lists", "assertions", "notes", "name", "note", "external")
"""What the map does not show: an edit of it draws nothing anew."""


def drawn_alike(one: Design, other: Design) -> bool:
    """Tell whether two designs have the same picture, because all that it shows is the very same."""
    if one is other:
        return True
    return all(getattr(one, name) is getattr(other, name) for name in type(one).model_fields if name not in UNSEEN)


HOLDERS = (
    "instances",
    "nat_gateways",
    "load_balancers",
    "vpc_endpoints",
    "firewalls",
    "transit_gateway_attachments",
)
"""The lists of whoever holds addresses, besides the interfaces."""


def counted_alike(one: Design, other: Design) -> bool:
    """Tell whether two designs surely have as many interfaces in as many subnets."""
    if one is other:
        return True
    hosts = one.network_interfaces, other.network_interfaces
    same = all(getattr(one, name) is getattr(other, name) for name in HOLDERS) and len(hosts[0]) == len(hosts[1])
    homes = {subnet.id for subnet in other.subnets}
    if not same or len(one.subnets) != len(other.subnets) or any(each.id not in homes for each in one.subnets):
        return False
    changed = ((was, now) for was, now in zip(*hosts, strict=True) if was is not now)
    return all(was.id == now.id and was.subnet in homes and now.subnet in homes for was, now in changed)
