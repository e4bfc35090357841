"""A small estate, and networks of it written by hand: who has which address, and nothing about how packets travel.

So what a selector means is tested without the compiler.
"""

import json
from typing import Any

from vpcdesign.algebra.addresses import blocks
from vpcdesign.algebra.intervals import difference, union
from vpcdesign.design.document import Design
from vpcdesign.network.network import Endpoint, Network

OUTSIDE = difference(
    blocks(["0.0.0.0/0", "2000::/3"]), blocks(["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"])
)

ESTATE: dict[str, Any] = {
    "vpcs": [
        {"id": "prod", "region": "eu-west-1", "cidrs": ["10.0.0.0/16"], "ipv6_cidrs": ["2600:1f00::/56"],
         "dns_hostnames": True},
        {"id": "dev", "region": "eu-west-1", "cidrs": ["10.0.0.0/16"]},
    ],
    "subnets": [
        {"id": "web-a", "vpc": "prod", "az": "eu-west-1a", "az_id": "euw1-az2", "cidr": "10.0.0.0/24",
         "ipv6_cidr": "2600:1f00::/64", "tier": "web"},
        {"id": "db-a", "vpc": "prod", "az": "eu-west-1a", "cidr": "10.0.1.0/24", "tier": "db"},
        {"id": "db-b", "vpc": "prod", "az": "eu-west-1b", "cidr": "10.0.2.0/24", "tier": "db"},
        {"id": "spare", "vpc": "prod", "az": "eu-west-1b", "cidr": "10.0.3.0/24", "tier": "spare",
         "map_public_ip_on_launch": True},
        {"id": "dev-a", "vpc": "dev", "az": "eu-west-1a", "cidr": "10.0.0.0/24", "tier": "web"},
    ],
    "security_groups": [
        {"id": "sg-web", "name": "web", "vpc": "prod"},
        {"id": "sg-db", "name": "db", "vpc": "prod"},
        {"id": "sg-idle", "vpc": "prod"},
    ],
    "instances": [{"id": "i-1", "name": "web-1"}, {"id": "i-2", "name": "web-2", "tags": {"role": "web"}}],
    "network_interfaces": [
        {"id": "eni-1", "subnet": "web-a", "instance": "i-1", "private_ip": "10.0.0.10", "public_ip": "203.0.113.10",
         "secondary_ips": [{"private_ip": "10.0.0.11", "public_ip": "203.0.113.11"}, {"private_ip": "10.0.0.12"}],
         "ipv6_addresses": ["2600:1f00::10"], "security_groups": ["sg-web"]},
        {"id": "eni-1b", "subnet": "db-a", "instance": "i-1", "private_ip": "10.0.1.10", "security_groups": ["sg-db"]},
        {"id": "eni-2", "subnet": "web-a", "instance": "i-2", "private_ip": "10.0.0.20", "security_groups": ["sg-web"]},
        {"id": "eni-db", "name": "db-1", "subnet": "db-a", "private_ip": "10.0.1.20", "security_groups": ["sg-db"],
         "tags": {"role": "db"}},
        {"id": "eni-any", "name": "db-2", "subnet": "db-b", "security_groups": ["sg-db"]},
        {"id": "eni-dev", "name": "dev-1", "subnet": "dev-a", "private_ip": "10.0.0.10"},
        {"id": "eni-front", "subnet": "web-a", "kind": "load_balancer", "private_ip": "10.0.0.50"},
        {"id": "eni-tgw", "subnet": "web-a", "kind": "transit_gateway", "private_ip": "10.0.0.60"},
    ],
    "elastic_ips": [{"id": "eip-2", "address": "203.0.113.20", "interface": "eni-2", "private_ip": "10.0.0.20"}],
    "nat_gateways": [{"id": "nat-a", "subnet": "web-a", "addresses": [{"private_ip": "10.0.0.70"}]}],
    "load_balancers": [
        {"id": "front", "vpc": "prod", "scheme": "internet-facing", "security_groups": ["sg-web"],
         "nodes": [{"subnet": "web-a", "private_ip": "10.0.0.50", "public_ip": "203.0.113.50",
                    "interface": "eni-front"}]},
    ],
    "vpc_endpoints": [
        {"id": "vpce-ssm", "vpc": "prod", "kind": "interface", "service": "com.amazonaws.eu-west-1.ssm",
         "nodes": [{"subnet": "db-a", "private_ip": "10.0.1.80"}]},
        {"id": "gate", "vpc": "prod", "kind": "gateway", "service": "com.amazonaws.eu-west-1.s3"},
    ],
    "on_premises": [{"id": "dublin", "cidrs": ["192.168.0.0/16"]}],
    "vpn_connections": [
        {"id": "vpn-1", "on_premises": "dublin"},
        {"id": "vpn-2", "name": "cork", "routes": ["172.20.0.0/16"]},
    ],
}  # fmt: skip

_ADDRESSES: dict[str, tuple[str, list[str], list[str]]] = {
    "eni-1": ("web-a", ["10.0.0.10", "10.0.0.11", "10.0.0.12", "2600:1f00::10"], ["203.0.113.10", "203.0.113.11"]),
    "eni-1b": ("db-a", ["10.0.1.10"], []),
    "eni-2": ("web-a", ["10.0.0.20"], ["203.0.113.20"]),
    "eni-db": ("db-a", ["10.0.1.20"], []),
    "eni-any": ("db-b", ["10.0.2.4/30", "10.0.2.8/29"], []),
    "eni-dev": ("dev-a", ["10.0.0.10"], []),
    "eni-tgw": ("web-a", ["10.0.0.60"], []),
    "nat-a": ("web-a", ["10.0.0.70"], ["203.0.113.70"]),
    "front/web-a": ("web-a", ["10.0.0.50"], ["203.0.113.50"]),
    "vpce-ssm/db-a": ("db-a", ["10.0.1.80"], []),
    "dublin": ("", ["192.168.0.0/16"], []),
    "vpn-2": ("", ["172.20.0.0/16"], []),
}
_KINDS = {
    "nat-a": "nat_gateway", "front/web-a": "load_balancer_node", "vpce-ssm/db-a": "endpoint_node",
    "dublin": "on_premises", "vpn-2": "on_premises",
}  # fmt: skip


def read(document: dict[str, Any]) -> Design:
    """Read a design from plain values."""
    return Design.model_validate_json(json.dumps(document))


def estate() -> tuple[Design, Network]:
    """Give the estate with its network."""
    public = blocks([text for _, _, texts in _ADDRESSES.values() for text in texts])
    services = {"s3": blocks(["52.218.0.0/17"]), "ssm": blocks(["52.95.0.0/24"])}
    held = ["10.0.0.0/16", "2600:1f00::/56", "192.168.0.0/16", "172.20.0.0/16", "52.218.0.0/17", "52.95.0.0/24"]
    owned = union(blocks(held), public)
    world = difference(OUTSIDE, owned)
    endpoints = {"internet": Endpoint("internet", "internet", 0, 0, 0, world, world, client_ports=((1024, 65535),))}
    for name, (subnet, private, known) in _ADDRESSES.items():
        kind = _KINDS.get(name, "interface")
        endpoints[name] = Endpoint(name, kind, 0, 0, 0, blocks(private), blocks(known), subnet=subnet)
    for name, addresses in services.items():
        endpoints[f"service:{name}"] = Endpoint(f"service:{name}", "service", 0, 0, 0, addresses)
    return read(ESTATE), Network([], endpoints, owned, world, (), services)
