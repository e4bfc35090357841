"""Law: what a step does is told alike from what was remembered and from nothing; also over steps back and forth."""

from collections.abc import Callable, Iterable
from itertools import pairwise
from random import Random

import pytest

from tests.benchmarks.shapes import hub, mixed
from tests.laws import crowds
from tests.laws.designs import draw
from tests.laws.edits import edit, parting, wire
from tests.laws.test_untouched import told
from tests.laws.test_watch import crowd, single
from vpcdesign.analysis import difference
from vpcdesign.analysis.difference import differences
from vpcdesign.analysis.results import Difference
from vpcdesign.analysis.steps import Steps
from vpcdesign.api.matrix import open_world
from vpcdesign.design.document import Design
from vpcdesign.formats.native.read import read


def anew(before: Design, after: Design) -> list[Difference]:
    """Compare two designs in full."""
    return differences(open_world(before, ["vpc:*"])[0], open_world(after, ["vpc:*"])[0])


Taken = Callable[[Design, Random], Design]


def step(design: Design, random: Random, *, crowded: bool) -> Design:
    """Take a step or two at once, often one that lets only some answers back."""
    if random.random() < 0.3:
        design = (single if crowded else edit)(design, random)
    if random.random() < 0.5 or not design.network_acls:
        return (single if crowded else edit)(design, random)
    lists = list(design.network_acls)
    place, side = random.randrange(len(lists)), random.choice(("ingress", "egress"))
    lines = list(getattr(lists[place], side))
    at = random.randrange(len(lines)) if lines else 0
    ports = random.choice(("1024-65535", "1024-40000", "443", "32768-60999", "0-65535"))
    lines[at : at + 1] = [one.model_copy(update={"protocol": "tcp", "ports": ports}) for one in lines[at : at + 1]]
    lists[place] = lists[place].model_copy(update={side: tuple(lines)})
    return design.model_copy(update={"network_acls": tuple(lists)})


def rewired(design: Design, random: Random) -> Design:
    """Take a step that is no edit of lines, or at times one that is both."""
    return wire(edit(design, random) if random.random() < 0.2 else design, random)


def stepped(designs: Iterable[Design], take: Taken | None = None, *, crowded: bool = False) -> tuple[int, int]:
    """Take five steps in each design, some of them back again; give how many there were, and how many did something."""
    taken = did = 0
    for seed, design in enumerate(designs):
        random, steps = Random(seed), Steps()
        steps.prepare(design)
        history = [design]
        for _ in range(5):
            back = len(history) > 2 and random.random() < 0.2
            drawn = take(history[-1], random) if take else step(history[-1], random, crowded=crowded)
            before, after = history[-1], history[-2] if back else drawn
            history.append(after)
            found = told(steps.between(before, after).shown())
            assert found == told(anew(before, after)), seed
            taken, did = taken + 1, did + bool(found)
    return taken, did


def chosen() -> None:
    """Take the steps that chance seldom takes: two changes of different kinds at once; answers to a few ports more."""
    steps, design = Steps(), crowd()
    groups = list(design.security_groups)
    for place, ports in ((4, "7001"), (5, "7002")):
        lines = (groups[place].ingress[0].model_copy(update={"ports": ports}), *groups[place].ingress[1:])
        groups[place] = groups[place].model_copy(update={"ingress": lines})
    one, *others = design.network_acls
    lists = [
        (
            one.model_copy(update={"egress": (one.egress[0].model_copy(update={"ports": ports}), *one.egress[1:])}),
            *others,
        )
        for ports in ("1024-40000", "1024-50000", "1024-40000")
    ]
    history = [design, design.model_copy(update={"security_groups": tuple(groups)})]
    history += [history[1].model_copy(update={"network_acls": several}) for several in lists]
    for before, after in pairwise(history):
        found = told(steps.between(before, after).shown())
        assert found
        assert found == told(anew(before, after))


@pytest.fixture(autouse=True)
def in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is compared anew asks each pair: no rows tell it anything."""
    monkeypatch.setattr(difference, "MANY", 1 << 30)


def test_steps_of_random_designs() -> None:
    taken, did = stepped(map(draw, range(12)))
    assert taken / 10 < did < taken


def test_steps_in_a_crowd() -> None:
    _, did = stepped([crowd()] * 2, crowded=True)
    assert did


def test_steps_that_rewire() -> None:
    taken, did = stepped(map(draw, range(300, 303)), rewired)
    assert taken / 10 < did < taken
    taken, did = stepped([crowd(), read(mixed(24)), read(hub(50))], rewired)
    assert did


def test_steps_that_part_blocks_that_were_one() -> None:
    taken, did = stepped([*map(draw, range(3)), *map(crowds.crowd, (0, 1, 187))], parting)
    assert 0 < did < taken


def test_chosen_steps() -> None:
    chosen()


@pytest.mark.deep
def test_many_steps() -> None:
    taken, did = stepped(map(draw, range(12, 200)))
    assert taken / 10 < did < taken
    taken, did = stepped(map(draw, range(303, 450)), rewired)
    assert taken / 10 < did < taken
    taken, did = stepped([*map(draw, range(450, 500)), *map(crowds.crowd, range(450, 500))], parting)
    assert 0 < did < taken
