"""Seeded mutants of whom a failure may concern: each must be caught by the law of losses."""

# ruff: noqa: ARG005 - a mutant ignores what it is told

from collections.abc import Callable
from typing import Any

import pytest

from tests.laws.designs import draw
from tests.laws.killing import caught
from tests.laws.test_everybody import LAYOUTS, crowded
from tests.laws.test_losses import FEW, held
from vpcdesign.analysis import losses
from vpcdesign.analysis.worlds import Worlds
from vpcdesign.api.layouts import load_layout
from vpcdesign.reach import rows, walk

SEEDS = 60
LIKELY = (0, 1)

Plant = Callable[[pytest.MonkeyPatch], None]
MUTANTS: dict[str, Plant] = {}


def mutant(plant: Plant) -> Plant:
    """Register a mutant under its name."""
    MUTANTS[plant.__name__] = plant
    return plant


@mutant
def a_failure_concerns_nobody(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(losses, "concerned", lambda _, kinds, left: [0] * len(left))


@mutant
def ways_across_never_change(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(rows, "by_crossing", lambda *_: 0)


@mutant
def who_is_dealt_another_address_has_his_own(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Worlds, "_now", lambda _, world, member: member)


def told(seed: int, patch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401 - only that it is told
    """Hold a random design to the law."""
    with patch.context() as within:
        within.setattr(walk, "PATIENCE", -1)
        if seed < len(LAYOUTS):
            return held(load_layout(LAYOUTS[seed]))
        return held(crowded(draw(seed)), FEW)


@pytest.mark.parametrize("name", MUTANTS)
def test_the_law_kills_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    MUTANTS[name](monkeypatch)
    caught(name, lambda seed: told(seed, monkeypatch), LIKELY, SEEDS)
