"""The ladder: every step is decided by the environment alone, and none loses a word."""

import pytest

from vpcdesign.tui.terminal import Surroundings, Terminal, decide, prepare

UTF8 = {"LANG": "en_IE.UTF-8"}


def decided(environ: dict[str, str], **chosen: bool) -> Terminal:
    return decide(Surroundings(UTF8 | environ), motion=chosen.get("motion", True))


@pytest.mark.parametrize(
    ("environ", "depth"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "truecolor"),
        ({"TERM": "tmux-256color", "COLORTERM": "24bit"}, "truecolor"),
        ({"TERM": "xterm-direct"}, "truecolor"),
        ({"TERM": "xterm-256color", "WT_SESSION": "1"}, "truecolor"),
        ({"TERM": "xterm-256color"}, "256"),
        ({"TERM": "xterm-kitty"}, "256"),
        ({"TERM": "xterm"}, "standard"),
        ({"TERM": "screen"}, "standard"),
        ({}, "standard"),
        ({"TERM": "linux", "COLORTERM": "truecolor"}, "standard"),
        ({"TERM": "vt100"}, "none"),
        ({"TERM": "xterm-mono"}, "none"),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"}, "none"),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, "256"),
        ({"TERM": "xterm-256color", "TEXTUAL_COLOR_SYSTEM": "standard"}, "standard"),
    ],
)
def test_how_many_colours(environ: dict[str, str], depth: str) -> None:
    found = decided(environ)
    assert found.depth == depth
    assert not found.refused


def test_an_ansi_theme_has_the_terminals_own_colours_and_no_colour_stays_none() -> None:
    assert Terminal("truecolor").colouring("vpc-dark") == "true"
    assert Terminal("256").colouring("vpc-light") == "true"
    assert Terminal("truecolor").colouring("ansi-light") == "sixteen"
    assert Terminal("standard").colouring("vpc-dark") == "sixteen"
    assert Terminal("none").colouring("ansi-dark") == "none"


@pytest.mark.parametrize("term", ["dumb", "unknown", "DUMB"])
def test_a_terminal_that_cannot_place_text_is_told_what_to_do(term: str) -> None:
    refused = decided({"TERM": term}).refused
    assert "TERM=" in refused
    assert "vpcdesign --help" in refused


def test_nobody_at_the_terminal_is_told_what_to_do_but_a_browser_is_served() -> None:
    away = Surroundings({"TERM": "xterm-256color"}, interactive=False)
    assert "needs a terminal" in decide(away).refused
    served = Surroundings({"TERM": "xterm-256color", "TEXTUAL_DRIVER": "web"}, interactive=False)
    assert not decide(served).refused


@pytest.mark.parametrize(
    ("environ", "encoding", "plain"),
    [
        ({"LANG": "en_IE.UTF-8"}, "utf-8", False),
        ({"LC_CTYPE": "UTF-8"}, "utf-8", False),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, "utf-8", False),
        ({"LANG": "en_IE.UTF-8", "LC_ALL": "C"}, "utf-8", True),
        ({"LANG": "de_DE.ISO-8859-1"}, "iso-8859-1", True),
        ({"LANG": "de_DE"}, "utf-8", True),
        ({}, "UTF-8", False),
        ({}, "cp1252", True),
        ({"LANG": "en_IE.utf8", "TERM": "linux"}, "utf-8", True),
    ],
)
def test_signs_are_ascii_where_others_would_not_arrive(environ: dict[str, str], encoding: str, plain: bool) -> None:
    around = Surroundings({"TERM": "xterm"} | environ, encoding=encoding)
    assert decide(around).ascii_only is plain
    assert decide(around, "always").ascii_only
    assert not decide(around, "never").ascii_only


def test_ascii_is_offered_where_signs_may_be_two_cells_wide() -> None:
    around = Surroundings({"TERM": "xterm", "LANG": "ja_JP.UTF-8"})
    assert decide(around).offer_ascii
    assert not decide(around, "always").offer_ascii
    assert not decided({"TERM": "xterm"}).offer_ascii


def test_motion_is_off_when_either_says_so() -> None:
    assert decided({"TERM": "xterm"}).motion
    assert not decided({"TERM": "xterm"}, motion=False).motion
    assert not decided({"TERM": "xterm", "TEXTUAL_ANIMATIONS": "none"}).motion


def test_textual_is_told() -> None:
    environ = {"NO_COLOR": ""}
    prepare(environ, Terminal("256", motion=False))
    assert environ == {"TEXTUAL_COLOR_SYSTEM": "256", "TEXTUAL_ANIMATIONS": "none"}
    environ = {}
    prepare(environ, Terminal("none"))
    assert environ == {"NO_COLOR": "1", "TEXTUAL_COLOR_SYSTEM": "standard"}
