"""A small shop with a way in, a way out and a database, compiled: what assertions are tested on."""

from typing import Any

from tests.analysis.estates import read
from vpcdesign.analysis.check import check, texts
from vpcdesign.analysis.results import Result
from vpcdesign.analysis.stand_ins import with_stand_ins
from vpcdesign.compiler.compile import compile as compile_design

SHOP: dict[str, Any] = {
    "vpcs": [{"id": "v", "region": "eu-west-1", "cidrs": ["10.0.0.0/16"]}],
    "subnets": [
        {"id": "pub", "vpc": "v", "az": "eu-west-1a", "cidr": "10.0.0.0/24", "tier": "web", "route_table": "out"},
        {"id": "priv", "vpc": "v", "az": "eu-west-1a", "cidr": "10.0.1.0/24", "tier": "db", "network_acl": "guard"},
        {"id": "empty", "vpc": "v", "az": "eu-west-1a", "cidr": "10.0.2.0/24", "tier": "later"},
    ],
    "route_tables": [
        {"id": "main", "vpc": "v", "main": True},
        {"id": "out", "vpc": "v", "routes": [{"destination": "0.0.0.0/0", "target": "igw"}]},
    ],
    "internet_gateways": [{"id": "igw", "vpc": "v"}],
    "security_groups": [
        {"id": "sg-web", "vpc": "v", "ingress": [{"protocol": "tcp", "ports": "443", "source": "0.0.0.0/0"}]},
        {"id": "sg-db", "vpc": "v", "egress": [],
         "ingress": [{"protocol": "tcp", "ports": "5432", "source": "sg-web"}]},
        {"id": "sg-open", "vpc": "v", "ingress": [{"source": "0.0.0.0/0"}]},
    ],
    "network_acls": [
        {"id": "guard", "vpc": "v",
         "ingress": [{"rule": 100, "action": "allow", "cidr": "0.0.0.0/0"}],
         "egress": [{"rule": 100, "protocol": "tcp", "ports": "1024-65535", "action": "allow", "cidr": "10.0.0.0/16"}]},
    ],
    "network_interfaces": [
        {"id": "web-1", "subnet": "pub", "private_ip": "10.0.0.10", "public_ip": "203.0.113.10",
         "security_groups": ["sg-web"]},
        {"id": "web-2", "subnet": "pub", "private_ip": "10.0.0.11", "security_groups": ["sg-web"]},
        {"id": "ops", "subnet": "pub", "private_ip": "10.0.0.99", "security_groups": ["sg-open"]},
        {"id": "db-1", "subnet": "priv", "private_ip": "10.0.1.10", "security_groups": ["sg-db"]},
    ],
    "on_premises": [{"id": "office", "cidrs": ["192.168.0.0/16"]}],
    "virtual_private_gateways": [{"id": "vgw", "vpc": "v"}],
    "vpn_connections": [
        {"id": "vpn", "virtual_private_gateway": "vgw", "on_premises": "office", "routes": ["192.168.0.0/16"]},
    ],
}  # fmt: skip


def changed(**parts: object) -> dict[str, Any]:
    """Give the shop with whole lists replaced."""
    return {**SHOP, **parts}


def asserted(document: dict[str, Any], *assertions: dict[str, Any]) -> list[Result]:
    """Judge assertions on a document; a name is given where there is none."""
    named = [{"name": f"claim {place}", "ports": "all", **one} for place, one in enumerate(assertions, 1)]
    design = read({**document, "assertions": named})
    asked, bare, _ = with_stand_ins(design, texts(design.assertions))
    return check(asked, compile_design(asked, bare), asked.assertions)
