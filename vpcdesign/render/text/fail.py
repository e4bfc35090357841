"""Failures as text: what each takes down, what is up but cut off, what dies and what only narrows, what would help.

The single points of failure stand last, where a reader looks first.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from vpcdesign.algebra import services
from vpcdesign.analysis.check import Result
from vpcdesign.analysis.outage import Loss, Outage
from vpcdesign.render.text.counting import count
from vpcdesign.render.text.listing import page, prose
from vpcdesign.render.text.style import Role, Style, wrap
from vpcdesign.topology.blast import Blast

_INDENT = 4
_MOST = 12


def fail_text(found: Sequence[Outage], blasts: Sequence[Blast], others: Sequence[Blast], style: Style) -> str:
    """Write what each failure does; those that do nothing share a line."""
    lines: list[str] = []
    harmless = [one for one in found if not (one.losses or one.broken or one.moot)]
    for one, blast in zip(found, blasts, strict=True):
        if one not in harmless:
            lines += [*_outage(one, blast, style), ""]
    if harmless:
        lines += [*prose(f"nothing is lost without {', '.join(one.failure.id for one in harmless)}", style), ""]
    for point in others:
        lines += [*_point(point, style), ""]
    return page([*lines, *_summary(found, style)])


def _outage(one: Outage, blast: Blast, style: Style) -> Iterator[str]:
    kinds = ", ".join(dict.fromkeys(part.kind for part in one.failure.each))
    sign, role = _look(died=one.fatal)
    yield f"{style.paint(style.sign(sign), role)} {style.paint(style.text(one.failure.id), 'strong')}  {kinds}"
    failed = {part.id for part in one.failure.each}
    down = [name for name in one.down if name not in failed]
    if down:
        yield from prose(f"down with it: {', '.join(down)}", style, 2)
    if blast.losses:
        yield from prose(f"up but cut off: {_cut_off(blast)}", style, 2)
    losses = sorted((loss for loss in one.losses if not _only_fewer(loss)), key=lambda loss: not loss.died)
    for loss in losses[:_MOST]:
        yield from _lines(loss.died, f"{loss.source} → {loss.destination}: {_services(loss)}; {_fate(loss)}", style)
    if len(losses) > _MOST:
        yield from prose(f"and {count(len(losses) - _MOST, 'more conversation')}; --json has them all", style, _INDENT)
    fewer = [f"{loss.source} → {loss.destination} ({_left(loss)})" for loss in one.losses if _only_fewer(loss)]
    if fewer:
        more = f" and {len(fewer) - _MOST} more; --json has them all" if len(fewer) > _MOST else ""
        yield from _lines(False, f"carried on by who is left: {', '.join(fewer[:_MOST])}{more}", style)  # noqa: FBT003
    yield from _broken(one.broken, f"with {one.failure.id} down: ", style)
    if one.moot:
        yield from prose(f"nobody left to forbid anything to: {', '.join(one.moot)}", style, 2)
    helps = [*(f"another {name} in another zone" for name in one.alone if _zonal(one)), *blast.remedies]
    yield from _remedies(helps, style)


def _zonal(one: Outage) -> bool:
    return any(part.kind == "zone" for part in one.failure.each)


def _broken(results: Iterable[Result], known: str, style: Style) -> Iterator[str]:
    """Write assertions that die, those that die of the same together; what has failed was said already."""
    for reason, several in groupby(results, key=lambda one: one.reason.removeprefix(known)):
        for result in several:
            yield from _lines(True, f"assertion: {result.name}", style)  # noqa: FBT003
        yield from prose(reason, style, _INDENT + 2)


def _remedies(helps: Sequence[str], style: Style) -> Iterator[str]:
    for help_ in helps:
        first, *more = prose(f"would help: {help_}", style.narrower(2))
        yield f"  {first}"
        yield from (" " * _INDENT + line for line in more)


def _point(one: Blast, style: Style) -> Iterator[str]:
    yield f"{style.paint('!', 'partial')} {style.paint(style.text(one.id), 'strong')}  {style.text(one.kind)}"
    yield from prose(f"all that hangs on it: {_cut_off(one)}", style, 2)
    yield from _remedies(one.remedies, style)


def _cut_off(blast: Blast) -> str:
    """Say who has no way left to what: `app-a, app-b from internet (3 interfaces)`."""
    told = [f"{', '.join(subnets)} from {word}" for word, subnets in blast.by_need.items()]
    return f"{'; '.join(told)} ({count(blast.interfaces, 'interface')})"


def _lines(died: bool, text: str, style: Style) -> Iterator[str]:  # noqa: FBT001
    sign, role = _look(died=died)
    first, *more = wrap(style.text(text), style.width - _INDENT)
    yield f"  {style.paint(style.sign(sign), role)} {first}"
    yield from (" " * (_INDENT + 2) + line for line in more)


def _look(*, died: bool) -> tuple[str, Role]:
    return ("✗", "blocked") if died else ("±", "partial")


def _services(loss: Loss) -> str:
    return services.write(loss.missing if loss.cut else loss.services)


def _fate(loss: Loss) -> str:
    """Say what became of a conversation: `is down`, `2 of 3 pairs are left`, `1 of 3 pairs is up but cut off`."""
    if loss.ended and loss.pairs == loss.down:
        return "is down"
    if loss.ended:
        return "is up but cut off"
    told = [f"{_left(loss)} left"] if loss.down else []
    if loss.cut:
        told.append(f"{loss.cut} of {count(loss.pairs, 'pair')} up but cut off")
    if loss.weak:
        told.append(f"{loss.weak} of {count(loss.pairs, 'pair')} no longer whatever the network chooses")
    return ", ".join(told)


def _only_fewer(loss: Loss) -> bool:
    """Tell whether members that are down are all that a conversation lost."""
    return not (loss.died or loss.weak)


def _left(loss: Loss) -> str:
    return f"{loss.pairs - loss.down} of {count(loss.pairs, 'pair')}"


def _summary(found: Sequence[Outage], style: Style) -> Iterator[str]:
    fatal = [one.failure.id for one in found if one.fatal]
    if fatal:
        noun = "single point of failure" if len(fatal) == 1 else "single points of failure"
        verb = "kills" if len(fatal) == 1 else "kill"
        text = f"{len(fatal)} of {count(len(found), 'failure')} {verb} a conversation or an assertion"
        if all(not one.failure.parts for one in found):
            text += f": {noun}: {', '.join(fatal)}"
        yield from (style.paint(line, "blocked") for line in prose(text, style))
    else:
        text = f"{count(len(found), 'failure')} tried: no conversation and no assertion dies"
        yield style.paint(style.text(text), "allowed")
