"""Random edits of random designs: mostly lines of filters, as a person edits, and sometimes anything else."""

from random import Random

from vpcdesign.design.document import Design
from vpcdesign.design.filters import AclRule, EgressRule, IngressRule

PORTS = ("22", "443", "53-60", "1024-65535")
PEERS = ("0.0.0.0/0", "10.0.0.0/8", "10.0.1.0/24", "10.0.0.64/26", "10.0.0.5/32", "198.51.100.0/24")


def edit(design: Design, random: Random) -> Design:
    """Give the design after one edit."""
    kinds = [_group, _group, _group, _list, _list, _word]
    if random.random() < 0.2:
        kinds = [_route, _stop, _interface, _two]
    return random.choice(kinds)(design, random)


def _group(design: Design, random: Random) -> Design:
    """A line of a security group goes, comes, or changes."""
    groups = list(design.security_groups)
    if not groups:
        return design
    place = random.randrange(len(groups))
    one = groups[place]
    side = random.choice(("ingress", "egress"))
    lines = list(getattr(one, side))
    if lines and random.random() < 0.5:
        lines.pop(random.randrange(len(lines)))
    if random.random() < 0.7:
        peer = random.choice((*PEERS, *(group.id for group in groups if group.vpc == one.vpc)))
        what = {"protocol": random.choice(("tcp", "udp")), "ports": random.choice(PORTS)}
        made = (
            IngressRule.model_validate({"source": peer, **what})
            if side == "ingress"
            else EgressRule.model_validate({"destination": peer, **what})
        )
        lines.insert(random.randint(0, len(lines)), made)
    groups[place] = one.model_copy(update={side: tuple(lines)})
    return design.model_copy(update={"security_groups": tuple(groups)})


def _list(design: Design, random: Random) -> Design:
    """A line of a network ACL goes or comes."""
    lists = list(design.network_acls)
    if not lists:
        return _group(design, random)
    place = random.randrange(len(lists))
    side = random.choice(("ingress", "egress"))
    lines = list(getattr(lists[place], side))
    if lines and random.random() < 0.5:
        lines.pop(random.randrange(len(lines)))
    number = random.choice([n for n in (1, 55, 105, 32000) if n not in {line.rule for line in lines}])
    made = {"rule": number, "action": random.choice(("allow", "deny")), "protocol": "tcp",
            "ports": random.choice(PORTS), "cidr": random.choice(PEERS)}  # fmt: skip
    lines.append(AclRule.model_validate(made))
    lists[place] = lists[place].model_copy(update={side: tuple(lines)})
    return design.model_copy(update={"network_acls": tuple(lists)})


def _word(design: Design, random: Random) -> Design:
    """A name changes, or nothing does."""
    groups = list(design.security_groups)
    if groups:
        place = random.randrange(len(groups))
        groups[place] = groups[place].model_copy(update={"note": f"note {random.random()}"})
    return design.model_copy(update={"security_groups": tuple(groups), "note": "edited"})


def _route(design: Design, random: Random) -> Design:
    """A route goes."""
    tables = list(design.route_tables)
    held = [place for place, one in enumerate(tables) if one.routes]
    if held:
        place = random.choice(held)
        tables[place] = tables[place].model_copy(update={"routes": tables[place].routes[1:]})
    return design.model_copy(update={"route_tables": tuple(tables)})


def _stop(design: Design, random: Random) -> Design:
    """An interface is detached."""
    several = list(design.network_interfaces)
    if several:
        place = random.randrange(len(several))
        several[place] = several[place].model_copy(update={"attached": not several[place].attached})
    return design.model_copy(update={"network_interfaces": tuple(several)})


def _interface(design: Design, random: Random) -> Design:
    """An interface changes its groups."""
    several = list(design.network_interfaces)
    if len(several) > 1:
        place = random.randrange(len(several))
        same = [one for one in several if one.subnet == several[place].subnet]
        groups = random.choice(same).security_groups
        several[place] = several[place].model_copy(update={"security_groups": groups})
    return design.model_copy(update={"network_interfaces": tuple(several)})


def _two(design: Design, random: Random) -> Design:
    return _route(_group(design, random), random)
