"""Pages of a VPC's doors: internet and NAT gateways, peerings, VPN, Direct Connect and what lies beyond them."""

from vpcdesign.design.asserting import External
from vpcdesign.design.gateways import EgressOnlyInternetGateway, ElasticIp, InternetGateway, NatGateway
from vpcdesign.design.hybrid import (
    CustomerGateway,
    DirectConnect,
    OnPremises,
    VirtualPrivateGateway,
    VpnConnection,
    VpnTunnel,
)
from vpcdesign.design.peering import PeeringConnection
from vpcdesign.render.ink import Span
from vpcdesign.render.signs import ALLOWED, BLOCKED, TO
from vpcdesign.tui.pages.inspector import lists
from vpcdesign.tui.pages.inspector.routes import leading_here
from vpcdesign.tui.pages.inspector.sheet import Sheet, listed
from vpcdesign.tui.pages.inspector.surroundings import Surroundings


def internet_gateway(sheet: Sheet, here: Surroundings, found: InternetGateway | EgressOnlyInternetGateway) -> None:
    """Write the page of an internet gateway, or of one for IPv6 that only lets out."""
    _vpc(sheet, here, found.vpc)
    if isinstance(found, EgressOnlyInternetGateway):
        sheet.fact("Carries", "IPv6 out, and the answers")
    leading_here(sheet, here, found.id)
    edge = [table for table in here.design.route_tables if table.gateway == found.id]
    for table in edge:
        sheet.fact("Inward", here.called(table.id), table.id, "gateway route table")


def _vpc(sheet: Sheet, here: Surroundings, name: str | None) -> None:
    sheet.fact("VPC", here.called(name) or "detached", name or "")


def nat_gateway(sheet: Sheet, here: Surroundings, found: NatGateway) -> None:
    """Write the page of a NAT gateway."""
    subnet = here.subnet(found.subnet)
    if subnet:
        sheet.fact("Subnet", here.called(subnet.id), subnet.id, here.badge(subnet).text)
        sheet.fact("Zone", subnet.az, f"zone:{subnet.az}")
    elif found.vpc:
        _vpc(sheet, here, found.vpc)
    sheet.fact("Kind", f"{found.mode}, {found.connectivity}")
    sheet.group("Its addresses" if found.addresses else "Addresses: AWS chooses")
    for each in found.addresses:
        outside = (Span(f"{TO} {each.public_ip}"),) if each.public_ip else ()
        sheet.item("", each.private_ip or each.az or "AWS chooses", outside, each.elastic_ip or "")
    leading_here(sheet, here, found.id)
    if found.connectivity == "public" and subnet and here.way_out(subnet) != "public":
        sheet.blank()
        sheet.say(f"{BLOCKED} its subnet has no route to an internet gateway: nothing leaves by it", "blocked")


def elastic_ip(sheet: Sheet, here: Surroundings, found: ElasticIp) -> None:
    """Write the page of an Elastic IP address."""
    sheet.fact("Address", found.address or "AWS chooses")
    if found.region:
        sheet.fact("Region", found.region, f"region:{found.region}")
    users = [each for each in here.design.nat_gateways if any(one.elastic_ip == found.id for one in each.addresses)]
    if found.interface:
        sheet.fact("On", here.called(found.interface), found.interface if found.interface in here.index else "")
    for each in users:
        sheet.fact("On", here.called(each.id), each.id)
    if not users and not found.interface:
        sheet.fact("On", "nothing")
    if found.private_ip:
        sheet.fact("Stands for", found.private_ip)


def private_gateway(sheet: Sheet, here: Surroundings, found: VirtualPrivateGateway) -> None:
    """Write the page of a virtual private gateway."""
    _vpc(sheet, here, found.vpc)
    if found.asn is not None:
        sheet.fact("ASN", str(found.asn))
    lines = [each.id for each in here.design.vpn_connections if each.virtual_private_gateway == found.id]
    lines += [each.id for each in here.design.direct_connects if found.id in each.virtual_private_gateways]
    lists.things(sheet, here, "Lines", lines)
    if not lines:
        sheet.group("No line: leads nowhere")
    learning = [table for table in here.design.route_tables if found.id in table.propagating_gateways]
    lists.things(sheet, here, "Tells its routes to", [table.id for table in learning])
    leading_here(sheet, here, found.id)


