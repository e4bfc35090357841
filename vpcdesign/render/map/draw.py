"""Design -> picture: the one way in.

A single VPC stands alone between the world and what lies behind its gateways; several stand in their regions.
"""

from dataclasses import replace

from vpcdesign.design.document import Design
from vpcdesign.render.map.boxes import rows_more
from vpcdesign.render.map.estate import lay_out
from vpcdesign.render.map.look import BOX, ZOOMS, Look, Zoom, sizes
from vpcdesign.render.map.picture import Picture
from vpcdesign.topology.scene.read import read
from vpcdesign.topology.scene.scene import Scene


def draw(design: Design, look: Look | None = None) -> Picture:
    """Draw a design."""
    return draw_scene(read(design), look or Look())


def draw_scene(scene: Scene, look: Look) -> Picture:
    """Draw a scene; rows that are left over go to boxes that cannot show everything in the least that boxes have.

    Lanes of a trace have a row each only where nothing goes out of the window by that.
    """
    picture = lay_out(scene, look)
    if look.lanes and picture.height > look.height > 0:
        picture = lay_out(scene, replace(look, lanes=False))
    spare = look.height - picture.height
    if look.zoom != "full" or spare <= 0:
        return picture
    needs = {rows_more(room, picture.measures) for vpc in scene.vpcs for room in vpc.rooms} - {0}
    for deep in sorted({min(need, spare) for need in needs}, reverse=True):
        larger = lay_out(scene, replace(look, deep=deep))
        if larger.height <= look.height:
            return larger
    return picture


def fitting(design: Design, columns: int, rows: int) -> Zoom:
    """Give the nearest zoom that fits, or the farthest."""
    scene = read(design)
    for zoom in ZOOMS[:-1]:
        if _could_fit(scene, zoom, columns, rows):
            picture = lay_out(scene, Look(zoom, columns, rows))
            if picture.width <= columns and picture.height <= rows:
                return zoom
    return ZOOMS[-1]


def _could_fit(scene: Scene, zoom: Zoom, columns: int, rows: int) -> bool:
    """Tell whether the boxes alone leave it possible; so a large design is not laid out to be thrown away."""
    least = sizes(zoom, BOX)
    wide = max((len(vpc.zones) for vpc in scene.vpcs), default=0) * (least.box + least.apart)
    area = sum(len(vpc.rooms) for vpc in scene.vpcs) * least.box * least.tall
    tall = max((len(vpc.tiers) for vpc in scene.vpcs), default=0) * (least.tall + least.between)
    return wide <= columns and tall <= rows and area <= columns * rows
