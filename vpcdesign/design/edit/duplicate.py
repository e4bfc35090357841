"""A copy of a noun beside it, with an id and addresses of its own.

Only what AWS lets a VPC have twice is copied; everything else has a guided step that asks where it should stand.
"""

from vpcdesign.design.document import Design
from vpcdesign.design.edit.edit import Edit
from vpcdesign.design.edit.spots import find, free_id
from vpcdesign.design.edit.vacant import next_address
from vpcdesign.design.endpoints import VpcEndpoint
from vpcdesign.design.hosts import Instance, NetworkInterface
from vpcdesign.design.noun import Noun
from vpcdesign.design.words import SINGULAR, article
from vpcdesign.errors import EditError

COPIED = (
    "security_groups",
    "network_acls",
    "route_tables",
    "network_interfaces",
    "instances",
    "prefix_lists",
    "on_premises",
    "elastic_ips",
    "customer_gateways",
)
"""What may be there twice as it is, but for its addresses."""


def duplicate(design: Design, name: str) -> Edit:
    """Put a copy of a noun behind it; an instance is copied with its interfaces."""
    spot = find(design, name)
    if spot.kind not in COPIED:
        what = article(SINGULAR[spot.kind])
        raise EditError(f"`{name}` is {what}, which has a place of its own: add another one where it should stand")
    fresh = free_id(design, name)
    copies = [spot.noun]
    if isinstance(spot.noun, Instance):
        copies += [one for one in design.network_interfaces if one.instance == name]
    current = design
    for noun in copies:
        current = _beside(current, noun, fresh, name)
    return Edit(f"{name} copied as {fresh}", current, select=fresh)


def _beside(design: Design, noun: Noun, fresh: str, name: str) -> Design:
    kind = find(design, noun.id).kind
    own = fresh if noun.id == name else free_id(design, noun.id)
    update: dict[str, object] = {"id": own, "name": None, "note": None}
    match kind:
        case "security_groups" | "network_acls":
            update |= {"default": False}
        case "route_tables":
            update |= {"main": False, "gateway": None}
        case "elastic_ips":
            update |= {"address": None, "interface": None, "private_ip": None}
        case "customer_gateways":
            update |= {"ip_address": None}
        case "network_interfaces":
            update |= _addresses(design, noun)
            if isinstance(noun, NetworkInterface) and noun.instance == name and noun.id != name:
                update |= {"instance": fresh}
        case _:
            pass
    place = find(design, noun.id).place
    nouns = getattr(design, kind)
    copied = noun.model_copy(update=update)
    lists = {kind: (*nouns[: place + 1], copied, *nouns[place + 1 :])}
    if kind == "route_tables":
        lists["vpc_endpoints"] = tuple(_serving(one, noun.id, own) for one in design.vpc_endpoints)
    return design.model_copy(update=lists)


def _serving(endpoint: VpcEndpoint, table: str, copy: str) -> VpcEndpoint:
    """Let a gateway endpoint that writes into a table write into its copy (PL: gateway endpoints)."""
    if table not in endpoint.route_tables:
        return endpoint
    return endpoint.model_copy(update={"route_tables": (*endpoint.route_tables, copy)})


def _addresses(design: Design, noun: Noun) -> dict[str, object]:
    """Give what a copied interface has of its own: the next free address where the first had one by hand."""
    if not isinstance(noun, NetworkInterface):
        return {}
    near = noun.private_ip
    return {
        "private_ip": next_address(design, noun.subnet, near) if near else None,
        "public_ip": "auto" if noun.public_ip else None,
        "secondary_ips": (),
        "ipv6_addresses": (),
        "prefixes": (),
    }
