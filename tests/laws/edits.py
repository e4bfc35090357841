"""Random edits of random designs: mostly lines of filters, as a person edits, and sometimes anything else."""

from collections.abc import Sequence
from ipaddress import ip_address
from random import Random
from re import findall
from types import NoneType
from typing import get_args

from vpcdesign.design import references
from vpcdesign.design.document import NOUN_LISTS, Design
from vpcdesign.design.filters import AclRule, EgressRule, IngressRule
from vpcdesign.design.gateways import ElasticIp
from vpcdesign.design.hosts import NetworkInterface

PORTS = ("22", "443", "53-60", "1024-65535")
PEERS = ("0.0.0.0/0", "10.0.0.0/8", "10.0.1.0/24", "10.0.0.64/26", "10.0.0.5/32", "198.51.100.0/24")
PARTS = ("203.0.112.0/24", "198.51.100.0/26", "64.0.0.0/2", "8.8.8.0/24", "0.0.0.0/1", "10.0.1.128/25")


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
    if not design.network_acls:
        return _group(design, random)
    place, side, held = _side(design, random)
    lines = list(held)
    if lines and random.random() < 0.5:
        lines.pop(random.randrange(len(lines)))
    number = random.choice([n for n in (1, 55, 105, 32000) if n not in {line.rule for line in lines}])
    made = {"rule": number, "action": random.choice(("allow", "deny")), "protocol": "tcp",
            "ports": random.choice(PORTS), "cidr": random.choice(PEERS)}  # fmt: skip
    return _with_lines(design, place, side, [*lines, AclRule.model_validate(made)])


def _side(design: Design, random: Random) -> tuple[int, str, tuple[AclRule, ...]]:
    """Draw a network ACL by its place, and a side of it; give the lines there."""
    place = random.randrange(len(design.network_acls))
    side = random.choice(("ingress", "egress"))
    return place, side, getattr(design.network_acls[place], side)


def _with_lines(design: Design, place: int, side: str, lines: Sequence[AclRule]) -> Design:
    """Give the design with other lines in a network ACL."""
    lists = list(design.network_acls)
    lists[place] = lists[place].model_copy(update={side: tuple(lines)})
    return design.model_copy(update={"network_acls": tuple(lists)})


def shut(design: Design, random: Random) -> Design:
    """A list shuts one host out, or lets in again whom it shut out."""
    hosts = [one.private_ip for one in design.network_interfaces if one.private_ip]
    if not design.network_acls or not hosts:
        return _group(design, random)
    place, side, held = _side(design, random)
    lines = [line for line in held if line.rule != 1]
    if len(lines) == len(held):
        made = {"rule": 1, "action": "deny", "protocol": "all", "cidr": f"{random.choice(hosts)}/32"}
        lines.append(AclRule.model_validate(made))
    return _with_lines(design, place, side, lines)


def relisted(design: Design, random: Random) -> Design:
    """A list says of everybody, or of half of them, what it did not: it stands on the ways of many."""
    if not design.network_acls:
        return _group(design, random)
    place, side, held = _side(design, random)
    lines = [line for line in held if line.rule not in (2, 3)]
    if len(lines) == len(held) or random.random() < 0.5:
        what = {"protocol": random.choice(("tcp", "udp")), "ports": random.choice(PORTS)}
        block = random.choice(("0.0.0.0/0", "0.0.0.0/0", *PEERS[1:3], "10.0.0.0/16", "128.0.0.0/1"))
        made = {"rule": random.choice((2, 3)), "action": random.choice(("allow", "deny", "deny")), "cidr": block}
        lines.append(AclRule.model_validate(made | (what if random.random() < 0.7 else {"protocol": "all"})))
    return _with_lines(design, place, side, lines)


def parting(design: Design, random: Random) -> Design:
    """A list says something of a block that parts the internet, or a subnet, where nothing parted it."""
    if not design.network_acls:
        return _group(design, random)
    place, side, held = _side(design, random)
    number, block = random.randrange(1, 9), random.choice(PARTS)
    made = {"rule": number, "action": random.choice(("deny", "allow")), "protocol": "tcp",
            "ports": random.choice(("443", "1024-65535")), "cidr": block}  # fmt: skip
    lines = [line for line in held if line.rule != number]
    return _with_lines(design, place, side, [AclRule.model_validate(made), *lines])


def idle(design: Design, random: Random) -> Design:
    """A list says something of whom there is nobody, or does not any more: no packet fares otherwise."""
    if not design.network_acls:
        return _group(design, random)
    place, side, held = _side(design, random)
    lines = [line for line in held if line.rule != 9]
    if len(lines) == len(held):
        made = {"rule": 9, "action": "deny", "protocol": "all", "cidr": "240.0.0.0/8"}
        lines.append(AclRule.model_validate(made))
    return _with_lines(design, place, side, lines)


