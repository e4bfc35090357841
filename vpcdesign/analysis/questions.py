"""Questions: which packets are asked about when one side is asked about another.

Every pair of members becomes one question a family of addresses, or a reason why there is no packet to ask about: then
the answer is `blocked` with that reason and never `allowed` for want of a packet that fails.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, TypeAlias

from vpcdesign.algebra.addresses import ALL_V4, ALL_V6
from vpcdesign.algebra.intervals import EMPTY, Intervals, difference, intersection, overlap, point, union
from vpcdesign.algebra.services import ALIEN, ICMP, ports
from vpcdesign.analysis.alike import Alike
from vpcdesign.analysis.residents import Resident
from vpcdesign.analysis.roster import Roster
from vpcdesign.analysis.selectors import Member, Role, Selectors, Side
from vpcdesign.analysis.turnover import Turnover
from vpcdesign.aws.services import service_word
from vpcdesign.design.document import Design
from vpcdesign.design.endpoints import VpcEndpoint
from vpcdesign.network.network import Network
from vpcdesign.reach.trace import Packets, Question

Families: TypeAlias = Literal["first", "both", "ipv4", "ipv6"]
"""Which addresses are asked: IPv4 where both ends have it and else IPv6, each that both have, or the one named."""

_FAMILIES = ((ALL_V4, ALIEN[0], "IPv4"), (ALL_V6, ALIEN[1], "IPv6"))
"""The addresses of a family, the services that are the other's, and its name."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two members and what is asked of them; without questions, the `reason` why nothing can be."""

    source: str
    destination: str
    questions: tuple[Question, ...] = ()
    reason: str = ""


