"""A watch says of every assertion what `check` says, at first and after every edit."""

from collections.abc import Iterable, Iterator
from random import Random

import pytest

from tests.laws.designs import draw
from tests.laws.edits import edit
from vpcdesign.analysis.check import check, texts
from vpcdesign.analysis.stand_ins import with_stand_ins
from vpcdesign.analysis.watch import Watch
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.asserting import Assertion
from vpcdesign.design.document import Design
from vpcdesign.errors import QuestionError

EDITS = 5
SERVICES = ("all", "tcp/443", "tcp/22", "udp/53", "icmp", "tcp", "tcp/50-60, udp/53")
EXPECTED = ("allowed", "allowed", "blocked", "blocked", "isolated", "only")


def sides(design: Design) -> list[str]:
    """Give words for some sides."""
    words = ["internet", "vpc:*", "10.0.0.77", *(f"subnet:{one.id}" for one in design.subnets)]
    words += [f"sg:{one.id}" for one in design.security_groups]
    words += [one.id for one in design.network_interfaces]
    return words


def claims(design: Design, random: Random) -> Iterator[Assertion]:
    """Draw claims that can be asked."""
    words = sides(design)
    for number in range(14):
        drawn = {
            "name": f"claim {number}",
            "from": random.choice(words),
            "to": random.choice(words),
            "ports": random.choice(SERVICES),
            "expect": random.choice(EXPECTED),
        }
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
    watched(range(25, 400))


def test_a_watch_says_what_check_says() -> None:
    watched(range(25))


def watched(seeds: Iterable[int]) -> None:
    """Hold watches of edited designs to `check`."""
    holding = whole = judged = kept = 0
    for seed in seeds:
        random = Random(seed)
        design = draw(seed)
        assertions = tuple(claims(design, random))
        design = design.model_copy(update={"assertions": assertions})
        watch = Watch(design)
        assert list(watch.holds) == checked(design, assertions), seed
        for _ in range(EDITS):
            design = edit(design, random)
            try:
                true = checked(design, assertions)
            except QuestionError:
                break
            watch = watch.after(design)
            assert list(watch.holds) == true, seed
            holding, whole = holding + sum(true), whole + len(true)
            judged += watch.judged
            kept += len(true) - watch.judged
    assert whole / 5 < holding < whole * 4 / 5
    assert kept > judged / 6
