"""The newcomer's second hour in a real terminal: what the screen said, `vpcdesign check` says of the saved file."""

import json
import re
import time
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.cli.running import vpcdesign
from tests.tui.pseudo import DRAWN, Terminal
from tests.tui.second_hour import LABS, Act, described, measured, measured_hour, second_hour
from vpcdesign.api.storage import load

PATIENCE = 40.0
SEQUENCE = re.compile(rb"\x1b\[[0-9;?]*[a-zA-Z]")


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Play the hour; give the folder in which it was worked."""
    folder = tmp_path_factory.mktemp("hour")
    described(folder)
    play(folder, second_hour())
    return folder


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Play the same hour on a network that was measured in AWS."""
    if not (LABS / "demo").is_dir():
        pytest.skip("no measured network is here")
    folder = tmp_path_factory.mktemp("lab")
    measured(folder)
    play(folder, measured_hour())
    return folder


def play(folder: Path, hour: Iterable[Act]) -> None:
    """Do the acts in a terminal, each seen before the next."""
    terminal = Terminal(folder)
    terminal.wait_for("ctrl+q")
    for act in hour:
        terminal.seen = b""
        terminal.press(act.keys)
        assert seen(terminal, act.seen), f"{act.words}: {act.seen!r} was not seen in {plain(terminal)[-5000:]}"
    terminal.kill()


def plain(terminal: Terminal) -> str:
    """Give what was drawn, without colours and cursors."""
    return SEQUENCE.sub(b"", terminal.seen).decode("utf-8", "replace")


def seen(terminal: Terminal, words: str) -> bool:
    """Wait until words were drawn, whatever their colours."""
    end = time.monotonic() + PATIENCE
    while words not in plain(terminal) and time.monotonic() < end:
        terminal.read(DRAWN)
    terminal.rest()
    return words in plain(terminal)


def test_the_file_holds_what_was_mended_and_pinned(played: Path) -> None:
    design = load(played / "prod.json")
    assert [(one.from_, one.to, one.ports, one.expect) for one in design.assertions] == [
        ("app-1", "db-1", "postgres", "allowed")
    ]
    acl = next(one for one in design.network_acls if one.name == "acl-db")
    assert [(one.rule, one.action, one.cidr) for one in acl.egress] == [(100, "allow", "10.20.64.0/18")]


def test_the_check_in_its_form_for_ci_agrees(played: Path) -> None:
    file = str(played / "prod.json")
    told = vpcdesign(["check", file, "--format", "json"])
    assert told.status == 0
    assert [one["holds"] for one in json.loads(told.out)["assertions"]] == [True]
    junit = vpcdesign(["check", file, "--format", "junit"])
    assert junit.status == 0
    suites = ET.fromstring(junit.out)  # noqa: S314 - written by the program under test
    cases = list(suites.iter("testcase"))
    assert [case.get("name") for case in cases] == ["app-1 to db-1 postgres is allowed"]
    assert not list(suites.iter("failure"))


def test_without_the_mended_rule_the_check_fails(played: Path, tmp_path: Path) -> None:
    document = json.loads((played / "prod.json").read_text())
    for acl in document["network_acls"]:
        if acl.get("name") == "acl-db":
            acl["egress"] = []
    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps(document))
    assert vpcdesign(["check", str(broken), "--format", "junit"]).status == 1


def test_a_measured_network_is_mended_and_held_to_it(lab: Path, tmp_path: Path) -> None:
    file = lab / "lab.json"
    told = vpcdesign(["check", str(file), "--format", "json"])
    assert told.status == 0
    assert [(one["name"], one["holds"]) for one in json.loads(told.out)["assertions"]] == [
        ("test1-it-west to web1-hr-west ssh is allowed", True)
    ]
    document = json.loads(file.read_text())
    for acl in document["network_acls"]:
        if acl.get("name") == "nacl-hr-west":
            acl["ingress"] = [line for line in acl["ingress"] if line["cidr"] != "10.4.1.101/32"]
    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps(document))
    assert vpcdesign(["check", str(broken), "--format", "junit"]).status == 1
