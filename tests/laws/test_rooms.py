"""What a network promises of its rooms is so, and rows that rely on it say what rows say that look at everybody."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from random import Random

import pytest

from tests.laws import balanced
from tests.laws.crowds import crowd
from tests.laws.designs import draw
from tests.laws.edits import edit, wire
from tests.laws.lodgings import Lodgings
from tests.laws.test_rows import compared, known
from vpcdesign.algebra.intervals import intersection, point
from vpcdesign.algebra.services import ALL
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.compiler.plan import GONE
from vpcdesign.network.network import Endpoint, Network
from vpcdesign.network.rooms import Party, Room
from vpcdesign.network.rules import Rules
from vpcdesign.network.stages import Deliver, Filter, Forward, Node, Route, Stage
from vpcdesign.reach import middlemen
from vpcdesign.reach.ends import End
from vpcdesign.reach.rows import Rows
from vpcdesign.reach.trace import Packets, Question

WIDTH = 6
"""The stages of a host that the compiler numbers by rule."""

LEADING = {"next", "through", "otherwise", "inner", "outer", "fresh", "stray"}
QUICK = 60


class Host:
    """A host of a room, and how what is its own is told so that it is nobody's in particular."""

    def __init__(self, one: Endpoint, party: Party) -> None:
        self.one, self.party = one, party
        ((self.low, high),) = one.addresses
        assert self.low == high
        assert (one.start, one.public, one.many) == (one.answer, (), False)
        self.own = range(one.start, one.start + WIDTH)

    def text(self, thing: object) -> str:
        """Tell words without the name."""
        return re.sub(rf"(?<![\w-]){re.escape(self.one.id)}(?![\w-])", "@", repr(thing))

    def node(self, node: Node | None) -> object:
        return ("own", node - self.one.start) if node in self.own and node is not None else node

    def rules(self, rules: Rules) -> object:
        return {id(self.party.guard): "guard", id(self.party.leaves): "leaves"}.get(id(rules), id(rules))

    def route(self, route: Route) -> object:
        return self.text(route.origin), self.node(route.next), route.code, self.text(route.notes)

    def stretches(self, table: Forward) -> Iterator[tuple[object, ...]]:
        """Tell the stretches of a table, those first that lead to the host, which are of its address alone."""
        several = list(zip(table.lows, table.highs, table.routes, strict=True))
        for low, high, route in sorted(several, key=lambda one: one[2].next not in self.own):
            mine = route.next in self.own
            assert not mine or low == high == self.low
            yield ("here", self.route(route)) if mine else (low, high, self.route(route))

    def told(self, stage: Stage) -> tuple[object, ...]:
        """Tell a stage of a host."""
        if isinstance(stage, Forward):
            assert all(high < low for high, low in zip(stage.highs, stage.lows[1:], strict=False))
            return self.text(stage.origin), *self.stretches(stage), self.route(stage.miss), stage.silent
        if isinstance(stage, Filter):
            keys = self.text(stage.opens), self.text(stage.pardon)
            return self.rules(stage.rules), self.node(stage.next), keys, stage.silent, stage.spares
        assert isinstance(stage, Deliver), stage
        return self.text(stage.origin), self.text(stage.endpoint)


def hosts(network: Network, room: Room) -> list[Host]:
    """The hosts of a room, the first of them first."""
    return [Host(network.endpoints[name], party) for party in room.parties for name in party.hosts]


def led_to(thing: object, name: str = "") -> Iterator[Node]:
    """Every number by which a stage leads on."""
    if name in LEADING and isinstance(thing, int):
        yield thing
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from led_to(getattr(thing, field.name), field.name)
    elif isinstance(thing, tuple):
        for one in thing:
            yield from led_to(one, name if not hasattr(thing, "_fields") else "")


