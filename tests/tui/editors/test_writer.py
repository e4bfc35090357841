"""Typing into cells, keeping and leaving lines; what is refused stays beside the design with its reason."""

import pytest

from tests.tui.editors.desks import Bench
from tests.tui.harness import shop
from vpcdesign.design.edit.lines import remove_lines
from vpcdesign.design.filters import AclRule, IngressRule
from vpcdesign.tui.frame.desk import NoMeaning
from vpcdesign.tui.sheets.acls import Acls
from vpcdesign.tui.sheets.groups import Groups
from vpcdesign.tui.sheets.tables import RouteTables


def group(bench: Bench, name: str) -> list[tuple[str, str | None, str]]:
    found = next(one for one in bench.design.security_groups if one.id == name)
    return [(one.protocol, one.ports, one.source) for one in found.ingress]


def acl(bench: Bench, name: str, direction: str = "ingress") -> list[AclRule]:
    found = next(one for one in bench.design.network_acls if one.id == name)
    return list(found.ingress if direction == "ingress" else found.egress)


def test_a_new_line_joins_the_design_when_its_last_cell_is_left() -> None:
    bench = Bench(shop(), Groups(), on="sg-app#ingress/0")
    before = bench.design
    bench.writer.add()
    bench.keys("text:tcp", "enter", "text:9100", "enter", "text:sg-bastion", "enter")
    assert bench.design is before
    bench.keys("text:metrics", "enter")
    assert group(bench, "sg-app")[-1] == ("tcp", "9100", "sg-bastion")
    assert bench.desk.steps == ["sg-app inbound 4 added: tcp/9100 from sg-bastion"]
    assert bench.desk.session.selection == "sg-app#ingress/3"
    assert bench.grid.typing is None
    assert not bench.grid.drafts.of("sg-app")


def test_a_service_by_name_fills_both_cells() -> None:
    bench = Bench(shop(), Groups(), on="sg-db#ingress/0")
    bench.writer.add()
    bench.keys("text:https", "enter")
    assert bench.grid.columns[bench.grid.column].field == "peer"
    bench.keys("text:any", "enter", "enter")
    assert group(bench, "sg-db")[-1] == ("tcp", "443", "0.0.0.0/0")


def test_tab_completes_and_arrows_choose() -> None:
    bench = Bench(shop(), Groups(), on="sg-app#ingress/0")
    bench.writer.add()
    bench.keys("text:tcp", "enter", "text:22", "enter", "text:sg-b")
    assert [one.text for one in bench.grid.offers] == ["sg-bastion", "198.51.100.0/24", "10.20.0.0/22", "0.0.0.0/0"]
    bench.keys("tab")
    assert bench.grid.typing is not None
    assert bench.grid.typing.field.text == "sg-bastion"
    bench.keys("ctrl+u", "text:sg-b", "down", "enter", "enter")
    assert group(bench, "sg-app")[-1] == ("tcp", "22", "198.51.100.0/24")


def test_a_cell_is_judged_while_it_is_typed() -> None:
    bench = Bench(shop(), Groups(), on="sg-app#ingress/0")
    bench.writer.add()
    bench.keys("text:tcp", "enter", "text:99999")
    assert bench.writer.heard() == ("`99999` goes past the last port: ports are 0 to 65535", "blocked")
    bench.keys("ctrl+u", "text:22", "enter", "text:sg-ba")
    assert bench.writer.heard()[0] == "", "what is only begun is no mistake"
    bench.keys("ctrl+u", "text:10.9.3.7/24")
    assert bench.writer.heard()[0].startswith("`10.9.3.7/24` is taken as 10.9.3.0/24")


def test_a_line_put_down_for_something_else_is_kept_if_it_can_be_and_never_lost() -> None:
    bench = Bench(shop(), Groups(), on="sg-app#ingress/0")
    bench.writer.add()
    bench.keys("text:tcp", "enter", "text:22")
    bench.writer.put_down(kept=True)
    (draft,) = bench.grid.drafts.of("sg-app")
    assert (draft.texts["ports"], draft.reasons[0][:17]) == ("22", "a peer is missing")
    bench.writer.edit(3)
    bench.keys("text:10.9.0.0/16")
    bench.writer.put_down(kept=True)
    assert group(bench, "sg-app")[-1] == ("tcp", "22", "10.9.0.0/16")
    bench.writer.add()
    bench.writer.put_down(kept=True)
    assert not bench.grid.drafts.of("sg-app")


def test_what_is_only_begun_is_completed_by_enter_and_what_means_something_is_not() -> None:
    bench = Bench(shop(), Groups(), on="sg-app#ingress/0")
    bench.writer.add()
    bench.keys("text:tc", "enter", "text:44", "enter", "text:sg-ba", "enter", "enter")
    assert group(bench, "sg-app")[-1] == ("tcp", "44", "sg-bastion")


