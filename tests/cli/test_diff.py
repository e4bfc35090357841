"""`vpcdesign diff`: what was edited, what that does to packets, and a status that says whether anything differs."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator

from tests.cli.running import THREE_TIER, vpcdesign
from tests.layouts.shelf import document
from tests.render.golden import hold
from tests.semantics.edits import edited
from vpcdesign.render.schema import answers

EDITS = (
    'set /security_groups/sg-bastion/ingress/0/source "0.0.0.0/0" && remove /network_acls/acl-db/egress/100'
    ' && remove /nat_gateways/nat-c && set /route_tables/rt-app-c/routes/1/target "nat-b"'
)  # fmt: skip


@pytest.fixture
def other(tmp_path: Path) -> str:
    """Give an edited shop."""
    path = tmp_path / "new.json"
    path.write_text(json.dumps(edited(document("three-tier"), EDITS), indent=2), encoding="utf-8")
    return str(path)


def test_nothing_differs_from_itself() -> None:
    done = vpcdesign(["diff", THREE_TIER, THREE_TIER])
    assert (done.status, done.out, done.err) == (0, "nothing differs\n", "")


@pytest.mark.parametrize(("form", "kept"), [("text", "diff-shop.txt"), ("markdown", "diff-shop.md")])
def test_bytes(other: str, form: str, kept: str) -> None:
    done = vpcdesign(["diff", THREE_TIER, other, "--format", form])
    assert (done.status, done.err) == (1, "")
    hold(kept, done.out)


def test_json_has_both_traces(other: str) -> None:
    done = vpcdesign(["diff", THREE_TIER, other, "--json"])
    found = json.loads(done.out)
    Draft202012Validator(answers()).validate(found)
    assert (done.status, found["differs"]) == (1, True)
    opened, closed = found["differences"]
    assert (opened["effect"], opened["services"], opened["to"]) == ("opened", ["tcp/22"], ["bastion"])
    assert "198.51.99.0" not in opened["sources"]
    assert (opened["before"]["verdict"], opened["after"]["verdict"]) == ("blocked", "allowed")
    assert (closed["effect"], closed["from"]) == ("closed", ["app-1", "app-2", "app-3"])


def test_github_points_at_the_line_that_decides(other: str) -> None:
    done = vpcdesign(["diff", THREE_TIER, other, "--format", "github"])
    first, second, last = done.out.splitlines()
    assert first.startswith(f"::error file={other},line=")
    line = int(first.partition("line=")[2].partition(",")[0])
    rule = Path(other).read_text(encoding="utf-8").splitlines()[line - 1 : line + 5]
    assert any('"source": "0.0.0.0/0"' in text for text in rule)
    assert second.startswith(f"::warning file={other}")
    assert last == "1 dangerous; 1 opened, 1 closed, nothing narrowed, nothing widened"


def test_junit_fails_what_is_dangerous_and_tells_the_rest(other: str) -> None:
    root = ET.fromstring(vpcdesign(["diff", THREE_TIER, other, "--format", "junit"]).out)  # noqa: S314
    cases = root.findall("./testsuite/testcase")
    assert [(case.get("classname"), len(case.findall("failure"))) for case in cases] == [("opened", 1), ("closed", 0)]
    assert root.get("failures") == "1"


def test_sarif_has_a_result_for_each_difference(other: str) -> None:
    found = json.loads(vpcdesign(["diff", THREE_TIER, other, "--format", "sarif"]).out)
    (run,) = found["runs"]
    told = [(one["ruleId"], one["level"]) for one in run["results"]]
    assert told == [("reachability-opened", "error"), ("reachability-closed", "warning")]
    for one in run["results"]:
        assert run["tool"]["driver"]["rules"][one["ruleIndex"]]["id"] == one["ruleId"]
        assert one["locations"][0]["physicalLocation"]["region"]["startLine"] > 1


@pytest.mark.parametrize("form", ["junit", "sarif", "github"])
def test_no_difference_is_a_report_too(form: str) -> None:
    done = vpcdesign(["diff", THREE_TIER, THREE_TIER, "--format", form])
    assert (done.status, done.err) == (0, "")
    assert done.out


def test_what_cannot_be_read_is_an_error() -> None:
    done = vpcdesign(["diff", THREE_TIER, "nowhere.json"])
    assert (done.status, done.out) == (2, "")
    assert vpcdesign(["diff", "-", "-"]).status == 2
