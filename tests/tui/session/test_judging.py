"""Judging what an edit can have changed says what judging everything says."""

from pathlib import Path
from random import Random

import pytest

from tests.benchmarks.designing import estate
from tests.tui.harness import LAYOUTS
from vpcdesign.api.storage import load
from vpcdesign.design.document import NOUN_LISTS, Design
from vpcdesign.design.filters import AclRule, EgressRule, IngressRule
from vpcdesign.design.hosts import Instance
from vpcdesign.tui.session.judging import Judged, judged

BLOCKS = ("0.0.0.0/0", "::/0", "10.20.64.0/20", "198.51.100.0/24", "sg-app", "sg-nobody", "pl-none", "web")
PROTOCOLS = (("tcp", "443"), ("udp", "53"), ("icmp", None), ("-1", None), ("tcp", "9-1"), ("tcp", None), ("all", "5"))


def edited(design: Design, random: Random) -> Design:
    """Change, add or remove a line of a filter, mostly wrongly."""
    kind = random.choice([kind for kind in ("security_groups", "network_acls") if getattr(design, kind)] or ["notes"])
    if kind == "notes":
        return design
    nouns = list(getattr(design, kind))
    place = random.randrange(len(nouns))
    way = random.choice(("ingress", "egress"))
    lines = list(getattr(nouns[place], way))
    if lines and random.random() < 0.4:
        del lines[random.randrange(len(lines))]
    lines.insert(random.randrange(len(lines) + 1), line(kind, way, random))
    nouns[place] = nouns[place].model_copy(update={way: tuple(lines)})
    return design.model_copy(update={kind: tuple(nouns)})


def line(kind: str, way: str, random: Random) -> AclRule | IngressRule | EgressRule:
    protocol, ports = random.choice(PROTOCOLS)
    if kind == "network_acls":
        number, block = random.randrange(1, 40000), random.choice(BLOCKS[:4])
        return AclRule.model_construct(rule=number, action="allow", protocol=protocol, ports=ports, cidr=block)
    if way == "ingress":
        return IngressRule.model_construct(protocol=protocol, ports=ports, source=random.choice(BLOCKS))
    return EgressRule.model_construct(protocol=protocol, ports=ports, destination=random.choice(BLOCKS))


def said(design: Design, random: Random) -> Design:
    """Write a note on a noun of any list, or tag it."""
    kind = random.choice([kind for kind in NOUN_LISTS if getattr(design, kind)])
    nouns = list(getattr(design, kind))
    place = random.randrange(len(nouns))
    update = random.choice([{"note": "default"}, {"tags": {"Name": "default", "aws:name": "sg-app"}}])
    nouns[place] = nouns[place].model_copy(update=update)
    return design.model_copy(update={kind: tuple(nouns)})


@pytest.mark.parametrize("file", sorted(LAYOUTS.glob("*.json")), ids=lambda file: file.stem)
def test_what_is_said_of_a_noun_changes_nothing(file: Path) -> None:
    random = Random(file.name)
    known = judged(edited(load(file), random))
    for _ in range(40):
        after = said(known.design, random)
        short, whole = judged(after, known), judged(after)
        assert short.problems == whole.problems
        assert short.rest is known.rest or not known.parted
        known = short


@pytest.mark.parametrize("file", sorted(LAYOUTS.glob("*.json")), ids=lambda file: file.stem)
def test_judging_the_lines_alone_is_judging_everything(file: Path) -> None:
    random = Random(file.name)
    known: Judged = judged(load(file))
    parted = 0
    for _ in range(60):
        after = edited(known.design, random)
        short, whole = judged(after, known), judged(after)
        parted += short.parted
        if whole.parted:  # where a name leads nowhere, everything else stays unjudged in the whole only
            assert short.problems == whole.problems
            known = short
        else:
            assert short.problems - judged(known.design).problems
    assert parted or not known.design.security_groups


