"""A trace at the side: all that stops it at once, names for ids, the map kept where there is room for one pane only."""

import pytest
from textual.pilot import Pilot

from tests.tui.harness import play, screen_text, settled, shop
from vpcdesign.api.layouts import load_layout
from vpcdesign.design.document import Design
from vpcdesign.design.edit import lines
from vpcdesign.render.ink import plain
from vpcdesign.tui.app import Designer
from vpcdesign.tui.asking.page import page_of, sentence
from vpcdesign.tui.frame.bench import Bench
from vpcdesign.tui.session.asking import Answered, Asked, Asking, answered

APilot = Pilot[None]
WAY = Asked("app-2", "db-1", "postgres")


def cut(design: Design) -> Design:
    """Take two rules away: one on the way there, one on the way back."""
    return lines.remove_lines(design, ["acl-db#egress/0", "acl-app#egress/1"]).design


def page(answer: Answered, cells: int = 34) -> str:
    """Give the page of an answer as text."""
    asking = Asking(question=answer.asked, answer=answer)
    return page_of(asking, answer, cells).text


def test_all_that_stops_a_packet_is_listed_at_once() -> None:
    told = page(answered(WAY, cut(shop()), ()))
    assert "Stopped in 2 places\n✗  3 acl-app outbound *\n✗  9 acl-db outbound *\nThere" in told
    once = page(answered(WAY, lines.remove_lines(shop(), ["acl-db#egress/0"]).design, ()))
    assert "Stopped in" not in once, "one place is seen in the list"


def test_the_status_line_keeps_the_reason_where_it_is_cut() -> None:
    answer = answered(WAY, lines.remove_lines(shop(), ["acl-db#egress/0"]).design, ())
    assert plain(sentence(answer, 119)) == (
        " ✗ blocked on the way back: acl-db outbound *: no outbound rule allows tcp/32768-60999 to 10.20.80.10."
    )
    assert "is stopped by network ACL acl-db" in plain(sentence(answer, 200))
    several = plain(sentence(answered(WAY, cut(shop()), ()), 119))
    assert several.startswith(" ✗ blocked in 2 places, first on the way there: acl-app outbound *:")


def test_names_stand_for_ids_and_ids_stay_what_is_opened() -> None:
    before = shop()
    named = before.model_copy(
        update={
            "network_acls": tuple(
                one.model_copy(update={"name": "databases"}) if one.id == "acl-db" else one
                for one in before.network_acls
            )
        }
    )
    answer = answered(WAY, named, ())
    told = page_of(Asking(question=WAY, answer=answer), answer, 34)
    assert "✓  4 databases inbound 100" in told.text
    assert [line.target for line in told.lines if "databases inbound" in line.text] == ["acl-db#ingress/0"]


def test_a_route_says_where_it_leads_where_both_ends_do_not_fit() -> None:
    answer = answered(Asked("jump", "prod-1", "ssh"), load_layout("transit-gateway-hub-and-spoke"), ())
    told = page(answer)
    assert "→ hub" in told
    assert "default ACL" in told
    assert "default ACL of" not in told, "its VPC is seen on the map"


def test_a_narrow_screen_keeps_the_map_and_walks_without_the_list() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        app.apply(lines.remove_lines(app.session.design, ["acl-db#egress/0"]))
        app.select("app-2")
        await pilot.press("s")
        app.ask(WAY)
        await settled(pilot, app)
        assert "PRV app-b  S " in screen_text(app)
        assert "✗ blocked on the way back" in screen_text(app)
        await pilot.press("N", "n")
        assert "9 of 12 acl-db outbound *: no outbound rule allows" in screen_text(app)
        await pilot.press("i")
        await settled(pilot, app)
        assert "Step 9 of 12, back: acl-db" in screen_text(app)
        await pilot.press("escape")
        await settled(pilot, app)
        assert app.asking.question == WAY, "the list is closed, and the question stands"
        assert "PRV app-b  S " in screen_text(app)
        await pilot.press("enter")
        await settled(pilot, app)
        assert app.session.selection == "acl-db#egress/*"
        await pilot.press("1")
        await settled(pilot, app)
        await pilot.press("escape")
        await settled(pilot, app)
        assert app.asking.question is None

    play(scene, size=(80, 24))


