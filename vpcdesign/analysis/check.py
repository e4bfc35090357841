"""Assertions: claims about reachability, each proved over every pair and every packet that it names.

`unknown` satisfies nothing. A pair without a packet (no public address, no common family) is blocked and never allowed.
What must hold `when` something fails is judged in each world that this names. What cannot be asked is an error for all
assertions at once, before any is judged.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from vpcdesign.algebra.intervals import Intervals, difference
from vpcdesign.analysis.evidence import arrives, fails, packet_that, works
from vpcdesign.analysis.labels import STAND_IN
from vpcdesign.analysis.questions import Pair, Questions
from vpcdesign.analysis.reaches import confirm, verdict_of
from vpcdesign.analysis.residents import Resident
from vpcdesign.analysis.results import Result
from vpcdesign.analysis.selectors import Member, Role, Side
from vpcdesign.analysis.services import parse
from vpcdesign.analysis.wording import let_through, packet, stopped
from vpcdesign.analysis.worlds import World, Worlds
from vpcdesign.design.asserting import Assertion
from vpcdesign.design.document import Design
from vpcdesign.errors import Problem, QuestionError
from vpcdesign.network.network import Network
from vpcdesign.reach.ask import Answer, trace
from vpcdesign.reach.trace import Leg, Trace
from vpcdesign.reach.walk import Walk

Expectation: TypeAlias = Literal["allowed", "blocked", "isolated"]
"""What is expected of a pair; `only` expects `allowed` of some and `blocked` of all others."""

_MOST = 4


Progress: TypeAlias = Callable[[int, int], None]
"""Told how many assertions are judged, and of how many."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """An assertion with the pairs that it names: what it expects of each, and how many pairs alike it stands for.

    `down` are those who were meant and are gone in its world; `nobody` says of whom nobody is left.
    """

    assertion: Assertion
    world: World
    pairs: tuple[tuple[Expectation, Pair, int], ...]
    down: tuple[str, ...] = ()
    nobody: str = ""

    @property
    def count(self) -> int:
        """How many pairs of members there are; a pair that is asked may stand for many alike."""
        return sum(count for _, _, count in self.pairs)


def texts(assertions: Sequence[Assertion]) -> list[str]:
    """Give the selectors of assertions, for `with_stand_ins`."""
    return [text for one in assertions for text in (one.from_, one.to)]


def check(
    design: Design, network: Network, assertions: Sequence[Assertion], progress: Progress | None = None
) -> list[Result]:
    """Judge assertions, in their order; QuestionError names everything that cannot be asked."""
    return check_in(Worlds(design, network), assertions, progress)


def check_in(worlds: Worlds, assertions: Sequence[Assertion], progress: Progress | None = None) -> list[Result]:
    """Judge assertions where some worlds of the design are known already."""
    claims: list[list[_Claim]] = []
    problems: list[Problem] = []
    for place, assertion in enumerate(assertions):
        try:
            claims.append(_claims(worlds, assertion, f"/assertions/{place}"))
        except QuestionError as error:
            problems.extend(error.problems)
    if problems:
        raise QuestionError(problems)
    results: list[Result] = []
    for several in claims:
        results.append(_judged(several))
        if progress is not None:
            progress(len(results), len(claims))
    return results


def _claims(worlds: Worlds, assertion: Assertion, pointer: str) -> list[_Claim]:
    """Read an assertion, once for each world that it is judged in; everything that is wrong with it is told at once."""
    problems: list[Problem] = []

    def refuse(error: QuestionError | str, key: str) -> None:
        messages = [error] if isinstance(error, str) else [one.message for one in error.problems]
        problems.extend(Problem(f"assertion `{assertion.name}`: {one}", pointer=f"{pointer}/{key}") for one in messages)

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
            sides.append(worlds.whole.questions.side(text, role))
        except QuestionError as error:
            refuse(error, key)
    found = [worlds.whole]
    try:
        found = when(worlds, assertion)
    except QuestionError as error:
        refuse(error, "when")
    if problems or asked is None:
        raise QuestionError(problems)
    return [_claim(worlds, world, assertion, (sides[0], sides[1]), asked) for world in found]


def when(worlds: Worlds, assertion: Assertion) -> list[World]:
    """Give the worlds in which an assertion must hold: the design as it stands, or each without what it names."""
    if assertion.when is None:
        return [worlds.whole]
    if set(assertion.when) != {"fail"}:
        raise QuestionError("`when` says what fails, and nothing else: write {fail: any-az}, {fail: nat-a}")
    return worlds.when(assertion.when["fail"])


def _claim(worlds: Worlds, world: World, assertion: Assertion, sides: tuple[Side, Side], asked: Intervals) -> _Claim:
    """Pair the members of both sides that are left in a world."""
    (sources, lost), (to, gone) = (worlds.left(world, side.members) for side in sides)
    down = tuple(dict.fromkeys((*lost, *gone)))
    empty = [text for text, left in ((assertion.from_, sources), (assertion.to, to)) if not left]
    if empty:
        return _Claim(assertion, world, (), down, f"nobody is left of `{empty[0]}`")
    if down and len(sources) == len(to) == 1 and sources[0].endpoint == to[0].endpoint:
        return _Claim(assertion, world, (), down, f"only {to[0].label} is left, and nobody is asked about itself")
    questions = world.questions
    pairs = questions.by_kind(sources, to, asked, world.alike)
    if assertion.expect != "only":
        return _Claim(assertion, world, tuple((assertion.expect, pair, count) for pair, count in pairs), down)
    others = worlds.left(world, tuple(everybody_else(worlds.whole.questions, sides[0])))[0]
    blocked = questions.by_kind(others, to, asked, world.alike) if others else []
    allowed: tuple[tuple[Expectation, Pair, int], ...] = tuple(("allowed", *one) for one in pairs)
    return _Claim(assertion, world, (*allowed, *(("blocked", *one) for one in blocked)), down)


def everybody_else(questions: Questions, named: Side) -> Iterator[Member]:
    """Give every source that is not named: hosts, load balancers' nodes, the internet, each on-premises network."""
    yield from other_hosts(questions, {member.endpoint for member in named.members})
    yield from others_outside(questions, named)


