"""The one sentence that answers: verdict first, place second, reason third.

A sentence claims nothing that the answer does not hold: parts are told as the answer names them, and where it names too
many the sentence says how many places there are and leaves them to the list below it.
"""

import re
from collections.abc import Iterable, Sequence
from typing import assert_never

from vpcdesign.algebra import services
from vpcdesign.algebra.intervals import EMPTY, Intervals, union
from vpcdesign.network.origin import Origin
from vpcdesign.reach.trace import Blocker, LegName, Part, Trace
from vpcdesign.render.text.packets import ports

_INDEXED = re.compile(r"([a-z_]+)\[([0-9]+)\]")
WAY: dict[LegName, str] = {"forward": "on the way there", "return": "on the way back"}


def headline(trace: Trace) -> str:
    """Answer in one sentence."""
    match trace.verdict:
        case "allowed":
            return f"allowed: {_allowed(trace)}."
        case "blocked":
            return f"blocked{_blocked(trace)}."
        case "partial":
            return f"partial: {_partial(trace)}."
        case "unknown":
            return f"unknown: {_unknown(trace)}."
        case never:
            assert_never(never)


def asked(trace: Trace) -> str:
    """Tell what was asked: `app-2 → db-1 tcp/5432`."""
    ends = f"{trace.source} → {trace.destination}"
    return f"{ends} {service(trace)}" if trace.questions else ends


def service(trace: Trace) -> str:
    """Write the services that were asked; all that IPv4 or IPv6 carries is all."""
    asked_for = _union(trace, "services")
    whole = any(union(asked_for, services.ports(p)) == services.ALL for p in (services.ICMP, services.ICMPV6))
    return "all" if whole else services.write(asked_for)


def client_ports(trace: Trace) -> Intervals:
    """Give the client ports that were asked."""
    return _union(trace, "source_ports")


def line_of(direction: str, by: str) -> str:
    """Name a line as people count: `outbound 2` for `egress[1]`, `inbound 100`, `stateful 1`, `0.0.0.0/0`."""
    word = {"ingress": "inbound", "egress": "outbound"}.get(direction, direction)
    indexed = _INDEXED.fullmatch(by)
    if indexed:
        kind = "" if indexed[1] in {"ingress", "egress"} else indexed[1].removesuffix("_rules").replace("_", " ")
        by = f"{kind} {int(indexed[2]) + 1}".strip()
    return f"{word} {by}".strip()


def kind_words(kind: str) -> str:
    """Write a kind as AWS does: `network ACL`."""
    words = kind.replace("_", " ")
    for small, proper in (("acl", "ACL"), ("nat ", "NAT "), ("vpn", "VPN"), ("vpc", "VPC")):
        words = words.replace(small, proper)
    return words


def kind_of(origin: Origin) -> str:
    """Name what decided, with its kind where its name does not tell it: `network ACL acl-db`."""
    words = kind_words(origin.kind)
    return origin.component if words.lower() in origin.component.lower() else f"{words} {origin.component}".strip()


def place_of(blocker: Blocker) -> str:
    """Name where a blocker stands: `acl-app outbound *`."""
    return f"{blocker.origin.component} {line_of(blocker.origin.direction, blocker.origin.by)}".strip()


def _union(trace: Trace, axis: str) -> Intervals:
    found = EMPTY
    for question in trace.questions:
        found = union(found, getattr(question.packets, axis))
    return found


def _allowed(trace: Trace) -> str:
    met = {hop.origin.kind for hop in trace.forward.hops if hop.action != "deliver"}
    near = "; no route table and no network ACL is asked" if met == {"security_group"} else ""
    what = f"{trace.source} opens {service(trace)} to {trace.destination}"
    if not trace.back.hops:
        return f"{trace.source} sends {service(trace)} to {trace.destination}, and no answer belongs to it{near}"
    wanted = client_ports(trace)
    single = len(wanted) == 1 and wanted[0][0] == wanted[0][1]
    whence = f", from client port {wanted[0][0]}" if single else ", from every client port" if has_ports(trace) else ""
    return f"{what} and the answer comes back{whence}{near}"


def has_ports(trace: Trace) -> bool:
    """Tell whether any packet that was asked has a client port."""
    found = _union(trace, "services")
    return any(
        low <= services.ports(p)[0][1] and high >= services.ports(p)[0][0] for low, high in found for p in (6, 17)
    )


