"""The filters of its own that an end is reached through: understood as one guard, or odd.

Both ways have to know each other: an answer passes each filter that let its packet through, and no other.
"""

from collections.abc import Mapping

from vpcdesign.network.rules import Rules
from vpcdesign.reach.approach import Head, Layer
from vpcdesign.reach.ends import End
from vpcdesign.reach.rulings import Rulings

ODD = Layer(Rules((), None, ""), "", "")  # type: ignore[arg-type]
"""What the fast way does not understand."""


class Entrances:
    """Reads how ends are reached; `heads` are those of their endpoints, by name."""

    def __init__(self, heads: Mapping[str, tuple[Head, Head]], rulings: Rulings) -> None:
        self._heads = heads
        self.rulings = rulings

    def guard_of(self, end: End) -> Layer | None:
        """Give the filter of its own that an end is reached through, by whatever address."""
        start, answer = self._heads[end.endpoint.id]
        if not end.alias:
            return self.guard(end, start, answer)
        if end.arrivals:
            return ODD
        found = {self.guard(one, start, answer) for one in end.twins.values() if one is not None and not one.alias}
        return ODD if len(found) > 1 else next(iter(found), None)

    def guard(self, end: End, start: Head, answer: Head) -> Layer | None:
        """Give the filter of its own that an end is reached through; ODD where the fast way does not understand it."""
        guard = self.wired(end, start, answer)
        leaves = start.layers[0].rules if start.layers else None
        return guard if self.rulings.understood(guard and guard.rules, leaves) else ODD

    def wired(self, end: End, start: Head, answer: Head) -> Layer | None:
        """Give the filter of its own that an end is reached through, whatever its rules are.

        Both ways have to know each other: an answer passes each filter that let its packet through, and no other.
        """
        guard: Layer | None = None
        for place, (_, layers) in enumerate(end.arrivals):
            own: Layer | None = None
            for layer in layers:
                stateful = layer.opens or layer.pardon
                if own is not None and stateful:
                    return ODD
                if stateful:
                    own = layer
                elif not self._listed(layer.rules):
                    return ODD
            if place and own != guard:
                return ODD
            guard = own
        if len(start.layers) > 1:
            return ODD
        opened = start.layers[0].opens if start.layers else ""
        sends = start.exit is not None  # whoever opens no conversation waits for no answer
        if sends and guard is not None and (not opened or guard.pardon != opened):
            return ODD
        admitted = guard.opens if guard is not None else ""
        if (
            end.arrivals
            and end.endpoint.replies
            and any(not admitted or layer.pardon != admitted for layer in answer.layers)
        ):
            return ODD
        return guard

    def _listed(self, rules: Rules) -> bool:
        """Tell whether rules are understood as a list."""
        shape = self.rulings.shape(rules)
        return not shape.odd and not shape.labelled
