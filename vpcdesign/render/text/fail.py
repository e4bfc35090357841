"""Failures as text: what each takes down, then what dies and what only narrows; the single points of failure last."""

from collections.abc import Iterator, Sequence

from vpcdesign.algebra import services
from vpcdesign.analysis.outage import Loss, Outage
from vpcdesign.render.text.counting import count
from vpcdesign.render.text.listing import page, prose
from vpcdesign.render.text.style import Role, Style, wrap

_INDENT = 4
_MOST = 12


def fail_text(found: Sequence[Outage], style: Style) -> str:
    """Write what each failure does; those that do nothing share a line."""
    lines: list[str] = []
    harmless = [one for one in found if not one.losses and not one.broken]
    for one in found:
        if one not in harmless:
            lines += [*_outage(one, style), ""]
    if harmless:
        lines += [*prose(f"nothing is lost without {', '.join(one.failure.id for one in harmless)}", style), ""]
    return page([*lines, *_summary(found, style)])


def _outage(one: Outage, style: Style) -> Iterator[str]:
    kinds = ", ".join(dict.fromkeys(part.kind for part in one.failure.each))
    sign, role = _look(died=one.fatal)
    yield f"{style.paint(style.sign(sign), role)} {style.paint(style.text(one.failure.id), 'strong')}  {kinds}"
    down = [name for name in one.down if name != one.failure.id]
    if down:
        yield from prose(f"down with it: {', '.join(down)}", style, 2)
    losses = sorted(one.losses, key=lambda loss: (not loss.died, not loss.cut))
    for loss in losses[:_MOST]:
        yield from _lines(loss.died, f"{loss.source} → {loss.destination}: {_services(loss)}; {_fate(loss)}", style)
    if len(losses) > _MOST:
        yield from prose(f"and {count(len(losses) - _MOST, 'more conversation')}; --json has them all", style, _INDENT)
    for result in one.broken:
        yield from _lines(True, f"assertion: {result.name}", style)  # noqa: FBT003
        yield from prose(result.reason, style, _INDENT + 2)


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
    left = loss.pairs - loss.down
    if loss.ended and not left:
        return "is down"
    if loss.ended:
        return "is up but cut off"
    told = [f"{left} of {count(loss.pairs, 'pair')} left"] if loss.down else []
    if loss.cut:
        told.append(f"{loss.cut} of {count(loss.pairs, 'pair')} up but cut off")
    if loss.weak:
        told.append(f"{loss.weak} of {count(loss.pairs, 'pair')} no longer whatever the network chooses")
    return ", ".join(told)


def _summary(found: Sequence[Outage], style: Style) -> Iterator[str]:
    fatal = [one.failure.id for one in found if one.fatal]
    if fatal:
        noun = "single point of failure" if len(fatal) == 1 else "single points of failure"
        text = f"{len(fatal)} of {count(len(found), 'failure')} kill a conversation or an assertion"
        if all(not one.failure.parts for one in found):
            text += f": {noun}: {', '.join(fatal)}"
        yield from (style.paint(line, "blocked") for line in prose(text, style))
    else:
        text = f"{count(len(found), 'failure')} tried: no conversation and no assertion dies"
        yield style.paint(style.text(text), "allowed")