def broken(network: Network) -> list[str]:
    """Every promise of a network that is not kept."""
    outline = network.outline()
    stages = list(network.stages)
    rooms = [hosts(network, room) for room in outline.rooms]
    found: list[str] = []
    for first, *others in rooms:
        for other in others:
            found.extend(_differences(stages, first, other))
    homes = {node: host for room in rooms for host in room for node in host.own}
    for node, stage in enumerate(stages):
        if node not in homes:
            found.extend(_strangers(node, stage, homes))
    parties = [party for room in outline.rooms for party in room.parties]
    found.extend(f"{one.hosts} have other addresses" for one in parties if not _has_them(network, one))
    gone = {node for _, *others in rooms for host in others for node in host.own}
    lows = {host.low for _, *others in rooms for host in others}
    left = [node for node, stage in enumerate(stages) if node not in gone and stage is not GONE]
    assert [node for node, _ in outline.stages] == left
    for node, stage in outline.stages:
        if stage is not stages[node] and not _same(stages[node], stage, lows):
            found.append(f"{node} is not so in outline")
        if any(one in gone for one in led_to(stage)):
            found.append(f"{node} leads in outline to who is not there")
    return found


def _has_them(network: Network, party: Party) -> bool:
    return [network.endpoints[name].addresses for name in party.hosts] == [point(low) for low in party.lows]


def _differences(stages: Sequence[Stage], first: Host, other: Host) -> Iterator[str]:
    """Give in what a host differs from the first of its room."""
    for was, now in zip(first.own, other.own, strict=True):
        if first.told(stages[was]) != other.told(stages[now]):
            yield f"{other.one.id} at {now - other.one.start}"
    plain = replace_of(first.one)
    if replace_of(other.one) != plain or (other.party is first.party and other.one.labels != first.one.labels):
        yield f"{other.one.id} as an endpoint"
    for node, table in enumerate(stages):
        if isinstance(table, Forward) and node not in first.own and node not in other.own:
            mine = [[one for one in host.stretches(table) if one[0] == "here"] for host in (first, other)]
            at = [_at(table, host.low) for host in (first, other)]
            led = [host.node(route.next) for host, route in zip((first, other), at, strict=True) if mine[0]]
            if mine[0] != mine[1] or (led and led[0] != led[1]):
                yield f"{other.one.id} in table {node}"


def replace_of(one: Endpoint) -> tuple[object, ...]:
    """What hosts of a room have in common as endpoints."""
    return one.arrive - one.start, one.subnet, one.zone, one.replies, one.many, one.public, one.kind


def _at(table: Forward, address: int) -> Route:
    several = zip(table.lows, table.highs, table.routes, strict=True)
    return next((route for low, high, route in several if low <= address <= high), table.miss)


def _strangers(node: Node, stage: Stage, homes: dict[Node, Host]) -> Iterator[str]:
    """Give in what a stage knows a host of a room, but for a table that delivers to it."""
    if isinstance(stage, Forward):
        if stage.miss.next in homes:
            yield f"{node} misses to a host"
        for low, high, route in zip(stage.lows, stage.highs, stage.routes, strict=True):
            if route.next in homes and not low == high == homes[route.next].low:
                yield f"{node} takes others for a host"
    elif any(one in homes for one in led_to(stage)):
        yield f"{node} leads to a host"
    names = {f"{host.one.id}{way}" for host in homes.values() for way in "<>"}
    if {getattr(stage, key, "") for key in ("opens", "pardon", "key")} & names:
        yield f"{node} knows the state of a host"


def _same(table: Stage, outlined: Stage, gone: set[int]) -> bool:
    """Tell whether two tables do the same with all but some addresses."""
    assert isinstance(table, Forward)
    assert isinstance(outlined, Forward)
    edges = {edge for one in (table, outlined) for low, high in zip(one.lows, one.highs, strict=True)
             for edge in (low - 1, low, high, high + 1)}  # fmt: skip
    return all(repr(_at(table, edge)) == repr(_at(outlined, edge)) for edge in edges - gone)


