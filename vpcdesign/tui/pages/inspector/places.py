"""Pages of what holds others: Region, zone, tier, VPC, subnet, and the blocks between them."""

from collections.abc import Sequence

from vpcdesign.aws.addresses import RESERVED_PER_SUBNET
from vpcdesign.design.gateways import EgressOnlyInternetGateway, InternetGateway
from vpcdesign.design.vpcs import BlockPublicAccess, Reservation, Subnet, Vpc
from vpcdesign.design.words import SINGULAR
from vpcdesign.errors import PlanError
from vpcdesign.planning.blocks import Block, block
from vpcdesign.planning.ground import ground
from vpcdesign.planning.space import free_space
from vpcdesign.render.signs import RESERVED
from vpcdesign.tui.pages.inspector import lists
from vpcdesign.tui.pages.inspector.residents import Resident
from vpcdesign.tui.pages.inspector.routes import leading_here, routes_of
from vpcdesign.tui.pages.inspector.sheet import Sheet, listed
from vpcdesign.tui.pages.inspector.surroundings import Surroundings

SHOWN = 16
"""Members that are listed of one group; more are counted."""

BORDER = (
    "internet_gateways",
    "egress_only_internet_gateways",
    "virtual_private_gateways",
    "nat_gateways",
    "vpc_endpoints",
    "load_balancers",
    "firewalls",
)
"""What belongs to a VPC and is listed by name on its page."""

SHORT = {"transit_gateway_attachments": "attachment", "internet_gateways": "internet"}


def subnet(sheet: Sheet, here: Surroundings, found: Subnet) -> None:
    """Write the page of a subnet."""
    for cidr in (found.cidr, found.ipv6_cidr):
        if cidr:
            sheet.fact("Block", cidr)
    if found.ipv6_cidr is None and found.ipv6_index is not None:
        sheet.fact("IPv6", f"/64 number {found.ipv6_index}")
    sheet.fact("Zone", found.az, f"zone:{found.az}")
    sheet.fact("Tier", found.tier or "none", f"tier:{found.tier}" if found.tier else "")
    used = here.in_use(found)
    if used is not None:
        sheet.fact("Addresses", f"{used[0]:,} of {used[1]:,} in use")
    sheet.blank()
    table, acl = here.table_of(found), here.acl_of(found)
    if table is None:
        sheet.fact("Route table", "AWS's main table: local routes only")
    else:
        sheet.fact("Route table", here.called(table.id), table.id, "main" if found.route_table is None else "")
        routes_of(sheet, here, table)
    sheet.blank()
    if acl is None:
        sheet.fact("Network ACL", "AWS's default: allows all")
    else:
        counts = f"in {len(acl.ingress)}  out {len(acl.egress)}"
        sheet.fact("Network ACL", here.called(acl.id), acl.id, counts)
    _residents(sheet, here, here.residents([found.id]))
    kept = [each for each in here.design.reservations if each.subnet == found.id]
    _kept(sheet, kept)


def _residents(sheet: Sheet, here: Surroundings, members: Sequence[Resident]) -> None:
    sheet.group("Holds" if members else "Holds nothing")
    for each in members[:SHOWN]:
        name = here.called(each.name)
        if each.kind == "transit_gateway_attachments":
            attachment = here.attachment(each.name)
            name = f"{here.called(attachment.transit_gateway)} attachment" if attachment else name
        value = each.address + (f" ×{each.taken}" if each.kind == "network_interfaces" and each.taken > 1 else "")
        sheet.item(here.sign(each.name), name, value.strip(), each.name)
    sheet.more(len(members) - SHOWN)


def _kept(sheet: Sheet, kept: Sequence[Reservation]) -> None:
    if kept:
        sheet.group("Reserved")
        for each in kept[:SHOWN]:
            sheet.item(RESERVED, each.cidr, each.reason or each.tier or "", each.id)
        sheet.more(len(kept) - SHOWN)


