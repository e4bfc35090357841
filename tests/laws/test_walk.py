"""The walk agrees with the plain interpreter on random small networks, every packet of a small world tried."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.interpreter import Interpreter, Packet, inside
from tests.laws.worlds import World, every_packet, question
from vpcdesign.network.network import Network
from vpcdesign.reach.flow import Flow
from vpcdesign.reach.walk import Walk

ENDS = (None, frozenset({"b"}), frozenset({"b", "c"}))


def fate(flow: Flow) -> str:
    """What became of a flow."""
    return "fails" if flow.dead else "unknown" if flow.unknown is not None else "works"


def disagreements(network: Network, ends: frozenset[str] | None) -> list[str]:
    """Every packet of the world that the two see differently."""
    walk = Walk(network)
    first = [f.asked for f in walk.run(question(network, ends))]
    flows = walk.run(question(network, ends))  # a walk remembers its filters: the second time it must say the same
    assert first == [f.asked for f in flows]
    assert all([step for step in f.steps if step[-1]] == list(f.blocks) for f in flows)  # each tells its own story
    if any(f.unknown is not None and f.unknown.component == "network" for f in flows):
        return []  # more ways than are worth walking, for the interpreter as well
    plain = Interpreter(network, "a", ends)
    found = []
    for packet in every_packet():
        said = {fate(f) for f in flows if all(inside(v, s) for v, s in zip(packet, f.asked, strict=True))}
        true = plain.ask(Packet(*packet))
        if said != true:
            found.append(f"{packet}: the walk says {sorted(said)}, the interpreter {sorted(true)}")
    return found


@given(st.integers(0, 2**32), st.sampled_from(ENDS))
def test_the_walk_and_the_interpreter_agree(seed: int, ends: frozenset[str] | None) -> None:
    assert disagreements(World(seed).build(), ends) == []


def test_the_worlds_are_not_all_alike() -> None:
    """A law on networks in which nothing ever happens would prove nothing."""
    seen: Counter[str] = Counter()
    for seed in range(300):
        network = World(seed).build()
        seen.update({fate(f) for f in Walk(network).run(question(network, ENDS[1]))})
        seen.update(type(s).__name__ for s in network.stages)
    assert min(seen[w] for w in ("works", "fails", "unknown")) > 30
    assert min(seen.values()) > 30


@pytest.mark.deep
def test_many_thousand_networks() -> None:
    for seed in range(20_000):
        assert disagreements(World(seed).build(), ENDS[seed % 3]) == [], seed
