"""Chosen edits of two VPCs at a transit gateway: what its tables say, and through whose door it lets packets in.

The other VPC has two zones with a host each, and in each a door where nobody else is. A list of the second zone lets in
only the first subnet of the first VPC; the doors may get a list that lets in all but one host.
"""

import json
from collections.abc import Iterator
from typing import Any

from tests.laws.moves import ALL, HOSTS, OPEN, Chain, Part
from vpcdesign.design.document import Design

AWAY = {"w1": "10.1.1.10", "w2": "10.1.2.10"}
SUBNETS = {
    "a": ("v", "a", "10.0.0.0/24"),
    "b": ("v", "b", "10.0.1.0/24"),
    "s1": ("w", "a", "10.1.1.0/24"),
    "s2": ("w", "b", "10.1.2.0/24"),
    "d1": ("w", "a", "10.1.8.0/24"),
    "d2": ("w", "b", "10.1.9.0/24"),
}
HOMES = {"w1": "s1", "w2": "s2", "w3": "s1", "w4": "s1"}
DENYING: list[Part] = [
    ALL | {"rule": 10, "action": "deny", "cidr": "10.1.1.20/32"},
    ALL | {"rule": 20, "action": "allow", "cidr": "0.0.0.0/0"},
]
LISTS: list[Part] = [
    {"id": "some", "vpc": "w", "ingress": [ALL | {"rule": 1, "action": "allow", "cidr": "10.0.0.0/24"}]},
    {"id": "list", "vpc": "w", "ingress": DENYING, "egress": DENYING},
]
BOTH = ("at-v", "at-w")


def attached() -> Iterator[Chain]:
    """Give the chains of designs, each an edit of the one before."""
    yield doors(), doors(appliance_mode=True), doors()
    yield from quick()
    several = {"w3": "10.1.1.20", "w4": "10.1.1.21"}
    yield doors(several), doors(several, listed="list")
    yield doors({"w3": "10.0.0.11"}), doors({"w3": "10.1.1.20"}), doors({"w3": "10.1.1.20"}, known=())


def quick() -> Iterator[Chain]:
    """Give the chains in which nobody is looked at but who comes."""
    yield doors(), doors({"a3": "10.0.0.20"}, known=())
    yield doors(), doors({"a3": "10.0.0.20"}), doors({"b3": "10.0.1.20"})


def doors(
    more: dict[str, str] | None = None,
    known: tuple[str, ...] = BOTH,
    listed: str | None = None,
    **others: Any,  # noqa: ANN401 - any field of an attachment
) -> Design:
    """Give the design with `more` hosts, by their addresses; of the attachments some are `known` to the table.

    Doors are `listed` with a network ACL, and more is said of the attachment that they are.
    """
    subnets: list[Part] = [
        {"id": name, "vpc": vpc, "az": f"eu-west-1{zone}", "cidr": block}
        for name, (vpc, zone, block) in SUBNETS.items()
    ]
    subnets[3]["network_acl"] = "some"
    for one in subnets[4:] if listed else ():
        one["network_acl"] = listed
    to = {"v": "10.1.0.0/16", "w": "10.0.0.0/16"}
    hosts = [
        {"id": name, "subnet": HOMES.get(name, name[0]), "private_ip": low, "security_groups": [f"open-{_vpc(name)}"]}
        for name, low in (HOSTS | AWAY | (more or {})).items()
    ]
    vpcs = [{"id": vpc, "region": "eu-west-1", "cidrs": [block]} for vpc, block in zip("wv", to.values(), strict=True)]
    document = {
        "vpcdesign": 1,
        "name": "doors",
        "vpcs": vpcs,
        "subnets": subnets,
        "route_tables": [
            {"id": f"main-{vpc}", "vpc": vpc, "main": True, "routes": [{"destination": block, "target": "tgw"}]}
            for vpc, block in to.items()
        ],
        "security_groups": [OPEN | {"id": f"open-{vpc}", "vpc": vpc} for vpc in to],
        "network_acls": LISTS,
        "transit_gateways": [{"id": "tgw", "region": "eu-west-1"}],
        "transit_gateway_attachments": [
            {"id": "at-v", "transit_gateway": "tgw", "vpc": "v", "subnets": ["a", "b"]},
            {"id": "at-w", "transit_gateway": "tgw", "vpc": "w", "subnets": ["d1", "d2"], **others},
        ],
        "transit_gateway_route_tables": [
            {"id": "table", "transit_gateway": "tgw", "associations": BOTH, "propagations": known}
        ],
        "network_interfaces": hosts,
    }
    return Design.model_validate_json(json.dumps(document))


def _vpc(name: str) -> str:
    return "w" if name in HOMES else "v"
