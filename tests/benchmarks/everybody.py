"""All pairs of a design by the engine: the one place where the benchmarks call it, so that they measure what ships."""

from collections.abc import Iterator

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.analysis.reaches import Reach
from vpcdesign.analysis.survey import Party, meetings, parties, survey
from vpcdesign.analysis.worlds import Worlds
from vpcdesign.design.document import Design
from vpcdesign.network.network import Network

INSIDE = "vpc:*"
Found = dict[tuple[Party, Party], Reach]


def everybody(design: Design, network: Network) -> Found:
    """Ask everybody about everybody else, exactly, with nothing remembered from before."""
    world = Worlds(design, network).whole
    return survey(world, list(meetings(parties(world, INSIDE, INSIDE))))


def by_pair(found: Found) -> Iterator[tuple[str, str, Intervals]]:
    """Give every pair of interfaces with the services that get through by some choice."""
    for (source, destination), reach in found.items():
        for one in source.sources:
            for other in destination.destinations:
                if one.endpoint != other.endpoint:
                    yield one.endpoint, other.endpoint, reach.some
