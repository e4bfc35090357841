"""The tour, walked by keys from its first step to its last, in the designer itself."""

from tests.tui.guides.showing import APilot, part, typing
from tests.tui.harness import golden, play
from vpcdesign.tui.app import Designer
from vpcdesign.tui.tour.panel import TourPanel


def step(app: Designer) -> int:
    return app.screen.query_one(TourPanel).progress.step


def test_the_tour_is_walked_by_keys() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        app.run_command("help.tour")
        await typing(pilot, app)
        assert step(app) == 0
        await typing(pilot, app, "right", "down")
        assert step(app) == 1
        await typing(pilot, app, "enter", "s", "down", "left", "enter", "d")
        await typing(pilot, app, "t", "down", "down", "ctrl+u", "=postgres", "enter", "n")
        assert step(app) == 2
        await typing(pilot, app, *["n"] * 7, "enter")
        assert app.session.selection == "acl-db#egress/0"
        await typing(pilot, app, "x")
        assert step(app) == 3
        await typing(pilot, app, "u")
        assert step(app) == 4
        await typing(pilot, app, "2", "b", "a")
        assert step(app) == 5
        await typing(pilot, app, "1", "p", "f", "f", "ctrl+s")
        assert app.screen.query_one(TourPanel).progress.done

    play(scene)


def test_esc_leaves_the_tour_and_the_palette_takes_it_up_again() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        app.run_command("help.tour")
        await typing(pilot, app, "right", "down")
        while app.screen.query(TourPanel):
            await typing(pilot, app, "escape")
        await typing(pilot, app, "colon", "=tour", "enter")
        assert step(app) == 1

    play(scene)


def test_the_tour_is_drawn_as_it_was_kept() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        app.run_command("help.tour")
        await typing(pilot, app)
        golden("tour-80x24", part(app, app.screen.query_one(TourPanel)))

    play(scene, size=(80, 24))


def test_the_tour_leaves_no_file_behind() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        app.run_command("help.tour")
        await typing(pilot, app)
        path = app.session.path
        assert path is not None
        assert path.exists()
        app.run_command("help.tour")
        app.open_layout("hybrid")
        await typing(pilot, app)
        app.run_command("help.tour")
        await typing(pilot, app)
        assert not path.exists()

    play(scene)
