"""Assertions: claims about reachability, each proved over every pair and every packet that it names.

`unknown` satisfies nothing. A pair without a packet (no public address, no common family) is blocked and never allowed.
What cannot be asked is an error for all assertions at once, before any is judged.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from vpcdesign.algebra.intervals import difference
from vpcdesign.analysis.evidence import arrives, let_through, packet, packet_that, stopped, works
from vpcdesign.analysis.questions import Pair, Questions
from vpcdesign.analysis.residents import STAND_IN
from vpcdesign.analysis.selectors import Member, Role, Side
from vpcdesign.analysis.services import parse
from vpcdesign.design.asserting import Assertion
from vpcdesign.design.document import Design
from vpcdesign.errors import Problem, QuestionError
from vpcdesign.network.network import Network
from vpcdesign.reach.ask import Answer, trace, verdict
from vpcdesign.reach.trace import Leg, Trace
from vpcdesign.reach.walk import Walk

Expectation: TypeAlias = Literal["allowed", "blocked", "isolated"]
"""What is expected of a pair; `only` expects `allowed` of some and `blocked` of all others."""

_MOST = 4


@dataclass(frozen=True, slots=True)
class Result:
    """How an assertion fares: whether it holds and why; a broken one has the trace of a packet that breaks it.

    `asked` counts the pairs that were asked; `notes` tell on what the answer rests.
    """

    name: str
    expect: str
    holds: bool
    reason: str
    asked: int
    witness: Trace | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Claim:
    """An assertion with every pair that it names, and what it expects of each."""

    assertion: Assertion
    pairs: tuple[tuple[Expectation, Pair], ...]


def texts(assertions: Sequence[Assertion]) -> list[str]:
    """Give the selectors of assertions, for `with_stand_ins`."""
    return [text for one in assertions for text in (one.from_, one.to)]


def check(design: Design, network: Network, assertions: Sequence[Assertion]) -> list[Result]:
    """Judge assertions, in their order; QuestionError names everything that cannot be asked."""
    questions = Questions(design, network)
    claims: list[_Claim] = []
    problems: list[Problem] = []
    for place, assertion in enumerate(assertions):
        try:
            claims.append(_claim(questions, assertion, f"/assertions/{place}"))
        except QuestionError as error:
            problems.extend(error.problems)
    if problems:
        raise QuestionError(problems)
    walk = Walk(network)
    return [_judge(walk, claim) for claim in claims]


def _claim(questions: Questions, assertion: Assertion, pointer: str) -> _Claim:
    """Read an assertion; everything that is wrong with it is told at once."""
    problems: list[Problem] = []

    def refuse(error: QuestionError | str, key: str) -> None:
        messages = [error] if isinstance(error, str) else [one.message for one in error.problems]
        problems.extend(Problem(f"assertion `{assertion.name}`: {one}", pointer=f"{pointer}/{key}") for one in messages)

    if assertion.when is not None:
        refuse("`when` is not built yet: take it out, or leave the assertion out", "when")
    asked = None
    try:
        asked = parse(assertion.ports)
    except QuestionError as error:
        refuse(error, "ports")
    sides: list[Side] = []
    roles: tuple[tuple[Role, str, str], ...] = (
        ("source", "from", assertion.from_),
        ("destination", "to", assertion.to),
    )
    for role, key, text in roles:
        try:
            sides.append(questions.side(text, role))
        except QuestionError as error:
            refuse(error, key)
    if problems or asked is None:
        raise QuestionError(problems)
    pairs = questions.between(sides[0].members, sides[1].members, asked, "both")
    if not pairs:
        refuse(f"`{assertion.from_}` and `{assertion.to}` are the same, and nothing is asked about itself", "to")
        raise QuestionError(problems)
    if assertion.expect != "only":
        return _Claim(assertion, tuple((assertion.expect, pair) for pair in pairs))
    others = questions.between(tuple(_others(questions, sides[0])), sides[1].members, asked, "both")
    return _Claim(assertion, (*(("allowed", one) for one in pairs), *(("blocked", one) for one in others)))


def _others(questions: Questions, named: Side) -> Iterator[Member]:
    """Give every source that is not named: hosts, load balancers' nodes, the internet, each on-premises network."""
    known = {member.endpoint: member.addresses for member in named.members}
    for one in questions.roster.of_part("host", "balancer"):
        if one.endpoint.id not in known:
            yield Member(one.endpoint.id, one.label, one.endpoint.addresses, vpc=one.vpc)
    outside = [("internet", "internet", questions.network.internet)]
    outside += [(one.endpoint.id, one.label, one.primary) for one in questions.roster.of_part("on_premises")]
    for endpoint, label, addresses in outside:
        left = difference(addresses, known.get(endpoint, ()))
        if left:
            yield Member(endpoint, label if left == addresses else f"everybody else in {label}", left)


