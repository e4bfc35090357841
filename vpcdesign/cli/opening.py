"""`vpcdesign open`: the designer, on a design or at home. The one command that knows the designer."""

import os
import sys
from pathlib import Path

import click

from vpcdesign.errors import VpcdesignError


@click.command("open", short_help="The designer, on a design or at home.")
@click.argument("design", required=False, type=click.Path())
@click.option("--ascii", "ascii_only", is_flag=True, help="Draw with ASCII signs only.")
@click.option("--theme", help="vpc-dark, vpc-light, vpc-contrast or vpc-safe.")
@click.option("--read-only", is_flag=True, help="Look at the design; nothing can be saved over it.")
def command(design: str | None, theme: str | None, *, ascii_only: bool, read_only: bool) -> int:
    """Open the designer on DESIGN (a file, or the name of a layout), or at home where recent designs are.

    Keys are in the last line of every screen; ? explains what is selected, : finds everything.
    """
    from vpcdesign.collector import collector_paused

    with collector_paused():  # a sixth of the time to the first paint is the collector walking over new modules
        from vpcdesign.tui.starting import start

    seen = sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()
    if not seen and "TEXTUAL_DRIVER" not in os.environ:  # `vpcdesign serve` draws in a browser
        raise VpcdesignError("the designer needs a terminal: `vpcdesign trace` and `vpcdesign check` work without one")
    return start(Path(design) if design else None, theme=theme, ascii_only=ascii_only, read_only=read_only)
