"""VPCs, subnets and reservations, from AWS's documents.

A subnet whose VPC nobody described still needs one: its blocks are then taken from the local routes of its tables,
which name each of them (UG: Route tables), and a note says so.
"""

from vpcdesign.design.vpcs import Reservation, Subnet, Vpc
from vpcdesign.formats.aws_describe.documents import Record
from vpcdesign.formats.aws_describe.estate import Estate
from vpcdesign.formats.aws_describe.reading import Raw, block, flag, name, need, part, parts, tags, text, word

LIVE = {"associated", "associating", ""}
UNKNOWN_REGION = "unknown"
TIER_TAGS = ("tier", "Tier")


def vpcs(estate: Estate) -> tuple[Vpc, ...]:
    described = estate.build("Vpcs", _vpc)
    unseen = {need_vpc for record in estate.records("Subnets") if (need_vpc := text(record.raw, "VpcId")) is not None}
    unseen -= {vpc.id for vpc in described}
    guessed = [_undescribed(estate, vpc) for vpc in sorted(unseen)]
    return (*described, *guessed)


def blocks_of(raw: Raw) -> tuple[str, ...]:
    """Give the IPv4 blocks that are associated with a VPC, the primary one first."""
    primary = block(raw, "CidrBlock")
    cidrs = [primary] if primary is not None else []
    for each in parts(raw, "CidrBlockAssociationSet"):
        found = block(each, "CidrBlock")
        if found is not None and word(part(each, "CidrBlockState"), "State") in LIVE:
            cidrs.append(found)
    return tuple(dict.fromkeys(cidrs))


def _vpc(estate: Estate, record: Record) -> Vpc:
    raw = record.raw
    return Vpc(
        id=record.id,
        name=name(raw),
        tags=tags(raw),
        region=_region(estate, record.id, estate.where.region(record)),
        account=estate.where.account(record),
        cidrs=blocks_of(raw),
        ipv6_cidrs=ipv6_blocks_of(raw),
        dns_support=_attribute(estate, record.id, "EnableDnsSupport", default=True),
        dns_hostnames=_attribute(estate, record.id, "EnableDnsHostnames", default=False),
        default=flag(raw, "IsDefault"),
    )


def _undescribed(estate: Estate, vpc: str) -> Vpc:
    """Make a VPC of what stands in it."""
    tables = [record.raw for record in estate.records("RouteTables") if text(record.raw, "VpcId") == vpc]
    local = [route for raw in tables for route in parts(raw, "Routes") if text(route, "Origin") == "CreateRouteTable"]
    cidrs = [found for route in local if (found := block(route, "DestinationCidrBlock")) is not None]
    subnets = [record for record in estate.records("Subnets") if text(record.raw, "VpcId") == vpc]
    blocks = cidrs or [found for record in subnets if (found := block(record.raw, "CidrBlock")) is not None]
    source = "the local routes of its tables" if cidrs else "its subnets"
    estate.note(vpc, f"no document describes this VPC: its blocks are taken from {source}")
    region = _region(estate, vpc, estate.where.of_vpc(vpc))
    account = estate.where.account(subnets[0]) if subnets else None
    return Vpc(id=vpc, region=region, account=account, cidrs=tuple(dict.fromkeys(blocks)))


def _region(estate: Estate, vpc: str, region: str | None) -> str:
    if region is None:
        estate.note(vpc, "no document and no path tells this VPC's region")
    return region or UNKNOWN_REGION


def ipv6_blocks_of(raw: Raw) -> tuple[str, ...]:
    """Give the IPv6 blocks that are associated with a VPC or a subnet."""
    found = []
    for each in parts(raw, "Ipv6CidrBlockAssociationSet"):
        written = block(each, "Ipv6CidrBlock")
        if written is not None and word(part(each, "Ipv6CidrBlockState"), "State") in LIVE:
            found.append(written)
    return tuple(found)


def _attribute(estate: Estate, vpc: str, attribute: str, *, default: bool) -> bool:
    """Give what `describe-vpc-attribute` says; what nobody asked is as a new VPC has it (API: CreateVpc)."""
    said = estate.documents.answers(attribute, vpc)
    return flag(said[0], "Value", default=default) if said else default


def subnets(estate: Estate) -> tuple[Subnet, ...]:
    tables = _associated(estate, "RouteTables")
    lists = _associated(estate, "NetworkAcls")
    zones = {
        (need(record.raw, "ZoneName"), estate.where.account(record)): record.id
        for record in estate.records("AvailabilityZones")
        if text(record.raw, "ZoneName") is not None
    }

    def subnet(estate: Estate, record: Record) -> Subnet:
        raw = record.raw
        zone = need(raw, "AvailabilityZone")
        account = estate.where.account(record)
        said = tags(raw)
        return Subnet(
            id=record.id,
            name=name(raw),
            tags=said,
            vpc=need(raw, "VpcId"),
            az=zone,
            az_id=text(raw, "AvailabilityZoneId") or zones.get((zone, account)),
            account=account,
            cidr=block(raw, "CidrBlock"),
            ipv6_cidr=(ipv6_blocks_of(raw) or (None,))[0],
            tier=tier(said),
            route_table=tables.get(record.id),
            network_acl=lists.get(record.id),
            map_public_ip_on_launch=flag(raw, "MapPublicIpOnLaunch"),
            dns64=flag(raw, "EnableDns64"),
        )

    return estate.build("Subnets", subnet)


def tier(said: dict[str, str]) -> str | None:
    """Give the tier that a subnet's tags name."""
    return next((said[key] for key in TIER_TAGS if said.get(key)), None)


def _associated(estate: Estate, kind: str) -> dict[str, str]:
    """Give for each subnet the table or list that names it in a living association."""
    found: dict[str, str] = {}
    for record in estate.records(kind):
        with estate.reading(record):
            for each in parts(record.raw, "Associations"):
                subnet = text(each, "SubnetId")
                if subnet is not None and word(part(each, "AssociationState"), "State") in LIVE:
                    found[subnet] = record.id
    return found


def reservations(estate: Estate) -> tuple[Reservation, ...]:
    """Give the subnet CIDR reservations (UG: Subnet CIDR reservations)."""
    found = []
    for answer in ("SubnetIpv4CidrReservations", "SubnetIpv6CidrReservations"):
        for subnet, said in sorted(estate.documents.owned.get(answer, {}).items()):
            for raw in said:
                with estate.reading(Record(subnet, raw, "")):
                    found.append(_reservation(subnet, raw))
    return tuple(found)


def _reservation(subnet: str, raw: Raw) -> Reservation:
    id_ = need(raw, "SubnetCidrReservationId")
    said = text(raw, "ReservationType")
    return Reservation(
        id=id_,
        name=name(raw),
        tags=tags(raw),
        subnet=subnet,
        cidr=block(raw, "Cidr") or "",
        kind="prefix" if said == "prefix" else "explicit" if said == "explicit" else None,
        reason=text(raw, "Description"),
    )
