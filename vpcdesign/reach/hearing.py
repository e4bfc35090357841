"""Who can hear of whom: to whom any of some services can get from some, as far as everybody's own filter goes.

No way across is looked at. Whatever happens to packets on their way, they come to a host's filter from the address of
their sender or from one that a device gave them, with the sender's marks, which may have got longer, or with a
device's. So who lets in none of the services from all that gets none. It is never the other way round: who can hear of
somebody may get nothing from him for all that. Whoever is not surely behind the filter that is known of him can hear
everybody, and whoever stands apart from somebody can hear him.
"""

from collections.abc import Callable, Collection, Hashable, Iterable
from typing import NamedTuple

from vpcdesign.algebra.portsets import PortSets
from vpcdesign.reach.admission import Blocks
from vpcdesign.reach.covers import Bits, bits_with
from vpcdesign.reach.guards import Guards
from vpcdesign.reach.places import Places
from vpcdesign.record import record

MOST = 50
"""So many edits are looked through; what was found out before them is forgotten."""


@record(eq=False)
class Voice:
    """All by which anybody's filter may know some senders: the marks of each, and where their addresses stand.

    Those who stand apart from any of them are `near`.
    """

    labels: frozenset[str]
    cells: dict[int, int]
    near: Bits = 0


class Turn(NamedTuple):
    """When something was found out: after so many edits of what came of one network."""

    of: object
    at: int


class Turns(NamedTuple):
    """Whose guards each edit of what came of one network turned; what was before the `first` of these is forgotten."""

    of: object
    whose: tuple[Bits, ...]
    first: int = 0

    def after(self, turned: Bits) -> "Turns":
        """Follow an edit."""
        if not turned:
            return self
        whose = (*self.whose, turned)[-MOST:]
        return Turns(self.of, whose, self.first + len(self.whose) + 1 - len(whose))


