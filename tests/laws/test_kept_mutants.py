"""Seeded mutants of what rows keep through an edit: each must be caught by the law of chains of edits."""

# ruff: noqa: ARG005, SLF001 - a mutant reaches into what it is planted in, and ignores what it is told

from collections import Counter
from random import Random

import pytest

from tests.laws.crowds import crowd
from tests.laws.designs import draw
from tests.laws.doors import attached
from tests.laws.killing import Mutants, caught, unasked
from tests.laws.moves import chosen
from tests.laws.test_kept import followed, held, hurried, visited
from vpcdesign.reach import following, reruled, rows
from vpcdesign.reach.numbering import Before
from vpcdesign.reach.rehoused import Housed, Rehoused
from vpcdesign.reach.retabled import Retabled

SEEDS = 60
mutant = Mutants()
LIKELY = {
    "any_kind_of_a_place_will_do": (1,),
    "guards_are_the_same_for_ever": (12,),
    "new_kinds_concern_nobody": (1,),
    "nobody_goes_across_to_a_new_kind": (1,),
    "other_filters_concern_nobody": (17,),
    "ways_across_are_the_same_for_ever": (7,),
    "the_first_of_the_stretch_will_do": (18,),
    "whoever_has_a_name_is_what_he_was": (3,),
}
"""Seeds of the chains that caught a mutant before."""


