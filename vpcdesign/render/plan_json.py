"""Address plans, growth and capacity as JSON: blocks as text, ids as in the design, `"version": 1` as everywhere."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from vpcdesign.algebra.addresses import write
from vpcdesign.aws.addresses import RESERVED_PER_SUBNET
from vpcdesign.design.vpcs import Subnet
from vpcdesign.planning.blocks import Block, block
from vpcdesign.planning.capacity import Capacity
from vpcdesign.planning.ground import Ground
from vpcdesign.planning.growth import Growth
from vpcdesign.planning.organisation import Plan
from vpcdesign.planning.overlap import Overlap
from vpcdesign.planning.plan import AMAZON_IPV6, SUBNET_IPV6, PlannedSubnet, VpcPlan
from vpcdesign.planning.space import Fill, Space
from vpcdesign.render.json import VERSION

Object: TypeAlias = dict[str, Any]


def plan(found: Plan, notes: Iterable[str]) -> Object:
    """Give a plan; `subnets` are those of all VPCs."""
    return {
        "version": VERSION,
        "cidr": str(found.cidr),
        "regions": [{"name": each.name, "cidr": _text(each.block), "vpcs": list(each.vpcs)} for each in found.regions],
        "vpcs": [_vpc(each) for each in found.vpcs],
        "subnets": [_subnet(vpc, each) for vpc in found.vpcs for each in vpc.subnets],
        "reservations": [
            {"id": each.name, "vpc": vpc.name, "tier": each.tier, "cidr": str(each.block), "reason": each.reason}
            for vpc in found.vpcs
            for each in vpc.reservations
        ],
        "free": [str(gap) for gap in found.gaps],
        "overlaps": overlaps(found.overlaps),
        "notes": [*found.notes, *notes],
    }


def _vpc(vpc: VpcPlan) -> Object:
    return {
        "id": vpc.name,
        "region": vpc.region,
        "cidrs": [str(each) for each in vpc.blocks],
        "ipv6_cidrs": [str(vpc.ipv6)] if vpc.ipv6 is not None and vpc.ipv6 != AMAZON_IPV6 else [],
        "amazon_ipv6": vpc.ipv6 == AMAZON_IPV6,
        "tiers": [
            {"tier": each.tier, "summary": [str(one) for one in each.blocks], "one_route": len(each.blocks) == 1}
            for each in vpc.summaries
        ],
        "free": [str(gap) for gap in vpc.gaps],
    }


def _subnet(vpc: VpcPlan, subnet: PlannedSubnet) -> Object:
    found: Object = {
        "id": subnet.name,
        "vpc": vpc.name,
        "az": subnet.az,
        "tier": subnet.tier,
        "way_out": subnet.way_out,
        **_extent(subnet.block),
    }
    if subnet.ipv6 is not None and vpc.ipv6 == AMAZON_IPV6:
        found["ipv6_index"] = (subnet.ipv6.low - AMAZON_IPV6.low) >> SUBNET_IPV6
    elif subnet.ipv6 is not None:
        found["ipv6_cidr"] = str(subnet.ipv6)
    return found


def _extent(own: Block) -> Object:
    return {
        "cidr": str(own),
        "first": write(own.low),
        "last": write(own.high),
        "usable": own.size - RESERVED_PER_SUBNET,
    }


def overlaps(found: Iterable[Overlap]) -> list[Object]:
    """Give collisions with their consequences."""
    return [
        {
            "cidr": str(each.block),
            "shared": str(each.shared),
            "with": str(each.with_.block),
            "owner": each.with_.owner,
            "kind": each.with_.kind,
            "consequence": each.with_.consequence,
        }
        for each in found
    ]


def growth(path: str, found: Growth) -> Object:
    """Give what grew."""
    return {
        "version": VERSION,
        "design": path,
        "added": [_added(each) for each in found.added],
        "widened": [{"id": name, "from": old, "to": new} for name, old, new in found.widened],
        "notes": list(found.notes),
    }


def _added(subnet: Subnet) -> Object:
    found: Object = {"id": subnet.id, "vpc": subnet.vpc, "az": subnet.az, "tier": subnet.tier}
    if subnet.cidr is not None:
        found |= _extent(block(subnet.cidr))
    found |= {key: value for key in ("ipv6_cidr", "ipv6_index") if (value := getattr(subnet, key)) is not None}
    return {**found, "route_table": subnet.route_table}


def capacity(here: Ground, found: Capacity, met: Iterable[Overlap]) -> Object:
    """Give what still fits in a VPC."""
    return {
        "version": VERSION,
        **_space(here, found.space),
        "zones": found.zones,
        "zones_to_come": [
            {
                "az": each.zone,
                "subnets": [{"tier": tier, "cidr": str(place)} for tier, place in each.places],
                "tiers_left": {f"/{length}": number for length, number in each.tiers_left},
            }
            for each in found.zones_to_come
        ],
        "tiers": [
            {
                "tier": each.tier,
                "size": f"/{each.length}",
                "subnets": each.subnets,
                "kept": each.kept,
                "more": each.more,
                "summary": _text(each.summary),
            }
            for each in found.tiers
        ],
        "tiers_of_size": {f"/{length}": number for length, number in found.tiers_of_size},
        "doubles": [{"id": name, "to": _text(whole), "reason": why} for name, whole, why in found.doubles],
        "overlaps": overlaps(met),
    }


def space(here: Ground, found: Space, fills: Mapping[str, Fill]) -> Object:
    """Give what is free in a VPC and in its subnets."""
    return {
        "version": VERSION,
        **_space(here, found),
        "fragmentation": round(found.fragmentation, 6),
        "subnets": [_fill(fills[subnet.id]) for subnet, _ in here.subnets],
        "reservations": [
            {"id": each.id, "cidr": str(place), "tier": each.tier, "reason": each.reason}
            for each, place in here.reservations
        ],
    }


def _fill(own: Fill) -> Object:
    return {
        "id": own.subnet.id,
        "az": own.subnet.az,
        "tier": own.subnet.tier,
        **_extent(own.block),
        "used": own.used,
        "free": own.free,
        "prefixes": own.prefixes,
        "prefixes_at_least": own.prefixes_at_least,
    }


def _space(here: Ground, found: Space) -> Object:
    return {
        "vpc": here.vpc.id,
        "cidrs": list(here.vpc.cidrs),
        "addresses": found.total,
        "used": found.used,
        "reserved": found.reserved,
        "free": found.free,
        "gaps": [str(gap) for gap in found.gaps],
        "largest": _text(found.largest),
        "sizes": {f"/{each.length}": {"count": each.count, "next": _text(each.next)} for each in found.fits},
    }


def _text(own: Block | None) -> str | None:
    return None if own is None else str(own)
