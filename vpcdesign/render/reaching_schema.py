"""The JSON Schema of answers about everybody: parts of `schema`, each under the name that it is referred to by."""

from typing import Any, TypeAlias

Schema: TypeAlias = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_NUMBER: Schema = {"type": "integer", "minimum": 0}
_TRACED: Schema = {"anyOf": [{"$ref": "#/$defs/trace"}, {"type": "null"}]}
_FLAG: Schema = {"type": "boolean"}


def _object(required: dict[str, Schema], optional: dict[str, Schema] | None = None) -> Schema:
    return {"type": "object", "properties": {**required, **(optional or {})}, "required": list(required)}


def _list(of: str) -> Schema:
    return {"type": "array", "items": {"$ref": f"#/$defs/{of}"}}


def _said(text: str, of: Schema) -> Schema:
    return {**of, "description": text}


_BLAST: dict[str, Schema] = {
    "blast": _said(
        "Subnets that are up and have no way left, whatever filters say.",
        _object(
            {
                "interfaces": _said("How many interfaces stand in them.", _NUMBER),
                "cut_off_from": {"type": "array", "items": _object({"need": _TEXT, "subnets": _TEXTS})},
            }
        ),
    ),
    "remedies": _said("What would restore that.", _TEXTS),
}

WHOLE = ("failures", "matrix", "exposed", "difference")
"""The names of whole answers; the others are parts of them."""

