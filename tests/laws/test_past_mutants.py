"""Seeded mutants of what is followed edit by edit: each must be caught by the law of rows that are seldom read."""

# ruff: noqa: ARG001, ARG005, SLF001 - a mutant reaches into what it is planted in, and ignores what it is told

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from random import Random

import pytest

from tests.laws.crowds import Served, crowd
from tests.laws.designs import draw, read
from tests.laws.edits import acquainted, edit, shut
from tests.laws.killing import Mutants, Plant, caught, unasked
from tests.laws.moves import through_a_gateway
from tests.laws.test_kept import edited, held
from tests.laws.test_kept import followed as one_by_one
from tests.laws.test_past import bounded, followed
from vpcdesign.algebra.intervals import Intervals
from vpcdesign.algebra.portsets import PortSets
from vpcdesign.network.rules import Line, Rules
from vpcdesign.reach import following, guards, joining, past, rows, unlike
from vpcdesign.reach.bearers import Bearers
from vpcdesign.reach.guards import Guards
from vpcdesign.reach.matched import Matched
from vpcdesign.reach.past import Past
from vpcdesign.reach.places import Places
from vpcdesign.reach.rows import Rows
from vpcdesign.reach.sides import Crossed, Sides
from vpcdesign.reach.touched import Through
from vpcdesign.reach.wayside import Passing

Passings = Callable[[int], Iterable[Passing]]
SEEDS = 60
mutant = Mutants()
LIKELY = {
    "lines_are_matched_by_addresses_alone": (80,),
    "only_who_is_sent_to_fares_otherwise": (34,),
    "rows_on_a_shelf_are_of_one_age": (49,),
    "ways_across_are_not_crossed_again": (29,),
    "what_is_forgotten_was_never_there": (51,),
    "who_is_crossed_to_again_is_all_there_is": (45,),
}
"""Seeds of the chains that caught a mutant before."""


@mutant
def swapped_rules_say_what_they_said(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Guards, "after", lambda self, swapped: self)


