"""Failures as text: what each takes down, what is up but cut off, what dies and what only narrows, what would help.

The single points of failure stand last, where a reader looks first.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from vpcdesign.analysis.results import Outage, Result
from vpcdesign.analysis.throngs import FEW
from vpcdesign.analysis.toll import Loss, Toll
from vpcdesign.render.text.counting import count
from vpcdesign.render.text.listing import page, prose
from vpcdesign.render.text.naming import Speaker
from vpcdesign.render.text.saying import said
from vpcdesign.render.text.style import Role, Style, wrap
from vpcdesign.topology.blast import Blast

_INDENT = 4
_MOST = 12
_FEW = 3
_DOWN = 4
"""Conversations that are told of those whose end is down, which says nothing new."""

_JSON = "--json has them all"
_EVERY = "--json --every-pair has them all"
"""Where the rest is told; of very many JSON tells one by one only if it is asked to."""


class FailText:
    """Writes failures of one design; `speak` puts names for ids."""

    def __init__(self, speak: Speaker, style: Style) -> None:
        self.speak = speak
        self.style = style

    def page(self, found: Sequence[Outage], blasts: Sequence[Blast], others: Sequence[Blast]) -> str:
        """Write what each failure does; those that do nothing share a line."""
        lines: list[str] = []
        harmless = [one for one in found if not (one.losses or one.broken or one.moot)]
        for one, blast in zip(found, blasts, strict=True):
            if one not in harmless:
                lines += [*self._outage(one, blast), ""]
        if harmless:
            names = ", ".join(self.speak(one.failure.id) for one in harmless)
            lines += [*prose(f"nothing is lost without {names}", self.style), ""]
        for point in others:
            lines += [*self._point(point), ""]
        return page([*lines, *self._summary(found)])

    def _outage(self, one: Outage, blast: Blast) -> Iterator[str]:
        style = self.style
        kinds = ", ".join(dict.fromkeys(part.kind for part in one.failure.each))
        sign, role = _look(died=one.fatal)
        name = ", ".join(self.speak.both(part.id) for part in one.failure.each)
        yield f"{style.paint(style.sign(sign), role)} {style.paint(style.text(name), 'strong')}  {kinds}"
        failed = {self.speak(part.id) for part in one.failure.each}
        down = [name for name in map(self.speak, one.down) if name not in failed]
        if down:
            yield from prose(f"down with it: {_few(down)}", style, 2)
        yield from self._cut_off("up but cut off", blast)
        yield from self._losses(one.losses)
        yield from self._broken(one.broken, f"with {one.failure.id} down: ")
        if one.moot:
            yield from prose(f"nobody left to forbid anything to: {', '.join(one.moot)}", style, 2)
        alone = [*map(self.speak, one.alone)] if any(part.kind == "zone" for part in one.failure.each) else []
        yield from self._remedies([*([f"in another zone as well: {_few(alone)}"] if alone else []), *blast.remedies])

    def _losses(self, losses: Toll) -> Iterator[str]:
        """Write what is cut off line by line, then what went down or has fewer members, together where it is much."""
        cut, weak = losses.of("cut"), losses.of("weak")
        where = _JSON if len(losses) <= FEW else _EVERY
        for loss in [*cut.first(_MOST), *weak.first(_MOST)][:_MOST]:
            yield from self._line(f"{self._ways(loss)}: {_services(loss)}; {_fate(loss)}", died=loss.died)
        if len(cut) + len(weak) > _MOST:
            more = count(len(cut) + len(weak) - _MOST, "more conversation")
            yield from prose(f"and {more}; {where}", self.style, _INDENT)
        down = losses.of("down")
        if len(down) > _FEW:
            first = [f"{self._ways(loss)} ({_services(loss)})" for loss in down.first(_DOWN)]
            told = _few(first, len(down), where)
            yield from self._line(f"{len(down):,} conversations are down: {told}", died=True)
        else:
            for loss in down:
                yield from self._line(f"{self._ways(loss)}: {_services(loss)}; is down", died=True)
        if fewer := losses.of("fewer"):
            told = _few([f"{self._ways(loss)} ({_left(loss)})" for loss in fewer.first(_MOST)], len(fewer), where)
            yield from self._line(f"carried on by who is left: {told}", died=False)

    def _ways(self, loss: Loss) -> str:
        return f"{self.speak(loss.source)} → {self.speak(loss.destination)}"

    def _broken(self, results: Iterable[Result], known: str) -> Iterator[str]:
        """Write assertions that die, those that die of the same together; what has failed was said already."""
        for reason, several in groupby(results, key=lambda one: one.reason.removeprefix(known)):
            for result in several:
                yield from self._line(f"assertion: {result.name}", died=True)
            yield from prose(self.speak(reason), self.style, _INDENT + 2)

    def _remedies(self, helps: Sequence[str]) -> Iterator[str]:
        for help_ in helps:
            first, *more = prose(f"would help: {self.speak(help_)}", self.style.narrower(2))
            yield f"  {first}"
            yield from (" " * _INDENT + line for line in more)

    def _point(self, one: Blast) -> Iterator[str]:
        style = self.style
        yield f"{style.paint('!', 'partial')} {style.paint(style.text(self.speak.both(one.id)), 'strong')}  {one.kind}"
        yield from self._cut_off("all that hangs on it", one)
        yield from self._remedies(one.remedies)

    def _cut_off(self, words: str, blast: Blast) -> Iterator[str]:
        """Say who has no way left to what: `app-a, app-b from internet (3 interfaces)`."""
        told = [
            f"{', '.join(map(self.speak, subnets))} from {self.speak(word)}"
            for word, subnets in blast.by_need.items()
            if not word.startswith("lb:")
        ]
        if told:
            number = count(blast.interfaces, "interface")
            yield from prose(f"{words}: {'; '.join(told)} ({number})", self.style, 2)

    def _line(self, text: str, *, died: bool) -> Iterator[str]:
        style = self.style
        sign, role = _look(died=died)
        first, *more = wrap(style.text(text), style.width - _INDENT)
        yield f"  {style.paint(style.sign(sign), role)} {first}"
        yield from (" " * (_INDENT + 2) + line for line in more)

    def _summary(self, found: Sequence[Outage]) -> Iterator[str]:
        style = self.style
        fatal = [self.speak(one.failure.id) for one in found if one.fatal]
        if not found:
            yield "nothing here fails on its own: there is no zone, gateway, attachment, tunnel, endpoint or node"
        elif not fatal:
            text = f"{count(len(found), 'failure')} tried: no conversation and no assertion dies"
            yield style.paint(style.text(text), "allowed")
        if not fatal:
            return
        noun = "single point of failure" if len(fatal) == 1 else "single points of failure"
        verb = "kills" if len(fatal) == 1 else "kill"
        text = f"{len(fatal)} of {count(len(found), 'failure')} {verb} a conversation or an assertion"
        if all(not one.failure.parts for one in found):
            text += f": {noun}: {', '.join(fatal)}"
        yield from (style.paint(line, "blocked") for line in prose(text, style))


def _look(*, died: bool) -> tuple[str, Role]:
    return ("✗", "blocked") if died else ("±", "partial")


def _few(several: Sequence[str], number: int | None = None, where: str = _JSON) -> str:
    """Write the first of some; `number` is how many they are, where not all were given."""
    first = several[:_MOST]
    left = (len(several) if number is None else number) - len(first)
    more = f" and {left:,} more; {where}" if left > 0 else ""
    return ", ".join(first) + more


def _services(loss: Loss) -> str:
    return said(loss.missing if loss.cut else loss.services, 4)


def _fate(loss: Loss) -> str:
    """Say what became of a conversation: `2 of 3 pairs left, 1 of 3 pairs up but cut off`."""
    if loss.ended:
        return "is up but cut off"
    told = [f"{_left(loss)} left"] if loss.down else []
    if loss.cut:
        told.append(f"{loss.cut} of {count(loss.pairs, 'pair')} up but cut off")
    if loss.weak:
        told.append(f"{loss.weak} of {count(loss.pairs, 'pair')} no longer whatever the network chooses")
    return ", ".join(told)


def _left(loss: Loss) -> str:
    return f"{loss.pairs - loss.down} of {count(loss.pairs, 'pair')}"