def other_hosts(questions: Questions, named: Collection[str]) -> Iterator[Member]:
    """Give the hosts and load balancers' nodes that are not named."""
    for one in questions.roster.of_part("host", "balancer"):
        if one.endpoint.id not in named:
            yield sender(one)


def sender(one: Resident) -> Member:
    """Give a resident as one who sends from all his addresses."""
    return Member(one.endpoint.id, one.label, one.endpoint.addresses, vpc=one.vpc)


def others_outside(questions: Questions, named: Side) -> Iterator[Member]:
    """Give the internet and each on-premises network, but for the addresses that are named."""
    known = {member.endpoint: member.addresses for member in named.members}
    outside = [("internet", "internet", questions.network.internet)]
    outside += [(one.endpoint.id, one.label, one.primary) for one in questions.roster.of_part("on_premises")]
    for endpoint, label, addresses in outside:
        left = difference(addresses, known.get(endpoint, ()))
        if left:
            yield Member(endpoint, label if left == addresses else f"everybody else in {label}", left)


def _judged(claims: Sequence[_Claim]) -> Result:
    """Judge an assertion in each of its worlds: it holds when it holds in all; the first that breaks it is shown."""
    results = [_judge(claim) for claim in claims]
    if claims[0].world.failure is None:
        return results[0]
    notes = tuple(dict.fromkeys((*map(_taken_out, claims), *(note for one in results for note in one.notes))))
    asked = sum(one.asked for one in results)
    failing = [claim.world.failure for claim in claims if claim.world.failure]
    names = [one.id for one in failing]
    for failure, one in zip(failing, results, strict=True):
        if not one.holds:
            failed = tuple(each.id for each in failure.each)
            reason = f"with {failure.id} down: {one.reason}"
            return replace(one, reason=reason, asked=asked, notes=notes, failed=failed)
    each = f"with {names[0]} down" if len(names) == 1 else f"with any of {', '.join(names)} down"
    reason = f"{each}: {results[0].reason}" if len(set(results)) == 1 else f"{each}: {_lasting(claims[0], asked)}"
    return replace(results[0], reason=reason, asked=asked, notes=notes)


def _lasting(claim: _Claim, asked: int) -> str:
    """Say what was proved where the worlds had different pairs."""
    proved = "every packet makes the round trip" if claim.assertion.expect == "allowed" else "it holds"
    return f"{proved} among those who are left, {asked} pairs asked"


def _taken_out(claim: _Claim) -> str:
    name = claim.world.failure.id if claim.world.failure else ""
    return f"down with {name}: {', '.join(claim.down) or 'nobody who is meant'}"


