"""Quotas are told by `check`, and fail nothing: AWS raises them."""

import json
from pathlib import Path

from tests.cli.running import vpcdesign
from tests.layouts import shelf


def crowded(folder: Path) -> Path:
    """Write the shop with more rules in one list than AWS allows by default."""
    document = json.loads(shelf.text("three-tier"))
    rules = document["network_acls"][0]["egress"]
    rules += [{"rule": 1000 + n, "action": "deny", "cidr": f"192.0.2.{n}/32"} for n in range(25)]
    path = folder / "shop.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_a_quota_is_a_finding_and_no_failure(tmp_path: Path) -> None:
    path = crowded(tmp_path)
    done = vpcdesign(["check", str(path)])
    assert done.status == 0
    assert "! `acl-public` has" in done.out
    assert "beyond the default quota of 20" in " ".join(done.out.split())
    (found,) = json.loads(vpcdesign(["check", str(path), "--json"]).out)["findings"]
    assert (found["default"], found["maximum"], found["design"]) == (20, 40, str(path))
    assert found["pointer"].startswith("/network_acls/0")
