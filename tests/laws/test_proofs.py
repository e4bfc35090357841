"""Law: after any chain of edits, and of steps back, the designer's proof is what proving from nothing gives."""

from collections.abc import Iterable
from random import Random

import pytest

from tests.laws.designs import draw
from tests.laws.edits import edit, stir, wire
from tests.laws.test_steps import anew
from tests.laws.test_untouched import told
from tests.laws.test_watch import claims
from vpcdesign.analysis import difference
from vpcdesign.analysis.labels import STAND_IN
from vpcdesign.api.layouts import layout_names, load_layout
from vpcdesign.design.document import Design
from vpcdesign.errors import VpcdesignError
from vpcdesign.tui.proving.work import prove
from vpcdesign.tui.session.proof import Proof

STEPS = 8
LEFT_ALONE = (42, 60, 91)
"""Chains in which the last host leaves whom an assertion means: then it is asked through a stand-in."""


def silent(_done: int, _of: int) -> None:
    """Nobody waits."""


def drawn(seed: int) -> tuple[Design, Random]:
    """Give a layout or a random design, with assertions, and what its edits are drawn by."""
    random = Random(seed)
    design = draw(seed) if seed % 3 == 0 else load_layout(random.choice(layout_names()))
    if not design.assertions and design.network_interfaces:
        design = design.model_copy(update={"assertions": tuple(claims(design, random))})
    return design, random


def edited(history: list[Design], random: Random) -> Design:
    """Give the next design: an edit of anything, or a step back."""
    if random.random() < 0.15 and len(history) > 2:
        return history[-2]
    return random.choice((stir, stir, stir, wire, edit))(history[-1], random)


def same(known: Proof, fresh: Proof) -> None:
    """Hold what was proved on what was known to what was proved from nothing."""
    assert [(one.name, one.holds) for one in known.results] == [(one.name, one.holds) for one in fresh.results]
    assert known.findings == fresh.findings


def chains(seeds: Iterable[int], *, compared: bool = False) -> tuple[int, int]:
    """Follow chains of edits; give how many steps there were, and how many changed who gets through."""
    taken = did = 0
    for seed in seeds:
        design, random = drawn(seed)
        history, known = [design], prove(design, None, Proof(), silent, lambda _: None)
        for _ in range(STEPS):
            before, after = history[-1], edited(history, random)
            if after is before:
                continue
            history.append(after)
            known = prove(after, before, known, silent)
            same(known, prove(after, None, Proof(), silent))
            taken, did = taken + 1, did + bool(known.differences)
            if compared and known.differences is not None:
                try:
                    full = told(anew(before, after))
                except VpcdesignError:
                    continue
                if not any(STAND_IN in str(one) for one in (*full, *known.differences)):
                    assert [one[:4] for one in told(list(known.differences))] == [one[:4] for one in full], seed
    return taken, did


@pytest.fixture(autouse=True)
def in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is compared anew asks each pair: no rows tell it anything."""
    monkeypatch.setattr(difference, "MANY", 1 << 30)


def test_proofs_of_chains_of_edits() -> None:
    taken, did = chains((*range(5), *LEFT_ALONE))
    assert taken / 10 < did < taken


def test_what_steps_of_chains_did() -> None:
    taken, did = chains(range(100, 102), compared=True)
    assert taken / 10 < did < taken


@pytest.mark.deep
def test_many_chains() -> None:
    taken, did = chains(range(500, 2500))
    assert taken / 10 < did < taken
    taken, did = chains(range(2500, 3200), compared=True)
    assert taken / 10 < did < taken
