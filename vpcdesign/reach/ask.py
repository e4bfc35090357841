"""Questions to verdicts: walk every flow, and say which part of the question fares how.

`allowed`: every flow comes home, whatever the network chooses; `blocked`: none does; `partial`: anything between, with
what it depends on; `unknown`: a packet meets a construct outside the model. A flow that died before it met such a
construct is blocked all the same. A question without a packet in it is blocked, never vacuously allowed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from vpcdesign.algebra.intervals import Intervals, point, union
from vpcdesign.network.network import Network
from vpcdesign.reach.explain import packets, story
from vpcdesign.reach.flow import CLIENT, PORTS, SERVER, SERVICES, Flow
from vpcdesign.reach.trace import Hop, Leg, Packets, Part, Question, Trace, Verdict
from vpcdesign.reach.walk import Walk
from vpcdesign.record import record

DIMENSIONS = {CLIENT: "address", SERVER: "address", SERVICES: "service", PORTS: "client_port"}
MANY_PARTS = 64
BEST: tuple[Verdict, ...] = ("blocked", "unknown", "partial", "allowed")


@record()
class Answer:
    """A verdict without its story. `delivered`: some packet may arrive, whatever becomes of its answer."""

    verdict: Verdict
    codes: tuple[str, ...]
    delivered: bool


@record()
class _Judged:
    works: list[tuple[Question, Flow]]
    fails: list[tuple[Question, Flow]]
    opaque: list[tuple[Question, Flow]]
    verdict: Verdict
    depends_on: tuple[str, ...]

    def witness(self, wanted: Callable[[Flow], bool] | None = None) -> tuple[Question, Flow] | None:
        """The flow to show: one that fails, if any does, and of those the one that most client ports share.

        Where one is wanted that fares in some way, and there is one, it is that.
        """
        if wanted is not None:
            found = next((one for one in (*self.works, *self.fails, *self.opaque) if wanted(one[1])), None)
            if found is not None:
                return found
        opaque = self.opaque if self.verdict == "unknown" else []
        shown = opaque or self.fails or self.opaque or self.works
        return max(shown, key=lambda pair: pair[1].share, default=None)


def verdict(network: Network | Walk, questions: Sequence[Question]) -> Answer:
    """Give the verdict of some questions taken together, and what blocks the witness."""
    judged = _judge(_walk(network), questions)
    found = judged.witness()
    codes = _codes(found[1]) if found else ()
    delivered = any(flow.delivered for _, flow in (*judged.works, *judged.fails)) or bool(judged.opaque)
    return Answer(judged.verdict, codes, delivered)


def trace(
    network: Network | Walk,
    questions: Sequence[Question],
    source: str,
    destination: str,
    wanted: Callable[[Flow], bool] | None = None,
) -> Trace:
    """Give the whole answer to some questions taken together; `source` and `destination` are the words that asked.

    Of the flows one is shown that is `wanted`, where there is one.
    """
    walk = _walk(network)
    judged = _judge(walk, questions)
    notes = tuple(
        dict.fromkeys(
            (
                *walk.network.notes,
                *(n for group in (judged.works, judged.fails, judged.opaque) for _, f in group for n in f.notes),
                *(f"outside the model: {f.unknown.words}" for _, f in judged.opaque if f.unknown is not None),
            )
        )
    )
    found = judged.witness(wanted)
    if found is None:
        empty = Leg("blocked", ())
        reason = "there is no packet in the question"
        return Trace(source, destination, tuple(questions), "blocked", empty, empty, notes=notes, reason=reason)
    flow = found[1]
    there, back, blockers = story(flow)
    return Trace(
        source,
        destination,
        tuple(questions),
        judged.verdict,
        _leg(flow, 0, there),
        _leg(flow, 1, back),
        blockers,
        _parts(judged.works),
        _parts([*judged.fails, *judged.opaque]),
        judged.depends_on,
        notes,
        _point(flow),
    )


def _walk(network: Network | Walk) -> Walk:
    return network if isinstance(network, Walk) else Walk(network)


def _judge(walk: Walk, questions: Iterable[Question]) -> _Judged:
    flows = [(question, flow) for question in questions for flow in walk.run(question)]
    if not any(flow.hidden for _, flow in flows):
        return _verdict(flows)
    return max((_verdict(kept) for kept in _suppositions(flows)), key=lambda j: BEST.index(j.verdict))


def _suppositions(flows: list[tuple[Question, Flow]]) -> Iterator[list[tuple[Question, Flow]]]:
    """Give the flows under each way in which hosts may treat packets for others; the best of them is assumed."""
    for supposed in dict.fromkeys(flow.hidden for _, flow in flows if flow.hidden):
        ways = dict(supposed)
        kept = [(q, f) for q, f in flows if all(ways.get(c, o) == o for c, o in f.hidden)]
        note = "assumed, for no document of AWS tells: " + ", ".join(way for _, way in supposed)
        yield [(q, replace(f, notes=(*f.notes, note))) for q, f in kept]


def _verdict(flows: list[tuple[Question, Flow]]) -> _Judged:
    works: list[tuple[Question, Flow]] = []
    fails: list[tuple[Question, Flow]] = []
    opaque: list[tuple[Question, Flow]] = []
    for question, flow in flows:
        group = fails if flow.dead else opaque if flow.unknown is not None else works
        group.append((question, flow))
    depends_on: tuple[str, ...] = ()
    answer: Verdict = "blocked"
    if opaque:
        answer = "unknown"
    elif works and not fails:
        answer = "allowed"
    elif works:
        depends_on = _depends_on([f for _, f in works], [f for _, f in fails])
        answer = "partial"
    return _Judged(works, fails, opaque, answer, depends_on)


def _depends_on(works: list[Flow], fails: list[Flow]) -> tuple[str, ...]:
    """Tell in what the flows that work differ from those that fail."""
    found: list[str] = []
    for dimension, name in DIMENSIONS.items():
        if _all(works, dimension) != _all(fails, dimension):
            found.append(name)
    chosen = [_choices(flows) for flows in (works, fails)]
    both = chosen[0].keys() & chosen[1].keys()  # what only one side ever met tells nothing
    found.extend(sorted({d for d, c in both if chosen[0][d, c] != chosen[1][d, c]}))
    return tuple(dict.fromkeys(found)) or tuple(sorted({d for d, _ in chosen[0].keys() | chosen[1].keys()}))


def _choices(flows: list[Flow]) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for flow in flows:
        for dimension, component, option in flow.choices:
            found.setdefault((dimension, component), set()).add(option)
    return found


def _all(flows: list[Flow], dimension: int) -> Intervals:
    whole: Intervals = ()
    for flow in flows:
        whole = union(whole, flow.asked[dimension])
    return whole


def _codes(flow: Flow) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for *_, code in flow.blocks))


def _leg(flow: Flow, leg: int, found: tuple[Hop, ...]) -> Leg:
    if any(met == leg for met, *_ in flow.blocks):
        return Leg("blocked", found)
    if flow.unknown is not None and flow.leg == leg:
        return Leg("unknown", found)
    if leg and not found and flow.dead:
        return Leg("blocked", found)
    return Leg("allowed", found)


def _parts(flows: list[tuple[Question, Flow]]) -> tuple[Part, ...]:
    """Join what differs only in services; parts stay disjoint."""
    joined: dict[object, Part] = {}
    for question, flow in flows:
        client, server, services, ports = flow.asked
        codes = _codes(flow)
        choices = tuple((d, f"{c}: {o}" if c else o) for d, c, o in flow.choices)
        key = (question.start, client, server, ports, choices, codes)
        if key in joined:
            services = union(joined[key].packets.services, services)
        here = Packets(client, server, services, ports)
        joined[key] = Part(question.source, question.destination, here, choices, flow.share, codes)
    return tuple(joined.values())[:MANY_PARTS]


def _point(flow: Flow) -> Packets:
    """Give the lowest packet of a flow."""
    client, server, services, ports = flow.asked
    low = (point(client[0][0]), point(server[0][0]), point(services[0][0]), point(ports[0][0]))
    return packets(low, 0)
