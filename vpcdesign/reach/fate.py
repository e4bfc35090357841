"""How the services of a question fare, without the ways that they take; and what can tell that."""

from collections.abc import Hashable
from typing import NamedTuple, Protocol

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.network.network import Network
from vpcdesign.reach.trace import Question


class Fate(NamedTuple):
    """How the services of a question fare: delivered at all, works by some way, fails by some."""

    delivered: Intervals
    works: Intervals
    fails: Intervals


class Teller(Protocol):
    """Tells fates of a network; None is what it does not know, and then the question has to be walked."""

    def ask(self, question: Question) -> Fate | None:
        """Tell how a question fares."""

    def exact(self, question: Question) -> Hashable | None:
        """Give what makes out the set of packets that get through: equal ones of any two networks are equal sets."""

    def after(self, network: Network) -> "Teller":
        """Give what tells the same of an edited network."""