def test_escape_drops_a_new_line_and_leaves_one_that_exists_as_it_was() -> None:
    bench = Bench(shop(), Groups(), on="sg-app#ingress/0")
    before = bench.design
    bench.writer.add()
    bench.keys("text:tcp", "escape")
    assert not bench.grid.drafts.of("sg-app")
    bench.grid.go("ingress/1")
    bench.writer.edit(2)
    bench.keys("ctrl+u", "text:2222", "escape")
    assert bench.design is before
    assert bench.grid.at == "ingress/1"


def test_a_changed_cell_of_a_line_that_exists_joins_at_once_and_typing_goes_on() -> None:
    bench = Bench(shop(), Groups(), on="sg-app#ingress/1")
    bench.writer.edit(2)
    bench.keys("ctrl+u", "text:2222", "enter")
    assert group(bench, "sg-app")[1] == ("tcp", "2222", "192.168.0.0/16")
    assert bench.grid.columns[bench.grid.column].field == "peer"
    assert bench.grid.typing is not None
    bench.keys("escape")
    assert len(bench.desk.steps) == 1


def test_what_is_not_understood_stays_and_says_why() -> None:
    bench = Bench(shop(), Groups(), on="sg-app#ingress/0")
    before = bench.design
    bench.writer.add()
    bench.keys("text:tcp", "enter", "text:22", "enter", "text:sg-bastian", "enter", "enter")
    assert bench.design is before
    assert bench.desk.said == ["`sg-bastian` is no security group; nearest: sg-bastion."]
    assert bench.grid.columns[bench.grid.column].field == "peer"
    assert "`sg-bastian` is no security group" in bench.text()
    bench.keys("ctrl+u", "text:sg-bastion", "enter", "enter")
    assert "already" in bench.desk.said[-1]


def test_what_aws_refuses_stays_red_with_the_reason_and_the_code_under_it() -> None:
    bench = Bench(shop(), RouteTables(), on="app-a")
    table = bench.grid.noun
    before = bench.design
    bench.writer.add()
    bench.keys("text:10.20.4.0/24", "enter", "text:hub", "enter", "enter")
    assert bench.design is before
    assert bench.grid.typing is None
    shown = bench.text().splitlines()
    place = next(number for number, line in enumerate(shown) if "refused" in line)
    assert shown[place + 1].startswith("    ✗ AWS refuses this target: `10.20.4.0/24` lies inside")
    assert shown[place + 4] == "      InvalidParameterValue"
    (draft,) = bench.grid.drafts.of(table)
    assert draft.refused
    bench.grid.go("routes/0")
    assert "refused" in bench.text(), "it stays while one is elsewhere"
    bench.grid.at = draft.key
    bench.acts.remove()
    assert "refused" not in bench.text()


def test_what_was_taken_otherwise_than_typed_is_said() -> None:
    bench = Bench(shop(), Groups(), on="sg-app#ingress/0")
    bench.writer.add()
    bench.keys("text:tcp", "enter", "text:80", "enter", "text:10.9.3.7/24", "enter", "enter")
    assert bench.desk.said == ["`10.9.3.7/24` is taken as 10.9.3.0/24: the last 8 bits are not part of it."]
    assert group(bench, "sg-app")[-1] == ("tcp", "80", "10.9.3.0/24")


def test_a_new_rule_gets_the_number_behind_the_cursor_and_stands_there_while_it_is_typed() -> None:
    bench = Bench(shop(), Acls(), on="acl-public#ingress/0")
    bench.writer.add()
    draft = bench.grid.draft
    assert draft is not None
    assert draft.texts["rule"] == "105"
    shown = [line.split()[1 if line.startswith("*") else 0] for line in bench.lines()[:5]]
    assert shown == ["100", "105", "110", "120", "^"]
    bench.keys("text:udp", "enter", "text:53", "enter", "text:any", "enter", "enter")
    assert [one.rule for one in acl(bench, "acl-public")] == [100, 105, 110, 120, 130]


def test_a_rule_at_the_end_gets_the_next_ten() -> None:
    bench = Bench(shop(), Acls(), on="acl-db#ingress/0")
    bench.writer.add()
    draft = bench.grid.draft
    assert draft is not None
    assert draft.texts["rule"] == "110"


