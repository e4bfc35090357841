"""`new`, `layouts`, `import`, `export`, `schema` and `explain`: what they write, and what they refuse to touch."""

import json
import os
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.running import ROOT, THREE_TIER, vpcdesign
from vpcdesign.api.layouts import layout_names
from vpcdesign.aws.explanations import ENTRIES
from vpcdesign.render.schema import answers

VPCS = {"Vpcs": [{"VpcId": "vpc-0a1b2c3d", "CidrBlock": "10.9.0.0/16", "State": "available", "OwnerId": "1"}]}
SUBNETS = {
    "Subnets": [
        {
            "SubnetId": "subnet-0a1b2c3d",
            "VpcId": "vpc-0a1b2c3d",
            "CidrBlock": "10.9.1.0/24",
            "AvailabilityZone": "eu-west-1a",
            "State": "available",
        }
    ]
}


# --- new, layouts -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", layout_names())
def test_every_layout_starts_a_design_whose_assertions_hold(tmp_path: Path, name: str) -> None:
    path = tmp_path / "mine.json"
    assert vpcdesign(["new", str(path), "--layout", name]).status == 0
    assert json.loads(path.read_text(encoding="utf-8"))["name"] == "mine"
    assert vpcdesign(["check", str(path)]).status == 0


def test_a_layout_moves_to_another_block_and_region(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    done = vpcdesign(["new", str(path), "--layout", "three-tier", "--cidr", "172.20.0.0/16", "--region", "us-east-1"])
    assert (done.status, done.err) == (0, "")
    text = path.read_text(encoding="utf-8")
    assert "172.20.64.10" in text
    assert "10.20." not in text
    assert "eu-west-1" not in text
    assert vpcdesign(["check", str(path)]).status == 0


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--layout", "threetier"], "error: no layout is called `threetier`: did you mean `three-tier`?"),
        (["--layout", "three-tier", "--cidr", "10.20.0.0/20"], "error: `10.20.0.0/20` is a /20"),
        (["--layout", "three-tier", "--cidr", "nonsense"], "error: `nonsense` is no IPv4 block"),
        (["--layout", "three-tier", "--region", "Ireland"], "error: `Ireland` is no region"),
        (["--layout", "three-tier", "--cidr", "192.168.0.0/16"], "which the design uses for something else"),
        ([], "error: missing option '--layout'"),
    ],
)
def test_what_cannot_be_made_is_refused_and_nothing_written(tmp_path: Path, options: list[str], words: str) -> None:
    path = tmp_path / "mine.json"
    done = vpcdesign(["new", str(path), *options])
    assert (done.status, done.out) == (2, "")
    assert words in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_never_overwritten_by_chance(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text("precious", encoding="utf-8")
    done = vpcdesign(["new", str(path), "--layout", "three-tier"])
    assert (done.status, done.out) == (2, "")
    assert "--force" in done.err
    assert path.read_text(encoding="utf-8") == "precious"
    assert vpcdesign(["new", str(path), "--layout", "three-tier", "--force"]).status == 0
    assert path.read_text(encoding="utf-8").startswith("{")


def test_a_new_design_goes_to_standard_output_too() -> None:
    done = vpcdesign(["new", "-", "--layout", "three-tier"])
    assert (done.status, json.loads(done.out)["name"]) == (0, "shop")


def test_layouts_are_listed_and_explained() -> None:
    listed = vpcdesign(["layouts"])
    assert (listed.status, listed.err) == (0, "")
    assert all(f"\n{name} " in "\n" + listed.out for name in layout_names())
    one = vpcdesign(["layouts", "three-tier"])
    assert one.out.startswith("three-tier\n\nA shop in three tiers")
    assert "the load balancer reaches the app" in one.out
    assert "1 VPC, " in one.out
    assert vpcdesign(["layouts", "nonsense"]).status == 2
    assert max(map(len, (listed.out + one.out).splitlines())) <= 100


# --- import, export ---------------------------------------------------------------------------------------------------


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """Give a folder of AWS's documents, under names that say nothing."""
    folder = tmp_path / "aws"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.json").write_text(json.dumps(VPCS), encoding="utf-8")
    (folder / "deep" / "b").write_text(json.dumps(SUBNETS), encoding="utf-8")
    (folder / "README.md").write_text("no document", encoding="utf-8")
    (folder / ".hidden.json").write_text("{", encoding="utf-8")
    return folder


def test_documents_become_a_design(documents: Path, tmp_path: Path) -> None:
    path = tmp_path / "estate.json"
    done = vpcdesign(["import", "aws", str(documents), "-o", str(path)])
    assert (done.status, done.err) == (0, "")
    assert done.out.replace("\n", " ").startswith(f"{path}: 1 VPC, 1 subnet")
    design = json.loads(path.read_text(encoding="utf-8"))
    assert (design["name"], design["subnets"][0]["cidr"]) == ("estate", "10.9.1.0/24")
    told = json.loads(vpcdesign(["import", "aws", str(documents), "-o", str(path), "--json"]).out)
    assert [note["text"] for note in told["notes"]] == [note["text"] for note in design["notes"]]
    assert told["notes"]
    assert "changes" not in told


def test_a_refresh_keeps_what_people_added(documents: Path, tmp_path: Path) -> None:
    path = tmp_path / "estate.json"
    vpcdesign(["import", "aws", str(documents), "-o", str(path)])
    design = json.loads(path.read_text(encoding="utf-8"))
    design["subnets"][0]["tier"] = "front"
    path.write_text(json.dumps(design), encoding="utf-8")
    moved = json.dumps(SUBNETS).replace("10.9.1.0/24", "10.9.2.0/24")
    (documents / "deep" / "b").write_text(moved, encoding="utf-8")
    done = vpcdesign(["import", "aws", str(documents), "--into", str(path)])
    assert (done.status, done.err) == (0, "")
    assert "changed subnets subnet-0a1b2c3d: cidr" in done.out
    subnet = json.loads(path.read_text(encoding="utf-8"))["subnets"][0]
    assert (subnet["tier"], subnet["cidr"]) == ("front", "10.9.2.0/24")
    again = vpcdesign(["import", "aws", str(documents), "--into", str(path), "--json"])
    assert json.loads(again.out)["changes"] == []
    Draft202012Validator({**answers(), "anyOf": [{"$ref": "#/$defs/import"}]}).validate(json.loads(again.out))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "error: missing argument PATH..."),
        (["x"], "error: missing option -o DESIGN"),
        (["no-such", "-o", "x.json"], "error: no-such: no such file"),
        ([".", "-o", "x.json"], "error: .: no JSON in this folder"),
        (["--into", "no-such.json", "."], "error: no-such.json: no such file"),
    ],
)
def test_what_cannot_be_imported_is_refused(tmp_path: Path, arguments: list[str], words: str) -> None:
    done = vpcdesign(["import", "aws", *arguments], cwd=tmp_path)
    assert (done.status, done.out) == (2, "")
    assert words in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_broken_document_leaves_the_old_design_untouched(documents: Path, tmp_path: Path) -> None:
    path = tmp_path / "estate.json"
    path.write_text("precious", encoding="utf-8")
    (documents / "c.json").write_text('{"Vpcs": [', encoding="utf-8")
    done = vpcdesign(["import", "aws", str(documents), "-o", str(path)])
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"error: {documents / 'c.json'}:1:")
    assert path.read_text(encoding="utf-8") == "precious"