def stops(blocker: Blocker) -> str:
    """Tell why a packet is stopped: `the reply to port 40000 is stopped by network ACL acl-db: ...`."""
    by = f"{kind_of(blocker.origin)}: {reason_of(blocker)}"
    if blocker.leg == "forward":
        return f"{WAY['forward']} by {by}"
    towards = _client_of(blocker)
    return f"{WAY['return']}: the reply{f' to {ports(towards)}' if towards else ''} is stopped by {by}"


def _client_of(blocker: Blocker) -> Intervals:
    """Give the client's ports that a reply goes to."""
    found = blocker.packet.services
    return union(services.ports_of(found, services.TCP), services.ports_of(found, services.UDP))


def reason_of(blocker: Blocker) -> str:
    """Give the reason of a blocker; a numbered rule that denies is named."""
    origin = blocker.origin
    if origin.by.isdecimal() and blocker.because.startswith("denies"):
        return f"{line_of(origin.direction, '').strip()} rule {origin.by} {blocker.because}"
    return blocker.because


def _blocked(trace: Trace) -> str:
    if not trace.blockers:
        return f": {trace.reason or 'no packet of this question arrives'}"
    first = trace.blockers[0]
    return f" {stops(first)}" if len(trace.blockers) == 1 else f" in {len(trace.blockers)} places, first {stops(first)}"


def _unknown(trace: Trace) -> str:
    met = [hop for leg in (trace.forward, trace.back) for hop in leg.hops if hop.action == "unknown"]
    if met:
        return f"{kind_of(met[0].origin)}: {met[0].because or 'it is outside the model'}"
    return trace.reason or "a packet meets a construct outside the model"


def _partial(trace: Trace) -> str:
    place = place_of(trace.blockers[0]) if trace.blockers else ""
    at = f", stopped at {place}" if place else ""
    if trace.depends_on == ("client_port",):
        by = f"{place} stops it" if place else "it does not"
        failing = services.write_ports(_ports(trace.fails))
        return f"from client {ports(_ports(trace.works))} the answer comes back, from {failing} {by}"
    if trace.depends_on == ("service",):
        return _passing(trace, at)
    if trace.reason and not trace.fails:
        return f"what can be asked works, but {trace.reason}"
    return f"{_difference(trace)}{at}"


def _difference(trace: Trace) -> str:
    """Tell the parts apart: by who asks whom, else by what the network chose."""
    good, bad = (dict.fromkeys(_ends(part, trace) for part in parts) for parts in (trace.works, trace.fails))
    if not good.keys() & bad.keys():
        return f"works for {_few(good)}, not for {_few(bad)}"
    chose, lost = (dict.fromkeys(c for part in parts for c in part.choices) for parts in (trace.works, trace.fails))
    only, never = ([_choice(c) for c in one if c not in other] for one, other in ((chose, lost), (lost, chose)))
    if only and never:
        return f"works by {_few(only)}, not by {_few(never)}"
    return "a part works, a part does not"


def _ends(part: Part, trace: Trace) -> str:
    """Name the ends of a part: the one that differs, where the other is always the same."""
    parts = (*trace.works, *trace.fails)
    if len({one.source for one in parts}) == 1:
        return part.destination
    return part.source if len({one.destination for one in parts}) == 1 else f"{part.source} → {part.destination}"


def _few(words: Iterable[str]) -> str:
    found = list(words)
    return ", ".join(found[:3]) + (f" and {len(found) - 3} more" if len(found) > 3 else "")


def _passing(trace: Trace, at: str) -> str:
    good, bad = _services(trace.works), _services(trace.fails)
    verb = "pass" if len(good) > 1 else "passes"
    if len(bad) > 2:
        return f"{services.write(good)} {verb}, nothing else does"
    return f"{services.write(good)} {verb}, {services.write(bad)} {'do' if len(bad) > 1 else 'does'} not{at}"


def _ports(parts: Sequence[Part]) -> Intervals:
    found = EMPTY
    for part in parts:
        found = union(found, part.packets.source_ports)
    return found


def _services(parts: Sequence[Part]) -> Intervals:
    found = EMPTY
    for part in parts:
        found = union(found, part.packets.services)
    return found


def choices(part: Part) -> str:
    """Write the choices of the network behind a part: `target web-1, zone eu-west-1a`."""
    return ", ".join(map(_choice, part.choices))


def _choice(choice: tuple[str, str]) -> str:
    dimension, chosen = choice
    return f"{dimension.replace('_', ' ')} {chosen}"