def placed(design: Design, random: Random) -> Design:
    """Change, add or take away a subnet, an interface or a route table, mostly wrongly."""
    kind = random.choice([kind for kind in ("subnets", "network_interfaces", "route_tables") if getattr(design, kind)])
    nouns = list(getattr(design, kind))
    place, other = random.randrange(len(nouns)), random.choice(nouns)
    one = nouns[place]
    act = random.random()
    if act < 0.15:
        nouns.insert(place, one.model_copy(update={"id": random.choice((f"new-{random.randrange(99)}", other.id))}))
    elif act < 0.3 and len(nouns) > 1:
        del nouns[place]
    else:
        fields = FIELDS[kind]
        value = getattr(other, field := random.choice(fields))
        if field == "public_ip":
            value = random.choice(("198.51.100.7", "198.51.100.8", "auto", None))
        if field == "instance" and design.instances:
            value = random.choice(design.instances).id
        nouns[place] = one.model_copy(update={field: value})
    return design.model_copy(update={kind: tuple(nouns)})


FIELDS = {
    "subnets": ("vpc", "az", "cidr", "route_table", "network_acl", "tier", "ipv6_cidr"),
    "network_interfaces": ("subnet", "private_ip", "security_groups", "public_ip", "instance", "count", "kind"),
    "route_tables": ("vpc", "routes", "main", "gateway"),
}


@pytest.mark.parametrize("file", sorted(LAYOUTS.glob("*.json")), ids=lambda file: file.stem)
def test_judging_what_is_near_is_judging_everything(file: Path) -> None:
    random = Random(file.name)
    first = known = judged(load(file))
    near = 0
    for turn in range(120):
        if turn % 12 == 0:
            known = first
        after = placed(known.design, random)
        short, whole = judged(after, known), judged(after)
        near += known.parted and known.nearby.of(known.design, after) is not None
        if whole.parted:
            assert short.problems == whole.problems
            known = short
        else:
            assert short.problems - known.problems, "whatever names nothing is refused"
    assert near > 40


def test_an_estate_is_judged_by_the_part_that_an_edit_concerns() -> None:
    design = estate(3, 3, 4, each=2)
    known, random = judged(design), Random(7)
    refused = parts = 0
    for _ in range(60):
        after = placed(known.design, random)
        short, whole = judged(after, known), judged(after)
        pair = known.nearby.of(known.design, after)
        if pair is not None:
            parts += len(pair[1].network_interfaces) < len(after.network_interfaces) * 0.8
        if whole.parted:
            assert short.problems == whole.problems
            refused += bool(short.problems - known.problems)
            known = short
    assert parts > 20
    assert refused > 5


def test_who_is_elsewhere_and_has_to_do_with_it_is_judged_too() -> None:
    """A public address is one everywhere, and an instance stands in one zone: whatever VPC the others are in."""
    design = estate(3, 3, 4, each=2)
    here, there, third = (
        next(one for one in design.network_interfaces if one.subnet.startswith(vpc)) for vpc in ("v0", "v2", "v3")
    )
    held: dict[str, dict[str, object]] = {
        here.id: {"instance": "i-both"},
        there.id: {"instance": "i-both"},
        third.id: {"public_ip": "203.0.113.9"},
    }
    hosts = tuple(one.model_copy(update=held.get(one.id, {})) for one in design.network_interfaces)
    update: dict[str, object] = {"network_interfaces": hosts, "instances": (Instance(id="i-both"),)}
    design = design.model_copy(update=update)
    known = judged(design)
    assert not known.problems
    address = {"public_ip": "203.0.113.9", "instance": None}
    taken = tuple(one.model_copy(update=address) if one.id == here.id else one for one in hosts)
    zone = tuple(
        one.model_copy(update={"az": "us-east-1c"}) if one.id == here.subnet else one for one in design.subnets
    )
    for changed in ({"network_interfaces": taken}, {"subnets": zone}):
        after = design.model_copy(update=changed)
        pair = known.nearby.of(design, after)
        assert pair is not None
        assert len(pair[1].network_interfaces) < len(hosts) * 0.8
        assert judged(after, known).problems == judged(after).problems
        assert judged(after).problems
