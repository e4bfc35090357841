"""A trace as text: the answer in a sentence, every blocker, then the path hop by hop, there and back.

Hops after a block are shown, and marked as what would have happened: a reader fixes everything at once and never takes
a later tick for a packet that came through. No line is wider than the style says or ends in a space.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vpcdesign.algebra import services
from vpcdesign.algebra.intervals import subset
from vpcdesign.design.words import table_words
from vpcdesign.reach.trace import Blocker, Hop, Leg, Packets, Part, Question, Trace
from vpcdesign.render.text.packets import change, packet, ports
from vpcdesign.render.text.sentence import (
    asked,
    choices,
    client_ports,
    has_ports,
    headline,
    kind_of,
    kind_words,
    line_of,
    reason_of,
)
from vpcdesign.render.text.style import SIGNS, Role, Style, cells, clip, pad, wrap

_DENIES = {"deny", "drop"}
_WIDEST_COMPONENT = 24
_WIDEST_LINE = 20
_WIDEST_CODE = 48
_PARTS = 12


def trace_text(trace: Trace, style: Style) -> str:
    """Write a whole answer; ends in a line break."""
    lines = [
        *verdict_lines(trace, style),
        *_question(trace, style),
        *_blockers(trace, style),
        *_parts(trace, style),
        *_legs(trace, style),
        *_notes(trace, style),
    ]
    return "\n".join(lines) + "\n"


def verdict_lines(trace: Trace, style: Style) -> list[str]:
    """Give the sentence that answers, with its sign."""
    sign, role = style.sign(SIGNS[trace.verdict]), _role(trace.verdict)
    first, *more = wrap(style.text(headline(trace)), style.width - 2)
    word, _, rest = first.partition(" ")
    return [f"{style.paint(sign, role)} {style.paint(word, role)} {rest}".rstrip(), *("  " + line for line in more)]


def blocker_lines(blocker: Blocker, style: Style, *, explain: bool = True) -> list[str]:
    """Give one blocker: its place and code, then the sentence that explains it and the packet as it was there."""
    place = f"{'there' if blocker.leg == 'forward' else 'back'}, {kind_of(blocker.origin)}"
    place = f"{place} {line_of(blocker.origin.direction, blocker.origin.by)}".strip()
    mark = style.sign("…")
    code = clip(style.text(blocker.code), _WIDEST_CODE, mark)
    room = style.width - 6 - cells(code)
    place = clip(style.text(place), room, mark)
    sign, code = style.paint(style.sign("✗"), "blocked"), style.paint(code, "muted")
    words = wrap(style.text(reason_of(blocker)), style.width - 4) if explain else []
    lines = [f"  {sign} {pad(place, room)}  {code}".rstrip(), *(f"    {line}" for line in words)]
    return [*lines, *_muted([f"packet: {packet(blocker.packet)}"], style, 4)]


def _question(trace: Trace, style: Style) -> list[str]:
    text = asked(trace)
    wanted = client_ports(trace)
    if wanted and has_ports(trace):
        text += f", client {ports(wanted)}"
    shown = next((one for one in trace.questions if _asks(one, trace.witness)), None)
    if shown is None or len(trace.questions) == 1:
        return ["", *_muted([text], style, 2)]
    which = f"shown is {shown.source} → {shown.destination}, one of {len(trace.questions)} that were asked"
    return ["", *_muted([text, which], style, 2)]


def _asks(question: Question, witness: Packets | None) -> bool:
    """Tell whether a packet is one of a question's."""
    here = question.packets
    return witness is not None and subset(witness.source, here.source) and subset(witness.destination, here.destination)


def _blockers(trace: Trace, style: Style) -> list[str]:
    if not trace.blockers:
        return []
    title = "What stops it" if trace.verdict != "partial" else "What stops the part that fails"
    explain = len(trace.blockers) > 1 or trace.verdict != "blocked"  # else the sentence that answers has said it
    lines = [line for blocker in trace.blockers for line in blocker_lines(blocker, style, explain=explain)]
    return ["", _title(title, style), *lines]


def _parts(trace: Trace, style: Style) -> list[str]:
    if trace.verdict != "partial":
        return []
    lines: list[str] = []
    for title, sign, parts, others in (
        ("Works", style.paint(style.sign("✓"), "allowed"), trace.works, trace.fails),
        ("Fails", style.paint(style.sign("✗"), "blocked"), trace.fails, trace.works),
    ):
        lines += _group(title, sign, _told(parts, others), style)
    if trace.depends_on:
        words = ", ".join(word.replace("_", " ") for word in trace.depends_on)
        lines += ["", f"Depends on: {words}"]
    return lines


def _group(title: str, sign: str, parts: Sequence[str], style: Style) -> list[str]:
    lines = ["", _title(title, style)] if parts else []
    for part in parts[:_PARTS]:
        first, *more = wrap(style.text(part), style.width - 4)
        lines += [f"  {sign} {first}", *("    " + line for line in more)]
    if len(parts) > _PARTS:
        lines.append("    " + style.paint(f"and {len(parts) - _PARTS} more", "muted"))
    return lines


def _told(parts: Sequence[Part], others: Sequence[Part]) -> list[str]:
    """Write parts; where two ends have no other part than these, what the network chose makes no difference."""
    mixed = {(part.source, part.destination) for part in others}
    return list(dict.fromkeys(_part(part, whole=(part.source, part.destination) not in mixed) for part in parts))


