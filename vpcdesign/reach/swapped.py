"""What an edit of filter lines leaves alone, as the compiler told it."""

from vpcdesign.network.network import Network
from vpcdesign.network.stages import Rules


def swapped(old: Network, new: Network) -> dict[int, Rules] | None:
    """Give the rules that stand for others (by the identity of these); None where networks differ in anything else."""
    since = new.since
    if since is None or since.of is not old.itself or since.stages or since.moved or old.endpoints is not new.endpoints:
        return None
    return {was: now for was, (_, now) in since.rules.items()}