def test_the_collector_is_a_shell_script() -> None:
    done = vpcdesign(["import", "aws", "--script"])
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("#!/bin/sh\n")
    assert "describe-route-tables" in done.out


def test_an_export_is_the_same_design(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    assert vpcdesign(["export", THREE_TIER, "json", "-o", str(path)]).out == ""
    shown = vpcdesign(["export", THREE_TIER, "json"])
    assert json.loads(shown.out) == json.loads(path.read_text(encoding="utf-8"))
    assert vpcdesign(["export", str(path), "json"]) == shown
    assert vpcdesign(["export", THREE_TIER, "svg"]).status == 2


def test_an_export_shows_no_control_character(tmp_path: Path) -> None:
    path = tmp_path / "hostile.json"
    document = {"vpcdesign": 1, "name": "\x1b[2J\u202e\x9b", "note": "日本\u200b"}
    path.write_text(json.dumps(document), encoding="utf-8")
    done = vpcdesign(["export", str(path), "json"])
    assert all(line.isprintable() for line in done.out.split("\n"))
    assert json.loads(done.out)["name"] == document["name"]


@pytest.mark.skipif(not Path("/dev/full").exists() or os.geteuid() != 0, reason="no device that is always full here")
def test_a_design_goes_nowhere_it_cannot_be_written(tmp_path: Path) -> None:
    for target in (str(tmp_path), str(tmp_path / "no" / "such" / "folder.json")):
        done = vpcdesign(["export", THREE_TIER, "json", "-o", target])
        assert (done.status, done.out) == (2, "")
        assert done.err.startswith(f"error: {target}")
    assert list(tmp_path.iterdir()) == []


# --- schema, explain --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("of", [[], ["design"], ["assertions"], ["answers"]])
def test_schemas_are_schemas(of: list[str]) -> None:
    done = vpcdesign(["schema", *of])
    assert (done.status, done.err) == (0, "")
    Draft202012Validator.check_schema(json.loads(done.out))


def test_the_layouts_fit_the_schema_of_designs() -> None:
    validator = Draft202012Validator(json.loads(vpcdesign(["schema"]).out))
    for path in sorted((ROOT / "layouts").glob("*.json")):
        validator.validate(json.loads(path.read_text(encoding="utf-8")))


def test_every_word_is_listed_and_explained() -> None:
    listed = vpcdesign(["explain"])
    assert (listed.status, listed.err) == (0, "")
    for name, entry in ENTRIES.items():
        assert f"\n  {name} " in listed.out, name
        assert entry.title
    one = vpcdesign(["explain", "subnet-acl restriction"])
    assert one.out.startswith("SUBNET_ACL_RESTRICTION: ")
    assert "\n  source  " in one.out


def test_an_unknown_word_names_the_nearest() -> None:
    done = vpcdesign(["explain", "SUBNET_ACL_RESTRICTIO"])
    assert (done.status, done.out) == (2, "")
    assert "did you mean `SUBNET_ACL_RESTRICTION`?" in done.err
    assert "lists what is explained" in vpcdesign(["explain", "\x1b[31mqqqqq"]).err
