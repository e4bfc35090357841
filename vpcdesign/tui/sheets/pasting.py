"""Rows that come from a clipboard: which cells their fields are, whatever console, file or chat they were copied from.

Fields are parted by tabs, by commas, or by spaces; a head row that names columns is believed, else each field is known
by its looks. Nothing is dropped: what has no cell of its own goes to the note, and what cannot be read is told later,
row by row, where the row stands as a draft.
"""

import csv
import re
from collections.abc import Mapping, Sequence

from vpcdesign.aws.services import PROTOCOL_NAMES, SERVICE_NAMES
from vpcdesign.tui.sheets.reading import ANYWHERE, is_block

HEADS: Mapping[str, str] = {
    "rule": "rule",
    "rule number": "rule",
    "rule no.": "rule",
    "rule#": "rule",
    "#": "number",
    "allow/deny": "action",
    "act": "action",
    "action": "action",
    "type": "type",
    "protocol": "protocol",
    "ip protocol": "protocol",
    "port": "ports",
    "ports": "ports",
    "port range": "ports",
    "source": "peer",
    "destination": "peer",
    "peer": "peer",
    "cidr": "peer",
    "target": "target",
    "description": "note",
    "note": "note",
    "comment": "note",
    "name": "skip",
    "security group rule id": "skip",
    "ip version": "skip",
    "status": "skip",
    "state": "skip",
    "propagated": "skip",
    "from": "skip",
    "route origin": "skip",
    "mark": "skip",
    "direction": "skip",
}
"""The words that head columns, in the AWS consoles and in what the designer itself copies."""

TYPES: Mapping[str, tuple[str, str]] = {
    "all traffic": ("all", ""),
    "all tcp": ("tcp", ""),
    "all udp": ("udp", ""),
    "all icmp - ipv4": ("icmp", ""),
    "all icmp - ipv6": ("icmpv6", ""),
    "custom tcp": ("tcp", ""),
    "custom tcp rule": ("tcp", ""),
    "custom udp": ("udp", ""),
    "mysql/aurora": ("tcp", "3306"),
    "postgresql": ("tcp", "5432"),
}
"""What the console's column `Type` says (EC2: security group rules reference)."""

_PORTS = re.compile(r"\d{1,5}(\s*[-–:]\s*\d{1,5})?")
_RULE_ID = re.compile(r"sgr-[0-9a-f]{8,}")


def rows_of(text: str) -> list[list[str]]:
    """Cut a text into rows of fields; blank rows and rules of a Markdown table are left out."""
    found: list[list[str]] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        fields = _fields(line)
        if any(fields) and not all(set(field) <= set("-:") for field in fields):
            found.append(fields)
    return found


def _fields(line: str) -> list[str]:
    if "\t" in line:
        return [field.strip() for field in line.split("\t")]
    bare = line.strip()
    if bare.startswith("|") and bare.endswith("|"):
        return [field.strip() for field in bare.strip("|").split("|")]
    if "," in line:
        return [field.strip() for field in next(csv.reader([line], skipinitialspace=True))]
    return bare.split()


def texts_of(text: str, fields: Sequence[str]) -> list[dict[str, str]]:
    """Give the cells of every row of a text, for a table with these fields."""
    rows = rows_of(text)
    if not rows:
        return []
    heads = _heads(rows[0])
    spaced = "\t" not in text and "," not in text and "|" not in text
    if heads is not None:
        return [_final(_by_heads(heads, row), fields) for row in rows[1:]]
    return [_final(_by_looks(row, fields, spaced=spaced), fields) for row in rows]


def _heads(row: Sequence[str]) -> list[str] | None:
    """Give the fields that a head row names, None where the row is no head."""
    found = [HEADS.get(field.casefold().strip(), "") for field in row]
    known = [field for field in found if field and field != "skip"]
    return found if len(known) >= 2 and len(known) >= len([field for field in row if field]) / 2 else None


def _by_heads(heads: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for head, field in zip(heads, row, strict=False):
        if field and head not in {"", "skip", "number"}:
            found.setdefault(head, field)
    more = [field for field in row[len(heads) :] if field]
    if more:
        found["note"] = " ".join([*filter(None, [found.get("note", "")]), *more])
    return found


def _by_looks(row: Sequence[str], fields: Sequence[str], *, spaced: bool) -> dict[str, str]:
    """Tell the fields of a row by what they look like, in the order in which they stand."""
    found: dict[str, str] = {}
    rest: list[str] = []
    for place, field in enumerate(row):
        cell = _looks(field, found, fields) if not rest else ""
        if cell:
            found[cell] = field
        elif field and not _RULE_ID.fullmatch(field):
            rest = [one for one in row[place:] if one] if spaced else [*rest, field]
            if spaced:
                break
    if rest:
        wanted = next((one for one in ("peer", "cidr", "target") if one in fields and not _has(found, one)), "")
        if wanted:
            found[wanted] = rest.pop(0)
        if rest:
            found["note"] = " ".join(rest)
    return found


def _has(found: Mapping[str, str], field: str) -> bool:
    return field in found or (field == "cidr" and "peer" in found)


def _looks(field: str, found: Mapping[str, str], fields: Sequence[str]) -> str:
    """Say which cell a field is, empty where it looks like none that is still free."""
    word = field.casefold()
    numeric = word.isdecimal()
    if "rule" in fields and "rule" not in found and not found and (numeric or word == "*"):
        return "rule"
    if "action" in fields and "action" not in found and word in {"allow", "deny"}:
        return "action"
    if "destination" in fields:
        return _of_route(word, found)
    if word in TYPES or (word in SERVICE_NAMES and "protocol" not in found and "type" not in found):
        return "type" if "type" not in found else ""
    if "protocol" not in found and (word in {"tcp", "udp", "icmp", "icmpv6", "all", "-1"} or word in PROTOCOL_NAMES):
        return "protocol"
    if "ports" not in found and "peer" not in found and (_PORTS.fullmatch(word) or word in {"all", "n/a"}):
        return "ports"
    if "peer" not in found and (is_block(word) or word in ANYWHERE or word.startswith(("sg-", "pl-"))):
        return "peer"
    return ""


def _of_route(word: str, found: Mapping[str, str]) -> str:
    if "destination" not in found and (is_block(word) or word in ANYWHERE or word.startswith("pl-")):
        return "destination"
    return "target" if "destination" in found and "target" not in found else ""


def _final(found: dict[str, str], fields: Sequence[str]) -> dict[str, str]:
    """Name the fields as the table does, and read the console's `Type` where protocol and ports are not given."""
    kind = found.pop("type", "").casefold()
    if kind:
        protocol, ports = TYPES.get(kind, (kind, ""))
        found.setdefault("protocol", protocol)
        if ports:
            found.setdefault("ports", ports)
    for ours, theirs in (("cidr", "peer"), ("destination", "peer")):
        if ours in fields and "peer" in found and ours not in found:
            found[ours] = found.pop("peer") if theirs == "peer" else ""
    if found.get("ports", "").casefold() in {"all", "n/a", "-"}:
        found["ports"] = ""
    if found.get("ports"):
        found["ports"] = re.sub(r"\s*[-–:]\s*", "-", found["ports"])
    if "(" in found.get("ports", "") and found.get("ports", "").split(" ")[0].isdecimal():
        found["ports"] = found["ports"].split(" ")[0]
    if found.get("rule") == "*":
        found["skip"] = "last"
    return {field: text for field, text in found.items() if field in fields or field == "skip"}


def is_last(texts: Mapping[str, str]) -> bool:
    """Tell the rule `*`, which every network ACL has already."""
    return texts.get("skip") == "last"
