"""What history calls a place: `sg-bastion inbound 1`, `acl-db outbound 100`, `app-a 0.0.0.0/0`.

Lines are counted from 1 as the screens show them; a rule of a network ACL goes by its number and a route by its
destination, which is how people speak of them.
"""

from vpcdesign.design.balancers import Listener, Target, TargetGroup
from vpcdesign.design.edit.places import Path, Place, value_at
from vpcdesign.design.edit.wording import write
from vpcdesign.design.filters import AclRule, EgressRule, IngressRule, Rule
from vpcdesign.design.firewalls import FirewallRule
from vpcdesign.design.noun import Model
from vpcdesign.design.routing import Route
from vpcdesign.design.transit import TransitGatewayRoute

DIRECTIONS = {"ingress": "inbound", "egress": "outbound"}
"""The two lists of a filter, as the screens call them."""

FIELDS = {
    "cidrs": "blocks",
    "cidr": "block",
    "az": "zone",
    "routes": "routes",
    "ingress": "inbound lines",
    "egress": "outbound lines",
    "private_ip": "private address",
    "public_ip": "public address",
}
"""Fields whose name in the document is not how people call them; any other is read with spaces."""


ONE_OF = {
    "addresses": "address",
    "secondary_ips": "secondary address",
    "prefixes": "prefix",
    "ipv6_addresses": "IPv6 address",
    "nat_rules": "NAT rule",
    "stateless_rules": "stateless rule",
    "stateful_rules": "stateful rule",
}
"""What one of a list is called, where that is not the list's name without its last letter."""


def field_words(field: str) -> str:
    """Say a field as people do."""
    return FIELDS.get(field, field.replace("_", " "))


def of_place(found: Place) -> str:
    """Say where a place is."""
    name = found.noun.id
    words = [name]
    for end in range(1, len(found.path) + 1):
        step = found.path[end - 1]
        if isinstance(step, int):
            words.append(_nth(found, found.path[:end], step))
        elif step in DIRECTIONS:
            words.append(DIRECTIONS[step])
        elif end == len(found.path):
            words.append(field_words(step))
    return " ".join(words)


def _nth(found: Place, path: Path, place: int) -> str:
    part = value_at(Place(found.spot, path))
    field = path[-2]
    match part:
        case AclRule():
            return str(part.rule)
        case IngressRule() | EgressRule():
            return str(place + 1)
        case Route() | TransitGatewayRoute():
            return part.destination
        case FirewallRule():
            return f"{'stateless' if field == 'stateless_rules' else 'stateful'} {place + 1}"
        case Listener():
            return f"listener {part.protocol}/{part.port}"
        case TargetGroup():
            return part.id
        case Target():
            return f"target {part.target}"
        case str():
            return part
        case _:
            return f"{ONE_OF.get(str(field), field_words(str(field)).removesuffix('s'))} {place + 1}"


def of_value(value: object) -> str:
    """Say a value: what is left out is `none`, a list is its words."""
    if value is None or value in ((), {}):
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        if all(isinstance(one, str) for one in value) and len(value) <= 3:
            return ", ".join(map(str, value))
        return f"{len(value)} {'entry' if len(value) == 1 else 'entries'}"
    if isinstance(value, Model):
        return of_line(value)
    return write(value)


def of_line(part: Model) -> str:
    """Say what a line says: `tcp/22 from sg-bastion`, `allow tcp/443 0.0.0.0/0`, `0.0.0.0/0 → nat-a`."""
    match part:
        case AclRule():
            return f"{part.action} {service(part)} {part.cidr}"
        case IngressRule():
            return f"{service(part)} from {part.source}"
        case EgressRule():
            return f"{service(part)} to {part.destination}"
        case Route():
            return f"{part.destination} → {part.target}"
        case TransitGatewayRoute():
            return f"{part.destination} → {', '.join(part.attachments) or 'nowhere'}"
        case FirewallRule():
            ports = f"/{part.ports}" if part.ports else ""
            ends = f"{', '.join(part.sources) or 'any'} → {', '.join(part.destinations) or 'any'}"
            return f"{part.action} {part.protocol}{ports} {ends}"
        case Listener():
            return f"{part.protocol}/{part.port} to {', '.join(part.target_groups) or 'nothing'}"
        case TargetGroup():
            return f"{part.id}, {part.protocol}{f'/{part.port}' if part.port else ''}"
        case Target():
            return f"{part.target}{f':{part.port}' if part.port else ''}"
        case _:
            said = [getattr(part, field) for field in type(part).model_fields if field != "note"]
            return ", ".join(write(value) for value in said if value not in (None, (), False, {})) or "nothing said"


def service(rule: Rule) -> str:
    """Say the services of a line: `tcp/443`, `icmp/8`, `all`."""
    if rule.ports is not None:
        return f"{rule.protocol}/{rule.ports}"
    kind = rule.icmp_type
    if kind is None or kind == -1:
        return rule.protocol
    code = rule.icmp_code
    return f"{rule.protocol}/{kind}" + (f"/{code}" if code is not None and code != -1 else "")


def counted(count: int, word: str) -> str:
    """Count things: `1 subnet`, `3 subnets`."""
    return f"{count} {word}" if count == 1 else f"{count:,} {word if word.endswith('s') else word + 's'}"
