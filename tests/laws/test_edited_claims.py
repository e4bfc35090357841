"""Law: after any chain of edits of filters, many claims are judged as by a watch that is begun there.

Groups of an estate of several VPCs claim things of each other; lists are edited that stand on the ways of many, so that
claims come to hold and cease to, by packets or by answers, with several edits between that nobody has to look at.
"""

from collections.abc import Iterable, Iterator
from random import Random

import pytest

from tests.benchmarks.estate import document
from tests.laws.edits import edit, parting, relisted, shut
from vpcdesign.analysis.watch import Watch
from vpcdesign.design.asserting import Assertion
from vpcdesign.design.document import Design
from vpcdesign.design.filters import AclRule, IngressRule
from vpcdesign.formats.native.read import read

PORTS = ("22", "443", "8000-8080", "5432")
WIDE = (*PORTS, "1024-65535", "32768-60999", "1024-20000")
CLAIMS, EDITS, QUICK = 40, 14, 6


def claiming(random: Random) -> Design:
    """Draw an estate with many claims, mostly about what some group lets in."""
    design = read(document(3, 45, 18))
    groups = list(design.security_groups)
    for place, one in enumerate(groups):  # so that all VPCs have to do with each other
        wide = [line.model_copy(update={"source": "10.0.0.0/8"}) for line in one.ingress]
        groups[place] = one.model_copy(update={"ingress": (*one.ingress, *wide)})
    names = [f"sg:{one.id}" for one in groups]
    claims = []
    for number in range(CLAIMS):
        to = random.choice(groups)
        ports = random.choice(to.ingress).ports if random.random() < 0.8 else random.choice(PORTS)
        out = random.random() < 0.2
        claims.append(
            Assertion(
                name=f"claim {number}",
                from_=random.choice((*names, *names, "tier:app", *(() if out else ("internet",)))),
                to="internet" if out else f"sg:{to.id}",
                ports=f"tcp/{ports}",
                expect=random.choice(("allowed", "allowed", "blocked", "blocked", "isolated", "only")),
            )
        )
    return design.model_copy(update={"security_groups": tuple(groups), "assertions": tuple(claims)})


def admitted(design: Design, random: Random) -> Design:
    """A group lets in somebody else, or does not any more."""
    groups = list(design.security_groups)
    place = random.randrange(len(groups))
    lines = list(groups[place].ingress)
    if len(lines) > 1 and random.random() < 0.5:
        lines.pop(random.randrange(len(lines)))
    else:
        mates = [one.id for one in groups if one.vpc == groups[place].vpc]
        made = {"source": random.choice((*mates, "10.0.0.0/8")), "protocol": "tcp", "ports": random.choice(PORTS)}
        lines.append(IngressRule.model_validate(made))
    groups[place] = groups[place].model_copy(update={"ingress": tuple(lines)})
    return design.model_copy(update={"security_groups": tuple(groups)})


def relined(design: Design, random: Random) -> Design:
    """A line of a list names other ports, another block, or does the contrary."""
    lists = list(design.network_acls)
    place, side = random.randrange(len(lists)), random.choice(("ingress", "egress"))
    lines = list(getattr(lists[place], side))
    at = random.randrange(len(lines))
    was = lines[at]
    made = {"rule": was.rule, "action": was.action, "cidr": was.cidr, "protocol": was.protocol, "ports": was.ports}
    what = random.choice(("ports", "ports", "cidr", "action"))
    if what == "ports":
        made |= {"protocol": "tcp", "ports": random.choice(WIDE)}
    elif what == "cidr":
        made["cidr"] = random.choice(("0.0.0.0/0", "10.0.0.0/8", "10.1.0.0/16", random.choice(design.subnets).cidr))
    else:
        made["action"] = "deny" if was.action == "allow" else "allow"
    lines[at] = AclRule.model_validate({key: value for key, value in made.items() if value is not None})
    lists[place] = lists[place].model_copy(update={side: tuple(lines)})
    return design.model_copy(update={"network_acls": tuple(lists)})


MOVES = (relined, relined, relined, relined, relisted, shut, parting, edit, admitted, admitted)


def steps(design: Design, random: Random) -> Iterator[tuple[int, Design]]:
    """Give what becomes of a design, and from which step each edit was made: mostly the last, at times one before."""
    several = [design]
    for _ in range(EDITS):
        before = len(several) - 1 if random.random() < 0.9 else random.randrange(len(several))
        if random.random() < 0.1:
            after = random.choice(several).model_copy()  # as undo does
        else:
            after = random.choice(MOVES)(several[before], random)
        if after.network_interfaces is design.network_interfaces:
            several.append(after)
            yield before, after


def judged(seeds: Iterable[int]) -> int:
    """Hold chains of edits to the law; count the verdicts that changed."""
    turned = 0
    for seed in seeds:
        random = Random(seed)
        design = claiming(random)
        watches = [Watch(design)]
        if seed % 2:
            watches[0].ground.expect_edits()
        for before, after in steps(design, random):
            watches.append(watches[before].after(after))
            assert watches[-1].holds == Watch(after).holds, seed
            turned += sum(a != b for a, b in zip(watches[-1].holds, watches[before].holds, strict=True))
    return turned


def test_claims_are_judged_as_by_a_watch_begun_there() -> None:
    assert judged(range(QUICK)) > QUICK


@pytest.mark.deep
@pytest.mark.parametrize("first", range(QUICK, QUICK + 400, 50))
def test_many_claims_are_judged_as_by_a_watch_begun_there(first: int) -> None:
    judged(range(first, first + 50))
