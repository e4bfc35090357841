"""Packets in words: `tcp 10.0.1.4:32768-60999 → 10.0.9.7:5432`, and what a translation changed of one."""

from vpcdesign.algebra import addresses, services
from vpcdesign.algebra.intervals import Intervals
from vpcdesign.reach.trace import Packets

_FEW = 1
_ANY = {(), services.ALL_PORTS}
_WITH_PORTS = {services.TCP: "tcp", services.UDP: "udp"}


def packet(packets: Packets) -> str:
    """Write a set of packets as one line."""
    protocol = _one_protocol(packets.services)
    if protocol is None:
        ways = f"{addresses.write_set(packets.source, _FEW)} → {addresses.write_set(packets.destination, _FEW)}"
        return f"{services.write(packets.services)} {ways}"
    source = _end(packets.source, packets.source_ports)
    destination = _end(packets.destination, services.ports_of(packets.services, protocol))
    return f"{_WITH_PORTS[protocol]} {source} → {destination}"


def change(before: Packets, after: Packets) -> str:
    """Tell what became of a packet: only the ends that changed."""
    protocol = _one_protocol(before.services)
    ends = []
    for word, old, new in zip(("from", "to"), _ends(before, protocol), _ends(after, protocol), strict=True):
        if old != new:
            ends.append(f"{word} {old} → {new}")
    return ", ".join(ends) or "unchanged"


def ports(wanted: Intervals) -> str:
    """Write a set of ports as people say it: `port 443`, `ports 32768-60999`."""
    single = len(wanted) == 1 and wanted[0][0] == wanted[0][1]
    return f"port {wanted[0][0]}" if single else f"ports {services.write_ports(wanted)}"


def _ends(packets: Packets, protocol: int | None) -> tuple[str, str]:
    if protocol is None:
        return addresses.write_set(packets.source, _FEW), addresses.write_set(packets.destination, _FEW)
    target = services.ports_of(packets.services, protocol)
    return _end(packets.source, packets.source_ports), _end(packets.destination, target)


def _one_protocol(wanted: Intervals) -> int | None:
    found = {number >> 16 for pair in wanted for number in pair}
    only = found.pop() if len(found) == 1 else None
    return only if only in _WITH_PORTS else None


def _end(where: Intervals, wanted: Intervals) -> str:
    text = addresses.write_set(where, _FEW)
    if wanted in _ANY:
        return text
    colon = len(where) == 1 and where[0][0] >= addresses.V6
    return f"[{text}]:{services.write_ports(wanted)}" if colon else f"{text}:{services.write_ports(wanted)}"


def end_words(packets: Packets) -> tuple[str, str]:
    """Write both ends of a packet with their ports: `10.20.1.10:1024-65535` and `198.51.100.10:443`."""
    return _ends(packets, _one_protocol(packets.services))
