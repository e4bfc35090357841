"""What became of a network that was compiled from an edited design: told by whoever compiled it, not found by looking.

Numbers hold: a stage, a host and an endpoint that were there before have the numbers they had, and whatever is not
named here is what it was. So whoever remembers something of the network before knows what of that still holds.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from vpcdesign.network.rules import Rules
from vpcdesign.network.stages import Filter, Node, Stage


class Since(NamedTuple):
    """What an edit changed of the network that calls itself `of`.

    `rules` are those that took the place of others wherever these stood, by the identity of the old: (old, new); a
    filter that differs in nothing else is not named. `stages` are the other stages written anew, each as it was before
    (which is written only when somebody looks).
    `moved` are endpoints that came, went or are others than before; what belongs to one of them alone (the stages of a
    host) is not named either. Stages that nobody had are numbered behind all that were there; where one is gone, and at
    its number when it comes back, what stands or stood there says that nothing does.
    """

    of: object
    rules: Mapping[int, tuple[Rules, Rules]]
    stages: Mapping[Node, Stage]
    moved: frozenset[str]


class Edited(NamedTuple):
    """The stages of a network that an edit wrote anew, where nobody moved."""

    since: Since
    stages: Sequence[Stage]

    def isdisjoint(self, nodes: Iterable[Node]) -> bool:
        """Tell whether none of some stages is among them."""
        rules, written = self.since.rules, self.since.stages
        several = ((node, self.stages[node]) for node in nodes)
        return not any(node in written or (type(one) is Filter and id(one.rules) in rules) for node, one in several)
