"""Answers as JSON, `"version": 1`: the shape that scripts rely on, told by `vpcdesign schema answers`.

A key never changes its meaning or type; new keys may come. JSON goes out in ASCII: what a document named to steer a
terminal stays an escape sequence of JSON's own.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, TypeAlias

from vpcdesign.algebra import addresses, services
from vpcdesign.algebra.intervals import EMPTY, Intervals, union
from vpcdesign.analysis.results import Result
from vpcdesign.design.asserting import Note
from vpcdesign.design.document import Design
from vpcdesign.design.index import Index
from vpcdesign.design.quotas import Finding
from vpcdesign.network.origin import Origin
from vpcdesign.reach.trace import Blocker, Hop, Leg, Packets, Part, Trace

VERSION = 1
Object: TypeAlias = dict[str, Any]
Pointer: TypeAlias = Callable[[str], str | None]

_PROTOCOLS = {services.TCP: "tcp", services.UDP: "udp", services.ICMP: "icmp", services.ICMPV6: "icmpv6"}
_COMPACT = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode
_MANY = 1 << 30
_RANGE = re.compile(r"\[\n\s+(\d+),\n\s+(\d+)\n\s+\]")  # no string of JSON holds a line break


def line(value: Mapping[str, Any]) -> str:
    """Write a value on one line, without a line break."""
    return _COMPACT(value)


def page(value: Mapping[str, Any]) -> str:
    """Write a value for a reader too: indented, and ended by a line break."""
    return _RANGE.sub(r"[\1, \2]", json.dumps(value, indent=2)) + "\n"


def brief(verdict: str, codes: Sequence[str]) -> Object:
    """Give the verdict and the blockers' codes, and nothing else."""
    return {"verdict": verdict, "blockers": list(codes)}


def pointers(design: Design) -> Pointer:
    """Give what finds an id in a design; what AWS implies has no place there."""
    index = Index(design)
    return lambda name: index.pointer(name) if name in index else None


class Answers:
    """Writes the answers about one design; `pointer` tells where in the document an id stands."""

    def __init__(self, pointer: Pointer) -> None:
        self._pointer = pointer
        self._origins: dict[tuple[str, ...], Object] = {}
        self._last: tuple[Packets | None, Object] = (None, {})

    def trace(self, trace: Trace) -> Object:
        """Give a whole answer."""
        return {
            "version": VERSION,
            "verdict": trace.verdict,
            "question": question(trace),
            "forward": self._leg(trace.forward),
            "return": self._leg(trace.back),
            "blockers": [self._blocker(blocker) for blocker in trace.blockers],
            "works": [_part(part) for part in trace.works],
            "fails": [_part(part) for part in trace.fails],
            "depends_on": trace.depends_on,
            "notes": trace.notes,
            "reason": trace.reason,
        }

    def _leg(self, leg: Leg) -> Object:
        return {"verdict": leg.verdict, "hops": [self._hop(hop) for hop in leg.hops]}

    def _hop(self, hop: Hop) -> Object:
        where = self._origin(hop.origin)
        found = {**where, "action": hop.action, "because": hop.because, "packet": self._packet(hop.packet)}
        if hop.after is not None:
            found["after"] = self._packet(hop.after)
        if hop.code:
            found["code"] = hop.code
        return found

    def _blocker(self, blocker: Blocker) -> Object:
        return {
            **self._origin(blocker.origin),
            "code": blocker.code,
            "because": blocker.because,
            "leg": blocker.leg,
            "packet": self._packet(blocker.packet),
        }

    def _packet(self, packets: Packets) -> Object:
        """Give a packet; mostly it is the one that the hop before has met."""
        if packets != self._last[0]:
            self._last = (packets, _packet(packets))
        return self._last[1]

    def _origin(self, origin: Origin) -> Object:
        """Say where a decision stands; told once, for thousands of packets meet the same line."""
        component, kind, direction, by, _, line = origin
        key = (component, kind, direction, by, line)
        found = self._origins.get(key)
        if found is None:
            start = self._pointer(component)
            rest = f"/{line.lstrip('/')}" if line else ""
            found = self._origins[key] = {
                "component": component,
                "kind": kind,
                "direction": direction,
                "by": by,
                "pointer": None if start is None else start + rest,
            }
        return found


def question(trace: Trace) -> Object:
    """Give what was asked; `protocol`, `port` and the ICMP numbers only where there is one of each."""
    asked, client_ports = EMPTY, EMPTY
    for one in trace.questions:
        asked = union(asked, one.packets.services)
        client_ports = union(client_ports, one.packets.source_ports)
    return {
        "source": trace.source,
        "destination": trace.destination,
        "service": services.write(asked, _MANY),
        **_numbers(asked),
        "client_ports": client_ports,
    }


def _numbers(asked: Intervals) -> Object:
    if len(asked) != 1 or asked[0][0] >> 16 != asked[0][1] >> 16:
        return {}
    (low, high), protocol = asked[0], asked[0][0] >> 16
    found: Object = {"protocol": _PROTOCOLS.get(protocol, str(protocol))}
    if low == high and protocol in {services.TCP, services.UDP}:
        found["port"] = low & 0xFFFF
    if protocol in {services.ICMP, services.ICMPV6} and low >> 8 == high >> 8:
        found["icmp_type"] = low >> 8 & 255
        if low == high:
            found["icmp_code"] = low & 255
    return found


def _part(part: Part) -> Object:
    return {
        "source": part.source,
        "destination": part.destination,
        "service": services.write(part.packets.services, _MANY),
        "client_ports": part.packets.source_ports,
        "choices": dict(part.choices),
        "share": part.share,
        "codes": part.codes,
        "witness": _packet(_lowest(part.packets)),
    }


def _lowest(packets: Packets) -> Packets:
    """Give one packet of a set: the lowest of each of its sets, as every witness is chosen."""
    return Packets(*(((a[0][0], a[0][0]),) if a else EMPTY for a in _sets(packets)))


def _sets(packets: Packets) -> tuple[Intervals, Intervals, Intervals, Intervals]:
    return packets.source, packets.destination, packets.services, packets.source_ports


def _packet(packets: Packets) -> Object:
    return {
        "source": addresses.write_set(packets.source, _MANY),
        "destination": addresses.write_set(packets.destination, _MANY),
        "service": services.write(packets.services, _MANY),
        "source_ports": packets.source_ports,
    }


def check(
    checked: Sequence[tuple[str, Sequence[Result], Answers]], findings: Sequence[tuple[str, Finding]] = ()
) -> Object:
    """Give the results of every design, in order; a broken assertion carries the trace of a packet that breaks it.

    `findings` are the quotas that a design goes beyond.
    """
    return {
        "version": VERSION,
        "holds": all(result.holds for _, results, _ in checked for result in results),
        "assertions": [_result(design, result, answers) for design, results, answers in checked for result in results],
        "findings": [{"design": design, **asdict(one)} for design, one in findings],
    }


def _result(design: str, result: Result, answers: Answers) -> Object:
    found: Object = {
        "design": design,
        "name": result.name,
        "expect": result.expect,
        "holds": result.holds,
        "reason": result.reason,
        "pairs": result.asked,
        "notes": result.notes,
    }
    return found if result.witness is None else {**found, "witness": answers.trace(result.witness)}


def imported(path: str, notes: Sequence[Note], changes: Sequence[Object] | None) -> Object:
    """Give what was noted by an import that was saved at `path`, and against an older design what differs."""
    found: Object = {
        "version": VERSION,
        "design": path,
        "notes": [{"about": note.about, "text": note.text} for note in notes],
    }
    return found if changes is None else {**found, "changes": list(changes)}