class Questions:
    """Asks about one design and its network; remembers the sides it has read."""

    def __init__(self, design: Design, network: Network) -> None:
        self.design = design
        self.network = network
        self._seen: dict[tuple[str, str], Member] = {}
        self._pulse: Callable[[], None] | None = None

    @cached_property
    def roster(self) -> Roster:
        """Give everybody who can be meant, read when somebody is looked for."""
        return Roster(self.design, self.network)

    @cached_property
    def _selectors(self) -> Selectors:
        return Selectors(self.roster)

    def edited(self, design: Design, network: Network) -> "Questions":
        """Ask about a design in which everybody is who he was; the network has the very same endpoints."""
        other = copy(self)
        other.roster = copy(self.roster)
        other.roster.design, other.roster.network = design, network
        other.design, other.network = design, network
        return other

    def after(self, design: Design, network: Network, turned: Turnover) -> "Questions | None":
        """Ask about a design in which only some hosts are others; None where it has to be read anew."""
        roster = self.roster.after(design, network, turned.was, turned.now)
        if roster is None:
            return None
        other = copy(self)
        other.roster, other.design, other.network = roster, design, network
        other._selectors = self._selectors.after(roster, turned.names)  # noqa: SLF001 - its own class
        return other

    def beat(self) -> None:
        """Tell that so much is asked; whoever waits for the answer may break it off here."""
        if self._pulse is not None:
            self._pulse()

    def pulsed(self, pulse: Callable[[], None]) -> "Questions":
        """Ask the same, and call something at every pair: it may raise, where nobody waits for the answer any more."""
        other = copy(self)
        other._pulse = pulse  # noqa: SLF001 - its own class
        return other

    def side(self, text: str, role: Role) -> Side:
        """Give everybody that a selector means; QuestionError when it means nobody."""
        return self._selectors.side(text, role)

    def together(self, text: str) -> Sequence[Resident] | None:
        """Give all who stand in a group, where a text names one and no more: the same list always."""
        return self._selectors.together(text)

    def mean_alike(self, other: "Questions") -> bool:
        """Tell whether another one means the same people by the same words."""
        return self._selectors is other._selectors  # noqa: SLF001 - its own class

    def member(self, resident: Resident, role: Role) -> Member:
        """Give somebody as he is meant by where he is."""
        return self._selectors.member(resident, role)

    def pairs(
        self,
        source: str,
        destination: str,
        services: Intervals,
        families: Families = "first",
        source_port: int | None = None,
    ) -> list[Pair]:
        """Ask every source about every destination; QuestionError when a side means nobody."""
        sources = self.side(source, "source").members
        destinations = self.side(destination, "destination").members
        return self.between(sources, destinations, services, families, source_port)

    def between(
        self,
        sources: tuple[Member, ...],
        destinations: tuple[Member, ...],
        services: Intervals,
        families: Families = "first",
        source_port: int | None = None,
    ) -> list[Pair]:
        """Ask every source about every destination but itself; its own address only where nothing else is asked.

        Where nobody else is left, the one pair given has that as its reason.
        """
        client = point(source_port) if source_port is not None else EMPTY
        found: list[Pair] = []
        own: list[Pair] = []
        for source in sources:
            for destination in destinations:
                if destination.endpoint and destination.endpoint == source.endpoint and not self._many(source):
                    continue
                pair = self._pair(source, self._seen_from(source, destination), services, families, client)
                (own if self._holds(source, destination) else found).append(pair)
        return found or own or [_itself(one) for one in sources[:1]]

    def by_kind(
        self, sources: tuple[Member, ...], destinations: tuple[Member, ...], services: Intervals, alike: Alike
    ) -> list[tuple[Pair, int]]:
        """Ask one of each kind about one of each other in both families; beside each pair, how many it stands for."""
        if not sources:
            return []
        return self.paired(self.kinds(sources, alike), self.kinds(destinations, alike), services)

    def paired(
        self, sources: Sequence[list[Member]], destinations: Sequence[list[Member]], services: Intervals
    ) -> list[tuple[Pair, int]]:
        """Ask kinds about kinds; their own addresses only where nothing else is asked."""
        found: list[tuple[Pair, int]] = []
        own: list[tuple[Pair, int]] = []
        for destination in destinations:
            for source in sources:
                for some in self._apart(source, destination):
                    met = self.met(some, destination, services)
                    if met is not None:
                        (own if self._holds(some[0], destination[0]) else found).append(met)
        return found or own or [(_itself(sources[0][0]), 1)]

    def met(self, sources: list[Member], destinations: list[Member], services: Intervals) -> tuple[Pair, int] | None:
        """Ask one of a kind about one of another; beside the pair how many it stands for, None where it is nobody."""
        meeting = self._meeting(sources, destinations)
        if meeting is None:
            return None
        source, destination, count = meeting
        return self._pair(source, self._seen_from(source, destination), services, "both", EMPTY), count

    def kinds(self, members: tuple[Member, ...], alike: Alike) -> list[list[Member]]:
        """Put together the members that are alike; one that is meant by some of its addresses stands alone."""
        found: dict[Hashable, list[Member]] = {}
        for place, member in enumerate(members):
            endpoint = self.network.endpoints.get(member.endpoint)
            whole = endpoint is not None and member.addresses == endpoint.addresses
            found.setdefault(alike.key(member.endpoint) if whole else place, []).append(member)
        return list(found.values())

    def _apart(self, sources: list[Member], destinations: list[Member]) -> list[list[Member]]:
        """Part those that hold the very address that is asked from those that do not."""
        parts: tuple[list[Member], list[Member]] = ([], [])
        for source in sources:
            parts[self._holds(source, destinations[0])].append(source)
        return [part for part in parts if part]

    def _meeting(self, sources: list[Member], destinations: list[Member]) -> tuple[Member, Member, int] | None:
        """Give two of different kinds, or two of one kind that are not the same, and how many such there are."""
        theirs = {one.endpoint for one in destinations if one.endpoint}
        same = sum(one.endpoint in theirs and not self._many(one) for one in sources)
        for source in sources[:2]:
            for destination in destinations[:2]:
                if source.endpoint != destination.endpoint or self._many(source):
                    return source, destination, len(sources) * len(destinations) - same
        return None

    def _many(self, member: Member) -> bool:
        return self.network.endpoints[member.endpoint].many

    def _holds(self, source: Member, destination: Member) -> bool:
        """Tell whether a bare number is an address of the source itself."""
        if destination.endpoint:
            return False
        resident = self.roster.residents.get(source.endpoint)
        return resident is not None and overlap(resident.everything, destination.addresses)

    def _seen_from(self, source: Member, destination: Member) -> Member:
        """Give an AWS service the addresses that its name has where the source is; anybody else as he is."""
        if not destination.service:
            return destination
        key = (source.vpc, destination.service)
        if key not in self._seen:
            self._seen[key] = self._service(source.vpc, destination)
        return self._seen[key]

    def _service(self, vpc: str, destination: Member) -> Member:
        """Resolve a service as the VPC's DNS does: to its interface endpoint with private DNS, else publicly.

        A gateway endpoint changes the route and not the addresses (PL: gateway endpoints; private DNS names).
        """
        word = destination.service
        offered = [one for one in self.design.vpc_endpoints if one.vpc == vpc and service_word(one.service) == word]
        by_gateway = any(one.kind == "gateway" for one in offered)
        for one in offered:
            if not by_gateway and one.kind == "interface" and self._private_dns(one):
                nodes = [self.network.endpoints.get(f"{one.id}/{node.subnet}") for node in one.nodes]
                ends = [node for node in nodes if node is not None]
                addresses = EMPTY
                for node in ends:
                    addresses = union(addresses, node.addresses)
                return replace(destination, addresses=addresses, ends=frozenset(node.id for node in ends))
        public = self.network.services.get(word, EMPTY)
        name = f"service:{word}"
        ends_public = frozenset({name}) if name in self.network.endpoints else None
        return replace(destination, addresses=public, public=public, ends=ends_public)

    def _private_dns(self, endpoint: VpcEndpoint) -> bool:
        """Tell whether the service's name leads here: it takes both DNS attributes of the VPC (PL: private DNS)."""
        vpc = next((one for one in self.design.vpcs if one.id == endpoint.vpc), None)
        return endpoint.private_dns and vpc is not None and vpc.dns_support and vpc.dns_hostnames

    def _pair(
        self, source: Member, destination: Member, services: Intervals, families: Families, client: Intervals
    ) -> Pair:
        self.beat()
        asked = destination.public if source.endpoint == "internet" else destination.addresses
        parts = list(_parts(source.addresses, asked, services, families))
        if not parts:
            return Pair(source.label, destination.label, reason=_reason(source, destination, asked, services, families))
        client = client or self.network.endpoints[source.endpoint].client_ports
        ends = destination.arrivals
        questions = tuple(
            Question(source.label, destination.label, Packets(a, b, c, client), source.endpoint, ends)
            for a, b, c in parts
        )
        return Pair(source.label, destination.label, questions)


