"""What differs as JSON: the nouns, then what that does to packets, each with one packet's traces in both designs."""

from collections.abc import Sequence

from vpcdesign.algebra import addresses
from vpcdesign.analysis.changes import Change
from vpcdesign.analysis.results import Difference
from vpcdesign.render.json import VERSION, Answers, Object
from vpcdesign.render.reaching import words

_ALL = 1 << 30


def difference(changes: Sequence[Change], found: Sequence[Difference], answers: tuple[Answers, Answers]) -> Object:
    """Give the whole comparison; `answers` write traces of the old design and of the new."""
    return {
        "version": VERSION,
        "differs": bool(changes),
        "changes": [
            {"what": one.what, "kind": one.kind, "id": one.id, "lines": [f"{sign} {text}" for sign, text in one.lines]}
            | ({"was": one.was} if one.was else {})
            for one in changes
        ],
        "differences": [_difference(one, answers) for one in found],
    }


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
