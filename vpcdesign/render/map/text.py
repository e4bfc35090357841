"""A map as plain text, in Unicode or in ASCII: the same cells, without colours."""

from vpcdesign.render.ink import plain
from vpcdesign.render.map.overlay import NOTHING, Overlay, painted
from vpcdesign.render.map.picture import Picture
from vpcdesign.render.signs import to_ascii


def map_text(picture: Picture, overlay: Overlay = NOTHING, *, only_ascii: bool = False) -> str:
    """Write a map as lines without spaces at their ends; ends in a line break."""
    lines = (plain(row).rstrip() for row in painted(picture, overlay))
    text = "\n".join(lines).rstrip("\n") + "\n"
    return "\n".join(map(to_ascii, text.split("\n"))) if only_ascii else text
