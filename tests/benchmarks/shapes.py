"""Designs of any size, drawn by rule in the shapes that cost most or least: documents, as a person would write them.

`roles`: interfaces of few kinds, as in practice. `dense`: every security group admits many others, every interface has
five. `worst`: nobody is like anybody else. `hub`: many small VPCs on a transit gateway. `mixed`: both families.
"""

import json
from collections.abc import Callable, Iterator
from ipaddress import ip_address
from typing import Any

from tests.benchmarks import estate

Raw = dict[str, Any]
ZONES = "abc"
REGION = "eu-west-1"
PORTS = ("443", "8000-8080", "5432", "6379", "9092", "22", "3306", "53")


def roles(count: int) -> str:
    """Give a VPC of nine subnets with a network ACL a tier, and a security group for some ten interfaces.

    The members of each stand in three subnets: three kinds a role.
    """
    groups = 3 * max(2, count // 30)
    return estate.document(1, count, len(estate.TIERS) + groups + (3 if groups % 9 == 0 else 0))


def hub(count: int) -> str:
    """Give a VPC for every 25 interfaces, all on one transit gateway."""
    vpcs = max(2, min(200, count // 25))
    return estate.document(vpcs, count, vpcs * 8)


def dense(count: int) -> str:
    """Give a security group for every four interfaces, each of which admits twenty others."""
    groups = max(8, count // 4)
    lines = [
        [
            {
                "protocol": "tcp",
                "ports": PORTS[(place + step) % len(PORTS)],
                "source": f"sg-{(place * 13 + step * 7) % groups}",
            }
            for step in range(20)
        ]
        for place in range(groups)
    ]
    held = [[f"sg-{(place * step + step) % groups}" for step in (1, 3, 5, 7, 11)] for place in range(count)]
    return _single("dense", lines, held)


def worst(count: int) -> str:
    """Give everybody a security group of its own, which admits three others by their addresses on a port of its own."""
    lines = [
        [
            {
                "protocol": "tcp",
                "ports": str(1024 + place % 60000),
                "source": f"{_address((place * step + step) % count)}/32",
            }
            for step in (3, 7, 31)
        ]
        for place in range(count)
    ]
    return _single("worst", lines, [[f"sg-{place}"] for place in range(count)])


def mixed(count: int) -> str:
    """Give a VPC whose interfaces have both families, and rules for each."""
    groups = max(6, count // 10)
    lines = [
        [
            {"protocol": "tcp", "ports": PORTS[place % len(PORTS)], "source": f"10.0.{(place * 16) % 144}.0/20"},
            {"protocol": "tcp", "ports": PORTS[(place + 1) % len(PORTS)], "source": f"2001:db8:0:{place % 9:x}::/64"},
            {"protocol": "udp", "ports": "53", "source": f"sg-{(place * 7 + 1) % groups}"},
        ]
        for place in range(groups)
    ]
    held = [list(dict.fromkeys([f"sg-{place % groups}", f"sg-{place * 7 % groups}"])) for place in range(count)]
    return _single("mixed", lines, held, both=True)


SHAPES: dict[str, Callable[[int], str]] = {"roles": roles, "dense": dense, "worst": worst, "hub": hub, "mixed": mixed}


def _single(name: str, lines: list[list[Raw]], held: list[list[str]], *, both: bool = False) -> str:
    """Write one VPC of nine subnets with these security groups and interfaces."""
    subnets = [
        {"id": f"s{place}", "vpc": "v", "az": REGION + ZONES[place % 3], "cidr": f"10.0.{16 * place}.0/20"}
        | ({"ipv6_cidr": f"2001:db8:0:{place:x}::/64"} if both else {})
        | ({"network_acl": "acl"} if place >= 6 else {})
        for place in range(9)
    ]
    high = {"rule": 100, "action": "allow", "protocol": "tcp", "ports": "1024-65535", "cidr": "10.0.0.0/16"}
    low = {"rule": 110, "action": "allow", "protocol": "tcp", "ports": "443", "cidr": "10.0.0.0/18"}
    return json.dumps(
        {
            "vpcdesign": 1,
            "name": name,
            "vpcs": [
                {"id": "v", "region": REGION, "cidrs": ["10.0.0.0/16"]}
                | ({"ipv6_cidrs": ["2001:db8::/56"]} if both else {})
            ],
            "subnets": subnets,
            "network_acls": [{"id": "acl", "vpc": "v", "ingress": [high, low], "egress": [high]}],
            "security_groups": [
                {
                    "id": f"sg-{place}",
                    "vpc": "v",
                    "ingress": [one for at, one in enumerate(mine) if one not in mine[:at]],
                }
                for place, mine in enumerate(lines)
            ],
            "network_interfaces": list(_held(held, both=both)),
        }
    )


def _held(held: list[list[str]], *, both: bool) -> Iterator[Raw]:
    for place, groups in enumerate(held):
        slot = place % 9
        one: Raw = {"id": f"eni-{place}", "subnet": f"s{slot}", "private_ip": _address(place)}
        one["security_groups"] = list(dict.fromkeys(groups))
        if both:
            one["ipv6_addresses"] = [str(ip_address(f"2001:db8:0:{slot:x}::") + 10 + place // 9)]
        yield one


def _address(place: int) -> str:
    slot, host = place % 9, 10 + place // 9
    return f"10.0.{16 * slot + host // 256}.{host % 256}"
