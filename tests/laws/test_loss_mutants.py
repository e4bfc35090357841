"""Seeded mutants of whom a failure may concern: each must be caught by the law of losses."""

# ruff: noqa: ARG005 - a mutant ignores what it is told

import pytest

from tests.laws.designs import draw
from tests.laws.falls import fallen
from tests.laws.killing import Mutants, caught
from tests.laws.test_everybody import LAYOUTS, crowded
from tests.laws.test_losses import FEW, held
from vpcdesign.analysis import concerned, losses, stoppages, throngs
from vpcdesign.analysis.by_rows import ByRows
from vpcdesign.analysis.evidence import works
from vpcdesign.analysis.losses import Conversations, _After, _Counts
from vpcdesign.analysis.toll import Bereft
from vpcdesign.analysis.worlds import Worlds
from vpcdesign.api.layouts import load_layout
from vpcdesign.reach import middlemen, rows, walk

SEEDS = 60
LIKELY = (5, 6, 7, 13, 32, 0, 1)
AT_ONCE = {
    "services_stay": 0,
    "the_internet_asks_by_addresses_inside": 32,
    "ways_across_never_change": 32,
    "who_only_may_be_reached_has_nothing_to_lose": 32,
}
"""Seeds that catch these sooner than what is likely does."""

mutant = Mutants()


@mutant
def a_failure_concerns_nobody(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(losses, "concerned", lambda _, kinds, left: [0] * len(left))


@mutant
def ways_across_never_change(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(rows, "by_crossing", lambda *_: 0)


@mutant
def who_is_dealt_another_address_has_his_own(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Worlds, "_now", lambda _, world, member: member)


@mutant
def whom_rows_do_not_know_is_sent_what_he_was(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(concerned, "_odd", lambda rows, kinds, ends: [])


@mutant
def who_is_another_is_who_he_was(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(concerned, "_stays", lambda *_: True)


@mutant
def services_stay(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(concerned, "_elsewhere", lambda one, moved: one.endpoint in moved)


@mutant
def whoever_has_a_conversation_keeps_it(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(_After, "gone", lambda *_: 0)


@mutant
def a_host_in_a_crowd_talks_to_itself(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(_Counts, "looked_at", lambda *_: 0)


@mutant
def all_conversations_are_in_crowds(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Conversations, "_alike", lambda *_: -1)


@mutant
def who_is_left_is_who_he_was(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Worlds, "concerned", lambda _, world: world.down)


@mutant
def the_internet_asks_by_addresses_inside(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(ByRows, "_sending", ByRows.known)


@mutant
def nobody_is_counted_one_by_one(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Bereft, "singly", ())


@mutant
def a_group_in_a_throng_is_one_member(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(throngs.Weights, "of", lambda _, some: some.bit_count())


@mutant
def of_those_who_lose_the_same_the_last_counts(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(throngs, "_sum", lambda _, other: other)


@mutant
def of_those_who_lose_to_the_same_the_first_is_told(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(throngs, "_joined", lambda several: several[0])


@mutant
def who_only_may_be_reached_has_nothing_to_lose(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(losses, "_all_of", lambda answers: sum(bits for reach, bits in answers.items() if reach.allowed))


@mutant
def a_packet_of_what_is_still_said_is_shown(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(stoppages, "difference", lambda was, _: was)


@mutant
def a_packet_that_gets_through_is_shown(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(stoppages, "fails", works)


def told(seed: int, patch: pytest.MonkeyPatch) -> None:
    """Hold a layout, a chosen design or a random one to the law."""
    with patch.context() as within:
        within.setattr(walk, "PATIENCE", -1)
        if seed < len(LAYOUTS):
            held(load_layout(LAYOUTS[seed]))
        elif seed < len(LAYOUTS) + len(fallen()):
            within.setattr(middlemen, "MANY", 0)
            held(fallen()[seed - len(LAYOUTS)])
        else:
            held(crowded(draw(seed)), FEW)


@pytest.mark.parametrize("name", mutant)
def test_the_law_kills_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    mutant[name](monkeypatch)
    caught(name, lambda seed: told(seed, monkeypatch), (AT_ONCE.get(name, LIKELY[0]), *LIKELY), SEEDS)
