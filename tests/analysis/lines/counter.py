"""A shop of three tiers in one zone, with security groups that name each other and network ACLs that judge answers."""

import json
from typing import Any

from vpcdesign.design.document import Design
from vpcdesign.formats.native.read import read


def acl(rule: int, protocol: str, ports: str, cidr: str, action: str = "allow") -> dict[str, Any]:
    return {"rule": rule, "action": action, "protocol": protocol, "ports": ports, "cidr": cidr}


SHOP: dict[str, Any] = {
    "vpcdesign": 1,
    "name": "shop",
    "vpcs": [{"id": "prod", "region": "eu-west-1", "cidrs": ["10.20.0.0/16"]}],
    "subnets": [
        {"id": "public-a", "vpc": "prod", "az": "eu-west-1a", "cidr": "10.20.0.0/24", "tier": "public",
         "route_table": "public", "network_acl": "acl-public"},
        {"id": "app-a", "vpc": "prod", "az": "eu-west-1a", "cidr": "10.20.64.0/20", "tier": "app",
         "route_table": "private", "network_acl": "acl-app"},
        {"id": "db-a", "vpc": "prod", "az": "eu-west-1a", "cidr": "10.20.4.0/24", "tier": "db",
         "network_acl": "acl-db"},
    ],
    "route_tables": [
        {"id": "main", "vpc": "prod", "main": True},
        {"id": "public", "vpc": "prod", "routes": [{"destination": "0.0.0.0/0", "target": "igw"}]},
        {"id": "private", "vpc": "prod", "routes": [{"destination": "0.0.0.0/0", "target": "nat-a"}]},
    ],
    "internet_gateways": [{"id": "igw", "vpc": "prod"}],
    "nat_gateways": [
        {"id": "nat-a", "subnet": "public-a", "addresses": [{"private_ip": "10.20.0.10", "public_ip": "203.0.113.20"}]}
    ],
    "security_groups": [
        {"id": "sg-bastion", "vpc": "prod",
         "ingress": [{"protocol": "tcp", "ports": "22", "source": "198.51.100.0/24"}],
         "egress": [{"protocol": "tcp", "ports": "22", "destination": "sg-app"}]},
        {"id": "sg-app", "vpc": "prod",
         "ingress": [{"protocol": "tcp", "ports": "22", "source": "sg-bastion"}],
         "egress": [{"protocol": "tcp", "ports": "5432", "destination": "sg-db"},
                    {"protocol": "tcp", "ports": "443", "destination": "0.0.0.0/0"}]},
        {"id": "sg-db", "vpc": "prod",
         "ingress": [{"protocol": "tcp", "ports": "5432", "source": "sg-app"}], "egress": []},
    ],
    "network_acls": [
        {"id": "acl-public", "vpc": "prod",
         "ingress": [acl(100, "tcp", "443", "0.0.0.0/0"), acl(110, "tcp", "22", "0.0.0.0/0"),
                     acl(120, "tcp", "1024-65535", "0.0.0.0/0")],
         "egress": [acl(100, "tcp", "443", "0.0.0.0/0"), acl(110, "tcp", "1024-65535", "0.0.0.0/0"),
                    acl(120, "tcp", "22", "10.20.64.0/18")]},
        {"id": "acl-app", "vpc": "prod",
         "ingress": [acl(110, "tcp", "22", "10.20.0.0/22"), acl(120, "tcp", "32768-60999", "0.0.0.0/0")],
         "egress": [acl(100, "tcp", "443", "0.0.0.0/0"), acl(110, "tcp", "5432", "10.20.4.0/22"),
                    acl(120, "tcp", "1024-65535", "10.20.0.0/22")]},
        {"id": "acl-db", "vpc": "prod",
         "ingress": [acl(100, "tcp", "5432", "10.20.64.0/18")],
         "egress": [acl(100, "tcp", "32768-60999", "10.20.64.0/18")]},
    ],
    "network_interfaces": [
        {"id": "bastion", "subnet": "public-a", "private_ip": "10.20.0.9", "public_ip": "203.0.113.9",
         "security_groups": ["sg-bastion"]},
        {"id": "app-1", "subnet": "app-a", "private_ip": "10.20.64.10", "security_groups": ["sg-app"]},
        {"id": "db-1", "subnet": "db-a", "private_ip": "10.20.4.10", "security_groups": ["sg-db"]},
    ],
}  # fmt: skip


def shop(**lists: object) -> Design:
    """Give the shop, with whole lists replaced."""
    return read(json.dumps({**SHOP, **lists}), "shop.json")
