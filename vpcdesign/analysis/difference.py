"""What an edit opens, closes, narrows and widens: exact in services and addresses, each with a packet walked twice.

Packets are compared as sets, pair by pair; a pair is two hosts, whatever address the edit gave them. `may` are those
that get through by some choice of the network or from some client port, `must` those that do by all: what a pair only
begins to depend on is `narrowed`, and not closed. What is outside the model counts as not getting through.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeAlias

from vpcdesign.algebra.addresses import ALL, write_set
from vpcdesign.algebra.intervals import EMPTY, Intervals, difference, intersection, size
from vpcdesign.algebra.services import ALL_PORTS
from vpcdesign.analysis import boxes
from vpcdesign.analysis.boxes import Box
from vpcdesign.analysis.dangers import INTERNET, Dangers
from vpcdesign.analysis.evidence import alone, fails, one_of, works
from vpcdesign.analysis.gathering import gathered
from vpcdesign.analysis.questions import Pair
from vpcdesign.analysis.reaches import surely_alike
from vpcdesign.analysis.results import EFFECTS, Difference, Effect
from vpcdesign.analysis.selectors import Member
from vpcdesign.analysis.survey import Party, asked, parties
from vpcdesign.analysis.untouched import Untouched
from vpcdesign.analysis.wording import packet
from vpcdesign.analysis.worlds import World
from vpcdesign.reach.flow import CLIENT, PORTS, SERVER, SERVICES, Flow
from vpcdesign.reach.trace import Trace

Progress: TypeAlias = Callable[[int, int], None]
Renamed: TypeAlias = Mapping[str, str]
MANY = 400
"""So many pairs are worth the rows of both designs."""


@dataclass(frozen=True, slots=True, eq=False)
class _Joint:
    """Hosts that behave alike in both worlds, as they are in each."""

    old: Party | None
    new: Party | None
    outside: bool
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Fate:
    """How the packets between two hosts fare in one world; `whole` are those that can be asked."""

    pair: Pair | None
    works: list[Box]
    others: list[Box]
    whole: Box


@dataclass(frozen=True, slots=True)
class _Level:
    """A fate that can be compared: what gets through from some port, from all, and from which; see `_levelled`."""

    may: list[Box]
    must: list[Box]
    by_port: list[Box]


_Key: TypeAlias = tuple[Effect, Intervals, Intervals, Intervals]
_Meeting: TypeAlias = tuple[_Joint, _Joint]


def differences(
    old: World, new: World, progress: Progress | None = None, renamed: Renamed | None = None
) -> list[Difference]:
    """Compare two worlds, everybody with everybody; hosts are the same whose ids are, those renamed put right."""
    joints = _joints(old, new, renamed or {})
    pairs = [(one, other) for one in joints for other in joints if not (one.outside and other.outside)]
    met: dict[_Key, dict[_Meeting, tuple[_Fate, _Fate, Box]]] = {}
    alike = Untouched(old, new, joints).alike if len(pairs) > MANY else partial(_untouched, old, new)
    for done, (one, other) in enumerate(pairs, 1):
        if not alike(one, other):
            fates = _fate(old, one.old, other.old), _fate(new, one.new, other.new)
            for key, box in _compared(fates, (one, other)):
                met.setdefault(key, {}).setdefault((one, other), (*fates, box))
        if progress is not None:
            progress(done, len(pairs))
    dangers = Dangers(new.design)
    found: list[Difference] = []
    for key, meetings in met.items():
        for several in gathered(meetings):
            before, after, box = meetings[several[0]]
            ends = _labels(one for one, _ in several), _labels(other for _, other in several)
            told = _shown(old, new, key, (before, after), box)
            told = replace(told, sources=ends[0], destinations=ends[1], dangers=_dangers(dangers, key, several))
            found.append(replace(told, absent=_absent(*several[0])))
    return sorted(found, key=lambda one: (not one.dangers, EFFECTS.index(one.effect)))


def _absent(*ends: _Joint) -> str:
    return next((one.labels[0] for one in ends if one.old is None or one.new is None), "")


def _labels(several: Iterable[_Joint]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(label for one in several for label in one.labels))


def _dangers(dangers: Dangers, key: _Key, several: list[_Meeting]) -> tuple[str, ...]:
    """Say what is dangerous about a way that opens or widens."""
    if key[0] not in {"opened", "widened"}:
        return ()
    met = [other.new for one, other in several if other.new and one.labels == (INTERNET,)]
    return tuple(dict.fromkeys(why for party in met for why in dangers.of(party.resident, key[1], key[2])))


def _joints(old: World, new: World, renamed: Renamed) -> list[_Joint]:
    """Put together who is of one kind in both worlds; who is in one only is compared with nobody."""
    kinds: list[dict[str, Party]] = [
        {_now(m.endpoint or m.label, known): party for party in parties(world) for m in party.members}
        for world, known in ((old, renamed), (new, {}))
    ]
    together: dict[Hashable, list[str]] = {}
    for name in dict.fromkeys((*kinds[0], *kinds[1])):
        mine = tuple(kind[name].key if name in kind else None for kind in kinds)
        together.setdefault(mine, []).append(name)
    found: list[_Joint] = []
    for names in together.values():
        parts = [_part(kinds[0].get(names[0]), names, renamed), _part(kinds[1].get(names[0]), names, {})]
        here = parts[1] or parts[0]
        assert here is not None
        labels = tuple(member.label for member in here.members)
        found.append(_Joint(parts[0], parts[1], here.outside, labels))
    return found


def _part(party: Party | None, names: list[str], renamed: Renamed) -> Party | None:
    """Give the members that bear these names now, in their order."""
    if party is None:
        return None
    order = {name: place for place, name in enumerate(names)}

    def chosen(side: tuple[Member, ...]) -> tuple[Member, ...]:
        mine = [(order.get(_now(m.endpoint or m.label, renamed), -1), m) for m in side]
        return tuple(m for place, m in sorted(mine, key=lambda one: one[0]) if place >= 0)

    return replace(party, sources=chosen(party.sources), destinations=chosen(party.destinations))


def _now(name: str, renamed: Renamed) -> str:
    """Give the name that an endpoint bears in the new design; a node is called after its owner and its subnet."""
    if name in renamed or "/" not in name:
        return renamed.get(name, name)
    return "/".join(renamed.get(piece, piece) for piece in name.split("/"))


def _untouched(old: World, new: World, one: _Joint, other: _Joint) -> bool:
    """Tell whether the same packets are asked between two hosts and surely fare alike."""
    if one.old is None or one.new is None or other.old is None or other.new is None:
        return False
    was, now = asked(old.questions, one.old, other.old), asked(new.questions, one.new, other.new)
    if was is None or now is None or was.questions != now.questions:
        return False
    return surely_alike((old.walk, new.walk), was.questions)


def _fate(world: World, source: Party | None, destination: Party | None) -> _Fate:
    """Walk every packet between two hosts; nobody there, no packet."""
    pair = asked(world.questions, source, destination) if source and destination else None
    flows = [flow for question in pair.questions for flow in world.walk.run(question)] if pair else []
    works: list[Box] = [flow.asked for flow in flows if not flow.dead and flow.unknown is None]
    others: list[Box] = [flow.asked for flow in flows if flow.dead or flow.unknown is not None]
    asks: list[Box] = []
    for one in pair.questions if pair else ():
        packets = one.packets
        asks.append((packets.source, packets.destination, packets.services, packets.source_ports))
    whole = tuple(boxes.side(asks, dimension) for dimension in range(4))
    return _Fate(pair, works, others, whole)


def _compared(fates: tuple[_Fate, _Fate], ends: _Meeting) -> Iterator[tuple[_Key, Box]]:
    """Give what differs between two hosts, each with a box of packets that shows it."""
    if fates[0].works == fates[1].works and fates[0].others == fates[1].others:
        return
    was, now = (_levelled(fate, fates, ends) for fate in fates)
    opened, closed = boxes.without(now.may, was.may), boxes.without(was.may, now.may)
    found: tuple[tuple[Effect, list[Box]], ...] = (
        ("opened", opened),
        ("closed", closed),
        ("narrowed", _lost(was, now, closed)),
        ("widened", _lost(now, was, opened)),
    )
    for effect, several in found:
        by_addresses: dict[tuple[Intervals, Intervals], list[Box]] = {}
        for box in several:
            by_addresses.setdefault((box[CLIENT], box[SERVER]), []).append(box)
        for (client, server), same in by_addresses.items():
            clients = client if ends[0].outside else EMPTY
            servers = server if ends[1].outside else EMPTY
            yield (effect, boxes.side(same, SERVICES), clients, servers), same[0]


def _lost(was: _Level, now: _Level, told: list[Box]) -> list[Box]:
    """Give what no longer gets through by every choice, or from every port that it did; less what is told already."""
    must = boxes.without(boxes.without(was.must, now.must), told)
    ports = boxes.without(boxes.without(was.by_port, now.by_port), told)
    return [*must, *boxes.without(ports, _kept(must, PORTS, ALL_PORTS, outside=False))]


def _levelled(fate: _Fate, fates: tuple[_Fate, _Fate], ends: _Meeting) -> _Level:
    """Give what may and what must get through, of packets that both worlds have.

    A host that was given another address, or opens its conversations from other ports, is still the same; of hosts
    outside those are compared that are outside in both.
    """
    works, others = fate.works, fate.others
    for dimension, outside in ((CLIENT, ends[0].outside), (SERVER, ends[1].outside), (PORTS, False)):
        mine, theirs = (one.whole[dimension] for one in fates)
        if mine != theirs and mine and theirs:
            kept = intersection(mine, theirs) if outside else ALL_PORTS if dimension == PORTS else ALL
            works, others = (_kept(several, dimension, kept, outside=outside) for several in (works, others))
    may, never = (_kept(several, PORTS, ALL_PORTS, outside=False) for several in (works, others))
    return _Level(may, boxes.without(may, never), works)


def _kept(several: list[Box], dimension: int, kept: Intervals, *, outside: bool) -> list[Box]:
    parts = [(box, intersection(box[dimension], kept) if outside else kept) for box in several]
    return [(*box[:dimension], part, *box[dimension + 1 :]) for box, part in parts if part]


def _shown(old: World, new: World, key: _Key, fates: tuple[_Fate, _Fate], box: Box) -> Difference:
    """Walk one packet of a difference in both worlds: one that fails in the world that has less, where one does."""
    worse = {"narrowed": fates[1].others, "widened": fates[0].others}.get(key[0], [])
    box = next(iter(boxes.common([box], worse)), box)
    gains = key[0] in {"opened", "widened"}
    traces = [
        _walked(old, fates[0].pair, box, fails if gains else works),
        _walked(new, fates[1].pair, box, works if gains else fails),
    ]
    effect, services, clients, servers = key
    whole = (fates[1] if fates[1].pair else fates[0]).whole
    where = ", ".join(filter(None, (_some("from", clients, whole[CLIENT]), _some("to", servers, whole[SERVER]))))
    told = next((packet(one) for one in traces[::-1] if one is not None), "")
    return Difference(effect, (), (), services, clients, servers, where, told, traces[0], traces[1])


def _some(word: str, addresses: Intervals, whole: Intervals) -> str:
    """Say which outside addresses are meant where it is not all of them."""
    left = difference(whole, addresses)
    if not addresses or not left:
        return ""
    return f"{word} all but {write_set(left)}" if size(left) < size(addresses) else f"{word} {write_set(addresses)}"


def _walked(world: World, pair: Pair | None, box: Box, wanted: Callable[[Flow], bool]) -> Trace | None:
    """Walk one packet of a box, and show it under the choices of the network by which it fares as wanted."""
    for question in pair.questions if pair else ():
        packets = question.packets
        sides = (packets.source, packets.destination, packets.services, packets.source_ports)
        met = [intersection(mine, theirs) for mine, theirs in zip(sides, box, strict=True)]
        if all(met):
            return alone(world.walk, replace(question, packets=one_of(met)), wanted)
    return None
