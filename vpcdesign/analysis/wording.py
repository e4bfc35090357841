"""What is said of a trace: its packet, what it meets, the lines that let it through or stop it.

It reads traces and asks nothing: whoever shows an answer needs no engine.
"""

from collections.abc import Iterable

from vpcdesign.algebra import services
from vpcdesign.algebra.addresses import write
from vpcdesign.network.origin import Origin
from vpcdesign.reach.trace import Blocker, Trace

_WAYS = {"ingress": "inbound", "egress": "outbound"}
_MOST = 4


def packet(found: Trace) -> str:
    """Write the packet of a trace: `192.0.2.200:40000 → 203.0.113.9 tcp/22`."""
    one = found.witness
    if one is None:
        return ""
    source, destination = write(one.source[0][0]), write(one.destination[0][0])
    asked = services.write(one.services)
    if one.services[0][0] >> 16 in {services.TCP, services.UDP}:
        source = f"[{source}]" if ":" in source else source
        source += f":{one.source_ports[0][0]}"
    return f"{source} → {destination} {asked}"


def met(found: Trace) -> tuple[str, ...]:
    """Give the ids of what the packet of a trace meets on its way there, each once."""
    return tuple(dict.fromkeys(hop.origin.component for hop in found.forward.hops if hop.origin.component))


def let_through(found: Trace) -> str:
    """Name the lines that let the packet of a trace through on its way there."""
    lines = dict.fromkeys(_line(hop.origin) for hop in found.forward.hops if hop.action == "permit")
    return f"let through by {', '.join(lines)}" if lines else "no security group or network ACL judges it"


def stopped(found: Iterable[Blocker]) -> str:
    """Name what stops the packet of a trace."""
    words = []
    for one in found:
        way = " on the way back" if one.leg == "return" else ""
        words.append(f"{_line(one.origin)}{way}: {one.because or one.code}")
    more = f"; and {len(words) - _MOST} more" if len(words) > _MOST else ""
    return "; ".join(words[:_MOST]) + more


def _line(origin: Origin) -> str:
    """Name a line as a person counts: `sg-db inbound 1`."""
    by = origin.by
    if by.endswith("]") and by.partition("[")[0] == origin.direction:
        by = str(int(by.partition("[")[2][:-1]) + 1)
    return " ".join(filter(None, (origin.component, _WAYS.get(origin.direction, ""), by)))
