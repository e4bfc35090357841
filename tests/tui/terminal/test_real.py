"""The designer in a real terminal: what is sent to it is what it can show, and it ends as it should."""

import signal
from pathlib import Path

import pytest

from tests.tui.terminal.session import ROOT, Designer, colours
from vpcdesign.tui.hangup import HUNG_UP

SHOP = str(ROOT / "layouts" / "three-tier.json")
QUIT = "\x11"


def shown(folder: Path, *arguments: str, words: str = "public-a", **environ: str) -> str:
    """Open the shop, wait until it is drawn, quit; give what was sent."""
    designer = Designer(folder, "open", SHOP, *arguments, size=(120, 40), **environ)
    designer.wait_for(words)
    designer.press(QUIT)
    assert designer.end() == 0
    return designer.sent


def test_true_colour_and_256_are_sent_where_they_are_understood(tmp_path: Path) -> None:
    assert any(one.startswith("38;2;") or ";38;2;" in one for one in colours(shown(tmp_path, COLORTERM="truecolor")))
    fewer = colours(shown(tmp_path))
    assert fewer
    assert not any("38;2" in one or "48;2" in one for one in fewer)
    assert any("38;5" in one for one in fewer)


def test_a_console_of_few_signs_gets_ascii(tmp_path: Path) -> None:
    sent = shown(tmp_path, TERM="linux")
    assert not [c for c in sent if ord(c) > 126]
    assert "+-" in sent, "boxes are drawn all the same"


@pytest.mark.parametrize("arguments", [("--ascii",), ()])
def test_ascii_is_chosen_or_follows_from_the_locale(arguments: tuple[str, ...], tmp_path: Path) -> None:
    environ = {} if arguments else {"LC_ALL": "de_DE.ISO-8859-1"}
    assert not [c for c in shown(tmp_path, *arguments, **environ) if ord(c) > 126]


def test_it_ends_when_the_terminal_goes_away_and_nobody_signals_that(tmp_path: Path) -> None:
    held = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as where another program was started by the terminal
    try:
        designer = Designer(tmp_path, "open", SHOP)
    finally:
        signal.signal(signal.SIGHUP, held)
    designer.wait_for("public-a")
    assert designer.hang_up() == HUNG_UP


def test_a_dumb_terminal_is_told_what_to_do(tmp_path: Path) -> None:
    designer = Designer(tmp_path, "open", SHOP, TERM="dumb")
    designer.wait_for("TERM=dumb")
    assert designer.end() == 2
    assert "vpcdesign --help" in designer.sent
    assert "\x1b" not in designer.sent


def test_a_file_that_is_no_design_is_told_before_the_screen_is_taken(tmp_path: Path) -> None:
    (tmp_path / "shop.json").write_text('{"vpcdesign": 1, "nmae": "shop"}')
    designer = Designer(tmp_path, "open", "shop.json")
    designer.wait_for("shop.json:1:")
    assert designer.end() == 2
    assert "\x1b[?1049h" not in designer.sent


def test_home_is_there_without_a_design(tmp_path: Path) -> None:
    designer = Designer(tmp_path, "open")
    designer.wait_for("ready-made designs")
    designer.press(QUIT)
    assert designer.end() == 0
    assert "\x1b[?1049l" in designer.sent, "the terminal is given back"


def test_a_mistake_in_the_configuration_is_told_and_the_rest_holds(tmp_path: Path) -> None:
    folder = tmp_path / "config" / "vpcdesign"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('ascii = "always"\n[keys]\nundo = "ctrl+b"\n')
    designer = Designer(tmp_path, "open", SHOP, size=(120, 40))
    designer.wait_for("kept free for tmux")
    designer.press(QUIT)
    assert designer.end() == 0
    assert not [c for c in designer.sent if ord(c) > 126]


def edited(folder: Path, **environ: str) -> Designer:
    """Open a copy of the shop and delete a rule; the edit is on the screen when this returns."""
    (folder / "shop.json").write_bytes(Path(SHOP).read_bytes())
    designer = Designer(folder, "open", "shop.json", size=(120, 40), **environ)
    designer.wait_for("public-a")
    designer.press("5")
    designer.wait_for("always last")
    designer.press("x")
    designer.wait_for("inbound 100 removed")
    return designer


def test_what_was_shown_as_done_is_offered_back_after_a_kill(tmp_path: Path) -> None:
    edited(tmp_path).kill()
    again = Designer(tmp_path, "open", "shop.json", size=(120, 40))
    again.wait_for("1 step was not saved")
    again.press("\r")
    again.wait_for("prod")
    again.press(QUIT)
    again.wait_for("shop.json has 1 step that is not saved.")
    again.press("\x1b[C\r")
    assert again.end() == 0
    assert (tmp_path / "shop.json").read_bytes() == Path(SHOP).read_bytes()
    third = Designer(tmp_path, "open", size=(120, 40))
    third.wait_for("* 1 step unsaved")
    third.press(QUIT)
    assert third.end() == 0


def test_a_second_designer_on_a_file_is_read_only(tmp_path: Path) -> None:
    first = edited(tmp_path)
    second = Designer(tmp_path, "open", "shop.json", size=(120, 40))
    second.wait_for("(read-only)")
    second.press("\x13")
    second.wait_for("another designer has it open")
    second.press(QUIT)
    assert second.end() == 0
    first.kill()


def asked_whether_to_quit(folder: Path, **environ: str) -> str:
    """Delete a rule, and quit over the question what is to become of that; give what was sent."""
    designer = edited(folder, **environ)
    designer.press(QUIT)
    designer.wait_for("shop.json has 1 step that is not saved.")
    designer.press(QUIT)
    assert designer.end() == 0
    return designer.sent


def test_without_colour_no_colour_is_sent_and_the_selection_is_still_seen(tmp_path: Path) -> None:
    sent = asked_whether_to_quit(tmp_path, NO_COLOR="1", COLORTERM="truecolor")
    assert colours(sent) == [], "nor under a dialog"
    assert "\x1b[1" in sent, "bold stays"
    assert "┏" in sent, "so does the heavy box"


def test_sixteen_colours_are_the_users_own_under_a_dialog_too(tmp_path: Path) -> None:
    found = colours(asked_whether_to_quit(tmp_path, TERM="xterm"))
    assert found
    assert not any("38;" in one or "48;" in one for one in found)


def test_a_designer_that_fails_says_so_with_its_exit_status(tmp_path: Path) -> None:
    broken = tmp_path / "sitecustomize.py"
    broken.write_text(
        "import sys\n"
        "from importlib.abc import MetaPathFinder\n"
        "class Finder(MetaPathFinder):\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'vpcdesign.tui.map.main':\n"
        "            from vpcdesign.tui.frame.board import Board\n"
        "            def failing(self, event): raise RuntimeError('as if a pane had')\n"
        "            Board.on_resize = failing\n"
        "sys.meta_path.insert(0, Finder())\n"
    )
    designer = Designer(tmp_path, "open", SHOP, size=(120, 40), PYTHONPATH=f"{tmp_path}:{ROOT}")
    assert designer.end() != 0
    assert "as if a pane had" in designer.sent
