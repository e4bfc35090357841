"""`vpcdesign trace`: standard output, standard error and exit status."""

import json
from pathlib import Path

import pytest

from tests.cli.running import THREE_TIER, vpcdesign

GOOD = '{"id": 1, "source": "app-2", "destination": "db-1", "protocol": "tcp", "port": 5432}\n'


@pytest.mark.parametrize(
    ("question", "status", "first"),
    [
        (["app-2", "db-1", "postgres"], 0, "✓ allowed: app-2 opens tcp/5432 to db-1 and the answer comes back"),
        (["app-2", "db-1", "https"], 1, "✗ blocked in 2 places, first on the way there by network ACL acl-db: no in"),
        (["app-2", "tier:db"], 1, "± partial: tcp/5432 passes, nothing else does."),
        (["internet", "db-1", "postgres"], 1, "✗ blocked: db-1 has no public address."),
        (["app-2", "db-1", "postgres", "--source-port", "40000"], 0, "✓ allowed: app-2 opens tcp/5432 to db-1 and"),
        (["app-2", "db-1", "postgres", "--ipv6"], 1, "✗ blocked: app-2 has no IPv6 address."),
        (["subnet:db-c", "db-1", "postgres"], 1, "✗ blocked"),
        (["subnet:db-c", "db-1", "postgres", "--as", "sg:sg-app"], 1, "✗ blocked"),
    ],
)
def test_a_question_is_answered_and_the_status_says_whether_all_passes(
    question: list[str], status: int, first: str
) -> None:
    done = vpcdesign(["trace", THREE_TIER, *question])
    assert (done.status, done.err) == (status, "")
    assert done.out.startswith(first)
    assert done.out.endswith("\n")


def test_json_and_brief_say_the_same_as_the_text() -> None:
    done = vpcdesign(["trace", THREE_TIER, "app-2", "db-1", "https", "--json"])
    answer = json.loads(done.out)
    assert (done.status, done.err, answer["version"], answer["verdict"]) == (1, "", 1, "blocked")
    assert [one["component"] for one in answer["blockers"]] == ["acl-db", "sg-db"]
    brief = vpcdesign(["trace", THREE_TIER, "app-2", "db-1", "https", "--brief"])
    codes = [one["code"] for one in answer["blockers"]]
    assert (brief.status, brief.err) == (1, "")
    assert brief.out == json.dumps({"verdict": "blocked", "blockers": codes}, separators=(",", ":")) + "\n"


def test_a_question_without_a_packet_says_what_was_asked() -> None:
    answer = json.loads(vpcdesign(["trace", THREE_TIER, "internet", "db-1", "postgres", "--json"]).out)
    assert (answer["verdict"], answer["reason"]) == ("blocked", "db-1 has no public address")
    assert answer["question"].items() >= {"service": "tcp/5432", "protocol": "tcp", "port": 5432}.items()
    assert vpcdesign(["trace", THREE_TIER, "internet", "db-1", "ssh"]).out.endswith("\n\n  internet → db-1 tcp/22\n")


def test_one_packet_is_asked_by_its_port() -> None:
    done = vpcdesign(["trace", THREE_TIER, "app-2", "db-1", "postgres", "--source-port", "80", "--json"])
    answer = json.loads(done.out)
    assert answer["question"]["client_ports"] == [[80, 80]]
    assert (done.status, answer["forward"]["verdict"], answer["return"]["verdict"]) == (1, "allowed", "blocked")


def test_who_stands_in_carries_the_groups_that_are_given() -> None:
    bare = json.loads(vpcdesign(["trace", THREE_TIER, "subnet:app-*", "subnet:db-c", "postgres", "--json"]).out)
    given = vpcdesign(["trace", THREE_TIER, "subnet:app-*", "subnet:db-c", "postgres", "--as", "sg:sg-db", "--json"])
    kinds = [hop["component"] for hop in json.loads(given.out)["forward"]["hops"]]
    assert "sg-db" in kinds
    assert "sg-db" not in [hop["component"] for hop in bare["forward"]["hops"]]
    assert any("stand-in" in note for note in bare["notes"])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["no-such.json", "a", "b"], "error: no-such.json: no such file"),
        ([".", "a", "b"], "error: .: a folder"),
        ([THREE_TIER], "error: missing argument SOURCE and DESTINATION, or --batch"),
        ([THREE_TIER, "app-2"], "error: missing argument DESTINATION, or --batch"),
        ([THREE_TIER, "app-22", "db-1"], "error: nothing in the design is called `app-22`: did you mean `app-2`"),
        ([THREE_TIER, "app-2", "db-1", "tpc/443"], "error: `tpc` in `tpc/443` is no protocol"),
        ([THREE_TIER, "app-2", "db-1", "--as", "sg:nobody"], "error: no security group is called `nobody`"),
        ([THREE_TIER, "app-2", "db-1", "--source-port", "99999"], "error: invalid value for '--source-port'"),
        ([THREE_TIER, "app-2", "--batch", "x"], "error: --batch asks what its lines say"),
        ([THREE_TIER, "--batch", "no-such.jsonl"], "error: no-such.jsonl: no such file"),
        (["-", "--batch", "-"], "error: only one of DESIGN and --batch can be standard input"),
        ([THREE_TIER, "\x1b[31m", "db-1"], r"\x1b[31m"),
    ],
)
def test_what_cannot_be_asked_is_an_error(arguments: list[str], words: str) -> None:
    done = vpcdesign(["trace", *arguments])
    assert (done.status, done.out) == (2, "")
    assert words in done.err
    assert "Traceback" not in done.err
    assert "\x1b" not in done.err


