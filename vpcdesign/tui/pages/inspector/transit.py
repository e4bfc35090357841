"""Pages of transit gateways and of what is attached to them."""

from vpcdesign.design.transit import TransitGateway, TransitGatewayAttachment
from vpcdesign.render.signs import TO
from vpcdesign.tui.pages.inspector import lists
from vpcdesign.tui.pages.inspector.routes import leading_here
from vpcdesign.tui.pages.inspector.sheet import Sheet, listed
from vpcdesign.tui.pages.inspector.surroundings import Surroundings

SHOWN = 16


def transit_gateway(sheet: Sheet, here: Surroundings, found: TransitGateway) -> None:
    """Write the page of a transit gateway with its tables: whose packets each routes, and what it knows."""
    if found.region:
        sheet.fact("Region", found.region, f"region:{found.region}")
    if found.asn is not None:
        sheet.fact("ASN", str(found.asn))
    sheet.fact("Groups", "known across it" if found.security_group_referencing else "not known across it")
    every = here.design.transit_gateway_attachments
    attached = [each for each in every if found.id in {each.transit_gateway, each.peer}]
    tables = [each for each in here.design.transit_gateway_route_tables if each.transit_gateway == found.id]
    for table in tables[:SHOWN]:
        sheet.blank()
        sheet.fact("Table", here.called(table.id), table.id)
        sheet.fact("  from", listed(here.far_side(name, found.id) for name in table.associations))
        known = [here.far_side(name, found.id) for name in table.propagations]
        known += [here.far_side(name, found.id) for line in table.routes for name in line.attachments]
        sheet.fact("  knows", listed(dict.fromkeys(known)))
    sheet.more(len(tables) - SHOWN)
    sheet.group("Attached" if attached else "Nothing is attached")
    for each in attached[:SHOWN]:
        sheet.item(here.sign(each.id), here.far_side(each.id, found.id), here.attachment_word(each.id), each.id)
    sheet.more(len(attached) - SHOWN)
    leading_here(sheet, here, found.id)


def attachment(sheet: Sheet, here: Surroundings, found: TransitGatewayAttachment) -> None:
    """Write the page of an attachment: its two ends, the table that routes it, the tables that know it."""
    _ends(sheet, here, found)
    tables = here.design.transit_gateway_route_tables
    routing = [table for table in tables if found.id in table.associations]
    for table in routing:
        sheet.fact("Routed by", here.called(table.id), table.id)
    if not routing:
        sheet.fact("Routed by", "no table: what comes from here is lost")
    for table in tables:
        if found.id in table.propagations or any(found.id in line.attachments for line in table.routes):
            sheet.fact("Known to", here.called(table.id), table.id)
    stands = [subnet for name in found.subnets if (subnet := here.subnet(name))]
    if stands:
        lists.subnets(sheet, here, "Stands in", stands)
    if found.nat_rules:
        sheet.group("Translates")
        for rule in found.nat_rules:
            sheet.item("", rule.match_cidr, f"{TO} {rule.nat_cidr}")


def _ends(sheet: Sheet, here: Surroundings, found: TransitGatewayAttachment) -> None:
    sheet.fact("Gateway", here.called(found.transit_gateway), found.transit_gateway)
    for label, name in (
        ("VPC", found.vpc),
        ("VPN", found.vpn_connection),
        ("Line", found.direct_connect),
        ("Firewall", found.firewall),
        ("Peer", found.peer),
    ):
        if name:
            sheet.fact(label, here.called(name), name)
    if found.kind == "vpc":
        sheet.fact("Appliance", "on: both ways by one zone" if found.appliance_mode else "off")
        sheet.fact("IPv6", "on" if found.ipv6_support else "off")
