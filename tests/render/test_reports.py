"""Reports for other programs: their bytes, and that each is what its reader parses, whatever names a document holds."""

import json
from xml.etree import ElementTree as ET

import pytest

from tests.render.golden import hold
from vpcdesign.analysis.results import Result
from vpcdesign.cli.reports import REPORTS, report
from vpcdesign.render.entry import Entry, summary

HOSTILE = "a]]>,b:c%0A::error::\n<b>`x`|\x1b[31m\x00 \u202e*é*"

HELD = Result("the app calls out", "allowed", holds=True, reason="every packet makes it", asked=1)
SHUT = Result("ssh, 100% shut", "blocked", holds=False, reason="web-1 reaches db-1", asked=4, notes=("a, b down",))
WORST = Result(HOSTILE, "only", holds=False, reason=HOSTILE, asked=2, notes=(HOSTILE,))
PLACELESS = Result("from standard input", "isolated", holds=False, reason="a packet arrives", asked=2)
ENTRIES = [
    Entry("shop.json", HELD, "shop.json", 9, 5),
    Entry("shop.json", SHUT, "my tests/é.yaml", 3, 5),
    Entry("other.json", WORST, HOSTILE, 1, 1),
    Entry("-", PLACELESS),
]


@pytest.mark.parametrize("form", sorted(REPORTS))
def test_bytes(form: str) -> None:
    hold(f"check-report.{form}", report(form, ENTRIES))


@pytest.mark.parametrize("form", sorted(REPORTS))
def test_nothing_steers_a_terminal(form: str) -> None:
    found = report(form, ENTRIES)
    assert "\x1b" not in found
    assert "\x00" not in found
    assert "\u202e" not in found


def test_junit_is_xml_with_a_case_for_each() -> None:
    root = ET.fromstring(report("junit", ENTRIES))  # noqa: S314 - what is parsed was written here
    assert root.tag == "testsuites"
    assert (root.get("tests"), root.get("failures")) == ("4", "3")
    assert [suite.get("name") for suite in root] == ["shop.json", "other.json", "-"]
    cases = root.findall("testsuite/testcase")
    assert len(cases) == 4
    assert [len(case.findall("failure")) for case in cases] == [0, 1, 1, 1]
    assert cases[1].get("line") == "3"


def test_sarif_points_at_the_broken() -> None:
    (run,) = json.loads(report("sarif", ENTRIES))["runs"]
    assert len(run["results"]) == 3
    first, _, last = run["results"]
    place = first["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": "my%20tests/%C3%A9.yaml"},
        "region": {"startLine": 3, "startColumn": 5},
    }
    assert "locations" not in last
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert {result["ruleId"] for result in run["results"]} == rules


def test_github_has_a_command_a_line() -> None:
    lines = report("github", ENTRIES).splitlines()
    assert len(lines) == 4
    assert lines[0] == "::error file=my tests/é.yaml,line=3,col=5,title=ssh%2C 100%25 shut::web-1 reaches db-1"
    assert lines[2] == "::error title=from standard input::a packet arrives"
    assert lines[3] == "1 of 4 assertions hold in 3 designs"
    for line in lines[:3]:
        properties = line.removeprefix("::error ").partition("::")[0]
        assert all("=" in one for one in properties.split(","))


def test_markdown_escapes_what_is_markup() -> None:
    found = report("markdown", ENTRIES)
    assert "<b>" not in found
    assert "\\`x\\`\\|" in found
    assert found.startswith("### ❌ 1 of 4 assertions hold in 3 designs\n")
    assert report("markdown", ENTRIES[:1]).startswith("### ✅ 1 of 1 assertion holds\n")


def test_a_summary_counts() -> None:
    assert summary(ENTRIES[:2]) == "1 of 2 assertions hold"
