"""What stages need of the crossing that meets them, and what they do to a state besides sending it on."""

from collections.abc import Callable
from typing import Any, Protocol

from vpcdesign.algebra.portsets import PortSets
from vpcdesign.network.rules import Rules
from vpcdesign.network.stages import Node
from vpcdesign.reach.covers import Bits, Cover
from vpcdesign.reach.loads import Loads, Point, State, Who
from vpcdesign.reach.places import Places
from vpcdesign.reach.rulings import NO_LABELS, Rulings
from vpcdesign.reach.sieves import Sieves
from vpcdesign.reach.views import Views
from vpcdesign.reach.ways import Ways


class Crosser(Protocol):
    """Follows packets; whatever a stage asks of where they come from is noted by `ways`."""

    places: Places
    rulings: Rulings
    sieves: Sieves
    pool: PortSets
    loads: Loads
    views: Views
    ways: Ways
    private: set[str]

    def follow(self, node: Node, state: State, bits: Bits) -> Cover: ...
    def ask(
        self, several: tuple[Rules, ...], state: State, bits: Bits, then: Callable[[State, Bits], Cover]
    ) -> Cover: ...
    def addressed(self, state: State) -> Who: ...
    def source(self, state: State) -> int: ...
    def narrow(self, state: State, cover: Cover, number: int) -> Cover: ...
    def itself(self, state: State, point_: Point) -> bool | None: ...


def loaded(of: Crosser, state: State, **changes: Any) -> State:  # noqa: ANN401
    """Give a state with another load."""
    standing, leg, zone, marks, kept, load = state
    return State(standing, leg, zone, marks, kept, of.loads.number(of.loads.of(load)._replace(**changes)))


def stripped(of: Crosser, state: State) -> State:
    """Forget marks and promises."""
    state = state._replace(marks=None, kept=False)
    return loaded(of, state, labels=NO_LABELS) if state.load and of.loads.of(state.load).labels else state
