"""Which pairs of hosts surely fare alike in two worlds, told for millions of pairs at once.

Rows of both worlds are compared, and no question is asked, where both hosts have stayed who they were: the same
addresses and ports, the same services there and back. Where rows know that a pair fares otherwise they say how, and
all pairs of which they say the same differ in the same; whatever they do not know is compared in full.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.analysis.exactly import Exactly
from vpcdesign.analysis.fates import Fate, fate, fate_of
from vpcdesign.analysis.joints import Joint
from vpcdesign.analysis.staying import Home, Receivers, Staying, is_v6
from vpcdesign.analysis.survey import asked, meeting
from vpcdesign.analysis.worlds import World
from vpcdesign.network.network import Network
from vpcdesign.network.since import Edited
from vpcdesign.reach.covers import Bits
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


Prints = dict[tuple[int, int], Walked]
"""What was walked in one world; pairs by their places among the joints."""

PARTS = 100
"""So many parts of a fate are kept."""


class Change(NamedTuple):
    """How what is sent from one kind of end to another fares before and after: the way there, and that of answers."""

    client: Intervals
    v6: bool
    was: int
    now: int
    answers: tuple[int, int]


class Untouched:
    """Tells it of two worlds; remembers what it has learned. `rows` are those of both worlds, where they are there.

    `prints` are of the first world, and hold only of joints that are the same ones; so does `staying`, for as long as
    an edit shares the ends of the rows.
    """

    def __init__(
        self,
        worlds: tuple[World, World],
        joints: Sequence[Joint],
        rows: tuple[Rows, Rows] | None = None,
        prints: Prints | None = None,
        staying: Staying | None = None,
    ) -> None:
        self._worlds = worlds
        networks = worlds[0].walk.network, worlds[1].walk.network
        first = rows[0] if rows else Rows(networks[0])
        self._rows = rows or (first, first.after(networks[1]))
        self._shared = self._rows[1].touched is not None and self._rows[1].places.ends is self._rows[0].places.ends
        self._edited = _edited(*networks)
        self._exactly = Exactly(worlds, joints, self._rows)
        self._prints: tuple[Prints, Prints] = (prints if prints is not None else {}, {})
        self._footprints: dict[int, Footprints] = {}
        self._ids: dict[tuple[Intervals, ...], int] = {}
        self._numbers: tuple[dict[Exchange | tuple[int, int], int], ...] = ({}, {})
        self._nowhere = self._number(0, NOWHERE)
        self._joints = joints
        known = staying if staying is not None and self._shared and staying.of(self._rows[1]) else None
        self.staying = known or Staying(worlds, joints, self._rows)
        self._answers: dict[tuple[int, int, int], int] = {}
        self._otherwise: dict[tuple[int, tuple[int, int]], Bits] = {}

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
        to = stay.around if outside else stay.within
        found: dict[Change, Bits] = {}
        doubtful = stay.strange | (stay.unseen if outside else 0)
        for old, new in mine.ends:
            doubtful |= to.kinds.who(self._odd(to, (old, new), mine.client))
            for change, numbers in self._changes(to, (old, new), mine.client):
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

    # --- what rows say ---

    def _odd(self, to: Receivers, ends: tuple[End, End], client: Intervals) -> Bits:
        """Give those of whom the rows of an end say nothing that could be compared, in either world."""
        odd = (
            to.kinds.spread(side, rows.row(end.kind, client).odd | rows.manifold(end.kind))
            for side, (rows, end) in enumerate(zip(self._rows, ends, strict=True))
        )
        return next(odd) | next(odd)

    def _changes(self, to: Receivers, ends: tuple[End, End], client: Intervals) -> Iterator[tuple[Change, Bits]]:
        """Compare what gets from an end to everybody."""
        old, new = ends
        home = self.staying.home(old.kind, new.kind)
        back = self._otherwise_answered(to, home)
        kinds = self._rows[1].concerned(new.kind) if self._shared and not back else -1
        within = to.kinds.spread(1, kinds) if kinds >= 0 else to.kinds.all
        if not within:
            return
        sent = dict(self._sent(to, 0, (old.kind, client), within))
        others_sent = dict(self._sent(to, 1, (new.kind, client), within))
        if sent == others_sent and not back & within:
            return
        for was, some in sent.items():
            for now, others in others_sent.items():
                met = some & others & (within if was != now else back)
                if not met or (was == now == self._nowhere):
                    continue
                for answers, part in self._by_answers(to, home, met):
                    if was != now or answers[0] != answers[1]:
                        yield Change(client, is_v6(old), was, now, answers), part

    def _sent(
        self, to: Receivers, side: int, sender: tuple[int, Intervals], within: Bits
    ) -> Iterator[tuple[int, Bits]]:
        """Give what gets from a kind to some, as numbers that mean the same in both worlds."""
        found: dict[int, Bits] = {}
        left = within
        for fare, bits in self._rows[side].row(*sender).blocks.items():
            met = to.kinds.spread(side, bits) & within
            if met:
                left &= ~met
                number = self._number(side, fare)
                found[number] = found.get(number, 0) | met
        if left:
            found[self._nowhere] = found.get(self._nowhere, 0) | left
        yield from found.items()

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
        """Give what answers get back, as a number that means the same in both worlds; -1 is not known."""
        key = (side, there, here)
        known = self._answers.get(key)
        if known is None:
            sets = self._rows[side].answers(there, here)
            known = self._answers[key] = self._number(side, sets) if sets is not None else -1
        return known

    # --- one pair ---

    def alike(self, place: int, other: int) -> bool:
        """Ask in full whether the same packets are asked between two hosts and surely fare alike."""
        if not (self._shared and self._edited is not None):
            return self._slow(self._joints[place], self._joints[other])
        walked = self._prints[0].get((place, other))
        if walked is not None and self._edited.isdisjoint(walked.footprint):
            return True
        if self._rows_tell(self._joints[place], self._joints[other]):
            return True
        alike = self._exactly.alike(place, other)
        if alike is not None:
            return alike
        if walked is None:
            walked = self._walk(0, place, other)[0]
        return self._edited.isdisjoint(walked.footprint)

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
        if not (self._shared and self._edited is not None):
            return fate(self._worlds[0], one.old, to.old), fate(self._worlds[1], one.new, to.new)
        walked = self._prints[0].get((place, other))
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
        self._prints[side][place, other] = kept
        return kept, found

    def kept(self) -> Prints:
        """Give what was walked and holds of the second world too."""
        if not self._shared or self._edited is None:
            return {}
        held = {pair: one for pair, one in self._prints[0].items() if self._edited.isdisjoint(one.footprint)}
        return held | self._prints[1]

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
