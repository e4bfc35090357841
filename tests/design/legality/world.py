"""One legal design with something of everything, for faults to be put into.

Small enough to read, and whole enough that an edit of one line makes each fault that AWS would refuse.
"""

from typing import Any

Json = Any

WORLD: dict[str, Json] = {
    "vpcs": [
        {"id": "shop", "region": "eu-west-1", "cidrs": ["10.0.0.0/16"], "ipv6_cidrs": ["2600:1f00:0:aa00::/56"]},
        {"id": "lab", "region": "eu-west-1", "cidrs": ["10.1.0.0/16"]},
        {"id": "lone", "region": "eu-west-1", "cidrs": ["10.2.0.0/16"]},
        {"id": "far", "region": "us-east-1", "cidrs": ["10.3.0.0/16"]},
    ],
    "subnets": [
        {"id": "pub-a", "vpc": "shop", "az": "eu-west-1a", "cidr": "10.0.0.0/24", "route_table": "rt-pub"},
        {"id": "pub-b", "vpc": "shop", "az": "eu-west-1b", "cidr": "10.0.1.0/24", "route_table": "rt-pub"},
        {"id": "app-a", "vpc": "shop", "az": "eu-west-1a", "cidr": "10.0.2.0/24", "ipv6_cidr": "2600:1f00:0:aa02::/64"},
        {"id": "fw-a", "vpc": "shop", "az": "eu-west-1a", "cidr": "10.0.3.0/28"},
        {"id": "six-a", "vpc": "shop", "az": "eu-west-1a", "ipv6_cidr": "2600:1f00:0:aa06::/64"},
        {"id": "lab-a", "vpc": "lab", "az": "eu-west-1a", "cidr": "10.1.0.0/24"},
        {"id": "lone-a", "vpc": "lone", "az": "eu-west-1a", "cidr": "10.2.0.0/24"},
        {"id": "far-a", "vpc": "far", "az": "us-east-1a", "cidr": "10.3.0.0/24"},
    ],
    "route_tables": [
        {"id": "rt-main", "vpc": "shop", "main": True, "routes": [{"destination": "10.1.0.0/16", "target": "pcx"}]},
        {
            "id": "rt-pub",
            "vpc": "shop",
            "routes": [
                {"destination": "0.0.0.0/0", "target": "igw"},
                {"destination": "::/0", "target": "eigw"},
                {"destination": "10.2.0.0/16", "target": "tgw"},
            ],
        },
        {
            "id": "rt-edge",
            "vpc": "shop",
            "gateway": "igw",
            "routes": [{"destination": "10.0.2.0/24", "target": "wall-a"}],
        },
        {"id": "rt-lab", "vpc": "lab", "main": True},
    ],
    "internet_gateways": [{"id": "igw", "vpc": "shop"}],
    "egress_only_internet_gateways": [{"id": "eigw", "vpc": "shop"}],
    "nat_gateways": [
        {"id": "nat", "subnet": "pub-a", "addresses": [{"private_ip": "10.0.0.9", "elastic_ip": "eip-nat"}]}
    ],
    "elastic_ips": [
        {"id": "eip-nat", "address": "52.1.2.3"},
        {"id": "eip-web", "address": "52.1.2.4", "interface": "web", "private_ip": "10.0.0.10"},
    ],
    "virtual_private_gateways": [{"id": "vgw", "vpc": "shop"}],
    "customer_gateways": [{"id": "cgw", "ip_address": "52.9.9.9"}],
    "vpn_connections": [
        {"id": "vpn", "customer_gateway": "cgw", "virtual_private_gateway": "vgw", "routes": ["192.168.0.0/16"]}
    ],
    "direct_connects": [
        {"id": "dx", "kind": "private", "direct_connect_gateway": "dxgw", "virtual_private_gateways": ["vgw"]},
        {
            "id": "dx-2",
            "kind": "transit",
            "direct_connect_gateway": "dxgw-2",
            "transit_gateways": ["tgw"],
            "allowed_prefixes": ["10.0.0.0/16"],
        },
    ],
    "peering_connections": [{"id": "pcx", "requester": "shop", "accepter": "lab"}],
    "transit_gateways": [
        {"id": "tgw", "region": "eu-west-1", "default_association_table": "rt-tgw"},
        {"id": "tgw-far", "region": "us-east-1"},
    ],
    "transit_gateway_attachments": [
        {"id": "at-shop", "transit_gateway": "tgw", "vpc": "shop", "subnets": ["app-a", "pub-b"]},
        {"id": "at-lone", "transit_gateway": "tgw", "vpc": "lone", "subnets": ["lone-a"]},
        {"id": "at-far", "transit_gateway": "tgw", "kind": "peering", "peer": "tgw-far"},
        {"id": "at-sdwan", "transit_gateway": "tgw", "kind": "connect"},
    ],
    "transit_gateway_route_tables": [
        {
            "id": "rt-tgw",
            "transit_gateway": "tgw",
            "associations": ["at-shop", "at-far"],
            "propagations": ["at-lone"],
            "routes": [{"destination": "10.3.0.0/16", "attachments": ["at-far"]}],
        },
        {"id": "rt-tgw-far", "transit_gateway": "tgw-far", "associations": ["at-far"]},
    ],
    "vpc_endpoints": [
        {
            "id": "s3",
            "vpc": "shop",
            "kind": "gateway",
            "service": "com.amazonaws.eu-west-1.s3",
            "route_tables": ["rt-main"],
        },
        {
            "id": "sts",
            "vpc": "shop",
            "kind": "interface",
            "service": "sts",
            "nodes": [{"subnet": "app-a", "private_ip": "10.0.2.30"}],
            "security_groups": ["sg-app"],
        },
        {
            "id": "gwlbe",
            "vpc": "shop",
            "kind": "gateway-load-balancer",
            "service": "inspection",
            "nodes": [{"subnet": "fw-a"}],
            "load_balancer": "gwlb",
        },
    ],
    "prefix_lists": [{"id": "pl", "cidrs": ["10.7.0.0/16", "10.8.0.0/16"], "max_entries": 5}],
    "security_groups": [
        {"id": "sg-web", "vpc": "shop", "ingress": [{"protocol": "tcp", "ports": "443", "source": "0.0.0.0/0"}]},
        {"id": "sg-app", "vpc": "shop", "ingress": [{"protocol": "tcp", "ports": "80", "source": "sg-web"}]},
        {"id": "sg-lab", "vpc": "lab", "ingress": [{"source": "sg-app"}]},
        {"id": "sg-lone", "vpc": "lone"},
        {"id": "sg-far", "vpc": "far"},
    ],
    "network_acls": [
        {
            "id": "acl",
            "vpc": "shop",
            "ingress": [{"rule": 100, "protocol": "tcp", "ports": "443", "action": "allow", "cidr": "0.0.0.0/0"}],
            "egress": [{"rule": 100, "protocol": "icmp", "icmp_type": 0, "action": "allow", "cidr": "0.0.0.0/0"}],
        },
        {"id": "acl-lab", "vpc": "lab"},
    ],
    "network_interfaces": [
        {
            "id": "web",
            "subnet": "pub-a",
            "instance": "web-host",
            "private_ip": "10.0.0.10",
            "security_groups": ["sg-web"],
        },
        {"id": "app", "subnet": "app-a", "private_ip": "10.0.2.10", "ipv6_addresses": ["2600:1f00:0:aa02::10"]},
        {"id": "app-2", "subnet": "app-a", "count": 3, "prefixes": ["10.0.2.48/28"]},
        {"id": "fw", "subnet": "fw-a", "source_dest_check": False},
        {"id": "lab-1", "subnet": "lab-a", "private_ip": "10.1.0.10", "security_groups": ["sg-lab"]},
    ],
    "instances": [{"id": "web-host"}, {"id": "lab-host"}],
    "load_balancers": [
        {
            "id": "front",
            "vpc": "shop",
            "scheme": "internet-facing",
            "nodes": [{"subnet": "pub-a", "private_ip": "10.0.0.20"}, {"subnet": "pub-b"}],
            "security_groups": ["sg-web"],
            "listeners": [{"protocol": "https", "port": 443, "target_groups": ["tg"]}],
            "target_groups": [{"id": "tg", "kind": "ip", "port": 80, "targets": [{"target": "10.0.2.10"}]}],
        },
        {
            "id": "inner",
            "vpc": "shop",
            "kind": "network",
            "nodes": [{"subnet": "app-a"}],
            "listeners": [{"port": 80, "target_groups": ["tg-alb"]}],
            "target_groups": [{"id": "tg-alb", "kind": "alb", "targets": [{"target": "front"}]}],
        },
        {"id": "gwlb", "vpc": "shop", "kind": "gateway", "nodes": [{"subnet": "fw-a"}]},
    ],
    "firewalls": [
        {
            "id": "wall",
            "vpc": "shop",
            "endpoints": [{"id": "wall-a", "subnet": "fw-a"}],
            "stateless_rules": [{"action": "forward"}],
            "stateful_rules": [{"action": "pass", "protocol": "tcp", "ports": "443"}],
        }
    ],
    "on_premises": [{"id": "office", "cidrs": ["192.168.0.0/16"]}],
    "reservations": [
        {"id": "later", "vpc": "shop", "cidr": "10.0.128.0/17"},
        {"id": "fixed", "subnet": "app-a", "cidr": "10.0.2.128/28"},
    ],
    "block_public_access": [
        {
            "id": "bpa",
            "region": "eu-west-1",
            "mode": "block-ingress",
            "exclusions": [{"resource": "shop", "mode": "allow-bidirectional"}],
        }
    ],
}
