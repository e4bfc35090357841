"""The private ends of a path: what a host's packets meet before the shared network, and behind it on their arrival.

A head runs from where an endpoint sends to the first stage that others share with it, a tail from a stage to the one
endpoint that it leads to, whatever the packet. Only what is the same in both directions and for every packet but for
filters is followed; whatever else stands there belongs to the shared network.
"""

from collections.abc import Sequence
from typing import NamedTuple

from vpcdesign.network.rooms import Outline
from vpcdesign.network.rules import Rules
from vpcdesign.network.stages import Deliver, Filter, Forward, Mark, Node, Restore, Stage, Stop

LONGEST = 12


class Layer(NamedTuple):
    """A filter on a private end, with the state that it keeps."""

    rules: Rules
    opens: str
    pardon: str


class Head(NamedTuple):
    """What a packet meets before the shared network.

    It enters that at `exit`; without one it goes nowhere. `special` knows the destinations that it never gets there
    with.
    """

    exit: Node | None
    layers: tuple[Layer, ...]
    special: Forward | None = None


class Tail(NamedTuple):
    """The one endpoint that a stage leads to, and the filters before it."""

    endpoint: str
    layers: tuple[Layer, ...]


def idle(stage: Stage) -> bool:
    """Tell whether a mark changes nothing for a packet that no device has rewritten."""
    if not isinstance(stage, Mark) or stage.zone is not None:
        return False
    return not (stage.strip or stage.promises or stage.suffix or stage.sender)


def head(stages: Sequence[Stage], node: Node, met: set[Node]) -> Head:
    """Follow what an endpoint sends to where the shared network begins; note the stages that it meets."""
    layers: list[Layer] = []
    special: Forward | None = None
    for place in range(LONGEST):
        stage = stages[node]
        met.add(node)
        if isinstance(stage, Forward) and not place and stage.miss.next is not None:
            special = stage
            node = stage.miss.next
        elif isinstance(stage, Filter) and (stage.opens or stage.pardon) and not stage.spares:
            layers.append(Layer(stage.rules, stage.opens, stage.pardon))
            node = stage.next
        elif isinstance(stage, Mark) and idle(stage):
            node = stage.next
        elif isinstance(stage, Stop):
            return Head(None, tuple(layers), special)
        else:
            break
    return Head(node, tuple(layers), special)


class Tails:
    """Tells of each stage whether it is the beginning of a tail; remembers what it found.

    `restored` are the keys of devices whose answers would come home through some tail; `met` are all stages that were
    looked at. A stage is taken from the outline where it stands in it.
    """

    def __init__(self, stages: Sequence[Stage], outline: Outline) -> None:
        self._stages = stages
        self._outlined = dict(outline.stages)
        self._known: dict[Node, Tail | None] = {}
        self.restored: set[str] = set()
        self.met: set[Node] = set()

    def forget(self) -> None:
        """Let go of the tails; what they restored, and met, is remembered."""
        self._known = {}
        self._outlined = {}

    def ends(self, node: Node) -> bool:
        """Tell quickly whether somebody is delivered to at a stage, if it stands in the outline."""
        return type(self._outlined.get(node)) is Deliver

    def of(self, node: Node) -> Tail | None:
        """Follow a stage to the endpoint that it leads to, if it leads to only one."""
        if node in self._known:
            return self._known[node]
        self.met.add(node)
        self._known[node] = None  # whoever leads back to himself leads to nobody
        found: Tail | None = None
        stage = self._outlined.get(node) or self._stages[node]
        if isinstance(stage, Filter):
            rest = None if stage.spares else self.of(stage.next)
            if rest is not None:
                found = Tail(rest.endpoint, (Layer(stage.rules, stage.opens, stage.pardon), *rest.layers))
        elif isinstance(stage, Deliver):
            found = Tail(stage.endpoint, ())
        elif isinstance(stage, Mark) and idle(stage):
            found = self.of(stage.next)
        elif isinstance(stage, Restore) and stage.fresh is not None and stage.fresh == stage.stray:
            found = self.of(stage.fresh)
            self.restored.add(stage.key)
        self._known[node] = found
        return found
