"""A band is what its group is member by member: the same kinds, all known to rows, all sending from the same ports."""

# ruff: noqa: ARG005, SLF001 - a mutant reaches into what it is planted in, and ignores what it is told

from collections.abc import Callable, Iterable
from random import Random

import pytest

from tests.benchmarks.estate import document
from tests.laws.crowds import crowd as crowded
from tests.laws.designs import draw
from tests.laws.killing import caught
from tests.laws.test_lots import mixed
from vpcdesign.analysis import bands
from vpcdesign.analysis.bands import Bands
from vpcdesign.analysis.roster import Roster
from vpcdesign.analysis.sorting import crowd
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.formats.native.read import read
from vpcdesign.reach.rows import Rows

Plant = Callable[[pytest.MonkeyPatch], None]


def drawn(seed: int) -> Design:
    """Give a design: any, one of many who are alike, or one whose hosts are in several groups; some are altered."""
    random = Random(seed)
    design = (draw, crowded, lambda _: mixed(random), lambda _: read(document(2, 54, 12)))[seed % 4](seed)
    return altered(design, random) if seed % 3 else design


def altered(design: Design, random: Random) -> Design:
    """Let some hosts be in no group, send from other ports, or be somebody's whose interfaces AWS keeps."""
    changes = (
        {"security_groups": ()},
        {"client_ports": ((1024, 2047),)},
        {"kind": "vpc_endpoint"},
        {"count": 3},
        {"private_ip": None},
    )
    hosts = list(design.network_interfaces)
    for place in random.sample(range(len(hosts)), min(len(hosts), random.randint(1, 3))):
        hosts[place] = hosts[place].model_copy(update=random.choice(changes))
    groups = list(design.security_groups)
    for place in random.sample(range(len(groups)), min(len(groups), 2)):
        name = random.choice(("web", "db", random.choice(groups).id))
        groups[place] = groups[place].model_copy(update={"name": name})
    return design.model_copy(update={"network_interfaces": tuple(hosts), "security_groups": tuple(groups)})


def banded(seeds: Iterable[int]) -> tuple[int, int]:
    """Hold bands to what is read member by member; count the groups that are one, and those that are not."""
    told = untold = 0
    for seed in seeds:
        design = drawn(seed)
        network = compile_design(design)
        rows, roster = Rows(network), Roster(design, network)
        known = Bands(rows.places, roster)
        for word, residents in roster.groups["sg"].items():
            band = known.of(word, residents) if residents else None
            if band is None:
                untold += 1
                continue
            told += 1
            found = crowd(rows, residents)
            assert found is not None
            assert not found.others, (seed, word)
            assert found.sorted.bits[0] | found.sorted.bits[1] == band.bits, (seed, word)
            assert set(found.sorted.told().kinds) == set(band.kinds), (seed, word)
            assert {one.client_ports for one in found.sorted.told().endpoints} == {band.client}, (seed, word)
    return told, untold


def test_bands_are_their_groups() -> None:
    told, untold = banded(range(60))
    assert told > 60
    assert untold > 60


@pytest.mark.deep
def test_many_bands_are_their_groups() -> None:
    banded(range(60, 3000))


def whoever_bears_a_mark_is_in_the_group(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(bands, "sum", lambda _: Everything(), raising=False)


class Everything(int):
    """As many as anybody counts."""

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = int.__hash__


def nobody_is_special(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Bands, "_special", lambda self: iter(()))


def several_ends_are_one(patch: pytest.MonkeyPatch) -> None:
    right = Bands._counted

    def wrong(self: Bands) -> list[int]:
        return [1 if one == bands.SPECIAL else one for one in right(self)]

    patch.setattr(Bands, "_counted", wrong)


def any_word_is_a_groups(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Roster, "is_called", lambda self, group, word: True)


MUTANTS: tuple[Plant, ...] = (
    whoever_bears_a_mark_is_in_the_group,
    nobody_is_special,
    several_ends_are_one,
    any_word_is_a_groups,
)


@pytest.mark.parametrize("plant", MUTANTS)
def test_the_law_kills_it(plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch)
    caught(plant.__name__, lambda seed: bool(banded((seed,))) and False, (), 300)
