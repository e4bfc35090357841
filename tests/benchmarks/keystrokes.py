"""Edits of a design, drawn by chance: one function a kind, as a person makes them at the designer.

All give a design that AWS would take, and whose proof asks for everything that such an edit can touch.
"""

from collections.abc import Callable
from random import Random
from typing import Any, TypeAlias

from vpcdesign.design.document import Design
from vpcdesign.design.noun import Noun

PORTS = ("443", "8000-8080", "5432", "22", "9092")

Keystroke: TypeAlias = Callable[[Design, Random], Design]


def group_line(design: Design, rng: Random) -> Design:
    """Change a rule of a security group."""
    return _line(design, rng, "security_groups")


def list_line(design: Design, rng: Random) -> Design:
    """Change a rule of a network ACL."""
    return _line(design, rng, "network_acls")


def route_added(design: Design, rng: Random) -> Design:
    """Add a route to where another one of its table leads."""
    place = rng.choice([place for place, one in enumerate(design.route_tables) if one.routes])
    table = design.route_tables[place]
    block = f"172.{rng.randrange(16, 32)}.{rng.randrange(256)}.0/24"
    route = table.routes[0].model_copy(update={"destination": block})
    return _put(design, "route_tables", place, table.model_copy(update={"routes": (*table.routes, route)}))


def route_removed(design: Design, rng: Random) -> Design:
    """Take the last route of a table away."""
    place = rng.choice([place for place, one in enumerate(design.route_tables) if one.routes])
    table = design.route_tables[place]
    return _put(design, "route_tables", place, table.model_copy(update={"routes": table.routes[:-1]}))


def route_changed(design: Design, rng: Random) -> Design:
    """Lead a private subnet out by another NAT gateway."""
    gateways = [one.id for one in design.nat_gateways]
    led = [
        (place, at)
        for place, one in enumerate(design.route_tables)
        for at, route in enumerate(one.routes)
        if route.target in gateways
    ]
    place, at = rng.choice(led)
    table = design.route_tables[place]
    routes = list(table.routes)
    routes[at] = routes[at].model_copy(update={"target": rng.choice(gateways)})
    return _put(design, "route_tables", place, table.model_copy(update={"routes": tuple(routes)}))


def host_regrouped(design: Design, rng: Random) -> Design:
    """Give an interface the security groups of a neighbour."""
    place = rng.randrange(len(design.network_interfaces))
    one = design.network_interfaces[place]
    other = rng.choice([each for each in design.network_interfaces if each.subnet == one.subnet])
    moved = one.model_copy(update={"security_groups": other.security_groups})
    return _put(design, "network_interfaces", place, moved)


def host_added(design: Design, rng: Random) -> Design:
    """Put another interface beside one."""
    one = rng.choice(design.network_interfaces)
    first, second, third, _ = str(one.private_ip).split(".")
    address = f"{first}.{second}.{int(third) // 16 * 16 + 14}.{rng.randrange(10, 250)}"
    new = one.model_copy(update={"id": f"eni-new-{rng.randrange(1 << 30)}", "private_ip": address})
    return design.model_copy(update={"network_interfaces": (*design.network_interfaces, new)})


def host_removed(design: Design, rng: Random) -> Design:
    """Take an interface away."""
    place = rng.randrange(len(design.network_interfaces))
    several = design.network_interfaces
    return design.model_copy(update={"network_interfaces": (*several[:place], *several[place + 1 :])})


def subnet_added(design: Design, rng: Random) -> Design:
    """Put an empty subnet beside one."""
    one = rng.choice(design.subnets)
    first, second, *_ = str(one.cidr).split(".")
    block = f"{first}.{second}.{rng.randrange(160, 255)}.0/24"
    new = one.model_copy(update={"id": f"subnet-new-{rng.randrange(1 << 30)}", "cidr": block})
    return design.model_copy(update={"subnets": (*design.subnets, new)})


def group_added(design: Design, rng: Random) -> Design:
    """Add a security group that nobody has yet."""
    new = rng.choice(design.security_groups).model_copy(update={"id": f"sg-new-{rng.randrange(1 << 30)}"})
    return design.model_copy(update={"security_groups": (*design.security_groups, new)})


KINDS: dict[str, Keystroke] = {
    "a rule of a security group": group_line,
    "a rule of a network ACL": list_line,
    "a route added": route_added,
    "a route removed": route_removed,
    "a route led elsewhere": route_changed,
    "an interface in other groups": host_regrouped,
    "an interface added": host_added,
    "an interface removed": host_removed,
    "a subnet added": subnet_added,
    "a security group added": group_added,
}


def _line(design: Design, rng: Random, kind: str) -> Design:
    nouns: tuple[Any, ...] = getattr(design, kind)
    place = rng.randrange(len(nouns))
    rules = list(nouns[place].ingress)
    at = rng.randrange(len(rules))
    rules[at] = rules[at].model_copy(update={"ports": rng.choice(PORTS), "protocol": "tcp"})
    return _put(design, kind, place, nouns[place].model_copy(update={"ingress": tuple(rules)}))


def _put(design: Design, kind: str, place: int, noun: Noun) -> Design:
    nouns: tuple[Noun, ...] = getattr(design, kind)
    return design.model_copy(update={kind: (*nouns[:place], noun, *nouns[place + 1 :])})
