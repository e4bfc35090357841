"""What is wrong with a document, in words, with line and column, all at once."""

import gc
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from vpcdesign.design.document import Design
from vpcdesign.errors import DocumentError, Problem
from vpcdesign.formats.native import read as reading
from vpcdesign.formats.native.read import read


def problems(text: str | bytes) -> list[str]:
    """Give each problem as `line:column message`."""
    return [f"{problem.line}:{problem.column} {problem.message}" for problem in refused(text)]


def refused(text: str | bytes) -> tuple[Problem, ...]:
    with pytest.raises(DocumentError) as caught:
        read(text, "shop.json")
    return caught.value.problems


def test_all_problems_are_told_at_once_in_the_order_of_the_document() -> None:
    text = """{
  "vpcdesign": 1,
  "subents": [],
  "vpcs": [
    {"id": "prod", "cidrs": ["10.20.0.0/33"], "dns_suport": true},
    {"id": "", "region": 5, "cidrs": "10.0.0.0/16"}
  ],
  "nat_gateways": [{"id": "nat", "mode": "zone"}]
}"""
    assert problems(text) == [
        "3:3 `subents` is unknown here: did you mean `subnets`?",
        "5:5 VPC `prod` has no `region`: add it",
        "5:30 `10.20.0.0/33` is no CIDR block: write it as 10.0.0.0/16 or 2001:db8::/56",
        "5:47 `dns_suport` is unknown here: did you mean `dns_support`?",
        "6:12 `id` is ``: write at least one character",
        "6:26 `region` is `5`: write text in double quotes",
        "6:38 `cidrs` is `10.0.0.0/16`: write a list, `[...]`",
        "8:42 `mode` is `zone`: choose `zonal` or `regional`",
    ]


def test_a_problem_says_its_file_and_its_pointer() -> None:
    (problem,) = refused('{"vpcs": [{"id": "a", "region": "r", "cidrs": [], "x/y": 1}]}')
    assert (problem.file, problem.pointer) == ("shop.json", "/vpcs/0/x~1y")
    assert str(problem).startswith("shop.json:1:51: `x/y` is unknown here: remove it, or use `id`, `name`,")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1 the document is empty: a design is an object, `{...}`"),
        (" \n ", "2:2 the document is empty: a design is an object, `{...}`"),
        ("[]", "1:1 the document is a list: write an object, `{...}`"),
        ('{\n "vpcs": [\n  {"id": "a"', "3:13 the document is cut off: the object of line 3, column 3 is never closed"),
        ('{"vpcs": [1, 2', "1:15 the document is cut off: the list of line 1, column 10 is never closed"),
        ('{"name": "sh', "1:10 the document is cut off: this text is never closed"),
        (
            '{"name": "a\n"}',
            '1:10 this text does not end on its line: close it with `"`, or write `\\n` for a new line',
        ),
        ('{"name": "a\x07"}', "1:12 a control character in text: write it as `\\u0007`"),
        ('{"name": "a\\q"}', "1:12 `\\q` means nothing in JSON: write `\\\\` for a backslash"),
        ('{"name": "\\ud800"}', "1:10 half a character (a lone surrogate) in this text: remove it"),
        ('{"name": "a" "note": "b"}', '1:14 expected `,` or `}`, found `"note"`'),
        ('{"vpcs": [1 2]}', "1:13 expected `,` or `]`, found `2`"),
        ('{"name" "a"}', '1:9 expected `:`, found `"a"`'),
        ("{1: 2}", "1:2 expected a key in double quotes or `}`, found `1`"),
        ('{"vpcs": [],}', "1:13 a comma stands before `}`: remove it"),
        ('{"vpcs": [1,]}', "1:13 a comma stands before `]`: remove it"),
        ("{} {}", "1:4 the document ends before `{`: remove what follows"),
        ("{'name': 1}", '1:2 text stands in double quotes: write `"`'),
        ("{// shop\n}", "1:2 JSON has no comments: use a `note`"),
        ('{"name": shop}', "1:10 `shop` stands without quotes: put text in double quotes"),
        ('{"name": NaN}', "1:10 `NaN` is no number in JSON: write a number"),
        ('{"name": -Infinity}', "1:10 `-Infinity` is no number in JSON: write a number"),
        ('{"name": 01}', "1:10 `01` is no number in JSON: write it plainly, as 443"),
        ('{"name": é}', "1:10 expected a value, found `é`"),
        ('{"name": "a", "name": "b"}', "1:15 `name` stands twice in one object: keep one of them"),
        ('{"name": "a", "n\\u0061me": "b"}', "1:15 `name` stands twice in one object: keep one of them"),
        ('{"imported": 0}', "1:14 `imported` is `0`: write `true` or `false`"),
        ('{"vpcs": [null]}', "1:11 an entry of `vpcs` is `null`: write an object, `{...}`"),
        ('{"notes": [{"about": "a"}]}', "1:12 a note has no `text`: add it"),
        ('{"name": 1e400}', "1:10 `name` is `Infinity`: write text in double quotes"),
        ('{"vpcdesign": "1"}', "1:15 `vpcdesign` is `1`: write `1`, without quotes"),
        ('{"vpcdesign": -1}', "1:15 `vpcdesign` is `-1`: write `1`"),
        (
            '{"vpcdesign": 2, "routers": []}',
            "1:15 document version 2 is newer than 1, which is what this program reads: update it",
        ),
        ("\ufeff[", "1:2 the document is cut off: the list of line 1, column 1 is never closed"),
        ('{"name": "\ud800"}', "1:11 half a character (a lone surrogate): remove it"),
        (b'{"name": "\xff"}', "1:11 byte `0xff` is not UTF-8: save the document as UTF-8"),
        ('{"name": "a"}'.encode("utf-16"), "1:1 this is UTF-16: save it as UTF-8"),
        (
            '{"transit_gateways": [{"id": "t", "asn": 64512.5}]}',
            "1:42 `asn` is `64512.5`: write a whole number, without quotes",
        ),
    ],
)
def test_one_problem_and_its_place(text: str | bytes, expected: str) -> None:
    found = problems(text)
    assert found == [expected]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ('"count": 0', "`count` is `0`: write a number from 1, or write `any`"),
        ('"count": "two"', "`count` is `two`: write a whole number, without quotes, or write `any`"),
        ('"client_ports": [[1]]', "an entry of `client_ports` is too short: write entry 2 as well"),
        ('"client_ports": [[1, 2, 3]]', "an entry of `client_ports` is a list: write 2 entries, not 3"),
        ('"client_ports": [[1, 65536]]', "an entry of `client_ports` is `65536`: write a number up to 65535"),
        ('"private_ip": "fd00::1"', "`fd00::1` is an IPv6 address where an IPv4 address belongs"),
        ('"private_ip": "10.0.0.1\\u001b[2J"', "`10.0.0.1\\u001b[2J` is no IPv4 address"),
        ('"tags": []', "`tags` is a list: write an object, `{...}`"),
        ('"tags": {"a": 1}', "`a` is `1`: write text in double quotes"),
        ('"tags": {"a": "1", "a": "2"}', "`a` stands twice in one object: keep one of them"),
    ],
)
def test_a_field_that_holds_the_wrong_thing(field: str, expected: str) -> None:
    text = f'{{"network_interfaces": [{{"id": "eni", "subnet": "s", {field}}}]}}'
    assert [problem.message for problem in refused(text)] == [expected]


