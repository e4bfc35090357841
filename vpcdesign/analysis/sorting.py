"""Who is on a side of claims, sorted by what rows know of him: read once for all claims that name the side.

Most are meant by a group, and of a group it is only read of which kinds its members are; who they are is told when
somebody stands alone in his kind, or has to be walked.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import compress
from typing import NamedTuple

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.analysis.bands import Band
from vpcdesign.analysis.labels import STAND_IN
from vpcdesign.analysis.residents import Resident
from vpcdesign.analysis.selectors import Member
from vpcdesign.network.network import Endpoint
from vpcdesign.reach.covers import Bits, Some, bits_of, bits_with, counted
from vpcdesign.reach.ends import End
from vpcdesign.reach.lots import Side
from vpcdesign.reach.rows import Rows
from vpcdesign.record import record

Names = frozenset[str]


class Told(NamedTuple):
    """Those whom rows may know, once for each of their ends: who they are, and their kinds."""

    names: Sequence[str]
    endpoints: Sequence[Endpoint]
    kinds: Sequence[int]


@record(eq=False)
class Sorted:
    """The kinds of those whom rows may know, by family; `v4` tells whether all have IPv4.

    Who they are is `told` when somebody asks; of a `band` it is not needed for what they send.
    """

    bits: tuple[Bits, Bits]
    v4: bool
    told: Callable[[], Told]
    band: Band | None = None


class Reading:
    """The members of a side, sorted into those whom rows may know and `others`; it serves every claim about the side.

    `v4` tells whether all known ones have IPv4, `numbers` whether any member is a bare address; `bits` are the kinds of
    the known ones by family, and `whole` those of both.
    """

    __slots__ = (
        "_by_kind",
        "_clients",
        "_counts",
        "_kinds",
        "_named",
        "_some",
        "_told",
        "_whom",
        "bits",
        "numbers",
        "others",
        "sorted",
        "v4",
        "whole",
    )

    def __init__(self, sorted_: Sorted, others: Sequence[Member], whom: Callable[[], Iterable[Member]]) -> None:
        """Take who is known, by `whom` as members, and the others."""
        self.sorted, self._whom = sorted_, whom
        self._told: Told | None = None
        self.others = tuple(others)
        self.bits, self.v4 = sorted_.bits, sorted_.v4
        self.whole = self.bits[0] | self.bits[1] if self.bits[1] else self.bits[0]
        self._some: Some | None = None
        self._clients: Collection[Intervals] | None = None
        self.numbers = any(not one.endpoint for one in others)
        self._named: dict[str, Member] | None = None
        self._by_kind: dict[int, list[int]] | None = None
        self._kinds: dict[str, list[int]] | None = None
        self._counts: Counter[int] | None = None

    @property
    def told(self) -> Told:
        """Give who they are, which costs a look at each."""
        if self._told is None:
            self._told = self.sorted.told()
        return self._told

    @property
    def some(self) -> Some:
        """Give the kinds of those with IPv4, counted from the first of them."""
        if self._some is None:
            self._some = counted(self.bits[0])
        return self._some

    @property
    def named(self) -> dict[str, Member]:
        """Give the known ones by name."""
        if self._named is None:
            self._named = {one.endpoint: one for one in self._whom()}
        return self._named

    @property
    def members(self) -> tuple[Member, ...]:
        """Give everybody, known or not."""
        return *self.named.values(), *self.others

    def names(self) -> Names:
        """Give whom it means, by the names of their endpoints."""
        return frozenset(self.told.names).union(one.endpoint for one in self.others)

    def lacks(self, names: Names) -> bool:
        """Tell whether it means none of some endpoints."""
        if not names:
            return True
        return names.isdisjoint(self.told.names) and not any(one.endpoint in names for one in self.others)

    @property
    def clients(self) -> Collection[Intervals]:
        """Give the ports that anybody sends from."""
        if self._clients is None:
            if self.sorted.band is not None:
                self._clients = (self.sorted.band.client,)
            else:
                several = [one.client_ports for one in self.told.endpoints]
                self._clients = several[:1] if several and several.count(several[0]) == len(several) else set(several)
        return self._clients

    def sent(self) -> Mapping[Intervals, Iterable[int]]:
        """Give the kinds that send, by the ports that they do it from."""
        if self.sorted.band is not None:
            return {self.sorted.band.client: self.sorted.band.kinds}
        _, endpoints, kinds = self.told
        if len(self.clients) == 1:
            return dict.fromkeys(self.clients, dict.fromkeys(kinds))
        found: dict[Intervals, dict[int, None]] = {}
        for kind, one in zip(kinds, endpoints, strict=True):
            found.setdefault(one.client_ports, {})[kind] = None
        return found

    def of(self, kind: int, client: Intervals | None = None) -> Names:
        """Give the names of those of a kind, all or those who send from some ports."""
        if self._by_kind is None:
            self._by_kind = {}
            for place, one in enumerate(self.told.kinds):
                self._by_kind.setdefault(one, []).append(place)
        names, endpoints, _ = self.told
        several = self._by_kind.get(kind, ())
        return frozenset(names[one] for one in several if client in (None, endpoints[one].client_ports))

    def lone(self, kind: int) -> bool:
        """Tell whether of a kind anybody may be the only one who sends from his ports: where several stand, nobody."""
        if self._counts is None:
            self._counts = Counter(self.told.kinds)
        return self._counts[kind] == 1 or len(self.clients) > 1

    def kinds_of(self, name: str) -> Sequence[int]:
        """Give the kinds of a known one; of anybody else, none."""
        if self._kinds is None:
            self._kinds = {}
            for one, kind in zip(self.told.names, self.told.kinds, strict=True):
                self._kinds.setdefault(one, []).append(kind)
        return self._kinds.get(name, ())

    def alone(self, name: str) -> Bits:
        """Give the kinds in which nobody but one stands."""
        return bits_with([kind for kind in self.kinds_of(name) if self.of(kind) == {name}])

    def side(self, rows: Rows) -> Side:
        """Give the lots of those who send."""
        return rows.lots.of(self, self.sent)

    def heard(self, rows: Rows, number: int) -> Bits:
        """Give the kinds that can hear of those who send, by any of some services."""
        return rows.hearing.of(self, self._senders, number)

    def _senders(self) -> Iterable[int]:
        return self.sorted.band.kinds if self.sorted.band is not None else bits_of(self.whole)


class Rest(Reading):
    """Everybody who sends, but for some who are `gone`."""

    __slots__ = ("_everybody", "_gone", "_lost", "_thinned")

    def __init__(self, everybody: Reading, gone: Names, others: Sequence[Member]) -> None:
        """Take some known ones out; `others` are all whom rows do not know."""
        self._everybody, self._gone = everybody, gone
        self._thinned = {kind for name in gone for kind in everybody.kinds_of(name)}
        self._lost = {kind for kind in self._thinned if everybody.of(kind) <= gone}
        left = ~bits_with(list(self._lost))
        bits = everybody.bits[0] & left, everybody.bits[1] & left
        super().__init__(replace(everybody.sorted, bits=bits), others, self._left)

    def _left(self) -> Iterator[Member]:
        return (one for name, one in self._everybody.named.items() if name not in self._gone)

    def names(self) -> Names:
        """Give whom it means, by the names of their endpoints."""
        return super().names() - self._gone

    def lacks(self, names: Names) -> bool:
        """Tell whether it means none of some endpoints."""
        return super().lacks(names - self._gone)

    def of(self, kind: int, client: Intervals | None = None) -> Names:
        """Give the names of those of a kind, all or those who send from some ports."""
        return self._everybody.of(kind, client) - self._gone

    def lone(self, kind: int) -> bool:
        """Tell whether of a kind anybody may be the only one who sends from his ports, now that others are gone."""
        return self._everybody.lone(kind) or kind in self._thinned

    def heard(self, rows: Rows, number: int) -> Bits:
        """Give the kinds that can hear of everybody: who hears of those who are left is among them."""
        return self._everybody.heard(rows, number)

    def side(self, rows: Rows) -> Side:
        """Give the lots of those who send."""
        return rows.lots.but(self, self._everybody.side(rows), self._lost)


@record(eq=False)
class Crowd:
    """Residents that stand together, in the order of the roster: whom rows may know and how, and the others."""

    residents: Sequence[Resident]
    sorted: Sorted
    known: Sequence[Resident]
    others: Sequence[Resident]

    def lacks(self, names: Names) -> bool:
        """Tell whether none of some endpoints stands here."""
        return not names or names.isdisjoint([one.endpoint.id for one in self.residents])

    def reading(self, member: Callable[[Resident], Member]) -> Reading:
        """Give them as a side, each as the member that he is there; it is not told yet who that is."""
        return Reading(self.sorted, [member(one) for one in self.others], lambda: map(member, self.known))


def crowd(rows: Rows, residents: Sequence[Resident]) -> Crowd | None:
    """Sort residents, each of whom is meant by all his addresses; None where anybody stands in for others."""
    endpoints = [one.endpoint for one in residents]
    names = [one.id for one in endpoints]
    if STAND_IN in " ".join(names):
        return None
    kinds = [-1 if one is None or one.odd else one.kind for one in rows.places.ends.likes(names)]
    if -1 not in kinds:
        return Crowd(residents, _sorted(rows, Told(names, endpoints, kinds)), residents, ())
    lodging = [kind >= 0 for kind in kinds]
    known, endpoints = list(compress(residents, lodging)), list(compress(endpoints, lodging))
    kinds = list(compress(kinds, lodging))
    others: list[Resident] = []
    for one in (one for one, told in zip(residents, lodging, strict=True) if not told):
        ends = _ends(rows, one.endpoint)
        (known if ends else others).append(one)
        kinds += [end.kind for end in ends]
        endpoints += [one.endpoint] * len(ends)
    told = Told([one.id for one in endpoints], endpoints, kinds)
    return Crowd(residents, _sorted(rows, told), known, others)


def banded(rows: Rows, residents: Sequence[Resident], band: Band) -> Crowd | None:
    """Take residents who are a band for what it is; None where rows know any of them by IPv6."""
    if band.bits & rows.six:
        return None

    def told() -> Told:
        endpoints = [one.endpoint for one in residents]
        names = [one.id for one in endpoints]
        ends = rows.places.ends
        likes = zip(names, ends.likes(names), strict=True)
        return Told(names, endpoints, [ends[name][0].kind if one is None else one.kind for name, one in likes])

    return Crowd(residents, Sorted((band.bits, 0), v4=True, told=told, band=band), residents, ())


def reading(rows: Rows, members: Sequence[Member]) -> Reading:
    """Sort the members of a side into those whom rows may know and those who have to be walked."""
    known: list[Member] = []
    others: list[Member] = []
    for one in members:
        endpoint = rows.places.network.endpoints.get(one.endpoint)
        whole = endpoint is not None and one.addresses == endpoint.addresses and one.ends is None and not one.service
        (known if endpoint is not None and whole and _ends(rows, endpoint) else others).append(one)
    each = [(one, end) for one in known for end in rows.places.ends[one.endpoint]]
    endpoints = [rows.places.network.endpoints[one.endpoint] for one, _ in each]
    found = _sorted(rows, Told([one.id for one in endpoints], endpoints, [end.kind for _, end in each]))
    return Reading(found, others, lambda: known)


def _ends(rows: Rows, endpoint: Endpoint) -> Sequence[End]:
    """Give the ends of somebody whom rows may know: of no one who stands for many, or of whom a part is odd."""
    ends = () if endpoint.many else rows.places.ends.get(endpoint.id, ())
    return () if any(end.odd for end in ends) else ends


def _sorted(rows: Rows, told: Told) -> Sorted:
    """Put together who is of which kind, once for each of his ends."""
    names, _, kinds = told
    bits = bits_with(list(dict.fromkeys(kinds)))
    six = bits & rows.six
    if not six:
        return Sorted((bits, 0), v4=True, told=lambda: told)
    four = {name for name, kind in zip(names, kinds, strict=True) if not six >> kind & 1}
    return Sorted((bits & ~six, six), v4=four.issuperset(names), told=lambda: told)
