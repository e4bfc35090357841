"""Exposure as text: what comes in, then what goes out; under each line the way of one packet."""

from collections.abc import Iterator, Mapping, Sequence

from vpcdesign.algebra.addresses import write_set
from vpcdesign.algebra.intervals import Intervals
from vpcdesign.analysis.exposure import Exposure, Exposures
from vpcdesign.render.text.listing import page, prose
from vpcdesign.render.text.matrix import words
from vpcdesign.render.text.saying import said as services_said
from vpcdesign.render.text.style import Style

_INDENT = 4


def exposed_text(found: Exposures, names: Mapping[str, str], style: Style) -> str:
    """Write both directions."""
    lines = [style.paint("from outside", "strong")]
    lines += list(_section(found.inbound, names, style)) or ["  nothing: no packet from outside is answered, proved"]
    lines += ["", style.paint("to the outside", "strong")]
    lines += list(_section(found.outbound, names, style)) or ["  nothing: no packet to the outside is answered, proved"]
    return page(lines)


def _section(found: Sequence[Exposure], names: Mapping[str, str], style: Style) -> Iterator[str]:
    for one in found:
        said = f"{one.source} → {one.destination}: {', '.join(words(one.reach))}"
        if one.via:
            said += f"; via {one.via}, as {services_said(one.arrives)}"
        elif one.reach.partial and _narrow(one.sources):
            said += f" from {write_set(one.sources)}"
        first, *more = prose(said, style.narrower(2))
        yield f"  {first}"
        yield from (" " * _INDENT + line for line in more)
        way = f"by {', '.join(names.get(name, name) for name in one.path)}"
        way = f"{one.packet}: {way}" if one.packet else way
        if one.path:
            yield from (style.paint(line, "muted") for line in prose(way, style, _INDENT))


def _narrow(sources: Intervals) -> bool:
    """Tell whether addresses are few enough to be worth writing."""
    return len(sources) <= 8
