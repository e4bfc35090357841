"""Rules that are called open let every packet through, whatever lines stand behind those that do."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from random import Random

import pytest

from vpcdesign.algebra.addresses import ALL as EVERYWHERE
from vpcdesign.algebra.addresses import ALL_V4, ALL_V6, V6
from vpcdesign.algebra.intervals import point
from vpcdesign.algebra.portsets import FULL, PortSets
from vpcdesign.algebra.services import ALL, TCP, ports
from vpcdesign.compiler.united import Group, United, group_of
from vpcdesign.network.origin import Origin
from vpcdesign.network.rules import Line, Rules
from vpcdesign.reach import tables
from vpcdesign.reach.cells import Cells
from vpcdesign.reach.rulings import Rulings
from vpcdesign.reach.tables import _said_of

HERE = Origin("x", "y")
BLOCKS = (None, (), ALL_V4, ALL_V6, EVERYWHERE, ((0, 2**31 - 1),), ((2**31, 2**32 - 1),))
NARROW = (((0, 0),), ((1, 1),), ((2, 3),), ((0, 3),))
HELD = range(5)
SERVICES = (None, ALL, ports(TCP, 0, 65535), ports(TCP, 443))
ENDS = (0, 2**31, 2**32 - 1, V6, V6 + 5)


def line(draw: Random) -> Line:
    return Line(
        HERE,
        allow=draw.random() < 0.9,
        source=draw.choice((None, None, None, ALL_V4)),
        destination=draw.choice(BLOCKS),
        services=draw.choice((None, None, *SERVICES)),
        label=draw.choice((None, None, None, None, ("mark",))),
        promise=draw.random() < 0.05,
    )


def test_open_rules_let_everything_through() -> None:
    found: set[bool] = set()
    split = 0
    for seed in range(3000):
        draw = Random(seed)
        rules = Rules(tuple(line(draw) for _ in range(draw.randint(0, 4))), HERE, "", draw.random() < 0.1)
        rulings = Rulings(PortSets())
        is_open = rulings.shape(rules).open
        found.add(is_open)
        said = {rulings._ask(rules, (point(a), point(b))) for a in ENDS for b in ENDS}  # noqa: SLF001
        if is_open:
            split += len(rules.lines) > 0 and rules.lines[0].destination is not None
            assert said == {(FULL, 0)}, (seed, rules)
    assert found == {True, False}
    assert split > 50, "some let everything through by several lines"


def of_groups(draw: Random) -> United:
    """Draw rules of some groups, as the compiler has them: most lines allow, references stand behind."""
    groups: list[Group] = []
    for _ in range(draw.randint(1, 3)):
        lines = [line(draw) for _ in range(draw.randint(0, 2))]
        known = [replace(one, allow=True if one.allow else draw.choice((True, None))) for one in lines]
        groups.append(group_of(tuple(sorted(known, key=lambda one: bool(one.label or one.promise))), len(lines), ()))
    return United(tuple(f"sg-{number}" for number in range(len(groups))), "v", "egress", groups)


def test_rules_told_by_groups_are_what_their_lines_are() -> None:
    met = {False: 0, True: 0}
    for seed in range(3000):
        united = of_groups(Random(seed))
        told = Rulings(PortSets()).shape(united)
        rules = Rules(united.lines, united.default, united.code, united.default_allow, united.labelled)
        rulings = Rulings(PortSets())
        written = rulings.shape(rules)
        assert replace(told, open=written.open) == written, (seed, rules.lines)
        assert told.open or not written.open, (seed, rules.lines)
        met[told.open and len(united.parts) > 1] += 1
        if told.open:
            assert {rulings._ask(rules, (point(a), point(b))) for a in ENDS for b in ENDS} == {(FULL, 0)}  # noqa: SLF001
        assert sorted(map(id, rules.lines)) == sorted(id(one) for part in united.parts for one in part)
    assert met[True] > 50


def listed(draw: Random) -> Rules:
    """Draw a list whose neighbours often say the same of other addresses."""
    lines: list[Line] = []
    for _ in range(draw.randint(1, 5)):
        source, destination = draw.choice(((0, None), (0, None), (None, 0), (0, 0), (None, None)))
        a, b = (None if one is None else draw.choice(NARROW) for one in (source, destination))
        lines.append(Line(HERE, draw.random() < 0.5, a, b, draw.choice((None, None, ports(TCP, 443)))))
    return Rules(tuple(lines), HERE, "", draw.random() < 0.5)


def strangers(seeds: Iterable[int]) -> tuple[int, list[int]]:
    """Count lists of which some sets part nobody; give those that part who is taken for alike."""
    spared = 0
    found: list[int] = []
    for seed in seeds:
        rules = listed(Random(seed))
        cells, whole = Cells(tables.stretches((rules,))), Cells(tables.sets((rules,)))
        spared += len(cells.cuts) < len(whole.cuts)
        rulings = Rulings(PortSets())
        said: dict[int, object] = {}
        for at in HELD:
            about = [rulings._ask(rules, (point(a), point(b))) for one in HELD for a, b in ((at, one), (one, at))]  # noqa: SLF001
            if said.setdefault(cells.of(at), about) != about:
                found.append(seed)
    return spared, found


def test_who_stands_in_the_same_stretches_is_alike_to_a_list() -> None:
    spared, found = strangers(range(400))
    assert found == []
    assert spared > 20


@pytest.mark.parametrize(
    "wrong",
    [
        lambda line: line.destination is None,
        lambda line: _said_of(line)[1:],
        lambda line: (*_said_of(line)[:1], *_said_of(line)[2:]),
        lambda line: (*_said_of(line)[:-2], _said_of(line)[-1]),
        lambda line: _said_of(line)[:-1],
    ],
    ids=["whatever", "whether-it-allows", "services", "the-side", "both-sides"],
)
def test_lines_that_do_not_say_the_same_are_no_stretch(
    monkeypatch: pytest.MonkeyPatch, wrong: Callable[[Line], object]
) -> None:
    monkeypatch.setattr(tables, "_said_of", wrong)
    assert strangers(range(400))[1]


def test_whichever_line_stands_first_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(lines: Iterable[Line], said: Callable[[Line], object]) -> Iterable[tuple[object, Iterator[Line]]]:
        return groupby(sorted(lines, key=lambda one: hash(said(one))), said)

    monkeypatch.setattr(tables, "groupby", wrong)
    assert strangers(range(400))[1]
