"""Law: packets that show a difference are the same, whether all services were walked to find them or some alone."""

from itertools import product
from random import Random

import pytest

from tests.laws.designs import draw
from tests.laws.edits import edit, stir
from tests.laws.killing import caught
from vpcdesign.algebra.intervals import Intervals, intersection
from vpcdesign.algebra.services import TCP, UDP
from vpcdesign.analysis import fates
from vpcdesign.analysis.fates import compared, example, fate, fate_in
from vpcdesign.analysis.joints import Joint, joints
from vpcdesign.analysis.worlds import World, Worlds
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design

SEEDS = range(14)
MANY = range(14, 120)
SOME: tuple[Intervals, ...] = (
    ((TCP << 16 | 22, TCP << 16 | 443),),
    ((TCP << 16 | 444, TCP << 16 | 65535), (UDP << 16, UDP << 16 | 60)),
)
"""Services that are cut out of those that differ."""


def world(design: Design) -> World:
    return Worlds(design, compile_design(design)).whole


def shown(worlds: tuple[World, World], ends: tuple[Joint, Joint]) -> int:
    """Hold two hosts to the law in all that they differ in, and in parts of it; give how often parts were walked."""
    one, other = ends
    whole = fate(worlds[0], one.old, other.old), fate(worlds[1], one.new, other.new)
    found = 0
    for key, _ in compared(whole, ends):
        for part in (key[1], *(intersection(key[1], some) for some in SOME)):
            cut = (key[0], part, *key[2:])
            few = fate_in(worlds, ends, part) if part else None
            if few is not None:
                found += 1
                assert example(few, ends, cut) == example(whole, ends, cut)
    return found


def told(seed: int) -> int:
    """Hold a random design and an edit of it to the law; give how often parts were walked."""
    random = Random(seed)
    old = draw(seed)
    new = (edit, stir)[seed % 2](stir(old, random), random)
    worlds = world(old), world(new)
    several = joints(*worlds, {})
    pairs = [(one, other) for one, other in product(several, repeat=2) if not (one.outside and other.outside)]
    return sum(shown(worlds, pair) for pair in pairs)


def held(seed: int) -> None:
    """Hold a random design and an edit of it to the law."""
    told(seed)


def test_examples_of_random_designs() -> None:
    assert sum(map(told, SEEDS))


@pytest.mark.deep
def test_many_examples() -> None:
    assert sum(map(told, MANY))


def test_boxes_of_several_addresses_are_not_cut_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fates, "size", lambda _: 1)
    caught("who has several addresses is walked so as well", held, [5], len(SEEDS))