def pairs(  # noqa: PLR0913  (a question has this many sides)
    design: Design,
    network: Network,
    source_text: str,
    destination_text: str,
    services: Intervals,
    *,
    families: Families = "first",
    source_port: int | None = None,
) -> list[Pair]:
    """Ask once; who asks often about one network keeps a `Questions`."""
    return Questions(design, network).pairs(source_text, destination_text, services, families, source_port)


def _itself(member: Member) -> Pair:
    reason = f"{member.label} is never asked about itself: to ask about one of its own addresses write the address"
    return Pair(member.label, member.label, reason=reason)


def _parts(
    source: Intervals, destination: Intervals, services: Intervals, families: Families
) -> Iterator[tuple[Intervals, Intervals, Intervals]]:
    """Give the packets family by family; what only the other family speaks is left out."""
    if not source or not destination:
        return
    for whole, alien, name in _FAMILIES:
        if families in {"ipv4", "ipv6"} and name.lower() != families:
            continue
        part = intersection(source, whole), intersection(destination, whole), difference(services, alien)
        if all(part):
            yield part
            if families == "first":
                return


def _reason(source: Member, destination: Member, asked: Intervals, services: Intervals, families: Families) -> str:
    """Say why two members have no packet between them."""
    if not source.addresses:
        return f"{source.label} has no public address to be known by"
    if not asked and destination.service and destination.ends is not None and not destination.ends:
        return f"the endpoint that {destination.label} leads to has no node"
    if not asked and destination.service:
        return f"the addresses of {destination.label} are not known: add its prefix list"
    if not asked:
        kind = (
            "public address"
            if source.endpoint == "internet" or destination.addresses == destination.public
            else "address"
        )
        return f"{destination.label} has no {kind}"
    own, theirs = _names(source.addresses), _names(asked)
    if families in {"ipv4", "ipv6"}:
        wanted = families.replace("ip", "IP")
        who = source.label if wanted not in own else destination.label
        if wanted not in own or wanted not in theirs:
            return f"{who} has no {wanted} address"
    common = [name for name in own if name in theirs]
    if not common:
        return f"{source.label} has only {own[0]} and {destination.label} only {theirs[0]}: no packet goes between them"
    alien = "icmp" if overlap(services, ports(ICMP)) else "icmpv6"
    return f"{source.label} and {destination.label} speak {common[0]}, which does not carry {alien}"


def _names(addresses: Intervals) -> list[str]:
    return [name for whole, _, name in _FAMILIES if overlap(addresses, whole)]
