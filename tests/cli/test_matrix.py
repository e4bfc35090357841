"""`vpcdesign matrix`: the shop's page cell by cell, whatever it is grouped by, as a table, CSV and JSON."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.running import THREE_TIER, vpcdesign
from tests.layouts.shelf import NAMES
from tests.layouts.test_shop import REACHES
from tests.render.golden import hold
from vpcdesign.algebra.intervals import difference
from vpcdesign.algebra.services import ALL, ICMPV6, TCP, UDP, ports
from vpcdesign.analysis.reaches import Reach
from vpcdesign.render.schema import answers
from vpcdesign.render.text.matrix import words

LAYOUTS = Path(THREE_TIER).parent


def test_the_shop_by_security_group() -> None:
    done = vpcdesign(["matrix", THREE_TIER, "--by", "security-group"])
    assert (done.status, done.err) == (0, "")
    hold("matrix-shop.txt", done.out)


def test_every_cell_of_the_shop_s_page() -> None:
    answer = json.loads(vpcdesign(["matrix", THREE_TIER, "--by", "security-group", "--json"]).out)
    Draft202012Validator(answers()).validate(answer)
    labels = {one["id"]: one["label"] for one in answer["groups"]}
    found = {(labels[one["from"]], labels[one["to"]]): (one["allowed"], one["partial"]) for one in answer["cells"]}
    drawn = {
        (source.removeprefix("sg:"), to.removeprefix("sg:")): (
            [words] if verdict == "allowed" else [],
            [words] if verdict == "partial" else [],
        )
        for (source, to), (words, verdict) in REACHES.items()
    }
    assert found == drawn
    assert not any(one["differ"] for one in answer["groups"])


@pytest.mark.parametrize(("short", "full"), [("sg", "security-group"), ("az", "zone")])
def test_a_grouping_goes_by_the_word_of_selectors_too(short: str, full: str) -> None:
    assert vpcdesign(["matrix", THREE_TIER, "--by", short]) == vpcdesign(["matrix", THREE_TIER, "--by", full])


def test_interfaces_that_behave_alike_are_one_group() -> None:
    answer = json.loads(vpcdesign(["matrix", THREE_TIER, "--json"]).out)
    members = [tuple(one["members"]) for one in answer["groups"]]
    assert ("app-1", "app-2", "app-3") in members
    assert len(members) == 6
    assert len(answer["cells"]) == 9


def test_a_group_whose_members_differ_says_so() -> None:
    answer = json.loads(vpcdesign(["matrix", THREE_TIER, "--by", "tier", "--json"]).out)
    groups = {one["label"]: one for one in answer["groups"]}
    assert groups["public"]["differ"]
    assert not groups["app"]["differ"]
    (cell,) = (c for c in answer["cells"] if (c["from"], c["to"]) == (groups["internet"]["id"], groups["public"]["id"]))
    assert cell["allowed"] == []
    assert cell["partial"] == ["tcp/22", "tcp/443"]


def test_sides_and_services_can_be_chosen() -> None:
    done = vpcdesign(
        ["matrix", THREE_TIER, "--from", "tier:app", "--to", "internet,tier:db", "--ports", "https", "--csv"]
    )
    assert list(csv.reader(StringIO(done.out))) == [
        ["from", "to", "from_members", "to_members", "allowed", "partial", "unknown"],
        ["sg-app in tier app", "internet", "3", "1", "tcp/443", "", ""],
    ]


@pytest.mark.parametrize("by", ["interface", "security-group", "subnet", "tier", "vpc", "zone"])
@pytest.mark.parametrize("name", NAMES)
def test_every_layout_by_everything(name: str, by: str) -> None:
    path = str(LAYOUTS / f"{name}.json")
    done = vpcdesign(["matrix", path, "--by", by])
    assert done.status == 0
    assert all(len(line) <= 100 for line in done.out.splitlines())
    answer = json.loads(vpcdesign(["matrix", path, "--by", by, "--json"]).out)
    Draft202012Validator(answers()).validate(answer)
    assert answer["cells"]


def test_a_subnet_that_is_empty_is_asked_through_a_stand_in() -> None:
    done = vpcdesign(["matrix", THREE_TIER, "--by", "subnet"])
    assert done.err.startswith("note: subnet db-c has no interface: a stand-in is asked")


def test_whoever_cannot_be_asked_is_an_error() -> None:
    done = vpcdesign(["matrix", THREE_TIER, "--from", "tier:ap", "--to", "nobody", "--ports", "htps"])
    assert (done.status, done.out) == (2, "")
    assert "`htps` is no service" in done.err
    assert "no tier is called `ap`" in done.err


def test_every_cell_has_a_packet_that_was_walked() -> None:
    done = vpcdesign(["matrix", THREE_TIER, "--by", "tier", "--json"])
    answer = json.loads(done.out)
    Draft202012Validator(answers()).validate(answer)
    labels = {one["id"]: one["label"] for one in answer["groups"]}
    for cell in answer["cells"]:
        assert cell["witness"]["path"], cell
        assert bool(cell["partial"]) == ("stopped" in cell), cell
    (cell,) = (one for one in answer["cells"] if (labels[one["from"]], labels[one["to"]]) == ("app", "public"))
    assert cell["witness"]["packet"] == "10.20.64.10:32768 → 10.20.0.20 tcp/443"
    assert cell["stopped"]["because"].startswith("sg-bastion inbound *")


def test_text_shows_packets_when_asked_and_marks_who_differs() -> None:
    done = vpcdesign(["matrix", THREE_TIER, "--by", "tier", "--witness"])
    assert "public*  4 members" in done.out
    assert "not 10.20.64.10:32768 → 10.20.0.9 tcp/443: sg-bastion inbound *" in done.out
    assert "members differ" in vpcdesign(["matrix", THREE_TIER, "--by", "tier"]).out
    assert "members differ" not in vpcdesign(["matrix", THREE_TIER]).out


def test_an_estate_has_a_packet_for_each_set_and_cells_that_are_like_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vpcdesign.analysis.witnesses.FEW", 4)
    answer = json.loads(vpcdesign(["matrix", THREE_TIER, "--by", "security-group", "--json"]).out)
    Draft202012Validator(answers()).validate(answer)
    cells = {(one["from"], one["to"]): one for one in answer["cells"]}
    likes = [one for one in cells.values() if "like" in one]
    assert likes
    for one in likes:
        shown = cells[one["from"], one["like"]]
        assert shown["witness"]["path"], "walked"
        assert "witness" not in one
        assert (one["allowed"], one["partial"]) == (shown["allowed"], shown["partial"])
    each = json.loads(vpcdesign(["matrix", THREE_TIER, "--by", "security-group", "--json", "--witness"]).out)
    assert all("like" not in one and one["witness"]["path"] for one in each["cells"])
    assert len(each["cells"]) == len(cells)


def test_groups_that_get_the_same_share_a_line_and_of_very_many_some_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    told = vpcdesign(["matrix", THREE_TIER]).out
    assert "  → sg-front in tier public, internet, dublin: tcp/443\n" in told
    assert "is shorter" not in told
    monkeypatch.setattr("vpcdesign.render.text.matrix._MANY", 3)
    monkeypatch.setattr("vpcdesign.render.text.matrix._SOME", 1)
    told = vpcdesign(["matrix", THREE_TIER]).out
    assert "  → sg-front in tier public and 2 more groups: tcp/443\n" in told
    assert "--by tier, subnet or security-group is shorter" in " ".join(told.split())


def test_what_gets_through_by_some_choices_only_has_a_packet_too(tmp_path: Path) -> None:
    web = json.loads((LAYOUTS / "load-balanced-web.json").read_text(encoding="utf-8"))
    target = next(one for one in web["network_interfaces"] if one["id"] == "eni-web-2")
    target["security_groups"] = ["sg-broker"]
    path = tmp_path / "half.json"
    path.write_text(json.dumps(web), encoding="utf-8")
    answer = json.loads(vpcdesign(["matrix", str(path), "--from", "internet", "--to", "lb:www", "--json"]).out)
    (cell,) = answer["cells"]
    assert (cell["allowed"], cell["partial"]) == ([], ["tcp/80", "tcp/443"])
    assert "eni-web-1" in cell["witness"]["path"]
    assert "sg-broker inbound *" in cell["stopped"]["because"]


def test_where_nobody_can_be_asked_it_says_so() -> None:
    for side in ("internet", "app-1"):
        done = vpcdesign(["matrix", THREE_TIER, "--from", side, "--to", side])
        assert (done.status, done.err) == (0, "")
        assert done.out.startswith("there is no pair to ask about")
        assert json.loads(vpcdesign(["matrix", THREE_TIER, "--from", side, "--to", side, "--json"]).out)["cells"] == []


def test_what_is_left_of_everything_is_one_word() -> None:
    everything = difference(ALL, ports(ICMPV6))
    reach = Reach(ports(TCP), difference(everything, ports(TCP)))
    assert words(reach) == ["tcp", "± anything else"]
    assert words(Reach(partial=everything)) == ["± all IPv4"]
    assert words(Reach(ports(TCP), ports(UDP))) == ["tcp", "± udp"]
