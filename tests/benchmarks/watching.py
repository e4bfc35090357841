"""Assertions of a design and its edits: five hundred verdicts from scratch, and again after each edit of one rule.

Claims are from security group to security group, to which the goals belong, or mixed: a third of those are from a tier
with a third of all interfaces, others from the internet, and some say `only`. Edits are counted from the new Design, as
a designer's keystroke is, and are of every kind that a rule can have: a group's port or peer, a network ACL's port.
"""

import gc
import random
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median, quantiles
from typing import Literal

from tests.benchmarks.estate import document
from tests.benchmarks.keystrokes import KINDS, PORTS
from tests.benchmarks.shapes import roles
from tests.benchmarks.timing import Figure, Spent, of, once
from vpcdesign.analysis.check import texts
from vpcdesign.analysis.ground import fresh
from vpcdesign.analysis.watch import Watch
from vpcdesign.collector import collector_paused
from vpcdesign.design.asserting import Assertion
from vpcdesign.design.document import Design
from vpcdesign.formats.native.read import read

ASSERTIONS, RUNS, OF_EACH = 500, 3, 5
COUNTS = {1_000: (60, ("16 ms", "33 ms", "")), 50_000: (60, ("1 ms", "5 ms", "25 ms"))}
"""How many edits are followed, and what is wanted of the median, the slowest twentieth and the worst."""
LARGE = {50_000: (40, 2_000)}
"""What has no room in one VPC: an estate of so many VPCs and security groups."""
PICKS: tuple[Callable[[list[float]], float], ...] = (median, lambda taken: quantiles(taken, n=20)[-1], max)
EXPECTED: list[Literal["allowed", "blocked", "isolated", "only"]] = ["allowed", "blocked", "isolated", "only"]


def unasserted(count: int) -> tuple[Design, list[str]]:
    """Draw a design, and the selectors of the groups that anybody wears."""
    large = LARGE.get(count)
    design = read(roles(count) if large is None else document(large[0], count, large[1]))
    worn = {name for one in design.network_interfaces for name in one.security_groups}
    return design, [f"sg:{one.id}" for one in design.security_groups if one.id in worn]


def grouped(count: int, assertions: int = ASSERTIONS) -> Design:
    """Draw a design with claims from group to group, some of which hold."""
    design, groups = unasserted(count)
    rng = random.Random(2)
    claims = [
        Assertion(
            name=f"claim {place}",
            from_=rng.choice(groups),
            to=rng.choice(groups),
            ports=f"tcp/{rng.choice(PORTS)}",
            expect=rng.choices(EXPECTED[:3], (5, 3, 1))[0],
        )
        for place in range(assertions)
    ]
    return design.model_copy(update={"assertions": tuple(claims)})


def asserted(count: int, assertions: int = ASSERTIONS) -> Design:
    """Draw a design with claims to groups, some of which hold: from groups, from tiers, from the internet."""
    design, groups = unasserted(count)
    rng = random.Random(2)
    tiers = ["tier:public", "tier:app", "tier:db"]
    claims = []
    for place in range(assertions):
        source = rng.choice([rng.choice(groups), rng.choice(tiers), "internet"])
        claims.append(
            Assertion(
                name=f"claim {place}",
                from_=source,
                to=rng.choice(groups),
                ports=f"tcp/{rng.choice(PORTS)}",
                expect=rng.choices(EXPECTED, (5, 3, 1, 1))[0] if source != "internet" else "blocked",
            )
        )
    return design.model_copy(update={"assertions": tuple(claims)})


CLAIMS = {"group to group": grouped, "mixed": asserted}
GOAL = "group to group"
"""Whose figures the goals are about."""


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
    """Measure both, of claims of both kinds."""
    for count in COUNTS:
        for kind, drawn in CLAIMS.items():
            yield from _verdicts(count, kind, drawn(count))
    for kind, drawn in CLAIMS.items():
        yield from _any_edit(kind, drawn(min(COUNTS)))


