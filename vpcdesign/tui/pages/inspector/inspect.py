"""The inspector: for any selection the page that says what it is, and one line of it where there is no room.

Every line that names something selects it on `enter`; so the inspector is also a way to walk through the design. What
the design does not hold (any more) has a page too, which says so: undo and redo take things away under a selection.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from vpcdesign.design.balancers import Listener, LoadBalancer
from vpcdesign.design.filters import AclRule, EgressRule, IngressRule, NetworkAcl, SecurityGroup
from vpcdesign.design.firewalls import Firewall, FirewallRule
from vpcdesign.design.hybrid import VpnConnection, VpnTunnel
from vpcdesign.design.noun import Model, Noun
from vpcdesign.design.routing import Route, RouteTable
from vpcdesign.design.transit import TransitGatewayRoute, TransitGatewayRouteTable
from vpcdesign.design.vpcs import Subnet
from vpcdesign.design.words import SINGULAR, nearest
from vpcdesign.render.ink import Row, Span
from vpcdesign.render.visible import visible
from vpcdesign.tui.pages.inspector import answers, filters, gateways, hosts, places, routes, transit
from vpcdesign.tui.pages.inspector.answers import NOTHING_ASKED, Answers
from vpcdesign.tui.pages.inspector.selected import INTERNET, Selected, part_of, read
from vpcdesign.tui.pages.inspector.sheet import Sheet
from vpcdesign.tui.pages.inspector.surroundings import Surroundings
from vpcdesign.tui.pages.page import NARROW, Page, title

Writer: TypeAlias = Callable[[Sheet, Surroundings, Any], None]

NOUNS: Mapping[str, Writer] = {
    "vpcs": places.vpc,
    "subnets": places.subnet,
    "route_tables": routes.route_table,
    "internet_gateways": gateways.internet_gateway,
    "egress_only_internet_gateways": gateways.internet_gateway,
    "nat_gateways": gateways.nat_gateway,
    "elastic_ips": gateways.elastic_ip,
    "virtual_private_gateways": gateways.private_gateway,
    "customer_gateways": gateways.customer_gateway,
    "vpn_connections": gateways.vpn,
    "direct_connects": gateways.direct_connect,
    "peering_connections": gateways.peering,
    "transit_gateways": transit.transit_gateway,
    "transit_gateway_attachments": transit.attachment,
    "transit_gateway_route_tables": routes.transit_table,
    "vpc_endpoints": hosts.endpoint,
    "prefix_lists": routes.prefix_list,
    "security_groups": filters.security_group,
    "network_acls": filters.network_acl,
    "network_interfaces": hosts.interface,
    "instances": hosts.instance,
    "load_balancers": hosts.load_balancer,
    "firewalls": hosts.firewall,
    "on_premises": gateways.on_premises,
    "reservations": places.reservation,
    "block_public_access": places.public_access,
    "external": gateways.external,
}
"""Who writes the page of each kind of noun: every list of the design has its entry."""

PLACES: Mapping[str, tuple[str, Callable[[Sheet, Surroundings, str], None]]] = {
    "zone": ("zone", places.zone),
    "region": ("Region", places.region),
    "tier": ("tier", places.tier),
    "block": ("block", places.gap),
}


def inspect(
    here: Surroundings, selection: str, answered: Answers = NOTHING_ASKED, cells: int = NARROW, unsaved: str = ""
) -> Page:
    """Make the page of a selection; `unsaved` is a mark before the title, like `+` for what is only previewed."""
    sheet = Sheet(cells)
    found = read(selection, here.index)
    name, what = _write(sheet, here, found)
    noun = here.index.by_id.get(found.name) if not found.part else None
    if noun is not None and found.kind in NOUNS:
        _said_of(sheet, noun)
    answers.write(sheet, answered)
    marked: Row = (Span(f"{unsaved} ", "changed"), *name) if unsaved else name
    return Page(title(marked, what, cells), tuple(sheet.lines))


def _write(sheet: Sheet, here: Surroundings, found: Selected) -> tuple[Row, str]:
    """Write the lines and give the two sides of the title."""
    if found.kind == INTERNET:
        places.internet(sheet, here)
        return (Span(INTERNET, "gateway", bold=True),), "outside"
    if found.kind in PLACES:
        what, place_writer = PLACES[found.kind]
        place_writer(sheet, here, found.name)
        return (Span(visible(found.name), bold=True),), what
    noun = here.index.by_id.get(found.name)
    if noun is None:
        _gone(sheet, here, found.name)
        return (Span(visible(found.name), bold=True),), "not here"
    if found.part:
        return _write_part(sheet, here, noun, found)
    if found.kind in NOUNS:
        NOUNS[found.kind](sheet, here, noun)
        return _name(here, noun), SINGULAR[found.kind]
    return _write_named_part(sheet, here, noun, found)


def _name(here: Surroundings, noun: Noun) -> Row:
    sign = here.badge(noun) if isinstance(noun, Subnet) else here.sign(noun.id)
    called = Span(here.called(noun.id), bold=True)
    return (sign._replace(bold=isinstance(noun, Subnet)), Span(" "), called) if sign.text else (called,)


def _gone(sheet: Sheet, here: Surroundings, name: str) -> None:
    close = nearest(name, here.index.by_id)
    sheet.say("Nothing of this name is in the design now: it was removed, or undone.", "muted")
    if close:
        sheet.group("Nearest")
        sheet.item(here.sign(close), here.called(close), "", close)


def _said_of(sheet: Sheet, noun: Noun) -> None:
    """Write what people say of a noun: its id where it goes by a name, its tags, its note."""
    if not (noun.name or noun.tags or noun.note):
        return
    sheet.blank()
    if noun.name and noun.name != noun.id:
        sheet.fact("Id", noun.id)
    for key, value in noun.tags.items():
        sheet.fact(f"{visible(key)[:11]} ", value)
    if noun.note:
        sheet.say(noun.note, "muted")


def _write_named_part(sheet: Sheet, here: Surroundings, noun: Noun, found: Selected) -> tuple[Row, str]:
    """Write the page of a part that bears an id of its own: a firewall's endpoint, a target group."""
    name = (Span(visible(found.name), bold=True),)
    if isinstance(noun, Firewall):
        own = next(each for each in noun.endpoints if each.id == found.name)
        hosts.firewall_endpoint(sheet, here, noun, own)
    elif isinstance(noun, LoadBalancer):
        group = next(each for each in noun.target_groups if each.id == found.name)
        hosts.target_group(sheet, here, noun, group)
    return name, SINGULAR[found.kind]


