"""Covers put together are what each of their ways says, service by service."""

from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest

from tests.laws.killing import unexplained
from vpcdesign.algebra.intervals import contains, of
from vpcdesign.algebra.portsets import EMPTY, FULL, PortSets
from vpcdesign.reach.covers import Cover, Fare, alternatives, bits_of, cases, narrowed, places_of, runs_of, turned_round

SERVICES = range(4)
PLACES = range(3)


def drawn(random: Random, pool: PortSets, depth: int) -> tuple[Cover, dict[int, list[dict[int, str]]]]:
    """Give a cover, and for each place what each choice of the network does with each service: a state, if any."""
    if not depth or random.random() < 0.2:
        marks = random.choice(("x", "y"))
        some = sum(1 << place for place in PLACES if random.random() < 0.8)
        whole = {place: [dict.fromkeys(SERVICES, marks) if some >> place & 1 else {}] for place in PLACES}
        return (Cover({Fare(FULL, FULL, marks, kept=True): some} if some else {}, 0), whole)
    several = [drawn(random, pool, depth - 1) for _ in range(random.choice((1, 2, 2)))]
    services = [one for one in SERVICES if random.random() < 0.6]
    if len(several) == 1:
        cover, ways = several[0]
        number = pool.number(of((one, one) for one in services))
        return narrowed(pool, cover, number), {
            place: [{s: m for s, m in way.items() if s in services} for way in found] for place, found in ways.items()
        }
    (one, mine), (other, theirs) = several
    if random.random() < 0.5:
        return alternatives(pool, (one, other)), {place: mine[place] + theirs[place] for place in PLACES}
    rest = [one for one in SERVICES if one not in services]
    numbers = [pool.number(of((s, s) for s in part)) for part in (services, rest[:-1])]
    return cases(pool, [(one, numbers[0]), (other, numbers[1])]), {
        place: [
            {s: m for s, m in a.items() if s in services} | {s: m for s, m in b.items() if s in rest[:-1]}
            for a in mine[place]
            for b in theirs[place]
        ]
        for place in PLACES
    }


def test_a_fork_that_ends_is_a_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    right = narrowed

    def forgetful(pool: PortSets, cover: Cover, number: int) -> Cover:
        found = right(pool, cover, number)
        return replace(found, fares={fare: bits for fare, bits in found.fares.items() if fare.may})

    monkeypatch.setitem(globals(), "narrowed", forgetful)
    with unexplained(), pytest.raises(AssertionError):
        test_what_may_goes_by_some_way_and_what_must_by_each()


def test_what_may_goes_by_some_way_and_what_must_by_each() -> None:
    forked = 0
    for seed in range(3000):
        random, pool = Random(seed), PortSets()
        cover, ways = drawn(random, pool, 4)
        forked += cover.forked
        for place in PLACES:
            fares = [fare for fare, bits in cover.fares.items() if bits >> place & 1]
            may = must = lost = EMPTY
            for fare in fares:
                may, must = pool.either(may, fare.may), pool.either(must, fare.must)
                lost = pool.either(lost, pool.less(fare.scope, fare.must))
            must = pool.less(must, lost)
            for service in SERVICES:
                assert contains(pool.services(may), service) == any(service in way for way in ways[place]), seed
                assert contains(pool.services(must), service) == all(service in way for way in ways[place]), seed
                states = {way[service] for way in ways[place] if service in way}
                assert states == {one.marks for one in fares if contains(pool.services(one.may), service)}, seed
    assert forked > 500


@pytest.mark.parametrize("share", [0.003, 0.3])
def test_rows_turned_round_are_their_columns(share: float) -> None:
    random = Random(share)
    for width in (1, 2, 30, 70):
        rows = [sum(1 << place for place in range(width) if random.random() < share) for _ in range(40)]
        columns = turned_round(rows, width)
        assert columns == [sum((bits >> place & 1) << at for at, bits in enumerate(rows)) for place in range(width)]


def test_runs_are_the_bits() -> None:
    random = Random(0)
    for _ in range(200):
        bits = random.getrandbits(40) & random.getrandbits(40) | random.getrandbits(10)
        runs = list(runs_of(bits))
        assert [place for low, high in runs for place in range(low, high)] == list(bits_of(bits))
        assert all(one[1] < other[0] for one, other in pairwise(runs))


@pytest.mark.parametrize("share", [0.01, 0.1, 0.13, 0.5, 1.0])
def test_places_are_those_of_the_bits(share: float) -> None:
    drawn = Random(share)
    for width in range(200):
        places = [place for place in range(width) if drawn.random() < share]
        assert places_of(sum(1 << place for place in places)) == places
