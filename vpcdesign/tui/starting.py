"""Starting the designer: what the terminal can show, what the configuration says, and the design or home.

What is wrong with a file is said before the screen is taken, as every command says it. Textual is imported last: it
reads what the terminal is to be told when it is imported.
"""

import gc
import os
import sys
from pathlib import Path

from vpcdesign.api.layouts import layout_names, load_layout
from vpcdesign.api.storage import load
from vpcdesign.collector import collector_paused
from vpcdesign.errors import VpcdesignError
from vpcdesign.tui.config.file import load as load_configuration
from vpcdesign.tui.config.reading import Configuration
from vpcdesign.tui.config.settings import THEMES
from vpcdesign.tui.hangup import end_with
from vpcdesign.tui.journal.opening import Opened, look_at, new_design, open_design
from vpcdesign.tui.terminal import Terminal, around, decide, prepare

SWITCH = 0.001
"""Seconds that a proof beside the screen keeps a key waiting; the interpreter's own are five times as long."""


def start(path: Path | None, *, theme: str | None, ascii_only: bool, read_only: bool) -> int:
    """Run the designer until it ends, and give its exit status; VpcdesignError when it cannot, or without a design."""
    configuration = load_configuration()
    chosen = configuration.settings
    if theme is not None and theme not in THEMES:
        raise VpcdesignError(f"no theme is called `{theme}`: choose one of {', '.join(THEMES)}")
    terminal = decide(around(), "always" if ascii_only else chosen.ascii, motion=chosen.motion)
    if terminal.refused:
        raise VpcdesignError(terminal.refused)
    with collector_paused():
        opened = opened_for(path, read_only=read_only) if path is not None else None
    prepare(os.environ, terminal)
    return run(configuration, terminal, opened, theme or chosen.theme, read_only=read_only)


def opened_for(path: Path, *, read_only: bool = False) -> Opened:
    """Open what was named: a file, or a ready-made design where no file has this name."""
    name = str(path)
    if not path.exists() and name in layout_names():
        design, kept = load_layout(name), Path(f"{name}.json")
        return look_at(design, kept) if read_only else Opened(new_design(design, kept, f"from layout {name}"))
    return look_at(load(path), path) if read_only else open_design(path)


def run(
    configuration: Configuration, terminal: Terminal, opened: Opened | None, theme: str, *, read_only: bool = False
) -> int:
    """Run the application, and give its exit status: from here on the terminal is Textual's."""
    with collector_paused():
        from vpcdesign.tui.app import Designer
        from vpcdesign.tui.commands.keys import Keymap
        from vpcdesign.tui.launch import Launch
    gc.freeze()  # what is loaded stays: the collector need not walk over it at every key

    chosen = configuration.settings
    launch = Launch(
        opened=opened,
        home=opened is None,
        read_only=read_only,
        theme=theme,
        colouring=terminal.colouring(theme),
        ascii_only=terminal.ascii_only,
        motion=terminal.motion,
        mouse=chosen.mouse,
        keymap=Keymap(configuration.keys),
        settings=chosen,
        terminal=terminal,
        problems=configuration.problems,
    )
    if terminal.offer_ascii:
        launch.problems += ("Where signs look torn or too wide, `View: ASCII` in the palette has plain ones.",)
    sys.setswitchinterval(SWITCH)
    if sys.stdin.isatty():
        end_with(sys.stdin.fileno())
    designer = Designer(launch)
    designer.run(mouse=launch.mouse)
    return designer.return_code or 0
