"""Exposure as text: what comes in, then what goes out; under each line the way of one packet."""

from collections.abc import Iterator, Sequence

from vpcdesign.algebra.addresses import write_set
from vpcdesign.algebra.intervals import Intervals, size
from vpcdesign.analysis.exposure import Exposure, Exposures
from vpcdesign.render.text.counting import count
from vpcdesign.render.text.listing import page, prose
from vpcdesign.render.text.matrix import words
from vpcdesign.render.text.naming import Speaker
from vpcdesign.render.text.saying import said
from vpcdesign.render.text.style import Style

_INDENT = 4
_FEW = 3
_SOME = 6
"""So many members are named with their addresses."""


def exposed_text(found: Exposures, speak: Speaker, style: Style) -> str:
    """Write both directions; `!` marks what is dangerous."""
    lines = [style.paint("from outside", "strong")]
    lines += list(_section(found.inbound, speak, style)) or ["  nothing: no packet from outside is answered, proved"]
    lines += ["", style.paint("to the outside", "strong")]
    lines += list(_section(found.outbound, speak, style)) or ["  nothing: no packet to the outside is answered, proved"]
    dangerous = sum(bool(one.dangers) for one in found.inbound)
    if dangerous:
        lines += ["", style.paint(style.text(f"{count(dangerous, 'dangerous way')} in"), "blocked")]
    return page(lines)


def _section(found: Sequence[Exposure], speak: Speaker, style: Style) -> Iterator[str]:
    for one in found:
        text = f"{speak(one.source)} → {speak(one.destination)}: {', '.join(words(one.reach))}"
        if one.via:
            text += f"; via {one.via}, as {said(one.arrives)}"
        elif one.reach.partial and _narrow(one.sources):
            text += f" from {write_set(one.sources)}"
        first, *more = prose(text, style.narrower(2))
        yield f"{style.paint('!', 'blocked') if one.dangers else ' '} {first}"
        yield from (" " * _INDENT + line for line in more)
        if one.dangers:
            told = "; ".join(map(speak, one.dangers[:_FEW]))
            told += f"; and {len(one.dangers) - _FEW} more" if one.dangers[_FEW:] else ""
            yield from (style.paint(line, "blocked") for line in prose(f"dangerous: {told}", style, _INDENT))
        if len(one.addresses) > 1 or any(size(own) > 1 for _, own in one.addresses):
            yield from (style.paint(line, "muted") for line in prose(_addresses(one, speak), style, _INDENT))
        if one.path:
            way = f"{one.packet}: by {', '.join(map(speak, one.path))}"
            yield from (style.paint(line, "muted") for line in prose(way, style, _INDENT))


def _addresses(one: Exposure, speak: Speaker) -> str:
    """Name who is meant, each by its addresses: `at app-1 10.0.0.1, 10.0.0.5; app-2 10.0.0.2 and 3 more`."""
    told = [f"{speak(name)} {write_set(own)}" if own else speak(name) for name, own in one.addresses]
    return f"at {'; '.join(told[:_SOME])}" + (f" and {len(told) - _SOME:,} more" if told[_SOME:] else "")


def _narrow(sources: Intervals) -> bool:
    """Tell whether addresses are few enough to be worth writing."""
    return len(sources) <= 8
