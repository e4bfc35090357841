"""What breaks in a design when something fails: every single failure, or those that are named.

The one verb that draws the design as a graph, and so the one that loads networkx.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from vpcdesign.analysis.check import Progress, texts
from vpcdesign.analysis.outage import outages
from vpcdesign.analysis.results import Outage
from vpcdesign.analysis.stand_ins import in_short, with_stand_ins
from vpcdesign.analysis.worlds import Worlds
from vpcdesign.api.storage import load
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.topology.blast import Blast, blasts, others
from vpcdesign.topology.failures import chosen, failures
from vpcdesign.topology.graph import Wiring


@dataclass(frozen=True, slots=True)
class Failed:
    """The outages of one design, the blast radius of each on the wiring, and single points that do not fail here."""

    design: Design
    outages: tuple[Outage, ...]
    blasts: tuple[Blast, ...]
    others: tuple[Blast, ...]
    notes: tuple[str, ...] = ()


def fail(path: str, names: Sequence[str], progress: Progress, *, shown: bool = False) -> Failed:
    """Let things fail in a design: one after the other, those joined by commas at once; no names: every single one.

    Packets that are cut off are walked where they are `shown`.
    """
    design = load(path)
    asked, unfiltered, _ = with_stand_ins(design, [*texts(design.assertions), *(["vpc:*"] if design.vpcs else [])])
    failing = chosen(design, names) if names else failures(design)
    worlds = Worlds(asked, compile_design(asked, unfiltered))
    found = tuple(outages(worlds, failing, design.assertions, progress, shown=shown))
    wiring = Wiring(design)
    notes = in_short(one.id for one in asked.network_interfaces if one.id in unfiltered)
    return Failed(design, found, blasts(wiring, failing), others(wiring, failing) if not names else (), notes)