def test_ids_and_references_are_settled_at_the_door() -> None:
    text = """{"vpcs": [{"id": "prod", "region": "eu-west-1", "cidrs": ["10.0.0.0/16"]}],
 "subnets": [{"id": "prod", "vpc": "prdo", "az": "eu-west-1a", "cidr": "10.0.0.0/24"}]}"""
    assert problems(text) == [
        "2:21 `prod` is already the id of a VPC (`/vpcs/0`): choose another",
        "2:36 `prdo` is not in this design: did you mean `prod`?",
    ]


TOO_LARGE = '"vpcs": [{"id": "a", "region": "eu-west-1", "cidrs": ["10.0.0.0/8"]}]'


def test_what_aws_refuses_is_refused_with_its_place() -> None:
    (problem,) = refused(f"{{{TOO_LARGE}}}")
    assert (problem.pointer, problem.column) == ("/vpcs/0/cidrs/0", 56)


def test_what_aws_holds_is_not_judged() -> None:
    assert read(f'{{"imported": true, {TOO_LARGE}}}').vpcs[0].cidrs == ("10.0.0.0/8",)


def test_fifty_problems_are_shown_and_the_others_counted() -> None:
    found = refused(f'{{"vpcs": [{", ".join("5" * 120)}]}}')
    assert len(found) == 51
    assert found[-1].message == "and 70 more"
    assert found[49].column == found[0].column + 49 * 3


def test_a_byte_order_mark_is_no_problem() -> None:
    assert read('\ufeff{"name": "shop"}').name == "shop"
    assert read(b'\xef\xbb\xbf{"name": "shop"}').name == "shop"


def test_an_older_document_is_migrated(monkeypatch: pytest.MonkeyPatch) -> None:
    def networks_are_vpcs(document: dict[str, Any]) -> dict[str, Any]:
        return {"vpcs" if key == "networks" else key: value for key, value in document.items()}

    migrations: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {0: networks_are_vpcs}
    monkeypatch.setattr(reading, "MIGRATIONS", migrations)
    old = '{"vpcdesign": 0, "networks": [{"id": "a", "region": "eu-west-1", "cidrs": ["10.0.0.0/16"]}]}'
    design = read(old)
    assert isinstance(design, Design)
    assert [vpc.id for vpc in design.vpcs] == ["a"]
    wrong = refused(old.replace('"region"', '"regoin"'))
    assert [(problem.line, problem.pointer) for problem in wrong] == [(0, "/vpcs/0/region"), (0, "/vpcs/0/regoin")]
    assert str(wrong[1]) == "shop.json:/vpcs/0/regoin: `regoin` is unknown here: did you mean `region`?"


@pytest.mark.parametrize("text", ["{}", "{", '{"vpcs": 1}', '{"name": "a", "name": "b"}'])
@pytest.mark.parametrize("on", [True, False])
def test_the_collector_is_left_as_it_was(text: str, on: bool) -> None:
    try:
        (gc.enable if on else gc.disable)()
        with suppress(DocumentError):
            read(text)
        assert gc.isenabled() == on
    finally:
        gc.enable()
