"""The engine agrees with a plain simulator of AWS on random small designs: compiler and walk together, held to AWS."""

from collections import Counter
from collections.abc import Iterator
from ipaddress import ip_address, ip_network
from random import Random

import pytest

from tests.laws.aws_facts import Address, Packet
from tests.laws.aws_interpreter import INTERNET, Simulator
from tests.laws.designs import OUTSIDE, OUTSIDE_V6, draw
from vpcdesign.algebra.addresses import address
from vpcdesign.algebra.intervals import point
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.reach.ask import verdict
from vpcdesign.reach.trace import Packets, Question
from vpcdesign.reach.walk import Walk

TCP, UDP, GRE = 6, 17, 47
PRIVATE = ip_network("10.0.0.0/8")
QUICK = 150
"""So many designs are tried every day, the rest in the deep run."""

CLIENT_PORTS = (1024, 40000, 50000, 61000)
WORDS = {("works",): "allowed", ("fails",): "blocked", ("fails", "works"): "partial"}


def addresses(design: Design) -> Iterator[tuple[str, Address, Address | None]]:
    """Give every address of every interface, with the public one in front of it."""
    for each in design.network_interfaces:
        pairs = [(each.private_ip, each.public_ip), *((s.private_ip, s.public_ip) for s in each.secondary_ips)]
        for private, public in pairs:
            yield each.id, ip_address(private or ""), ip_address(public) if public else None
        for six in each.ipv6_addresses:
            yield each.id, ip_address(six), ip_address(six)


def pairs(design: Design) -> Iterator[tuple[str, Address, Address, bool]]:
    """Give everybody who may ask, and whom: each address, the public ones too, and somebody outside.

    The last word tells whether anybody may be expected there.
    """
    known = list(addresses(design))
    outside = (ip_address(OUTSIDE), ip_address(OUTSIDE_V6))
    nodes = [address for gateway in design.nat_gateways for address in gateway.addresses]
    deaf = {ip_address(text) for each in nodes for text in (each.private_ip, each.public_ip) if text}
    targets = dict.fromkeys(deaf | {ip_address("10.0.0.77"), ip_address("10.9.0.7")}, False)
    targets |= {each: True for _, private, public in known for each in (private, public) if each}
    targets |= dict.fromkeys(outside, True)
    for target, expected in targets.items():
        for source, own, _ in known:
            if own.version == target.version:
                yield source, own, target, expected
        caller = outside[target.version == 6]
        if caller != target and target not in PRIVATE:
            yield INTERNET, caller, target, expected


def packets(design: Design, seed: int, share: float) -> Iterator[tuple[str, Packet]]:
    """Give some packets of some pairs."""
    random = Random(seed)
    for source, own, target, expected in pairs(design):
        if random.random() > (share if expected else share / 4):
            continue
        echo = (1, 8 << 8) if own.version == 4 else (58, 128 << 8)
        for protocol, port in (
            random.choice(((TCP, 443), (TCP, 22))),
            random.choice(((UDP, 53), echo, echo, (GRE, 0))),
        ):
            client = random.choice(CLIENT_PORTS) if protocol in {TCP, UDP} else 0
            yield source, Packet(own, target, protocol, port, client)


def question(source: str, packet: Packet) -> Question:
    """Ask the engine about one packet."""
    asked = Packets(
        point(address(str(packet.source))),
        point(address(str(packet.target))),
        point(packet.protocol << 16 | packet.port),
        point(packet.client_port),
    )
    return Question(source, str(packet.target), asked, source, None)


def disagreements(design: Design, seed: int, share: float = 1.0, seen: Counter[str] | None = None) -> list[str]:
    """Every packet that the two see differently."""
    walk = Walk(compile_design(design))
    simulator = Simulator(design)
    found = []
    for source, packet in packets(design, seed, share):
        said = verdict(walk, [question(source, packet)])
        true = WORDS[tuple(sorted(simulator.ask(source, packet)))]
        if seen is not None:
            seen[true] += 1
        if said.verdict != true:
            found.append(f"{source}: {packet}: the engine says {said.verdict} {said.codes}, the simulator {true}")
    return found


def test_engine_and_simulator_agree() -> None:
    seen: Counter[str] = Counter()
    for seed in range(QUICK):
        assert disagreements(draw(seed), seed, 0.4, seen) == [], seed
    assert seen["allowed"] > sum(seen.values()) / 6, "a law on designs in which nothing works would prove little"
    assert seen["partial"] > 2


@pytest.mark.deep
@pytest.mark.parametrize("first", range(QUICK, QUICK + 8000, 1000))
def test_many_thousand_designs(first: int) -> None:
    for seed in range(first, first + 1000):
        assert disagreements(draw(seed), seed) == [], seed
