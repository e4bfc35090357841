"""The editors on a screen: what they look like at every size, and what keys, mouse and clipboard do."""

import pytest
from textual.events import Paste
from textual.pilot import Pilot

from tests.tui.hand import Hand
from tests.tui.harness import golden, play, screen_text, settled
from vpcdesign.tui.app import Designer
from vpcdesign.tui.commands.keys import Keymap
from vpcdesign.tui.commands.registry import ALL
from vpcdesign.tui.config.keys import keymap
from vpcdesign.tui.editors.main import EditorMain
from vpcdesign.tui.launch import Launch

AT: dict[str, tuple[str, str]] = {
    "acls": ("5", "acl-public#ingress/2"),
    "groups": ("4", "sg-app#ingress/1"),
    "routes": ("3", "app-a#routes/1"),
}


async def press(pilot: "Pilot[None]", *keys: str) -> None:
    for key in keys:
        if key.startswith("text:"):
            await pilot.press(*key[5:])
        else:
            await pilot.press(key)


async def rested(pilot: "Pilot[None]", app: Designer) -> None:
    """Wait until the engine has said what the line under the cursor does."""
    for _ in range(200):
        await pilot.pause(0.05)
        if editor(app).resting.known is not None:
            break
    await settled(pilot, app)


def body(app: Designer) -> str:
    """Give the screen between its fixed lines."""
    return "\n".join(screen_text(app).splitlines()[1:-3]) + "\n"


def editor(app: Designer) -> EditorMain:
    return next(one for one in app.screen.query(EditorMain) if one.display)


def table_of(app: Designer, name: str) -> str:
    """Give the route table that is called so, whatever its id."""
    return next(one.id for one in app.session.design.route_tables if name in {one.id, one.name})


SHOWN = [("acls", (60, 18)), ("acls", (120, 40)), ("acls", (200, 60)), ("groups", (80, 24)), ("routes", (120, 40))]


@pytest.mark.parametrize(("tab", "size"), SHOWN)
def test_an_editor_at_its_sizes(tab: str, size: tuple[int, int]) -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        key, place = AT[tab]
        await pilot.press(key)
        name, _, path = place.partition("#")
        app.select(f"{table_of(app, name)}#{path}" if tab == "routes" else place)
        await rested(pilot, app)
        golden(f"editors/{tab}-{size[0]}x{size[1]}", body(app))

    play(scene, size=size)


def test_a_line_under_work_with_what_completion_offers_and_who_is_in_its_way() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        await pilot.press("4")
        app.select("sg-app#ingress/0")
        await press(pilot, "a", "text:tcp", "enter", "text:9100", "enter", "text:sg-b")
        await rested(pilot, app)
        golden("editors/typing-120x40", body(app))

    play(scene)


def test_a_line_that_aws_refuses_stays_with_its_reason() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        await pilot.press("3")
        app.select(f"{table_of(app, 'app-a')}#routes/0")
        await press(pilot, "a", "text:10.20.4.0/24", "enter", "text:hub", "enter", "enter")
        await rested(pilot, app)
        golden("editors/refused-120x40", body(app))

    play(scene)


def test_the_list_is_reached_from_the_first_cell_and_led_out_of_by_right() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        await pilot.press("5")
        app.select("acl-public#ingress/0")
        main = editor(app)
        await press(pilot, "left", "up")
        assert main.grid.in_list
        assert main.grid.noun == "acl-db"
        assert app.session.selection == "acl-db"
        await press(pilot, "right")
        assert app.session.selection == "acl-db#ingress/0"

    play(scene)


def test_enter_on_what_is_in_the_way_opens_it_and_the_line_is_kept_as_it_was() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        await pilot.press("4")
        app.select("sg-app#ingress/0")
        await press(pilot, "a", "text:tcp", "enter", "text:9100", "enter", "text:sg-bastion", "enter", "enter")
        await rested(pilot, app)
        await press(pilot, "tab", "down", "enter")
        await settled(pilot, app)
        assert app.session.selection == "acl-app#ingress/*"
        shown = editor(app).grid.sheet
        assert shown is not None
        assert shown.name == "acl-app"

    play(scene)


def test_letters_lead_to_lines_and_capital_ones_to_nouns() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        await pilot.press("5")
        app.select("acl-public#ingress/0")
        main = editor(app)
        await pilot.press("g")
        shown = body(app).splitlines()
        assert shown[2].startswith("A acl-app")
        assert "│a  110 " in shown[5] or "│s  110 " in shown[5]
        await pilot.press("d")
        assert app.session.selection == "acl-public#ingress/2"
        await press(pilot, "g", "A")
        assert main.grid.noun == "acl-app"
        await press(pilot, "right", "g", "e")
        assert main.grid.at == "egress/*"

    play(scene)


