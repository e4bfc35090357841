"""A page gives names and numbers the room there is; a name is never lost to what is said of it."""

import pytest

from vpcdesign.render.ink import Span, width
from vpcdesign.tui.pages.inspector.answers import Answers, Peer, write
from vpcdesign.tui.pages.inspector.sheet import Sheet


def written(sheet: Sheet) -> list[str]:
    return ["".join(span.text for span in line.row) for line in sheet.lines]


def test_a_name_keeps_half_of_a_line_that_has_no_room_for_all() -> None:
    sheet = Sheet(34)
    sheet.item(Span("→"), "jump1-it-west", (Span("icmp/8/0, tcp/22 and more"),))
    assert written(sheet) == ["  → jump1-it-west icmp/8/0, tcp/…"]
    assert width(sheet.lines[0].row) <= sheet.inner


def test_what_is_said_of_a_name_gives_way_to_it() -> None:
    sheet = Sheet(34)
    sheet.fact("Network ACL", "nacl-hr-west", "acl-1", "in 3  out 1")
    sheet.fact("Network ACL", "acl-app", "acl-2", "in 4  out 4")
    assert written(sheet) == ["Network ACL  nacl-hr-west", "Network ACL  acl-app  in 4  out 4"]


@pytest.mark.parametrize(
    ("name", "services", "shown"),
    [
        ("db", "tcp/5432", "  → db              tcp/5432"),
        ("nlb-web-hr-east", "tcp/80, tcp/443", "  → nlb-web-hr-east tcp/80, …"),
        ("nlb-web-hr-west-of-all", "tcp/1024-65535, udp/53", "  → nlb-web-hr-west-of-all …"),
    ],
)
def test_a_port_is_shown_whole_or_not_at_all(name: str, services: str, shown: str) -> None:
    sheet = Sheet(34)
    write(sheet, Answers(reaches=(Peer(name, services, name),)))
    assert written(sheet)[-1].rstrip() == shown
