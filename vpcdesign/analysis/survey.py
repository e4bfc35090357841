"""Everybody asked about everybody: one walk for every pair of kinds, which answers every service exactly.

Interfaces that behave alike are asked once. Hosts outside are never asked about one another: nothing of the design
stands between them.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from operator import attrgetter
from typing import TypeAlias

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.algebra.services import ALL
from vpcdesign.analysis.by_rows import ByRows
from vpcdesign.analysis.questions import Pair, Questions
from vpcdesign.analysis.reaches import NOTHING, Reach, reach
from vpcdesign.analysis.residents import Resident
from vpcdesign.analysis.selectors import Member
from vpcdesign.analysis.worlds import World
from vpcdesign.reach.rows import Rows

_ENDPOINT = attrgetter("endpoint")
EVERYBODY = "vpc:*, internet, on-premises"

Progress: TypeAlias = Callable[[int, int], None]
Cell: TypeAlias = tuple["Party", "Party"]


@dataclass(frozen=True, slots=True, eq=False)
class Party:
    """Members that behave alike; each is a source, a destination or both."""

    key: Hashable
    sources: tuple[Member, ...] = ()
    destinations: tuple[Member, ...] = ()
    resident: Resident | None = None
    many: bool = False

    @property
    def members(self) -> tuple[Member, ...]:
        """Give everybody in it, once."""
        found = {member.endpoint or member.label: member for member in (*self.sources, *self.destinations)}
        return tuple(found.values())

    @property
    def outside(self) -> bool:
        """Tell whether it is no part of a VPC."""
        return self.resident is None or self.resident.part == "on_premises"


def parties(world: World, source: str = EVERYBODY, destination: str = EVERYBODY) -> list[Party]:
    """Give the kinds of members of two sides; QuestionError when a side means nobody."""
    questions = world.questions
    found: dict[Hashable, Party] = {}
    for member in questions.side(source, "source").members:
        one = _party(world, found, member)
        found[one.key] = replace(one, sources=(*one.sources, member))
    for member in questions.side(destination, "destination").members:
        one = _party(world, found, member)
        found[one.key] = replace(one, destinations=(*one.destinations, member))
    return list(found.values())


def _party(world: World, found: dict[Hashable, Party], member: Member) -> Party:
    endpoint = world.walk.network.endpoints.get(member.endpoint)
    whole = endpoint is not None and member.addresses == endpoint.addresses
    key = world.alike.key(member.endpoint) if whole else (member.endpoint or member.label)
    many = endpoint is not None and endpoint.many
    return found.get(key) or Party(key, resident=world.questions.roster.residents.get(member.endpoint), many=many)


def meetings(kinds: Sequence[Party], *, across: bool = False) -> Iterator[Cell]:
    """Give every two kinds of which one can ask about another; `across`: of which one is outside."""
    outside = [one for one in kinds if one.outside]
    for source in kinds:
        for destination in outside if across and not source.outside else kinds:
            if not (source.outside and destination.outside) and meeting(source, destination) is not None:
                yield source, destination


def meeting(source: Party, destination: Party) -> tuple[Member, Member] | None:
    """Give one member of each that are not the same."""
    for one in source.sources[:2]:
        for other in destination.destinations[:2]:
            if not other.endpoint or one.endpoint != other.endpoint or source.many:
                return one, other
    return None


def count(source: Party, destination: Party) -> int:
    """Count the pairs of members that one meeting stands for."""
    theirs = {one.endpoint for one in destination.destinations if one.endpoint}
    same = 0 if source.many else sum(one.endpoint in theirs for one in source.sources)
    return len(source.sources) * len(destination.destinations) - same


def mixed(kinds: Sequence[Party]) -> list[bool]:
    """Tell of each kind whether it has a host that another kind has as well: no host is asked about itself."""
    names = [{*map(_ENDPOINT, one.sources), *map(_ENDPOINT, one.destinations)} for one in kinds]
    borne = Counter(chain.from_iterable(names))
    shared = {name for name, times in borne.items() if name and times > 1}
    return [not shared.isdisjoint(several) for several in names]


def asked(questions: Questions, source: Party, destination: Party, services: Intervals = ALL) -> Pair | None:
    """Ask one member of a kind about one of another."""
    met = meeting(source, destination)
    return questions.between((met[0],), (met[1],), services, "both")[0] if met else None


class Reaching:
    """Tells what gets from kinds to others in one world: read from rows where those are there and know, else asked."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._rows: ByRows | None = None

    def between(self, source: Party, destination: Party, services: Intervals = ALL) -> Reach:
        """Tell which of some services get from one kind to another."""
        met = meeting(source, destination)
        if met is None:
            return NOTHING
        found = self._rows.reach(*met, services) if self._rows is not None else None
        if found is None:
            pair = self._world.questions.between((met[0],), (met[1],), services, "both")[0]
            found = reach(self._world.walk, pair.questions)
            teller = self._world.walk.teller() if self._rows is None else None
            if isinstance(teller, Rows):
                self._rows = ByRows(teller)
        return found


def survey(
    world: World, cells: Sequence[Cell], services: Intervals = ALL, progress: Progress | None = None
) -> dict[Cell, Reach]:
    """Give what gets from each kind to each other."""
    found: dict[Cell, Reach] = {}
    reaching = Reaching(world)
    for done, (source, destination) in enumerate(cells, 1):
        found[source, destination] = reaching.between(source, destination, services)
        if progress is not None:
            progress(done, len(cells))
    return found
