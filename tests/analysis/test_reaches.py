"""Sets say of every single service what its own verdict says: at the ends of each set, beside them, and elsewhere."""

import pytest

from tests.layouts.shelf import NAMES, design, document
from vpcdesign.algebra.intervals import contains, point
from vpcdesign.algebra.services import ALL
from vpcdesign.analysis.reaches import Reach, together
from vpcdesign.analysis.survey import asked, meetings, parties, survey
from vpcdesign.analysis.worlds import Worlds
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.reach.ask import verdict

LAST = ALL[0][1]
SOME = (6 << 16 | 22, 6 << 16 | 443, 17 << 16 | 53, 1 << 16 | 8 << 8, 47 << 16)


def said(found: Reach, service: int) -> str:
    kinds = {"allowed": found.allowed, "partial": found.partial, "unknown": found.unknown}
    return next((kind for kind, services in kinds.items() if contains(services, service)), "blocked")


def probes(found: Reach) -> set[int]:
    ends = [end for services in (found.allowed, found.partial, found.unknown) for pair in services for end in pair]
    near = {end + step for end in ends for step in (-1, 0, 1)}
    return {service for service in near | set(SOME) if 0 <= service <= LAST}


@pytest.mark.parametrize("name", NAMES)
def test_a_set_says_what_each_verdict_says(name: str) -> None:
    whole = design(document(name))
    world = Worlds(whole, compile_design(whole)).whole
    cells = list(meetings(parties(world)))
    for (source, destination), found in survey(world, cells).items():
        for service in probes(found):
            pair = asked(world.questions, source, destination, point(service))
            alone = verdict(world.walk, pair.questions).verdict if pair else "blocked"
            assert said(found, service) == alone, (source.members[0].label, destination.members[0].label, service)


def test_groups_allow_what_all_their_pairs_allow() -> None:
    one, other = Reach(allowed=((1, 5),), partial=((8, 9),)), Reach(allowed=((3, 9),))
    assert together([one, other]) == Reach(allowed=((3, 5),), partial=((1, 2), (6, 9)))
    assert together([one, Reach()]) == Reach(partial=((1, 5), (8, 9)))
    assert together([Reach(allowed=((1, 5),)), Reach(unknown=((2, 2),))]) == Reach((), ((1, 1), (3, 5)), ((2, 2),))
    assert not together([])
