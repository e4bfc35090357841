"""Home: what is listed, what is shown of it, and how it is gone about by keys and by mouse."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.clock import run
from tests.tui.harness import SIZES, golden, screen_text, settled, shop
from vpcdesign.api.storage import load
from vpcdesign.design.edit.rename import rename
from vpcdesign.formats.native.write import write
from vpcdesign.render.ink import plain, width
from vpcdesign.tui.app import Designer
from vpcdesign.tui.bench.workbench import Workbench
from vpcdesign.tui.home.listing import Entry, State, columns, line, listed, matching, shown_path, view
from vpcdesign.tui.home.screen import Home
from vpcdesign.tui.journal.opening import open_design
from vpcdesign.tui.launch import Launch
from vpcdesign.tui.recent import Recent, place_in, recents, remember

Scene = Callable[["Pilot[None]", Designer], Awaitable[None]]


def at_home(scene: Scene, *, size: tuple[int, int] = (120, 40)) -> None:
    """Play a scene that begins at home."""

    async def whole() -> None:
        app = Designer(Launch(home=True))
        async with app.run_test(size=size, notifications=True) as pilot:
            await settled(pilot, app)
            await scene(pilot, app)

    run(whole())


@pytest.fixture
def worked(own_home: Path) -> Path:
    """Leave behind what the pictures show: a design, one with unsaved steps, one whose file is gone."""
    for name, folder in (("shop", "net"), ("checkout", "lab")):
        (own_home / folder).mkdir()
        (own_home / folder / f"{name}.json").write_text(write(shop()))
    opened = open_design(own_home / "lab" / "checkout.json").session
    for name in ("front-door", "doorway", "gate"):
        vpc = opened.design.load_balancers[0].id
        opened.apply(rename(opened.design, vpc, name))
    opened.recorder.close()  # type: ignore[attr-defined]
    for name, when in (
        ("import/legacy.json", "2026-11-03T10:00:00+00:00"),
        ("lab/checkout.json", "2026-11-12T10:00:00+00:00"),
        ("net/shop.json", "2026-11-21T14:02:00+00:00"),
    ):
        remember(Recent(str(own_home / name), when))
    return own_home


@pytest.mark.parametrize("size", SIZES)
def test_home_is_drawn_at_every_size(size: tuple[int, int], worked: Path) -> None:
    assert worked.is_dir()

    async def scene(pilot: "Pilot[None]", app: Designer) -> None:  # noqa: ARG001
        golden(f"home-{size[0]}x{size[1]}", screen_text(app))

    at_home(scene, size=size)


def test_the_first_time_the_cursor_is_on_the_tour() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:  # noqa: ARG001
        golden("home-first-120x40", screen_text(app))

    at_home(scene)


def test_home_is_gone_about_by_keys(worked: Path) -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        board = app.screen
        assert isinstance(board, Home)
        await pilot.press("j", "down")
        assert board.listing.current.name == "legacy"
        await settled(pilot, app)
        assert "The file is gone" in screen_text(app)
        await pilot.press("x")
        assert [one.name for one in recents()] == ["shop", "checkout"]
        assert "legacy is forgotten here; its file stays as it is." in screen_text(app)
        await pilot.press("end", "x")
        assert "x forgets a design" in screen_text(app)
        await pilot.press("g", "s")
        assert board.listing.current.name == "checkout"
        await settled(pilot, app)
        assert "3  " in screen_text(app)
        await pilot.press("slash", *"shp")
        assert 'Nothing matches "shp"; nearest: shop.' in screen_text(app)
        await pilot.press("backspace", "backspace", *"hop", "enter")
        await settled(pilot, app)
        assert isinstance(app.screen, Workbench)
        assert app.session.path == worked / "net" / "shop.json"
        assert recents()[0].name == "shop"

    at_home(scene)


def test_home_is_gone_about_by_mouse(worked: Path) -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        board = app.screen
        assert isinstance(board, Home)
        lines = screen_text(app).split("\n")
        y = next(y for y, text in enumerate(lines) if "checkout" in text)
        await pilot.click(offset=(20, y))
        assert board.listing.current.name == "checkout"
        await settled(pilot, app)
        await pilot.click(offset=(20, y))
        await settled(pilot, app)
        assert "3 steps were not saved" in screen_text(app)

    at_home(scene)
    assert (worked / "lab" / "checkout.json").is_file()


def test_a_design_under_work_waits_while_one_is_home(worked: Path) -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        app.open_file(worked / "net" / "shop.json")
        await settled(pilot, app)
        session = app.session
        app.run_command("home")
        await settled(pilot, app)
        assert isinstance(app.screen, Home)
        await pilot.press("escape")
        await settled(pilot, app)
        assert isinstance(app.screen, Workbench)
        assert app.session is session
        session.apply(rename(session.design, "app-a", "application-a"))
        app.run_command("home")
        await settled(pilot, app)
        await pilot.press("home", "enter")
        await settled(pilot, app)
        assert isinstance(app.screen, Workbench), "what is under work is shown again, nothing is asked"
        assert app.session is session
        assert session.recorder is not None

    at_home(scene)


def test_what_needs_a_design_says_so_at_home() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        for key in ("u", "ctrl+s", "s", "H", "1", "c", "backspace", "escape"):
            await pilot.press(key)
            assert isinstance(app.screen, Home), key
            assert screen_text(app).split("\n")[-3].strip(), key
        await pilot.press("colon")
        await settled(pilot, app)
        await pilot.press("escape")
        await pilot.press("question_mark")
        await settled(pilot, app)
        await pilot.press("escape")
        assert isinstance(app.screen, Home)

    at_home(scene)


def test_a_design_opens_where_it_was_left(worked: Path) -> None:
    path = worked / "net" / "shop.json"
    remember(Recent(str(path), "", "plan", "app-b", "dots"))

    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        app.open_file(path)
        await settled(pilot, app)
        bench = app.screen
        assert isinstance(bench, Workbench)
        assert (bench.tab, app.session.selection) == ("plan", "app-b")
        app.select("db-a")
        await pilot.press("3")
        await settled(pilot, app)
        app.let_go()
        found = place_in(path)
        assert found is not None
        assert (found.tab, found.selection) == ("routes", "db-a")
        assert found.when

    at_home(scene)


def test_a_selection_that_is_gone_is_not_taken_up(worked: Path) -> None:
    path = worked / "net" / "shop.json"
    remember(Recent(str(path), "", "nowhere", "app-z", "close"))

    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        app.open_file(path)
        await settled(pilot, app)
        assert isinstance(app.screen, Workbench)
        assert app.session.selection == load(path).subnets[0].id

    at_home(scene)


# --- the list as plain values ---

NOW = datetime.fromisoformat("2026-11-21T14:35:00+00:00")


def test_times_and_paths_are_said_as_people_say_them() -> None:
    several = [
        Recent("/srv/ada/net/shop.json", "2026-11-21T14:02:00+00:00"),
        Recent("/srv/estate.json", "2026-11-20T09:40:00+00:00"),
        Recent("/srv/ada/x.json", "2026-11-12T09:40:00+00:00"),
        Recent("/srv/ada/y.json", "2024-11-12T09:40:00+00:00"),
        Recent("/srv/ada/z.json", "soon"),
    ]
    found = listed(several, NOW, Path("/srv/ada"))
    assert [one.words for one in found][:2] == ["~/net/shop.json", "/srv/estate.json"]
    assert [one.when for one in found] == ["today 14:02", "yesterday 09:40", "12 Nov", "12 Nov 2024", ""]
    assert shown_path("/homely/x", Path("/home")) == "/homely/x"


@pytest.mark.parametrize("size", [58, 60, 70, 80, 100])
def test_lines_fit_whatever_is_in_them(size: int) -> None:
    for name in (
        "shop",
        "a" * 500,
        "[/foo]",
        "\x1b[31mred\u202e",
        "日本語のネットワーク設計図面",
        "[@click=app.quit]x[/]",
    ):
        entry = Entry(name, f"~/{name}/{name}.json", "file.open", "/x", "yesterday 09:40")
        for state in (State(), State(gone=True), State(unsaved=1234)):
            drawn = line(entry, state, size, chosen=True)
            assert width(drawn) == size
            assert plain(drawn).isprintable()
            assert "yesterday 09:40" in plain(drawn)
    places = columns(size)
    assert places.name < places.path < places.when < places.state < size


def test_designs_scroll_and_the_ways_to_begin_stay() -> None:
    several = tuple(Entry(f"design-{n}", "", "file.open", f"/{n}") for n in range(40))
    entries = (*several, Entry("Tour", "", "help.tour"))
    for cursor in (0, 20, 39, 40):
        found = view(entries, {}, cursor, (70, 15))
        texts = [plain(row) for row in found.rows]
        assert len(texts) == 15
        assert "Tour" in texts[-1]
        if cursor < 40:
            assert cursor in found.places
    assert "▼ 28 more" in plain(view(entries, {}, 0, (70, 15)).rows[0])


def test_filtering_wants_every_word() -> None:
    entries = (Entry("shop", "~/net/shop.json", "", "/a"), Entry("estate", "~/net/estate.json", "", "/b"))
    assert matching(entries, "net est") == entries[1:]
    assert matching(entries, "") == entries
    assert matching(entries, "x y") == ()
