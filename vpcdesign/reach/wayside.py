"""Which lists stand on whose way: between which places packets, or answers, come to each list, whatever lists say.

The network is crossed as ever (`Crossings`), but for lists: these let everything through here, and note for whom they
were asked. So it holds for as long as only rules are swapped, and of everything that might be asked: whoever is asked
of a list once others let him through is here already. Where a way is given up, for it comes back to where it was or is
too long, what lies behind is not known: whoever goes there is concerned by every list.
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from heapq import heapify, heappop, heappush
from sys import maxsize
from typing import NamedTuple

from vpcdesign.network.rules import Rules
from vpcdesign.network.stages import Node
from vpcdesign.reach.covers import Bits, Cover, odd
from vpcdesign.reach.crossing import Crossings
from vpcdesign.reach.lists import Then
from vpcdesign.reach.loads import NOTHING_SEEN, Load, State
from vpcdesign.reach.places import Places
from vpcdesign.reach.rulings import Rulings
from vpcdesign.reach.standing import Standing
from vpcdesign.reach.ways import Ways

LOST = -1
"""What stands in the place of a list where a way is given up."""


class Passing(NamedTuple):
    """Packets, or answers (`leg` 1), that come to a list: from whom, and to whom; no device touched the `same` ones."""

    leg: int
    sent: Bits
    to: Bits
    same: bool = False


TOGETHER = 64
"""Of so many lists it is found together who comes to them: it takes hardly longer than for one, but for memory."""


class _Stretch:
    """A part of ways, with those that lead to it; a whole way has those who take it, and is left last."""

    __slots__ = ("before", "left_at", "leg", "who")

    def __init__(self, who: Bits = 0, leg: int = 0) -> None:
        self.before: set[_Stretch] = set()
        self.left_at, self.who, self.leg = maxsize, who, leg


class _Noting(Ways):
    """Parts of ways, of each of which it is noted which lists were asked on it, by anybody who took it."""

    def __init__(self, standings: Sequence[Standing]) -> None:
        super().__init__(standings)
        self.lists: dict[int, dict[_Stretch, Bits]] = {}
        self.touched: dict[int, dict[_Stretch, Bits]] = {}
        self._stretches: dict[tuple[Node, Bits, int], _Stretch] = {}
        self._within: list[_Stretch] = []
        self._left = 0

    def note(self, rules: int, bits: Bits, *, touched: bool = True) -> None:
        """Note that a list is asked about packets to some, which a device `touched`."""
        held, here = self.lists.setdefault(rules, {}), self._within[-1]
        if touched:
            held = self.touched.setdefault(rules, {})
        held[here] = held.get(here, 0) | bits

    def take(self, leg: int, who: Bits) -> None:
        """Begin with a whole way."""
        self._within = [_Stretch(who, leg)]

    def known(self, node: Node, state: State, bits: Bits) -> Cover | None:
        """Give how packets fare from a stage on, if it is known: the lists on it stand on this way too."""
        found = super().known(node, state, bits)
        if found is not None:
            self._stretches[node, bits, state.load].before.add(self._within[-1])
        return found

    def begin(self) -> int:
        """Begin to look at a part."""
        self._within.append(_Stretch())
        return super().begin()

    def keep(self, node: Node, state: State, bits: Bits, cover: Cover, before: int) -> None:
        """Remember a part: whoever takes it again meets what anybody meets on it, whatever else is known of him."""
        here = self._within.pop()
        self._left += 1
        here.left_at = self._left
        here.before.add(self._within[-1])
        there = self._stretches.setdefault((node, bits, state.load), here)
        if there is not here:
            here.before.add(there)
        super().keep(node, state, bits, cover, before)


class _Open(Crossings):
    """Crosses one network as if lists let everything through."""

    def __init__(self, places: Places, rulings: Rulings) -> None:
        super().__init__(places, rulings)
        self.ways = self.noted = _Noting(self.views.standings)

    def ask(self, several: tuple[Rules, ...], state: State, bits: Bits, then: Then) -> Cover:
        """Note lists, and go on."""
        touched = _touched(self.loads.of(state.load))
        for one in several:
            self.noted.note(id(one), bits, touched=touched)
        return then(state, bits)

    def lost(self, bits: Bits) -> Cover:
        """Give up a way, and note whose."""
        self.noted.note(LOST, bits)
        return odd(bits)

    def go(self) -> None:
        """Send from everybody to everybody; then answer whatever came."""
        came: dict[tuple[int, Bits], Bits] = {}
        answering = list(self._alike(1))
        for node, who, (standing, _, family) in self._alike(0):
            self.noted.take(0, who)
            for fare, bits in self.follow(node, State(standing, 0, ""), self.views.families[family]).fares.items():
                came[fare.load, bits] = came.get((fare.load, bits), 0) | who
        for node, who, (standing, zone, family) in answering:
            self.noted.take(1, who)
            self.follow(node, State(standing, 1, zone, None, kept=False), self.views.families[family])
        for (load, asked), to in came.items():
            if load:
                self._answer(load, [(node, who & asked, of) for node, who, of in answering if who & asked], to)

    def _alike(self, leg: int) -> Iterator[tuple[Node, Bits, tuple[int, str, int]]]:
        """Give where all send, or answer, with those who are alike there: their standing, zone and family."""
        several: dict[tuple[Node, tuple[int, str, int]], Bits] = {}
        for number, one in enumerate(self.places.places):
            node, zone = (one.answer, one.end.endpoint.zone) if leg else (one.start, "")
            if node is not None and not one.gone:
                key = node, (self.views.standing_of[number], zone, self.views.family[number])
                several[key] = several.get(key, 0) | 1 << number
        for (node, of), who in several.items():
            yield node, who, of

    def _answer(self, load: int, several: Sequence[tuple[Node, Bits, tuple[int, str, int]]], to: Bits) -> None:
        """Answer packets that devices touched."""
        borne = self.loads.of(load)
        plain = borne._replace(labels=None, settled=None, takers=NOTHING_SEEN, answerer="", ported=False)
        number = self.loads.number(plain)
        behind = self.places.network.endpoints[borne.answerer].zone if borne.answerer else ""
        for node, who, (standing, zone, _) in several:
            at = self.places.answering[borne.answerer].exit if borne.answerer else node
            if at is not None:
                self.noted.take(1, who)
                self.follow(
                    at, State(standing, 1, behind if borne.answerer else zone, None, kept=False, load=number), to
                )


class Wayside:
    """The lists of a network, and who comes to each of them."""

    def __init__(self, places: Places, rulings: Rulings) -> None:
        """Go all ways."""
        network = _Open(places, rulings)
        network.go()
        self._lists, self._touched = network.noted.lists, network.noted.touched
        self._width = -(-len(places.places) // 8) * 8
        self._known: dict[int, tuple[Passing, ...]] = {}
        self._names: dict[int, tuple[int, Rules]] = {}

    def after(self, swapped: Mapping[int, Rules]) -> "Wayside":
        """Follow an edit that put rules in the place of others: they stand where these did."""
        others = {id(new): (self._name(old), new) for old, new in swapped.items() if self._name(old) in self._lists}
        if not others:
            return self
        other = copy(self)  # who comes to a list is found once, for all who were edited from here
        other._names = {old: one for old, one in self._names.items() if old not in swapped} | others  # noqa: SLF001
        return other

    def passing(self, rules: int) -> tuple[Passing, ...]:
        """Give whose packets and answers come to some rules, by their identity."""
        name = self._name(rules)
        if name not in self._known:
            self._find([name])
        return self._known[name]

    def expect_edits(self) -> None:
        """Find who comes to each list, so that nobody has to wait for it when one is edited."""
        unknown = [name for name in self._lists if name not in self._known]
        for at in range(0, len(unknown), TOGETHER):
            self._find(unknown[at : at + TOGETHER])

    def _find(self, names: Sequence[int]) -> None:
        """Find who comes to some lists, and who is lost."""
        lost = self._touched.get(LOST, {})
        plain = [self._lists.get(name, {}) for name in names]
        touched = [_both(self._touched.get(name, {}), lost) for name in names]
        found = iter(_passing([one for one in (*plain, *touched) if one], self._width))
        for same, several in ((True, plain), (False, touched)):
            for name, held in zip(names, several, strict=True):
                passing = next(found) if held else ()
                self._known[name] = *self._known.get(name, ()), *(one._replace(same=same) for one in passing)

    def _name(self, rules: int) -> int:
        """Give the rules that stood there first."""
        return self._names[rules][0] if rules in self._names else rules


def _touched(load: Load) -> bool:
    """Tell whether packets, or answers, are not what was sent: a device gave them addresses or ports."""
    given = load.client, load.server, load.ports, load.port
    return any(one is not None for one in given) or bool(load.memory or load.answerer)


def _both(one: Mapping[_Stretch, Bits], other: Mapping[_Stretch, Bits]) -> Mapping[_Stretch, Bits]:
    return {stretch: one.get(stretch, 0) | other.get(stretch, 0) for stretch in (*one, *other)} if other else one


def _passing(several: Sequence[Mapping[_Stretch, Bits]], width: int) -> Iterator[tuple[Passing, ...]]:
    """Give of each of some lists, by the stretches where it is asked, whose packets and answers come to it.

    All go back together on the ways that lead to them: each has a lane of so many bits of its own.
    """
    left: dict[_Stretch, Bits] = {}
    for lane, held in enumerate(several):
        for one, bits in held.items():
            left[one] = left.get(one, 0) | bits << lane * width
    lanes: list[dict[tuple[int, Bits], Bits]] = [{} for _ in several]
    for (leg, packed), who in _gone_back(left).items():
        for lane, to in _apart(packed, width):
            lanes[lane][leg, to] = lanes[lane].get((leg, to), 0) | who
    for whole in lanes:
        yield tuple(Passing(leg, who, to) for (leg, to), who in whole.items())


def _gone_back(left: dict[_Stretch, Bits]) -> Mapping[tuple[int, Bits], Bits]:
    """Go back on all ways that lead to some stretches, from what was left first; give who takes them, by leg."""
    found: dict[_Stretch, Bits] = {}
    heap = [(one.left_at, id(one), one) for one in left]
    heapify(heap)
    while heap:
        here = heappop(heap)[2]
        known = found.get(here, 0)
        bits = left.pop(here) & ~known
        if not bits:
            continue
        found[here] = known | bits
        for one in here.before:
            if one in left:
                left[one] |= bits
            else:
                left[one] = bits
                heappush(heap, (one.left_at, id(one), one))
    whole: dict[tuple[int, Bits], Bits] = {}
    for one, bits in found.items():
        if one.who:
            whole[one.leg, bits] = whole.get((one.leg, bits), 0) | one.who
    return whole


def _apart(packed: Bits, width: int) -> Iterator[tuple[int, Bits]]:
    """Give the lanes of which there are any bits."""
    size = width // 8
    several = packed.to_bytes(-(-packed.bit_length() // width) * size, "little")
    nothing = bytes(size)
    for lane, at in enumerate(range(0, len(several), size)):
        bits = several[at : at + size]
        if bits != nothing:
            yield lane, int.from_bytes(bits, "little")