def vpc(sheet: Sheet, here: Surroundings, found: Vpc) -> None:
    """Write the page of a VPC."""
    for place, cidr in enumerate((*found.cidrs, *found.ipv6_cidrs)):
        sheet.fact("Block" if place == 0 else "", cidr)
    if found.amazon_ipv6 and not found.ipv6_cidrs:
        sheet.fact("", "an IPv6 /56 from Amazon")
    sheet.fact("Region", found.region, f"region:{found.region}")
    if found.account:
        sheet.fact("Account", found.account)
    sheet.fact("DNS", f"support {_on(found.dns_support)}, names {_on(found.dns_hostnames)}")
    _room(sheet, here, found)
    own = [each for each in here.design.subnets if each.vpc == found.id]
    lists.subnets(sheet, here, f"{len(own)} subnets in {len(here.zones(found.id))} zones" if own else "No subnet", own)
    gates = [each.id for kind in BORDER for each in getattr(here.design, kind) if _vpc_of(here, each) == found.id]
    gates += [each.id for each in here.design.transit_gateway_attachments if each.vpc == found.id]
    gates += [each.id for each in here.design.peering_connections if found.id in {each.requester, each.accepter}]
    lists.things(
        sheet,
        here,
        "Gateways and endpoints",
        [(name, SHORT.get(here.kind(name), SINGULAR[here.kind(name)])) for name in gates],
    )
    for words, kind in (
        ("Route tables", "route_tables"),
        ("Security groups", "security_groups"),
        ("Network ACLs", "network_acls"),
    ):
        lists.things(sheet, here, words, [each.id for each in getattr(here.design, kind) if each.vpc == found.id])


def _vpc_of(here: Surroundings, noun: object) -> str | None:
    own = getattr(noun, "vpc", None)
    inside = here.subnet(getattr(noun, "subnet", None))
    return own if isinstance(own, str) else inside.vpc if inside else None


def _room(sheet: Sheet, here: Surroundings, found: Vpc) -> None:
    """Say how much of the VPC is taken, as the address plan does."""
    try:
        space = free_space(ground(here.design, found))
    except PlanError:
        return
    sheet.fact("Addresses", f"{space.total:,}: {space.used:,} in subnets, {space.reserved:,} reserved")
    if space.largest:
        sheet.fact("Free", f"{space.free:,}, the largest block")
        sheet.fact("", str(space.largest), f"block:{space.largest}")


def _on(switch: bool) -> str:  # noqa: FBT001 - a switch is a truth value
    return "on" if switch else "off"


def region(sheet: Sheet, here: Surroundings, name: str) -> None:
    """Write the page of a Region."""
    vpcs = [each for each in here.design.vpcs if each.region == name]
    lists.things(sheet, here, "VPCs", [(each.id, listed(each.cidrs)) for each in vpcs])
    for words, kind in (
        ("Transit gateways", "transit_gateways"),
        ("Elastic IPs", "elastic_ips"),
        ("Prefix lists", "prefix_lists"),
    ):
        lists.things(sheet, here, words, [each.id for each in getattr(here.design, kind) if each.region == name])
    for switch in here.design.block_public_access:
        if switch.region == name and switch.mode != "off":
            sheet.group("Public access is blocked")
            sheet.item("", here.called(switch.id), switch.mode, switch.id)


def zone(sheet: Sheet, here: Surroundings, name: str) -> None:
    """Write the page of a zone."""
    subnets = [each for each in here.design.subnets if each.az == name]
    ids = sorted({each.az_id for each in subnets if each.az_id})
    if ids:
        sheet.fact("Zone id", listed(ids))
    lists.subnets(sheet, here, "Subnets" if subnets else "No subnet is here", subnets)
    _residents(sheet, here, here.residents(each.id for each in subnets))
    sheet.blank()
    sheet.say("Its loss stops all of these at once: f fails it and tells what would be lost.", "muted")


