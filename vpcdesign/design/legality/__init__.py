"""What AWS itself refuses of a design: every problem with its place, told in the order of the document.

What AWS accepts is never a problem here, however unwise (that is for rules to find), and what AWS assigns at deploy
time may be left out. References are known to resolve; what is only known to be outside the design is not judged.
Everything is a sweep or a lookup: no check compares all with all, so a design of an enterprise is judged in a second.
"""

from collections.abc import Callable

from vpcdesign.design.document import NOUN_LISTS, Design
from vpcdesign.design.legality import (
    addresses,
    balancers,
    endpoints,
    firewalls,
    gateway_tables,
    gateways,
    hosts,
    hybrid,
    malformed,
    nat,
    network_acls,
    peering,
    reservations,
    room,
    routes,
    security_groups,
    subnets,
    transit,
    vpcs,
)
from vpcdesign.design.legality.survey import Problems, Survey

Check = Callable[[Survey], Problems]

OF_WHAT_IS_WRITTEN: tuple[Check, ...] = (vpcs.check, subnets.check, peering.check, network_acls.check)
"""Checks that look at nouns and their likes alone: they hold of an import too, where whole documents may be missing."""

OF_THE_WHOLE: tuple[Check, ...] = (
    *OF_WHAT_IS_WRITTEN,
    vpcs.secondary,
    room.check,
    routes.check,
    gateway_tables.check,
    gateways.check,
    nat.check,
    hybrid.check,
    transit.check,
    endpoints.check,
    security_groups.check,
    addresses.check,
    hosts.check,
    balancers.check,
    firewalls.check,
    reservations.check,
)


def problems(design: Design, *, imported: bool | None = None) -> list[tuple[str, str]]:
    """Give every problem as (JSON pointer, message), in the order of the document; none means that AWS takes it.

    What was imported is AWS's own account of itself, perhaps not all of it: of that only contradictions are told.
    An editor that wants to know what an edit of an import breaks says `imported=False`, before and after.
    """
    checks = OF_WHAT_IS_WRITTEN if (design.imported if imported is None else imported) else OF_THE_WHOLE
    survey = Survey(design)
    found = dict.fromkeys(problem for check in checks for problem in check(survey))
    return sorted(found, key=lambda problem: _place(problem[0]))


OF_LINES: tuple[Check, ...] = (security_groups.check, network_acls.check)
"""The only checks that read the lines of filters: after an edit of nothing else these are to be made again."""


def problems_of_lines(design: Design) -> list[tuple[str, str]]:
    """Give what `problems` says of the lines of filters, and of nothing else."""
    survey = Survey(design)
    return [problem for check in OF_LINES for problem in check(survey)]


def malformed_lines(design: Design) -> list[tuple[str, str]]:
    """Give what no design may hold, wherever it comes from: lines of filters that say nothing."""
    return sorted(malformed.check(Survey(design)), key=lambda problem: _place(problem[0]))


def _place(pointer: str) -> tuple[int, ...]:
    """Say where a pointer stands: its list, then every number on the way; what has the same numbers keeps its order."""
    _, kind, *rest = pointer.split("/")
    return NOUN_LISTS.index(kind), *(int(part) for part in rest if part.isdecimal())
