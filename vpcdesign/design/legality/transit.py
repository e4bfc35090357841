"""What AWS refuses of transit gateways: attachments, associations, propagation, routes and attachment NAT.

One object stands for both sides of a peering of two transit gateways, so such an attachment belongs to either, and may
be associated with one table of each.
"""

from vpcdesign.aws.addresses import RFC1918, RFC6598
from vpcdesign.design.legality.survey import (
    Problems,
    Span,
    Survey,
    ipv6_only,
    overlaps,
    prefix_length,
    refusal,
    span,
    within_any,
)
from vpcdesign.design.transit import TransitGateway, TransitGatewayAttachment, TransitGatewayRouteTable
from vpcdesign.design.vpcs import Subnet

NAT_RANGES = tuple(map(span, RFC1918 + RFC6598))
NEVER_MATCHED = tuple(map(span, ("169.254.0.0/16", "224.0.0.0/4")))
NAT_RULES = 50


def check(survey: Survey) -> Problems:
    """Tell everything about transit gateways, one after the other."""
    pairs: dict[tuple[str, ...], str] = {}
    for place, attachment in enumerate(survey.design.transit_gateway_attachments):
        at = f"/transit_gateway_attachments/{place}"
        yield from attached_once(attachment, at, pairs)
        if attachment.kind == "vpc":
            yield from vpc_attachment(survey, attachment, at)
        yield from nat_rules(attachment, at)
    associated: dict[tuple[str, str], str] = {}
    for place, table in enumerate(survey.design.transit_gateway_route_tables):
        at = f"/transit_gateway_route_tables/{place}"
        yield from associations(survey, table, at, associated)
        yield from propagations(survey, table, at)
        yield from routes(survey, table, at)
    yield from default_tables(survey)


def attached_once(attachment: TransitGatewayAttachment, at: str, pairs: dict[tuple[str, ...], str]) -> Problems:
    """Tell a second attachment of one VPC or peer, and a peering with itself (TGW: VPC attachments, peering)."""
    if attachment.kind == "vpc" and attachment.vpc:
        first = pairs.setdefault((attachment.transit_gateway, "vpc", attachment.vpc), attachment.id)
        if first != attachment.id:
            yield refusal(
                f"{at}/vpc",
                f"`{attachment.vpc}` is attached to `{attachment.transit_gateway}` by `{first}` already: a VPC has one "
                "attachment to each transit gateway",
                "DuplicateTransitGatewayAttachment",
            )
    elif attachment.kind == "peering" and attachment.peer == attachment.transit_gateway:
        yield refusal(
            f"{at}/peer",
            f"`{attachment.peer}` cannot peer with itself: name another transit gateway",
            "InvalidParameterValue",
        )
    elif attachment.kind == "peering" and attachment.peer:
        first = pairs.setdefault(tuple(sorted((attachment.transit_gateway, attachment.peer))), attachment.id)
        if first != attachment.id:
            yield refusal(
                at,
                f"`{first}` peers these two transit gateways already: one object stands for both sides",
                "DuplicateTransitGatewayAttachment",
            )


def vpc_attachment(survey: Survey, attachment: TransitGatewayAttachment, at: str) -> Problems:
    """Tell subnets that an attachment cannot use: another VPC's, IPv6-only, two of one zone (TGW: VPC attachments)."""
    vpc, gateway = survey.seen_vpc(attachment.vpc), survey.find(TransitGateway, attachment.transit_gateway)
    if vpc and gateway and gateway.region and gateway.region != vpc.region:
        yield refusal(
            f"{at}/vpc",
            f"`{vpc.id}` is in {vpc.region} and `{gateway.id}` in {gateway.region}: attach VPCs of its own Region and "
            "peer the transit gateways",
            "InvalidParameterValue",
        )
    if vpc and not attachment.subnets:
        yield refusal(
            f"{at}/subnets",
            f"`{attachment.id}` names no subnet: name one in each zone that it serves",
            "MissingParameter",
        )
    zones: dict[str, str] = {}
    for number, name in enumerate(attachment.subnets):
        subnet = survey.find(Subnet, name)
        if subnet is None:
            continue
        here = f"{at}/subnets/{number}"
        if attachment.vpc and subnet.vpc != attachment.vpc:
            yield refusal(
                here,
                f"`{name}` is a subnet of `{subnet.vpc}`, not of `{attachment.vpc}`: name one of the attached VPC",
                "InvalidSubnetID.NotFound",
            )
        if ipv6_only(subnet):
            yield refusal(
                here,
                f"`{name}` is IPv6-only: an attachment needs a subnet with an IPv4 block",
                "InvalidParameterValue",
            )
        first = zones.setdefault(subnet.az, name)
        if first != name or name in attachment.subnets[:number]:
            yield refusal(
                here,
                f"`{name}` and `{first}` are both in {subnet.az}: name one subnet a zone",
                "DuplicateSubnetsInSameZone",
            )


