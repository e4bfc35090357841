"""VPC endpoints: gateway, interface, and those in front of appliances."""

from typing import Literal

from vpcdesign.design.noun import Id, Ip4, Ip6, Model, Noun


class EndpointNode(Model):
    """The endpoint's interface in one subnet."""

    subnet: Id
    private_ip: Ip4 | None = None
    ipv6: Ip6 | None = None
    interface: Id | None = None


class VpcEndpoint(Noun):
    """A VPC endpoint.

    `service` is AWS's name (`com.amazonaws.eu-west-1.s3`) or its last word (`s3`). `answers` are the services that an
    interface endpoint's far side serves (`tcp/443` for AWS's own when left out). A Gateway Load Balancer endpoint names
    its `load_balancer`.
    """

    vpc: Id
    kind: Literal["gateway", "interface", "gateway-load-balancer", "resource", "service-network", "other"]
    service: str
    route_tables: tuple[Id, ...] = ()
    prefix_list: Id | None = None
    nodes: tuple[EndpointNode, ...] = ()
    security_groups: tuple[Id, ...] = ()
    private_dns: bool = True
    answers: tuple[str, ...] | None = None
    load_balancer: Id | None = None
