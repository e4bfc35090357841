"""Security groups and network ACLs.

One rule has one peer, as in AWS's flat form of rules. `ports` is `443` or `8000-8080`; left out, all ports. For `icmp`
and `icmpv6` the type and code stand in their place. `protocol` is `tcp`, `udp`, `icmp`, `icmpv6`, `all` or a number.
"""

from typing import Annotated, Literal

from pydantic import Field

from vpcdesign.design.noun import Cidr, Id, Model, Noun

IcmpNumber = Annotated[int, Field(ge=-1, le=255)]


class Rule(Model):
    """What a line of any filter says about services."""

    protocol: str = "all"
    ports: str | None = None
    icmp_type: IcmpNumber | None = None
    icmp_code: IcmpNumber | None = None
    note: str | None = None


class IngressRule(Rule):
    """A line of a security group for packets that come in: `source` is a block, a prefix list or a security group."""

    source: str
    stale: bool = False

    @property
    def peer(self) -> str:
        """The other side."""
        return self.source


class EgressRule(Rule):
    """A line of a security group for packets that go out."""

    destination: str
    stale: bool = False

    @property
    def peer(self) -> str:
        """The other side."""
        return self.destination


ALLOW_ALL = (EgressRule.model_construct(destination="0.0.0.0/0"), EgressRule.model_construct(destination="::/0"))
"""Made without being judged, which would build a validator of its own at every start."""


class SecurityGroup(Noun):
    """A security group; left out, `egress` is AWS's allow-all (UG: rules); written empty, nothing leaves."""

    vpc: Id
    default: bool = False
    associated_vpcs: tuple[Id, ...] = ()
    ingress: tuple[IngressRule, ...] = ()
    egress: tuple[EgressRule, ...] = ALLOW_ALL


class AclRule(Rule):
    """A numbered line of a network ACL."""

    rule: int
    action: Literal["allow", "deny"]
    cidr: Cidr


class NetworkAcl(Noun):
    """A network ACL; the last rule `*`, which denies, is implied."""

    vpc: Id
    default: bool = False
    ingress: tuple[AclRule, ...] = ()
    egress: tuple[AclRule, ...] = ()
