"""What can fail on its own: zones, gateways, attachments, tunnels, endpoints, firewalls, load balancers' nodes.

A failure is a value; `topology.without` gives the design that is left. Internet gateways, peerings, gateway endpoints'
services and route tables are spread over a Region by AWS and have no part that fails alone (UG: internet gateways).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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

ANY_ZONE = "any-az"
ZONE = "az:"


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

    QuestionError names everything that cannot fail, with what was probably meant.
    """
    known = {one.id: one for one in failures(design)}
    zones = {one.az_id: ZONE + one.az for one in design.subnets if one.az_id}
    found: list[Failure] = []
    problems: list[Problem] = []
    for text in texts:
        terms = [term.strip() for term in text.split(",")]
        if terms == [ANY_ZONE]:
            found.extend(one for one in known.values() if one.kind == "zone")
            continue
        terms = [ZONE + term if ZONE + term in known else term for term in terms]
        terms = [zones.get(term.removeprefix(ZONE), term) for term in terms]
        wrong = [term for term in terms if term not in known]
        problems.extend(Problem(_unknown(term, list(known))) for term in wrong)
        if not wrong:
            found.append(_together([known[term] for term in dict.fromkeys(terms)]))
    if not found and not problems:
        problems.append(Problem("the design has no subnet, so no zone of it can fail"))
    if problems:
        raise QuestionError(problems)
    return list(dict.fromkeys(found))


def _together(several: list[Failure]) -> Failure:
    if len(several) == 1:
        return several[0]
    return Failure(", ".join(one.id for one in several), several[0].kind, tuple(several))


def _unknown(term: str, known: list[str]) -> str:
    if term == ANY_ZONE:
        return f"`{ANY_ZONE}` stands for each zone in turn: it fails together with nothing else"
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
