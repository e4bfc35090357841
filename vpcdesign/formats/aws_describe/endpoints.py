"""VPC endpoints, from AWS's documents (API: VpcEndpoint).

An endpoint that belongs to a network firewall is that firewall's, and does not stand among the VPC endpoints as well.
"""

from typing import Literal

from vpcdesign.design.endpoints import EndpointNode, VpcEndpoint
from vpcdesign.design.words import quoted
from vpcdesign.formats.aws_describe.documents import Record
from vpcdesign.formats.aws_describe.estate import Estate
from vpcdesign.formats.aws_describe.reading import Raw, flag, name, need, parts, tags, text, texts, word

Kind = Literal["gateway", "interface", "gateway-load-balancer", "resource", "service-network", "other"]
KINDS: dict[str, Kind] = {
    "": "gateway",
    "gateway": "gateway",
    "interface": "interface",
    "gatewayloadbalancer": "gateway-load-balancer",
    "resource": "resource",
    "servicenetwork": "service-network",
}
GONE = {"deleted", "deleting", "rejected", "failed", "expired"}
OPEN = {"", "available", "partial"}


def vpc_endpoints(estate: Estate, of_firewalls: set[str]) -> tuple[VpcEndpoint, ...]:
    """Give the endpoints that are not one of `of_firewalls`."""
    lists = {
        (text(record.raw, "PrefixListName"), estate.where.region(record)): record.id
        for record in estate.records("PrefixLists")
    }
    balancers = _behind_services(estate)

    def endpoint(estate: Estate, record: Record) -> VpcEndpoint | None:
        raw = record.raw
        state = word(raw, "State")
        if record.id in of_firewalls or state in GONE:
            return None
        if state not in OPEN:
            estate.note(record.id, f"this endpoint was {quoted(state)}, which carries nothing yet: left out")
            return None
        service = text(raw, "ServiceName") or text(raw, "ResourceConfigurationArn") or text(raw, "ServiceNetworkArn")
        kind = KINDS.get(word(raw, "VpcEndpointType"), "other")
        return VpcEndpoint(
            id=record.id,
            name=name(raw),
            tags=tags(raw),
            vpc=need(raw, "VpcId"),
            kind=kind,
            service=service or "unknown",
            route_tables=tuple(sorted(texts(raw, "RouteTableIds"))),
            prefix_list=lists.get((service, estate.where.region(record))) if kind == "gateway" else None,
            nodes=_nodes(estate, raw),
            security_groups=tuple(need(each, "GroupId") for each in parts(raw, "Groups")),
            private_dns=flag(raw, "PrivateDnsEnabled"),
            load_balancer=balancers.get(service or "") if kind == "gateway-load-balancer" else None,
        )

    return estate.build("VpcEndpoints", endpoint)


def _nodes(estate: Estate, raw: Raw) -> tuple[EndpointNode, ...]:
    """Give a node for each interface, and one for each subnet whose interface was not collected."""
    found = []
    for id_ in texts(raw, "NetworkInterfaceIds"):
        interface = estate.claim(id_)
        subnet = text(interface, "SubnetId")
        if subnet is not None:
            found.append(_node(id_, subnet, interface))
    seen = {node.subnet for node in found}
    bare = [subnet for subnet in texts(raw, "SubnetIds") if subnet not in seen]
    unseen = [id_ for id_ in texts(raw, "NetworkInterfaceIds") if id_ not in estate.interfaces]
    alone = unseen[0] if len(unseen) == 1 == len(bare) else None
    found += [EndpointNode(subnet=subnet, interface=alone) for subnet in bare]
    return tuple(sorted(found, key=lambda node: node.subnet))


def _node(interface_id: str, subnet: str, interface: Raw) -> EndpointNode:
    ipv6 = parts(interface, "Ipv6Addresses")
    return EndpointNode(
        subnet=subnet,
        private_ip=text(interface, "PrivateIpAddress"),
        ipv6=need(ipv6[0], "Ipv6Address") if ipv6 else None,
        interface=interface_id,
    )


def _behind_services(estate: Estate) -> dict[str, str]:
    """Give the Gateway Load Balancer behind each endpoint service of one's own (PL: endpoint services)."""
    found = {}
    for record in estate.records("ServiceConfigurations"):
        with estate.reading(record):
            balancers = texts(record.raw, "GatewayLoadBalancerArns")
            service = text(record.raw, "ServiceName")
            if balancers and service is not None:
                found[service] = balancers[0]
    return found
