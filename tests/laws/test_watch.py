"""A watch says of every assertion what `check` says, at first and after every edit."""

from collections.abc import Iterable, Iterator
from random import Random

import pytest

from tests.benchmarks.estate import document
from tests.laws.designs import draw
from tests.laws.edits import edit, wire
from tests.laws.test_rows import everybody
from vpcdesign.analysis.check import check, texts
from vpcdesign.analysis.stand_ins import with_stand_ins
from vpcdesign.analysis.watch import Watch
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.asserting import Assertion
from vpcdesign.design.document import Design
from vpcdesign.design.filters import AclRule, EgressRule, IngressRule
from vpcdesign.errors import QuestionError
from vpcdesign.formats.native.read import read
from vpcdesign.reach.rows import Rows
from vpcdesign.topology.failures import failures

EDITS = 5
SERVICES = ("all", "tcp/443", "tcp/22", "udp/53", "icmp", "tcp", "tcp/50-60, udp/53")
EXPECTED = ("allowed", "allowed", "blocked", "blocked", "isolated", "only")


def sides(design: Design) -> list[str]:
    """Give words for some sides."""
    words = ["internet", "internet", "internet", "vpc:*", "10.0.0.77", *(f"subnet:{one.id}" for one in design.subnets)]
    words += [f"sg:{one.id}" for one in design.security_groups]
    words += [one.id for one in design.network_interfaces]
    return words


def claims(design: Design, random: Random) -> Iterator[Assertion]:
    """Draw claims that can be asked."""
    words = sides(design)
    single = [one.id for one in failures(design)]
    for number in range(14):
        drawn: dict[str, object] = {
            "name": f"claim {number}",
            "from": random.choice(words),
            "to": random.choice(words),
            "ports": random.choice(SERVICES),
            "expect": random.choice(EXPECTED),
        }
        if single and random.random() < 0.2:
            drawn["when"] = {"fail": random.choice(single)}
        one = Assertion.model_validate(drawn)
        try:
            checked(design, (one,))
        except QuestionError:
            continue
        yield one


def checked(design: Design, assertions: tuple[Assertion, ...]) -> list[bool]:
    """What `check` says."""
    asked, bare, _ = with_stand_ins(design, texts(assertions))
    return [one.holds for one in check(asked, compile_design(asked, bare), assertions)]


@pytest.mark.deep
def test_many_watches() -> None:
    watched(range(10, 400))


def test_a_watch_says_what_check_says() -> None:
    watched(range(10))


def watched(seeds: Iterable[int]) -> None:
    """Hold watches of edited designs to `check`."""
    seen = [one for seed in seeds for one in followed(seed)]
    holding, whole, judged = (sum(one) for one in zip(*seen, strict=True))
    assert whole / 5 < holding < whole * 4 / 5
    assert whole - judged > judged / 6


def followed(seed: int) -> Iterator[tuple[int, int, int]]:
    """Hold the watch of a design to `check` over some edits; tell how many claims hold, there are and were judged."""
    random = Random(seed)
    design = draw(seed)
    assertions = tuple(claims(design, random))
    design = design.model_copy(update={"assertions": assertions})
    watch = Watch(design)
    assert list(watch.holds) == checked(design, assertions), seed
    for _ in range(EDITS):
        design = (wire if random.random() < 0.3 else edit)(design, random)
        try:
            true = checked(design, assertions)
        except QuestionError:
            break
        watch = watch.after(design)
        assert list(watch.holds) == true, seed
        yield sum(true), len(true), watch.judged


def crowd() -> Design:
    """Give a design in which three interfaces each are alike."""
    return read(document(1, 27, 6))


def crowded(seeds: Iterable[int]) -> None:
    """Hold watches to `check` where edits name single hosts among many that were alike."""
    for seed in seeds:
        parted(seed)


def parted(seed: int) -> None:
    """Hold one of them, and whatever its rows say, over some edits."""
    random = Random(seed)
    design = crowd()
    assertions = tuple(claims(design, random))
    design = design.model_copy(update={"assertions": assertions})
    watch = Watch(design)
    asking = everybody(design)
    for _ in range(6):
        design = single(design, random)
        watch = watch.after(design)
        assert list(watch.holds) == checked(design, assertions), seed
        rows, fresh = watch.ground.rows, Rows(watch.ground.network)
        assert [rows.ask(one) for one in asking] == [fresh.ask(one) for one in asking], seed


def single(design: Design, random: Random) -> Design:
    """Add a line about a host or two, a subnet or a group; or take a line away."""
    if random.random() < 0.2:
        lists = list(design.network_acls)
        place = random.randrange(len(lists))
        number = min(one.rule for one in lists[place].ingress) - 1
        host = f"10.0.{16 * random.randrange(3, 6)}.{random.randrange(10, 13)}/32"
        line = AclRule.model_validate({"rule": max(number, 1), "action": "deny", "protocol": "all", "cidr": host})
        kept = tuple(one for one in lists[place].ingress if one.rule != line.rule)
        lists[place] = lists[place].model_copy(update={"ingress": (line, *kept)})
        return design.model_copy(update={"network_acls": tuple(lists)})
    groups = list(design.security_groups)
    place = random.randrange(len(groups))
    side, word = random.choice((("ingress", "source"), ("ingress", "source"), ("egress", "destination")))
    lines = list(getattr(groups[place], side))
    if lines and random.random() < 0.4:
        lines.pop(random.randrange(len(lines)))
    else:
        net = f"10.0.{16 * random.randrange(9)}"
        host = f"{net}.{random.randrange(10, 13)}/{random.choice((32, 31, 30))}"
        peer = random.choice((host, f"{net}.0/20", f"{net}.0/20", random.choice(groups).id))
        made = {word: peer, "protocol": "tcp", "ports": random.choice(("443", "22", "0-65535"))}
        lines.append((IngressRule if side == "ingress" else EgressRule).model_validate(made))
    groups[place] = groups[place].model_copy(update={side: tuple(lines)})
    return design.model_copy(update={"security_groups": tuple(groups)})


def test_a_watch_of_many_who_are_alike() -> None:
    crowded(range(4))


@pytest.mark.deep
def test_many_watches_of_many_who_are_alike() -> None:
    crowded(range(4, 60))
