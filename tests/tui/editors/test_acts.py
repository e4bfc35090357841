"""Acts on whole lines: removed, marked, moved, renumbered, pasted."""

import pytest

from tests.tui.editors.desks import Bench
from tests.tui.harness import shop
from vpcdesign.tui.frame.desk import NoMeaning
from vpcdesign.tui.sheets.acls import Acls
from vpcdesign.tui.sheets.groups import Groups
from vpcdesign.tui.sheets.tables import RouteTables


def numbers(bench: Bench, name: str) -> list[int]:
    return [one.rule for one in next(one for one in bench.design.network_acls if one.id == name).ingress]


def test_a_line_is_removed_and_the_cursor_stays_where_it_was() -> None:
    bench = Bench(shop(), Acls(), on="acl-public#ingress/1")
    bench.acts.remove()
    assert numbers(bench, "acl-public") == [100, 120, 130]
    assert bench.grid.at == "ingress/1"
    assert bench.desk.steps == ["acl-public inbound 110 removed"]


def test_all_marked_lines_go_in_one_step() -> None:
    bench = Bench(shop(), Acls(), on="acl-public#ingress/0")
    bench.acts.mark()
    bench.acts.mark()
    assert bench.desk.session.marked == {"acl-public#ingress/0", "acl-public#ingress/1"}
    bench.acts.remove()
    assert numbers(bench, "acl-public") == [120, 130]
    assert not bench.desk.session.marked
    assert len(bench.desk.steps) == 1


def test_a_rule_is_moved_and_takes_the_number_of_its_neighbour() -> None:
    bench = Bench(shop(), Acls(), on="acl-public#ingress/3")
    bench.acts.move(-1)
    assert numbers(bench, "acl-public") == [100, 110, 120, 130]
    assert bench.grid.at == "ingress/2"
    assert bench.lines()[2].startswith("^ 120 allow tcp 443")


def test_the_last_rule_and_lines_under_work_do_not_move() -> None:
    bench = Bench(shop(), Acls(), on="acl-public#ingress/*")
    with pytest.raises(NoMeaning, match="always last"):
        bench.acts.move(-1)
    bench.writer.add()
    bench.writer.stop_typing()
    with pytest.raises(NoMeaning, match="keep it first"):
        bench.acts.move(-1)


def test_what_never_decides_is_removed_in_one_step() -> None:
    bench = Bench(shop(), Acls(), on="acl-public#ingress/0")
    bench.acts.remove_idle()
    assert numbers(bench, "acl-public") == [100, 110, 120]
    with pytest.raises(NoMeaning, match="every line here decides"):
        bench.acts.remove_idle()


def test_rules_are_renumbered_by_tens() -> None:
    bench = Bench(shop(), Acls(), on="acl-public#ingress/1")
    bench.acts.remove()
    bench.acts.renumber()
    assert numbers(bench, "acl-public") == [100, 110, 120]


def test_pasted_rows_become_lines_in_one_step_and_the_others_stay_with_their_reasons() -> None:
    bench = Bench(shop(), Groups(), on="sg-app#ingress/0")
    bench.acts.paste("tcp 9100 sg-bastion metrics\ntcp 99999 any\ntcp 22 sg-bastion\nhttps 10.0.0.0/8\n")
    found = next(one for one in bench.design.security_groups if one.id == "sg-app")
    assert [(one.ports, one.source, one.note) for one in found.ingress[3:]] == [
        ("9100", "sg-bastion", "metrics"),
        ("443", "10.0.0.0/8", None),
    ]
    assert bench.desk.steps == ["sg-app: 2 lines pasted"]
    assert bench.desk.said == ["2 of 4 rows became lines; 2 stay here with their reasons."]
    reasons = [draft.reasons[0] for draft in bench.grid.drafts.of("sg-app")]
    assert reasons[0] == "`99999` goes past the last port: ports are 0 to 65535"
    assert "already" in reasons[1]
    assert [draft.refused for draft in bench.grid.drafts.of("sg-app")] == [False, True]


def test_pasted_rules_without_numbers_get_the_next_ones_and_the_last_rule_is_left_out() -> None:
    bench = Bench(shop(), Acls(), on="acl-db#ingress/0")
    bench.acts.paste("allow tcp 22 10.20.0.0/22\nallow udp 53 any\n* deny all 0.0.0.0/0\n")
    assert numbers(bench, "acl-db") == [100, 110, 120]
    assert bench.desk.said == ["2 of 2 rows became lines."]


def test_a_pasted_rule_that_stays_has_the_number_that_it_would_get() -> None:
    bench = Bench(shop(), Acls(), on="acl-db#ingress/0")
    bench.acts.paste("allow tcp 22 10.20.0.0/22\nallow tcp 99999 any\nallow tcp 88888 any\n")
    assert [one.texts["rule"] for one in bench.grid.drafts.of("acl-db")] == ["120", "130"]
    bench.writer.edit(3)
    bench.keys("ctrl+u", "text:443", "enter", "enter", "enter")
    assert numbers(bench, "acl-db") == [100, 110, 130]


def test_a_route_that_aws_writes_is_not_removed() -> None:
    bench = Bench(shop(), RouteTables(), on="app-a")
    place = next(stop.key for stop in bench.grid.stops() if stop.line.cells[3].text == "endpoint")
    bench.grid.at = place
    with pytest.raises(NoMeaning, match="AWS writes this route"):
        bench.acts.remove()


def test_nothing_in_the_clipboard_is_said() -> None:
    bench = Bench(shop(), Groups(), on="sg-app#ingress/0")
    with pytest.raises(NoMeaning, match="no row"):
        bench.acts.paste("\n \n")