def test_a_question_begins_on_what_stops_the_packet_one_key_from_its_rule() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        app.ask(WAY)
        await settled(pilot, app)
        assert app.asking.step == 0, "nothing stops it"
        app.apply(lines.remove_lines(app.session.design, ["acl-db#egress/0"]))
        await settled(pilot, app)
        assert app.asking.step == 0, "who looks at a step goes on to look at it"
        app.ask(Asked(WAY.destination, WAY.source, "ssh"))
        app.ask(WAY)
        await settled(pilot, app)
        assert app.asking.step == 8
        assert not app.asking.walked
        assert screen_text(app).splitlines()[-1].startswith(" enter the rule  n next")
        await pilot.press("enter")
        await settled(pilot, app)
        assert app.session.selection == "acl-db#egress/*"

    play(scene)


def test_a_step_is_clicked_and_opened() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        app.apply(lines.remove_lines(app.session.design, ["acl-db#egress/0", "acl-app#egress/1"]))
        app.select("app-2")
        await pilot.press("s")
        app.ask(WAY)
        await settled(pilot, app)
        lines_ = screen_text(app).splitlines()
        row = next(y for y, line in enumerate(lines_) if "✗  9 acl-db outbound *" in line)
        await pilot.click(offset=(90, row))
        assert app.asking.step == 8, "what stops it leads to its step"
        row = next(y for y, line in enumerate(lines_) if "✓  2 rt app-b" in line)
        await pilot.click(offset=(90, row))
        assert app.asking.step == 1
        await pilot.click(offset=(90, row))
        await settled(pilot, app)
        assert app.session.selection == "rt-app-b"

    play(scene)


def test_what_is_aws_own_is_said_to_be() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        app.select("jump")
        await pilot.press("s")
        app.ask(Asked("jump", "prod-1", "ssh"))
        app.asking.step = 1
        await pilot.press("n", "enter")
        assert "default network ACL of shared is AWS's own" in screen_text(app)
        assert app.session.selection == "jump"

    play(scene, design=load_layout("transit-gateway-hub-and-spoke"))


def test_failures_are_walked_from_the_map() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        app.run_command("walk-failures")
        await settled(pilot, app)
        assert "failure 1 of" in screen_text(app)
        assert app.asking.failed == ("az:eu-west-1a",)
        assert isinstance(app.screen, Bench)
        app.screen.set_focus(app.screen.main)
        await pilot.press("n")
        await settled(pilot, app)
        assert app.asking.failed == ("az:eu-west-1b",)
        await pilot.press("N", "N")
        await settled(pilot, app)
        assert "failure 1 of" not in screen_text(app), "before the first stands the last"
        await pilot.press("F")
        await settled(pilot, app)
        assert not app.asking.failed

    play(scene)


def test_a_key_that_comes_before_the_step_is_painted_opens_that_step() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        app.select("app-2")
        await pilot.press("s")
        app.ask(WAY)
        await settled(pilot, app)
        await pilot.press("n")
        app.run_command("next")
        app.run_command("open")
        assert app.session.selection == "acl-app#egress/1", "the third step, not the second"

    play(scene)


def test_the_first_letter_takes_the_place_of_what_a_field_was_given_and_a_cursor_does_not() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        app.select("app-2")
        await pilot.press("t", *"db-1", "enter", *"postgres", "enter")
        await settled(pilot, app)
        assert app.asking.question == WAY
        await pilot.press("t", "end", "backspace", *"s", "enter")
        await settled(pilot, app)
        assert app.asking.question == WAY, "what was moved in or shortened is typed on"

    play(scene)


def test_closing_the_typed_line_without_a_question_leaves_nothing_behind() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        await pilot.press("t", *"db-1", "enter", "escape")
        await settled(pilot, app)
        bench = app.screen
        assert isinstance(bench, Bench)
        assert not bench.has_pane("trace"), "there is no answer to show"
        await pilot.press("6", "1", "i")
        await settled(pilot, app)
        await pilot.press("t", "up", *"app-2", "enter", *"db-1", "enter", *"postgres", "enter")
        await settled(pilot, app)
        assert "app-2 → db-1 tcp/5432" in screen_text(app)
        assert bench.has_pane("trace")

    play(scene)


@pytest.mark.parametrize("columns", [100, 110, 115])
def test_a_wider_terminal_never_draws_the_map_smaller(columns: int) -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        app.select("app-2")
        await settled(pilot, app)
        assert "PRV app-b" in screen_text(app), "as in a terminal of 80 columns"
        await pilot.press("i")
        await settled(pilot, app)
        assert "app-2" in screen_text(app)

    play(scene, size=(columns, 24))
