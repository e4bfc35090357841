"""Law: who is who after an edit is what it would be if it were read anew; who is alike is so surely."""

# ruff: noqa: ARG005 - a mutant ignores what it is told

from collections.abc import Callable, Hashable, Iterable
from random import Random

import pytest

from tests.laws.designs import draw
from tests.laws.edits import edit, wire
from tests.laws.killing import Plant, unexplained
from tests.laws.test_watch import crowd, sides, single
from vpcdesign.analysis.alike import Alike
from vpcdesign.analysis.ground import Ground, ground
from vpcdesign.analysis.questions import Questions
from vpcdesign.analysis.residents import Resident
from vpcdesign.analysis.roster import Roster
from vpcdesign.design.document import Design
from vpcdesign.design.filters import SecurityGroup
from vpcdesign.errors import QuestionError

EDITS = 6
WORDS = ("*", "web*", "tag:*", "tag:role=web", "sg:*", "az:*", "tier:*", "subnet:*", "public:vpc:*, !10.0.0.0/25")


CALLED: dict[str, tuple[object, ...]] = {
    "name": ("web-1", "web-2", "sg:x", None),
    "tags": ({}, {"role": "web"}, {"role": "db", "Name": "web-3"}),
    "instance": ("i-1", "i-2", None),
}


def named(design: Design, random: Random) -> Design:
    """Change what an interface is called, whose it is, or by what addresses it is known."""
    several = list(design.network_interfaces)
    if not several:
        return design
    place = random.randrange(len(several))
    field = random.choice(tuple(CALLED))
    several[place] = several[place].model_copy(update={field: random.choice(CALLED[field])})
    return design.model_copy(update={"network_interfaces": tuple(several)})


def grown(design: Design, random: Random) -> Design:
    """Add a group or an empty subnet; or take the first host away, or let it stand last."""
    hosts, groups, subnets = design.network_interfaces, design.security_groups, design.subnets
    what = random.randrange(4)
    if what == 0 and groups:
        new: SecurityGroup = random.choice(groups).model_copy(update={"id": f"sg-{random.random()}"})
        return design.model_copy(update={"security_groups": (new, *groups)})
    if what == 1:
        cut = {"id": f"subnet-{random.random()}", "cidr": f"10.0.{random.randrange(200, 250)}.0/24", "ipv6_cidr": None}
        return design.model_copy(update={"subnets": (random.choice(subnets).model_copy(update=cut), *subnets)})
    return design.model_copy(update={"network_interfaces": hosts[1:] if what == 2 else (*hosts[1:], *hosts[:1])})


def who(one: Resident) -> Hashable:
    kept = ("endpoint", "label", "part", "primary", "groups", "tags", "twins", "floating")
    return one.subnet and one.subnet.id, *(getattr(one, name) for name in kept)


def entered(roster: Roster) -> list[object]:
    """Give everything in a roster, in its order."""
    lists = [roster.names, *roster.groups.values()]
    held = sorted({low for one in roster.residents.values() for low, _ in one.everything})
    return [
        [(name, who(one)) for name, one in roster.residents.items()],
        [[(word, list(map(who, several))) for word, several in each.items()] for each in lists],
        [list(map(who, roster.holders(one))) for one in held],
    ]


def asked(questions: Questions, words: Iterable[str]) -> list[object]:
    """Give whom some words mean, in both roles."""
    found: list[object] = []
    for word in words:
        for role in ("source", "destination"):
            try:
                found.append(questions.side(word, role).members)
            except QuestionError as error:
                found.append(str(error))
    return found


def parts(alike: Alike, design: Design) -> dict[Hashable, set[str]]:
    found: dict[Hashable, set[str]] = {}
    for one in design.network_interfaces:
        found.setdefault(alike.key(one.id), set()).add(one.id)
    return found


def followed(designs: Iterable[Design], take: Callable[[Design, Random], Design]) -> tuple[int, int]:
    """Follow edits; tell of how many it was told who is another, and of how many not."""
    told = untold = 0
    for seed, first in enumerate(designs):
        random, design = Random(seed), first
        before: Ground | None = None
        for _ in range(EDITS):
            now = ground(design, ("vpc:*",), before)
            fresh = Questions(now.asked, now.network)
            assert entered(now.questions.roster) == entered(fresh.roster), seed
            words = (*sides(design), *WORDS)
            assert asked(now.questions, words) == asked(fresh, words), seed
            whole = Alike(now.asked)
            for together in parts(now.alike, now.asked).values():
                assert len({whole.key(one) for one in together}) == 1, seed
            if before is not None:
                told, untold = told + (now.since is not None), untold + (now.since is None)
            before, design = now, take(design, random)
    return told, untold


def several(design: Design, random: Random) -> Design:
    for take in random.choices((edit, wire, named, grown), k=random.choice((1, 1, 2))):
        design = take(design, random)
    return design


def lined(design: Design, random: Random) -> Design:
    return (single if random.random() < 0.5 else several)(design, random)


def test_who_is_who() -> None:
    told, _ = followed(map(draw, range(12)), several)
    assert told > 20
    told, untold = followed([crowd()] * 3, lined)
    assert told > untold


@pytest.mark.deep
def test_who_is_who_at_length() -> None:
    followed(map(draw, range(12, 300)), several)
    followed([crowd()] * 60, lined)


def mixed(patch: pytest.MonkeyPatch) -> None:
    """Hosts that an edit parts stay alike."""
    patch.setattr(Alike, "_cut", lambda self, edges: [])


def forgotten(patch: pytest.MonkeyPatch) -> None:
    """Who has gone is still asked."""
    patch.setattr(Roster, "_take_out", lambda self, several: None)


@pytest.mark.parametrize("plant", [mixed, forgotten])
def test_the_law_kills_it(monkeypatch: pytest.MonkeyPatch, plant: Plant) -> None:
    plant(monkeypatch)
    with unexplained(), pytest.raises(AssertionError):
        followed([crowd()] * 6, lined)
