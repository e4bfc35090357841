"""A stage is the same whenever it is written, whoever asks; and only what is asked for is written."""

from random import Random

from tests.laws.designs import draw
from tests.laws.test_rows import everybody
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.network.network import Network
from vpcdesign.network.promised import Promised
from vpcdesign.network.stages import Stage, Stop
from vpcdesign.reach.ask import verdict
from vpcdesign.reach.walk import Walk


class Counted(Promised):
    """Promised stages that tell which of them were looked at."""

    def __init__(self, stages: Promised) -> None:
        self.seen: set[int] = set()
        super().__init__({}, len(stages), lambda node: self.look(stages, node))

    def look(self, stages: Promised, node: int) -> Stage:
        self.seen.add(node)
        return stages[node]


def test_a_stage_is_the_same_in_whatever_order_they_are_written() -> None:
    for seed in range(60):
        design = draw(seed)
        once, again = compile_design(design).stages, compile_design(design).stages
        order = list(range(len(once)))
        Random(seed).shuffle(order)
        shuffled = {node: repr(again[node]) for node in order}
        assert list(map(repr, once)) == [shuffled[node] for node in range(len(again))], seed


def test_what_was_written_stays() -> None:
    stages = compile_design(draw(3)).stages
    first = list(stages)
    assert all(one is other for one, other in zip(first, stages, strict=True))
    assert all(stages[node] is one for node, one in enumerate(first))
    assert stages[-3:] == first[-3:]


def test_no_stage_is_left_unwritten_and_each_leads_to_one_that_is_there() -> None:
    for seed in range(20):
        stages = compile_design(draw(seed)).stages
        assert not [one for one in stages if isinstance(one, Stop) and one.code == "UNWRITTEN"]
        assert all(0 <= next_ < len(stages) for one in stages if isinstance(next_ := getattr(one, "next", 0), int))


def test_a_question_writes_only_what_it_meets() -> None:
    design = draw(5)
    network = compile_design(design)
    assert isinstance(network.stages, Promised)
    stages = Counted(network.stages)
    counted = Network(stages, network.endpoints, network.owned, network.internet, services=network.services)
    asked = everybody(design)[0]
    assert verdict(Walk(counted), [asked]) == verdict(Walk(network), [asked])
    assert 0 < len(stages.seen) < len(stages) / 2
