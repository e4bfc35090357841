"""The page beside a sheet: what a line does, who answers whom, who is in the way, where packets go."""

import pytest

from tests.tui.editors.desks import Bench
from tests.tui.harness import shop
from vpcdesign.design.document import Design
from vpcdesign.design.edit.lines import remove_lines
from vpcdesign.design.edit.many import add_lines
from vpcdesign.tui.editors.beside import key_of, page, wanted
from vpcdesign.tui.editors.working import Worked, work
from vpcdesign.tui.pages.page import Page
from vpcdesign.tui.sheets.acls import Acls
from vpcdesign.tui.sheets.groups import Groups
from vpcdesign.tui.sheets.kinds import Kind
from vpcdesign.tui.sheets.tables import RouteTables


def asked(bench: Bench) -> Worked:
    question = wanted(bench.grid)
    assert question is not None
    return work(question, lambda _, __: None)


def beside(design: Design, kind: Kind, on: str) -> Page:
    bench = Bench(design, kind, on=on)
    found = page(bench.grid, asked(bench), 34)
    assert found is not None
    return found


def text(found: Page) -> list[str]:
    return [line.text.rstrip() for line in found.lines]


def table(design: Design, name: str) -> str:
    return next(one.id for one in design.route_tables if name in {one.id, one.name})


def test_what_would_stop_without_a_rule_and_who_answers_whom() -> None:
    found = text(beside(shop(), Acls(), "acl-db#egress/0"))
    assert found == [
        "Without it these would stop",
        "- app → db          tcp/5432",
        "✗ 1 assertion would break",
        "",
        "Who answers whom",
        "✓ inbound 100  ← outbound 100",
    ]


def test_without_the_rule_for_answers_the_last_rule_is_told_to_deny_them() -> None:
    design = remove_lines(shop(), ["acl-db#egress/0"]).design
    bench = Bench(design, Acls(), on="acl-db#egress/*")
    assert wanted(bench.grid) is None
    found = page(bench.grid, None, 34)
    assert found is not None
    assert text(found)[0] == "Denies what no rule before it", text(found)
    assert text(found)[-2:] == ["Who answers whom", "✗ inbound 100  outbound * denies"]
    assert found.lines[-1].target == "acl-db#egress/*"


def test_a_rule_that_never_decides_is_explained() -> None:
    found = text(beside(shop(), Acls(), "acl-public#ingress/3"))
    assert found[:2] == ["Without it these would stop", "nothing"]
    assert found[-1] == "^ 130 never decides: 100 allows"


def test_what_a_line_of_a_group_lets_through_by_itself() -> None:
    found = text(beside(shop(), Groups(), "sg-db#ingress/0"))
    assert found[:2] == ["Alone it lets through", "+ app → db          tcp/5432"]


def test_a_redundant_line_is_explained_by_the_line_that_covers_it() -> None:
    line = {"protocol": "tcp", "ports": "22", "source": "192.168.10.0/24"}
    design = add_lines(shop(), "sg-app#ingress", [line]).design
    found = text(beside(design, Groups(), "sg-app#ingress/3"))
    assert found == [
        "Alone it lets through",
        "nothing",
        "",
        "In the way of",
        "192.168.10.0/24 → sg-app tcp/22",
        "✓ nothing: another line lets it through",
        "",
        "Line 4 is redundant",
        "= line 2 allows all of it:",
        "  192.168.10.0/24 lies in",
        "  192.168.0.0/16, same port",
    ]


def test_who_is_in_the_way_of_a_line_under_work_leads_there() -> None:
    bench = Bench(shop(), Groups(), on="sg-app#ingress/0")
    bench.writer.add()
    bench.keys("text:tcp", "enter", "text:9100", "enter", "text:sg-b")
    found = page(bench.grid, asked(bench), 34)
    assert found is not None
    assert text(found) == [
        "Alone it lets through",
        "nothing yet",
        "",
        "In the way of",
        "sg-bastion → sg-app tcp/9100",
        "✗ sg-bastion outbound: no line",
        "✗ acl-app inbound: rule * denies",
        "enter on one of these opens it",
    ]
    assert [(line.act, line.target) for line in found.lines if line.target] == [
        ("tab.groups", "sg-bastion#egress/0"),
        ("tab.acls", "acl-app#ingress/*"),
    ]


def test_a_line_that_cannot_be_kept_yet_is_asked_nothing() -> None:
    bench = Bench(shop(), Groups(), on="sg-app#ingress/0")
    bench.writer.add()
    bench.keys("text:tcp")
    assert wanted(bench.grid) is None
    found = page(bench.grid, None, 34)
    assert found is not None
    assert text(found) == ["Alone it lets through", "nothing yet"]


def test_what_a_target_carries_and_where_packets_go() -> None:
    design = shop()
    found = text(beside(design, RouteTables(), f"{table(design, 'app-a')}#routes/0"))
    assert found == [
        "hub carries for app-a",
        "→ dublin          tcp/443",
        "← dublin          tcp/22",
        "",
        "Where packets from app-a go",
        "10.20.0.9   → local  10.20.0.0/16",
        "192.168.7.7 → hub  192.168.0.0/16",
        "8.8.8.8     → nat-a     0.0.0.0/0",
    ]


def test_an_answer_of_another_line_or_another_design_is_not_shown() -> None:
    bench = Bench(shop(), Acls(), on="acl-db#egress/0")
    old = asked(bench)
    bench.grid.go("ingress/0")
    found = page(bench.grid, old, 34)
    assert found is not None
    assert text(found)[1] == "proving"
    before = key_of(bench.grid)
    bench.acts.remove()
    assert key_of(bench.grid) != before


@pytest.mark.parametrize("cells", [34, 48, 58])
def test_pages_fit_their_width(cells: int) -> None:
    design = shop()
    for kind, on in (
        (Acls(), "acl-public#ingress/2"),
        (Groups(), "sg-app#ingress/1"),
        (RouteTables(), f"{table(design, 'app-a')}#routes/1"),
    ):
        bench = Bench(design, kind, on=on)
        found = page(bench.grid, asked(bench), cells)
        assert found is not None
        assert all(len(line.text.rstrip()) < cells for line in found.lines)
