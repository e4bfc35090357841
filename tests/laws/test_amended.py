"""Law: an amended mapping says what a copy with the same changes would; its branches know nothing of each other."""

from random import Random

import pytest

from vpcdesign.network import amended
from vpcdesign.network.amended import Amended, branched

STEPS = 120


def held(seed: int) -> None:
    """Hold mappings that are amended and branched to copies of dictionaries."""
    random = Random(seed)
    first = {one: one for one in range(random.randrange(6))}
    both: list[tuple[Amended[int, int], dict[int, int]]] = [(Amended(first), dict(first))]
    for step in range(STEPS):
        at = random.randrange(len(both))
        one, copy = both[at]
        key = random.randrange(9)
        do = random.choice(("set", "pop", "amend", "branch"))
        if do == "set":
            one[key] = copy[key] = step
        elif do == "pop":
            assert one.pop(key, None) == copy.pop(key, None)
        elif do == "amend":
            changes = {random.randrange(9): random.choice((step, None)) for _ in range(3)}
            left = {each: value for each, value in (copy | changes).items() if value is not None}
            both.append((Amended(one, changes), left))
        else:
            mine, other = branched(one)
            both[at] = mine, copy
            both.append((other, dict(copy)))
        both = both[-4:]
        for each, true in both:
            assert dict(each.items()) == true
            assert len(each) == len(true)
            assert [each.get(any_) for any_ in range(9)] == [true.get(any_) for any_ in range(9)]
            assert [any_ in each for any_ in range(9)] == [any_ in true for any_ in range(9)]
    with pytest.raises(KeyError):
        both[0][0][9]


@pytest.mark.parametrize("few", [0, 4, 500])
def test_a_mapping_is_another_one_but_for_a_few_keys(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(amended, "FEW", few)
    for seed in range(8):
        held(seed)


def test_who_is_branched_off_sees_nothing_of_what_is_found_out_later() -> None:
    known = {1: 1}
    mine, other = branched(known)
    mine[2] = 2
    other[3] = 3
    assert (known, dict(mine), dict(other)) == ({1: 1}, {1: 1, 2: 2}, {1: 1, 3: 3})
