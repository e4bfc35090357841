"""Broken assertions as SARIF 2.1.0 (OASIS), which code hosts show beside the lines of a file.

An assertion's fingerprint is its name and design: a line that moves is still the same result.
"""

import json
import re
from collections.abc import Sequence
from typing import Any, TypeAlias

from vpcdesign import __version__
from vpcdesign.render.entry import Entry, summary

Object: TypeAlias = dict[str, Any]

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_RULE = "broken-assertion"


def sarif(entries: Sequence[Entry]) -> str:
    """Write the report; what holds is only counted."""
    rule = {
        "id": _RULE,
        "shortDescription": {"text": "An assertion about reachability does not hold"},
        "fullDescription": {"text": "The network lets through, or stops, a packet that the assertion speaks of."},
        "defaultConfiguration": {"level": "error"},
    }
    run = {
        "tool": {"driver": {"name": "vpcdesign", "version": __version__, "rules": [rule]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one) for one in entries if not one.result.holds],
        "properties": {"summary": summary(entries)},
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _result(one: Entry) -> Object:
    found: Object = {
        "ruleId": _RULE,
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": f"{one.result.name}: {one.result.reason}"},
        "partialFingerprints": {"assertion/v1": f"{one.design}: {one.result.name}"},
    }
    if one.file:
        place: Object = {"artifactLocation": {"uri": uri(one.file)}}
        if one.line:
            place["region"] = {"startLine": one.line, "startColumn": one.column}
        found["locations"] = [{"physicalLocation": place}]
    return found


def uri(path: str) -> str:
    """Write a path as a relative reference: what is no part of one is percent-encoded (RFC 3986)."""
    return re.sub(
        rb"[^A-Za-z0-9._~/-]", lambda found: b"%%%02X" % found[0][0], path.encode("utf-8", "replace")
    ).decode()
