"""Load balancers with their nodes, listeners and target groups, from AWS's documents.

A node is the load balancer's interface in one subnet. AWS does not connect the two by an id: the interface's
description names the load balancer (`ELB net/front/0a1b`). What no attribute document says stays unsaid, and AWS's
default holds (cross-zone, the client's address).
"""

from typing import Literal

from vpcdesign.design.balancers import BalancerNode, Listener, LoadBalancer, Target, TargetGroup
from vpcdesign.formats.aws_describe.documents import Record
from vpcdesign.formats.aws_describe.estate import Estate, public_addresses
from vpcdesign.formats.aws_describe.reading import Raw, need, number, part, parts, tags, text, texts, word

Kind = Literal["application", "network", "gateway", "classic"]
KINDS: dict[str, Kind] = {"application": "application", "network": "network", "gateway": "gateway"}
TARGETS: dict[str, Literal["instance", "ip", "lambda", "alb"]] = {
    "instance": "instance",
    "ip": "ip",
    "lambda": "lambda",
    "alb": "alb",
}
GENEVE = 6081
"""The port of Gateway Load Balancers; their listeners say none (GWLB)."""


def load_balancers(estate: Estate) -> tuple[LoadBalancer, ...]:
    elb = _Balancers(estate)
    return estate.build("LoadBalancers", elb.load_balancer)


def interfaces_of_balancers(estate: Estate) -> dict[str, list[str]]:
    """Give the interfaces of each load balancer, by what their descriptions call it (`net/front/0a1b`)."""
    found: dict[str, list[str]] = {}
    for id_, raw in sorted(estate.interfaces.items()):
        description = raw.get("Description")
        if isinstance(description, str) and description.startswith("ELB "):
            found.setdefault(description.removeprefix("ELB ").strip(), []).append(id_)
    return found


class _Balancers:
    """What stands in other documents than the load balancer's own."""

    def __init__(self, estate: Estate) -> None:
        self._interfaces = interfaces_of_balancers(estate)
        self._listeners: dict[str, list[Record]] = {}
        for record in estate.records("Listeners"):
            self._listeners.setdefault(need(record.raw, "LoadBalancerArn"), []).append(record)
        self._rules: dict[str, list[Raw]] = {}
        for record in estate.records("Rules"):
            # A rule's ARN is its listener's with one step more.
            listener = record.id.replace(":listener-rule/", ":listener/").rpartition("/")[0]
            self._rules.setdefault(listener, []).append(record.raw)
        self._groups = estate.documents.of("TargetGroups")
        self._named: dict[str, list[str]] = {}
        for record in estate.records("TargetGroups"):
            for balancer in texts(record.raw, "LoadBalancerArns"):
                self._named.setdefault(balancer, []).append(record.id)

    def load_balancer(self, estate: Estate, record: Record) -> LoadBalancer | None:
        raw = record.raw
        if word(part(raw, "State"), "Code") == "failed":
            return None
        kind = KINDS.get(word(raw, "Type"), "application")
        listeners = self._listeners.get(record.id)
        if listeners is None:
            estate.note(record.id, "no document shows a listener of this load balancer: taken to have none")
        said = estate.documents.answers("Attributes", record.id)
        if said is None and kind in {"network", "gateway"}:
            words = "the attributes of this load balancer were not collected: taken not to cross zones, AWS's default"
            estate.note(record.id, words)
        found = [_listener(each.raw, self._rules.get(each.id, []), kind) for each in listeners or ()]
        behind = {group for listener in found for group in listener.target_groups} | set(self._named.get(record.id, []))
        return LoadBalancer(
            id=record.id,
            name=text(raw, "LoadBalancerName"),
            tags=tags(raw),
            vpc=need(raw, "VpcId"),
            kind=kind,
            scheme="internet-facing" if word(raw, "Scheme") == "internet-facing" else "internal",
            nodes=_nodes(estate, raw, self._interfaces.get(record.id.partition(":loadbalancer/")[2], [])),
            security_groups=texts(raw, "SecurityGroups"),
            cross_zone=_switch(said, "load_balancing.cross_zone.enabled"),
            listeners=tuple(sorted(found, key=lambda each: (each.port, each.protocol))),
            target_groups=tuple(self._target_group(estate, group, kind) for group in sorted(behind)),
            enforce_private_link=word(raw, "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic") != "off",
        )

    def _target_group(self, estate: Estate, id_: str, kind: Kind) -> TargetGroup:
        record = self._groups.get(id_)
        if record is None:
            estate.note(id_, "no document describes this target group: taken to be as new, with the targets seen")
        raw: Raw = record.raw if record is not None else {}
        health = estate.documents.answers("TargetHealthDescriptions", id_)
        if health is None:
            estate.note(id_, "the targets of this group were not collected: taken to have none")
        said = estate.documents.answers("Attributes", id_)
        if said is None and kind == "network":
            estate.note(id_, "the attributes of this group were not collected: AWS's defaults are taken")
        return TargetGroup(
            id=id_,
            protocol=word(raw, "Protocol") or "tcp",
            port=number(raw, "Port"),
            kind=TARGETS.get(word(raw, "TargetType"), "instance"),
            preserve_client_ip=_switch(said, "preserve_client_ip.enabled"),
            cross_zone=_switch(said, "load_balancing.cross_zone.enabled"),
            health_check_port=_port(raw, "HealthCheckPort"),
            targets=tuple(sorted(map(_target, health or ()), key=lambda each: (each.target, each.port or 0))),
        )


