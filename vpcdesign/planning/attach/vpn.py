"""Attaches a Site-to-Site VPN: to a virtual private gateway of one VPC, or to a transit gateway for many.

On a virtual private gateway routes come into tables by propagation. On a transit gateway a VPN with BGP propagates what
it learns and a static one nothing, so its routes are written; VPC tables get theirs by hand (VPN: routing; TGW: VPN
attachments).
"""

from dataclasses import dataclass
from typing import Literal

from vpcdesign.design.hybrid import CustomerGateway, VpnConnection
from vpcdesign.design.noun import PLAIN_IP4
from vpcdesign.design.transit import TransitGatewayAttachment
from vpcdesign.planning.attach import hub as hubs
from vpcdesign.planning.attach import site as sites
from vpcdesign.planning.attach import ways
from vpcdesign.planning.attach.end import End, ask_end, propagate, propagation_tables, settle
from vpcdesign.planning.attach.hub import NEW, Tables
from vpcdesign.planning.attach.naming import name_for
from vpcdesign.planning.attach.site import Site
from vpcdesign.planning.attach.step import Guide, Work
from vpcdesign.planning.attach.vicinity import Vicinity
from vpcdesign.planning.form import Blank, Option

ASN = 65000


@dataclass(frozen=True, slots=True)
class Device:
    """The device on the far side: AWS's record of it, new or known."""

    name: str
    address: str | None = None
    asn: int | None = None
    new: bool = True


@dataclass(frozen=True, slots=True)
class Answers:
    """Where it leads, by which device, where it ends, how routes come."""

    site: Site
    device: Device
    end: End
    name: str
    static: bool
    tables: Tables
    propagates: tuple[str, ...]
    routes: tuple[ways.Way, ...]


def asks(blank: Blank, here: Vicinity) -> Answers:
    """Ask for both ends, then for the routes."""
    end = ask_end(blank, here)
    reached = [one.id for one in hubs.attached(here, end.hub)] if end.hub else [end.vpc]
    site = sites.ask(blank, here, reached)
    device = _device(blank, here, site)
    name = name_for(blank, here, f"vpn-{site.name}")
    kinds = [Option("bgp", "by BGP"), Option("static", "static")]
    static = blank.choice("routing", "Routing", kinds, "bgp") == "static"
    if end.hub:
        tables = hubs.ask_tables(blank, here, end.hub, "vpn", propagates=not static)
        found = []
        for vpc in reached:
            found += hubs.ways_through(here, vpc, end.hub, site.blocks, end.name)
        return Answers(site, device, end, name, static, tables, (), tuple(ways.ask(blank, here, found)))
    if any(":" in one for one in site.blocks):
        blank.notes.append("IPv6 is not carried by a VPN on a virtual private gateway: those blocks are left out")
    chosen = propagation_tables(blank, here, end)
    return Answers(site, device, end, name, static, Tables("", ()), chosen, ())


def _device(blank: Blank, here: Vicinity, site: Site) -> Device:
    known = here.design.customer_gateways
    idle = {one.id for one in known} - {one.customer_gateway for one in here.design.vpn_connections}
    options = [*(Option(one.id, f"{one.id} {one.ip_address or ''}".strip()) for one in known), Option(NEW, "a new one")]
    default = next((one.id for one in known if one.id in idle), NEW)
    chosen = blank.choice("device", "Customer gateway", options, default) if known else NEW
    if chosen != NEW:
        return Device(chosen, new=False)
    name = name_for(blank, here, f"{site.name}-router", "device_name", "Router id")
    address = blank.text("device_ip", "Address", "")
    if address and not PLAIN_IP4.fullmatch(address):
        blank.wrong("device_ip", f"`{address}` is no IPv4 address")
    taken = next((one.id for one in known if address and one.ip_address == address), None)
    if taken:
        blank.wrong("device_ip", f"AWS refuses it: {taken} has {address} (InvalidCustomerGateway.DuplicateIpAddress).")
    asn = blank.text("device_asn", "Router ASN", str(ASN))
    if not asn.isdecimal() or not 1 <= int(asn) <= 4294967294:
        blank.wrong("device_asn", f"`{asn}` is no ASN: write a number, 64512 to 65534 for a private one")
        return Device(name, address or None, ASN)
    return Device(name, address or None, int(asn))


def writes(work: Work, answers: Answers) -> None:
    """Make what is new of both ends, then the connection and its routes."""
    end, site, device = answers.end, answers.site, answers.device
    vpcs = [end.vpc] if end.vpc else [one.id for one in hubs.attached(Vicinity(work.design), end.hub)]
    back = [cidr for one in work.design.vpcs if one.id in vpcs for cidr in one.cidrs]
    settle(work, end, hubs.ASN)
    sites.write(work, site, back)
    if device.new:
        work.add("customer_gateways", CustomerGateway(id=device.name, ip_address=device.address, asn=device.asn))
    blocks = site.blocks if end.hub else tuple(one for one in site.blocks if ":" not in one)
    work.add("vpn_connections", _connection(answers, blocks))
    if end.hub:
        kind: Literal["vpn"] = "vpn"
        name = work.name(f"{end.name}-{site.name}")
        made = TransitGatewayAttachment(id=name, transit_gateway=end.name, kind=kind, vpn_connection=answers.name)
        hubs.hang(work, end.name, made, answers.tables)
        if answers.static:
            hubs.lead_statically(work, end.name, name, blocks)
        ways.add(work, answers.routes)
    else:
        propagate(work, answers.propagates, end)
    work.title = f"Attach VPN {answers.name} to {end.name}"
    work.new_ids.insert(0, work.new_ids.pop(work.new_ids.index(answers.name)))


def _connection(answers: Answers, blocks: tuple[str, ...]) -> VpnConnection:
    end = answers.end
    return VpnConnection(
        id=answers.name,
        customer_gateway=answers.device.name,
        virtual_private_gateway=None if end.hub else end.name,
        transit_gateway=end.name if end.hub else None,
        on_premises=answers.site.name,
        static_routes_only=answers.static,
        routes=blocks,
    )


GUIDE = Guide("attach.vpn", "Attach VPN", asks, writes)
