"""What an edit opens, closes, narrows and widens: exact in services and addresses, each with a packet walked twice.

Packets are compared as sets, pair by pair; a pair is two hosts, whatever address the edit gave them. Pairs that rows
know to differ in the same are compared once for all of them.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from itertools import chain
from typing import Protocol, TypeAlias

from vpcdesign.algebra.addresses import write_set
from vpcdesign.algebra.intervals import Intervals, difference, intersection, size
from vpcdesign.analysis import boxes
from vpcdesign.analysis.boxes import Box
from vpcdesign.analysis.contrasts import Change
from vpcdesign.analysis.dangers import INTERNET, Dangers
from vpcdesign.analysis.evidence import alone, fails, one_of, works
from vpcdesign.analysis.fates import Fate, Key, compared, example, fate, fate_in
from vpcdesign.analysis.gathering import destinations
from vpcdesign.analysis.joints import Joint, Renamed, joints
from vpcdesign.analysis.labels import STAND_IN
from vpcdesign.analysis.piecing import Met, pieced
from vpcdesign.analysis.questions import Pair
from vpcdesign.analysis.reaches import surely_alike
from vpcdesign.analysis.results import EFFECTS, Difference
from vpcdesign.analysis.survey import asked
from vpcdesign.analysis.untouched import Untouched
from vpcdesign.analysis.wording import packet
from vpcdesign.analysis.worlds import World
from vpcdesign.reach.covers import Bits, bits_of
from vpcdesign.reach.flow import CLIENT, SERVER, Flow
from vpcdesign.reach.rows import Rows
from vpcdesign.reach.trace import Trace

Progress: TypeAlias = Callable[[int, int], None]
_Ways: TypeAlias = tuple[tuple[Joint, Joint], Key]
"""A difference, and the first two between whom it is."""

MANY = 400
"""So many pairs are worth the rows of both designs."""

KEPT = 400
"""So many pairs are kept as they were walked."""


class Judge(Protocol):
    """Tells who surely fares alike; joints are meant by their places."""

    def look(self, place: int) -> tuple[dict[Change, Bits], Bits]:
        """Give to whom a host surely fares otherwise, and how; and with whom it has to be compared."""

    def alike(self, place: int, other: int) -> bool:
        """Tell whether two that have to be compared surely fare alike."""

    def sign(self, place: int, other: int) -> Hashable | None:
        """Give what is the same of all two that differ in the same; None where that is not known."""

    def fates(self, place: int, other: int) -> tuple[Fate, Fate]:
        """Give how two fare in both worlds."""


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
    ends, judge = judging((old, new), renamed, rows)
    return differing((old, new), ends, judge, progress)


def judging(
    worlds: tuple[World, World], renamed: Renamed | None = None, rows: tuple[Rows, Rows] | None = None
) -> tuple[list[Joint], Judge]:
    """Give who is compared, and who tells of them whether they fare alike."""
    ends = joints(*worlds, renamed or {})
    if rows is not None or len(ends) ** 2 > MANY:
        return ends, Untouched(worlds, ends, rows)
    return ends, _Asking(worlds, ends)


def differing(
    worlds: tuple[World, World],
    ends: Sequence[Joint],
    judge: Judge,
    progress: Progress | None = None,
    most: int | None = None,
) -> list[Difference]:
    """Tell what differs between two worlds, the gravest first; `most` of them with a packet, else each."""
    return compare(worlds, ends, judge, progress).shown(most)


class Compared:
    """What differs between two worlds, the gravest first; packets are walked as far as somebody wants to see them."""

    def __init__(
        self, worlds: tuple[World, World], found: list[tuple[_Ways, Difference]], fates: "_Fates | None" = None
    ) -> None:
        """Take what differs; `fates` are those that were walked to find it."""
        self._worlds, self._found = worlds, found
        self._fates = fates or _Fates(worlds)

    @property
    def of_stand_ins(self) -> bool:
        """Tell whether anybody who is compared only stands in where nobody is."""
        hosts = (one for world in self._worlds for one in world.design.network_interfaces)
        return any(one.id.startswith(STAND_IN) for one in hosts)

    def shown(self, most: int | None = None, progress: Progress | None = None) -> list[Difference]:
        """Give all differences, the first of them with a packet."""
        for place, (ways, one) in enumerate(self._found[:most]):
            if not one.packet:
                if progress is not None:
                    progress(place, len(self._found[:most]))
                self._found[place] = ways, _shown(self._worlds, *self._fates.example(*ways), ways[1], one)
        return [one for _, one in self._found]


def compare(
    worlds: tuple[World, World], ends: Sequence[Joint], judge: Judge, progress: Progress | None = None
) -> Compared:
    """Find what differs between two worlds."""
    fates = _Fates(worlds)
    met = _met(fates, ends, judge, progress)
    dangers = Dangers(worlds[1].design)
    found: list[tuple[_Ways, Difference]] = []
    for key, one, groups in pieced(met, ends):
        for sources in groups:
            to = destinations(sources, one.reached)
            first = ends[sources[0]], ends[to[0]]
            told = Difference(key[0], _labels(ends, sources), _labels(ends, to), key[1], key[2], key[3])
            why = _dangers(dangers, key, ends, (sources, one.reached))
            found.append(((first, key), replace(told, dangers=why, absent=_absent(*first))))
    found.sort(key=lambda one: (not one[1].dangers, EFFECTS.index(one[1].effect)))
    return Compared(worlds, found, fates)


class _Fates:
    """How pairs fare in both worlds, each walked once."""

    def __init__(self, worlds: tuple[World, World]) -> None:
        self._worlds = worlds
        self._known: dict[tuple[Joint, Joint], tuple[Fate, Fate]] = {}

    def of(self, pair: tuple[Joint, Joint]) -> tuple[Fate, Fate]:
        """Give how two fare; those of very many are not kept."""
        known = self._known.get(pair)
        if known is None:
            known = _fates(self._worlds, pair)
            if len(self._known) < KEPT:
                self._known[pair] = known
        return known

    def example(self, pair: tuple[Joint, Joint], key: Key) -> tuple[tuple[Fate, Fate], Box]:
        """Give packets between two that differ so, and how those fare; nobody walks all services to show one."""
        fates = fate_in(self._worlds, pair, key[1]) if pair not in self._known else None
        box = example(fates, pair, key) if fates is not None else None
        if fates is None or box is None:  # who goes too many ways to be walked may go fewer with fewer services
            fates = self.of(pair)
            box = example(fates, pair, key)
        assert box is not None, key
        return fates, box


def _met(fates: _Fates, ends: Sequence[Joint], judge: Judge, progress: Progress | None) -> dict[Key, Met]:
    """Gather what differs, and between whom."""
    met: dict[Key, Met] = {}
    known = _Comparing(fates, ends, judge)
    outside = sum(1 << place for place, one in enumerate(ends) if one.outside)
    for place, one in enumerate(ends):
        changes, doubtful = judge.look(place)
        for change, bits in changes.items():
            for number, key in enumerate(known.by(change, place, bits)):
                met.setdefault(key, Met()).add(place, bits, number)
        for other in bits_of(doubtful & ~outside if one.outside else doubtful):
            if not judge.alike(place, other):
                for number, key in enumerate(known.between(place, other)):
                    met.setdefault(key, Met()).add(place, 1 << other, number)
            if progress is not None:
                progress(place, len(ends))
        if progress is not None:
            progress(place + 1, len(ends))
    return met


class _Comparing:
    """Compares pairs, one of all that surely differ in the same."""

    def __init__(self, fates: _Fates, ends: Sequence[Joint], judge: Judge) -> None:
        self._fates, self._ends, self._judge = fates, ends, judge
        self._learned: dict[Change, list[Key]] = {}
        self._signed: dict[Hashable, list[Key]] = {}

    def by(self, change: Change, place: int, others: Bits) -> list[Key]:
        """Give in what a host and others differ whom rows know to fare so."""
        if change not in self._learned:
            pair = self._ends[place], self._ends[(others & -others).bit_length() - 1]
            several = compared(self._fates.of(pair), pair)
            self._learned[change] = [key for key, box in several if (box[CLIENT][0][0] >> 128 > 0) == change.v6]
        return self._learned[change]

    def between(self, place: int, other: int) -> list[Key]:
        """Give in what two differ."""
        sign = self._judge.sign(place, other)
        found = self._signed.get(sign) if sign is not None else None
        if found is None:
            pair = self._ends[place], self._ends[other]
            found = [key for key, _ in compared(self._judge.fates(place, other), pair)]
            if sign is not None:
                self._signed[sign] = found
        return found


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

    def sign(self, place: int, other: int) -> Hashable | None:  # noqa: ARG002 - each is compared for itself
        """Know nothing of any other two."""
        return None

    def fates(self, place: int, other: int) -> tuple[Fate, Fate]:
        """Walk what two say to each other in both worlds."""
        return _fates(self._worlds, (self._ends[place], self._ends[other]))


def _fates(worlds: tuple[World, World], pair: tuple[Joint, Joint]) -> tuple[Fate, Fate]:
    one, other = pair
    return fate(worlds[0], one.old, other.old), fate(worlds[1], one.new, other.new)


def _absent(*ends: Joint) -> str:
    return next((one.labels[0] for one in ends if one.old is None or one.new is None), "")


def _labels(ends: Sequence[Joint], several: Iterable[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(ends[one].labels for one in several)))


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


def _shown(worlds: tuple[World, World], fates: tuple[Fate, Fate], box: Box, key: Key, found: Difference) -> Difference:
    """Walk one packet of a difference in both worlds: one that fails in the world that has less, where one does."""
    worse = {"narrowed": fates[1].others, "widened": fates[0].others}.get(key[0], [])
    box = next(iter(boxes.common([box], worse)), box)
    gains = key[0] in {"opened", "widened"}
    traces = [
        _walked(worlds[0], fates[0].pair, box, fails if gains else works),
        _walked(worlds[1], fates[1].pair, box, works if gains else fails),
    ]
    _, _, clients, servers = key
    whole = (fates[1] if fates[1].pair else fates[0]).whole
    where = ", ".join(filter(None, (_some("from", clients, whole[CLIENT]), _some("to", servers, whole[SERVER]))))
    told = next((packet(one) for one in traces[::-1] if one is not None), "")
    return replace(found, where=where, packet=told, before=traces[0], after=traces[1])


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
