"""What an edit of filter lines leaves alone, told by identity."""

from vpcdesign.network.network import Network
from vpcdesign.network.stages import Filter, Rules


def swapped(old: Network, new: Network) -> dict[int, Rules] | None:
    """Give the rules that stand for others (by the identity of these); None where networks differ in anything else."""
    if old.endpoints is not new.endpoints or len(old.stages) != len(new.stages):
        return None
    found: dict[int, Rules] = {}
    left: set[int] = set()
    for was, now in zip(old.stages, new.stages, strict=True):
        if was is now:
            if type(was) is Filter:
                left.add(id(was.rules))
            continue
        if type(was) is not Filter or type(now) is not Filter or _besides(was) != _besides(now):
            return None
        if found.setdefault(id(was.rules), now.rules) is not now.rules:
            return None
    return None if any(one in left for one in found) else found


def _besides(one: Filter) -> tuple[object, ...]:
    return one.next, one.opens, one.pardon, one.silent, one.spares
