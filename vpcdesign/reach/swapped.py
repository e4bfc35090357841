"""The rules that an edit of filter lines swapped, as the compiler told it."""

from vpcdesign.network.network import Network
from vpcdesign.network.stages import Rules
from vpcdesign.reach.places import Places


def only_rules(places: Places, network: Network) -> dict[int, Rules] | None:
    """Give the rules that stand for others in a network, where that is all that differs; None where more may.

    They stand by the identity of those whose place they take; rules that places know nothing of are nobody's.
    """
    old, since, known = places.network, network.since, places.tables
    if since is None or since.of is not old.itself or since.stages or since.moved:
        return None
    if old.endpoints is not network.endpoints or len(old.stages) != len(network.stages):
        return None
    return {was: now for was, (_, now) in since.rules.items() if was in known.inner or was in known.outer}