REACHING: dict[str, Schema] = {
    "failures": _object(
        {
            "version": {"const": 1},
            "fatal": _said("The ids of the failures by which a conversation or an assertion dies.", _TEXTS),
            "failures": _list("failure"),
        },
        {"single_points": _said("What else everything hangs on: devices on the far side of a VPN.", _list("point"))},
    ),
    "point": _object({"id": _TEXT, "kind": _TEXT}, _BLAST),
    "failure": _object(
        {
            "id": _said("As --fail reads it; several that fail at once are joined by commas.", _TEXT),
            "kind": _said("What each of them is.", _TEXTS),
            "fatal": _FLAG,
            "down": _said("Who goes down with it.", _TEXTS),
            "lost": _said("Conversations that die: ended, or lost by somebody who is up.", _list("loss")),
            "narrowed": _said("Conversations with fewer members, or that depend on more.", _list("loss")),
            "assertions": {
                "type": "array",
                "items": _object({"name": _TEXT, "reason": _TEXT}, {"witness": {"$ref": "#/$defs/trace"}}),
            },
        },
        {
            **_BLAST,
            "alone": _said("Groups whose every member went down.", _TEXTS),
            "moot": _said("Assertions that forbid something to nobody who is left.", _TEXTS),
            "counts": _said(
                "How many conversations are lost and narrowed, whether each is told by itself or not.",
                _object({"down": _NUMBER, "cut_off": _NUMBER, "weakened": _NUMBER, "fewer": _NUMBER}),
            ),
            "grouped": _said(
                "They are more than a thousand: an entry of `lost` or `narrowed` tells of all that lose the same. "
                "--every-pair tells of each.",
                _FLAG,
            ),
        },
    ),
    "loss": _object(
        {
            "from": _said("Of several conversations: that of the first.", _TEXT),
            "to": _said("Of several conversations: that of the first.", _TEXT),
            "services": _said("What got through before.", _TEXTS),
            "missing": _said("What somebody who is up has lost.", _TEXTS),
            "ended": _said("No pair is left that gets anything through.", _FLAG),
            "pairs": _said("How many pairs of members there were.", _NUMBER),
            "down": _said("How many of them lack a member that is down.", _NUMBER),
            "cut_off": _said("How many are up and have lost services.", _NUMBER),
            "weakened": _said("How many get through no longer whatever the network chooses.", _NUMBER),
        },
        {
            "conversations": _said("How many are told of here; pairs are counted over all of them.", _NUMBER),
            "sources": _said(
                "Of several conversations: who is on that side of any. They are as many as sources times destinations "
                "where each of these had one with each of those.",
                _TEXTS,
            ),
            "destinations": _said("Of several conversations: who is on the other side of any.", _TEXTS),
            "stopped": _said(
                "A packet that no longer gets through, walked by itself: the first of those cut off alike has one.",
                _object({"packet": _TEXT, "because": _TEXT}),
            ),
        },
    ),
    "matrix": _object(
        {
            "version": {"const": 1},
            "groups": _list("group"),
            "cells": _said("Pairs of groups between which anything gets through.", _list("cell")),
        }
    ),
    "group": _object(
        {
            "id": _TEXT,
            "members": _said("Ids of interfaces and nodes; hosts outside by what they are called.", _TEXTS),
            "label": _TEXT,
            "differ": _said("Its members do not all reach the same, or are not all reached by the same.", _FLAG),
        }
    ),
    "cell": _object(
        {
            "from": _said("The id of a group.", _TEXT),
            "to": _said("The id of a group.", _TEXT),
            "allowed": _said("Between every two members, whatever the network chooses.", _TEXTS),
            "partial": _said("Between some members, for some packets, or by some choices.", _TEXTS),
        },
        {
            "unknown": _said("What meets a construct outside the model.", _TEXTS),
            "witness": _said(
                "A packet that gets through, walked by itself.",
                _object({"packet": _TEXT, "path": _said("What it meets.", _TEXTS), "because": _TEXT}),
            ),
            "stopped": _said(
                "Where not everything does, a packet that does not.", _object({"packet": _TEXT, "because": _TEXT})
            ),
            "like": _said(
                "The id of a group that gets the same from the same group: the packets that were walked there are the "
                "witness of this cell too. Only where cells are very many; --witness walks one for each.",
                _TEXT,
            ),
        },
    ),
    "exposed": _object(
        {
            "version": {"const": 1},
            "inbound": _said("What outside hosts reach.", _list("exposure")),
            "outbound": _said("What reaches outside hosts.", _list("exposure")),
        }
    ),
    "exposure": _object(
        {
            "from": _TEXT,
            "to": _TEXT,
            "members": _said("Who of the design it is.", _TEXTS),
            "allowed": _TEXTS,
            "partial": _TEXTS,
            "sources": _said("The addresses from which anything gets through.", _TEXTS),
            "path": _said("What one packet meets on its way there.", _TEXTS),
            "packet": _said("That packet.", _TEXT),
        },
        {
            "dangers": _said("Why nobody should overlook it.", _TEXTS),
            "addresses": _said(
                "Of each member the addresses by which anything gets through, by its id; not told of what is reached "
                "through a load balancer, whose own addresses are.",
                {"type": "object", "additionalProperties": _TEXTS},
            ),
            "unknown": _TEXTS,
            "via": _said("The load balancer through which it is reached: `lb:front`.", _TEXT),
            "arrives": _said("What the balancer asks its targets by.", _TEXTS),
        },
    ),
    "difference": _object(
        {
            "version": {"const": 1},
            "differs": _FLAG,
            "changes": {
                "type": "array",
                "items": _object(
                    {
                        "what": {"enum": ["added", "removed", "renamed", "moved", "changed"]},
                        "kind": _TEXT,
                        "id": _TEXT,
                        "lines": _said("Each begins with `+`, `-` or `~`.", _TEXTS),
                    },
                    {"was": _said("The id that it had before it was renamed.", _TEXT)},
                ),
            },
            "differences": _list("effect"),
        }
    ),
    "effect": _object(
        {
            "effect": {"enum": ["opened", "closed", "narrowed", "widened"]},
            "from": _TEXTS,
            "to": _TEXTS,
            "services": _TEXTS,
            "sources": _said("The outside addresses that are meant.", _TEXTS),
            "destinations": _said("The outside addresses that are meant.", _TEXTS),
            "packet": _TEXT,
            "because": _TEXT,
            "before": _said("Its trace in the old design; null where nobody could be asked.", _TRACED),
            "after": _said("Its trace in the new design.", _TRACED),
        },
        {
            "before_because": _said("What became of it in the old design.", _TEXT),
            "dangers": _said("Why nobody should overlook it.", _TEXTS),
        },
    ),
}
