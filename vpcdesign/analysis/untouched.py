"""Which pairs of hosts surely fare alike in two worlds, told for millions of pairs at once.

Rows of both worlds are compared, and no question is asked, where both hosts have stayed who they were: the same
addresses and ports, the same services there and back. Where rows know that a pair fares otherwise they say how, and
all pairs of which they say the same differ in the same; whatever they do not know is compared in full.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.analysis.exactly import Exactly
from vpcdesign.analysis.fates import Fate, fate, fate_of
from vpcdesign.analysis.joints import Joint
from vpcdesign.analysis.staying import Ends, Home, Receivers, Stayed, Staying, is_v6
from vpcdesign.analysis.survey import asked, meeting
from vpcdesign.analysis.worlds import World
from vpcdesign.network.network import Network
from vpcdesign.network.since import Edited
from vpcdesign.reach.covers import Bits, bits_of
from vpcdesign.reach.ends import End
from vpcdesign.reach.exchanges import NOWHERE, Exchange
from vpcdesign.reach.footprints import Footprint, Footprints
from vpcdesign.reach.rows import Rows
from vpcdesign.reach.trace import Question


@dataclass(frozen=True, slots=True)
class Walked:
    """What became of a pair that had to be walked, and what that rests on; a fate of very many parts is not kept."""

    footprint: Footprint
    fate: Fate | None


Prints = dict[tuple[Hashable, Hashable], Walked]
"""What was walked in one world; pairs by the keys of their parties."""


class Remembered(NamedTuple):
    """What comparing has found out of one world: what was walked, and who stayed.

    Of those who are `calm` rows know everything that they send to kinds `seen`.
    """

    prints: Prints
    staying: Staying | None = None
    calm: frozenset[Joint] = frozenset()
    seen: Bits = 0


PARTS = 100
"""So many parts of a fate are kept."""

FEW = 4
"""Of so many receivers each is looked up in a row."""


class Change(NamedTuple):
    """How what is sent from one kind of end to another fares before and after: the way there, and that of answers."""

    client: Intervals
    v6: bool
    was: int
    now: int
    answers: tuple[int, int]


class Untouched:
    """Tells it of two worlds; remembers what it has learned. `rows` are those of both worlds, where they are there.

    `before` is what is remembered of the first world. Of joints that are `moved` nothing from before holds; where rows
    tell of no edit these are all.
    """

    def __init__(
        self,
        worlds: tuple[World, World],
        joints: Sequence[Joint],
        rows: tuple[Rows, Rows] | None = None,
        moved: Bits = 0,
        before: Remembered | None = None,
    ) -> None:
        self._worlds = worlds
        networks = worlds[0].walk.network, worlds[1].walk.network
        first = rows[0] if rows else Rows(networks[0])
        self._rows = rows or (first, first.after(networks[1]))
        self._shared = self._rows[1].touched is not None
        self._edited = _edited(*networks)
        self._exactly = Exactly(worlds, joints, self._rows)
        self._prints: tuple[Prints, Prints] = (before.prints if before is not None else {}, {})
        self._footprints: dict[int, Footprints] = {}
        self._ids: dict[tuple[Intervals, ...], int] = {}
        self._numbers: tuple[dict[Exchange | tuple[int, int], int], ...] = ({}, {})
        self._nowhere = self._number(0, NOWHERE)
        self._joints = joints
        staying = before.staying if before is not None else None
        if staying is None or not self._shared or moved or not staying.of(joints, self._rows):
            staying = Staying(worlds, joints, self._rows, moved if self._shared else -1, staying)
        self.staying = staying
        self._calm = before.calm if before is not None else frozenset[Joint]()
        self._calmed: set[Joint] = set()
        self._unseen = staying.still & ~(before.seen if before is not None else 0)
        self._answers: dict[tuple[int, int, int], int] = {}
        self._otherwise: dict[tuple[int, tuple[int, int]], Bits] = {}
        self._ways: dict[Home, bool] = {}
        self._forks: dict[int, bool] = {}
        self._few: dict[Hashable, list[tuple[Change, Bits]]] = {}

    def look(self, place: int) -> tuple[dict[Change, Bits], Bits]:
        """Give to whom what a host sends surely fares otherwise, and how; and with whom it has to be compared.

        Everybody is meant by his place among the joints; whoever is in neither fares alike.
        """
        stay = self.staying
        mine = stay.stayed[place]
        everybody = (1 << len(self._joints)) - 1
        if mine is None:
            return {}, everybody
        outside = self._joints[place].outside
        doubtful = stay.strange | (stay.unseen if outside else 0)
        moved = bool(stay.moved >> place & 1)
        quiet = not moved and self._quiet(place, mine)
        if quiet and not stay.moved:
            return {}, doubtful
        to = stay.to(aliases=outside, moved=quiet)
        few = len(to.kinds.pairs) <= FEW
        known = quiet and to.still
        found: dict[Change, Bits] = {}
        for ends in mine.ends:
            if not known:
                doubtful |= to.kinds.who(self._odd(to, ends, mine.client))
            several = (self._changes_of_few if few else self._changes)(to, ends, mine.client, moved=moved)
            for change, numbers in several:
                found[change] = found.get(change, 0) | to.kinds.who(numbers)
        for bits in found.values():
            doubtful |= bits & (everybody if outside else stay.outside)
        itself = 1 << place
        if itself & stay.alone:
            doubtful &= ~itself  # nobody is asked about himself
        elif any(bits & itself for bits in found.values()):
            doubtful |= itself
        sure = ~doubtful & ~(itself & stay.alone)
        return {change: bits & sure for change, bits in found.items() if bits & sure}, doubtful

    def _quiet(self, place: int, mine: Stayed) -> bool:
        """Tell whether a host that is not moved surely fares as before with everybody who is not."""
        stay, rows = self.staying, self._rows
        joint = self._joints[place]
        same = rows[0].ways is rows[1].ways
        calm = joint in self._calm
        for old, new in mine.ends:
            assert old is not None
            assert new is not None
            if rows[1].concerned(new.kind) & stay.still:
                return False
            if not same and self._otherwise_led(stay.home(old.kind, new.kind)):
                return False
            if calm and not same and self._forked(new.kind):
                return False
            kinds = self._unseen if calm else stay.still
            for one, end in zip(rows, (old, new), strict=True) if kinds else ():
                if (one.row(end.kind, mine.client).odd | one.manifold(end.kind)) & kinds:
                    return False
        self._calmed.add(joint)
        return True

    def _forked(self, kind: int) -> bool:
        """Tell whether the network sends from a kind several ways to anybody who is not moved, as it is now."""
        rows = self._rows[1]
        place = rows.places.kinds[kind].place
        if place not in self._forks:
            self._forks[place] = bool(rows.manifold(kind) & self.staying.still)
        return self._forks[place]

    def _otherwise_led(self, home: Home) -> bool:
        """Tell whether answers from anybody who is not moved may get back to a place otherwise than before."""
        known = self._ways.get(home)
        if known is None:
            known = self._ways[home] = any(
                self._answered(0, there[0], home[0]) != self._answered(1, there[1], home[1])
                for there in self.staying.homes
            )
        return known

    # --- what rows say ---

    def _odd(self, to: Receivers, ends: Ends, client: Intervals) -> Bits:
        """Give those of whom the rows of an end say nothing that could be compared, in either world."""
        odd = 0
        for side, (rows, end) in enumerate(zip(self._rows, ends, strict=True)):
            if end is not None:
                odd |= to.kinds.spread(side, rows.row(end.kind, client).odd | rows.manifold(end.kind))
        return odd

    def _changes(self, to: Receivers, ends: Ends, client: Intervals, *, moved: bool) -> Iterator[tuple[Change, Bits]]:
        """Compare what gets from an end to everybody."""
        old, new = ends
        some = new or old
        assert some is not None
        home = self.staying.home(old.kind if old else -1, new.kind if new else -1)
        back = self._otherwise_answered(to, home)
        within = to.kinds.all
        if self._shared and not moved and not back and new is not None:
            within = to.kinds.spread(1, self._rows[1].concerned(new.kind)) | to.turned
        if not within:
            return
        sent = dict(self._sent(to, 0, (old, client), within))
        others_sent = dict(self._sent(to, 1, (new, client), within))
        if sent == others_sent and not back & within:
            return
        for was, mine in sent.items():
            for now, others in others_sent.items():
                met = mine & others & (within if was != now else back)
                if not met or (was == now == self._nowhere):
                    continue
                for answers, part in self._by_answers(to, home, met):
                    if was != now or answers[0] != answers[1]:
                        yield Change(client, is_v6(some), was, now, answers), part

    def _changes_of_few(
        self, to: Receivers, ends: Ends, client: Intervals, *, moved: bool
    ) -> Iterable[tuple[Change, Bits]]:
        """Compare what gets from an end to a few, remembered by what that is."""
        fares: list[Exchange | None] = []
        places: list[int] = []
        for side, (rows, end) in enumerate(zip(self._rows, ends, strict=True)):
            if end is None:
                return self._changes(to, ends, client, moved=moved)
            row = rows.row(end.kind, client)
            fares += [row.of(kinds[side]) if kinds[side] >= 0 else None for kinds in to.kinds.pairs]
            places.append(rows.places.kinds[end.kind].place)
        concerned = (
            to.kinds.all if moved else to.kinds.spread(1, self._rows[1].concerned(ends[1].kind)) if ends[1] else 0
        )
        key = id(to), *places, client, concerned, tuple(fares)
        known = self._few.get(key)
        if known is None:
            known = self._few[key] = list(self._changes(to, ends, client, moved=moved))
        return known

    def _sent(
        self, to: Receivers, side: int, sender: tuple[End | None, Intervals], within: Bits
    ) -> Iterator[tuple[int, Bits]]:
        """Give what gets from an end to some, as numbers that mean the same in both worlds."""
        found: dict[int, Bits] = {}
        left = within
        for fare, met in self._blocks(to, side, sender):
            if met & within:
                left &= ~met
                number = self._number(side, fare)
                found[number] = found.get(number, 0) | met & within
        if left:
            found[self._nowhere] = found.get(self._nowhere, 0) | left
        yield from found.items()

    def _blocks(
        self, to: Receivers, side: int, sender: tuple[End | None, Intervals]
    ) -> Iterator[tuple[Exchange, Bits]]:
        """Give what gets from an end to whom; of a few receivers each is looked at by himself."""
        end, client = sender
        if end is None:
            return
        row = self._rows[side].row(end.kind, client)
        if len(to.kinds.pairs) > FEW:
            for fare, bits in row.blocks.items():
                yield fare, to.kinds.spread(side, bits)
            return
        for number, kinds in enumerate(to.kinds.pairs):
            if kinds[side] >= 0:
                yield row.of(kinds[side]), 1 << number

    def _number(self, side: int, fare: Exchange | tuple[int, int]) -> int:
        known = self._numbers[side].get(fare)
        if known is None:
            sets = tuple(map(self._rows[side].pool.services, fare))
            known = self._numbers[side][fare] = self._ids.setdefault(sets, len(self._ids))
        return known

    # --- the way back ---

    def _otherwise_answered(self, to: Receivers, home: Home) -> Bits:
        """Give those whose answers may get back to a place otherwise than before."""
        if self._shared and self._rows[1].ways is self._rows[0].ways:
            return 0
        key = id(to), home
        if key not in self._otherwise:
            bits = 0
            for there, who in to.homes.items():
                if self._answered(0, there[0], home[0]) != self._answered(1, there[1], home[1]):
                    bits |= who
            self._otherwise[key] = bits
        return self._otherwise[key]

    def _by_answers(self, to: Receivers, home: Home, bits: Bits) -> Iterator[tuple[tuple[int, int], Bits]]:
        """Part those who are sent to by how their answers get back."""
        found: dict[tuple[int, int], Bits] = {}
        for there, who in to.homes.items():
            if met := who & bits:
                both = self._answered(0, there[0], home[0]), self._answered(1, there[1], home[1])
                found[both] = found.get(both, 0) | met
        yield from found.items()

    def _answered(self, side: int, there: int, here: int) -> int:
        """Give what answers get back, as a number that means the same in both worlds; -1 is not known, -2 nobody's."""
        if there < 0 or here < 0:
            return -2
        key = (side, there, here)
        known = self._answers.get(key)
        if known is None:
            sets = self._rows[side].answers(there, here)
            known = self._answers[key] = self._number(side, sets) if sets is not None else -1
        return known

    # --- one pair ---

    def alike(self, place: int, other: int) -> bool:
        """Ask in full whether the same packets are asked between two hosts and surely fare alike."""
        key = self._key(place, other)
        if key is None:
            return self._slow(self._joints[place], self._joints[other])
        walked = self._prints[0].get(key)
        if walked is not None and self._edited is not None and self._edited.isdisjoint(walked.footprint):
            return True
        if self._rows_tell(self._joints[place], self._joints[other]):
            return True
        alike = self._exactly.alike(place, other)
        if alike is not None or self._edited is None:
            return bool(alike)
        if walked is None:
            walked = self._walk(0, place, other)[0]
        return self._edited.isdisjoint(walked.footprint)

    def _key(self, place: int, other: int) -> tuple[Hashable, Hashable] | None:
        """Give by what two are remembered; None where an edit may have made any of them another."""
        one, to = self._joints[place], self._joints[other]
        if not self._shared or self.staying.moved & (1 << place | 1 << other) or one.new is None or to.new is None:
            return None
        return one.new.key, to.new.key

    def sign(self, place: int, other: int) -> Hashable | None:
        """Give what is the same of all two that differ in the same; None where that is not known."""
        return self._exactly.sign(place, other)

    def _rows_tell(self, one: Joint, other: Joint) -> bool:
        """Tell whether rows know of two hosts, one of them outside perhaps, that the edit leaves them alone."""
        met = meeting(one.old, other.old) if one.old is not None and other.old is not None else None
        if met is None or not met[1].endpoint or met[0].endpoint == met[1].endpoint:
            return False
        places, (old, new) = self._rows[1].places, self._rows
        senders = places.ends.get(met[0].endpoint) or places.outside.get(met[0].endpoint, [])
        receivers = places.of(met[1].endpoint)
        client = self._worlds[0].walk.network.endpoints[met[0].endpoint].client_ports
        for end in senders:
            doubtful = new.concerned(end.kind)
            for rows in self._rows:
                doubtful |= rows.row(end.kind, client).odd | rows.manifold(end.kind)
            home = places.kinds[end.kind].place
            for to in receivers:
                if doubtful >> to.kind & 1:
                    return False
                there = places.kinds[to.kind].place
                if new.ways is not old.ways and self._answered(0, there, home) != self._answered(1, there, home):
                    return False
        return bool(senders) and bool(receivers)

    def fates(self, place: int, other: int) -> tuple[Fate, Fate]:
        """Give how two hosts fare in both worlds."""
        one, to = self._joints[place], self._joints[other]
        key = self._key(place, other)
        if key is None or self._edited is None:
            return fate(self._worlds[0], one.old, to.old), fate(self._worlds[1], one.new, to.new)
        walked = self._prints[0].get(key)
        before = walked.fate if walked is not None else None
        return before or self._walk(0, place, other)[1], self._walk(1, place, other)[1]

    def _following(self, side: int) -> Footprints:
        """Give who walks in a world and notes where; hardly anybody has to, and it takes all stages."""
        if side not in self._footprints:
            self._footprints[side] = Footprints(self._worlds[side].walk.network)
        return self._footprints[side]

    def _walk(self, side: int, place: int, other: int) -> tuple[Walked, Fate]:
        """Walk every packet between two hosts in one world, and remember what that rests on."""
        one, to = self._joints[place], self._joints[other]
        source, destination = (one.old, to.old) if side == 0 else (one.new, to.new)
        pair = asked(self._worlds[side].questions, source, destination) if source and destination else None
        flows, footprint = self._following(side).flows(pair.questions if pair else ())
        found = fate_of(pair, flows)
        kept = Walked(footprint, found if len(flows) <= PARTS else None)
        key = self._key(place, other)
        assert key is not None
        self._prints[side][key] = kept
        return kept, found

    def kept(self) -> Remembered:
        """Give what holds of the second world too."""
        if not self._shared:
            return Remembered({})
        calm = frozenset(self._calmed)
        if self._edited is None:
            return Remembered({}, self.staying, calm, self.staying.still)
        moved = (self._joints[place] for place in bits_of(self.staying.moved))
        gone = {party.key for one in moved for party in (one.old, one.new) if party is not None}
        held = {
            pair: one
            for pair, one in self._prints[0].items()
            if gone.isdisjoint(pair) and self._edited.isdisjoint(one.footprint)
        }
        return Remembered(held | self._prints[1], self.staying, calm, self.staying.still)

    def _slow(self, one: Joint, other: Joint) -> bool:
        if one.old is None or one.new is None or other.old is None or other.new is None:
            return False
        old, new = self._worlds
        was, now = asked(old.questions, one.old, other.old), asked(new.questions, one.new, other.new)
        if was is None or now is None or was.questions != now.questions:
            return False
        return all(map(self._fares, was.questions))

    def _fares(self, question: Question) -> bool:
        """Tell whether a question surely fares alike: by rows, or as a walk rests on nothing that was edited."""
        told: list[Hashable | None] = [rows.exact(question) for rows in self._rows]
        if told[0] is None and self._edited is not None:
            return self._edited.isdisjoint(self._following(0).ask([question])[1])
        return told[0] is not None and told[0] == told[1]


def _edited(old: Network, new: Network) -> Edited | None:
    """Give the stages that an edit wrote anew; None where the networks were made apart, or somebody moved."""
    since = new.since
    if since is None or since.of is not old.itself or since.moved:
        return None
    return Edited(since, old.stages)