def _listener(raw: Raw, rules: list[Raw], kind: Kind) -> Listener:
    """Give a listener with every group that one of its actions forwards to."""
    actions = [*parts(raw, "DefaultActions"), *(each for rule in rules for each in parts(rule, "Actions"))]
    groups: dict[str, None] = {}
    for action in actions:
        own = text(action, "TargetGroupArn")
        weighted = parts(part(action, "ForwardConfig"), "TargetGroups")
        named = [need(each, "TargetGroupArn") for each in weighted if number(each, "Weight") != 0]
        groups.update(dict.fromkeys(named or ([own] if own is not None else [])))
    port = number(raw, "Port")
    return Listener(
        protocol=word(raw, "Protocol") or ("geneve" if kind == "gateway" else "tcp"),
        port=port if port is not None else GENEVE,
        target_groups=tuple(groups),
    )


def _nodes(estate: Estate, raw: Raw, interfaces: list[str]) -> tuple[BalancerNode, ...]:
    """Give a node for every interface, and a bare one where a subnet's interface was not collected."""
    found: list[BalancerNode] = []
    by_subnet: dict[str, list[str]] = {}
    for id_ in interfaces:
        by_subnet.setdefault(text(estate.claim(id_), "SubnetId") or "", []).append(id_)
    for zone in sorted(parts(raw, "AvailabilityZones"), key=lambda each: str(each.get("SubnetId"))):
        subnet = need(zone, "SubnetId")
        addresses = parts(zone, "LoadBalancerAddresses")
        here = by_subnet.pop(subnet, [])
        found += [_node(id_, subnet, estate.interfaces[id_]) for id_ in here] or [_bare(subnet, addresses)]
    for subnet, here in sorted(by_subnet.items()):
        found += [_node(id_, subnet, estate.interfaces[id_]) for id_ in here if subnet]
    return tuple(found)


def _node(interface_id: str, subnet: str, raw: Raw) -> BalancerNode:
    private = text(raw, "PrivateIpAddress")
    ipv6 = parts(raw, "Ipv6Addresses")
    return BalancerNode(
        subnet=subnet,
        private_ip=private,
        public_ip=public_addresses(raw).get(private or "") or text(part(raw, "Association"), "PublicIp"),
        ipv6=need(ipv6[0], "Ipv6Address") if ipv6 else None,
        interface=interface_id,
    )


def _bare(subnet: str, addresses: list[Raw]) -> BalancerNode:
    first: Raw = addresses[0] if addresses else {}
    return BalancerNode(
        subnet=subnet,
        private_ip=text(first, "PrivateIPv4Address"),
        public_ip=text(first, "IpAddress"),
        ipv6=text(first, "IPv6Address"),
    )


def _target(raw: Raw) -> Target:
    target = part(raw, "Target")
    zone = text(target, "AvailabilityZone")
    return Target(
        target=need(target, "Id"),
        port=number(target, "Port"),
        az=zone if zone != "all" else None,
        health=text(part(raw, "TargetHealth"), "State"),
    )


def _switch(said: list[Raw] | None, key: str) -> bool | None:
    """Give an attribute that is on or off; None where nobody asked, or where it follows the load balancer's."""
    for each in said or ():
        if text(each, "Key") == key and word(each, "Value") in {"true", "false"}:
            return word(each, "Value") == "true"
    return None


def _port(raw: Raw, key: str) -> int | None:
    return None if word(raw, key) in {"", "traffic-port"} and not isinstance(raw.get(key), int) else number(raw, key)
