"""VPC route tables and prefix lists."""

from typing import Literal

from vpcdesign.design.noun import Cidr, Id, Model, Noun


class Route(Model):
    """One route: `destination` is a CIDR block or a prefix list, `target` an id or `local`.

    The local routes of the VPC's blocks are implied; one is written only where its target was replaced.
    A blackhole's target need not exist any more.
    """

    destination: str
    target: str
    origin: Literal["static", "propagated", "advertised"] = "static"
    state: Literal["active", "blackhole"] = "active"
    note: str | None = None


class RouteTable(Noun):
    """A route table; `gateway` associates it with an internet or virtual private gateway (a gateway route table)."""

    vpc: Id
    main: bool = False
    routes: tuple[Route, ...] = ()
    gateway: Id | None = None
    propagating_gateways: tuple[Id, ...] = ()


class PrefixList(Noun):
    """A managed prefix list; AWS's own carry their service in `service` (`com.amazonaws.eu-west-1.s3`)."""

    region: str | None = None
    service: str | None = None
    cidrs: tuple[Cidr, ...] = ()
    max_entries: int | None = None