def customer_gateway(sheet: Sheet, here: Surroundings, found: CustomerGateway) -> None:
    """Write the page of a customer gateway."""
    sheet.fact("Address", found.ip_address or "not known")
    if found.asn is not None:
        sheet.fact("ASN", str(found.asn))
    lines = [each.id for each in here.design.vpn_connections if each.customer_gateway == found.id]
    lists.things(sheet, here, "Lines", lines)
    if not lines:
        sheet.group("No line ends here")


def vpn(sheet: Sheet, here: Surroundings, found: VpnConnection) -> None:
    """Write the page of a Site-to-Site VPN."""
    for label, name in (
        ("Leads to", found.on_premises),
        ("Far end", found.customer_gateway),
        ("On", found.virtual_private_gateway),
        ("On", found.transit_gateway),
    ):
        if name:
            sheet.fact(label, here.called(name), name)
    sheet.fact("Routes by", "hand" if found.static_routes_only else "BGP")
    lists.blocks(sheet, "The far side is", found.routes)
    sheet.group("Tunnels")
    for number, tunnel in enumerate(found.tunnels or (VpnTunnel(), VpnTunnel()), 1):
        state = Span(BLOCKED, "blocked") if tunnel.state == "down" else Span(ALLOWED, "allowed")
        at = f"{found.id}#tunnels/{number - 1}" if found.tunnels else found.id
        sheet.item(state, f"tunnel {number}", tunnel.state or tunnel.ip_address or "", at)


def tunnel(sheet: Sheet, here: Surroundings, owner: VpnConnection, found: VpnTunnel) -> None:
    """Write the page of one tunnel."""
    sheet.fact("VPN", here.called(owner.id), owner.id)
    sheet.fact("Address", found.ip_address or "not known")
    sheet.fact("State", found.state or "taken to be up")


def direct_connect(sheet: Sheet, here: Surroundings, found: DirectConnect) -> None:
    """Write the page of a Direct Connect virtual interface."""
    sheet.fact("Kind", f"{found.kind} virtual interface")
    if found.direct_connect_gateway:
        sheet.fact("Gateway", found.direct_connect_gateway)
    if found.on_premises:
        sheet.fact("Leads to", here.called(found.on_premises), found.on_premises)
    for name in (*found.virtual_private_gateways, *found.transit_gateways):
        sheet.fact("On", here.called(name), name)
    lists.blocks(sheet, "The far side is", found.routes)
    lists.blocks(sheet, "AWS tells it of", found.allowed_prefixes)


def peering(sheet: Sheet, here: Surroundings, found: PeeringConnection) -> None:
    """Write the page of a peering: both sides, and who has a route to the other."""
    sheet.fact("State", found.state)
    for label, name in (("Requester", found.requester), ("Accepter", found.accepter)):
        other = here.vpc(name)
        sheet.fact(label, here.called(name), name if name in here.index else "", listed(other.cidrs) if other else "")
    leading_here(sheet, here, found.id)
    routed = {lead.table.vpc for lead in here.leading_to(found.id)}
    for name in (found.requester, found.accepter):
        if name not in routed and here.vpc(name):
            sheet.blank()
            sheet.say(f"{BLOCKED} {here.called(name)} has no route to it: no answer comes back", "blocked")


def on_premises(sheet: Sheet, here: Surroundings, found: OnPremises) -> None:
    """Write the page of a network outside AWS."""
    lists.blocks(sheet, "Its blocks", found.cidrs)
    if found.routes_back is not None:
        lists.blocks(sheet, "Knows the way back to", found.routes_back)
        if not found.routes_back:
            sheet.group("Knows no way back")
    else:
        sheet.group("Taken to know every way back")
    lines = [each.id for each in here.design.vpn_connections if each.on_premises == found.id]
    lines += [each.id for each in here.design.direct_connects if each.on_premises == found.id]
    lists.things(sheet, here, "Reached over", lines)
    if not lines:
        sheet.group("No line leads here")


def external(sheet: Sheet, here: Surroundings, found: External) -> None:
    """Write the page of something that is referred to and unseen."""
    sheet.fact("Kind", found.kind.replace("_", " "))
    for label, value in (("Region", found.region), ("Account", found.account)):
        if value:
            sheet.fact(label, value)
    if found.vpc:
        _vpc(sheet, here, found.vpc)
    lists.blocks(sheet, "Its blocks", found.cidrs)
    sheet.blank()
    sheet.say("The design refers to it and does not hold it: what it does is not known.", "muted")
