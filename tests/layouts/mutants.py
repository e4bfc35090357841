"""What can go wrong with one line of a design: a mutant a line, named by the line's JSON pointer.

A rule is removed, an ACL entry flipped, a route made a blackhole (and a blackhole taken away). Transit gateway tables
and firewalls have lines too: an association or propagation is removed, a firewall rule turned round.
"""

import copy
from collections.abc import Callable, Iterator
from typing import Any

Json = Any

Edit = Callable[[Json, int], None]
"""Changes one entry of a list, in place."""


def mutants(document: Json) -> Iterator[tuple[str, Json]]:
    """Give every mutant of a document with the pointer of the line that was touched."""
    for pointer, edit in _edits(document):
        changed = copy.deepcopy(document)
        *way, last = pointer[1:].split("/")
        place = changed
        for step in way:
            place = place[int(step)] if isinstance(place, list) else place[step]
        edit(place, int(last))
        yield pointer, changed


def _edits(document: Json) -> Iterator[tuple[str, Edit]]:
    for kind, key, edit in LINES:
        for place, noun in enumerate(document.get(kind, ())):
            for line in range(len(noun.get(key, ()))):
                yield f"/{kind}/{place}/{key}/{line}", edit


def _remove(lines: Json, place: int) -> None:
    del lines[place]


def _flip(lines: Json, place: int) -> None:
    lines[place]["action"] = "deny" if lines[place]["action"] == "allow" else "allow"


def _blackhole(lines: Json, place: int) -> None:
    lines[place]["state"] = "blackhole"


def _lead_nowhere(lines: Json, place: int) -> None:
    """Take the attachments of a transit gateway's route away; a blackhole has none and goes itself."""
    if lines[place].pop("attachments", None) is None:
        del lines[place]


def _turn(lines: Json, place: int) -> None:
    lines[place]["action"] = "pass" if lines[place]["action"] == "drop" else "drop"


LINES: tuple[tuple[str, str, Edit], ...] = (
    ("security_groups", "ingress", _remove),
    ("security_groups", "egress", _remove),
    ("network_acls", "ingress", _flip),
    ("network_acls", "egress", _flip),
    ("route_tables", "routes", _blackhole),
    ("route_tables", "propagating_gateways", _remove),
    ("transit_gateway_route_tables", "associations", _remove),
    ("transit_gateway_route_tables", "propagations", _remove),
    ("transit_gateway_route_tables", "routes", _lead_nowhere),
    ("firewalls", "stateless_rules", _turn),
    ("firewalls", "stateful_rules", _turn),
)
