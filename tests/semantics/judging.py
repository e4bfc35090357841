"""Does an answer say what the page says? Every disagreement is told, in words, with the whole trace below.

A cause stands first on the page because it must stand first in the answer: it is what a person fixes first. Further
causes (`and ...`) must be named too; with `only` nothing else may be.
"""

from tests.semantics.page import Ask, Cause
from vpcdesign.algebra import addresses, services
from vpcdesign.algebra.intervals import contains
from vpcdesign.reach.trace import Blocker, Hop, Packets, Trace


def disagreements(ask: Ask, trace: Trace) -> list[str]:
    """Give what the answer does not say, or says otherwise."""
    found: list[str] = []
    if trace.verdict != ask.verdict:
        found.append(f"the verdict is {trace.verdict}, not {ask.verdict}")
    found += _about_causes(ask, trace)
    found += [f"it does not depend on {choice}" for choice in ask.choices if choice not in trace.depends_on]
    found += [f"it depends on {choice}" for choice in trace.depends_on if ask.choices and choice not in ask.choices]
    found += _about_ways(ask, trace)
    for words in ask.detail("note"):
        if not any(words.lower() in note.lower() for note in trace.notes):
            found.append(f"no note says `{words}`")
    return found


def _about_causes(ask: Ask, trace: Trace) -> list[str]:
    found = []
    for number, cause in enumerate(ask.causes):
        candidates = trace.blockers[:1] if number == 0 else trace.blockers
        if not any(_is(cause, blocker) for blocker in candidates):
            found.append(f"the {'first ' if number == 0 else ''}blocker is not {_write(cause)}")
    if ask.only:
        rest = [blocker for blocker in trace.blockers if not any(_is(cause, blocker) for cause in ask.causes)]
        found += [f"another blocker is {b.leg} {b.origin.component} {b.code}" for b in rest]
    return found


def _is(cause: Cause, blocker: Blocker) -> bool:
    return (
        cause.leg == blocker.leg
        and cause.component in {"*", blocker.origin.component}
        and cause.code in {"", blocker.code}
    )


def _write(cause: Cause) -> str:
    return f"{cause.leg} {cause.component} {cause.code}".strip()


def _about_ways(ask: Ask, trace: Trace) -> list[str]:
    there = {hop.origin.component for hop in trace.forward.hops}
    back = {hop.origin.component for hop in trace.back.hops}
    found = [f"the way there does not pass {name}" for name in ask.detail("via") if name not in there]
    found += [f"the way back does not pass {name}" for name in ask.detail("back-via") if name not in back]
    found += [f"the way there passes {name}" for name in ask.detail("not-via") if name in there]
    arrived = _last(trace.forward.hops)
    for words in ask.detail("from"):
        if arrived is None or not contains(arrived.source, addresses.address(words)):
            found.append(f"it does not arrive from {words}")
    for words in ask.detail("to"):
        if arrived is None or not contains(arrived.destination, addresses.address(words)):
            found.append(f"it does not arrive at {words}")
    return found


def _last(hops: tuple[Hop, ...]) -> Packets | None:
    return (hops[-1].after or hops[-1].packet) if hops else None


def told(trace: Trace) -> str:
    """Write a trace for the reader of a failed test."""
    lines = [f"{trace.verdict} ({', '.join(trace.depends_on) or 'on nothing'}): {trace.reason}"]
    for name, leg in (("there", trace.forward), ("back", trace.back)):
        lines.append(f"  {name}: {leg.verdict}")
        for hop in leg.hops:
            p = hop.after or hop.packet
            where = (
                f"{addresses.write_set(p.source)} -> {addresses.write_set(p.destination)} {services.write(p.services)}"
            )
            lines.append(f"    {hop.origin.component:20} {hop.action:9} {hop.code} {hop.because} [{where}]")
    lines += [f"  blocker: {b.leg} {b.origin.component} {b.code}: {b.because}" for b in trace.blockers]
    lines += [f"  note: {note}" for note in trace.notes]
    return "\n".join(lines)
