"""What became of a network that was compiled from an edited design: told by whoever compiled it, not found by looking.

Numbers hold: a stage, a host and an endpoint that were there before have the numbers they had, and whatever is not
named here is what it was. So whoever remembers something of the network before knows what of that still holds.
"""

from collections.abc import Mapping
from typing import NamedTuple

from vpcdesign.network.stages import Node, Rules, Stage


class Since(NamedTuple):
    """What an edit changed of the network that calls itself `of`.

    `rules` are those that took the place of others wherever these stood, by the identity of the old: (old, new); a
    filter that differs in nothing else is not named. `stages` are the other stages written anew, each as it was before.
    `moved` are endpoints that came, went or are others than before; what belongs to one of them alone (the stages of a
    host) is not named either. Stages that nobody had are numbered behind all that were there.
    """

    of: object
    rules: Mapping[int, tuple[Rules, Rules]]
    stages: Mapping[Node, Stage]
    moved: frozenset[str]
