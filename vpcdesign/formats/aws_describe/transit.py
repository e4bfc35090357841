"""Transit gateways and what is attached to them, from AWS's documents.

A peering attachment has the same id on both sides and stands in each side's documents: the design has one object for
it, which every table of either side may name. What is not available (deleted, rejected, pending) carries nothing.
"""

from typing import Literal

from vpcdesign.design.transit import AttachmentNatRule, TransitGateway, TransitGatewayAttachment
from vpcdesign.formats.aws_describe.documents import Record
from vpcdesign.formats.aws_describe.estate import Estate
from vpcdesign.formats.aws_describe.reading import Raw, block, name, need, number, part, parts, tags, text, texts, word

Kind = Literal["vpc", "vpn", "direct-connect", "connect", "peering", "network-function", "client-vpn", "other"]
KINDS: dict[str, Kind] = {
    "vpc": "vpc",
    "vpn": "vpn",
    "direct-connect-gateway": "direct-connect",
    "connect": "connect",
    "peering": "peering",
    "tgw-peering": "peering",
    "network-function": "network-function",
    "client-vpn": "client-vpn",
}
LIVE = {"", "available", "modifying", "rollingback"}
PREFIX = "Network Interface for Transit Gateway Attachment "
"""So AWS describes the interfaces of an attachment."""


def transit_gateways(estate: Estate) -> tuple[TransitGateway, ...]:
    def gateway(estate: Estate, record: Record) -> TransitGateway | None:
        raw = record.raw
        if word(raw, "State") in {"deleted", "deleting"}:
            return None
        options = part(raw, "Options")
        associates = word(options, "DefaultRouteTableAssociation") == "enable"
        propagates = word(options, "DefaultRouteTablePropagation") == "enable"
        return TransitGateway(
            id=record.id,
            name=name(raw),
            tags=tags(raw),
            region=estate.where.region(record),
            account=estate.where.account(record),
            asn=number(options, "AmazonSideAsn"),
            security_group_referencing=word(options, "SecurityGroupReferencingSupport") == "enable",
            vpn_ecmp=word(options, "VpnEcmpSupport") != "disable",
            default_association_table=text(options, "AssociationDefaultRouteTableId") if associates else None,
            default_propagation_table=text(options, "PropagationDefaultRouteTableId") if propagates else None,
        )

    return estate.build("TransitGateways", gateway)


def attachments(estate: Estate) -> tuple[TransitGatewayAttachment, ...]:
    """Give every living attachment that any of AWS's four answers about them shows."""
    interfaces = _interfaces(estate)
    second = far_names(estate)
    found: dict[str, TransitGatewayAttachment] = {}
    for record in estate.records("TransitGatewayVpcAttachments"):
        with estate.reading(record):
            if word(record.raw, "State") in LIVE:
                found[record.id] = _of_vpc(estate, record, interfaces.get(record.id, []))
    for record in estate.records("TransitGatewayPeeringAttachments"):
        with estate.reading(record):
            if word(record.raw, "State") in LIVE:
                found[record.id] = _of_peering(record)
    for record in estate.records("TransitGatewayAttachments"):
        id_ = need(record.raw, "TransitGatewayAttachmentId")
        with estate.reading(record):
            if word(record.raw, "State") in LIVE and id_ not in found and id_ not in second:
                found[id_] = _of_any(estate, id_, record.raw, interfaces.get(id_, []))
    rules = _translations(estate)
    return tuple(
        attachment.model_copy(update={"nat_rules": rules[id_]}) if id_ in rules else attachment
        for id_, attachment in sorted(found.items())
    )


def _translations(estate: Estate) -> dict[str, tuple[AttachmentNatRule, ...]]:
    """Give the translations of attachments; of one that only its system routes tell of, the block stands for both."""
    found: dict[str, list[AttachmentNatRule]] = {}
    for id_, said in estate.documents.owned.get("NatGatewayRules", {}).items():
        for rule in said:
            if word(rule, "State") not in {"deleting", "deleted", "failed"}:
                match, nat = block(rule, "MatchSourceCidr"), block(rule, "NatCidr")
                found.setdefault(id_, []).append(AttachmentNatRule(match_cidr=match or "", nat_cidr=nat or ""))
    for routes in estate.documents.owned.get("Routes", {}).values():
        for route in routes:
            nat = block(route, "DestinationCidrBlock")
            named = [need(each, "TransitGatewayAttachmentId") for each in parts(route, "TransitGatewayAttachments")]
            for id_ in named if word(route, "Type") == "system" and nat is not None else ():
                if id_ not in found:
                    estate.note(id_, f"its translation to {nat} was not collected: what it does to packets is unknown")
                    found[id_] = [AttachmentNatRule(match_cidr=nat or "", nat_cidr=nat or "")]
    return {id_: tuple(rules) for id_, rules in found.items()}


