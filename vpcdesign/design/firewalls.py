"""AWS Network Firewall: endpoints and the 5-tuple rules that can be judged."""

from typing import Literal

from vpcdesign.design.noun import Cidr, Id, Model, Noun


class FirewallEndpoint(Model):
    """The firewall's endpoint in one subnet; its `id` is what routes name."""

    id: Id
    subnet: Id


class FirewallRule(Model):
    """A 5-tuple rule; an empty field matches everything. `either_way` is Suricata's `<>`."""

    action: Literal["pass", "drop", "reject", "alert", "forward"]
    protocol: str = "all"
    sources: tuple[Cidr, ...] = ()
    source_ports: str | None = None
    destinations: tuple[Cidr, ...] = ()
    ports: str | None = None
    either_way: bool = False
    note: str | None = None


class Firewall(Noun):
    """A network firewall: the stateless rules in their order first, then the stateful ones (NFW: rules evaluation).

    `unreadable` names rule groups whose rules are not known or not 5-tuples: what reaches them is `unknown`.
    """

    vpc: Id | None = None
    transit_gateway: Id | None = None
    endpoints: tuple[FirewallEndpoint, ...] = ()
    stateless_rules: tuple[FirewallRule, ...] = ()
    stateless_default: Literal["pass", "drop", "forward"] = "forward"
    stateful_rules: tuple[FirewallRule, ...] = ()
    stateful_order: Literal["action", "strict"] = "action"
    stateful_default: Literal["pass", "drop"] = "pass"
    unreadable: tuple[str, ...] = ()