def told_apart(network: Network, unknown: Counter[str] | None = None) -> list[str]:
    """Every pair of which rows that rely on rooms say something else than rows that look at everybody.

    Whom one of the two leaves to the walk is counted: tables that list less may be cut otherwise. What only those know
    that rely on rooms is held to the walk.
    """
    sides = Rows(network), Rows(replace(network, outlined=None))
    ends = [(name, pair) for name in network.endpoints for pair in _pairs(name, *sides)]
    found: list[str] = []
    alone: list[Question] = []
    for name, senders in ends:
        one = senders[0].endpoint
        rows = [rows.row(end.kind, one.client_ports) for rows, end in zip(sides, senders, strict=True)]
        for to, receivers in ends:
            told, looked = (
                None if row.odd >> end.kind & 1 else [*map(of.pool.services, row.of(end.kind))]
                for of, row, end in zip(sides, rows, receivers, strict=True)
            )
            if told is not None and looked is not None and told != looked:
                found.append(f"{name} to {to}")
            if told is not None and looked is None and name != to:
                packets = Packets(senders[0].addresses, receivers[0].addresses, ALL, one.client_ports)
                alone.append(Question(name, to, packets, name, frozenset((to,))))
            if unknown is not None:
                unknown.update({"told": told is None, "looked": looked is None})
    return found or compared(network, alone)


def _pairs(name: str, told: Rows, looked: Rows) -> Iterator[tuple[End, End]]:
    """Give the ends of one endpoint that hold the same addresses, on both sides."""
    for one in told.places.of(name):
        for other in looked.places.of(name):
            if intersection(one.addresses, other.addresses) and not one.alias:
                yield one, other


def lodgers(network: Network) -> int:
    """How many stand in rooms behind others."""
    return sum(len(party.hosts) for room in network.outline().rooms for party in room.parties) - len(
        network.outline().rooms
    )


def test_promises_are_kept() -> None:
    several = 0
    for seed in range(QUICK):
        for design in (crowd(seed), draw(seed)):
            network = compile_design(design)
            assert broken(network) == [], seed
            several += lodgers(network)
    assert several > 4 * QUICK


def edited(seed: int) -> Iterator[Network]:
    """Networks of a design with crowds after some edits of lines, compiled again."""
    random = Random(seed)
    design = crowd(seed)
    network = compile_design(design)
    for _ in range(3):
        design = random.choice((edit, wire))(design, random)
        network = compile_design(design, previous=network)
        if network.since is not None:
            yield network


def test_promises_of_an_edited_network_are_kept() -> None:
    several = 0
    for seed in range(QUICK // 3):
        for network in edited(seed):
            assert broken(network) == [], seed
            assert told_apart(network) == [], seed
            several += lodgers(network) > 0
    assert several > QUICK / 3


def test_rows_that_rely_on_rooms_say_the_same() -> None:
    unknown: Counter[str] = Counter()
    for seed in range(QUICK):
        assert told_apart(compile_design(crowd(seed)), unknown) == [], seed
    assert abs(unknown["told"] - unknown["looked"]) < unknown["looked"] / 50, "rooms cost no knowledge"


def test_rows_that_rely_on_rooms_say_the_same_of_who_is_sent_to_by_devices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(middlemen, "MANY", 0)  # so many are sent to that they stay in their rooms
    for seed in range(QUICK // 2):
        assert told_apart(compile_design(crowd(seed))) == [], seed


def lodged(seed: int, seen: Counter[str] | None = None) -> list[str]:
    """Hold a random network that promises rooms to its promise, and rows of it to the walk."""
    network = Lodgings(seed).build()
    if seen is not None:
        seen["lodgers"] += lodgers(network)
    return broken(network) + compared(network, balanced.questions(network), seen=seen)


def test_rows_and_walk_agree_about_rooms() -> None:
    seen: Counter[str] = Counter()
    for seed in range(QUICK):
        assert lodged(seed, seen) == [], seed
    assert seen["lodgers"] > QUICK
    assert seen["odd"] < seen["fails"] + seen["works"]


def test_rows_and_walk_agree_about_crowds() -> None:
    told = whole = 0
    for seed in range(QUICK // 4):
        number, asking = known(crowd(seed))
        told, whole = told + number, whole + asking
    assert told > whole / 2


@pytest.mark.deep
@pytest.mark.parametrize("first", range(0, 4000, 1000))
def test_many_thousand_crowds(first: int) -> None:
    for seed in range(first, first + 1000):
        network = compile_design(crowd(seed))
        assert broken(network) == [], seed
        assert told_apart(network) == [], seed
        assert lodged(seed + 10_000) == [], seed
