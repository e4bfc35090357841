"""What one looks for on the map: keys and status line say what a key does while letters are typed."""

from textual.pilot import Pilot

from tests.tui.harness import play, screen_text
from vpcdesign.tui.app import Designer


def footer(app: Designer) -> str:
    return screen_text(app).splitlines()[-1].strip()


def status(app: Designer) -> str:
    return screen_text(app).splitlines()[-2].strip()


def test_while_one_filters_no_letter_is_taught_and_the_first_found_is_named() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        await pilot.press("slash")
        assert status(app) == "Type a name."
        await pilot.press("d", "b")
        assert status(app) == "enter goes to db-a, the first of 5."
        assert footer(app) == "enter go there  esc leave the filter  ctrl+p commands  F1 help"
        await pilot.press("minus", "v")
        assert status(app).startswith('Nothing matches "db-v"; nearest: db-')
        await pilot.press("backspace", "c", "enter")
        assert app.session.selection == "db-c"
        assert footer(app).startswith("enter open  a add")

    play(scene)


def test_a_word_that_begins_a_name_is_found_before_one_in_its_middle() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        await pilot.press("slash", *"ab", "enter")  # no name begins so; nothing is selected that nobody meant
        before = app.session.selection
        await pilot.press("slash", *"pp", "enter")
        assert app.session.selection == "app-a"
        assert before != "app-a"

    play(scene)


def test_a_jump_teaches_what_its_letters_do() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        await pilot.press("g")
        assert status(app).startswith("A letter goes to its element")
        assert footer(app).startswith("esc stay here")
        await pilot.press("escape")
        assert footer(app).startswith("enter open")

    play(scene)