def _part(part: Part, *, whole: bool) -> str:
    words = [f"{part.source} → {part.destination} {services.write(part.packets.services)}"]
    if not whole and part.share < 1:
        mapped = any(dimension == "client_port" for dimension, _ in part.choices)  # then `choices` names the ports
        share = _percent(part.share)
        words.append(f"{share} of the ports" if mapped else f"client {ports(part.packets.source_ports)} ({share})")
    if not whole and part.choices:
        words.append(choices(part))
    return ", ".join(words) + (f": {', '.join(part.codes)}" if part.codes else "")


def _percent(share: float) -> str:
    if share < 0.01:
        return "less than 1 %"
    return "more than 99 %" if share > 0.99 else f"{share:.0%}".replace("%", " %")


@dataclass(frozen=True, slots=True)
class HopRow:
    """One hop in words: its sign and role, number, what it met, the line that decided, why, and what it changed."""

    sign: str
    role: Role
    number: int
    component: str
    line: str
    because: str
    change: str


def _legs(trace: Trace, style: Style) -> list[str]:
    there = list(hop_rows(trace.forward, 1, style, blocked=False))
    died = any(row.sign == "✗" for row in there)
    back = list(hop_rows(trace.back, len(there) + 1, style, blocked=died))
    rows = [*there, *back]
    mark = style.sign("…")
    component = min(max((cells(row.component) for row in rows), default=0), _WIDEST_COMPONENT)
    line = min(max((cells(row.line) for row in rows), default=0), _WIDEST_LINE)
    columns = (len(str(len(rows))), component, line, mark)
    lines: list[str] = []
    for name, leg, group, dead in (("There", trace.forward, there, False), ("Back", trace.back, back, died)):
        if group:
            lines += ["", _leg_title(name, leg, dead=dead, style=style)]
        block = next((at for at, row in enumerate(group[:-1]) if row.sign == "✗" and not dead), None)
        for at, row in enumerate(group):
            lines += _row(row, columns, style)
            if at == block:
                lines.append("  " + style.paint("after the block, as if it had passed:", "muted"))
    return lines


def _leg_title(name: str, leg: Leg, *, dead: bool, style: Style) -> str:
    if dead:
        name += ", as if it had arrived"
    first = style.text(packet(leg.hops[0].packet)) if leg.hops else ""
    rest = clip(first, style.width - cells(name) - 2, style.sign("…"))
    return f"{_title(name, style)}  {style.paint(rest, 'muted')}".rstrip()


def hop_rows(leg: Leg, start: int, style: Style, *, blocked: bool) -> Iterator[HopRow]:
    """Give the hops of a leg in words, numbered from `start`; `blocked` when nothing arrived to begin it."""
    for number, hop in enumerate(leg.hops, start):
        sign, role = _sign(hop, blocked=blocked)
        changed = change(hop.packet, hop.after) if hop.after is not None and hop.after != hop.packet else ""
        yield HopRow(sign, role, number, *map(style.text, (_name(hop), *_words(hop), changed)))
        blocked = blocked or hop.action in _DENIES


def _name(hop: Hop) -> str:
    if hop.origin.kind.endswith("route_table"):
        return table_words(hop.origin.component)
    return hop.origin.component.replace("default network ACL", "default ACL").replace("default security", "default")


def _words(hop: Hop) -> tuple[str, str]:
    """Give the line that decided, and why; never the same twice."""
    if hop.action in _DENIES:
        return line_of(hop.origin.direction, hop.origin.by), hop.code or hop.because
    if hop.action == "reply":
        return "reply", hop.because.removeprefix("reply, ")
    if hop.action == "deliver":
        return "", hop.because or "arrives"
    told = hop.origin.by and (hop.because.startswith(hop.origin.by) or hop.origin.by == hop.origin.component)
    by = "" if told else hop.origin.by
    return line_of(hop.origin.direction, by), hop.because or kind_words(hop.origin.kind)


def _sign(hop: Hop, *, blocked: bool) -> tuple[str, Role]:
    if hop.action in _DENIES:
        return "✗", "blocked"
    if hop.action == "unknown":
        return "?", "unknown"
    if hop.action == "gap" or blocked:
        return "·", "muted"
    return "✓", "allowed"


def _row(row: HopRow, columns: tuple[int, int, int, str], style: Style) -> list[str]:
    digits, component, line, mark = columns
    where = f"{row.number:>{digits}}  {pad(clip(row.component, component, mark), component)}  "
    where += f"{pad(clip(row.line, line, mark), line)}  " if line else ""
    at = 4 + cells(where)
    words = wrap(row.because, style.width - at) or [""]
    if row.change:
        words += wrap(row.change, style.width - at)
    first = f"  {style.paint(style.sign(row.sign), row.role)} {where}{words[0]}".rstrip()
    return [first, *(" " * at + more for more in words[1:])]


def _notes(trace: Trace, style: Style) -> list[str]:
    lines = [line for note in trace.notes for line in _hanging(f"note: {note}", style, 6)]
    return ["", *lines] if lines else []


def _hanging(text: str, style: Style, indent: int) -> list[str]:
    first, *more = wrap(style.text(text), style.width - indent) or [""]
    return [first, *(" " * indent + line for line in more)]


def _muted(texts: list[str], style: Style, indent: int) -> list[str]:
    lines = [line for text in texts for line in wrap(style.text(text), style.width - indent)]
    return [" " * indent + style.paint(line, "muted") for line in lines]


def _title(text: str, style: Style) -> str:
    return style.paint(text, "strong")


def _role(verdict: str) -> Role:
    roles: dict[str, Role] = {"allowed": "allowed", "blocked": "blocked", "partial": "partial"}
    return roles.get(verdict, "unknown")