@mutant
def new_kinds_concern_nobody(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(rows, "by_kinds", lambda old, new, turned: ())


@mutant
def other_filters_concern_nobody(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(rows, "by_filters", lambda old, new, turned, matched: ())


@mutant
def ways_across_are_the_same_for_ever(patch: pytest.MonkeyPatch) -> None:
    right = following._amended

    def wrong(*asked: object) -> following.Followed | None:
        found = right(*asked)  # type: ignore[arg-type]
        return found and found._replace(same=True)

    patch.setattr(following, "_amended", wrong)


@mutant
def guards_are_the_same_for_ever(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(rows, "_guarded_alike", lambda old, new: len(old) == len(new))


@mutant
def nobody_goes_across_to_a_new_kind(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(rows, "joined", lambda ways, old, new: ways)


@mutant
def whoever_has_a_name_is_what_he_was(patch: pytest.MonkeyPatch) -> None:
    def wrong(self: Before, name: str, ends: list[object]) -> None:
        self._old.update({id(end): was for end, was in zip(ends, self.ends.get(name), strict=False)})

    patch.setattr(Before, "compare", wrong)


@mutant
def any_place_will_do(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Rehoused, "_place", lambda self, end, ways: 0)


@mutant
def the_first_of_the_stretch_will_do(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Rehoused, "_stands_with", lambda self, place, end: True)


@mutant
def any_kind_of_a_place_will_do(patch: pytest.MonkeyPatch) -> None:
    def wrong(self: Rehoused, housed: Housed) -> int | None:
        return next((n for n, one in enumerate(self._found.kinds) if one.place == housed.place and not one.gone), None)

    patch.setattr(Rehoused, "_kind", wrong)


@mutant
def cuts_part_nobody(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Retabled, "_parts", lambda self, cut: False)
    patch.setattr(Retabled, "_whole", lambda self, node: True)


@mutant
def only_an_edge_that_nothing_had_parts_hosts(patch: pytest.MonkeyPatch) -> None:
    right = reruled._near
    patch.setattr(reruled, "_near", lambda places, cuts: right(places, {*cuts}.difference(places.cells.cuts)))


UNASKED = {
    (Rehoused, "__init__", "None in leaving"): 6,
    (Rehoused, "__init__", "not all((self._enters(name) for name in since.moved if name in network.endpoints))"): 0,
    (Rehoused, "_left", "not _plain(ends[0].endpoint)"): 9,
    (Rehoused, "_left", "name in old.apart"): 0,
    (Rehoused, "_harmless", "all((subset((pair,), self._found.special) for pair in several))"): 0,
    (Rehoused, "_harmless", "all(met)"): 3,
    (Rehoused, "_arrivals", "at >= 0"): 0,
    (Rehoused, "_enters", "not self._is_nobody_elses(one)"): 0,
    (Rehoused, "_is_nobody_elses", "low in found.given"): 0,
    (
        Rehoused,
        "_housed",
        "not found.inner.tell(sets((layer.rules for layer in layers if layer.opens or layer.pardon)))",
    ): 0,
    (Rehoused, "_place", "(place.start, place.answer, place.cell) == (ways[0].exit, ways[1].exit, end.cell)"): 0,
    (Rehoused, "_place", "place.labels == labels"): 0,
    (Rehoused, "_place", "place.name"): 0,
    (Rehoused, "_place", "place.odd"): 17,
    (Rehoused, "_place", "place.twins"): 15,
    (Rehoused, "_stands_with", "bisect_right(self._found.tables.cuts, low) == end.cut"): 18,
    (Rehoused, "_kind", "kind.place == housed.place"): 1,
    (Rehoused, "_kind", "kind.inner == housed.end.inner"): 0,
    (Rehoused, "_kind", "kind.end.endpoint.id in found.apart"): 60,
    (Retabled, "__init__", "all((self._comes(node) for node in behind))"): 0,
    (Retabled, "_finished", "not all((self._whole(node) for node in anew))"): 0,
    (Retabled, "_finished", "any((self._parts(cut) for cut in cuts))"): 0,
    (Retabled, "_parts", "number in near"): 0,
    (Retabled, "_parts", "(number, low < cut) in sides"): 0,
    (Retabled, "_stays", "table"): 61,
    (Retabled, "_stays", "self.same"): 0,
    (Retabled, "_stays", "_names_somebody(now)"): 0,
    (Retabled, "_comes", "_names_somebody(now)"): 0,
    (Retabled, "_comes", "type(now) is Forward"): 0,
    (Retabled, "_filters", "type(stage) is Choose and stage.how == 'flow'"): 0,
    (Retabled, "_filters", "id(rules) not in self._found.outer"): 0,
    (Retabled, "_filters", "places.cells.tell(stretches((rules,)))"): 0,
    (Retabled, "_filters", "not self._is_own(node, stage)"): 0,
    (Retabled, "_forwards", "not gone"): 37,
    (Retabled, "_forwards", "one[2] not in nexts"): 0,
    (Retabled, "_forwards", "(known.cuts, known.nexts) != (table.cuts, table.nexts)"): 7,
}
"""Conditions that are not asked one at a time, each with the seed of a chain that it decides."""


HURRIED = [
    (Rehoused, "_harmless", "end.odd"),
    (Rehoused, "_harmless", "not any((low <= b and a <= high for low, high in end.addresses for a, b in several))"),
    (Rehoused, "_harmless", "low <= b"),
    (Rehoused, "_harmless", "a <= high"),
    (Rehoused, "_arrivals", "type(stage) is Forward and node in self._found.tables.by_node"),
    (Rehoused, "_arrivals", "at >= 0 and stage.lows[at] == low == stage.highs[at]"),
    (Rehoused, "_arrivals", "tail is not None and tail.endpoint == one.id"),
    (Retabled, "_stays", "node in places.approached"),
    (Retabled, "_stays", "any((tails.of(node) is not None for tails in self._tails))"),
    (Retabled, "_comes", "node in self._own and now.miss.next is not None"),
    (Retabled, "_filters", "stage.opens or stage.pardon"),
]
"""Conditions without which everybody is looked at where nobody has to be."""


def broken(seed: int) -> bool:
    """Tell whether a chain of edits breaks the law; with the first seed, whether a chosen one does."""
    seen: Counter[str] = Counter()
    for designs in () if seed else (*chosen(), *attached()):
        followed(designs, seen)
    assert seen["lost"] == 0
    held(draw(seed), Random(seed), Counter())
    held(crowd(seed), Random(seed), Counter())
    held(crowd(seed), Random(seed), Counter(), visited)
    return False


def told(one: tuple[type, str, str]) -> str:
    return f"{one[1]}: {one[2]}"


@pytest.mark.parametrize("name", mutant)
def test_the_law_kills_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    mutant[name](monkeypatch)
    caught(name, broken, LIKELY.get(name, ()), SEEDS)


@pytest.mark.parametrize(("of", "method", "condition"), UNASKED, ids=map(told, UNASKED))
def test_the_law_knows_what_each_condition_is_for(
    of: type, method: str, condition: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    unasked(monkeypatch, of, method, condition)
    caught(condition, broken, [UNASKED[of, method, condition]], SEEDS)


@pytest.mark.parametrize(("of", "method", "condition"), HURRIED, ids=map(told, HURRIED))
def test_the_law_knows_what_each_condition_saves(
    of: type, method: str, condition: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    unasked(monkeypatch, of, method, condition)
    with pytest.raises(NameError, match="Places"):
        hurried(monkeypatch)
