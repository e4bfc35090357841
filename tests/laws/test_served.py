"""More targets of load balancers than have places: some are known to the rows, the others are walked, and all is true.

With a place for nobody, for one or two, and for everybody: what rows say of whoever asks a node, or is asked by one, is
what the walk says.
"""

from collections import Counter
from collections.abc import Iterator

import pytest

from tests.laws.crowds import Served
from tests.laws.designs import read
from tests.laws.killing import Plant, caught
from tests.laws.test_rows import compared
from vpcdesign.algebra.addresses import ALL_V4
from vpcdesign.algebra.intervals import intersection
from vpcdesign.algebra.services import ALL
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.network.network import Network
from vpcdesign.network.stages import Deliver
from vpcdesign.reach import crossing, middlemen
from vpcdesign.reach.covers import Bits, Cover
from vpcdesign.reach.crossing import Crossings
from vpcdesign.reach.loads import NOTHING_SEEN, State
from vpcdesign.reach.rooms import Rooms
from vpcdesign.reach.trace import Packets, Question

LIMITS = (0, 1, 2, 1_000)
QUICK = 10


def questions(network: Network) -> Iterator[Question]:
    """Every host asks every node of a load balancer, and every node every host."""
    nodes = [one for one in network.endpoints.values() if one.id.startswith("nlb")]
    hosts = [one for one in network.endpoints.values() if one.kind == "interface"]
    pairs = [(one, other) for node in nodes for host in hosts for one, other in ((host, node), (node, host))]
    for one, other in pairs:
        source, destination = intersection(one.addresses, ALL_V4), intersection(other.addresses, ALL_V4)
        if source and destination:
            packets = Packets(source, destination, ALL, one.client_ports)
            yield Question(one.id, other.id, packets, one.id, frozenset((other.id,)))


def wrong(seeds: range, limit: int, seen: Counter[str]) -> list[str]:
    """What rows say otherwise than the walk where so many targets have places."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(middlemen, "MANY", limit)
        networks = (compile_design(read(Served(seed).build())) for seed in seeds)
        return [each for network in networks for each in compared(network, list(questions(network)), seen=seen)]


def test_rows_and_walk_agree_however_many_have_places() -> None:
    odd = []
    for limit in LIMITS:
        seen: Counter[str] = Counter()
        assert wrong(range(QUICK), limit, seen) == [], limit
        odd.append(seen["odd"])
    assert odd == sorted(odd, reverse=True)
    assert len(set(odd)) == len(LIMITS), "each place makes something known"


def targets_that_live_in_rooms_are_nobody(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Rooms, "without", lambda self, addresses: frozenset(addresses))  # noqa: ARG005


def whoever_takes_is_somebody_else(patch: pytest.MonkeyPatch) -> None:
    right = Crossings.deliver

    def deliver(self: Crossings, stage: Deliver, state: State, bits: Bits) -> Cover:
        load = self.loads.of(state.load)
        alone = state._replace(load=self.loads.number(load._replace(takers=NOTHING_SEEN)))
        return right(self, stage, alone, bits)

    patch.setitem(crossing.HANDLERS, Deliver, deliver)


@pytest.mark.parametrize("mutant", [targets_that_live_in_rooms_are_nobody, whoever_takes_is_somebody_else])
def test_the_law_kills_it(mutant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    mutant(monkeypatch)
    caught(mutant.__name__, lambda seed: wrong(range(seed, seed + 1), 1, Counter()), (), 4 * QUICK)


@pytest.mark.deep
@pytest.mark.parametrize("first", range(QUICK, QUICK + 600, 150))
def test_many_hundred_designs(first: int) -> None:
    for limit in LIMITS:
        assert wrong(range(first, first + 150), limit, Counter()) == [], limit
