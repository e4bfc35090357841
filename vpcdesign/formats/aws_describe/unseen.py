"""What a design refers to but no document shows: entries of `external`, with all that is known of them.

A blackhole's target is gone, not elsewhere, and gets no entry. An interface that is part of another noun is seen.
"""

from vpcdesign.design.asserting import External
from vpcdesign.design.document import Design
from vpcdesign.design.references import unseen
from vpcdesign.formats.aws_describe.estate import Estate
from vpcdesign.formats.aws_describe.reading import Raw, block, need, part, parts, text

KINDS = {
    "vpc": "vpc",
    "subnet": "subnet",
    "sg": "security_group",
    "rtb": "route_table",
    "acl": "network_acl",
    "igw": "internet_gateway",
    "eigw": "egress_only_internet_gateway",
    "nat": "nat_gateway",
    "vgw": "virtual_private_gateway",
    "cgw": "customer_gateway",
    "vpn": "vpn_connection",
    "pcx": "peering_connection",
    "tgw": "transit_gateway",
    "vpce": "vpc_endpoint",
    "pl": "prefix_list",
    "eni": "network_interface",
    "i": "instance",
    "cagw": "carrier_gateway",
    "lgw": "local_gateway",
    "eipalloc": "elastic_ip",
    "dxvif": "direct_connect",
}
"""The kind that the beginning of an id tells."""

NAMED = {"VpcLattice": "vpc_lattice"}
"""Targets that AWS writes by name."""

LONGER = {"tgw-attach": "transit_gateway_attachment", "tgw-rtb": "transit_gateway_route_table"}


def externals(estate: Estate, design: Design) -> tuple[External, ...]:
    facts = _Facts(estate)
    return tuple(facts.external(id_) for id_ in sorted(unseen(design)))


def kind_of(id_: str) -> str:
    """Give what kind of thing an id names."""
    if id_.startswith("arn:"):
        return id_.split(":", 5)[-1].partition("/")[0].replace("-", "_") or "unknown"
    prefix = id_.rpartition("-")[0]
    return NAMED.get(id_) or LONGER.get(prefix) or KINDS.get(prefix, "unknown")


class _Facts:
    """What documents say of objects that they do not describe."""

    def __init__(self, estate: Estate) -> None:
        self._where = estate.where
        self._behind: dict[str, list[str]] = {}
        for routes in estate.documents.owned.get("Routes", {}).values():
            for route in routes:
                self._learn(route)
        sides = [
            part(record.raw, key)
            for record in estate.records("VpcPeeringConnections")
            for key in ("RequesterVpcInfo", "AccepterVpcInfo")
        ]
        self._sides = {need(side, "VpcId"): side for side in sides if text(side, "CidrBlock") is not None}
        pairs = [
            pair
            for record in estate.records("SecurityGroups")
            for key in ("IpPermissions", "IpPermissionsEgress")
            for permission in parts(record.raw, key)
            for pair in parts(permission, "UserIdGroupPairs")
        ]
        self._pairs = {text(pair, "GroupId") or "": pair for pair in pairs}
        rows = [record.raw for record in estate.records("TransitGatewayAttachments")]
        self._owners = {text(row, "ResourceId") or "": text(row, "ResourceOwnerId") for row in rows}

    def _learn(self, route: Raw) -> None:
        """A transit gateway's propagated route to a VPC is one of that VPC's blocks (TGW: how it works)."""
        prefix = block(route, "DestinationCidrBlock")
        if prefix is not None and text(route, "Type") == "propagated":
            for via in parts(route, "TransitGatewayAttachments"):
                if text(via, "ResourceType") == "vpc":
                    self._behind.setdefault(text(via, "ResourceId") or "", []).append(prefix)

    def external(self, id_: str) -> External:
        side, pair = self._sides.get(id_, {}), self._pairs.get(id_, {})
        said = [block(each, "CidrBlock") for each in parts(side, "CidrBlockSet")] or [block(side, "CidrBlock")]
        said += [block(each, "Ipv6CidrBlock") for each in parts(side, "Ipv6CidrBlockSet")]
        cidrs = dict.fromkeys([*(each for each in said if each is not None), *self._behind.get(id_, [])])
        kind = kind_of(id_)
        return External(
            id=id_,
            kind=kind,
            cidrs=tuple(cidrs),
            region=text(side, "Region") or (self._where.of_vpc(id_) if kind == "vpc" and side else None),
            account=text(side, "OwnerId") or text(pair, "UserId") or self._owners.get(id_),
            vpc=text(pair, "VpcId"),
        )
