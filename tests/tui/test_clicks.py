"""What the mouse does beside the hour: fields, checks, the wheel; and a footer that teaches no key that is text."""

from textual.pilot import Pilot

from tests.tui.hand import Hand
from tests.tui.harness import play
from vpcdesign.tui.app import Designer
from vpcdesign.tui.checks.main import ChecksMain
from vpcdesign.tui.properties.pane import PropertiesPane

APilot = Pilot[None]


def test_fields_are_typed_into_completed_and_left_by_clicks() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        hand = Hand(pilot, app)
        app.select("front")
        await hand.type("e")
        await hand.click("security groups", times=2)
        assert hand.footer == "enter keep  tab complete  esc leave as it was  ctrl+p commands  F1 help"
        await hand.type("ctrl+u", *"sg-a")
        await hand.click(" sg-app")
        await hand.click("vpc   ")
        assert hand.title == "front: security groups sg-front → sg-app", "whoever clicks elsewhere is done with a field"
        await hand.click("security groups", times=2)
        await hand.type("ctrl+u", *"sg-x")
        await hand.click("vpc   ")
        assert "sg-x" in hand.shown, "what cannot be stays in its field"
        await hand.key("esc leave as it was")
        assert hand.title == "front: security groups sg-front → sg-app"
        await hand.wheel("vpc   ", 1)
        pane = app.screen.query_one(PropertiesPane)
        assert pane.here is not None
        assert pane.here.field == "cross_zone"

    play(scene)


def test_checks_are_filtered_chosen_and_opened_by_the_mouse() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        hand = Hand(pilot, app)
        await hand.type("7")
        main = app.screen.query_one(ChecksMain)
        await hand.key("/ filter")
        await hand.type(*"dublin")
        assert [one[0].name for one in main.entries if isinstance(one, tuple)] == ["operators in Dublin reach the app"]
        assert "/ dublin" in hand.shown
        assert "a add" not in hand.footer
        await hand.type(*"xx")
        assert 'Nothing matches "dublinxx".' in hand.shown
        await hand.type("escape")
        assert len(main.entries) == 10
        await hand.click("✓ the app can call out")
        assert "✓ the app can call out: " in hand.shown
        await hand.wheel("✓ the app can call out", 1)
        assert "✓ the database cannot call out: " in hand.shown
        await hand.wheel("✓ the app can call out", -1)
        assert "✓ the app can call out: " in hand.shown
        await hand.click("✓ the app can call out", times=2)
        assert app.asking.question is not None

    play(scene)


def test_a_right_click_on_a_line_at_the_side_is_about_what_the_line_is_about() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        hand = Hand(pilot, app)
        app.select("sg-app")
        await pilot.pause()
        await hand.click("  ■ app-2", button=3)
        assert app.session.selection == "app-2"
        await hand.click("Set as source")
        assert app.asking.question is not None
        assert app.asking.question.source == "app-2"

    play(scene)
