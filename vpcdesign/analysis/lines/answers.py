"""Who answers whom in a network ACL: the rules of the other direction that the answers to a rule's packets meet.

A list forgets, so an answer is a packet like any other: back to whoever asked, to the port that he asked from (UG:
custom network ACLs, ephemeral ports). Clients are those that the design holds, each with its own ports; of a block of a
VPC in which nobody lives yet a Linux host is supposed, and whatever lies outside may ask from 1024-65535.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from vpcdesign.algebra.addresses import ALL, address, block, blocks
from vpcdesign.algebra.intervals import EMPTY, Intervals, difference, intersection, of, point
from vpcdesign.analysis.boxes import Box, common, without
from vpcdesign.analysis.lines.openers import Direction, guarded, openers
from vpcdesign.analysis.lines.spaces import ADDRESSES, SERVICES, of_acl_rule
from vpcdesign.analysis.lines.standing import IMPLIED
from vpcdesign.compiler.interfaces import ANY_CLIENT, LINUX, WINDOWS
from vpcdesign.design.document import Design
from vpcdesign.design.filters import AclRule, NetworkAcl
from vpcdesign.reach.replies import answered, kinds, turned

Client: TypeAlias = tuple[Intervals, Intervals]
"""Addresses, and the ports that conversations are opened from there."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What becomes of the answers to the packets that one rule lets through.

    `by` are the places of the rules that let them back; `stops` those that do not, `IMPLIED` among them where no rule
    matches; `lost` are answers that are stopped.
    """

    direction: Direction
    place: int
    verdict: Literal["allowed", "blocked", "partial"]
    by: tuple[int, ...]
    stops: tuple[int, ...] = ()
    lost: tuple[Box, ...] = ()


def answers(design: Design, acl: NetworkAcl) -> list[Answer]:
    """Say of every rule that a conversation can begin by whether its answers come back, in the order of the numbers."""
    subnets = guarded(design, acl)
    own = {one.id for one in subnets}
    found: list[Answer] = []
    for direction, rules, others in (
        ("ingress", acl.ingress, acl.egress),
        ("egress", acl.egress, acl.ingress),
    ):
        way: Direction = "ingress" if direction == "ingress" else "egress"
        opened = openers(design, subnets, way)
        clients = list(_clients(design, own if way == "egress" else None))
        for place, passed in _passed(rules):
            asked = common(passed, opened)
            back = [box for box in _back(asked, clients, way) if all(box)]
            if back:
                found.append(_answer(way, place, back, others))
    return found


def _passed(rules: Sequence[AclRule]) -> Iterator[tuple[int, list[Box]]]:
    """Give what each allowing rule really decides."""
    before: list[Box] = []
    for place in sorted(range(len(rules)), key=lambda one: rules[one].rule):
        box = of_acl_rule(rules[place])
        mine = without([box], before)
        before.append(box)
        if mine and rules[place].action == "allow":
            yield place, mine


def _back(asked: Iterable[Box], clients: Sequence[Client], direction: Direction) -> Iterator[Box]:
    """Give the answers as the other direction sees them: the far side's addresses, services by their own port."""
    for box in asked:
        for kind in kinds(box[SERVICES]):
            if not answered(kind):
                continue
            for addresses, ports in clients:
                far = intersection(box[ADDRESSES], addresses) if direction == "ingress" else box[ADDRESSES]
                yield far, turned((far, EMPTY, kind, ports))[2]


def _answer(direction: Direction, place: int, back: list[Box], others: Sequence[AclRule]) -> Answer:
    by: list[int] = []
    stops: list[int] = []
    lost: list[Box] = []
    for other in sorted(range(len(others)), key=lambda one: others[one].rule):
        met = common(back, [of_acl_rule(others[other])])
        if met:
            back = without(back, met)
            (by if others[other].action == "allow" else stops).append(other)
            lost += met if others[other].action == "deny" else []
    if back:
        stops.append(IMPLIED)
        lost += back
    verdict: Literal["allowed", "blocked", "partial"] = "allowed" if not lost else "partial" if by else "blocked"
    return Answer(direction, place, verdict, tuple(by), tuple(stops), tuple(dict.fromkeys(lost)))


def _clients(design: Design, subnets: set[str] | None) -> Iterator[Client]:
    """Give who may ask, from where: of some subnets only, or everybody (None)."""
    wide, known = _residents(design, subnets)
    by_ports: dict[Intervals, list[tuple[int, int]]] = {}
    for addresses, ports in [*known, *((one, ANY_CLIENT) for one in wide)]:
        by_ports.setdefault(ports, []).extend(addresses)
    yield from ((of(pairs), ports) for ports, pairs in by_ports.items())
    if subnets is None:
        inside = blocks([cidr for vpc in design.vpcs for cidr in (*vpc.cidrs, *vpc.ipv6_cidrs)])
        held = of(pair for pairs in by_ports.values() for pair in pairs)
        yield difference(ALL, inside), ANY_CLIENT
        for subnet in design.subnets:
            whole = blocks([one for one in (subnet.cidr, subnet.ipv6_cidr) if one])
            if not intersection(whole, held):
                yield whole, LINUX
    elif not by_ports:
        forwards = any(subnets & set(one.subnets) for one in design.transit_gateway_attachments)
        yield ALL, ANY_CLIENT if forwards else LINUX


def _residents(design: Design, subnets: set[str] | None) -> tuple[list[Intervals], list[Client]]:
    """Give who opens conversations from any port above 1023, and the hosts with the ports of their systems."""
    homes = {
        one.id: blocks([cidr for cidr in (one.cidr, one.ipv6_cidr) if cidr])
        for one in design.subnets
        if subnets is None or one.id in subnets
    }
    windows = {one.id for one in design.instances if one.platform == "windows"}
    wide = [
        point(address(one.private_ip)) if one.private_ip else homes[nat.subnet]
        for nat in design.nat_gateways
        if nat.subnet in homes
        for one in (nat.addresses or ())
    ]
    wide += [
        point(address(node.private_ip)) if node.private_ip else homes[node.subnet]
        for balancer in design.load_balancers
        for node in balancer.nodes
        if node.subnet in homes
    ]
    hosts: list[Client] = []
    for one in design.network_interfaces:
        if one.subnet in homes and one.kind not in {"nat_gateway", "load_balancer", "transit_gateway"}:
            held = [text for text in (one.private_ip, *one.ipv6_addresses) if text]
            addresses = of(block(text)[0] for text in held) if one.private_ip else homes[one.subnet]
            fixed = of(one.client_ports) if one.client_ports else None
            other = ANY_CLIENT if one.kind == "lambda" else WINDOWS if one.instance in windows else LINUX
            hosts.append((addresses, fixed or other))
    return wide, hosts
