"""One question to a compiled network, beside the plain interpreter that the laws hold the walk to.

The interpreter asks one packet where a verdict is of all client ports at once, so that ratio flatters it. One packet is
walked as well: as plain tuples (what it met, and what decided), and as the trace that is shown. A pair is asked about
every service at once, of rows that are there, and the lowest packet that gets through, or does not, is walked.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import permutations

from tests.benchmarks.timing import ROOT, Figure, by_turns, each
from tests.laws.interpreter import Interpreter, Packet
from vpcdesign.algebra.intervals import Intervals, point
from vpcdesign.algebra.services import ALL, TCP, ports
from vpcdesign.analysis.questions import Questions
from vpcdesign.api.storage import load
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.network.network import Network
from vpcdesign.reach.ask import trace, verdict
from vpcdesign.reach.fate import Fate
from vpcdesign.reach.flow import Flow
from vpcdesign.reach.rows import Rows
from vpcdesign.reach.trace import Packets, Question
from vpcdesign.reach.walk import Walk

RUNS, TIMES = 7, 8
"""What takes microseconds is asked several times in each run."""
SERVICES = (443, 8080, 5432, 22)
WANTED = {
    "verdict, nothing remembered": "100 us",
    "verdict": "100 us",
    "trace, explained": "100 us",
    "one packet, plain tuples": "20 us",
    "one packet, trace": "100 us",
    "one pair, exact, with witness": "25 us",
}


def figures() -> Iterator[Figure]:
    """Ask every pair of interfaces of the shop about four services; one question and its answer is one figure."""
    design = load(ROOT / "layouts" / "three-tier.json")
    network = compile_design(design)
    asked = questions(Questions(design, network), [one.id for one in design.network_interfaces])
    single = [lowest(one, one.packets.services) for one in asked]
    whole = list(dict.fromkeys(replace(one, packets=one.packets._replace(services=ALL)) for one in asked))
    plain = [(Interpreter(network, one.start, one.ends), packet(one)) for one in asked]
    calls: list[Callable[[], object]] = [
        lambda: [who.ask(what) for who, what in plain],
        lambda: [verdict(Walk(network), [one]) for one in asked],
        warm(network, asked, explained=False),
        warm(network, asked, explained=True),
        walked(network, single * TIMES),
        warm(network, single * TIMES, explained=True),
        witnessed(network, whole * TIMES),
    ]
    counts = (*(len(asked) for _ in range(4)), *(len(some) * TIMES for some in (single, single, whole)))
    least, *taken = (each(spent, count) for spent, count in zip(by_turns(calls, RUNS), counts, strict=True))
    yield Figure("baseline: plain interpreter, one packet", least, "", f"{len(asked)} questions, median of {RUNS}")
    for (what, goal), spent in zip(WANTED.items(), taken, strict=True):
        yield Figure(what, spent, goal, f"{spent.cpu / least.cpu:.2f} of the baseline")


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


def lowest(question: Question, services: Intervals) -> Question:
    """Ask about the lowest packet of a question, of some of its services."""
    source, destination, _, ports_ = question.packets
    one = Packets(point(source[0][0]), point(destination[0][0]), point(services[0][0]), point(ports_[0][0]))
    return Question(question.source, question.destination, one, question.start, question.ends)


def warm(network: Network, asked: Sequence[Question], *, explained: bool) -> Callable[[], object]:
    """Give a call that asks everything of a walk which has met these filters before, as a batch does."""
    walk = Walk(network)
    if explained:
        return lambda: [trace(walk, [one], one.source, one.destination) for one in asked]
    return lambda: [verdict(walk, [one]) for one in asked]


def walked(network: Network, asked: Sequence[Question]) -> Callable[[], object]:
    """Give a call that walks every question and tells no story of it."""
    walk = Walk(network)
    return lambda: [walk.run(one) for one in asked]


def witnessed(network: Network, asked: Sequence[Question]) -> Callable[[], object]:
    """Give a call that says of whole pairs which services get through, and walks one that does not, or else does."""
    walk, rows = Walk(network), Rows(network)

    def ask(one: Question) -> tuple[Fate, list[Flow]]:
        fate = rows.ask(one)
        assert fate is not None
        return fate, walk.run(lowest(one, fate.fails or fate.works))

    return lambda: [ask(one) for one in asked]
