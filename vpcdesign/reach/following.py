"""The places of an edited network, taken from those before: by the quickest way that is sure to be right.

Where only rules were swapped all are as they were; where tables or hosts changed, what these touch is looked at; else
places are made anew, under the numbers that they had. Each way gives nothing where it cannot be sure.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from vpcdesign.algebra.portsets import FULL
from vpcdesign.network.network import Network
from vpcdesign.network.rules import Rules
from vpcdesign.reach.covers import Bits
from vpcdesign.reach.middlemen import given
from vpcdesign.reach.places import Places
from vpcdesign.reach.rehoused import Rehoused
from vpcdesign.reach.reruled import reruled
from vpcdesign.reach.retabled import Retabled
from vpcdesign.reach.touched import Through
from vpcdesign.reach.unlike import parted
from vpcdesign.reach.wayside import Passing

LOOSE = 16
"""So many numbers out of order, and one of so many, are no burden; with more of them all is numbered anew."""


class Followed(NamedTuple):
    """Places after an edit; `same` tells that every way across is the one that it was.

    Where everybody kept his number and only rules are others, `turned` are the kinds whose they are, and `parted` the
    places between which ways across may be others (None: between any); places outside that are `lost` are walked.
    """

    places: Places
    same: bool
    turned: Sequence[int] | None = None
    parted: Sequence[Through] | None = None
    lost: Bits = 0


def followed(
    old: Places, network: Network, passing: Callable[[int], Iterable[Passing]], *, whole: bool
) -> Followed | None:
    """Give the places of an edited network; None where that does not tell what changed, or too much was left behind.

    `passing` tells whose packets come to a list of the old one. Where the `whole` network is asked about, places are
    made anew if lists part one outside; else that one is walked, which is quicker for whoever does not ask about it.
    """
    since = network.since
    if since is None or since.of is not old.network.itself:
        return None
    known = old.tables
    rules = {was: now for was, (_, now) in since.rules.items() if was in known.inner or was in known.outer}
    found = _amended(old, network, rules, passing)
    if found is not None and whole and found.lost:
        found = None
    if found is None:
        if _many_went(old, network):
            return None
        found = Followed(Places(network, old.rulings, old, since.moved), same=False)
    places = found.places
    if found.turned is not None:
        return found
    loose = len(places.kinds) - len(places.ordered) + sum(one.gone for one in places.kinds)
    return found if loose < LOOSE + len(places.ordered) // LOOSE else None


def _many_went(old: Places, network: Network) -> bool:
    """Tell whether so many kinds lost who stands for them that nobody need look what is left: as when a zone fails."""
    gone = sum(one.end.endpoint.id not in network.endpoints for one in old.kinds if not one.gone)
    return gone >= LOOSE + len(old.kinds) // LOOSE


def _amended(
    old: Places, network: Network, rules: dict[int, Rules], passing: Callable[[int], Iterable[Passing]]
) -> Followed | None:
    """Give places of which only what an edit touches is looked at."""
    since = network.since
    assert since is not None
    if rules and since.moved:
        return None
    places, same = old, True
    if since.stages or since.moved or len(network.stages) != len(old.network.stages):
        read = Retabled(old, network)
        found = Rehoused(old, network, read.tables).places if read.tables is not None else None
        if found is None:
            return None
        behind = range(len(old.network.stages), len(network.stages))
        written = [network.stages[node] for node in (*since.stages, *behind)]
        found.given, found.lent = found.given.union(given(written)), found.lent.and_by(written)
        if read.zones:
            found.besides = [*found.besides, *read.zones]
        same = read.same and [one.gone for one in old.places] == [one.gone for one in found.places]
        places = found
    if rules or places is old:
        ruled = reruled(places, network, rules)
        if ruled is None:
            return None
        outer = {one: now for one, now in rules.items() if one in old.tables.outer}
        if places is not old:
            return Followed(ruled.places, same and ruled.places.cells is old.cells and not outer, lost=ruled.lost)
        between = parted(old, outer, passing)
        if ruled.lost:
            everybody = (1 << len(old.places)) - 1
            both = (ruled.lost, everybody), (everybody, ruled.lost)
            between += tuple(Through(*pair, leg=0, services=FULL) for pair in both)
        return Followed(ruled.places, not between, ruled.turned, between, ruled.lost)
    return Followed(places, same)
