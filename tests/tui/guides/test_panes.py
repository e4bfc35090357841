"""Help, history and outline in the designer: their lines run, lead on and come back."""

import pytest

from tests.tui.guides.showing import APilot, pane, part, typing
from tests.tui.harness import SIZES, golden, play, screen_text
from vpcdesign.design.edit import lines
from vpcdesign.tui.app import Designer
from vpcdesign.tui.bench.workbench import Workbench
from vpcdesign.tui.guides.screen import HelpScreen
from vpcdesign.tui.home.screen import Home
from vpcdesign.tui.start.screen import NewDesign


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_help_is_drawn_as_it_was_kept(size: tuple[int, int]) -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        app.select("app-a")
        await typing(pilot, app, "question_mark")
        golden(f"help-{size[0]}x{size[1]}", part(app, pane(app, "help")))

    play(scene, size=size)


def test_lines_of_help_run() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        app.select("app-a")
        await typing(pilot, app, "f1", "enter")
        assert app.asking.question is not None
        assert app.asking.question.source == "subnet:app-a"

    play(scene)


def test_help_leads_on_and_back() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        app.select("acl-db#egress/0")
        await typing(pilot, app, "f1", "end", "enter")
        assert "ephemeral ports" in pane(app, "help").page.text
        await typing(pilot, app, "escape")
        assert "rule of a network ACL" in pane(app, "help").page.text
        await typing(pilot, app, "escape")
        assert isinstance(app.screen, Workbench)
        assert not app.screen.has_pane("help")

    play(scene)


def test_help_is_searched_as_a_whole() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        await typing(pilot, app, "f1", "slash", "=blackhole still", "enter")
        assert "why a blackhole still wins" in pane(app, "help").page.text

    play(scene)


def test_every_page_of_help_can_be_opened() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        for command, words in (("help.keys", "Help: keys"), ("help.signs", "Help: signs")):
            app.run_command(command)
            await typing(pilot, app)
            assert words in pane(app, "help").page.text
        app.run_command("tab.matrix")
        await typing(pilot, app, "question_mark")
        assert "the matrix" in pane(app, "help").page.text

    play(scene)


def two_steps(app: Designer) -> None:
    app.apply(lines.remove_lines(app.session.design, ["acl-db#egress/0"]))
    app.apply(lines.remove_lines(app.session.design, ["acl-public#ingress/3"]))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_history_is_drawn_as_it_was_kept(size: tuple[int, int]) -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        app.apply(lines.remove_lines(app.session.design, ["acl-db#egress/0"]))
        await typing(pilot, app)
        app.apply(lines.remove_lines(app.session.design, ["acl-public#ingress/3"]))
        await typing(pilot, app, "H")
        golden(f"history-{size[0]}x{size[1]}", part(app, pane(app, "history")))

    play(scene, size=size)


def test_the_history_goes_to_any_step() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        two_steps(app)
        await typing(pilot, app, "H", "down", "down", "enter")
        assert app.session.history.place == 0
        assert "undone, U redoes" in pane(app, "history").page.text
        await typing(pilot, app, "up", "up", "enter")
        assert app.session.history.place == 2

    play(scene)


def test_a_step_is_compared_with_what_is_shown() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        two_steps(app)
        await typing(pilot, app, "H", "end", "m")
        assert "step 0 → step 2" in screen_text(app)
        assert "tcp/5432" in screen_text(app)

    play(scene)


def test_what_steps_did_is_remembered_while_they_are_there() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        app.apply(lines.remove_lines(app.session.design, ["acl-db#egress/0"]))
        await typing(pilot, app, "H")
        assert "tcp/5432" in pane(app, "history").page.text
        await typing(pilot, app, "u")
        app.apply(lines.remove_lines(app.session.design, ["acl-public#ingress/3"]))
        await typing(pilot, app)
        assert "tcp/5432" not in pane(app, "history").page.text
        assert "opens nothing, closes nothing" in pane(app, "history").page.text

    play(scene)


def test_the_outline_is_drawn_as_it_was_kept() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        app.select("app-a")
        await typing(pilot, app)
        golden("outline-200x60", part(app, pane(app, "outline")))

    play(scene, size=(200, 60))


def test_the_outline_selects_folds_and_filters() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        await typing(pilot, app, "o")
        outline = pane(app, "outline")
        await typing(pilot, app, "home", "down", "left")
        assert "■ bastion" not in outline.page.text
        await typing(pilot, app, "right", "slash", "=bastion", "enter")
        assert app.session.selection == "bastion"

    play(scene)


def test_help_at_home_stands_over_it_and_runs_what_home_can() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        app.do_home()
        await typing(pilot, app, "f1")
        assert isinstance(app.screen, HelpScreen)
        assert "Help: home" in screen_text(app)
        await typing(pilot, app, "escape")
        assert isinstance(app.screen, Home)
        await typing(pilot, app, "question_mark", "enter")
        assert isinstance(app.screen, NewDesign)

    play(scene)


def test_a_table_is_copied_in_one_form_after_the_other() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        app.run_command("tab.checks")
        await typing(pilot, app, "Y")
        assert app.clipboard.startswith("assertion,") or "," in app.clipboard.split("\n")[0]
        await typing(pilot, app, "Y")
        assert app.clipboard.startswith("| ")
        app.run_command("tab.plan")
        await typing(pilot, app, "Y")
        assert not app.clipboard.startswith("| ")

    play(scene)


def test_a_page_says_how_much_is_below_and_a_click_goes_on() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        app.select("app-a")
        await typing(pilot, app, "f1")
        shown = pane(app, "help")
        count, space = len(shown.page.lines), shown.size.height - 2
        assert part(app, shown).splitlines()[-1].endswith(f"▼ {count - space + 1} more")
        await pilot.click(shown, offset=(4, shown.size.height - 1))
        assert shown.top > 0
        await typing(pilot, app, "end", *["pagedown"] * 4)
        assert "▼" not in part(app, shown)
        assert part(app, shown).rstrip().endswith(shown.page.lines[-1].text.strip())

    play(scene, size=(120, 24))
