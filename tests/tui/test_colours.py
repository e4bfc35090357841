"""Colours at home, in a real terminal; those of the workbench and of dialogs are in `terminal/test_real`."""

from pathlib import Path

from tests.tui.terminal.session import Designer, colours

QUIT = "\x11"


def at_home(folder: Path, **environ: str) -> str:
    """Open the designer at home and quit; give everything that was sent."""
    designer = Designer(folder, "open", size=(120, 40), **environ)
    designer.wait_for("ready-made designs")
    designer.press(QUIT)
    assert designer.end() == 0
    return designer.sent


def test_without_colour_none_is_sent(tmp_path: Path) -> None:
    assert colours(at_home(tmp_path, NO_COLOR="1", COLORTERM="truecolor")) == []


def test_a_console_gets_sixteen_colours_and_ascii(tmp_path: Path) -> None:
    sent = at_home(tmp_path, TERM="linux")
    found = colours(sent)
    assert found
    assert not any(one.startswith(("38", "48")) or ";38;" in one or ";48;" in one for one in found)
    assert not [sign for sign in sent if ord(sign) > 126]