def _write_part(sheet: Sheet, here: Surroundings, noun: Noun, found: Selected) -> tuple[Row, str]:
    """Write the page of a line of a noun."""
    part = part_of(noun, found.part, found.at)
    number = f"{int(found.at) + 1}" if found.at.isdecimal() else found.at
    words, what = f"{found.part} {number}", SINGULAR.get(found.kind, "")
    if isinstance(noun, NetworkAcl) and (found.at == filters.NO_RULE or isinstance(part, AclRule)):
        rule = part if isinstance(part, AclRule) else None
        filters.acl_rule(sheet, here, noun, found.part, rule)
        words = f"{filters.WORDS.get(found.part, found.part)} {rule.rule if rule else filters.NO_RULE}"
        what = "network ACL rule"
    elif part is None:
        sheet.say("This line is not in the design now: it was removed, or undone.", "muted")
        sheet.fact("It was of", here.called(noun.id), noun.id)
    else:
        words, what = _write_line(sheet, here, noun, found, part) or (words, what)
    return (Span(words, bold=True),), what


def _write_line(sheet: Sheet, here: Surroundings, noun: Noun, found: Selected, part: Model) -> tuple[str, str] | None:
    match noun, part:
        case SecurityGroup(), IngressRule() | EgressRule():
            filters.group_line(sheet, here, noun, found.part, part)
            return f"{filters.WORDS[found.part]} {int(found.at) + 1}", "security group line"
        case RouteTable(), Route():
            routes.route(sheet, here, noun, part)
            return f"Route {int(found.at) + 1}", "route"
        case TransitGatewayRouteTable(), TransitGatewayRoute():
            routes.transit_route(sheet, here, noun, part)
            return f"Route {int(found.at) + 1}", "transit gateway route"
        case VpnConnection(), VpnTunnel():
            gateways.tunnel(sheet, here, noun, part)
            return f"Tunnel {int(found.at) + 1}", "VPN tunnel"
        case LoadBalancer(), Listener():
            hosts.listener(sheet, here, noun, part)
            return f"Listener {part.port}", "listener"
        case Firewall(), FirewallRule():
            hosts.firewall_rule(sheet, here, noun, part)
            return f"{found.part.split('_')[0].title()} {int(found.at) + 1}", "firewall rule"
        case _:
            sheet.fact("Of", here.called(noun.id), noun.id)
            return None
