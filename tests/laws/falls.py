"""Chosen designs in which something fails, where drawn ones never tell: each rests on one thing that has to be asked.

All stands in one VPC, and everything is let through until somebody says otherwise.
"""

import json
from typing import Any

from tests.laws.moves import ALL, OPEN
from vpcdesign.design.document import Design

Hosts = dict[str, tuple[str, str | None, str]]
"""Subnet, address if there is one, and group of each."""


def drawn(subnets: dict[str, tuple[str, str]], hosts: Hosts, **others: Any) -> Design:  # noqa: ANN401 - any part of a document
    """Give a design: subnets with zone and block, hosts with subnet, address and group, and what there is besides."""
    groups = [OPEN, *others.pop("security_groups", ())]
    document = {
        "vpcdesign": 1,
        "name": "falls",
        "vpcs": [{"id": "v", "region": "eu-west-1", "cidrs": ["10.0.0.0/16"]}],
        "subnets": [
            {"id": name, "vpc": "v", "az": f"eu-west-1{zone}", "cidr": block} for name, (zone, block) in subnets.items()
        ],
        "route_tables": [{"id": "main", "vpc": "v", "main": True}],
        "security_groups": groups,
        "network_interfaces": [
            {"id": name, "subnet": subnet, "security_groups": [group], **({"private_ip": low} if low else {})}
            for name, (subnet, low, group) in hosts.items()
        ],
        **others,
    }
    return Design.model_validate_json(json.dumps(document))


def behind_a_balancer() -> Design:
    """Targets in two zones, each with a port of its own: whoever asks a node is sent on to either, until one falls."""
    groups = [
        {
            "id": f"to-{name}",
            "kind": "instance",
            "port": 443,
            "preserve_client_ip": False,
            "targets": [{"target": name}],
        }
        for name in ("b", "c")
    ]
    balancer = {
        "id": "nlb",
        "vpc": "v",
        "kind": "network",
        "cross_zone": True,
        "nodes": [{"subnet": "b", "private_ip": "10.0.1.99"}, {"subnet": "c", "private_ip": "10.0.2.99"}],
        "listeners": [{"port": 443, "target_groups": ["to-b"]}, {"port": 444, "target_groups": ["to-c"]}],
        "target_groups": groups,
    }
    subnets = {"a": ("a", "10.0.0.0/24"), "b": ("a", "10.0.1.0/24"), "c": ("b", "10.0.2.0/24")}
    hosts: Hosts = {name: (name, f"10.0.{at}.10", "open") for at, name in enumerate(subnets)}
    return drawn(subnets, hosts, load_balancers=[balancer])


def beside_a_gateway() -> Design:
    """A host whose address AWS has yet to choose may have more of them once a NAT gateway has none.

    Neighbours have all others of the small subnet; a group knows only the block in which the host was so far.
    """
    some = {"id": "some", "vpc": "v", "ingress": [ALL | {"source": "10.0.0.4/30"}]}
    hosts: Hosts = {"guest": ("a", None, "open"), "b": ("b", "10.0.1.10", "some")}
    hosts |= {f"a{low}": ("a", f"10.0.0.{low}", "open") for low in (4, 11, 12, 13, 14)}
    subnets = {"a": ("a", "10.0.0.0/28"), "b": ("a", "10.0.1.0/24")}
    gateway = {"id": "nat", "subnet": "a", "connectivity": "private"}
    return drawn(subnets, hosts, security_groups=[some], nat_gateways=[gateway])


def half_answered() -> Design:
    """Two hosts of a group that get answers from outside to some ports only; each by a gateway of its own."""
    subnets = {name: (name, f"10.0.{at}.0/24") for at, name in enumerate("abcd")}
    ways = {"a": "d-nat", "b": "c-nat", "c": "igw", "d": "igw"}
    half = {
        "id": "half",
        "vpc": "v",
        "ingress": [{"rule": 1, "action": "allow", "protocol": "tcp", "ports": "1024-50000", "cidr": "0.0.0.0/0"}],
        "egress": [{"rule": 1, "action": "allow", "protocol": "all", "cidr": "0.0.0.0/0"}],
    }
    tables = [
        {"id": f"by-{name}", "vpc": "v", "routes": [{"destination": "0.0.0.0/0", "target": to}]}
        for name, to in ways.items()
    ]
    hosts: Hosts = {"b1": ("b", "10.0.1.10", "open"), "a1": ("a", "10.0.0.10", "open")}
    design = drawn(
        subnets,
        hosts,
        route_tables=[{"id": "main", "vpc": "v", "main": True}, *tables],
        network_acls=[half],
        internet_gateways=[{"id": "igw", "vpc": "v"}],
        nat_gateways=[{"id": f"{name}-nat", "subnet": name} for name in "cd"],
    )
    lists = {"a": "half", "b": "half"}
    placed = [
        one.model_copy(update={"route_table": f"by-{one.id}", "network_acl": lists.get(one.id)})
        for one in design.subnets
    ]
    return design.model_copy(update={"subnets": tuple(placed)})


def fallen() -> list[Design]:
    """Give all of them."""
    return [behind_a_balancer(), beside_a_gateway(), half_answered()]
