"""What commands say does not depend on whether it was told by the rows or walked."""

from collections.abc import Callable
from typing import Any, TypeVar

import pytest

from tests.laws.designs import draw
from tests.laws.test_rows import everybody
from vpcdesign.analysis.difference import differences
from vpcdesign.analysis.reaches import Disagreement, confirm, reach, verdict_of
from vpcdesign.analysis.survey import meetings, parties, survey
from vpcdesign.analysis.worlds import Worlds
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.reach import walk
from vpcdesign.reach.ask import Answer, verdict
from vpcdesign.reach.walk import Walk

T = TypeVar("T")
SEEDS = range(10)


def both(monkeypatch: pytest.MonkeyPatch, ask: Callable[[], T]) -> tuple[T, T]:
    """Ask where everything is walked, and where whatever can be told is told."""
    monkeypatch.setattr(walk, "PATIENCE", 1_000_000)
    walked = ask()
    monkeypatch.setattr(walk, "PATIENCE", -1)
    return walked, ask()


def without_a_rule(design: Design) -> Design:
    """Take away the first line of the first group that has any."""
    groups = list(design.security_groups)
    for place, one in enumerate(groups):
        if one.ingress:
            groups[place] = one.model_copy(update={"ingress": one.ingress[1:]})
            break
    return design.model_copy(update={"security_groups": tuple(groups)})


def test_what_reaches_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in SEEDS:
        design = draw(seed)
        asking = everybody(design)
        network = compile_design(design)
        for one in asking:
            found = both(monkeypatch, lambda one=one, network=network: reach(Walk(network), [one]))  # type: ignore[misc]
            assert found[0] == found[1], seed
            said = verdict_of(Walk(network), [one])
            true = verdict(Walk(network), [one])
            assert (said.verdict, said.delivered) == (true.verdict, true.delivered), seed


def test_surveys_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def ask(design: Design) -> list[Any]:
        world = Worlds(design, compile_design(design)).whole
        return list(survey(world, list(meetings(parties(world)))).values())

    for seed in SEEDS:
        found = both(monkeypatch, lambda seed=seed: ask(draw(seed)))  # type: ignore[misc]
        assert found[0] == found[1], seed


def test_differences_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def ask(old: Design, new: Design) -> list[Any]:
        before, after = (Worlds(one, compile_design(one)).whole for one in (old, new))
        return differences(before, after)

    changed = 0
    for seed in SEEDS:
        old = draw(seed)
        found = both(monkeypatch, lambda old=old: ask(old, without_a_rule(old)))  # type: ignore[misc]
        assert found[0] == found[1], seed
        changed += bool(found[0])
    assert changed > len(SEEDS) / 6


def test_a_disagreement_is_loud() -> None:
    design = draw(0)
    asking = everybody(design)
    network = Walk(compile_design(design))
    true = verdict(network, asking[:1])
    confirm(network, asking[:1], true)
    with pytest.raises(Disagreement, match="report this bug"):
        confirm(network, asking[:1], Answer(true.verdict, (), not true.delivered))
