"""Compiling an edited design again gives what compiling it from scratch does, and keeps what the edit did not touch."""

from collections.abc import Iterator
from random import Random

from tests.laws.designs import draw
from tests.laws.edits import edit
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.network.network import Network

SEEDS = range(60)
EDITS = 4


def edited(seed: int) -> Iterator[tuple[Network, Network, Network, Design]]:
    """Give chains of edits: the network before, again, from scratch, and the design."""
    random = Random(seed)
    design = draw(seed)
    before = compile_design(design)
    for _ in range(EDITS):
        design = edit(design, random)
        after = compile_design(design, previous=before)
        yield before, after, compile_design(design), design
        before = after


def test_again_is_as_from_scratch() -> None:
    kept = whole = 0
    for seed in SEEDS:
        for before, again, fresh, _ in edited(seed):
            assert list(map(repr, again.stages)) == list(map(repr, fresh.stages)), seed
            assert list(map(repr, again.endpoints.values())) == list(map(repr, fresh.endpoints.values())), seed
            assert (again.owned, again.internet, again.notes) == (fresh.owned, fresh.internet, fresh.notes)
            whole += 1
            kept += again.endpoints is before.endpoints
    assert kept > whole / 2


def test_what_an_edit_does_not_touch_is_the_same_object() -> None:
    for seed in SEEDS:
        for before, again, _, _ in edited(seed):
            if again.endpoints is before.endpoints:
                same = [a is b for a, b in zip(before.stages, again.stages, strict=True)]
                different = [repr(a) != repr(b) for a, b in zip(before.stages, again.stages, strict=True)]
                assert not any(one and other for one, other in zip(same, different, strict=True))
                assert sum(same) > len(same) / 2
