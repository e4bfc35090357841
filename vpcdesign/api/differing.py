"""What differs between two designs: their nouns, and what that opens, closes and narrows."""

from dataclasses import dataclass

from vpcdesign.analysis.changes import Change, changes
from vpcdesign.analysis.difference import Difference, differences
from vpcdesign.analysis.survey import Progress
from vpcdesign.api.matrix import open_world
from vpcdesign.api.storage import load
from vpcdesign.design.document import Design


@dataclass(frozen=True, slots=True)
class Diff:
    """The comparison of two designs."""

    old: Design
    new: Design
    changes: tuple[Change, ...]
    differences: tuple[Difference, ...]


def diff(old: str, new: str, progress: Progress) -> Diff:
    """Compare two designs; where nothing differs nobody is asked."""
    designs = load(old), load(new)
    changed = changes(*designs)
    if not changed:
        return Diff(*designs, (), ())
    worlds = [open_world(design, ["vpc:*"])[0] for design in designs]
    return Diff(*designs, tuple(changed), tuple(differences(worlds[0], worlds[1], progress)))
