"""`vpcdesign check`: one line an assertion, the packet that breaks it, and a status for continuous integration."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.running import THREE_TIER, vpcdesign
from vpcdesign.render.schema import answers

BROKEN = """
assertions:
  - name: the app reaches the database by ssh
    from: "tier:app"
    to: "tier:db"
    ports: tcp/22
    expect: allowed
  - name: shoppers reach the load balancer
    from: internet
    to: lb:front
    ports: tcp/443
    expect: allowed
"""


@pytest.fixture
def broken(tmp_path: Path) -> str:
    """Give a file of assertions of which the first does not hold."""
    path = tmp_path / "claims.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    return str(path)


def test_what_holds_is_told_and_counted() -> None:
    done = vpcdesign(["check", THREE_TIER])
    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0].startswith("✓ ")
    assert lines[-1] == "9 of 9 assertions hold"
    assert not any(line.startswith("✗") for line in lines)


def test_what_is_broken_shows_the_packet_and_what_stops_it(broken: str) -> None:
    done = vpcdesign(["check", THREE_TIER, "--assertions", broken])
    assert (done.status, done.err) == (1, "")
    lines = done.out.splitlines()
    at = lines.index("✗ the app reaches the database by ssh")
    below = "\n".join(lines[at : at + 9])
    assert "is blocked: 10.20.64.10:32768 → 10.20.4.10 tcp/22" in " ".join(below.split())
    assert "SUBNET_ACL_RESTRICTION" in below
    assert "acl-db inbound *" in below
    assert lines[-1] == "10 of 11 assertions hold"


def test_json_has_each_assertion_and_a_trace_for_the_broken(broken: str) -> None:
    done = vpcdesign(["check", THREE_TIER, "--assertions", broken, "--json"])
    answer = json.loads(done.out)
    Draft202012Validator(answers()).validate(answer)
    assert (done.status, answer["holds"], len(answer["assertions"])) == (1, False, 11)
    (wrong,) = (one for one in answer["assertions"] if not one["holds"])
    assert (wrong["design"], wrong["name"]) == (THREE_TIER, "the app reaches the database by ssh")
    assert wrong["witness"]["verdict"] == "blocked"
    assert all("witness" not in one for one in answer["assertions"] if one["holds"])
    assert vpcdesign(["check", THREE_TIER, "--assertions", broken, "--format", "json"]) == done


def test_several_designs_are_checked_and_counted_together(tmp_path: Path, broken: str) -> None:
    other = tmp_path / "other.json"
    assert vpcdesign(["new", str(other), "--layout", "three-tier", "--cidr", "10.77.0.0/16"]).status == 0
    done = vpcdesign(["check", THREE_TIER, str(other), "--assertions", broken])
    lines = done.out.splitlines()
    assert (done.status, done.err) == (1, "")
    assert lines.count("✗ the app reaches the database by ssh") == 2
    assert lines[-1] == "20 of 22 assertions hold in 2 designs"
    assert {THREE_TIER, str(other)} <= set(lines)


def test_a_design_and_its_assertions_come_from_standard_input(broken: str) -> None:
    text = Path(THREE_TIER).read_text(encoding="utf-8")
    assert vpcdesign(["check", "-"], stdin=text).status == 0
    assert vpcdesign(["check", THREE_TIER, "--assertions", "-"], stdin=BROKEN).status == 1
    both = vpcdesign(["check", "-", "--assertions", "-"])
    assert (both.status, both.out) == (2, "")
    assert broken


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("expect: sometimes", "expect"),
        ("from: nobody-there", "nobody-there"),
        ("ports: tpc/1", "tpc"),
        ("when: {fail: nat-d}", "did you mean `nat-c`?"),
    ],
)
def test_what_cannot_be_judged_is_an_error_with_its_place(tmp_path: Path, claim: str, words: str) -> None:
    key = claim.partition(":")[0]
    kept = {
        "name": "name: x",
        "from": "from: app-2",
        "to": "to: db-1",
        "ports": "ports: tcp/1",
        "expect": "expect: blocked",
    }
    path = tmp_path / "claims.yaml"
    path.write_text("assertions:\n  - " + "\n    ".join((kept | {key: claim}).values()) + "\n", encoding="utf-8")
    done = vpcdesign(["check", THREE_TIER, "--assertions", str(path)])
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"error: {path}:")
    assert words in done.err


def test_a_claim_that_cannot_be_asked_has_its_line(tmp_path: Path) -> None:
    lines = Path(THREE_TIER).read_text(encoding="utf-8").replace('"to": "bastion"', '"to": "bastian"').split("\n")
    path = tmp_path / "shop.json"
    path.write_text("\n".join(lines), encoding="utf-8")
    (number,) = (at for at, line in enumerate(lines, 1) if '"to": "bastian"' in line)
    done = vpcdesign(["check", str(path)])
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"error: {path}:{number}:")
    assert "did you mean `bastion`" in done.err


def test_nothing_to_judge_is_an_error(tmp_path: Path) -> None:
    empty = tmp_path / "empty.json"
    empty.write_text('{"vpcdesign": 1, "name": "empty"}', encoding="utf-8")
    done = vpcdesign(["check", THREE_TIER, str(empty)])
    assert (done.status, done.out) == (2, "")
    assert done.err == f"error: {empty} asserts nothing: write `assertions` into it, or name a file of them\n"
