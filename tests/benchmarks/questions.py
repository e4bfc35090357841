"""One question to a compiled network, beside the plain interpreter that the laws hold the walk to.

The interpreter asks one packet where the walk asks all client ports at once, so the ratio flatters it.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import permutations

from tests.benchmarks.timing import ROOT, Figure, by_turns, each
from tests.laws.interpreter import Interpreter, Packet
from vpcdesign.algebra.services import TCP, ports
from vpcdesign.analysis.questions import Questions
from vpcdesign.api.storage import load
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.network.network import Network
from vpcdesign.reach.ask import trace, verdict
from vpcdesign.reach.trace import Question
from vpcdesign.reach.walk import Walk

RUNS = 7
SERVICES = (443, 8080, 5432, 22)


def figures() -> Iterator[Figure]:
    """Ask every pair of interfaces of the shop about four services; one question and its answer is one figure."""
    design = load(ROOT / "layouts" / "three-tier.json")
    network = compile_design(design)
    asked = questions(Questions(design, network), [one.id for one in design.network_interfaces])
    plain = [(Interpreter(network, one.start, one.ends), packet(one)) for one in asked]
    calls: list[Callable[[], object]] = [
        lambda: [who.ask(what) for who, what in plain],
        lambda: [verdict(Walk(network), [one]) for one in asked],
        warm(network, asked, explained=False),
        warm(network, asked, explained=True),
    ]
    least, fresh, brief, whole = (each(spent, len(asked)) for spent in by_turns(calls, RUNS))
    yield Figure("baseline: plain interpreter, one packet", least, "", f"{len(asked)} questions, median of {RUNS}")
    for what, spent in (("verdict, nothing remembered", fresh), ("verdict", brief), ("trace, explained", whole)):
        yield Figure(what, spent, "100 us", f"{spent.cpu / least.cpu:.2f} of the baseline")


def questions(asking: Questions, names: Sequence[str]) -> list[Question]:
    """Give a question for each ordered pair and service."""
    return [
        one
        for source, destination in permutations(names, 2)
        for port in SERVICES
        for pair in asking.pairs(source, destination, ports(TCP, port, port))
        for one in pair.questions
    ]


def packet(question: Question) -> Packet:
    """Give the lowest packet of a question."""
    packets = question.packets
    sets = (packets.source, packets.destination, packets.services, packets.source_ports)
    client, server, service, port = (one[0][0] for one in sets)
    return Packet(client, server, service, port)


def warm(network: Network, asked: Sequence[Question], *, explained: bool) -> Callable[[], object]:
    """Give a call that asks everything of a walk which has met these filters before, as a batch does."""
    walk = Walk(network)
    if explained:
        return lambda: [trace(walk, [one], one.source, one.destination) for one in asked]
    return lambda: [verdict(walk, [one]) for one in asked]
