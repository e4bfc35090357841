"""What the subnets of a design need that lies beyond them: the internet, on-premises networks, other VPCs, services.

A need stands for itself by one address, the first of its first block; where routes part a block further than that, the
walk tells and the wiring does not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from vpcdesign.algebra.addresses import address, block
from vpcdesign.design.document import Design

Beyond: TypeAlias = Literal["internet", "on_premises", "vpc", "service", "load_balancer"]

_PUBLIC_V4 = address("1.0.0.0")
_PUBLIC_V6 = address("2600::")


@dataclass(frozen=True, slots=True)
class Need:
    """One thing beyond: `word` as a person writes it, `id` the noun it is, `target` the address that stands for it."""

    word: str
    beyond: Beyond
    id: str = ""
    target: int = -1


def needs(design: Design) -> Iterator[Need]:
    """Give everything that a subnet of the design could need, in the document's order."""
    yield Need("internet", "internet", target=_PUBLIC_V4)
    if any(one.ipv6_cidr or one.ipv6_index is not None for one in design.subnets):
        yield Need("internet over IPv6", "internet", target=_PUBLIC_V6)
    for place in design.on_premises:
        yield Need(place.name or place.id, "on_premises", place.id, block(place.cidrs[0])[0][0])
    held = {one.subnet for one in design.network_interfaces}
    lived_in = {one.vpc for one in design.subnets if one.id in held or not held}
    for vpc in design.vpcs:
        if vpc.cidrs and vpc.id in lived_in and len(design.vpcs) > 1:
            yield Need(f"vpc {vpc.name or vpc.id}", "vpc", vpc.id, block(vpc.cidrs[0])[0][0])
    for endpoint in design.vpc_endpoints:
        if endpoint.kind in {"gateway", "interface"}:
            yield Need(f"service:{_word(endpoint.service)}", "service", endpoint.id)
    for balancer in design.load_balancers:
        if balancer.scheme == "internet-facing" and balancer.kind != "gateway":
            yield Need(f"lb:{balancer.name or balancer.id}", "load_balancer", balancer.id)


def _word(service: str) -> str:
    """Give the part of AWS's name for a service that a person knows: `ecr.api`."""
    parts = service.split(".")
    return ".".join(parts[3:]) if len(parts) > 3 else service
