"""How answers look on this console: the one bridge from its streams to the renderers' style."""

from vpcdesign.cli.console import Console
from vpcdesign.render.text.style import Style


def style_of(console: Console) -> Style:
    """Give the style that standard output can show."""
    return Style(colour=console.coloured, ascii=console.only_ascii, width=console.width)
