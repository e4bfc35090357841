"""Judging what an edit can have changed says what judging everything says."""

from pathlib import Path
from random import Random

import pytest

from tests.tui.harness import LAYOUTS
from vpcdesign.api.storage import load
from vpcdesign.design.document import NOUN_LISTS, Design
from vpcdesign.design.filters import AclRule, EgressRule, IngressRule
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
    random = Random(str(file))
    known = judged(edited(load(file), random))
    for _ in range(40):
        after = said(known.design, random)
        short, whole = judged(after, known), judged(after)
        assert short.problems == whole.problems
        assert short.rest is known.rest or not known.parted
        known = short


@pytest.mark.parametrize("file", sorted(LAYOUTS.glob("*.json")), ids=lambda file: file.stem)
def test_judging_the_lines_alone_is_judging_everything(file: str) -> None:
    random = Random(str(file))
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
