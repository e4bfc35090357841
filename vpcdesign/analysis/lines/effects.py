"""What a line does in the whole network: what it lets through by itself, and what else stands in its way.

Both are asked of the engine, with the line and without it, so the answer knows routes, translations and every other
filter on the way there and back. It takes as long as a comparison of two designs; callers run it beside the screen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.analysis.difference import differences
from vpcdesign.analysis.lines.openers import Direction, guarded
from vpcdesign.analysis.lines.spaces import services
from vpcdesign.analysis.questions import Pair
from vpcdesign.analysis.results import Difference
from vpcdesign.analysis.survey import Progress
from vpcdesign.analysis.worlds import World, Worlds
from vpcdesign.aws.services import service_word
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.design.filters import AclRule, EgressRule, IngressRule, NetworkAcl, Rule
from vpcdesign.errors import QuestionError
from vpcdesign.reach.ask import trace
from vpcdesign.reach.trace import Blocker, Verdict

KINDS = 6
"""So many kinds of pairs are walked to find what is in the way: what stops one of a kind stops all of it."""
ANYWHERE = {"0.0.0.0/0": "internet", "::/0": "internet"}


@dataclass(frozen=True, slots=True)
class Way:
    """Who a line is for, as selectors, and what stops them; no blocker where nothing does, `reason` where nobody is."""

    source: str
    destination: str
    services: Intervals
    verdict: Verdict
    blockers: tuple[Blocker, ...] = ()
    reason: str = ""


def world(design: Design) -> World:
    """Compile a design to ask it."""
    return Worlds(design, compile_design(design)).whole


def alone(without: World, whole: World, progress: Progress | None = None) -> list[Difference]:
    """Give what a line opens, closes and narrows: the world that lacks it against the one that has it."""
    return differences(without, whole, progress)


def in_the_way(whole: World, noun: str, direction: Direction, line: Rule) -> Way:
    """Say what stops the packets that a line is for, in a world that has the line."""
    far, near = _peer(whole.design, line), _owner(whole.design, noun)
    source, destination = (far, near) if direction == "ingress" else (near, far)
    asked = services(line)
    try:
        sources = whole.questions.side(source, "source").members
        destinations = whole.questions.side(destination, "destination").members
    except QuestionError as error:
        return Way(source, destination, asked, "blocked", reason=error.problems[0].message)
    pairs = [one for one, _ in whole.questions.by_kind(sources, destinations, asked, whole.alike)][:KINDS]
    return _walked(whole, (source, destination), asked, pairs)


def _walked(whole: World, ends: tuple[str, str], asked: Intervals, pairs: Sequence[Pair]) -> Way:
    found: dict[tuple[object, ...], Blocker] = {}
    verdicts: list[Verdict] = []
    for pair in pairs:
        if pair.questions:
            answer = trace(whole.walk, pair.questions, pair.source, pair.destination)
            verdicts.append(answer.verdict)
            for one in answer.blockers:
                found.setdefault((one.origin.component, one.origin.direction, one.origin.by, one.leg), one)
    if not verdicts:
        return Way(*ends, asked, "blocked", reason=next((one.reason for one in pairs if one.reason), ""))
    alike = set(verdicts) == {verdicts[0]}
    return Way(*ends, asked, verdicts[0] if alike else "partial", tuple(found.values()))


def _owner(design: Design, noun: str) -> str:
    """Write the selector of those whom a filter judges."""
    acl = next((one for one in design.network_acls if one.id == noun), None)
    return _subnets(design, acl) if acl else f"sg:{noun}"


def _subnets(design: Design, acl: NetworkAcl) -> str:
    return ", ".join(f"subnet:{one.id}" for one in guarded(design, acl)) or f"vpc:{acl.vpc}"


def _peer(design: Design, line: Rule) -> str:
    """Write the selector of the other side of a line."""
    match line:
        case AclRule():
            peer = line.cidr
        case IngressRule() | EgressRule():
            peer = line.peer
        case _:
            peer = "0.0.0.0/0"
    if any(one.id == peer for one in design.security_groups):
        return f"sg:{peer}"
    for listed in design.prefix_lists:
        if listed.id == peer:
            return f"service:{service_word(listed.service)}" if listed.service else _union(listed.cidrs)
    return ANYWHERE.get(peer, peer)


def _union(cidrs: Iterable[str]) -> str:
    return ", ".join(cidrs) or "internet"