class Hearing:
    """Tells who can hear of whom in one network; remembers what it was asked for by whoever asked."""

    def __init__(self, places: Places, guards: Guards, pool: PortSets) -> None:
        self._places, self._guards, self._pool = places, guards, pool
        self._voices: dict[Hashable, Voice] = {}
        self._heard: dict[tuple[Hashable, int], Bits] = {}
        self._marked: dict[tuple[str, int], Bits] = {}
        self._crowded: dict[tuple[int, int], Bits] = {}
        self._anyway: dict[int, Bits] = {}
        self._tails: set[str] | None = None
        self._strange: Bits | None = None
        self._devices: dict[int, int] | None = None
        self._vague: bool | None = None
        self._turns = Turns(object(), ())
        self._now: Turn | None = None

    def after(self, places: Places, guards: Guards, odd: Bits, turned: Bits) -> "Hearing":
        """Tell it after an edit that left everybody in his place, and made some odd; what holds still is kept.

        It put rules in the place of others, each of which is understood as well as the one before was; of whom these
        are as guards is `turned`.
        """
        other = Hearing(places, guards, self._pool)
        if self._strange is not None:
            other._strange = self._strange | odd
        if places.apart is self._places.apart:
            other._voices = self._voices
        if places.lent is not self._places.lent or places.given is not self._places.given:
            return other
        other._devices, other._vague = self._devices, self._vague
        if places.apart is self._places.apart:
            other._turns = self._turns.after(odd | turned)
        if self._tails is not None:
            other._tails = self._tails | _tails(guards.come, places.lent.suffixes)
        if guards.know_alike(self._guards):
            other._crowded = self._crowded if guards is self._guards else dict(self._crowded)
            if guards is self._guards:
                other._marked = self._marked
                if not odd and places.apart is self._places.apart:
                    other._heard = self._heard
            if not odd and (guards is self._guards or not places.lent.labels):
                other._anyway = self._anyway
        return other

    @property
    def now(self) -> "Turn":
        """Give when anything is found out."""
        if self._now is None:
            self._now = Turn(self._turns.of, self._turns.first + len(self._turns.whose))
        return self._now

    def holds_still(self, then: "Turn", others: Bits) -> bool:
        """Tell whether of all that was found out then about who can hear of whom nothing is otherwise for some."""
        of, whose, first = self._turns
        return then.of is of and then.at >= first and not any(bits & others for bits in whose[then.at - first :])

    def of(self, asker: Hashable, senders: Callable[[], Iterable[int]], number: int) -> Bits:
        """Give the kinds that can hear of any of some senders, who are the same whenever the same one asks."""
        known = self._heard.get((asker, number))
        if known is None:
            voice = self._voices.get(asker)
            if voice is None:
                voice = self._voices[asker] = self._voice(senders())
            anyway = self._anyway.get(number)
            if anyway is None:
                anyway = self._anyway[number] = self._by_anybody(number)
            known = self._heard[asker, number] = anyway | voice.near | self._hear(voice, number)
        return known

    @property
    def vague(self) -> bool:
        """Tell whether anything on a way may be what nobody can tell: then who is not let in may be unknown as well."""
        if self._vague is None:
            places = self._places
            odd = any(places.rulings.shape(rules).odd for rules in places.tables.outer.values())
            self._vague = odd or places.lent.opaque
        return self._vague

    def _voice(self, senders: Iterable[int]) -> Voice:
        """Give by what some are known."""
        places, apart, numbers = self._places, self._places.apart, list(senders)
        kinds = places.kinds
        labels, lows = places.bearers.senders.known_by
        near = 0
        for one in (kinds[number] for number in numbers) if apart else ():
            for name in apart.get(one.end.endpoint.id, ()):
                for end in places.of(name):
                    near |= 1 << end.kind
        cells = dict(zip([kinds[number].inner for number in numbers], map(lows.__getitem__, numbers), strict=True))
        return Voice(frozenset().union(*set(map(labels.__getitem__, numbers))), cells, near)

    def _hear(self, voice: Voice, number: int) -> Bits:
        """Give who lets in any of some services from somebody."""
        found, marked = 0, self._marked
        for label in voice.labels:
            key = label, number
            bits = marked.get(key)
            if bits is None:
                bits = marked[key] = self._for(label, number)
            found |= bits
        crowds = {self._guards.crowd(cell, at): at for cell, at in voice.cells.items()}
        for crowd, at in crowds.items():
            bits = self._crowded.get((crowd, number))
            if bits is None:
                cell = self._places.inner.of(at)
                bits = self._crowded[crowd, number] = self._met([self._guards.crowded(cell, at)], number)
            found |= bits
        if self._guards.by_address:
            for at in voice.cells.values():
                found |= self._guards.heard_from(at, number)
        return found

    def _for(self, label: str, number: int) -> Bits:
        """Give who lets in any of some services for a mark, or for what may become of it."""
        if self._tails is None:
            self._tails = _tails(self._guards.marks, self._places.lent.suffixes)
        found = 0
        for tail in self._tails:
            found |= self._guards.heard(label + tail, number)
        return found

    def _met(self, several: Iterable[Blocks], number: int) -> Bits:
        """Give who is in a block of any of some services."""
        found = 0
        for blocks in several:
            for services, bits in blocks.items():
                if self._pool.both(number, services):
                    found |= bits
        return found

    def _by_anybody(self, number: int) -> Bits:
        """Give who can hear of everybody: who is met by name or odd, and who lets in what devices make of packets."""
        places = self._places
        if self._strange is None:
            named = {place for place, one in enumerate(places.places) if one.name or one.odd}
            strange = [kind for kind, one in enumerate(places.kinds) if one.odd or one.place in named]
            self._strange = bits_with(strange)
        if self._devices is None:
            self._devices = {places.inner.of(at): at for at in places.given}
        return self._strange | self._hear(Voice(places.lent.labels, self._devices), number)


def _tails(marks: Iterable[str], suffixes: Collection[str]) -> set[str]:
    """Give what may have been put behind marks on their way, in one go or in several; often that is nothing."""
    found = {""}
    for mark in marks if suffixes else ():
        left = [mark]
        while left:
            one = left.pop()
            shorter = [one.removesuffix(suffix) for suffix in suffixes if one.endswith(suffix)]
            found.update(mark[len(less) :] for less in shorter)
            left += shorter
    return found
