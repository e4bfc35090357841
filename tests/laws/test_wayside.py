"""Law: an edit of a list concerns whoever comes by that list, with packets or with answers, and nobody else is touched.

Lists are edited here that stand on the ways of many, beside gateways, balancers and hosts that forward; rows are read
seldom, so that others let through meanwhile whom a list is asked about next. What watches say is held to `check`.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from json import loads
from random import Random

import pytest

from tests.benchmarks.estate import document
from tests.laws.crowds import Served, crowd
from tests.laws.designs import draw, read
from tests.laws.edits import edit, idle, parting, relisted, shut
from tests.laws.forwarding import forwarding
from tests.laws.test_kept import held
from tests.laws.test_past import bounded, followed
from tests.laws.test_watch import checked, claims
from vpcdesign.analysis.watch import Watch
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.errors import QuestionError
from vpcdesign.reach import crossing, unlike, wayside
from vpcdesign.reach.rows import Rows
from vpcdesign.reach.wayside import Wayside

QUICK = 4


def served(seed: int) -> Design:
    """Draw a design with two load balancers."""
    return read(Served(seed).build())


DRAWN: tuple[Callable[[int], Design], ...] = (draw, crowd, served, forwarding)


def many(seed: int, patch: pytest.MonkeyPatch) -> None:
    """Let nobody be few, so that it is looked who comes by a list."""
    bounded(seed, patch)
    patch.setattr(unlike, "FEW", 1 << 20)
    patch.setattr(crossing, "TOGETHER", 2 if seed % 2 else 16)


def mixed(design: Design, random: Random) -> Design:
    """Edit mostly lists that stand on the ways of many."""
    return random.choice((relisted, relisted, relisted, shut, edit))(design, random)


def finely(design: Design, random: Random) -> Design:
    """Edit lists so that they part what was one, or so that it does nothing, and at times otherwise."""
    return random.choice((parting, parting, idle, idle, relisted))(design, random)


def by_the_wayside(seed: int, patch: pytest.MonkeyPatch) -> None:
    """Hold chains of edits of lists to the law."""
    many(seed, patch)
    drawn = DRAWN[seed % len(DRAWN)]
    held(drawn(seed), Random(seed), Counter(), relisted)
    held(drawn(seed), Random(seed), Counter(), shut)
    followed(drawn(seed), Random(seed), Counter(), mixed)
    followed(drawn(seed), Random(seed), Counter(), finely)


def watched(seed: int, patch: pytest.MonkeyPatch) -> None:
    """Hold the verdicts of a chain of edits of lists to `check`."""
    many(seed, patch)
    random = Random(seed)
    design = DRAWN[seed % len(DRAWN)](seed)
    assertions = tuple(one for one in claims(design, random) if one.when is None)
    design = design.model_copy(update={"assertions": assertions})
    watch = Watch(design)
    for _ in range(6):
        design = mixed(design, random)
        try:
            true = checked(design, assertions)
        except QuestionError:
            break  # nobody is left in a group
        watch = watch.after(design)
        assert list(watch.holds) == true, seed


def all_of(seeds: Iterable[int], patch: pytest.MonkeyPatch) -> None:
    """Hold both."""
    for seed in seeds:
        by_the_wayside(seed, patch)
        watched(seed, patch)


def alone_and_together(seeds: Iterable[int], patch: pytest.MonkeyPatch) -> int:
    """Who comes to a list is found alike for it alone and for many together; give how many somebody comes to."""
    patch.setattr(wayside, "TOGETHER", 3)
    asked = 0
    for seed in seeds:
        rows = Rows(compile_design(DRAWN[seed % len(DRAWN)](seed)))
        alone, together = (Wayside(rows.places, rows.places.rulings) for _ in range(2))
        together.expect_edits()
        for rules in rows.places.tables.outer:
            found = alone.passing(rules)
            assert sorted(found) == sorted(together.passing(rules)), seed
            asked += bool(found)
    return asked


def by_devices() -> None:
    """It is told where packets, or answers, bear what a NAT gateway gave them: at lists in front of one alone."""
    rows = Rows(compile_design(read(loads(document(2, 36, 10)))))
    ways = Wayside(rows.places, rows.places.rulings)
    touched: dict[str, set[int]] = {}
    for name, rules in rows.places.tables.outer.items():
        origin = rules.lines[0].origin
        touched[origin.component + origin.direction] = {one.leg for one in ways.passing(name) if not one.same}
    near = {"v0-acl-publicingress": {1}, "v0-acl-publicegress": {0}}
    near |= {name.replace("v0", "v1"): legs for name, legs in near.items()}
    assert {name: legs for name, legs in touched.items() if legs} == near


def test_what_devices_touch_is_told() -> None:
    by_devices()


def test_who_comes_to_lists_is_found_for_many_together(monkeypatch: pytest.MonkeyPatch) -> None:
    assert alone_and_together(range(8), monkeypatch)


def test_lists_that_stand_on_the_ways_of_many(monkeypatch: pytest.MonkeyPatch) -> None:
    all_of(range(QUICK), monkeypatch)


@pytest.mark.deep
@pytest.mark.parametrize("first", range(QUICK, QUICK + 400, 100))
def test_many_lists_that_stand_on_the_ways_of_many(first: int, monkeypatch: pytest.MonkeyPatch) -> None:
    all_of(range(first, first + 100), monkeypatch)
