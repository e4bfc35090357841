"""The JSON Schema of answers: `trace`, a batch's lines, `check` and `import`; more in `reaching_schema`.

Written by hand beside the writer it describes, and held to it by the tests: every answer they see must fit. Objects are
open, because new keys may come; no key that is required here ever goes.
"""

from typing import Any, TypeAlias

from vpcdesign.render.reaching_schema import REACHING, WHOLE

Schema: TypeAlias = dict[str, Any]

_VERDICT: Schema = {"enum": ["allowed", "blocked", "partial", "unknown"]}
_TEXT: Schema = {"type": "string"}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_RANGES: Schema = {
    "type": "array",
    "items": {"type": "array", "prefixItems": [{"type": "integer"}, {"type": "integer"}], "minItems": 2, "maxItems": 2},
}
_ID: Schema = {"description": "The id of the question, as it was given."}


def _object(required: dict[str, Schema], optional: dict[str, Schema] | None = None) -> Schema:
    return {"type": "object", "properties": {**required, **(optional or {})}, "required": list(required)}


def _list(of: str) -> Schema:
    return {"type": "array", "items": _ref(of)}


def _ref(to: str) -> Schema:
    return {"$ref": f"#/$defs/{to}"}


def _said(text: str, of: Schema) -> Schema:
    return {**of, "description": text}


_PLACE: dict[str, Schema] = {
    "component": _said("The id of what decided.", _TEXT),
    "kind": _said("What it is: `security_group`, `network_acl`, `route_table`, ...", _TEXT),
    "direction": _said("`ingress` or `egress` of a filter, else empty.", _TEXT),
    "by": _said("The line that decided: `100`, `ingress[0]`, `0.0.0.0/0`, `*`.", _TEXT),
    "pointer": {"type": ["string", "null"], "description": "JSON Pointer to that line; null for what AWS implies."},
}
_HOP = _object(
    {**_PLACE, "action": _TEXT, "because": _TEXT, "packet": _ref("packet")},
    {"after": _said("The packet after a translation.", _ref("packet")), "code": _TEXT},
)
_BLOCKER = _object(
    {**_PLACE, "code": _TEXT, "because": _TEXT, "leg": {"enum": ["forward", "return"]}, "packet": _ref("packet")}
)
_PACKET = _object(
    {
        "source": _TEXT,
        "destination": _TEXT,
        "service": _said("Protocol and destination port: `tcp/443`.", _TEXT),
        "source_ports": _RANGES,
    }
)
_PART = _object(
    {
        "source": _TEXT,
        "destination": _TEXT,
        "service": _TEXT,
        "client_ports": _RANGES,
        "choices": _said("What the network chose, by dimension.", {"type": "object", "additionalProperties": _TEXT}),
        "share": _said("The share of the client ports.", {"type": "number", "minimum": 0, "maximum": 1}),
        "codes": _TEXTS,
        "witness": _ref("packet"),
    }
)
_QUESTION = _object(
    {"source": _TEXT, "destination": _TEXT, "service": _TEXT, "client_ports": _RANGES},
    {
        "protocol": _TEXT,
        "port": {"type": "integer"},
        "icmp_type": {"type": "integer"},
        "icmp_code": {"type": "integer"},
    },
)
_TRACE = _object(
    {
        "version": {"const": 1},
        "verdict": _VERDICT,
        "question": _ref("question"),
        "forward": _ref("leg"),
        "return": _ref("leg"),
        "blockers": _list("blocker"),
        "works": _list("part"),
        "fails": _list("part"),
        "depends_on": _TEXTS,
        "notes": _TEXTS,
        "reason": _said("Why, where no packet could be asked.", _TEXT),
    },
    {"id": _ID},
)
_BRIEF = _object({"verdict": _VERDICT, "blockers": _said("Their codes.", _TEXTS)}, {"id": _ID})
_ERROR = _object({"error": _TEXT}, {"id": _ID})
_ASSERTION = _object(
    {
        "design": _said("The design, as it was named.", _TEXT),
        "name": _TEXT,
        "expect": {"enum": ["allowed", "blocked", "isolated", "only"]},
        "holds": {"type": "boolean"},
        "reason": _said("The proof, or what breaks it.", _TEXT),
        "pairs": _said("How many pairs were asked.", {"type": "integer"}),
        "notes": _TEXTS,
    },
    {"witness": _said("A trace of a packet that breaks it.", _ref("trace"))},
)
_FINDING = _object(
    {
        "design": _TEXT,
        "pointer": _said("Where in the design.", _TEXT),
        "message": _said("The quota that it goes beyond.", _TEXT),
        "default": {"type": "integer"},
        "maximum": {"type": ["integer", "null"]},
    }
)
_CHECK = _object(
    {
        "version": {"const": 1},
        "holds": _said("Every assertion of every design holds.", {"type": "boolean"}),
        "assertions": _list("assertion"),
        "findings": {"type": "array", "items": _FINDING},
    }
)

_NOTE = _object({"about": {"type": ["string", "null"]}, "text": _TEXT})
_CHANGE = _object(
    {
        "what": {"enum": ["added", "removed", "changed"]},
        "kind": _TEXT,
        "id": _TEXT,
        "name": {"type": ["string", "null"]},
        "fields": _TEXTS,
    }
)
_IMPORT = _object(
    {
        "version": {"const": 1},
        "design": _said("Where it was saved.", _TEXT),
        "notes": {"type": "array", "items": _NOTE},
    },
    {"changes": _said("What differs from the design that was refreshed.", {"type": "array", "items": _CHANGE})},
)


def answers() -> Schema:
    """Give the schema of everything that `--json` writes."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Answers of vpcdesign",
        "anyOf": [_ref("trace"), _ref("brief"), _ref("error"), _ref("check"), _ref("import"), *map(_ref, WHOLE)],
        "$defs": {
            "trace": _TRACE,
            "brief": _BRIEF,
            "error": _ERROR,
            "check": _CHECK,
            "import": _IMPORT,
            "assertion": _ASSERTION,
            **REACHING,
            "question": _QUESTION,
            "leg": _object({"verdict": _VERDICT, "hops": _list("hop")}),
            "hop": _HOP,
            "blocker": _BLOCKER,
            "part": _PART,
            "packet": _PACKET,
        },
    }