def _verdicts(count: int, kind: str, design: Design) -> Iterator[Figure]:
    """Judge all claims: with everything that it takes, where the rows are there, and where none of them is made yet."""
    spent = of(lambda: Watch(design), RUNS)
    watch = Watch(design)
    judged = of(lambda: Watch(design, common=watch.ground), RUNS)
    bare = iter([fresh(design, texts(design.assertions)) for _ in range(RUNS)])
    first = of(lambda: Watch(design, common=next(bare)), RUNS)
    what = f"{count:,}: {ASSERTIONS} assertions, {kind}"
    held = f"{sum(watch.holds)} of {ASSERTIONS} hold"
    goal = ("30 ms" if count in LARGE else "10 ms") if kind == GOAL else ""
    yield Figure(f"{what}, rows known", judged, goal, f"who is meant, claims, verdicts; {held}")
    yield Figure(f"{what}, no row made yet", first, "", "the network is compiled, and nobody has asked anything")
    yield Figure(f"{what}, from scratch", spent, "", "compiling in it")
    yield from _edits(count, kind, design, watch)


def _edits(count: int, kind: str, design: Design, watch: Watch) -> Iterator[Figure]:
    """Follow a chain of edits; the collector rests meanwhile, as it would between two keys.

    What all edits of rules ask for is there: the designer finds it when it has opened a design. A full collection looks
    at everything there is, and what an edit needs of it has left the processor's caches then: that is told beside.
    """
    edits, goals = COUNTS[count]
    ready = once(watch.ground.expect_edits)
    yield Figure(f"{count:,}: what edits ask for", ready, "", "found once, while nobody waits")
    gc.collect()
    with collector_paused():
        taken, judged = _chain(design, watch, edits)
    cold, _ = _chain(design, watch, edits, before=gc.collect)
    for name, goal, pick in zip(("median", "p95", "worst"), goals, PICKS, strict=True):
        spent, after = (Spent(pick([o.wall for o in some]), pick([o.cpu for o in some])) for some in (taken, cold))
        beside = f"each after a full collection: {1e3 * after.cpu:.1f} ms"
        if name == "median":
            beside += f"; {edits} edits, {judged / edits:.0f} of {ASSERTIONS} judged again on average"
        wanted = goal if kind == GOAL or count not in LARGE else ""
        yield Figure(f"{count:,}: one rule to all verdicts, {kind}, {name}", spent, wanted, beside)


def _any_edit(kind: str, design: Design) -> Iterator[Figure]:
    """Follow a few edits of each kind that a designer makes, not of rules alone; each ends as a watch begun there."""
    begun = Watch(design)
    begun.ground.expect_edits()
    taken: dict[str, list[float]] = {}
    for name, key in KINDS.items():
        changed, watch, rng = design, begun, random.Random(3)
        gc.collect()
        for _ in range(OF_EACH):
            changed = key(changed, rng)
            with collector_paused():
                spent, watch = _timed(partial(watch.after, changed))
            taken.setdefault(name, []).append(spent.cpu)
        assert watch.holds == Watch(changed).holds, name
    whole = [cpu for several in taken.values() for cpu in several]
    slowest = max(taken, key=lambda name: median(taken[name]))
    goals = COUNTS[min(COUNTS)][1]
    for name, goal, pick in zip(("median", "p95", "worst"), goals, PICKS, strict=True):
        beside = f"{len(whole)} edits of {len(taken)} kinds; median of {slowest}: {1e3 * median(taken[slowest]):.0f} ms"
        figure = Spent(pick(whole), pick(whole))
        what = f"{min(COUNTS):,}: any edit to all verdicts, {kind}, {name}"
        yield Figure(what, figure, goal, beside if name == "median" else "")


def _chain(
    design: Design, watch: Watch, edits: int, before: Callable[[], object] | None = None
) -> tuple[list[Spent], int]:
    """Edit one rule after the other; give what each took, and how many verdicts were given anew."""
    rng = random.Random(3)
    taken: list[Spent] = []
    judged = 0
    for _ in range(edits):
        design = edited(design, rng)
        if before is not None:
            before()
        with collector_paused():
            spent, watch = _timed(partial(watch.after, design))
        taken.append(spent)
        judged += watch.judged
    return taken, judged


def _timed(call: Callable[[], Watch]) -> tuple[Spent, Watch]:
    found: list[Watch] = []
    return once(lambda: found.append(call())), found[0]
