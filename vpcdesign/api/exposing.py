"""What the outside reaches in a design, and what it reaches outside."""

from vpcdesign.analysis.exposure import Exposures, exposures
from vpcdesign.analysis.survey import Progress
from vpcdesign.api.matrix import open_world
from vpcdesign.api.storage import load
from vpcdesign.design.document import Design


def exposed(path: str, progress: Progress) -> tuple[Design, Exposures, tuple[str, ...]]:
    """Give the design, what comes in and goes out, and notes; a design that holds nobody is asked through stand-ins."""
    design = load(path)
    world, notes = open_world(design, ["vpc:*"])
    return design, exposures(world, progress), notes
