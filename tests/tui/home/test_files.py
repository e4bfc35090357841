"""Asking for files: completed while typed, never written over by one key, and whatever is wrong said at once."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from tests.tui.harness import golden, screen_text, settled, shop
from tests.tui.home.test_home import at_home
from vpcdesign.api.storage import load
from vpcdesign.formats.native.write import write
from vpcdesign.tui.app import Designer
from vpcdesign.tui.bench.workbench import Workbench
from vpcdesign.tui.config import file as config_file
from vpcdesign.tui.home.choices import SettingsDialog
from vpcdesign.tui.home.files import PathDialog
from vpcdesign.tui.home.importing import ImportDialog
from vpcdesign.tui.home.layouts import LayoutsDialog
from vpcdesign.tui.home.paths import common, completions, expanded, free_path


@pytest.fixture
def net(own_home: Path) -> Path:
    """A folder with two designs, another folder, a hidden file and one of another kind."""
    folder = own_home / "net"
    (folder / "sheets").mkdir(parents=True)
    for name in ("shop.json", "shopping.json", ".hidden.json", "notes.txt", "SHIP.json"):
        (folder / name).write_text(write(shop()))
    return folder


def test_what_begins_so_is_listed_folders_first(net: Path) -> None:
    found = completions("net/sh")
    assert found.names == ("sheets/", "SHIP.json", "shop.json", "shopping.json")
    assert found.completed("shop.json") == "net/shop.json"
    assert completions("~/net/shop").names == ("shop.json", "shopping.json")
    assert completions("net/.").names == (".hidden.json",)
    assert "notes.txt" in completions("net/", ()).names
    assert completions("").names == ("net/",)
    assert completions(f"{net}/x").names == ()


def test_a_folder_that_cannot_be_read_says_why() -> None:
    assert "no such file" in completions("nowhere/x").problem
    assert completions("a\0b/").problem


@given(st.lists(st.text("abc", max_size=5), min_size=1, max_size=4).map(tuple))
def test_what_all_begin_with_is_the_longest_beginning(names: tuple[str, ...]) -> None:
    begin = common(names)
    assert all(name.startswith(begin) for name in names)
    longer = {name[: len(begin) + 1] for name in names}
    assert len(longer) > 1 or begin in names


def test_a_home_that_is_not_known_stays_as_it_is_written() -> None:
    assert expanded("~nobody-of-this-name/x") == Path("~nobody-of-this-name/x")


def test_a_new_design_never_gets_a_path_that_has_something(net: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(net)
    assert free_path("new", lambda _: False) == net / "new.json"
    assert free_path("shop", lambda path: path.name == "shop-2.json") == net / "shop-3.json"


def test_a_design_is_opened_by_typing_a_part_of_its_path(net: Path) -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        await pilot.press("ctrl+o")
        await pilot.press("n", "tab", "s", "h", "o", "tab")
        await settled(pilot, app)
        golden("open-file-80x24", screen_text(app))
        await pilot.press("tab", "down", "enter")
        await settled(pilot, app)
        assert isinstance(app.screen, Workbench)
        assert app.session.path == Path("net/shop.json")

    at_home(scene, size=(80, 24))
    assert net.is_dir()


def test_what_is_wrong_with_a_path_is_said_and_the_text_stays(net: Path) -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        await pilot.press("ctrl+o", "enter")
        assert "type a path" in screen_text(app)
        await pilot.press(*"net/x", "enter")
        assert "there is no net/x" in screen_text(app)
        await pilot.press("ctrl+u", *"net", "enter")
        assert "shopping.json" in screen_text(app)
        dialog = app.screen
        assert isinstance(dialog, PathDialog)
        y = next(y for y, line in enumerate(screen_text(app).split("\n")) if " shop.json" in line)
        await pilot.click(offset=(30, y))
        await pilot.click(offset=(30, y))
        await settled(pilot, app)
        assert app.session.path == Path("net/shop.json")

    at_home(scene)
    assert net.is_dir()


def test_saving_as_a_file_that_is_there_asks_twice(net: Path) -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        app.open_file(net / "shop.json")
        await settled(pilot, app)
        app.run_command("save-as")
        await settled(pilot, app)
        dialog = app.screen
        assert isinstance(dialog, PathDialog)
        assert dialog.field.text == str(net / "shop.json")
        await pilot.press("ctrl+u", *"net/SHIP.json", "enter")
        assert "is there already" in screen_text(app)
        before = (net / "SHIP.json").stat().st_ino
        await pilot.press("enter")
        await settled(pilot, app)
        assert (net / "SHIP.json").stat().st_ino != before
        assert app.session.path == Path("net/SHIP.json")
        app.let_go()

    at_home(scene)


def test_a_layout_is_looked_at_and_begun_with() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        app.run_command("layouts")
        await settled(pilot, app)
        dialog = app.screen
        assert isinstance(dialog, LayoutsDialog)
        await pilot.press("end", "up", "down")
        golden("layouts-120x40", screen_text(app))
        await pilot.press("home", "enter")
        await settled(pilot, app)
        assert isinstance(app.screen, Workbench)
        assert app.session.path == Path.cwd() / "bastion-host.json"
        assert app.session.history.unsaved == 1
        assert not app.session.path.exists()
        app.run_command("save")
        await settled(pilot, app)
        assert load(app.session.path).name == app.session.design.name
        app.let_go()

    at_home(scene)


def test_a_layout_that_was_never_saved_is_there_again_after_a_crash() -> None:
    async def begin(pilot: "Pilot[None]", app: Designer) -> None:
        app.open_layout("three-tier")
        await settled(pilot, app)
        app.session.recorder.close()  # type: ignore[attr-defined]  # what the system does for a program that was killed

    async def again(pilot: "Pilot[None]", app: Designer) -> None:
        assert "* 1 step unsaved" in screen_text(app)
        assert "VPC prod" in screen_text(app)
        await pilot.press("enter")
        await settled(pilot, app)
        assert app.session.path == Path.cwd() / "three-tier.json"
        assert [step.title for step in app.session.history.steps[1:]] == ["from layout three-tier"]
        app.open_layout("three-tier")
        await settled(pilot, app)
        assert app.session.path == Path.cwd() / "three-tier-2.json"
        app.let_go()

    at_home(begin)
    at_home(again)


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (200, 60)])
def test_layouts_fit_every_size(size: tuple[int, int]) -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        app.run_command("layouts")
        await settled(pilot, app)
        lines = screen_text(app).rstrip("\n").split("\n")
        assert all(len(line) <= size[0] for line in lines)
        assert any("esc close" in line for line in lines)
        await pilot.press("end")
        assert "▌" not in screen_text(app)
        assert "transit-gateway" in screen_text(app)
        await pilot.press("up")
        golden(f"layouts-{size[0]}x{size[1]}", screen_text(app))

    at_home(scene, size=size)


# --- import ---


def described(folder: Path) -> Path:
    """Write what AWS answers of one VPC with one subnet."""
    vpcs = [{"VpcId": "vpc-0a1", "CidrBlock": "10.0.0.0/16", "OwnerId": "123456789012", "State": "available"}]
    subnet = {"SubnetId": "subnet-0a1", "VpcId": "vpc-0a1", "CidrBlock": "10.0.0.0/24", "OwnerId": "123456789012"}
    subnet |= {"AvailabilityZone": "eu-west-1a", "AvailabilityZoneId": "euw1-az1", "State": "available"}
    (folder / "aws").mkdir()
    (folder / "aws" / "vpcs.json").write_text(json.dumps({"Vpcs": vpcs}))
    (folder / "aws" / "subnets.json").write_text(json.dumps({"Subnets": [subnet]}))
    return folder / "aws"


def test_documents_are_imported_with_all_that_has_to_be_said(own_home: Path) -> None:
    described(own_home)

    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        app.run_command("import")
        await pilot.press("a", "tab", "enter", "enter")
        assert "name the documents" in screen_text(app)
        await pilot.press(*"net.json", "enter")
        await settled(pilot, app)
        golden("imported-80x24", screen_text(app))
        await pilot.press("enter")
        await settled(pilot, app)
        assert isinstance(app.screen, Workbench)
        assert [subnet.id for subnet in app.session.design.subnets] == ["subnet-0a1"]
        app.let_go()

    at_home(scene, size=(80, 24))


def test_an_import_that_cannot_be_says_why_and_writes_nothing(own_home: Path) -> None:
    (own_home / "aws").mkdir()
    (own_home / "aws" / "vpcs.json").write_text("{")

    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        app.run_command("import")
        for text, why in (("aws", "aws/vpcs.json:1"), ("'aws", "quot"), ("nowhere", "no such file")):
            dialog = app.screen
            assert isinstance(dialog, ImportDialog)
            dialog.at = 0
            await pilot.press("ctrl+u", *text, "enter", "ctrl+u", *"net.json", "enter")
            await settled(pilot, app)
            assert why in screen_text(app).replace("│\n  │ ", ""), text
        await pilot.press("escape")
        assert not (own_home / "net.json").exists()

    at_home(scene)


# --- settings ---


def test_a_setting_is_in_force_and_written_down_at_once(own_home: Path) -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        await pilot.press("comma")
        golden("settings-80x24", screen_text(app))
        assert isinstance(app.screen, SettingsDialog)
        await pilot.press("right")
        assert app.theme == app.launch.theme == "vpc-light"
        await pilot.press("left", "left")
        assert (app.theme, app.launch.colouring) == ("ansi-dark", "sixteen")
        await pilot.press("right", "down", "enter")
        assert "+- Settings" in screen_text(app)
        await pilot.press("down", "down", "space", "escape")
        assert app.keymap.command("G") == "move.last"

    at_home(scene, size=(80, 24))
    found = config_file.load().settings
    assert (found.theme, found.ascii, found.keymap) == ("vpc-dark", "always", "vim")
    assert config_file.config_file().is_relative_to(own_home)


def test_a_setting_that_cannot_be_written_is_in_force_and_said(own_home: Path) -> None:
    (own_home / ".config").write_text("a file, where a folder belongs")

    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        await pilot.press("comma", "right")
        assert app.theme == "vpc-light"
        assert "is not changed" in screen_text(app)

    at_home(scene)
