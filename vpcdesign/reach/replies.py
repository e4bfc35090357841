"""How an answer looks: TCP and UDP swap ports, ICMP requests have a reply type, other protocols answer in kind."""

from vpcdesign.algebra.intervals import Intervals, difference, intersection, shift
from vpcdesign.algebra.services import ALL_PORTS, FAMILIES, ICMP, ICMPV6, TCP, UDP, Family, icmp
from vpcdesign.reach.flow import CLIENT, PORTS, SERVER, SERVICES, Flow, Header

REPLY_TYPES: dict[int, tuple[int, ...]] = {ICMP: (8, 13), ICMPV6: (128,)}
_REPLIES = {(ICMP, 8): icmp(ICMP, 0, 0), (ICMP, 13): icmp(ICMP, 14, 0), (ICMPV6, 128): icmp(ICMPV6, 129, 0)}


def kinds(services: Intervals) -> list[Intervals]:
    """Split services into parts whose answers look alike: a protocol with ports, an ICMP request, everything else."""
    found: list[Intervals] = []
    for family, whole in FAMILIES.items():
        part = intersection(services, whole)
        if not part:
            continue
        if family not in (Family.ICMP, Family.ICMPV6):
            found.append(part)
            continue
        for kind in REPLY_TYPES[int(family)]:
            asks = icmp(int(family), kind)
            if request := intersection(part, asks):
                found.append(request)
                part = difference(part, asks)
        if part:
            found.append(part)
    return found


def answered(services: Intervals) -> bool:
    """Tell whether a packet of this kind is answered at all."""
    protocol = services[0][0] >> 16
    return protocol not in REPLY_TYPES or (protocol, services[0][0] >> 8 & 255) in _REPLIES


def view(flow: Flow) -> Header:
    """Give the packet as a filter sees it: (source, destination, services by destination port, source ports)."""
    packet = flow.packet
    if not flow.leg:
        return packet
    if flow.answer is None or flow.answer[0] is not packet:
        flow.answer = (packet, turned(packet))
    return flow.answer[1]


def turned(header: Header) -> Header:
    """Give the answer to a packet, as a filter sees it."""
    client, server, services, ports = header
    protocol = services[0][0] >> 16
    if protocol in (TCP, UDP):
        up = protocol << 16
        return server, client, shift(ports, up), shift(services, -up)
    if protocol in REPLY_TYPES:
        return server, client, _REPLIES.get((protocol, services[0][0] >> 8 & 255), services), ALL_PORTS
    return server, client, services, ALL_PORTS


def narrow_to(flow: Flow, piece: Header) -> None:
    """Keep of the flow what a piece of its view stands for."""
    source, destination, services, ports = piece
    if flow.leg == 0:
        kept: Header = piece
    else:
        protocol = flow.packet[SERVICES][0][0] >> 16
        kept = (destination, source, flow.packet[SERVICES], flow.packet[PORTS])
        if protocol in (TCP, UDP):
            up = protocol << 16
            kept = (destination, source, shift(ports, up), shift(services, -up))
        elif protocol not in REPLY_TYPES:
            kept = (destination, source, services, flow.packet[PORTS])
    for dimension in (CLIENT, SERVER, SERVICES, PORTS):
        if kept[dimension] != flow.packet[dimension]:
            flow.narrow(dimension, kept[dimension])
