"""Starting the designer: what the terminal can show, what the configuration says, and the design or home."""

from pathlib import Path

from vpcdesign.tui.app import Designer
from vpcdesign.tui.launch import Launch


def start(path: Path | None, *, theme: str | None, ascii_only: bool, read_only: bool) -> None:
    """Run the designer until it ends."""
    launch = Launch(path, read_only=read_only, ascii_only=ascii_only)
    if theme is not None:
        launch.theme = theme
    Designer(launch).run(mouse=launch.mouse)