def tier(sheet: Sheet, here: Surroundings, name: str) -> None:
    """Write the page of a tier: the subnets that bear its name."""
    subnets = [each for each in here.design.subnets if each.tier == name]
    lists.subnets(sheet, here, "Subnets" if subnets else "No subnet has this tier", subnets)
    _kept(sheet, [each for each in here.design.reservations if each.tier == name and each.subnet is None])
    _residents(sheet, here, here.residents(each.id for each in subnets))


def reservation(sheet: Sheet, here: Surroundings, found: Reservation) -> None:
    """Write the page of a block that is kept free."""
    sheet.fact("Block", found.cidr)
    owner = found.subnet or found.vpc
    if owner:
        sheet.fact("In", here.called(owner), owner)
    purpose = [*([found.reason] if found.reason else ()), *([f"of tier {found.tier}"] if found.tier else ())]
    sheet.fact("For", " ".join(purpose) or "not said")
    if found.kind:
        sheet.fact("Kind", f"{found.kind}, a subnet CIDR reservation")
    _addresses(sheet, block(found.cidr))
    sheet.blank()
    sheet.say("Kept free: nothing is planned here, and packets do not notice. r releases it.", "muted")


def gap(sheet: Sheet, here: Surroundings, name: str) -> None:
    """Write the page of a block that is not a subnet's: what lies there, and what it could hold."""
    try:
        place = block(name)
    except PlanError:
        sheet.say(f"{name} is no block of addresses.")
        return
    owners = [each for each in here.design.vpcs if any(block(cidr).holds(place) for cidr in each.cidrs)]
    _addresses(sheet, place)
    if not owners:
        sheet.say("No VPC of the design has it.", "muted")
    for owner in owners:
        sheet.fact("In", here.called(owner.id), owner.id)
        around = ground(here.design, owner)
        met = [(each.id, at) for each, at in around.subnets if at.meets(place)]
        met += [(each.id, at) for each, at in around.reservations if at.meets(place)]
        for inside, at in met:
            sheet.item(here.sign(inside), here.called(inside), str(at), inside)
        if not met:
            sheet.fact("Free", "all of it")
        before = max(((at.high, each.id) for each, at in around.subnets if at.high < place.low), default=None)
        after = min(((at.low, each.id) for each, at in around.subnets if at.low > place.high), default=None)
        for label, near in (("Before it", before), ("After it", after)):
            if near is not None:
                sheet.fact(label, here.called(near[1]), near[1])
    sheet.blank()
    sheet.say("a adds a subnet here, r reserves it.", "muted")


def _addresses(sheet: Sheet, place: Block) -> None:
    usable = max(place.size - RESERVED_PER_SUBNET, 0)
    sheet.fact("Addresses", f"{place.size:,}, {usable:,} usable")


def public_access(sheet: Sheet, here: Surroundings, found: BlockPublicAccess) -> None:
    """Write the page of a block on public access."""
    sheet.fact("Region", found.region, f"region:{found.region}")
    if found.account:
        sheet.fact("Account", found.account)
    sheet.fact("Mode", found.mode)
    sheet.group("Spares" if found.exclusions else "Spares nobody")
    for each in found.exclusions:
        sheet.item("", here.called(each.resource), each.mode, each.resource)


def internet(sheet: Sheet, here: Surroundings) -> None:
    """Write the page of the internet: the doors to it, and who can be asked for from there."""
    sheet.say("Every public address that nobody in the design holds.", "muted")
    doors: list[InternetGateway | EgressOnlyInternetGateway] = [*here.design.internet_gateways]
    doors += here.design.egress_only_internet_gateways
    lists.things(sheet, here, "Doors", [(each.id, here.called(each.vpc) or "detached") for each in doors])
    if not doors:
        sheet.group("No door")
    nodes = [(each.id, node.public_ip) for each in here.design.load_balancers for node in each.nodes]
    held = [*((each.id, each.public_ip) for each in here.design.network_interfaces), *nodes]
    lists.things(sheet, here, "Public addresses", [(name, address) for name, address in held if address])
    leading_here(sheet, here, *(each.id for each in doors))
