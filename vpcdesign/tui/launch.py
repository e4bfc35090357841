"""What the designer is started with: a design or none, and how the terminal wants to be painted."""

from dataclasses import dataclass, field
from pathlib import Path

from vpcdesign.tui.commands.keys import Keymap
from vpcdesign.tui.config.settings import Settings
from vpcdesign.tui.journal.opening import Opened
from vpcdesign.tui.paint import Colouring
from vpcdesign.tui.terminal import Terminal
from vpcdesign.tui.themes.palette import DEFAULT


@dataclass(slots=True)
class Launch:
    """How the designer starts; what the user changes while it runs is changed here too."""

    path: Path | None = None
    read_only: bool = False
    """Whether it was asked to write no file; in a browser then no other design is shown either."""
    theme: str = DEFAULT
    colouring: Colouring = "true"
    ascii_only: bool = False
    motion: bool = True
    mouse: bool = True
    tab: str = "map"
    selection: str = ""
    keymap: Keymap = field(default_factory=Keymap)
    settings: Settings = field(default_factory=Settings)
    terminal: Terminal = field(default_factory=Terminal)
    opened: Opened | None = None
    """The design to begin with, where it was opened before the screen was."""
    home: bool = False
    """Whether home is shown where there is no design."""
    problems: tuple[str, ...] = ()
    """What is to be told at the start: lines of the configuration that were left out."""
