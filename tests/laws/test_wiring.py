"""Law: who has no way left on the wiring gets no packet through, on random designs under every single failure.

The wiring reads routes by one address and knows no filter, so it says less than the walk; what it says must be true.
"""

import pytest

from tests.laws.designs import draw
from vpcdesign.algebra.addresses import write
from vpcdesign.algebra.services import ALL
from vpcdesign.analysis.questions import Questions
from vpcdesign.analysis.reaches import reach
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.reach.walk import Walk
from vpcdesign.topology.failures import Failure, failures
from vpcdesign.topology.graph import Wiring
from vpcdesign.topology.points import Loss, cut_off, points
from vpcdesign.topology.without import without

ONE_PLACE = {"NAT gateway", "transit gateway attachment", "VPN connection"}


def denied(design: Design, failure: Failure, losses: list[Loss]) -> int:
    """Hold the walk to what the wiring says; give how many hosts were asked."""
    left = without(design, failure)
    network = compile_design(left)
    questions, walk = Questions(left, network), Walk(network)
    hosts = [(loss, one.id) for loss in losses for one in left.network_interfaces if one.subnet == loss.subnet]
    for loss, host in hosts:
        for pair in questions.pairs(host, write(loss.need.target), ALL, "both"):
            found = reach(walk, pair.questions)
            assert not found.some, f"{design.name}, {failure.id}: {host} to {loss.need.word}"
    return len(hosts)


def judge(seeds: range) -> int:
    asked = 0
    for seed in seeds:
        design = draw(seed)
        wiring = Wiring(design)
        hanging = {one.id: set(one.losses) for one in points(wiring)}
        for failure in failures(design):
            losses = cut_off(wiring, failure)
            if failure.kind in ONE_PLACE:
                assert set(losses) == hanging.get(failure.id, set()), f"{seed}: {failure.id}"
            beyond = [one for one in losses if one.need.beyond in {"internet", "on_premises"}]
            asked += denied(design, failure, beyond) if beyond else 0
    return asked


def test_who_has_no_way_left_gets_nothing_through() -> None:
    assert judge(range(100)) > 20


@pytest.mark.deep
def test_who_has_no_way_left_gets_nothing_through_at_length() -> None:
    assert judge(range(100, 3000)) > 1000
