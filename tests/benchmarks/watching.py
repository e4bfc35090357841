"""Assertions of a design and its edits: five hundred verdicts from scratch, and again after each edit of one rule.

Counted from the new Design, as a designer's keystroke is. Edits are of every kind that a rule can have: a security
group's port or peer, a network ACL's port.
"""

import gc
import random
from collections.abc import Iterator
from statistics import median, quantiles
from typing import Literal

from tests.benchmarks.keystrokes import PORTS
from tests.benchmarks.shapes import roles
from tests.benchmarks.timing import Figure, Spent, of, once
from vpcdesign.analysis.watch import Watch
from vpcdesign.design.asserting import Assertion
from vpcdesign.design.document import Design
from vpcdesign.formats.native.read import read

COUNTS = (1_000,)
ASSERTIONS, EDITS, RUNS = 500, 60, 3
EXPECTED: list[Literal["allowed", "blocked", "isolated", "only"]] = ["allowed", "blocked", "isolated", "only"]


def asserted(count: int, assertions: int = ASSERTIONS) -> Design:
    """Draw a design with claims from group to group, some of which hold."""
    design = read(roles(count))
    rng = random.Random(2)
    groups = [
        one.id
        for one in design.security_groups
        if {one.id} & {g for i in design.network_interfaces for g in i.security_groups}
    ]
    tiers = ["tier:public", "tier:app", "tier:db"]
    claims = []
    for place in range(assertions):
        source = rng.choice([f"sg:{rng.choice(groups)}", rng.choice(tiers), "internet"])
        claims.append(
            Assertion(
                name=f"claim {place}",
                from_=source,
                to=f"sg:{rng.choice(groups)}",
                ports=f"tcp/{rng.choice(PORTS)}",
                expect=rng.choices(EXPECTED, (5, 3, 1, 1))[0] if source != "internet" else "blocked",
            )
        )
    return design.model_copy(update={"assertions": tuple(claims)})


def edited(design: Design, rng: random.Random) -> Design:
    """Change one rule."""
    kind = rng.choice(["security_groups", "security_groups", "network_acls"])
    nouns = list(getattr(design, kind))
    place = rng.randrange(len(nouns))
    rules = list(nouns[place].ingress)
    at = rng.randrange(len(rules))
    rules[at] = rules[at].model_copy(update={"ports": rng.choice(PORTS), "protocol": "tcp"})
    nouns[place] = nouns[place].model_copy(update={"ingress": tuple(rules)})
    return design.model_copy(update={kind: tuple(nouns)})


def figures() -> Iterator[Figure]:
    """Measure both."""
    for count in COUNTS:
        design = asserted(count)
        spent = of(lambda design=design: Watch(design), RUNS)  # type: ignore[misc]
        watch = Watch(design)
        beside = f"{sum(watch.holds)} of {ASSERTIONS} hold; reading sides and compiling in it"
        yield Figure(f"{count:,}: {ASSERTIONS} assertions from scratch", spent, "", beside)
        yield from _edits(count, design, watch)


def _edits(count: int, design: Design, watch: Watch) -> Iterator[Figure]:
    """Follow a chain of edits; the collector rests within one, as it would between two keys."""
    rng = random.Random(3)
    taken: list[Spent] = []
    judged = 0
    for _ in range(EDITS):
        design = edited(design, rng)
        gc.collect()
        gc.disable()
        before = watch

        def again(before: Watch = before, design: Design = design) -> None:
            nonlocal watch
            watch = before.after(design)

        taken.append(once(again))
        gc.enable()
        judged += watch.judged
    for name, goal, pick in (("median", "16 ms", median), ("p95", "33 ms", _p95), ("worst", "", max)):
        spent = Spent(pick([one.wall for one in taken]), pick([one.cpu for one in taken]))
        beside = (
            f"{EDITS} edits, {judged / EDITS:.0f} of {ASSERTIONS} judged again on average" if name == "median" else ""
        )
        yield Figure(f"{count:,}: one rule to all verdicts, {name}", spent, goal if count == COUNTS[0] else "", beside)


def _p95(taken: list[float]) -> float:
    return quantiles(taken, n=20)[-1]
