"""Who holds which address: inside its subnet, none of the reserved ones, and nobody else's.

A holder is an interface, or the node of a NAT gateway, load balancer or endpoint whose interface the design does not
list. One that is listed (`interface`, or an interface of the matching kind with the same address) is the same holder.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from vpcdesign.algebra.addresses import V6, address, reader
from vpcdesign.aws.addresses import RESERVED_AT_END, RESERVED_AT_START
from vpcdesign.design.balancers import BalancerNode
from vpcdesign.design.endpoints import EndpointNode
from vpcdesign.design.hosts import NetworkInterface
from vpcdesign.design.legality.survey import Problems, Span, Survey, ipv6_only, refusal, span
from vpcdesign.design.noun import AUTO
from vpcdesign.design.vpcs import Subnet


class Held(NamedTuple):
    """An address that a holder was given: where it is written, and by whom (an id; `kind` as interfaces have kinds)."""

    at: str
    text: str
    subnet: str | None
    holder: str
    kind: str


def check(survey: Survey) -> Problems:
    """Tell everything about addresses that are given in the design."""
    doubtful = doubtful_subnets(survey)
    if doubtful:
        everything = (*interface_addresses(survey), *node_addresses(survey))
        private = [held for held in everything if held.subnet in doubtful]
        blocks = {each.id: (each, _span(each.cidr), _span(each.ipv6_cidr)) for each in survey.design.subnets}
        for held in private:
            if held.subnet in blocks:
                yield from place_in_subnet(held, *blocks[held.subnet])
        yield from used_twice(survey, private)
    yield from public_used_twice(survey)
    yield from counted_with_address(survey)


def doubtful_subnets(survey: Survey) -> set[str | None]:
    """Give the subnets whose addresses have to be looked at one by one.

    The others are cleared all at once: each address is in its place, and each of a VPC's is written once.
    """
    held: defaultdict[str | None, list[str]] = defaultdict(list)
    for name, (primaries, _) in survey.lodgers.items():
        held[name] = list(filter(None, primaries))
    for _, each in survey.uncommon:
        held[each.subnet].extend((*(other.private_ip for other in each.secondary_ips), *each.ipv6_addresses))
    for node in node_addresses(survey):
        held[node.subnet].append(node.text)
    by_vpc: dict[str, list[str]] = {}
    found: set[str | None] = set()
    read = reader()
    for subnet in survey.design.subnets:
        texts = held.get(subnet.id)
        if texts:
            by_vpc.setdefault(subnet.vpc, []).extend(texts)
            if not _in_place(list(map(read, texts)), _span(subnet.cidr), _span(subnet.ipv6_cidr)):
                found.add(subnet.id)
    crowded = {vpc for vpc, texts in by_vpc.items() if len(set(texts)) < len(texts)}
    return found | {subnet.id for subnet in survey.design.subnets if subnet.vpc in crowded}


def _in_place(places: list[int], ipv4: Span | None, ipv6: Span | None) -> bool:
    """Tell whether all of some addresses may be in a subnet with these blocks."""
    if max(places) < V6:
        return _all_usable(places, ipv4)
    fours = [at for at in places if at < V6]
    return (not fours or _all_usable(fours, ipv4)) and _all_usable([at for at in places if at >= V6], ipv6)


def _all_usable(places: list[int], block: Span | None) -> bool:
    low, high = (block[0] + RESERVED_AT_START, block[1] - RESERVED_AT_END) if block else (0, -1)
    return low <= min(places) and max(places) <= high


def _span(cidr: str | None) -> Span | None:
    return span(cidr) if cidr else None


def interface_addresses(survey: Survey) -> Iterator[Held]:
    """Give the private addresses of interfaces."""
    for place, each in enumerate(survey.design.network_interfaces):
        at = f"/network_interfaces/{place}"
        if each.private_ip:
            yield Held(f"{at}/private_ip", each.private_ip, each.subnet, each.id, each.kind)
        for number, secondary in enumerate(each.secondary_ips):
            yield Held(f"{at}/secondary_ips/{number}/private_ip", secondary.private_ip, each.subnet, each.id, each.kind)
        for number, text in enumerate(each.ipv6_addresses):
            yield Held(f"{at}/ipv6_addresses/{number}", text, each.subnet, each.id, each.kind)


def node_addresses(survey: Survey) -> Iterator[Held]:
    """Give the private addresses of NAT gateways, load balancer nodes and endpoint nodes."""
    for place, gateway in enumerate(survey.design.nat_gateways):
        for number, taken in enumerate(gateway.addresses):
            if taken.private_ip and gateway.subnet:
                at = f"/nat_gateways/{place}/addresses/{number}/private_ip"
                yield Held(at, taken.private_ip, gateway.subnet, gateway.interface or gateway.id, "nat_gateway")
    for place, balancer in enumerate(survey.design.load_balancers):
        for number, node in enumerate(balancer.nodes):
            at = f"/load_balancers/{place}/nodes/{number}"
            yield from _of_node(node, at, f"{balancer.id}/{number}", "load_balancer")
    for place, endpoint in enumerate(survey.design.vpc_endpoints):
        for number, end in enumerate(endpoint.nodes):
            at = f"/vpc_endpoints/{place}/nodes/{number}"
            yield from _of_node(end, at, f"{endpoint.id}/{number}", "vpc_endpoint")


def _of_node(node: BalancerNode | EndpointNode, at: str, holder: str, kind: str) -> Iterator[Held]:
    for field, text in (("private_ip", node.private_ip), ("ipv6", node.ipv6)):
        if text:
            yield Held(f"{at}/{field}", text, node.subnet, node.interface or holder, kind)


def place_in_subnet(held: Held, subnet: Subnet, ipv4: Span | None, ipv6: Span | None) -> Problems:
    """Tell an address outside its subnet or among the five that AWS reserves (UG: subnet CIDR blocks)."""
    is_ipv6 = ":" in held.text
    block, cidr = (ipv6, subnet.ipv6_cidr) if is_ipv6 else (ipv4, subnet.cidr)
    if block is None:
        if ipv6_only(subnet) and not is_ipv6:
            yield refusal(
                held.at,
                f"`{held.text}` is an IPv4 address and subnet `{subnet.id}` is IPv6-only: give it an IPv4 block",
                "InvalidParameterValue",
            )
        elif is_ipv6 and subnet.ipv6_index is None:
            yield refusal(
                held.at,
                f"`{held.text}` is an IPv6 address and subnet `{subnet.id}` has no IPv6 block: give it one",
                "InvalidParameterValue",
            )
        return
    value = address(held.text)
    if not block[0] <= value <= block[1]:
        yield refusal(
            held.at, f"`{held.text}` is not in {cidr}: take an address of subnet `{subnet.id}`", "InvalidParameterValue"
        )
    elif value < block[0] + RESERVED_AT_START or value > block[1] - RESERVED_AT_END:
        yield refusal(
            held.at,
            f"`{held.text}` is one of the five addresses of {cidr} that AWS reserves: take one from the fifth to the "
            "last but one",
            "InvalidParameterValue",
        )


def used_twice(survey: Survey, private: list[Held]) -> Problems:
    """Tell a private address that two holders of one VPC were given (UG: private IPv4 addresses)."""
    seen: dict[tuple[str, str], Held] = {}
    for held in private:
        vpc = survey.vpc_of_subnet(held.subnet)
        if vpc is None:
            continue
        first = seen.setdefault((vpc, held.text), held)
        if first is held or (first.holder == held.holder and first.at.split("/")[1] != held.at.split("/")[1]):
            continue
        if first.holder != held.holder and first.kind == held.kind != "interface" and _listed(first, held):
            continue
        yield refusal(
            held.at,
            f"`{held.text}` is already given to `{first.holder.partition('/')[0]}`: an address has one holder in a VPC",
            "InvalidIPAddress.InUse",
        )


def _listed(first: Held, second: Held) -> bool:
    """Tell whether one of two is the interface that stands for the other's node."""
    return first.at.startswith("/network_interfaces/") != second.at.startswith("/network_interfaces/")


