"""What can fail on its own: zones, gateways, attachments, tunnels, endpoints, firewalls, load balancers' nodes.

A failure is a value; `topology.without` gives the design that is left. Internet gateways, peerings, gateway endpoints'
services and route tables are spread over a Region by AWS and have no part that fails alone (UG: internet gateways).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal, TypeAlias

from vpcdesign.design.document import Design
from vpcdesign.design.words import nearest, quoted
from vpcdesign.errors import Problem, QuestionError

Kind: TypeAlias = Literal[
    "zone",
    "NAT gateway",
    "transit gateway attachment",
    "VPN connection",
    "VPN tunnel",
    "Direct Connect interface",
    "VPC endpoint",
    "firewall endpoint",
    "load balancer node",
]

ZONE = "az:"
ANY: dict[str, Kind] = {
    "any-az": "zone",
    "any-nat": "NAT gateway",
    "any-attachment": "transit gateway attachment",
    "any-vpn": "VPN connection",
    "any-tunnel": "VPN tunnel",
    "any-direct-connect": "Direct Connect interface",
    "any-endpoint": "VPC endpoint",
    "any-firewall": "firewall endpoint",
    "any-node": "load balancer node",
}
"""Words that stand for each thing of a kind in turn."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that fails; `parts` are the ids of all that fail at once where that is more than one."""

    id: str
    kind: Kind
    parts: tuple["Failure", ...] = ()

    @property
    def each(self) -> tuple["Failure", ...]:
        """Give what fails, one by one."""
        return self.parts or (self,)


def failures(design: Design) -> list[Failure]:
    """Give every single failure, zones first, in the document's order."""
    return list(_failures(design))


def chosen(design: Design, texts: Sequence[str]) -> list[Failure]:
    """Give the failures that are named; `nat-a, az:eu-west-1b` fail at once, `any-az` is each zone in turn.

    So `any-nat, any-nat` is every two NAT gateways, and `any-az, nat-a` a gateway with each zone. QuestionError names
    everything that cannot fail, with what was probably meant.
    """
    known = {one.id: one for one in failures(design)}
    other = {one.az_id: ZONE + one.az for one in design.subnets if one.az_id} | _by_name(design, known)
    found: list[Failure] = []
    problems: list[Problem] = []
    for text in texts:
        terms = [term.strip() for term in text.split(",")]
        terms = [ZONE + term if ZONE + term in known else term for term in terms]
        terms = [term if term in known else other.get(term.removeprefix(ZONE), term) for term in terms]
        meant = [_meant(term, known) for term in terms]
        problems.extend(Problem(_unknown(term, known)) for term, one in zip(terms, meant, strict=True) if not one)
        if all(meant):
            found.extend(_together(meant, list(known)))
    if problems:
        raise QuestionError(problems)
    return list(dict.fromkeys(found))


def _by_name(design: Design, known: Iterable[str]) -> dict[str, str]:
    """Give what fails by the names that people gave it, where one name means one thing; a node by both its parts."""
    names = {noun.id: noun.name or noun.id for _, _, noun in design.nouns()}
    found: dict[str, list[str]] = {}
    for one in known:
        owner, _, part = one.rpartition("/")
        name = names.get(one) or f"{names.get(owner, owner)}/{names.get(part, part)}"
        found.setdefault(name, []).append(one)
    return {name: several[0] for name, several in found.items() if len(several) == 1}


def _meant(term: str, known: dict[str, Failure]) -> list[Failure]:
    if term in ANY and term not in known:
        return [one for one in known.values() if one.kind == ANY[term]]
    return [known[term]] if term in known else []


def _together(meant: list[list[Failure]], order: list[str]) -> Iterator[Failure]:
    """Give what fails at once: one of each term, nothing twice; every two where a kind is asked twice."""
    alone = all(len(one) == 1 for one in meant)
    for several in product(*meant):
        parts = tuple(dict.fromkeys(several))
        if len(parts) == 1 and (alone or len(several) == 1):
            yield parts[0]
        elif len(parts) == len(several) or alone:
            if not alone:
                parts = tuple(sorted(parts, key=lambda one: order.index(one.id)))
            yield Failure(", ".join(one.id for one in parts), parts[0].kind, parts)


def _unknown(term: str, failing: dict[str, Failure]) -> str:
    if term in ANY:
        return f"the design has no {ANY[term]}, so `{term}` is nothing"
    known = [*failing, *ANY]
    near = nearest(term, known)
    hint = f"did you mean {quoted(near)}?" if near else "name a zone (`az:NAME`), a gateway, an attachment or a tunnel"
    return f"{quoted(term)} is nothing that fails on its own: {hint}"


def _failures(design: Design) -> Iterator[Failure]:
    yield from (Failure(ZONE + az, "zone") for az in dict.fromkeys(one.az for one in design.subnets))
    yield from (Failure(one.id, "NAT gateway") for one in design.nat_gateways)
    yield from (Failure(one.id, "transit gateway attachment") for one in design.transit_gateway_attachments)
    for vpn in design.vpn_connections:
        yield Failure(vpn.id, "VPN connection")
        yield from (Failure(name, "VPN tunnel") for name in tunnels(vpn.id))
    yield from (Failure(one.id, "Direct Connect interface") for one in design.direct_connects)
    yield from (Failure(one.id, "VPC endpoint") for one in design.vpc_endpoints)
    for firewall in design.firewalls:
        yield from (Failure(one.id, "firewall endpoint") for one in firewall.endpoints)
    for balancer in design.load_balancers:
        yield from (Failure(f"{balancer.id}/{node.subnet}", "load balancer node") for node in balancer.nodes)


def tunnels(connection: str) -> tuple[str, str]:
    """Name the two tunnels that every connection has (VPN: tunnels)."""
    return f"{connection}/tunnel-1", f"{connection}/tunnel-2"
