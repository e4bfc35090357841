"""A set under other numbers is what its members are elsewhere, one by one, however many are moved at once."""

from random import Random

import pytest

from vpcdesign.analysis import numbering
from vpcdesign.analysis.numbering import Numbering
from vpcdesign.reach.covers import bits_of

NUMBERS = 200


def elsewhere(drawn: Random) -> dict[int, int]:
    """Draw where numbers are: stretches that keep their order, nearer the front or further back, and some others."""
    found: dict[int, int] = {}
    number, shift = drawn.randrange(9), drawn.randrange(50)
    while number < NUMBERS:
        found |= {one: 1 << max(one + shift, 0) for one in range(number, number + drawn.randrange(40))}
        number = max((number, *found)) + drawn.randrange(3)
        shift = drawn.choice((shift, -shift, drawn.randrange(-50, 50)))
        found |= {one: drawn.getrandbits(9) << one for one in range(number, number + drawn.randrange(6))}
        number += drawn.randrange(6)
    return found


@pytest.mark.parametrize("seed", range(20))
def test_a_set_is_what_its_members_are(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbering, "_MANY", 5)
    drawn = Random(seed)
    places = elsewhere(drawn)
    several = Numbering(places)
    for _ in range(50):
        some = drawn.getrandbits(NUMBERS + 20) & drawn.getrandbits(NUMBERS + 20)
        found = 0
        for one in bits_of(some):
            found |= places.get(one, 0)
        assert several.of(some) == found
