"""Worlds to ask in: the design as it stands, and as it is when something has failed.

Who is meant is always read in the design as it stands; then those who are down are taken out of both sides and named.
So a failure never turns a name into an error, and nobody is proved to be blocked only because he is gone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from vpcdesign.algebra.intervals import contains
from vpcdesign.analysis.alike import Alike
from vpcdesign.analysis.labels import STAND_IN
from vpcdesign.analysis.questions import Questions
from vpcdesign.analysis.selectors import Member
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.network.network import Network
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
        return self.questions.roster.design


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

    def under(self, failure: Failure) -> World:
        """Give the world in which something has failed."""
        known = self._under.get(failure)
        if known is None:
            known = self._under[failure] = self._fail(self.whole, failure)
        return known

    def when(self, text: str) -> list[World]:
        """Give the worlds that a `when: {fail: ...}` names; QuestionError when nothing fails by that name."""
        return [self.under(failure) for failure in chosen(self.whole.design, [text])]

    def left(self, world: World, members: Sequence[Member]) -> tuple[tuple[Member, ...], tuple[str, ...]]:
        """Part the members of a side: who is left in a world, and the labels of those who are down."""
        lost: list[str] = []
        left: list[Member] = []
        for one in members:
            if self._is_down(world, one):
                lost.append(one.label)
            else:
                left.append(self._now(world, one))
        return tuple(left), tuple(lost)

    def _now(self, world: World, member: Member) -> Member:
        """Give a member by its addresses in a world: what AWS has yet to assign is dealt out anew among who is left."""
        was = self.whole.questions.roster.residents.get(member.endpoint)
        now = world.questions.roster.residents.get(member.endpoint)
        if was is None or now is None or was.everything == now.everything:
            return member
        for before, after in ((was.primary, now.primary), (was.endpoint.addresses, now.endpoint.addresses)):
            if member.addresses == before:
                public = now.public_of(after) if member.public == was.public_of(before) else member.public
                return replace(member, addresses=after, public=public)
        return member

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


def failed(whole: World, failure: Failure) -> World:
    """Give the world in which something has failed."""
    design = without(whole.design, failure)
    network = compile_design(design, bare(design))
    return fallen(whole, World(Questions(design, network), Alike(design), Walk(network)), failure)


def fallen(whole: World, left: World, failure: Failure) -> World:
    """Give what is left of a world as that in which something has failed."""
    down = frozenset(whole.walk.network.endpoints) - frozenset(left.walk.network.endpoints)
    return replace(left, failure=failure, down=down)


def bare(design: Design) -> frozenset[str]:
    """Give the stand-ins among interfaces that carry no groups; those are judged by none."""
    hosts = design.network_interfaces
    return frozenset(one.id for one in hosts if one.id.startswith(STAND_IN) and not one.security_groups)
