"""Classic Load Balancers, from AWS's documents (`aws elb describe-load-balancers`).

They have no target groups: one a listener stands in for what the listener says of its instances' port.
"""

from vpcdesign.design.balancers import BalancerNode, Listener, LoadBalancer, Target, TargetGroup
from vpcdesign.formats.aws_describe.balancers import interfaces_of_balancers
from vpcdesign.formats.aws_describe.documents import Record
from vpcdesign.formats.aws_describe.estate import Estate, public_addresses
from vpcdesign.formats.aws_describe.reading import Raw, flag, need, number, part, parts, tags, text, texts, word


def classic_load_balancers(estate: Estate) -> tuple[LoadBalancer, ...]:
    interfaces = interfaces_of_balancers(estate)

    def classic(estate: Estate, record: Record) -> LoadBalancer | None:
        raw = record.raw
        vpc = text(raw, "VPCId")
        title = need(raw, "LoadBalancerName")
        if vpc is None:
            estate.note(title, "a load balancer outside any VPC: left out")
            return None
        said = estate.documents.answers("LoadBalancerAttributes", title)
        if said is None:
            estate.note(title, "the attributes of this load balancer were not collected: taken not to cross zones")
        cross = flag(part(said[0], "CrossZoneLoadBalancing"), "Enabled") if said else None
        targets = [need(each, "InstanceId") for each in parts(raw, "Instances")]
        lines = [part(each, "Listener") for each in parts(raw, "ListenerDescriptions")]
        lines.sort(key=lambda line: number(line, "LoadBalancerPort") or 0)
        return LoadBalancer(
            id=record.id,
            name=title,
            tags=tags(raw),
            vpc=vpc,
            kind="classic",
            scheme="internet-facing" if word(raw, "Scheme") == "internet-facing" else "internal",
            nodes=_nodes(estate, raw, interfaces.get(title, [])),
            security_groups=texts(raw, "SecurityGroups"),
            cross_zone=cross,
            listeners=tuple(_listener(record.id, line) for line in lines),
            target_groups=tuple(_target_group(record.id, line, targets) for line in lines),
        )

    return estate.build("LoadBalancerDescriptions", classic)


def _group_id(balancer: str, line: Raw) -> str:
    return f"{balancer}:{number(line, 'LoadBalancerPort') or 0}"


def _listener(balancer: str, line: Raw) -> Listener:
    return Listener(
        protocol=word(line, "Protocol") or "tcp",
        port=number(line, "LoadBalancerPort") or 0,
        target_groups=(_group_id(balancer, line),),
    )


def _target_group(balancer: str, line: Raw, targets: list[str]) -> TargetGroup:
    return TargetGroup(
        id=_group_id(balancer, line),
        protocol=word(line, "InstanceProtocol") or "tcp",
        port=number(line, "InstancePort"),
        targets=tuple(Target(target=target) for target in sorted(targets)),
    )


def _nodes(estate: Estate, raw: Raw, interfaces: list[str]) -> tuple[BalancerNode, ...]:
    found = []
    for id_ in interfaces:
        interface = estate.claim(id_)
        private = text(interface, "PrivateIpAddress")
        public = public_addresses(interface).get(private or "")
        subnet = need(interface, "SubnetId")
        found.append(BalancerNode(subnet=subnet, private_ip=private, public_ip=public, interface=id_))
    seen = {node.subnet for node in found}
    found += [BalancerNode(subnet=subnet) for subnet in texts(raw, "Subnets") if subnet not in seen]
    return tuple(sorted(found, key=lambda node: node.subnet))
