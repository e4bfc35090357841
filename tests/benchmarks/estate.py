"""An estate of any size, drawn by rule: what a large company's network looks like to the engine.

VPCs of three tiers in three zones hang on one transit gateway. Every tier has its network ACL, every zone its NAT
gateway, and every interface two security groups: its tier's, and one of many services' that refer to each other.
Where they are not to be alike, each has three drawn ones in the place of the second, so that hardly two have the same.
"""

import json
import random
from collections.abc import Iterator
from typing import Any

Raw = dict[str, Any]

ZONES, TIERS = "abc", ("public", "app", "db")
REGION = "eu-west-1"
PORTS = ("443", "8000-8080", "5432", "6379", "9092", "22", "3306", "53")


def document(vpcs: int, interfaces: int, groups: int, *, alike: bool = True) -> str:
    """Write an estate as a design document; `interfaces` and `groups` (security groups) are of the whole."""
    whole: Raw = {
        "vpcdesign": 1,
        "name": "estate",
        "transit_gateways": [{"id": "hub", "region": REGION}],
        "transit_gateway_route_tables": [_hub_table(vpcs)],
    }
    for number in range(vpcs):
        for kind, nouns in _vpc(number, interfaces // vpcs, groups // vpcs, alike=alike).items():
            whole.setdefault(kind, []).extend(nouns)
    return json.dumps(whole)


def _hub_table(vpcs: int) -> Raw:
    attached = [f"hub-v{number}" for number in range(vpcs)]
    return {"id": "hub-table", "transit_gateway": "hub", "associations": attached, "propagations": attached}


def _vpc(number: int, interfaces: int, groups: int, *, alike: bool) -> dict[str, list[Raw]]:
    name, block = f"v{number}", f"10.{number}"
    subnets = [
        {
            "id": f"{name}-{tier}-{zone}",
            "vpc": name,
            "az": REGION + zone,
            "cidr": f"{block}.{16 * (len(ZONES) * level + place)}.0/20",
            "tier": tier,
            "route_table": _table_of(name, tier, zone),
            "network_acl": f"{name}-acl-{tier}",
        }
        for level, tier in enumerate(TIERS)
        for place, zone in enumerate(ZONES)
    ]
    private = [f"{name}-app-{zone}" for zone in ZONES]
    return {
        "vpcs": [{"id": name, "region": REGION, "cidrs": [f"{block}.0.0/16"]}],
        "subnets": subnets,
        "route_tables": list(_tables(name)),
        "internet_gateways": [{"id": f"{name}-igw", "vpc": name}],
        "nat_gateways": [{"id": f"{name}-nat-{zone}", "subnet": f"{name}-public-{zone}"} for zone in ZONES],
        "transit_gateway_attachments": [
            {"id": f"hub-{name}", "transit_gateway": "hub", "vpc": name, "subnets": private}
        ],
        "network_acls": [_acl(name, tier) for tier in TIERS],
        "security_groups": [*(_tier_group(name, tier) for tier in TIERS), *_service_groups(name, groups - len(TIERS))],
        "network_interfaces": list(_interfaces(number, interfaces, groups - len(TIERS), alike=alike)),
    }


def _table_of(name: str, tier: str, zone: str) -> str:
    return f"{name}-rt-{tier}-{zone}" if tier == "app" else f"{name}-rt-{tier}"


def _tables(name: str) -> Iterator[Raw]:
    across = {"destination": "10.0.0.0/8", "target": "hub"}
    yield {"id": f"{name}-main", "vpc": name, "main": True}
    out = {"destination": "0.0.0.0/0", "target": f"{name}-igw"}
    yield {"id": f"{name}-rt-public", "vpc": name, "routes": [across, out]}
    yield {"id": f"{name}-rt-db", "vpc": name, "routes": [across]}
    for zone in ZONES:
        out = {"destination": "0.0.0.0/0", "target": f"{name}-nat-{zone}"}
        yield {"id": f"{name}-rt-app-{zone}", "vpc": name, "routes": [across, out]}


def _acl(name: str, tier: str) -> Raw:
    """Give the ACL of a tier: the database's admits the estate only, the others everybody but a few bad blocks."""
    everybody = "10.0.0.0/8" if tier == "db" else "0.0.0.0/0"
    bad = [
        {"rule": 10 * place + 10, "action": "deny", "protocol": "all", "cidr": f"198.51.100.{16 * place}/28"}
        for place in range(8)
    ]
    high = {"rule": 100, "action": "allow", "protocol": "tcp", "ports": "1024-65535", "cidr": everybody}
    low = [
        {"rule": 110 + place, "action": "allow", "protocol": "tcp", "ports": ports, "cidr": everybody}
        for place, ports in enumerate(PORTS)
    ]
    return {"id": f"{name}-acl-{tier}", "vpc": name, "ingress": [*bad, high, *low], "egress": [high, *low]}


def _tier_group(name: str, tier: str) -> Raw:
    source = {"public": "0.0.0.0/0", "app": f"{name}-sg-public", "db": f"{name}-sg-app"}[tier]
    ports = {"public": "443", "app": "8000-8080", "db": "5432"}[tier]
    line = {"protocol": "tcp", "ports": ports, "source": source}
    return {"id": f"{name}-sg-{tier}", "vpc": name, "ingress": [line]}


def _service_groups(name: str, count: int) -> Iterator[Raw]:
    """Give groups of which each admits two others of its VPC and a block of a neighbour's."""
    for place in range(count):
        callers = {(7 * place + 1) % count, (11 * place + 3) % count}
        lines = [
            {"protocol": "tcp", "ports": PORTS[(place + caller) % len(PORTS)], "source": f"{name}-sg-{caller}"}
            for caller in sorted(callers)
        ]
        lines.append({"protocol": "tcp", "ports": PORTS[place % len(PORTS)], "source": f"10.{place % 40}.48.0/20"})
        yield {"id": f"{name}-sg-{place}", "vpc": name, "ingress": lines}


def _interfaces(number: int, count: int, groups: int, *, alike: bool) -> Iterator[Raw]:
    name, rng = f"v{number}", random.Random(number)
    for place in range(count):
        several = [place % groups] if alike else sorted(rng.sample(range(groups), min(3, groups)))
        slot, host = place % 9, 10 + place // 9
        tier, zone = TIERS[slot // 3], ZONES[slot % 3]
        yield {
            "id": f"eni-{number}-{place}",
            "subnet": f"{name}-{tier}-{zone}",
            "private_ip": f"10.{number}.{16 * slot + host // 256}.{host % 256}",
            "security_groups": [f"{name}-sg-{tier}", *(f"{name}-sg-{one}" for one in several)],
        }
