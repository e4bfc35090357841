"""`plan`, `grow`, `capacity`, `space` and `export csv`: what they write, refuse, and leave alone."""

import csv
import json
import subprocess
import sys
from io import StringIO
from ipaddress import ip_network
from pathlib import Path

import pytest

from tests.cli.running import ROOT, THREE_TIER, vpcdesign

SHOP = ["--azs", "3", "--reserve-azs", "1", "--tier", "public:/24", "--tier", "app:/20", "--tier", "db:/24:isolated"]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Give a planned design with gateways."""
    path = tmp_path / "shop.json"
    done = vpcdesign(["plan", "10.20.0.0/16", *SHOP, "--into", str(path), "--gateways"])
    assert (done.status, done.err) == (0, "")
    return path


def test_a_plan_is_shown_as_a_strip_and_a_table() -> None:
    done = vpcdesign(["plan", "10.20.0.0/16", *SHOP])
    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    assert "10.20.0.0/16        ▓▓··············[a ][b ][c ]▒▒▒▒" + "·" * 32 in lines
    assert "10.20.0.0/21        [a     ][b     ][c     ]▒▒▒▒▒▒▒▒[a     ][b     ][c     ]▒▒▒▒▒▒▒▒" in lines
    assert "app is one route: 10.20.64.0/18" in lines
    assert max(map(len, lines)) <= 100


def test_a_plan_is_ascii_where_nothing_else_shows() -> None:
    done = vpcdesign(["plan", "10.20.0.0/16", *SHOP], extra={"NO_COLOR": "1"})
    assert "\x1b" not in done.out
    from vpcdesign.render.text.plan import sign
    from vpcdesign.render.text.style import Style

    assert sign("▓▒·╰─╯", Style(ascii=True)).isascii()


def test_a_plan_as_json_has_each_subnet_with_its_block_zone_and_tier() -> None:
    tiers = ["--tier", "public:/24", "--tier", "app:500", "--tier", "db:25%"]
    done = vpcdesign(["plan", "10.20.0.0/16", "--azs", "3", *tiers, "--json"])
    answer = json.loads(done.out)
    assert (done.status, answer["version"]) == (0, 1)
    assert len(answer["subnets"]) == 9
    for each in answer["subnets"]:
        assert ip_network(each["cidr"]).subnet_of(ip_network("10.20.0.0/16"))  # type: ignore[arg-type]
        assert each["az"] in {"eu-west-1a", "eu-west-1b", "eu-west-1c"}
    assert {each["tier"] for each in answer["subnets"]} == {"public", "app", "db"}
    assert all(each["usable"] >= 500 for each in answer["subnets"] if each["tier"] == "app")


def test_a_plan_put_into_a_design_is_whole(shop: Path) -> None:
    design = json.loads(shop.read_text(encoding="utf-8"))
    assert design["name"] == "shop"
    assert len(design["subnets"]) == 9
    assert len(design["nat_gateways"]) == 3
    assert len(design["reservations"]) == 3
    assert vpcdesign(["trace", str(shop), "subnet:app-a", "internet", "https"]).status == 0
    assert vpcdesign(["trace", str(shop), "subnet:db-a", "internet", "https"]).status == 1
    assert vpcdesign(["check", str(shop)]).status in {0, 2}


def test_ipv6_works_from_public_and_private_tiers(tmp_path: Path) -> None:
    path = str(tmp_path / "six.json")
    arguments = ["plan", "10.0.0.0/16", "--azs", "2", "--tier", "public:/24", "--tier", "app:/24"]
    assert vpcdesign([*arguments, "--ipv6", "--gateways", "--into", path]).status == 0
    design = json.loads(Path(path).read_text(encoding="utf-8"))
    assert sorted(each.get("ipv6_index", 0) for each in design["subnets"]) == [0, 1, 2, 3]
    own = str(tmp_path / "own.json")
    assert vpcdesign([*arguments, "--ipv6", "2a05:d000::/56", "--into", own]).status == 0
    design = json.loads(Path(own).read_text(encoding="utf-8"))
    assert {each["ipv6_cidr"] for each in design["subnets"]} == {f"2a05:d000:0:{n}::/64" for n in "123"} | {
        "2a05:d000::/64"
    }


def test_a_plan_goes_beside_what_a_design_holds(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    vpcdesign(["new", str(path), "--layout", "three-tier"])
    before = json.loads(path.read_text(encoding="utf-8"))
    done = vpcdesign(["plan", "10.30.0.0/16", "--azs", "2", "--tier", "app:/24", "--into", str(path)])
    assert (done.status, done.err) == (0, "")
    after = json.loads(path.read_text(encoding="utf-8"))
    assert after["subnets"][:9] == before["subnets"]
    assert [each["vpc"] for each in after["subnets"][9:]] == ["vpc", "vpc"]
    assert vpcdesign(["check", str(path)]).status == 0
    again = vpcdesign(["plan", "10.20.0.0/16", "--azs", "2", "--tier", "app:/24", "--into", str(path)])
    assert again.status == 2
    assert "`vpcdesign grow` adds to it without moving anything" in again.err
    overlapping = vpcdesign(["plan", "10.20.0.0/20", "--azs", "2", "--tier", "app:/24", "--into", str(path)])
    assert overlapping.status == 0
    assert "collides with 10.20.0.0/16, prod" in overlapping.out.replace("\n", " ")


def test_an_organisation_is_planned_around_what_is_in_use(tmp_path: Path) -> None:
    registry = tmp_path / "used.csv"
    registry.write_text("cidr,owner\n10.0.0.0/16,Dublin\n", encoding="utf-8")
    vpcs = ["--vpc", "prod:/16", "--vpc", "dev:/18"]
    tail = ["--tier", "app:/24", "--registry", str(registry), "--json"]
    done = vpcdesign(["plan", "10.0.0.0/8", "--azs", "2", *vpcs, *tail])
    answer = json.loads(done.out)
    assert [each["cidrs"] for each in answer["vpcs"]] == [["10.1.0.0/16"], ["10.2.0.0/18"]]
    assert {each["id"] for each in answer["subnets"]} == {"prod-app-a", "prod-app-b", "dev-app-a", "dev-app-b"}
    shown = vpcdesign(["plan", "10.0.0.0/16", "--azs", "2", "--tier", "app:/24", "--registry", str(registry)])
    assert "collides with 10.0.0.0/16, Dublin" in shown.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["10.0.0.0/26", "--azs", "3", "--tier", "a:/26"], ["take 10.0.0.0/24 or make `a` /28"]),
        (["10.0.0.0/8", "--azs", "3", "--tier", "a:/26"], ["larger than AWS allows", "--vpc NAME:/16"]),
        (["3", "--azs", "10.0.0.0/16", "--tier", "/24:app"], ["no CIDR", "is no zone", "did you mean `app:/24`?"]),
        (["10.0.0.0/16", "--azs", "3"], ["missing option --tier"]),
        (["10.0.0.0/16", "--azs", "3", "--tier", "a:/24", "--gateways"], ["--gateways needs --into"]),
        (["10.0.0.0/16", "--azs", "9", "--tier", "a:/24"], ["too many: a region has 1 to 6"]),
        (["10.0.0.0/16", "--azs", "3", "--tier", "a:/24", "--headroom", "x"], ["`x` is no headroom"]),
        (["10.0.0.0/16", "--azs", "3", "--tier", "a:/24", "--ipv6", "10.0.0.0/8"], ["is an IPv4 block"]),
        (["10.0.0.0/16", "--azs", "3", "--tier", "a:/24", "--registry", "no-such"], ["no-such: no such file"]),
        (["10.0.0.0/16", "--azs", "3", "--tier", "a:/24", "--secondary", "192.168.0.0/24", "--into", "x.json"],
         ["cannot join `10.0.0.0/16` in one VPC"]),
        (["10.0.0.0/16", "--azs", "3", "--tier", "a:/24:private", "--gateways", "--into", "x.json"],
         ["no public one to put NAT gateways in"]),
    ],
)  # fmt: skip
def test_a_plan_that_cannot_be_made_is_an_error(tmp_path: Path, arguments: list[str], words: list[str]) -> None:
    done = vpcdesign(["plan", *arguments], cwd=tmp_path)
    assert (done.status, done.out) == (2, "")
    assert all(word in done.err for word in words), done.err
    assert list(tmp_path.iterdir()) == []


def test_growth_moves_nothing(shop: Path) -> None:
    before = json.loads(shop.read_text(encoding="utf-8"))["subnets"]
    for arguments in (
        ["--az", "d", "--gateways"],
        ["--tier", "cache:/26"],
        ["--tier", "cache"],
        ["--double", "cache-d"],
    ):
        done = vpcdesign(["grow", str(shop), *arguments])
        if arguments[0] == "--double":
            assert done.status == 2
            assert "its other half" in done.err
        else:
            assert (done.status, done.err) == (0, "")
            assert "No block that existed has moved." in done.out
    after = json.loads(shop.read_text(encoding="utf-8"))["subnets"]
    assert [each for each in after if each["id"] in {one["id"] for one in before}] == before
    assert len(after) == 9 + 3 + 4 + 4
    assert vpcdesign(["trace", str(shop), "subnet:app-d", "internet", "https"]).status == 0


def test_growth_can_be_written_elsewhere_and_told_as_json(shop: Path, tmp_path: Path) -> None:
    other, text = tmp_path / "grown.json", shop.read_text(encoding="utf-8")
    done = vpcdesign(["grow", str(shop), "--tier", "cache:/26", "-o", str(other), "--json"])
    answer = json.loads(done.out)
    assert [each["az"][-1] for each in answer["added"]] == ["a", "b", "c"]
    assert shop.read_text(encoding="utf-8") == text
    assert len(json.loads(other.read_text(encoding="utf-8"))["subnets"]) == 12


def test_a_secondary_block_makes_the_room_that_was_missing(shop: Path) -> None:
    refused = vpcdesign(["grow", str(shop), "--tier", "big:/18"])
    assert refused.status == 2
    named = refused.err.partition("`--block ")[2].partition("`")[0]
    done = vpcdesign(["grow", str(shop), "--tier", "big:/18", "--block", named])
    assert (done.status, done.err) == (0, "")
    bad = vpcdesign(["grow", str(shop), "--block", "192.168.0.0/24"])
    assert (bad.status, bad.out) == (2, "")
    assert "cannot join" in bad.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "say one of --az NAME"),
        (["--az", "d", "--tier", "a:/24"], "say one of --az NAME"),
        (["--az", "a"], "is in eu-west-1a already"),
        (["--tier", "cache"], "has no size: write `cache:/24`"),
        (["--double", "nobody"], "no subnet is called `nobody`"),
        (["--az", "d", "--vpc", "prd"], "no VPC is called `prd`: did you mean `prod`?"),
    ],
)
def test_growth_that_cannot_be_is_an_error(tmp_path: Path, arguments: list[str], words: str) -> None:
    path = tmp_path / "mine.json"
    vpcdesign(["new", str(path), "--layout", "three-tier"])
    text = path.read_text(encoding="utf-8")
    done = vpcdesign(["grow", str(path), *arguments])
    assert (done.status, done.out) == (2, "")
    assert words in done.err
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    "arguments", [["plan", "10.0.0.0/16", *SHOP], ["capacity", THREE_TIER]], ids=["plan", "capacity"]
)
def test_planning_loads_neither_graphs_nor_screens(arguments: list[str]) -> None:
    script = "import sys; from vpcdesign.cli.console import main; main(); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert set(done.stderr.split()) & {"networkx", "textual", "rich", "yaml"} == set()
    assert "vpcdesign.planning.blocks" in done.stderr


def test_capacity_says_what_fits() -> None:
    done = vpcdesign(["capacity", THREE_TIER])
    assert (done.status, done.err) == (0, "")
    assert "11 further zones fit" in done.out
    assert max(map(len, done.out.splitlines())) <= 100
    answer = json.loads(vpcdesign(["capacity", THREE_TIER, "--json"]).out)
    assert (answer["zones"], answer["free"], answer["largest"]) == (11, 47104, "10.20.128.0/17")
    assert answer["zones_to_come"][0]["subnets"][0] == {"tier": "public", "cidr": "10.20.3.0/24"}
    assert answer["sizes"]["/24"] == {"count": 184, "next": "10.20.8.0/24"}


def test_space_is_shown_and_edited(shop: Path) -> None:
    shown = vpcdesign(["space", "free", str(shop)])
    assert "Free: 10.20.8.0/21, 10.20.16.0/20, 10.20.32.0/19, 10.20.128.0/17" in shown.out
    assert json.loads(vpcdesign(["space", "free", str(shop), "--json"]).out)["gaps"][0] == "10.20.8.0/21"
    steps = {
        ("split", "db-a"): "+ 10.20.4.128/25 db-a-2\n~ 10.20.4.0/25 db-a, was 10.20.4.0/24\n",
        ("join", "db-a", "db-a-2"): "- 10.20.4.128/25 db-a-2\n~ 10.20.4.0/24 db-a, was 10.20.4.0/25\n",
        ("move", "db-a", "10.20.8.0/24"): "~ 10.20.8.0/24 db-a, was 10.20.4.0/24\n",
        ("resize", "db-a", "/23"): "~ 10.20.8.0/23 db-a, was 10.20.8.0/24\n",
        ("reserve", "/24", "--reason", "audit"): "+ 10.20.4.0/24 reserved-10.20.4.0-24\n",
        ("release", "10.20.4.0/24"): "- 10.20.4.0/24 reserved-10.20.4.0-24\n",
    }
    for (verb, *rest), told in steps.items():
        done = vpcdesign(["space", verb, str(shop), *rest])
        assert (done.status, done.out, done.err) == (0, told, "")
    assert vpcdesign(["space", "release", str(shop), "x"]).status == 2


def test_a_spreadsheet_opens_the_plan(shop: Path, tmp_path: Path) -> None:
    done = vpcdesign(["export", str(shop), "csv"])
    rows = list(csv.DictReader(StringIO(done.out)))
    assert list(rows[0])[:9] == ["name", "zone", "tier", "block", "first", "last", "usable", "used", "free"]
    assert len(rows) == 9
    first = rows[0]
    assert (first["name"], first["block"], first["first"], first["last"]) == (
        "public-a", "10.20.0.0/24", "10.20.0.0", "10.20.0.255",
    )  # fmt: skip
    assert (first["usable"], first["used"], first["free"]) == ("251", "1", "250")
    path = tmp_path / "plan.csv"
    assert vpcdesign(["export", str(shop), "csv", "-o", str(path)]).out == ""
    assert path.read_text(encoding="utf-8") == done.out


def test_a_name_is_never_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "evil.json"
    design = {
        "vpcdesign": 1,
        "name": "x",
        "vpcs": [{"id": "v", "region": "eu-west-1", "cidrs": ["10.0.0.0/16"]}],
        "subnets": [
            {"id": "s", "name": "=1+1", "vpc": "v", "az": "eu-west-1a", "cidr": "10.0.0.0/24", "tier": "@x\x1b"}
        ],
    }
    path.write_text(json.dumps(design), encoding="utf-8")
    assert vpcdesign(["export", str(path), "csv"]).out.splitlines()[1].startswith("'=1+1,eu-west-1a,'@x\\x1b,")
