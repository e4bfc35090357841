"""A whole map as a document: text, or an SVG picture."""

from vpcdesign.design.document import Design
from vpcdesign.render.map.draw import draw
from vpcdesign.render.map.look import ZOOMS, Look
from vpcdesign.render.map.svg import map_svg
from vpcdesign.render.map.text import map_text


def map_document(design: Design, zoom: str, *, svg: bool = False, only_ascii: bool = False) -> str:
    """Draw a design as a document."""
    picture = draw(design, Look(next(one for one in ZOOMS if one == zoom)))
    if svg:
        return map_svg(picture, f"{design.name}: the map", only_ascii=only_ascii)
    return map_text(picture, only_ascii=only_ascii)
