"""Assertions: claims about reachability, each proved over every pair and every packet that it names.

`unknown` satisfies nothing. A pair without a packet (no public address, no common family) is blocked and never allowed.
What must hold `when` something fails is judged in each world that this names. What cannot be asked is an error for all
assertions at once, before any is judged.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.analysis.evidence import arrives, fails, packet_that, works
from vpcdesign.analysis.kindred import Gathering
from vpcdesign.analysis.labels import STAND_IN
from vpcdesign.analysis.questions import Pair
from vpcdesign.analysis.reaches import confirm, verdict_of
from vpcdesign.analysis.results import Result
from vpcdesign.analysis.selectors import Role
from vpcdesign.analysis.services import parse
from vpcdesign.analysis.tally import Claimed, Expectation, Tallies, Tally
from vpcdesign.analysis.wording import let_through, packet, stopped
from vpcdesign.analysis.worlds import World, Worlds
from vpcdesign.design.asserting import Assertion
from vpcdesign.design.document import Design
from vpcdesign.errors import Problem, QuestionError
from vpcdesign.network.network import Network
from vpcdesign.reach.ask import Answer, trace
from vpcdesign.reach.trace import Leg, Trace
from vpcdesign.reach.walk import Walk

_MOST = 4


Progress: TypeAlias = Callable[[int, int], None]
"""Told how many assertions are judged, and of how many."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """An assertion in one of its worlds, as what it expects of whom.

    `down` are those who were meant and are gone there; `nobody` says of whom nobody is left.
    """

    assertion: Assertion
    world: World
    parts: tuple[Claimed, ...]
    down: tuple[str, ...] = ()
    nobody: str = ""


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
    return Judge(worlds).results(assertions, progress)


class Judge:
    """Judges assertions in the worlds of one design; remembers who is meant by whom they name."""

    def __init__(self, worlds: Worlds) -> None:
        """Begin with nobody put together."""
        self.worlds = worlds
        self.gathering = Gathering(worlds)
        self.tallies = Tallies()

    def results(self, assertions: Sequence[Assertion], progress: Progress | None = None) -> list[Result]:
        """Judge assertions, in their order; QuestionError names everything that cannot be asked."""
        claims: list[list[_Claim]] = []
        problems: list[Problem] = []
        for place, assertion in enumerate(assertions):
            try:
                claims.append(_claims(self.gathering, assertion, f"/assertions/{place}"))
            except QuestionError as error:
                problems.extend(error.problems)
        if problems:
            raise QuestionError(problems)
        results: list[Result] = []
        for several in claims:
            results.append(_judged(several, self.tallies))
            if progress is not None:
                progress(len(results), len(claims))
        return results


def _claims(gathering: Gathering, assertion: Assertion, pointer: str) -> list[_Claim]:
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
    worlds = gathering.worlds
    roles: tuple[tuple[Role, str, str], ...] = (
        ("source", "from", assertion.from_),
        ("destination", "to", assertion.to),
    )
    for role, key, text in roles:
        try:
            worlds.whole.questions.side(text, role)
        except QuestionError as error:
            refuse(error, key)
    found = [worlds.whole]
    try:
        found = when(worlds, assertion)
    except QuestionError as error:
        refuse(error, "when")
    if problems or asked is None:
        raise QuestionError(problems)
    return [_claim(gathering, world, assertion, asked) for world in found]


def when(worlds: Worlds, assertion: Assertion) -> list[World]:
    """Give the worlds in which an assertion must hold: the design as it stands, or each without what it names."""
    if assertion.when is None:
        return [worlds.whole]
    if set(assertion.when) != {"fail"}:
        raise QuestionError("`when` says what fails, and nothing else: write {fail: any-az}, {fail: nat-a}")
    return worlds.when(assertion.when["fail"])


def _claim(gathering: Gathering, world: World, assertion: Assertion, asked: Intervals) -> _Claim:
    """Put those of both sides against each other who are left in a world."""
    sources, to = gathering.of(world, assertion.from_, "source"), gathering.of(world, assertion.to, "destination")
    down = tuple(dict.fromkeys((*sources.down, *to.down)))
    empty = [text for text, left in ((assertion.from_, sources), (assertion.to, to)) if not left.kinds]
    if empty:
        return _Claim(assertion, world, (), down, f"nobody is left of `{empty[0]}`")
    one, other = sources.alone(), to.alone()
    if down and one is not None and other is not None and one.endpoint == other.endpoint:
        return _Claim(assertion, world, (), down, f"only {other.label} is left, and nobody is asked about itself")
    if assertion.expect != "only":
        return _Claim(assertion, world, (Claimed(world, assertion.expect, sources, to, asked),), down)
    parts = [Claimed(world, "allowed", sources, to, asked)]
    others = gathering.all_but(world, assertion.from_)
    if others.kinds:
        parts.append(Claimed(world, "blocked", others, to, asked))
    return _Claim(assertion, world, tuple(parts), down)


def _judged(claims: Sequence[_Claim], tallies: Tallies) -> Result:
    """Judge an assertion in each of its worlds: it holds when it holds in all; the first that breaks it is shown."""
    results = [_judge(claim, [tallies.of(part) for part in claim.parts]) for claim in claims]
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


def _judge(claim: _Claim, told: Sequence[Tally]) -> Result:
    """Say how a claim fares of which so much was found, and show the first pair that breaks it."""
    assertion, walk = claim.assertion, claim.world.walk
    if claim.nobody:
        return Result(assertion.name, assertion.expect, holds=False, reason=claim.nobody, asked=0)
    asked, breaking = (sum(one.count for one in told), sum(one.breaking for one in told))
    notes = (*_silent(claim, told), *_unanswered(walk, told), *_stand_ins(told))
    broken = [(part.expect, one.broken.pair) for part, one in zip(claim.parts, told, strict=True) if one.broken.pair]
    if not broken:
        reason = _proved(assertion, [one.count for one in told])
        return Result(assertion.name, assertion.expect, holds=True, reason=reason, asked=asked, notes=notes)
    expect, pair = broken[0]
    answer = verdict_of(walk, pair.questions) if pair.questions else None
    if answer is not None:
        confirm(walk, pair.questions, answer)
    witness, reason = _shown(walk, assertion.expect, expect, pair, answer)
    if breaking > 1:
        reason += f" (the first of {breaking} pairs of {asked} that break it)"
    return Result(
        assertion.name, assertion.expect, holds=False, reason=reason, asked=asked, witness=witness, notes=notes
    )


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


def _proved(assertion: Assertion, counts: Sequence[int]) -> str:
    count = sum(counts)
    pairs = "the pair" if count == 1 else f"all {count} pairs"
    match assertion.expect:
        case "allowed":
            return f"every packet of {pairs} makes the round trip"
        case "blocked":
            return f"no conversation takes place in {pairs}"
        case "isolated":
            return f"not one packet is delivered in {pairs}"
        case "only":
            return f"{counts[0]} of {count} pairs are named and allowed, {count - counts[0]} others blocked"


def _silent(claim: _Claim, told: Sequence[Tally]) -> Iterator[str]:
    """Tell where a claim holds for want of any packet to ask about."""
    if not any(one.asked for one in told):
        reasons = list(dict.fromkeys(pair.reason for part in claim.parts for pair, _ in part.pairs()))
        more = f"; and {len(reasons) - _MOST} more" if len(reasons) > _MOST else ""
        yield f"there is no packet to ask about: {'; '.join(reasons[:_MOST])}{more}"


def _unanswered(walk: Walk, told: Sequence[Tally]) -> Iterator[str]:
    """Tell of packets that arrive where only the answer dies: blocked, but not isolated."""
    for one in told:
        pair = one.unanswered.pair
        if pair is not None:
            found = packet_that(walk, pair, arrives)
            more = ", and so elsewhere" if one.unanswered.kinds > 1 else ""
            who = f"packets from {pair.source} arrive at {pair.destination} and only the answer dies{more}"
            yield f"{who}: {packet(found)}: {stopped(each for each in found.blockers if each.leg == 'return')}"


def _stand_ins(told: Sequence[Tally]) -> Iterator[str]:
    """Tell of subnets that were asked through a stand-in."""
    for name in sorted({name for one in told for name in one.stand_ins}):
        yield f"subnet {name.removeprefix(STAND_IN)} has no interface: a stand-in was asked"