def acquainted(design: Design, random: Random) -> Design:
    """A group lets in one address, of a host or of a device, or lets it in no longer."""
    groups = list(design.security_groups)
    known = findall(r'"private_ip":"([0-9.]+)"', design.model_dump_json())
    if not groups or not known:
        return _group(design, random)
    place = random.randrange(len(groups))
    lines = [line for line in groups[place].ingress if not line.source.endswith("/32")]
    if len(lines) == len(groups[place].ingress) or random.random() < 0.5:
        made = {"protocol": "all", "source": f"{random.choice(known)}/32"}
        lines.append(IngressRule.model_validate(made))
    groups[place] = groups[place].model_copy(update={"ingress": tuple(lines)})
    return design.model_copy(update={"security_groups": tuple(groups)})


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


def wire(design: Design, random: Random) -> Design:
    """Give the design after an edit of anything but lines of filters."""
    return random.choice([_route, _way, _way, _stop, _interface, _newcomer, _leaver, _subnet])(design, random)


def _way(design: Design, random: Random) -> Design:
    """A route comes, or leads elsewhere."""
    tables = list(design.route_tables)
    held = [place for place, one in enumerate(tables) if one.routes]
    if held:
        place = random.choice(held)
        routes = list(tables[place].routes)
        at = random.randrange(len(routes))
        free = [one for one in PEERS if one not in {route.destination for route in routes}]
        if random.random() < 0.5 or not free:
            others = [one.target for table in tables if table.vpc == tables[place].vpc for one in table.routes]
            routes[at] = routes[at].model_copy(update={"target": random.choice(others)})
        else:
            routes.append(routes[at].model_copy(update={"destination": random.choice(free)}))
        tables[place] = tables[place].model_copy(update={"routes": tuple(routes)})
    return design.model_copy(update={"route_tables": tuple(tables)})


def _newcomer(design: Design, random: Random) -> Design:
    """An interface comes beside another one."""
    several = [one for one in design.network_interfaces if one.private_ip]
    if not several:
        return design
    taken = {one.private_ip for one in design.network_interfaces}
    one = random.choice(several)
    free = [str(ip_address(str(one.private_ip)) + step) for step in range(1, 9)]
    left = [address for address in free if address not in taken]
    if not left:
        return design
    made = {"id": f"new-{random.random()}", "private_ip": left[0], "subnet": one.subnet}
    new = NetworkInterface.model_validate(made | {"security_groups": one.security_groups})
    return design.model_copy(update={"network_interfaces": (*design.network_interfaces, new)})


def _leaver(design: Design, random: Random) -> Design:
    """An interface goes that nothing else names."""
    named = {one.target for table in design.route_tables for one in table.routes}
    free = [one for one in design.network_interfaces if one.id not in named and not one.instance]
    if len(free) < 2:
        return design
    gone = random.choice(free)
    return design.model_copy(
        update={"network_interfaces": tuple(one for one in design.network_interfaces if one is not gone)}
    )


def _subnet(design: Design, random: Random) -> Design:
    """A subnet moves to another route table or network ACL, if any subnet is left."""
    several = list(design.subnets)
    if not several:
        return design
    place = random.randrange(len(several))
    other = random.choice([one for one in several if one.vpc == several[place].vpc])
    same = {"route_table": other.route_table, "network_acl": other.network_acl}
    several[place] = several[place].model_copy(update=same)
    return design.model_copy(update={"subnets": tuple(several)})


PLAIN = (str, int, tuple, NoneType)
"""What a field may hold, and no type does."""


def stir(design: Design, random: Random) -> Design:
    """Give the design after an edit of anything at all: a noun goes, or says of itself what another one does.

    AWS would refuse much of it; but what it names is there. Or somebody gets a public address.
    """
    if random.random() < 0.08 and design.network_interfaces:
        its = {"interface": random.choice(design.network_interfaces).id, "id": f"eip-{random.random()}"}
        address = ElasticIp.model_validate({"address": f"203.0.113.{random.randrange(1, 250)}", **its})
        return design.model_copy(update={"elastic_ips": (*design.elastic_ips, address)})
    kind = random.choice([one for one in NOUN_LISTS if getattr(design, one)] + ["network_interfaces"] * 3)
    nouns = list(getattr(design, kind))
    if not nouns:
        return design
    place = random.randrange(len(nouns))
    if random.random() < 0.2:
        nouns.pop(place)
    else:
        one = nouns[place]
        name, told = random.choice([told for told in type(one).model_fields.items() if told[0] != "id"])
        held = getattr(one, name)
        others = [getattr(other, name) for other in nouns] + [*get_args(told.annotation), told.get_default()]
        plain = [each for each in others if each != held and isinstance(each, PLAIN)]
        if plain or isinstance(held, bool):
            nouns[place] = one.model_copy(update={name: not held if isinstance(held, bool) else random.choice(plain)})
    stirred = design.model_copy(update={kind: tuple(nouns)})
    return design if references.problems(stirred) else stirred
