"""Assertions of a design and its edits: five hundred verdicts from scratch, and again after each edit of one rule.

Counted from the new Design, as a designer's keystroke is. Edits are of every kind that a rule can have: a security
group's port or peer, a network ACL's port.
"""

import gc
import random
from collections.abc import Callable, Iterator
from statistics import median, quantiles
from typing import Literal

from tests.benchmarks.estate import document
from tests.benchmarks.keystrokes import PORTS
from tests.benchmarks.shapes import roles
from tests.benchmarks.timing import Figure, Spent, of, once
from vpcdesign.analysis.watch import Watch
from vpcdesign.design.asserting import Assertion
from vpcdesign.design.document import Design
from vpcdesign.formats.native.read import read

ASSERTIONS, RUNS = 500, 3
COUNTS = {1_000: (60, ("16 ms", "33 ms", "")), 50_000: (20, ("1 ms", "5 ms", "25 ms"))}
"""How many edits are followed, and what is wanted of the median, the slowest twentieth and the worst."""
LARGE = {50_000: (40, 2_000)}
"""What has no room in one VPC: an estate of so many VPCs and security groups."""
PICKS: tuple[Callable[[list[float]], float], ...] = (median, lambda taken: quantiles(taken, n=20)[-1], max)
EXPECTED: list[Literal["allowed", "blocked", "isolated", "only"]] = ["allowed", "blocked", "isolated", "only"]


def asserted(count: int, assertions: int = ASSERTIONS) -> Design:
    """Draw a design with claims from group to group, some of which hold."""
    large = LARGE.get(count)
    design = read(roles(count) if large is None else document(large[0], count, large[1]))
    rng = random.Random(2)
    worn = {name for one in design.network_interfaces for name in one.security_groups}
    groups = [one.id for one in design.security_groups if one.id in worn]
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
        ground = watch.ground
        judged = of(lambda design=design, ground=ground: Watch(design, common=ground), RUNS)  # type: ignore[misc]
        beside = f"{sum(watch.holds)} of {ASSERTIONS} hold; reading sides and compiling in it"
        yield Figure(f"{count:,}: {ASSERTIONS} assertions from scratch", spent, "", beside)
        goal = "10 ms" if count not in LARGE else "30 ms"
        yield Figure(f"{count:,}: {ASSERTIONS} assertions, rows known", judged, goal, "who is meant, claims, verdicts")
        yield from _edits(count, design, watch)


def _edits(count: int, design: Design, watch: Watch) -> Iterator[Figure]:
    """Follow a chain of edits; the collector rests within one, as it would between two keys."""
    rng = random.Random(3)
    taken: list[Spent] = []
    judged = 0
    edits, goals = COUNTS[count]
    for _ in range(edits):
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
    for name, goal, pick in zip(("median", "p95", "worst"), goals, PICKS, strict=True):
        spent = Spent(pick([one.wall for one in taken]), pick([one.cpu for one in taken]))
        beside = (
            f"{edits} edits, {judged / edits:.0f} of {ASSERTIONS} judged again on average" if name == "median" else ""
        )
        yield Figure(f"{count:,}: one rule to all verdicts, {name}", spent, goal, beside)
