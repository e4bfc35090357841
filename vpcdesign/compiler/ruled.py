"""Lines of security groups: where each of them stands is put into words when somebody asks.

A large design has tens of thousands of such lines, and a question is decided by a few.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.network.origin import Origin
from vpcdesign.network.rules import Line

Where: TypeAlias = tuple[str, str, int, str, str]
"""A rule of a group: of which, in which direction it speaks, its place, what services it is about, and with whom."""


def told(where: Where) -> Origin:
    """Put into words where a rule stands."""
    group, direction, place, services, peer = where
    words = f"allows {services} {'from' if direction == 'ingress' else 'to'} {peer}"
    return Origin(group, "security_group", direction, f"{direction}[{place}]", words, f"{direction}/{place}")


_ORIGIN: Any = vars(Line)["origin"]


class Ruled(Line):
    """A line of which the origin is told late; until then it is where the line stands."""

    __slots__ = ()

    @property
    def origin(self) -> Origin:
        """Tell where the line stands; of two who ask at a time each is told the same."""
        known: Origin | Where = _ORIGIN.__get__(self)
        if not isinstance(known, Origin):
            known = told(known)
            _ORIGIN.__set__(self, known)
        return known

    @origin.setter
    def origin(self, known: Origin) -> None:
        _ORIGIN.__set__(self, known)


_ruled: Callable[..., Line] = Ruled
"""As it is called with something that is no origin yet; by place, as names would take twice the time."""

ALLOWS, PROMISES = True, True


def sided(where: Where, addresses: Intervals, services: Intervals | None) -> Line:
    """Write a line that allows from some addresses, or to these."""
    if where[1] == "ingress":
        return _ruled(where, ALLOWS, addresses, None, services)
    return _ruled(where, ALLOWS, None, addresses, services)


def referring(where: Where, services: Intervals | None, label: tuple[str, ...], notes: tuple[str, ...]) -> Line:
    """Write a line that allows whoever bears one of some marks."""
    return _ruled(where, ALLOWS, None, None, services, None, label, not PROMISES, None, notes)


def promising(where: Where, members: Intervals, services: Intervals | None, notes: tuple[str, ...]) -> Line:
    """Write a line that allows to the members of a group, as long as marks survive."""
    return _ruled(where, ALLOWS, None, members, services, None, None, PROMISES, None, notes)
