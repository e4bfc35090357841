"""What an edit opens, closes, narrows and widens: exact in services and addresses, each with a packet walked twice.

Packets are compared as sets, pair by pair; a pair is two hosts, whatever address the edit gave them. Pairs that rows
know to differ in the same are compared once for all of them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeAlias

from vpcdesign.algebra.addresses import write_set
from vpcdesign.algebra.intervals import Intervals, difference, intersection, size
from vpcdesign.analysis import boxes
from vpcdesign.analysis.boxes import Box
from vpcdesign.analysis.dangers import INTERNET, Dangers
from vpcdesign.analysis.evidence import alone, fails, one_of, works
from vpcdesign.analysis.fates import Fate, Key, compared, fate
from vpcdesign.analysis.gathering import destinations, gathered
from vpcdesign.analysis.joints import Joint, Renamed, joints
from vpcdesign.analysis.questions import Pair
from vpcdesign.analysis.reaches import surely_alike
from vpcdesign.analysis.results import EFFECTS, Difference
from vpcdesign.analysis.survey import asked
from vpcdesign.analysis.untouched import Change, Untouched
from vpcdesign.analysis.wording import packet
from vpcdesign.analysis.worlds import World
from vpcdesign.reach.covers import Bits, bits_of
from vpcdesign.reach.flow import CLIENT, SERVER, Flow
from vpcdesign.reach.rows import Rows
from vpcdesign.reach.trace import Trace

Progress: TypeAlias = Callable[[int, int], None]
MANY = 400
"""So many pairs are worth the rows of both designs."""


class Judge(Protocol):
    """Tells who surely fares alike; joints are meant by their places."""

    def look(self, place: int) -> tuple[dict[Change, Bits], Bits]:
        """Give to whom a host surely fares otherwise, and how; and with whom it has to be compared."""

    def alike(self, place: int, other: int) -> bool:
        """Tell whether two that have to be compared surely fare alike."""

    def fates(self, place: int, other: int) -> tuple[Fate, Fate]:
        """Give how two fare in both worlds."""


@dataclass(slots=True)
class _Met:
    """Who meets whom in what differs; `first` is the first sender and receiver, and its number among theirs."""

    reached: dict[int, Bits] = field(default_factory=dict)
    first: tuple[int, int, int] = (-1, -1, -1)

    def add(self, place: int, others: Bits, number: int) -> None:
        """Note that a sender and some receivers differ so."""
        met = place, (others & -others).bit_length() - 1, number
        self.first = met if self.first[0] < 0 else min(met, self.first)
        self.reached[place] = self.reached.get(place, 0) | others


def differences(
    old: World,
    new: World,
    progress: Progress | None = None,
    renamed: Renamed | None = None,
    rows: tuple[Rows, Rows] | None = None,
) -> list[Difference]:
    """Compare two worlds, everybody with everybody; hosts are the same whose ids are, those renamed put right.

    `rows` are those of both worlds, where they are there already.
    """
    found = joints(old, new, renamed or {})
    many = len(found) ** 2 > MANY
    judge = Untouched((old, new), found, rows) if many or rows is not None else _Asking((old, new), found)
    return differing((old, new), found, judge, progress)


def differing(
    worlds: tuple[World, World], ends: Sequence[Joint], judge: Judge, progress: Progress | None = None
) -> list[Difference]:
    """Tell what differs between two worlds."""
    met = _met(worlds, ends, judge, progress)
    dangers = Dangers(worlds[1].design)
    found: list[Difference] = []
    for key, one in sorted(met.items(), key=lambda each: each[1].first):
        for sources in gathered(one.reached, ends):
            to = destinations(sources, one.reached)
            first = ends[sources[0]], ends[to[0]]
            told = _shown(worlds, first, key)
            told = replace(told, sources=_labels(ends, sources), destinations=_labels(ends, to))
            told = replace(told, dangers=_dangers(dangers, key, ends, (sources, one.reached)))
            found.append(replace(told, absent=_absent(*first)))
    return sorted(found, key=lambda one: (not one.dangers, EFFECTS.index(one.effect)))


def _met(
    worlds: tuple[World, World], ends: Sequence[Joint], judge: Judge, progress: Progress | None
) -> dict[Key, _Met]:
    """Gather what differs, and between whom."""
    met: dict[Key, _Met] = {}
    learned: dict[Change, list[Key]] = {}
    outside = sum(1 << place for place, one in enumerate(ends) if one.outside)
    for place, one in enumerate(ends):
        changes, doubtful = judge.look(place)
        for change, bits in changes.items():
            if change not in learned:
                pair = one, ends[(bits & -bits).bit_length() - 1]
                several = _compare(worlds, pair)
                learned[change] = [key for key, box in several if (box[CLIENT][0][0] >> 128 > 0) == change.v6]
            for number, key in enumerate(learned[change]):
                met.setdefault(key, _Met()).add(place, bits, number)
        for other in bits_of(doubtful & ~outside if one.outside else doubtful):
            if not judge.alike(place, other):
                for number, (key, _) in enumerate(compared(judge.fates(place, other), (one, ends[other]))):
                    met.setdefault(key, _Met()).add(place, 1 << other, number)
            if progress is not None:
                progress(place, len(ends))
        if progress is not None:
            progress(place + 1, len(ends))
    return met


class _Asking:
    """Judges a few pairs by asking each."""

    def __init__(self, worlds: tuple[World, World], ends: Sequence[Joint]) -> None:
        self._worlds, self._ends = worlds, ends

    def look(self, place: int) -> tuple[dict[Change, Bits], Bits]:  # noqa: ARG002 - of nobody anything is known
        """Leave everybody to be compared."""
        return {}, (1 << len(self._ends)) - 1

    def alike(self, place: int, other: int) -> bool:
        """Tell whether the same packets are asked between two hosts and surely fare alike."""
        one, to, (old, new) = self._ends[place], self._ends[other], self._worlds
        if one.old is None or one.new is None or to.old is None or to.new is None:
            return False
        was, now = asked(old.questions, one.old, to.old), asked(new.questions, one.new, to.new)
        if was is None or now is None or was.questions != now.questions:
            return False
        return surely_alike((old.walk, new.walk), was.questions)

    def fates(self, place: int, other: int) -> tuple[Fate, Fate]:
        """Walk what two say to each other in both worlds."""
        return _fates(self._worlds, (self._ends[place], self._ends[other]))


def _fates(worlds: tuple[World, World], pair: tuple[Joint, Joint]) -> tuple[Fate, Fate]:
    one, other = pair
    return fate(worlds[0], one.old, other.old), fate(worlds[1], one.new, other.new)


def _compare(worlds: tuple[World, World], pair: tuple[Joint, Joint]) -> list[tuple[Key, Box]]:
    return list(compared(_fates(worlds, pair), pair))


def _absent(*ends: Joint) -> str:
    return next((one.labels[0] for one in ends if one.old is None or one.new is None), "")


def _labels(ends: Sequence[Joint], several: Iterable[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(label for one in several for label in ends[one].labels))


def _dangers(
    dangers: Dangers, key: Key, ends: Sequence[Joint], met: tuple[Sequence[int], dict[int, Bits]]
) -> tuple[str, ...]:
    """Say what is dangerous about a way that opens or widens."""
    if key[0] not in {"opened", "widened"}:
        return ()
    sources, reached = met
    others = [ends[other] for one in sources if ends[one].labels == (INTERNET,) for other in bits_of(reached[one])]
    parties = (one.new for one in others if one.new)
    return tuple(dict.fromkeys(why for party in parties for why in dangers.of(party.resident, key[1], key[2])))


def _shown(worlds: tuple[World, World], pair: tuple[Joint, Joint], key: Key) -> Difference:
    """Walk one packet of a difference in both worlds: one that fails in the world that has less, where one does."""
    fates = _fates(worlds, pair)
    box = next(box for each, box in compared(fates, pair) if each == key)
    worse = {"narrowed": fates[1].others, "widened": fates[0].others}.get(key[0], [])
    box = next(iter(boxes.common([box], worse)), box)
    gains = key[0] in {"opened", "widened"}
    traces = [
        _walked(worlds[0], fates[0].pair, box, fails if gains else works),
        _walked(worlds[1], fates[1].pair, box, works if gains else fails),
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
