"""A line of a noun in one line of text: a rule as `tcp/443 from 0.0.0.0/0`, a route as `0.0.0.0/0 → nat-a`."""

import json
from typing import Any


def line(value: Any) -> str:  # noqa: ANN401 - any JSON
    """Write a value on one line."""
    if isinstance(value, dict):
        return _rule(value) or _route(value) or _parts(value)
    if isinstance(value, list):
        return "; ".join(sorted(map(line, value))) or "none"
    return value if isinstance(value, str) else "none" if value is None else json.dumps(value)


def _rule(value: dict[str, Any]) -> str:
    """Write a line of a security group or a network ACL; empty for anything else."""
    if "protocol" not in value or not {"source", "destination", "cidr"} & value.keys():
        return ""
    service = value["protocol"]
    if value.get("ports"):
        service += f"/{value['ports']}"
    kinds = [str(value[key]) for key in ("icmp_type", "icmp_code") if value.get(key) not in (None, -1)]
    said = "/".join([service, *kinds])
    if "cidr" in value:
        said = f"{value['rule']} {value['action']} {said} {value['cidr']}"
    else:
        said += f" from {value['source']}" if "source" in value else f" to {value['destination']}"
    said += ", stale" if value.get("stale") else ""
    return said + (f" ({value['note']})" if value.get("note") else "")


def _route(value: dict[str, Any]) -> str:
    """Write a route of a VPC's table or a transit gateway's; empty for anything else."""
    if "destination" not in value or not {"target", "attachments"} & value.keys():
        return ""
    to = value["target"] if "target" in value else ", ".join(value["attachments"]) or "blackhole"
    extra = [value["state"]] if value.get("state") == "blackhole" else []
    extra += [value["origin"]] if value.get("origin") not in (None, "static") else []
    extra += [value["note"]] if value.get("note") else []
    return f"{value['destination']} → {to}" + (f" ({', '.join(extra)})" if extra else "")


def _parts(value: dict[str, Any]) -> str:
    told = [f"{key} {line(value[key])}" for key in sorted(value) if value[key] not in (None, [], {}, False)]
    return ", ".join(told) or "empty"
