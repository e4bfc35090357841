"""What differs as JSON: the nouns, then what that does to packets, each with one packet's traces in both designs.

It is written piece by piece, a line for each thing that is said of a difference: who differs may be thousands of hosts.
"""

import json
from collections.abc import Iterator, Sequence

from vpcdesign.algebra import addresses
from vpcdesign.analysis.changes import Change
from vpcdesign.analysis.results import Difference
from vpcdesign.render.json import VERSION, Answers, Object
from vpcdesign.render.reaching import words

_ALL = 1 << 30


def difference(
    changes: Sequence[Change], found: Sequence[Difference], answers: tuple[Answers, Answers]
) -> Iterator[str]:
    """Write the whole comparison; `answers` write traces of the old design and of the new."""
    yield f'{{\n  "version": {VERSION},\n  "differs": {json.dumps(bool(changes))},\n  "changes": ['
    yield from _objects(map(_change, changes))
    yield '],\n  "differences": ['
    yield from _objects(_difference(one, answers) for one in found)
    yield "]\n}\n"


def _objects(several: Iterator[Object]) -> Iterator[str]:
    """Write objects, a line for each of their keys."""
    between = "\n    "
    for one in several:
        lines = ",\n      ".join(f'"{key}": {json.dumps(value)}' for key, value in one.items())
        yield f"{between}{{\n      {lines}\n    }}"
        between = ",\n    "
    yield "" if between == "\n    " else "\n  "


def _change(one: Change) -> Object:
    lines = [f"{sign} {text}" for sign, text in one.lines]
    return {"what": one.what, "kind": one.kind, "id": one.id, "lines": lines} | ({"was": one.was} if one.was else {})


def _difference(one: Difference, answers: tuple[Answers, Answers]) -> Object:
    return {
        "effect": one.effect,
        "from": one.sources,
        "to": one.destinations,
        "services": words(one.services),
        "sources": addresses.write_set(one.clients, _ALL).split(", ") if one.clients else [],
        "destinations": addresses.write_set(one.servers, _ALL).split(", ") if one.servers else [],
        "packet": one.packet,
        "because": one.decided,
        "before_because": one.decided_before,
        "dangers": one.dangers,
        "before": answers[0].trace(one.before) if one.before else None,
        "after": answers[1].trace(one.after) if one.after else None,
    }
