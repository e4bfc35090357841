"""Chosen edits, where drawn ones seldom tell: a route that parts a place, and a host that gets rules nobody had there.

Two subnets stand in a VPC, two hosts in each; everything is let through until somebody says otherwise.
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


def drawn(routes: dict[str, str] | None = None, few: tuple[str, ...] = ()) -> Design:
    """Give the design with some routes for the first subnet, and hosts that let in only a few."""
    subnets = [{"id": name, "vpc": "v", "az": "eu-west-1a", "cidr": f"10.0.{at}.0/24"} for at, name in enumerate("ab")]
    led = [{"destination": destination, "target": target} for destination, target in (routes or {}).items()]
    hosts = [
        {"id": name, "subnet": name[0], "private_ip": low, "security_groups": ["few" if name in few else "open"]}
        for name, low in HOSTS.items()
    ]
    document = {
        "vpcdesign": 1,
        "name": "moves",
        "vpcs": [{"id": "v", "region": "eu-west-1", "cidrs": ["10.0.0.0/16"]}],
        "subnets": [subnets[0] | {"route_table": "led"}, subnets[1]],
        "route_tables": [{"id": "main", "vpc": "v", "main": True}, {"id": "led", "vpc": "v", "routes": led}],
        "security_groups": [OPEN, FEW],
        "network_interfaces": hosts,
    }
    return Design.model_validate_json(json.dumps(document))


def chosen() -> Iterator[Chain]:
    """Give the chains of designs, each an edit of the one before."""
    yield drawn(), drawn({"10.0.1.10/32": "a2"}), drawn()
    yield drawn(), drawn({"10.0.1.8/31": "a2"}), drawn({"10.0.1.10/31": "a2"})
    yield drawn(), drawn(few=("b2",)), drawn(few=("a1", "a2")), drawn()