def _judge(claim: _Claim) -> Result:
    """Ask every pair, and show the first that breaks the claim."""
    walk = claim.world.walk
    if claim.nobody:
        return Result(claim.assertion.name, claim.assertion.expect, holds=False, reason=claim.nobody, asked=0)
    broken: list[tuple[Expectation, Pair, Answer | None]] = []
    breaking = 0
    unanswered: list[Pair] = []
    for expect, pair, count in claim.pairs:
        answer = verdict_of(walk, pair.questions) if pair.questions else None
        if not meets(expect, answer):
            broken.append((expect, pair, answer))
            breaking += count
        elif expect == "blocked" and answer is not None and answer.delivered:
            unanswered.append(pair)
    assertion, asked = claim.assertion, claim.count
    notes = (*_silent(claim), *_unanswered(walk, unanswered), *_stand_ins(claim))
    if not broken:
        return Result(assertion.name, assertion.expect, holds=True, reason=_proved(claim), asked=asked, notes=notes)
    _, pair, answer = broken[0]
    if answer is not None:
        confirm(walk, pair.questions, answer)
    witness, reason = _shown(walk, assertion.expect, *broken[0])
    if breaking > 1:
        reason += f" (the first of {breaking} pairs of {asked} that break it)"
    return Result(
        assertion.name, assertion.expect, holds=False, reason=reason, asked=asked, witness=witness, notes=notes
    )


def meets(expect: Expectation, answer: Answer | None) -> bool:
    """Tell whether a pair is as expected; without a packet it is blocked."""
    if answer is None:
        return expect != "allowed"
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
        whole = trace(walk, pair.questions, pair.source, pair.destination)
        part = f"is allowed only in part (by {', '.join(whole.depends_on)})" if whole.works else "is blocked"
        found = packet_that(walk, pair, fails)
        return found, f"{who} {part}: {packet(found)}: {stopped(found.blockers)}"
    found = packet_that(walk, pair, works if answer.verdict != "blocked" else arrives)
    extra = " and is not named in `from`" if claimed == "only" else ""
    what = f"{pair.source} reaches {pair.destination}{extra}"
    if answer.verdict == "blocked":
        what = f"a packet from {pair.source} arrives at {pair.destination}, though no answer comes back"
    return found, f"{what}: {packet(found)}: {let_through(found)}"


def _proved(claim: _Claim) -> str:
    count = claim.count
    pairs = "the pair" if count == 1 else f"all {count} pairs"
    match claim.assertion.expect:
        case "allowed":
            return f"every packet of {pairs} makes the round trip"
        case "blocked":
            return f"no conversation takes place in {pairs}"
        case "isolated":
            return f"not one packet is delivered in {pairs}"
        case "only":
            named = sum(pairs for expect, _, pairs in claim.pairs if expect == "allowed")
            return f"{named} of {count} pairs are named and allowed, {count - named} others blocked"


def _silent(claim: _Claim) -> Iterator[str]:
    """Tell where a claim holds for want of any packet to ask about."""
    if not any(pair.questions for _, pair, _ in claim.pairs):
        told = list(dict.fromkeys(pair.reason for _, pair, _ in claim.pairs))
        more = f"; and {len(told) - _MOST} more" if len(told) > _MOST else ""
        yield f"there is no packet to ask about: {'; '.join(told[:_MOST])}{more}"


def _unanswered(walk: Walk, pairs: Sequence[Pair]) -> Iterator[str]:
    """Tell of packets that arrive where only the answer dies: blocked, but not isolated."""
    if pairs:
        found = packet_that(walk, pairs[0], arrives)
        more = ", and so elsewhere" if len(pairs) > 1 else ""
        who = f"packets from {pairs[0].source} arrive at {pairs[0].destination} and only the answer dies{more}"
        yield f"{who}: {packet(found)}: {stopped(one for one in found.blockers if one.leg == 'return')}"


def _stand_ins(claim: _Claim) -> Iterator[str]:
    """Tell of subnets that were asked through a stand-in."""
    ends = {name for _, pair, _ in claim.pairs for one in pair.questions for name in (one.start, *(one.ends or ()))}
    for name in sorted(name for name in ends if name.startswith(STAND_IN)):
        yield f"subnet {name.removeprefix(STAND_IN)} has no interface: a stand-in was asked"
