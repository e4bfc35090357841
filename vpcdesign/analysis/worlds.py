"""Worlds to ask in: the design as it stands, and as it is when something has failed.

Who is meant is always read in the design as it stands; then those who are down are taken out of both sides and named.
So a failure never turns a name into an error, and nobody is proved to be blocked only because he is gone.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from vpcdesign.algebra.intervals import contains
from vpcdesign.analysis.alike import Alike
from vpcdesign.analysis.labels import STAND_IN
from vpcdesign.analysis.questions import Questions
from vpcdesign.analysis.residents import Resident
from vpcdesign.analysis.selectors import Member
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.network.network import Endpoint, Network
from vpcdesign.reach.walk import Walk
from vpcdesign.topology.failures import Failure, chosen
from vpcdesign.topology.without import without


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """A design and its network, ready to be asked; `failure` is what has failed, and `down` are the endpoints gone."""

    questions: Questions
    alike: Alike
    walk: Walk
    failure: Failure | None = None
    down: frozenset[str] = frozenset()

    @property
    def design(self) -> Design:
        """The design as it is here."""
        return self.questions.design


class Worlds:
    """The worlds of one design; each is made when it is first asked for."""

    def __init__(
        self,
        design: Design,
        network: Network,
        whole: World | None = None,
        fail: Callable[[World, Failure], World] | None = None,
    ) -> None:
        """Begin with the design as it stands; `whole` is that world where it is there already, `fail` makes others."""
        self.whole = whole or World(Questions(design, network), Alike(design), Walk(network))
        self._fail = fail or failed
        self._under: dict[Failure, World] = {}
        self._others: dict[World, dict[str, Resident | None]] = {}
        self._meant: dict[str, list[Failure]] = {}

    def under(self, failure: Failure) -> World:
        """Give the world in which something has failed."""
        known = self._under.get(failure)
        if known is None:
            known = self._under[failure] = self._fail(self.whole, failure)
        return known

    def forget(self, failure: Failure) -> None:
        """Let go of a world that nobody is going to ask about any more: each is as large as the whole."""
        gone = self._under.pop(failure, None)
        if gone is not None:
            self._others.pop(gone, None)

    def when(self, text: str) -> list[World]:
        """Give the worlds that a `when: {fail: ...}` names; QuestionError when nothing fails by that name."""
        if text not in self._meant:
            self._meant[text] = chosen(self.whole.design, [text])
        return [self.under(failure) for failure in self._meant[text]]

    def left(self, world: World, members: Sequence[Member]) -> tuple[tuple[Member, ...], tuple[str, ...]]:
        """Part the members of a side: who is left in a world, and the labels of those who are down."""
        if world is self.whole:
            return tuple(members), ()
        lost: list[str] = []
        left: list[Member] = []
        for one in members:
            if self._is_down(world, one):
                lost.append(one.label)
            else:
                left.append(self._now(world, one))
        return tuple(left), tuple(lost)

    def concerned(self, world: World) -> Iterable[str]:
        """Give the endpoints of whom `left` may say something; numbers have none, and it may of any of them."""
        return (*world.down, *self._others_in(world), "")

    def _now(self, world: World, member: Member) -> Member:
        """Give a member by its addresses in a world: what AWS has yet to assign is dealt out anew among who is left."""
        others = self._others_in(world)
        was = self.whole.questions.roster.residents.get(member.endpoint) if member.endpoint in others else None
        if was is None:
            return member
        now = others[member.endpoint] or world.questions.roster.residents.get(member.endpoint)
        if now is None or was.everything == now.everything:
            return member
        for before, after in ((was.primary, now.primary), (was.endpoint.addresses, now.endpoint.addresses)):
            if member.addresses == before:
                public = now.public_of(after) if member.public == was.public_of(before) else member.public
                return replace(member, addresses=after, public=public)
        return member

    def _others_in(self, world: World) -> dict[str, Resident | None]:
        """Give who has other addresses in a world than in the whole: hosts as they are there, of others their names."""
        if world not in self._others:
            whole, left = (one.walk.network.endpoints for one in (self.whole, world))
            pairs = ((name, whole.get(name), one) for name, one in left.items())
            names = [name for name, was, now in pairs if was is not None and was is not now and _differ(was, now)]
            hosts = self.whole.questions.roster.hosts_in(world.design, world.walk.network, set(names))
            self._others[world] = {name: hosts.get(name) for name in names}
        return self._others[world]

    def _is_down(self, world: World, member: Member) -> bool:
        """Tell whether a member is gone; a number is when everybody who holds it is."""
        if member.endpoint or not world.down or member.service:
            return member.endpoint in world.down
        value = member.addresses[0][0]
        holders = self.whole.questions.roster.holders(value)
        gone = [
            one.id
            for one in self.whole.walk.network.endpoints.values()
            if one.id in world.down and (contains(one.addresses, value) or contains(one.public, value))
        ]
        return bool(gone) and all(one.endpoint.id in world.down for one in holders)


def _differ(one: Endpoint, other: Endpoint) -> bool:
    return (one.addresses, one.public) != (other.addresses, other.public)


def failed(whole: World, failure: Failure) -> World:
    """Give the world in which something has failed: what it left alone is what it was.

    What fails takes everybody with it who is alike, or nobody, so those who are left are alike as they were.
    """
    design = without(whole.design, failure)
    network = compile_design(design, bare(design), whole.walk.network)
    rows = whole.walk.teller(0)
    walk = Walk(network, rows.after(network) if rows is not None else None)
    return fallen(whole, World(Questions(design, network), whole.alike, walk), failure)


def fallen(whole: World, left: World, failure: Failure) -> World:
    """Give what is left of a world as that in which something has failed."""
    down = frozenset(whole.walk.network.endpoints.keys() - left.walk.network.endpoints.keys())
    return replace(left, failure=failure, down=down)


def bare(design: Design) -> frozenset[str]:
    """Give the stand-ins among interfaces that carry no groups; those are judged by none."""
    hosts = design.network_interfaces
    return frozenset(one.id for one in hosts if one.id.startswith(STAND_IN) and not one.security_groups)