def test_a_line_above_gets_a_number_before_that_of_the_cursor() -> None:
    for at, number in (("ingress/0", "10"), ("ingress/1", "105"), ("ingress/3", "125"), ("ingress/*", "140")):
        bench = Bench(shop(), Acls(), on=f"acl-public#{at}")
        bench.writer.add(above=True)
        draft = bench.grid.draft
        assert draft is not None
        assert draft.texts["rule"] == number, at
    bench = Bench(shop(), Groups(), on="sg-app#ingress/0")
    bench.writer.add(above=True)
    bench.keys("text:tcp", "enter", "text:9100", "enter", "text:sg-bastion", "enter", "enter")
    assert group(bench, "sg-app")[-1] == ("tcp", "9100", "sg-bastion"), "lines of a group have no order"


def test_a_number_that_is_taken_is_refused_at_its_line() -> None:
    bench = Bench(shop(), Acls(), on="acl-public#ingress/1")
    bench.writer.edit(0)
    bench.keys("ctrl+u", "text:100", "enter")
    assert [one.rule for one in acl(bench, "acl-public")] == [100, 110, 120, 130]
    bench.keys("down")
    assert "already" in bench.desk.said[-1]


def test_another_number_moves_the_rule_and_the_cursor_with_it() -> None:
    bench = Bench(shop(), Acls(), on="acl-public#ingress/3")
    bench.writer.edit(0)
    bench.keys("ctrl+u", "text:90", "enter", "escape")
    assert [one.rule for one in acl(bench, "acl-public")] == [90, 100, 110, 120]
    assert bench.grid.at == "ingress/0"
    assert bench.lines()[0].startswith("=") or bench.lines()[0].startswith("90")


def test_a_copy_is_a_new_line_that_says_the_same_until_it_is_changed() -> None:
    bench = Bench(shop(), Groups(), on="sg-app#ingress/1")
    bench.writer.copy()
    draft = bench.grid.draft
    assert draft is not None
    assert (draft.texts["protocol"], draft.texts["ports"], draft.texts["peer"]) == ("tcp", "22", "192.168.0.0/16")
    bench.keys("enter", "ctrl+u", "text:2200", "enter", "enter", "enter")
    assert group(bench, "sg-app")[-1] == ("tcp", "2200", "192.168.0.0/16")


def test_lines_of_aws_say_why_they_cannot_be_edited() -> None:
    bench = Bench(shop(), Acls(), on="acl-db#ingress/*")
    with pytest.raises(NoMeaning, match="always last"):
        bench.writer.edit()
    tables = Bench(shop(), RouteTables(), on="app-a")
    tables.grid.at = "routes/=0"
    with pytest.raises(NoMeaning, match="the VPC's own"):
        tables.writer.edit()


def test_an_empty_table_takes_a_line_where_it_says_that_it_is_empty() -> None:
    bench = Bench(shop(), Groups(), on="sg-db#egress")
    assert bench.grid.at == "egress"
    with pytest.raises(NoMeaning, match="lets nothing begin"):
        bench.writer.edit()
    bench.writer.add()
    bench.keys("text:https", "enter", "text:any", "enter", "enter")
    found = next(one for one in bench.design.security_groups if one.id == "sg-db")
    assert len(found.egress) == 1
    assert isinstance(found.ingress[0], IngressRule)


def test_a_draft_follows_its_line_and_never_replaces_another() -> None:
    bench = Bench(shop(), Groups(), on="sg-app#ingress/1")
    bench.writer.edit(2)
    bench.keys("ctrl+u", "text:99999")
    bench.writer.put_down(kept=True)
    bench.grid.go("ingress/0")
    bench.acts.remove()
    _ = bench.grid.here
    (draft,) = bench.grid.drafts.of("sg-app")
    assert draft.path == "ingress/0", "the line has moved up"
    bench.grid.go("ingress/1")
    bench.desk.apply(remove_lines(bench.design, ["sg-app#ingress/0"]))
    _ = bench.grid.here
    (draft,) = bench.grid.drafts.of("sg-app")
    assert draft.path == "", "its line is gone: it is a new one"
    bench.grid.at = draft.key
    bench.writer.edit(2)
    bench.keys("ctrl+u", "text:2222", "enter", "enter", "enter")
    assert group(bench, "sg-app") == [("tcp", "22", "sg-bastion"), ("tcp", "2222", "192.168.0.0/16")]


def test_undo_of_a_line_under_work_drops_the_draft_of_it() -> None:
    bench = Bench(shop(), Groups(), on="sg-app#ingress/0")
    bench.writer.add()
    bench.keys("text:tcp", "enter", "text:80", "enter", "text:any", "enter", "enter")
    bench.grid.go("ingress/3")
    bench.writer.edit(2)
    bench.keys("text:x")
    bench.writer.stop_typing()
    assert bench.grid.drafts.of("sg-app")
    bench.desk.session.undo()
    assert "draft" not in {stop.key.partition("/")[0] for stop in bench.grid.stops()}
