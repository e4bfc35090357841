"""Chosen edits, where drawn ones seldom tell: a route parts a place, a host comes that is not what its neighbours are.

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
TCP: Part = {"protocol": "tcp", "ports": "443"}
OPEN: Part = {
    "id": "open",
    "vpc": "v",
    "ingress": [ALL | {"source": "0.0.0.0/0"}],
    "egress": [ALL | {"destination": "0.0.0.0/0"}],
}
FEW: Part = {"id": "few", "vpc": "v", "ingress": [{"protocol": "tcp", "ports": "22", "source": "10.0.0.10/32"}]}
KNOWN: Part = OPEN | {"id": "known", "ingress": [ALL | {"source": "open"}]}
ONWARD: Part = {"source_dest_check": False, "appliance": "forward"}
GATEWAY: Part = {"id": "nat", "subnet": "c", "connectivity": "private", "addresses": [{"private_ip": "10.0.2.99"}]}
HOSTS = {"a1": "10.0.0.10", "a2": "10.0.0.11", "b1": "10.0.1.10", "b2": "10.0.1.11"}


def drawn(
    routes: dict[str, str] | None = None,
    few: tuple[str, ...] = (),
    more: dict[str, str] | None = None,
    its: dict[str, Part] | None = None,
    **others: Any,  # noqa: ANN401 - any part of a document
) -> Design:
    """Give the design with some routes for the first subnet, and hosts that let in only a few.

    There may be `more` hosts, by their addresses, and more to say of any of them (`its`).
    Of what there is besides, a network ACL is that of the second subnet.
    """
    subnets: list[Part] = [
        {"id": name, "vpc": "v", "az": "eu-west-1a", "cidr": f"10.0.{at}.0/24"} for at, name in enumerate("abc")
    ]
    subnets[0]["route_table"] = "led"
    for one in others.get("network_acls", ()):
        subnets[1]["network_acl"] = one["id"]
    led = [{"destination": destination, "target": target} for destination, target in (routes or {}).items()]
    hosts: list[Part] = [
        {"id": name, "subnet": name[0], "private_ip": low, "security_groups": ["few" if name in few else "open"]}
        | (its or {}).get(name, {})
        for name, low in (HOSTS | (more or {})).items()
    ]
    document = {
        "vpcdesign": 1,
        "name": "moves",
        "vpcs": [{"id": "v", "region": "eu-west-1", "cidrs": ["10.0.0.0/16"]}],
        "subnets": subnets,
        "route_tables": [{"id": "main", "vpc": "v", "main": True}, {"id": "led", "vpc": "v", "routes": led}],
        "security_groups": [OPEN, FEW, KNOWN],
        "network_interfaces": hosts,
        **others,
    }
    return Design.model_validate_json(json.dumps(document))


def chosen() -> Iterator[Chain]:
    """Give the chains of designs, each an edit of the one before."""
    yield drawn(), drawn({"10.0.1.10/32": "a2"}), drawn()
    yield drawn(), drawn({"10.0.1.8/31": "a2"}), drawn({"10.0.1.10/31": "a2"})
    yield drawn(), drawn(few=("b2",)), drawn(few=("a1", "a2")), drawn()
    yield drawn(**listing("10.0.0.11", "10.0.0.20")), drawn(**listing("10.0.0.11"))
    some = [
        denying(one)
        for one in (ALL | {"cidr": "10.0.0.99/32"}, TCP | {"cidr": "10.0.0.99/32"}, TCP | {"cidr": "0.0.0.0/0"})
    ]
    yield tuple(drawn(network_acls=[one]) for one in some)
    yield from visited()
    yield from wired()
    yield from forwarded()
    yield from known()


def visited() -> Iterator[Chain]:
    """Give the chains in which a host comes that is not what others beside it are, or becomes so."""
    listed: Part = {"network_acls": [denying(ALL | {"cidr": "10.0.0.8/30"})]}
    guarded = balanced("b1", security_groups=["known"])
    yield drawn(**balanced("b1")), drawn(more={"b3": "10.0.1.20"}, **balanced("b1"))
    yield drawn(**balanced("10.0.1.20")), drawn(more={"b3": "10.0.1.20"}, **balanced("10.0.1.20"))
    yield drawn(**listed), drawn(more={"a3": "10.0.0.20"}, **listed)
    yield drawn(few=("b2",)), drawn(few=("b2",), more={"a3": "10.0.0.20"})
    yield tuple(drawn(more={"a3": "10.0.0.20"}, few=few, **guarded) for few in (("b2",), ("b2", "a3")))


def wired() -> Iterator[Chain]:
    """Give the chains in which a route parts those who are outside, and one in which a gateway comes."""
    out = {"0.0.0.0/0": "igw"}
    public: Part = {
        "internet_gateways": [{"id": "igw", "vpc": "v"}],
        "elastic_ips": [{"id": "eip", "interface": "a1", "address": "203.0.113.5"}],
    }
    yield drawn(out, **public), drawn(out | {"198.51.100.0/24": "b1"}, **public)
    yield drawn(**public), drawn(out, **public)
    yield drawn(out, **public), drawn(**public), drawn(out, **public)
    yield drawn(), drawn(nat_gateways=[GATEWAY]), drawn({"10.0.1.0/24": "nat"}, nat_gateways=[GATEWAY])


def forwarded() -> Iterator[Chain]:
    """Give the chains in which a host begins to forward for others as another one comes, or as it comes itself."""
    led, one, its = {"10.0.1.0/24": "c1"}, {"c1": "10.0.2.20"}, {"c1": ONWARD}
    yield drawn(), drawn({"10.0.1.0/24": "a3"}, more={"a3": "10.0.0.20"})
    yield drawn(more=one, its=its), drawn(led, more=one | {"a3": "10.0.0.20"}, its=its)
    yield drawn(more={"c2": "10.0.2.30"}), drawn(led, more=one | {"c2": "10.0.2.30"}, its=its)


def known() -> Iterator[Chain]:
    """Give the chains in which somebody comes whom others know past the shared network, or goes who is not plain."""
    whole, both = drawn(), {"a2": {"instance": "i"}, "a3": {"instance": "i"}}
    yield but(whole, "a2", "b1", "b2"), but(whole, "b1", "b2")
    held: Part = {"few": ("a2",), "instances": [{"id": "i"}], "its": both}
    yield drawn(**held), drawn(more={"a3": "10.0.0.20"}, **held)
    lists: Part = {"network_acls": [denying(ALL | {"cidr": "10.0.0.99/32"})]}
    its = {"a3": {"secondary_ips": [{"private_ip": "10.0.0.99"}]}}
    yield drawn(more={"a3": "10.0.0.20"}, its=its, **lists), drawn(**lists)
    yield drawn(**balanced("b1")), drawn(**balanced("b1", "b2"))


def but(design: Design, *names: str) -> Design:
    """Give a design without some of its hosts."""
    left = tuple(one for one in design.network_interfaces if one.id not in names)
    return design.model_copy(update={"network_interfaces": left})


def balanced(*targets: str, **others: list[str]) -> Part:
    """Give a load balancer that sends to hosts, or to addresses; targets see who asked."""
    kind = "ip" if targets[0] not in HOSTS else "instance"
    held = [{"target": one} for one in targets]
    group = {"id": "to", "kind": kind, "port": 443, "preserve_client_ip": True, "targets": held}
    nodes = [{"subnet": "c", "private_ip": "10.0.2.99"}]
    listeners = [{"port": 443, "target_groups": ["to"]}]
    its = {"nodes": nodes, "listeners": listeners, "target_groups": [group], **others}
    return {"load_balancers": [{"id": "nlb", "vpc": "v", "kind": "network", **its}]}


def through_a_gateway() -> Chain:
    """Give two designs: of a gateway through which the first subnet asks, a list says something else."""
    lists = [denying({"protocol": "tcp", "ports": ports, "cidr": "10.0.2.99/32"}) for ports in ("22", "443")]
    one, other = (drawn({"10.0.1.0/24": "nat"}, network_acls=[one], nat_gateways=[GATEWAY]) for one in lists)
    return one, other


def listing(*hosts: str) -> Part:
    """Give one more host, and a network ACL that refuses some, each by a line of its own."""
    lines = [ALL | {"rule": rule, "action": "deny", "cidr": f"{one}/32"} for rule, one in enumerate(hosts, 1)]
    others = ALL | {"rule": 20, "action": "allow", "cidr": "0.0.0.0/0"}
    lists = [{"id": "list", "vpc": "v", "ingress": [*lines, others], "egress": [others]}]
    return {"more": {"a3": "10.0.0.20"}, "network_acls": lists}


def denying(some: Part) -> Part:
    """Give a network ACL that lets in all but some."""
    others = ALL | {"rule": 20, "action": "allow", "cidr": "0.0.0.0/0"}
    denied = some | {"rule": 10, "action": "deny"}
    return {"id": "list", "vpc": "v", "ingress": [denied, others], "egress": [others]}
