"""Rows from consoles, files and chats, and what the designer itself copies."""

import pytest

from tests.tui.harness import shop
from vpcdesign.tui.pages.inspector.surroundings import Surroundings
from vpcdesign.tui.sheets.acls import Acls
from vpcdesign.tui.sheets.copying import copied
from vpcdesign.tui.sheets.groups import Groups
from vpcdesign.tui.sheets.pasting import is_last, rows_of, texts_of
from vpcdesign.tui.sheets.tables import RouteTables

GROUP = ("protocol", "ports", "peer", "note")
ACL = ("rule", "action", "protocol", "ports", "cidr", "note")
ROUTE = ("destination", "target", "note")


@pytest.mark.parametrize(
    "text",
    [
        "tcp 443 0.0.0.0/0 the shop",
        "tcp\t443\t0.0.0.0/0\tthe shop",
        "tcp,443,0.0.0.0/0,the shop",
        '"tcp","443","0.0.0.0/0","the shop"',
        "| tcp | 443 | 0.0.0.0/0 | the shop |",
        "tcp 443 anywhere the shop",
        "Type\tProtocol\tPort range\tSource\tDescription\nHTTPS\tTCP\t443\t0.0.0.0/0\tthe shop",
    ],
)
def test_a_line_is_known_in_every_form(text: str) -> None:
    (found,) = texts_of(text, GROUP)
    found = {key: value.lower() for key, value in found.items()}
    found["peer"] = "0.0.0.0/0" if found["peer"] == "anywhere" else found["peer"]
    assert found == {"protocol": "tcp", "ports": "443", "peer": "0.0.0.0/0", "note": "the shop"}


def test_the_console_of_security_groups_is_read_by_its_heads() -> None:
    text = (
        "Name\tSecurity group rule ID\tIP version\tType\tProtocol\tPort range\tSource\tDescription\n"
        "-\tsgr-0a1b2c3d4e5f\tIPv4\tCustom TCP\tTCP\t8080\t10.0.0.0/16\tfrom inside\n"
        "-\tsgr-0a1b2c3d4e60\tIPv4\tAll traffic\tAll\tAll\tsg-0123\t–\n"
    )
    first, second = texts_of(text, GROUP)
    assert first == {"protocol": "TCP", "ports": "8080", "peer": "10.0.0.0/16", "note": "from inside"}
    assert (second["protocol"], second["ports"], second["peer"]) == ("All", "", "sg-0123")


def test_the_console_of_network_acls_is_read_and_its_last_rule_left_out() -> None:
    text = (
        "Rule number\tType\tProtocol\tPort range\tSource\tAllow/Deny\n"
        "100\tHTTPS (443)\tTCP (6)\t443\t0.0.0.0/0\tAllow\n"
        "110\tCustom TCP\tTCP (6)\t1024 - 65535\t0.0.0.0/0\tAllow\n"
        "*\tAll traffic\tAll\tAll\t0.0.0.0/0\tDeny\n"
    )
    rows = texts_of(text, ACL)
    assert [row["rule"] for row in rows] == ["100", "110", "*"]
    assert [is_last(row) for row in rows] == [False, False, True]
    assert (rows[0]["protocol"], rows[1]["ports"], rows[1]["cidr"], rows[1]["action"]) == (
        "TCP (6)",
        "1024-65535",
        "0.0.0.0/0",
        "Allow",
    )


def test_rules_without_heads_are_known_by_their_looks() -> None:
    (found,) = texts_of("100 allow tcp 443 10.0.0.0/8 replies of the shop", ACL)
    assert found == {
        "rule": "100",
        "action": "allow",
        "protocol": "tcp",
        "ports": "443",
        "cidr": "10.0.0.0/8",
        "note": "replies of the shop",
    }


def test_routes_are_a_destination_and_a_target() -> None:
    assert texts_of("0.0.0.0/0 igw\npl-s3\ts3", ROUTE)[0] == {"destination": "0.0.0.0/0", "target": "igw"}
    (found,) = texts_of("Destination\tTarget\tStatus\tPropagated\n10.0.0.0/8\ttgw-0a1\tActive\tNo", ROUTE)
    assert found == {"destination": "10.0.0.0/8", "target": "tgw-0a1"}


def test_what_fits_no_cell_goes_to_the_note_and_blank_rows_are_none() -> None:
    assert rows_of("\n\n| --- | --- |\n tcp 22 \n") == [["tcp", "22"]]
    (found,) = texts_of("https sg-web why not", GROUP)
    assert (found["protocol"], found["peer"], found["note"]) == ("https", "sg-web", "why not")


@pytest.mark.parametrize("form", ["CSV", "Markdown"])
def test_what_is_copied_can_be_pasted_back(form: str) -> None:
    here = Surroundings(shop())
    for kind, fields in ((Groups(), GROUP), (Acls(), ACL), (RouteTables(), ROUTE)):
        for noun in getattr(here.design, kind.kind):
            sheet = kind.sheet(here, noun)
            for section in sheet.sections:
                paths = [line.path for line in section.lines] or ["none"]
                text, number = copied(sheet, form, paths)
                body = text.partition("\n\n")[2] if form == "Markdown" else text
                rows = texts_of(body, fields)
                assert len(rows) == number == len(section.lines)
                for row, line in zip(rows, section.lines, strict=True):
                    assert {cell.text for cell in line.cells if cell.text} >= set(row.values()) - {"last", "any"}


def test_a_copied_cell_is_no_formula() -> None:
    design = shop()
    group = design.security_groups[0]
    rule = group.ingress[0].model_copy(update={"note": "=HYPERLINK(1)"})
    changed = group.model_copy(update={"ingress": (rule,)})
    here = Surroundings(design.model_copy(update={"security_groups": (changed, *design.security_groups[1:])}))
    text, _ = copied(Groups().sheet(here, changed), "CSV", ["ingress/0"])
    assert "'=HYPERLINK" in text