def test_a_design_is_read_from_standard_input() -> None:
    text = Path(THREE_TIER).read_text(encoding="utf-8")
    assert vpcdesign(["trace", "-", "app-2", "db-1", "postgres"], stdin=text).status == 0
    broken = vpcdesign(["trace", "-", "app-2", "db-1", "postgres"], stdin=text[:2000])
    assert (broken.status, broken.out) == (2, "")
    assert broken.err.startswith("error: standard input:")


def test_a_batch_answers_every_line_in_order(tmp_path: Path) -> None:
    batch = tmp_path / "questions.jsonl"
    batch.write_text(GOOD + GOOD.replace("1,", "2,", 1).replace("5432", "443"), encoding="utf-8")
    whole = vpcdesign(["trace", THREE_TIER, "--batch", str(batch), "--json"])
    assert (whole.status, whole.err) == (0, "")
    assert [(one["id"], one["verdict"]) for one in map(json.loads, whole.out.splitlines())] == [
        (1, "allowed"),
        (2, "blocked"),
    ]
    assert vpcdesign(["trace", THREE_TIER, "--batch", str(batch)]) == whole
    brief = vpcdesign(["trace", THREE_TIER, "--batch", "-", "--brief"], stdin=GOOD)
    assert (brief.status, brief.out) == (0, '{"id":1,"verdict":"allowed","blockers":[]}\n')


def test_a_bad_line_is_an_error_and_the_run_goes_on() -> None:
    done = vpcdesign(["trace", THREE_TIER, "--batch", "-", "--brief"], stdin='{"id": 0}\n' + GOOD + "\udcff\n")
    first, second, third = map(json.loads, done.out.splitlines())
    assert (done.status, done.err) == (2, "")
    assert first.keys() == {"id", "error"}
    assert second["verdict"] == "allowed"
    assert third.keys() == {"error"}


def test_an_empty_batch_is_done() -> None:
    assert vpcdesign(["trace", THREE_TIER, "--batch", "-"], stdin="") == vpcdesign(
        ["trace", THREE_TIER, "--batch", "-"], stdin="\n\n"
    )


def test_colour_only_where_it_is_asked_for() -> None:
    question = ["trace", THREE_TIER, "app-2", "db-1", "https"]
    plain = vpcdesign(question)
    assert "\x1b" not in plain.out
    assert "\x1b[91m✗\x1b[0m" in vpcdesign(question, extra={"FORCE_COLOR": "1"}).out
    assert "\x1b[91m✗\x1b[0m" in vpcdesign([*question, "--color", "always"]).out
    assert "\x1b[91m✗\x1b[0m" in vpcdesign(["--color", "always", *question]).out
    assert vpcdesign(question, extra={"FORCE_COLOR": "1", "NO_COLOR": "1"}) == plain
    assert vpcdesign([*question, "--color", "never"], extra={"FORCE_COLOR": "1"}) == plain


def test_names_of_the_document_are_shown_as_text(tmp_path: Path) -> None:
    document = json.loads(Path(THREE_TIER).read_text(encoding="utf-8"))
    hostile = "evil\x1b]0;x\x07\u202e[red]\n."
    for group in document["security_groups"]:
        if group["id"] == "sg-db":
            group["ingress"] = []
            group["name"] = hostile
    for interface in document["network_interfaces"]:
        if interface["id"] == "db-1":
            interface["name"] = hostile
    path = tmp_path / "hostile.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    done = vpcdesign(["trace", str(path), "app-2", hostile, "postgres"])
    assert done.status == 1
    assert r"evil\x1b]0;x\x07\u202e[red]\n." in done.out
    assert all(line.isprintable() for line in (done.out + done.err).split("\n"))