def test_a_click_selects_a_cell_and_a_second_one_edits_it() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        await pilot.press("4")
        main = editor(app)
        await pilot.click(main, offset=(4, 4))
        assert main.grid.noun == "sg-db"
        await pilot.click(main, offset=(4, 2))
        assert main.grid.noun == "sg-app"
        await pilot.click(main, offset=(50, 5))
        assert app.session.selection == "sg-app#ingress/1"
        assert main.grid.columns[main.grid.column].field == "peer"
        await pilot.click(main, offset=(50, 5), times=2)
        assert main.grid.typing is not None
        assert main.grid.typing.field.text == "192.168.0.0/16"

    play(scene)


def test_pasted_rows_become_lines_wherever_the_cursor_is_in_the_table() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        await pilot.press("4")
        app.select("sg-app#ingress/0")
        editor(app).post_message(Paste("tcp 9100 sg-bastion\ntcp 9200 sg-bastion\n"))
        await settled(pilot, app)
        group = next(one for one in app.session.design.security_groups if one.id == "sg-app")
        assert [one.ports for one in group.ingress] == ["8080", "22", "22", "9100", "9200"]
        assert app.session.history.current.title == "sg-app: 2 lines pasted"

    play(scene)


def test_a_filter_narrows_the_lines_and_escape_shows_all() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        await pilot.press("4")
        app.select("sg-app#ingress/0")
        await press(pilot, "slash", "text:192", "enter")
        grid = editor(app).grid
        assert [stop.key for stop in grid.stops() if stop.table == "ingress"] == ["ingress/1"]
        await press(pilot, "escape")
        assert len([stop for stop in grid.stops() if stop.table == "ingress"]) == 3

    play(scene)


def test_every_screen_opens_on_what_is_selected() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        for key, selected, noun in (("3", "db-b", "db"), ("4", "bastion", "sg-bastion"), ("5", "app-b", "acl-app")):
            app.select(selected)
            await pilot.press(key)
            shown = editor(app).grid.sheet
            assert shown is not None
            assert shown.name == noun
            await pilot.press("1")

    play(scene)


def test_letters_are_text_while_a_cell_is_typed_into() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        await pilot.press("4")
        app.select("sg-app#ingress/0")
        steps = app.session.history.place
        await press(pilot, "e", "text:xuq1", "enter")
        group = next(one for one in app.session.design.security_groups if one.id == "sg-app")
        assert group.ingress[0].note == "front's targetsxuq1"
        assert app.session.history.place == steps + 1
        await press(pilot, "u")
        assert app.session.history.place == steps

    play(scene)


def test_the_mouse_goes_from_cell_to_cell_of_a_line_under_work() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        hand = Hand(pilot, app)
        app.select("sg-app#ingress/1")
        await hand.type("4")
        await hand.at(*hand.place_of("22 ssh    192"), times=2)
        await hand.type("ctrl+u", *"2222")
        await hand.cell("source ", "▌ 2 *")
        assert hand.title.endswith("→ tcp/2222 from 192.168.0.0/16"), "a changed cell is kept"
        await hand.type("ctrl+u")
        await hand.click("│ 10.20.0.0/22 ")
        await hand.key("esc leave line")
        assert hand.title.endswith("→ tcp/2222 from 10.20.0.0/22")
        assert app.session.selection == "sg-app#ingress/1"

    play(scene)


def test_keys_of_the_footer_can_be_clicked_while_a_cell_is_typed_into() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        hand = Hand(pilot, app)
        app.select("sg-app#ingress/1")
        await hand.type("4", "a", "t", "c")
        await hand.key("tab complete")
        await hand.key("enter next cell")
        assert "inbound 4 › ports" in hand.shown
        await hand.key("esc leave line")
        assert "editing" not in hand.shown

    play(scene)


def test_the_vim_preset_adds_above_and_goes_half_pages() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        app.select("acl-public#ingress/1")
        await press(pilot, "5", "O")
        draft = editor(app).grid.draft
        assert draft is not None
        assert draft.texts["rule"] == "105"
        await press(pilot, "escape", "g", "g", "ctrl+d")
        assert editor(app).grid.at == "egress/*"
        await press(pilot, "ctrl+u")
        assert editor(app).grid.at == "ingress/0"
        await press(pilot, "7", "ctrl+d")
        assert app.screen.focused is not None
        assert getattr(app.screen.focused, "cursor", 0) == 9, "the last of nine assertions and a finding"
        await press(pilot, "1", "O")
        assert "a line is added above another in a table of rules; open one." in screen_text(app)

    play(scene, launch=Launch(motion=False, keymap=Keymap(keymap(ALL, "vim").table)))