def nat_rules(attachment: TransitGatewayAttachment, at: str) -> Problems:
    """Tell translations that AWS refuses (API ModifyTransitGatewayAttachmentNatConfiguration)."""
    if len(attachment.nat_rules) > NAT_RULES:
        yield refusal(
            f"{at}/nat_rules",
            f"`{attachment.id}` has {len(attachment.nat_rules)} translations: an attachment has {NAT_RULES} at most",
            "InvalidParameterValue",
        )
    for number, rule in enumerate(attachment.nat_rules):
        here = f"{at}/nat_rules/{number}"
        if prefix_length(rule.match_cidr) != prefix_length(rule.nat_cidr):
            yield refusal(
                f"{here}/nat_cidr",
                f"`{rule.nat_cidr}` is not as large as `{rule.match_cidr}`: each address has one of its own",
                "InvalidParameterValue",
            )
        if not within_any(span(rule.nat_cidr), NAT_RANGES):
            yield refusal(
                f"{here}/nat_cidr",
                f"`{rule.nat_cidr}` is not private: take a block of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or "
                "100.64.0.0/10",
                "InvalidParameterValue",
            )
        if within_any(span(rule.match_cidr), NEVER_MATCHED):
            yield refusal(
                f"{here}/match_cidr",
                f"`{rule.match_cidr}` is link-local or multicast, which is never translated: name unicast addresses",
                "InvalidParameterValue",
            )
    for field in ("match_cidr", "nat_cidr"):
        spans = [(span(getattr(rule, field)), number) for number, rule in enumerate(attachment.nat_rules)]
        for one, two in overlaps(spans):
            first, second = sorted((one, two))
            yield refusal(
                f"{at}/nat_rules/{second}/{field}",
                f"`{getattr(attachment.nat_rules[second], field)}` overlaps "
                f"`{getattr(attachment.nat_rules[first], field)}`: translations are disjoint",
                "InvalidParameterValue",
            )


def of_gateway(attachment: TransitGatewayAttachment, gateway: str) -> bool:
    """Tell whether an attachment hangs on a transit gateway, on either side of a peering."""
    return gateway in {attachment.transit_gateway, attachment.peer}


def foreign(survey: Survey, name: str, table: TransitGatewayRouteTable, at: str) -> Problems:
    """Tell an attachment of another transit gateway than the table's (TGW: route tables)."""
    attachment = survey.find(TransitGatewayAttachment, name)
    if attachment and not of_gateway(attachment, table.transit_gateway):
        yield refusal(
            at,
            f"`{name}` is attached to `{attachment.transit_gateway}` and this table belongs to "
            f"`{table.transit_gateway}`: name an attachment of that one",
            "InvalidTransitGatewayAttachmentID.NotFound",
        )


def associations(
    survey: Survey, table: TransitGatewayRouteTable, at: str, associated: dict[tuple[str, str], str]
) -> Problems:
    """Tell an attachment that a second table claims (TGW: how it works)."""
    for number, name in enumerate(table.associations):
        here = f"{at}/associations/{number}"
        yield from foreign(survey, name, table, here)
        first = associated.setdefault((table.transit_gateway, name), table.id)
        if first != table.id:
            yield refusal(
                here,
                f"`{name}` is associated with `{first}` already: an attachment has one route table",
                "Resource.AlreadyAssociated",
            )


def propagations(survey: Survey, table: TransitGatewayRouteTable, at: str) -> Problems:
    """Tell propagation from what never propagates (TGW: peering, network function attachments)."""
    for number, name in enumerate(table.propagations):
        here = f"{at}/propagations/{number}"
        yield from foreign(survey, name, table, here)
        attachment = survey.find(TransitGatewayAttachment, name)
        if attachment and attachment.kind in {"peering", "network-function"}:
            yield refusal(
                here,
                f"`{name}` is an attachment of kind `{attachment.kind}`, which propagates nothing: write static routes "
                "to it",
                "IncorrectState",
            )


def routes(survey: Survey, table: TransitGatewayRouteTable, at: str) -> Problems:
    """Tell two static routes with one destination, and static routes where none may be (TGW: route tables, Connect)."""
    seen: dict[Span | str, int] = {}
    for number, route in enumerate(table.routes):
        here = f"{at}/routes/{number}"
        for which, name in enumerate(route.attachments):
            yield from foreign(survey, name, table, f"{here}/attachments/{which}")
        if route.origin != "static":
            continue
        first = seen.setdefault(survey.span_of(route.destination) or route.destination, number)
        if first != number:
            yield refusal(
                f"{here}/destination",
                f"`{table.id}` has a static route to `{route.destination}` already: keep one of them",
                "RouteAlreadyExists",
            )
        for which, name in enumerate(route.attachments):
            attachment = survey.find(TransitGatewayAttachment, name)
            if attachment and attachment.kind == "connect":
                yield refusal(
                    f"{here}/attachments/{which}",
                    f"`{name}` is a Connect attachment, which takes no static routes: its routes come by BGP",
                    "InvalidParameterValue",
                )


def default_tables(survey: Survey) -> Problems:
    """Tell a default table of another transit gateway (API TransitGatewayOptions)."""
    for place, gateway in enumerate(survey.design.transit_gateways):
        for field in ("default_association_table", "default_propagation_table"):
            table = survey.find(TransitGatewayRouteTable, getattr(gateway, field))
            if table and table.transit_gateway != gateway.id:
                yield refusal(
                    f"/transit_gateways/{place}/{field}",
                    f"`{table.id}` is a table of `{table.transit_gateway}`: name one of `{gateway.id}`",
                    "InvalidRouteTableID.NotFound",
                )
