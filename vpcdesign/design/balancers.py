"""Load balancers: nodes, listeners, target groups."""

from typing import Literal

from vpcdesign.design.noun import Id, Ip4, Ip6, Model, Noun, Port, PublicIp


class BalancerNode(Model):
    """The load balancer's interface in one subnet; an internet-facing one has a public address (AWS may choose)."""

    subnet: Id
    private_ip: Ip4 | None = None
    public_ip: PublicIp | None = None
    ipv6: Ip6 | None = None
    interface: Id | None = None


class Target(Model):
    """Something registered with a target group: an interface, an instance, another load balancer or an address."""

    target: str
    port: Port | None = None
    az: str | None = None
    health: str | None = None


class TargetGroup(Model):
    """A target group; what is left out (client address kept, cross-zone) has AWS's default (NLB: target groups)."""

    id: Id
    protocol: str = "tcp"
    port: Port | None = None
    kind: Literal["instance", "ip", "lambda", "alb"] = "instance"
    preserve_client_ip: bool | None = None
    cross_zone: bool | None = None
    health_check_port: Port | None = None
    targets: tuple[Target, ...] = ()


class Listener(Model):
    """A port that the load balancer answers on, and where it sends what arrives."""

    protocol: str = "tcp"
    port: Port
    target_groups: tuple[Id, ...] = ()


class LoadBalancer(Noun):
    """A load balancer; the groups its listeners name are its own `target_groups`."""

    vpc: Id
    kind: Literal["application", "network", "gateway", "classic"] = "application"
    scheme: Literal["internet-facing", "internal"] = "internal"
    nodes: tuple[BalancerNode, ...] = ()
    security_groups: tuple[Id, ...] = ()
    cross_zone: bool | None = None
    listeners: tuple[Listener, ...] = ()
    target_groups: tuple[TargetGroup, ...] = ()
    enforce_private_link: bool = True
