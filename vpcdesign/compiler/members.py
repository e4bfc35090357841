"""Who carries which security group, by address."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property

from vpcdesign.algebra.intervals import EMPTY, Intervals, of


class Members:
    """The private addresses that carry each security group; gathered when a rule first sends to a group's members."""

    def __init__(self, holders: Callable[[], Iterable[tuple[Sequence[str], Intervals]]]) -> None:
        """Take what tells the groups and the addresses of every interface."""
        self._holders = holders

    def following(self, before: "Members", others: Collection[str]) -> "Members":
        """Take over what was gathered before, but for groups that may have other members; give itself."""
        known: Mapping[str, Intervals] | None = vars(before).get("_by_group")
        if known is not None:
            found = {group: held for group, held in known.items() if group not in others}
            vars(self).update(_by_group=found | self._gathered(others))
        return self

    @cached_property
    def _by_group(self) -> dict[str, Intervals]:
        return self._gathered(None)

    def _gathered(self, some: Collection[str] | None) -> dict[str, Intervals]:
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for groups, addresses in self._holders() if some is None or some else ():
            for group in groups:
                if some is None or group in some:
                    found[group].extend(addresses)
        return {group: of(pairs) for group, pairs in found.items()}

    def of(self, group: str) -> Intervals:
        """Give the addresses of a group's members."""
        return self._by_group.get(group, EMPTY)
