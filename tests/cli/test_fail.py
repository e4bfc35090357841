"""`vpcdesign fail`: what dies with what, in words and in JSON, and a status that says whether anything does."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.benchmarks.shapes import roles
from tests.cli.running import THREE_TIER, vpcdesign
from tests.render.golden import hold
from vpcdesign.render import fail_json
from vpcdesign.render.schema import answers


def test_every_failure_of_the_shop() -> None:
    done = vpcdesign(["fail", THREE_TIER])
    assert (done.status, done.err) == (1, "")
    hold("fail-shop.txt", done.out)


def test_what_kills_nothing_is_no_failure() -> None:
    done = vpcdesign(["fail", THREE_TIER, "--fail", "vpn-dublin/tunnel-1", "--az", "eu-west-1b"])
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines()[-1] == "2 failures tried: no conversation and no assertion dies"
    assert "nothing is lost without vpn-dublin/tunnel-1" in done.out


def test_two_tunnels_at_once_are_one_failure() -> None:
    done = vpcdesign(["fail", THREE_TIER, "--fail", "vpn-dublin/tunnel-1,vpn-dublin/tunnel-2", "--json"])
    answer = json.loads(done.out)
    Draft202012Validator(answers()).validate(answer)
    (failure,) = answer["failures"]
    assert (done.status, failure["id"]) == (1, "vpn-dublin/tunnel-1, vpn-dublin/tunnel-2")
    assert [(one["from"], one["services"], one["cut_off"]) for one in failure["lost"]] == [
        ("sg-app in tier app", ["tcp/443"], 3),
        ("dublin", ["tcp/22"], 3),
    ]
    assert failure["assertions"][0]["witness"]["verdict"] == "blocked"
    assert failure["lost"][0]["stopped"] == {
        "packet": "10.20.64.10:32768 → 192.168.0.0 tcp/443",
        "because": "hub-routes: no route to 192.168.0.0",
    }


def test_what_cannot_fail_is_an_error() -> None:
    done = vpcdesign(["fail", THREE_TIER, "--az", "eu-west-9z", "--fail", "igw"])
    assert (done.status, done.out) == (2, "")
    assert len(done.err.splitlines()) == 2


def test_where_nothing_can_fail_it_says_so() -> None:
    done = vpcdesign(["fail", "-"], stdin='{"vpcdesign": 1, "name": "empty"}')
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("nothing here fails on its own")


def test_of_many_who_are_down_some_are_named(tmp_path: Path) -> None:
    path = tmp_path / "estate.json"
    path.write_text(roles(60), encoding="utf-8")
    (failure,) = json.loads(vpcdesign(["fail", str(path), "--az", "eu-west-1a", "--json"]).out)["failures"]
    told = " ".join(vpcdesign(["fail", str(path), "--az", "eu-west-1a"]).out.split())
    named = told.partition("down with it: ")[2].partition(" and ")[0].split(", ")
    assert named == failure["down"][:12]
    assert f" and {len(failure['down']) - 12} more; --json has them all" in told


def test_few_are_each_told_by_itself_and_every_pair_is_the_same() -> None:
    asked = ["fail", THREE_TIER, "--az", "eu-west-1a", "--fail", "nat-b", "--json"]
    short, every = (vpcdesign([*asked, *more]) for more in ((), ("--every-pair",)))
    short, every = json.loads(short.out), json.loads(every.out)
    Draft202012Validator(answers()).validate(short)
    assert short == every
    assert not any(one["grouped"] for one in short["failures"])
    assert any(one["narrowed"] for one in short["failures"])


def test_many_that_lose_the_same_are_told_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "estate.json"
    path.write_text(roles(60), encoding="utf-8")
    monkeypatch.setattr(fail_json, "FEW", 0)
    asked = ["fail", str(path), "--az", "eu-west-1a", "--az", "eu-west-1b", "--json"]
    short, every = (json.loads(vpcdesign([*asked, *more]).out) for more in ((), ("--every-pair",)))
    Draft202012Validator(answers()).validate(short)
    for one, other in zip(short["failures"], every["failures"], strict=True):
        assert one["grouped"] == any(one["counts"].values())
        assert one["counts"] == other["counts"]
        assert all(summed(one, key) == summed(other, key) for key in ("lost", "narrowed"))
        assert len(one["lost"]) <= len(other["lost"])
        for loss in one["lost"]:
            assert (loss["from"], loss["to"]) in [(each["from"], each["to"]) for each in other["lost"]]
            assert loss["from"] in loss["sources"]
            assert loss["to"] in loss["destinations"]
    assert any(loss["conversations"] > 1 for one in short["failures"] for loss in one["lost"])


def summed(failure: dict[str, Any], key: str) -> list[int]:
    counts = ("conversations", "pairs", "down", "cut_off", "weakened")
    return [sum(loss[count] for loss in failure[key]) for count in counts]


def test_every_pair_is_about_json() -> None:
    done = vpcdesign(["fail", THREE_TIER, "--every-pair"])
    assert (done.status, done.out) == (2, "")
    assert "--json --every-pair" in done.err