@mutant
def who_said_it_says_it_still(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(guards._Turn, "left", lambda self, blocks, low: {one: bits << low for one, bits in blocks.items()})


@mutant
def wide_sources_say_what_they_said(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Guards, "_widen", lambda self, turns: None)


@mutant
def only_the_last_edit_counts(patch: pytest.MonkeyPatch) -> None:
    right = Past.after

    def wrong(self: Past[object], rows: object, pairs: object) -> Past[object]:
        found = right(self, rows, pairs)  # type: ignore[arg-type]
        found._edits = tuple(() if at + 1 < len(found._edits) else one for at, one in enumerate(found._edits))
        return found

    patch.setattr(Past, "after", wrong)


@mutant
def what_is_forgotten_was_never_there(patch: pytest.MonkeyPatch) -> None:
    right = Past.get

    def wrong(self: Past[object], key: past.Key) -> object:
        first, self._first = self._first, 0
        try:
            return right(self, key)
        finally:
            self._first = first

    patch.setattr(Past, "get", wrong)


@mutant
def rows_on_a_shelf_are_of_one_age(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(past._Shelf, "when", lambda self: dict.fromkeys(self.rows, self.newest))


@mutant
def lines_are_matched_by_marks_alone(patch: pytest.MonkeyPatch) -> None:
    right = Matched.by
    patch.setattr(Matched, "by", lambda self, lines: right(self, [one for one in lines if one.label is not None]))


@mutant
def lines_are_matched_by_addresses_alone(patch: pytest.MonkeyPatch) -> None:
    right = Matched.by
    patch.setattr(Matched, "by", lambda self, lines: right(self, [one for one in lines if one.label is None]))


@mutant
def whoever_had_rules_has_them_for_ever(patch: pytest.MonkeyPatch) -> None:
    def wrong(self: Bearers, kinds: object, new: object) -> Bearers:
        other = Bearers(kinds)  # type: ignore[arg-type]
        other.__dict__.update({name: held for name, held in vars(self).items() if name != "kinds"})
        return other

    patch.setattr(Bearers, "after", wrong)


@mutant
def lists_say_the_same_for_ever(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(following, "parted", lambda places, swapped, passing: ())


@mutant
def lists_are_told_by_their_first_line(patch: pytest.MonkeyPatch) -> None:
    right = unlike._let_through

    def wrong(pool: PortSets, rules: Rules, source: int, destination: int) -> int:
        return right(pool, _with(rules, rules.lines[:1]), source, destination)

    patch.setattr(unlike, "_let_through", wrong)


@mutant
def lists_deny_nothing(patch: pytest.MonkeyPatch) -> None:
    right = unlike._let_through

    def wrong(pool: PortSets, rules: Rules, source: int, destination: int) -> int:
        lines = tuple(line for line in rules.lines if line.allow)
        return right(pool, _with(rules, lines), source, destination)

    patch.setattr(unlike, "_let_through", wrong)


@mutant
def ways_across_are_not_crossed_again(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Sides, "_crossed_again", lambda self, key, known, stale, few: known)


@mutant
def who_is_crossed_to_again_is_all_there_is(patch: pytest.MonkeyPatch) -> None:
    right = Sides._crossed_again

    def wrong(self: Sides, key: past.Key, known: Crossed, stale: int, few: int) -> Crossed:
        return right(self, key, known._replace(ways=[]), stale, few)

    patch.setattr(Sides, "_crossed_again", wrong)


@mutant
def only_who_is_sent_to_fares_otherwise(patch: pytest.MonkeyPatch) -> None:
    right = unlike.parted

    def wrong(places: Places, swapped: Mapping[int, Rules], passing: Passings) -> tuple[Through, ...]:
        return tuple(one._replace(to=one.sending) for one in right(places, swapped, passing)[:1])

    patch.setattr(following, "parted", wrong)


def worlds_share_what_they_find_out_of_ways(patch: pytest.MonkeyPatch) -> None:
    right = joining.joined
    patch.setattr(rows, "joined", lambda ways, old, new: ways if len(old) == len(new) else right(ways, old, new))


def nobody_is_known_by_what_devices_put_on(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Matched, "_seen", lambda self, some, who, blocks: 0)


def worlds_share_what_filters_outbound_say(patch: pytest.MonkeyPatch) -> None:
    unasked(patch, Rows, "after", "stay")


def lists_know_nobody_by_the_address_of_a_device(patch: pytest.MonkeyPatch) -> None:
    right = unlike._places

    def wrong(places: Places, addresses: Intervals) -> int:
        bare = copy(places)
        bare.given = frozenset()
        return right(bare, addresses)

    patch.setattr(unlike, "_places", wrong)


def _with(rules: Rules, lines: tuple[Line, ...]) -> Rules:
    return Rules(lines, rules.default, rules.code, rules.default_allow)


def broken(seed: int) -> bool:
    """Tell whether a chain of edits breaks the law."""
    followed(crowd(seed) if seed % 4 == 0 else draw(seed), Random(seed), Counter(), shut if seed % 2 else edit)
    held(draw(seed), Random(seed), Counter(), shut)
    return False


@pytest.mark.parametrize("name", mutant)
def test_the_law_kills_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bounded(1, monkeypatch)
    mutant[name](monkeypatch)
    caught(name, broken, LIKELY.get(name, ()), SEEDS)


def asked_in_turns(seed: int) -> None:
    """Hold worlds in which hosts come and go."""
    followed(crowd(seed) if seed % 2 else draw(seed), Random(seed), Counter(), edited)


def introduced(seed: int) -> None:
    """Hold guards to the truth that come to know devices by their addresses."""
    held(read(Served(seed).build()), Random(seed), Counter(), acquainted)


def asked_through(_: int) -> None:
    """Hold a list that comes to say something else of a gateway."""
    one_by_one(through_a_gateway(), Counter())


@pytest.mark.parametrize(
    ("plant", "law", "likely"),
    [
        (worlds_share_what_they_find_out_of_ways, asked_in_turns, 76),
        (worlds_share_what_filters_outbound_say, asked_in_turns, 9),
        (nobody_is_known_by_what_devices_put_on, introduced, 97),
        (lists_know_nobody_by_the_address_of_a_device, asked_through, 1),
    ],
)
def test_its_own_law_kills_it(
    plant: Plant, law: Callable[[int], None], likely: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch)

    def broken(seed: int) -> None:
        bounded(seed, monkeypatch)
        law(seed)

    caught(plant.__name__, broken, (likely,), 2 * SEEDS)