def _judge(walk: Walk, claim: _Claim) -> Result:
    """Ask every pair, and show the first that breaks the claim."""
    broken: list[tuple[Expectation, Pair, Answer | None]] = []
    unanswered: list[Pair] = []
    for expect, pair in claim.pairs:
        if not pair.questions:
            if expect == "allowed":
                broken.append((expect, pair, None))
            continue
        answer = verdict(walk, pair.questions)
        if not _meets(expect, answer):
            broken.append((expect, pair, answer))
        elif expect == "blocked" and answer.delivered:
            unanswered.append(pair)
    assertion = claim.assertion
    notes = (*_silent(claim), *_unanswered(walk, unanswered), *_stand_ins(claim))
    asked = len(claim.pairs)
    if not broken:
        return Result(assertion.name, assertion.expect, holds=True, reason=_proved(claim), asked=asked, notes=notes)
    witness, reason = _shown(walk, assertion.expect, *broken[0])
    if len(broken) > 1:
        reason += f" (the first of {len(broken)} pairs of {asked} that break it)"
    return Result(
        assertion.name, assertion.expect, holds=False, reason=reason, asked=asked, witness=witness, notes=notes
    )


def _meets(expect: Expectation, answer: Answer) -> bool:
    match expect:
        case "allowed":
            return answer.verdict == "allowed"
        case "blocked":
            return answer.verdict == "blocked"
        case "isolated":
            return answer.verdict == "blocked" and not answer.delivered


def _shown(walk: Walk, claimed: str, expect: Expectation, pair: Pair, answer: Answer | None) -> tuple[Trace, str]:
    """Give the trace of a packet that breaks a claim, and what lets it through or stops it."""
    who = f"{pair.source} to {pair.destination}"
    if answer is None:
        legs = Leg("blocked", ()), Leg("blocked", ())
        return Trace(pair.source, pair.destination, (), "blocked", *legs, reason=pair.reason), f"{who}: {pair.reason}"
    if answer.verdict == "unknown":
        found = trace(walk, pair.questions, pair.source, pair.destination)
        outside = [note for note in found.notes if note.startswith("outside the model")]
        return found, f"not proved: {who}: {'; '.join(outside) or 'it depends on what the model does not know'}"
    if expect == "allowed":
        found = trace(walk, pair.questions, pair.source, pair.destination)
        part = f"is allowed only in part (by {', '.join(found.depends_on)})" if found.works else "is blocked"
        return found, f"{who} {part}: {packet(found)}: {stopped(found.blockers)}"
    found = packet_that(walk, pair, works if answer.verdict != "blocked" else arrives)
    extra = " and is not named in `from`" if claimed == "only" else ""
    what = f"{pair.source} reaches {pair.destination}{extra}"
    if answer.verdict == "blocked":
        what = f"a packet from {pair.source} arrives at {pair.destination}, though no answer comes back"
    return found, f"{what}: {packet(found)}: {let_through(found)}"


def _proved(claim: _Claim) -> str:
    count = len(claim.pairs)
    pairs = "the pair" if count == 1 else f"all {count} pairs"
    match claim.assertion.expect:
        case "allowed":
            return f"every packet of {pairs} makes the round trip"
        case "blocked":
            return f"no conversation takes place in {pairs}"
        case "isolated":
            return f"not one packet is delivered in {pairs}"
        case "only":
            named = sum(expect == "allowed" for expect, _ in claim.pairs)
            return f"{named} of {count} pairs are named and allowed, {count - named} others blocked"


def _silent(claim: _Claim) -> Iterator[str]:
    """Tell of pairs that are blocked for want of a packet."""
    reasons = [pair.reason for expect, pair in claim.pairs if not pair.questions and expect != "allowed"]
    if reasons:
        told = list(dict.fromkeys(reasons))
        more = f"; and {len(told) - _MOST} more" if len(told) > _MOST else ""
        pairs = "a pair has" if len(reasons) == 1 else f"{len(reasons)} pairs have"
        yield f"{pairs} no packet to ask about: {'; '.join(told[:_MOST])}{more}"


def _unanswered(walk: Walk, pairs: Sequence[Pair]) -> Iterator[str]:
    """Tell of packets that arrive where only the answer dies: blocked, but not isolated."""
    if pairs:
        found = packet_that(walk, pairs[0], arrives)
        more = f", and so in {len(pairs) - 1} pairs more" if len(pairs) > 1 else ""
        who = f"packets from {pairs[0].source} arrive at {pairs[0].destination} and only the answer dies{more}"
        yield f"{who}: {packet(found)}: {stopped(one for one in found.blockers if one.leg == 'return')}"


def _stand_ins(claim: _Claim) -> Iterator[str]:
    """Tell of subnets that were asked through a stand-in."""
    ends = {name for _, pair in claim.pairs for one in pair.questions for name in (one.start, *(one.ends or ()))}
    for name in sorted(name for name in ends if name.startswith(STAND_IN)):
        yield f"subnet {name.removeprefix(STAND_IN)} has no interface: a stand-in was asked"
