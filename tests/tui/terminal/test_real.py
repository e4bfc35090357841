"""The designer in a real terminal: what is sent to it is what it can show, and it ends as it should."""

from pathlib import Path

import pytest

from tests.tui.terminal.session import ROOT, Designer, colours

SHOP = str(ROOT / "layouts" / "three-tier.json")
QUIT = "\x11"


def shown(folder: Path, *arguments: str, words: str = "public-a", **environ: str) -> str:
    """Open the shop, wait until it is drawn, quit; give what was sent."""
    designer = Designer(folder, "open", SHOP, *arguments, size=(120, 40), **environ)
    designer.wait_for(words)
    designer.press(QUIT)
    assert designer.end() == 0
    return designer.sent


def test_without_colour_no_colour_is_sent_and_the_selection_is_still_seen(tmp_path: Path) -> None:
    sent = shown(tmp_path, NO_COLOR="1", COLORTERM="truecolor")
    assert colours(sent) == []
    assert "\x1b[1" in sent, "bold stays"
    assert "┏" in sent, "so does the heavy box"


def test_true_colour_and_256_are_sent_where_they_are_understood(tmp_path: Path) -> None:
    assert any(one.startswith("38;2;") or ";38;2;" in one for one in colours(shown(tmp_path, COLORTERM="truecolor")))
    fewer = colours(shown(tmp_path))
    assert fewer
    assert not any("38;2" in one or "48;2" in one for one in fewer)
    assert any("38;5" in one for one in fewer)


def test_sixteen_colours_are_the_users_own(tmp_path: Path) -> None:
    found = colours(shown(tmp_path, TERM="xterm"))
    assert found
    assert not any("38;" in one or "48;" in one for one in found)


def test_a_console_of_few_signs_gets_ascii(tmp_path: Path) -> None:
    sent = shown(tmp_path, TERM="linux")
    assert not [c for c in sent if ord(c) > 126]
    assert "+-" in sent, "boxes are drawn all the same"


@pytest.mark.parametrize("arguments", [("--ascii",), ()])
def test_ascii_is_chosen_or_follows_from_the_locale(arguments: tuple[str, ...], tmp_path: Path) -> None:
    environ = {} if arguments else {"LC_ALL": "de_DE.ISO-8859-1"}
    assert not [c for c in shown(tmp_path, *arguments, **environ) if ord(c) > 126]


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
