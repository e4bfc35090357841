"""A filter decides of each packet of a box as its first line does that matches it: tried packet by packet.

Boxes are of several stretches here, which a question of a small network hardly ever is.
"""

from collections.abc import Iterator
from itertools import product
from random import Random

import pytest

from tests.laws.killing import Mutants, caught
from vpcdesign.algebra.intervals import Intervals, contains, of
from vpcdesign.network.origin import Origin
from vpcdesign.network.rules import Line
from vpcdesign.reach import decide
from vpcdesign.reach.decide import Box

WIDTH, SEEDS = 5, 400
LABELS = frozenset({"x"})
mutant, mutant_between = Mutants(), Mutants()


@mutant
def a_line_lies_beside_a_box_whose_first_stretch_it_misses(patch: pytest.MonkeyPatch) -> None:
    right = decide.beside
    patch.setattr(decide, "beside", lambda lines, box: right(lines, (box[0][:1], box[1][:1], box[2][:1], box[3])))


@mutant
def a_line_lies_beside_a_box_whose_last_it_meets(patch: pytest.MonkeyPatch) -> None:
    right = decide.beside

    def wrong(lines: list[Line], box: Box) -> Iterator[Line]:
        source, destination, services, ports = box
        return right(
            lines, (source, destination, of((low, min(high, services[-1][1] - 1)) for low, high in services), ports)
        )

    patch.setattr(decide, "beside", wrong)


@mutant
def a_line_of_nothing_matches_everything(patch: pytest.MonkeyPatch) -> None:
    right = decide.meet
    patch.setattr(decide, "meet", lambda line, box: box if line.services == () else right(line, box))


def some(rng: Random, *, none: bool = True) -> Intervals:
    """Draw a set of a small axis, in several stretches as often as not; it may be empty."""
    return (
        of((at, at) for at in range(WIDTH) if rng.random() < 0.5) if none or rng.random() < 0.5 else ((0, WIDTH - 1),)
    )


def drawn(rng: Random) -> tuple[list[Line], Box]:
    """Draw a list and a box."""
    lines: list[Line] = []
    for number in range(rng.randrange(6)):
        source, destination, services, ports = (some(rng) if rng.random() < 0.6 else None for _ in range(4))
        label = rng.choice((None, None, ("x",), ("y",)))
        origin = Origin("filter", str(number))
        lines.append(Line(origin, rng.random() < 0.5, source, destination, services, ports, label))
    parts = [some(rng, none=False) or ((1, 1),) for _ in range(4)]
    return lines, (parts[0], parts[1], parts[2], parts[3])


def misjudged(seed: int) -> list[str]:
    """Every packet of a box that is not in one piece, or that another line decides than the first that matches."""
    lines, box = drawn(Random(seed))
    pieces = decide.decide(lines, box, LABELS)
    found: list[str] = []
    for packet in product(range(WIDTH), repeat=4):
        said = [line for part, line in pieces if all(map(contains, part, packet))]
        true = (
            [next((line for line in lines if matches(line, packet)), None)] if all(map(contains, box, packet)) else []
        )
        if said != true:
            found.append(f"{packet}: {said} where {true} decides")
    return found


def misjudged_between(seed: int) -> list[str]:
    """Every service between two ends that is not told once, or of which packets another line decides than is told."""
    lines, (source, destination, _, _) = drawn(Random(seed))
    told = decide.between(lines, (source, destination), LABELS)
    found: list[str] = []
    for service in range(WIDTH) if told is not None else ():
        said = [line for services, line in told or () if contains(services, service)]
        for packet in product(range(WIDTH), range(WIDTH), (service,), range(WIDTH)):
            true = next((line for line in lines if matches(line, packet)), None)
            if contains(source, packet[0]) and contains(destination, packet[1]) and said != [true]:
                found.append(f"{packet}: {said} where {true} decides")
    return found


def matches(line: Line, packet: tuple[int, ...]) -> bool:
    """Tell whether a line matches a packet."""
    asked = line.source, line.destination, line.services, line.source_ports
    marked = line.label is None or not LABELS.isdisjoint(line.label)
    return marked and all(one is None or contains(one, at) for one, at in zip(asked, packet, strict=True))


def test_the_first_line_that_matches_decides() -> None:
    for seed in range(SEEDS):
        assert misjudged(seed) == [], seed


def test_services_between_ends_are_decided_by_the_first_line() -> None:
    told = 0
    for seed in range(10 * SEEDS):
        assert misjudged_between(seed) == [], seed
        lines, (source, destination, _, _) = drawn(Random(seed))
        told += decide.between(lines, (source, destination), LABELS) is not None and len(lines) > 1
    assert told > SEEDS / 2


def test_boxes_are_cut_and_whole() -> None:
    """Lists that never cut a box, or always do, would prove little."""
    pieces = [len(decide.decide(*drawn(Random(seed)), LABELS)) for seed in range(SEEDS)]
    assert pieces.count(1) > SEEDS / 10
    assert sum(several > 3 for several in pieces) > SEEDS / 10


@pytest.mark.parametrize("name", mutant)
def test_the_law_kills_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    mutant[name](monkeypatch)
    caught(name, misjudged, (), SEEDS)


@mutant_between
def what_is_decided_is_decided_again(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(decide, "difference", lambda left, _: left)


@mutant_between
def an_end_that_is_met_in_part_is_met(patch: pytest.MonkeyPatch) -> None:
    right = vars(decide)["intersection"]
    patch.setattr(decide, "intersection", lambda one, other: one if right(one, other) else ())


@mutant_between
def marks_are_not_asked_for(patch: pytest.MonkeyPatch) -> None:
    right = decide.between
    patch.setattr(decide, "between", lambda lines, ends, _: right(lines, ends, frozenset({"x", "y"})))


@pytest.mark.parametrize("name", mutant_between)
def test_the_law_of_services_kills_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    mutant_between[name](monkeypatch)
    caught(name, misjudged_between, (), 10 * SEEDS)