def _interfaces(estate: Estate) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for id_, raw in sorted(estate.interfaces.items()):
        description = raw.get("Description")
        if isinstance(description, str) and description.startswith(PREFIX):
            found.setdefault(description.removeprefix(PREFIX).strip(), []).append(id_)
    return found


def _claimed(estate: Estate, interfaces: list[str]) -> tuple[str, ...]:
    for id_ in interfaces:
        estate.claim(id_)
    return tuple(interfaces)


def _of_vpc(estate: Estate, record: Record, interfaces: list[str]) -> TransitGatewayAttachment:
    raw = record.raw
    options = part(raw, "Options")
    return TransitGatewayAttachment(
        id=record.id,
        name=name(raw),
        tags=tags(raw),
        transit_gateway=need(raw, "TransitGatewayId"),
        kind="vpc",
        vpc=need(raw, "VpcId"),
        subnets=tuple(sorted(texts(raw, "SubnetIds"))),
        appliance_mode=word(options, "ApplianceModeSupport") == "enable",
        ipv6_support=word(options, "Ipv6Support") == "enable",
        security_group_referencing=word(options, "SecurityGroupReferencingSupport") != "disable",
        interfaces=_claimed(estate, interfaces),
    )


def _of_peering(record: Record) -> TransitGatewayAttachment:
    raw = record.raw
    sides = [part(raw, "RequesterTgwInfo"), part(raw, "AccepterTgwInfo")]
    gateways = [found for side in sides if (found := text(side, "TransitGatewayId")) is not None]
    # The other side may be a core network, which is no transit gateway and outside the model.
    return TransitGatewayAttachment(
        id=record.id,
        name=name(raw),
        tags=tags(raw),
        transit_gateway=gateways[0] if gateways else need(sides[0], "TransitGatewayId"),
        kind="peering" if len(gateways) > 1 else "other",
        peer=gateways[1] if len(gateways) > 1 else None,
    )


def _of_any(estate: Estate, id_: str, raw: Raw, interfaces: list[str]) -> TransitGatewayAttachment:
    """Make an attachment of the one answer that knows every kind, but less of each."""
    kind = KINDS.get(word(raw, "ResourceType"), "other")
    resource = text(raw, "ResourceId")
    seen = [text(estate.interfaces[each], "SubnetId") for each in interfaces]
    subnets = tuple(sorted({subnet for subnet in seen if subnet is not None}))
    if kind == "vpc":
        source = "from its interfaces" if subnets else "to be none"
        words = (
            f"the VPC's side of this attachment was not collected: its subnets are taken {source}, its options as new"
        )
        estate.note(id_, words)
    return TransitGatewayAttachment(
        id=id_,
        name=name(raw),
        tags=tags(raw),
        transit_gateway=need(raw, "TransitGatewayId"),
        kind=kind,
        vpc=resource if kind == "vpc" else None,
        subnets=subnets,
        vpn_connection=resource if kind == "vpn" else None,
        direct_connect=_direct_connect(estate, resource) if kind == "direct-connect" else None,
        firewall=resource if kind == "network-function" else None,
        peer=resource if kind == "peering" else None,
        interfaces=_claimed(estate, interfaces),
    )


def _direct_connect(estate: Estate, gateway: str | None) -> str | None:
    """Give the first virtual interface of a Direct Connect gateway; the gateway itself where none was collected."""
    for record in estate.records("virtualInterfaces"):
        if (
            text(record.raw, "directConnectGatewayId") == gateway
            and word(record.raw, "virtualInterfaceState") != "deleted"
        ):
            return record.id
    return gateway


def far_names(estate: Estate) -> dict[str, str]:
    """Give for the accepter's id of a peering attachment, where it has one of its own, the id that stands for both."""
    found = {}
    for record in estate.records("TransitGatewayPeeringAttachments"):
        other = text(record.raw, "AccepterTransitGatewayAttachmentId")
        if other is not None and other != record.id:
            found[other] = record.id
    return found


def described_rows(estate: Estate) -> list[Raw]:
    """Give the rows of `describe-transit-gateway-attachments` that live."""
    return [record.raw for record in estate.records("TransitGatewayAttachments") if word(record.raw, "State") in LIVE]


def dead_attachments(estate: Estate) -> set[str]:
    """Give the attachments that AWS lists and that carry nothing."""
    kinds = ("TransitGatewayVpcAttachments", "TransitGatewayPeeringAttachments", "TransitGatewayAttachments")
    rows = [record.raw for kind in kinds for record in estate.records(kind)]
    return {need(raw, "TransitGatewayAttachmentId") for raw in rows if word(raw, "State") not in LIVE}
