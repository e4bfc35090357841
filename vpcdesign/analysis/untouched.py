"""Which pairs of hosts surely fare alike in two worlds, told for millions of pairs at once.

Rows of both worlds are compared, and no question is asked, where both hosts have stayed who they were: the same
addresses and ports, the same services there and back. Where rows know that a pair fares otherwise they say how, and
all pairs of which they say the same differ in the same; whatever they do not know is compared in full.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from vpcdesign.analysis.contrasts import FEW, Change, Contrasts
from vpcdesign.analysis.exactly import Exactly
from vpcdesign.analysis.fates import Fate, fate, fate_of
from vpcdesign.analysis.joints import Joint
from vpcdesign.analysis.staying import Stayed, Staying
from vpcdesign.analysis.survey import asked, meeting
from vpcdesign.analysis.worlds import World
from vpcdesign.network.network import Network
from vpcdesign.network.since import Edited
from vpcdesign.reach.covers import Bits, bits_of
from vpcdesign.reach.ends import End
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
        self._joints = joints
        staying = before.staying if before is not None else None
        if staying is None or not self._shared or moved or not staying.of(joints, self._rows):
            staying = Staying(worlds, joints, self._rows, moved if self._shared else -1, staying)
        self.staying = staying
        self._calm = before.calm if before is not None else frozenset[Joint]()
        self._calmed: set[Joint] = set()
        self._unseen = staying.still & ~(before.seen if before is not None else 0)
        self._contrasts = Contrasts(self._rows, staying)

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
                doubtful |= to.kinds.who(self._contrasts.odd(to, ends, mine.client))
            several = (self._contrasts.changes_of_few if few else self._contrasts.changes)(
                to, ends, mine.client, moved=moved
            )
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
            if not same and self._contrasts.otherwise_led(stay.home(old.kind, new.kind)):
                return False
            if calm and not same and self._contrasts.forked(new.kind):
                return False
            kinds = self._unseen if calm else stay.still
            for one, end in zip(rows, (old, new), strict=True) if kinds else ():
                if (one.row(end.kind, mine.client).odd | one.manifold(end.kind)) & kinds:
                    return False
        self._calmed.add(joint)
        return True

    # --- one pair ---

    def alike(self, place: int, other: int) -> bool:
        """Ask in full whether the same packets are asked between two hosts and surely fare alike."""
        key = self._key(place, other)
        if key is None:
            alike = self._exactly.alike(place, other)
            return self._slow(self._joints[place], self._joints[other]) if alike is None else alike
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
            for to in receivers:
                if doubtful >> to.kind & 1:
                    return False
                if new.ways is not old.ways and self._answered(0, end, to) != self._answered(1, end, to):
                    return False
        return bool(senders) and bool(receivers)

    def _answered(self, side: int, one: End, other: End) -> int:
        """Give what of the answers to an end gets back in one of the worlds: kinds that stay may have another place."""
        kinds = self._rows[side].places.kinds
        return self._contrasts.answered(side, kinds[other.kind].place, kinds[one.kind].place)

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
