"""Chosen edits, where drawn ones seldom tell: a route that parts a place, and a host that gets rules nobody had there.

Two subnets stand in a VPC, with two hosts each, and one for gateways; everything is let through until somebody says
otherwise. A list may know hosts only by the address of a gateway that they ask through.
"""

import json
from collections.abc import Iterator
from typing import Any

from vpcdesign.design.document import Design

Part = dict[str, Any]
Chain = tuple[Design, ...]

ALL: Part = {"protocol": "all"}
OPEN: Part = {
    "id": "open",
    "vpc": "v",
    "ingress": [ALL | {"source": "0.0.0.0/0"}],
    "egress": [ALL | {"destination": "0.0.0.0/0"}],
}
FEW: Part = {"id": "few", "vpc": "v", "ingress": [{"protocol": "tcp", "ports": "22", "source": "10.0.0.11/32"}]}
HOSTS = {"a1": "10.0.0.10", "a2": "10.0.0.11", "b1": "10.0.1.10", "b2": "10.0.1.11"}


def drawn(routes: dict[str, str] | None = None, few: tuple[str, ...] = (), **others: list[Part]) -> Design:
    """Give the design with some routes for the first subnet, and hosts that let in only a few.

    Of what there is besides, a network ACL is that of the second subnet.
    """
    subnets: list[Part] = [
        {"id": name, "vpc": "v", "az": "eu-west-1a", "cidr": f"10.0.{at}.0/24"} for at, name in enumerate("abc")
    ]
    subnets[0]["route_table"] = "led"
    for one in others.get("network_acls", ()):
        subnets[1]["network_acl"] = one["id"]
    led = [{"destination": destination, "target": target} for destination, target in (routes or {}).items()]
    hosts = [
        {"id": name, "subnet": name[0], "private_ip": low, "security_groups": ["few" if name in few else "open"]}
        for name, low in HOSTS.items()
    ]
    document = {
        "vpcdesign": 1,
        "name": "moves",
        "vpcs": [{"id": "v", "region": "eu-west-1", "cidrs": ["10.0.0.0/16"]}],
        "subnets": subnets,
        "route_tables": [{"id": "main", "vpc": "v", "main": True}, {"id": "led", "vpc": "v", "routes": led}],
        "security_groups": [OPEN, FEW],
        "network_interfaces": hosts,
        **others,
    }
    return Design.model_validate_json(json.dumps(document))


def chosen() -> Iterator[Chain]:
    """Give the chains of designs, each an edit of the one before."""
    yield drawn(), drawn({"10.0.1.10/32": "a2"}), drawn()
    yield drawn(), drawn({"10.0.1.8/31": "a2"}), drawn({"10.0.1.10/31": "a2"})
    yield drawn(), drawn(few=("b2",)), drawn(few=("a1", "a2")), drawn()


def through_a_gateway() -> Chain:
    """Give two designs: of a gateway through which the first subnet asks, a list says something else."""
    return _asked_through("22"), _asked_through("443")


def _asked_through(ports: str) -> Design:
    """Give a design in which the second subnet denies some ports to the NAT gateway of the first."""
    denied = {"rule": 10, "action": "deny", "protocol": "tcp", "ports": ports, "cidr": "10.0.2.99/32"}
    others = ALL | {"rule": 20, "action": "allow", "cidr": "0.0.0.0/0"}
    listed = {"id": "list", "vpc": "v", "ingress": [denied, others], "egress": [others]}
    gateway = {"id": "nat", "subnet": "c", "connectivity": "private", "addresses": [{"private_ip": "10.0.2.99"}]}
    return drawn({"10.0.1.0/24": "nat"}, network_acls=[listed], nat_gateways=[gateway])