def _behind(survey: Survey, private: str | None, interface: str | None, holder: str) -> str:
    """Say what a public address stands in front of: a private address where it is known, else who holds it."""
    listed = survey.find(NetworkInterface, interface)
    return private or (listed.private_ip if listed else None) or interface or holder


def public_addresses(survey: Survey) -> Iterator[tuple[str, str, str]]:
    """Give public addresses that are known: where, the address, the private one (or the holder) that it belongs to."""
    for place, each in survey.uncommon:
        if each.public_ip:
            yield f"/network_interfaces/{place}/public_ip", each.public_ip, each.private_ip or each.id
        if each.secondary_ips:
            at = f"/network_interfaces/{place}/secondary_ips"
            for number, secondary in enumerate(each.secondary_ips):
                yield f"{at}/{number}/public_ip", secondary.public_ip or AUTO, secondary.private_ip
    for place, gateway in enumerate(survey.design.nat_gateways):
        for number, taken in enumerate(gateway.addresses):
            behind = _behind(survey, taken.private_ip, gateway.interface, f"{gateway.id}/{number}")
            yield f"/nat_gateways/{place}/addresses/{number}/public_ip", taken.public_ip or AUTO, behind
    for place, balancer in enumerate(survey.design.load_balancers):
        for number, node in enumerate(balancer.nodes):
            behind = _behind(survey, node.private_ip, node.interface, f"{balancer.id}/{number}")
            yield f"/load_balancers/{place}/nodes/{number}/public_ip", node.public_ip or AUTO, behind


def public_used_twice(survey: Survey) -> Problems:
    """Tell a public address that stands in front of two private ones (EC2: Elastic IP addresses)."""
    seen: dict[str, tuple[str, str]] = {}
    for at, public, behind in public_addresses(survey):
        if public == AUTO:
            continue
        first, where = seen.setdefault(public, (behind, at))
        same_list = where.split("/")[1] == at.split("/")[1]
        if where != at and (first != behind or same_list):
            yield refusal(
                at,
                f"`{public}` already stands in front of `{first.partition('/')[0]}`: a public address has one private "
                "address behind it",
                "Resource.AlreadyAssociated",
            )


def counted_with_address(survey: Survey) -> Problems:
    """Tell an entry for several interfaces that gives them all one address (EC2: network interfaces)."""
    for place, each in survey.uncommon:
        if each.count != 1 and (each.private_ip or each.secondary_ips or each.ipv6_addresses):
            yield refusal(
                f"/network_interfaces/{place}/count",
                f"`{each.count}` interfaces cannot share the address that `{each.id}` gives: leave the address out or "
                "write an entry each",
                "InvalidIPAddress.InUse",
            )
