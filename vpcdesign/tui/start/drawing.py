"""The page of a new design as rows: fields with their answers, tiers, gateways, and where the cursor can stand.

Pure: a judged wish and a spot make the lines. A spot is a row by its field's name and a cell in that row.
"""

from collections.abc import Iterator
from typing import NamedTuple

from vpcdesign.planning.demand import WayOut
from vpcdesign.render.ink import Role, Row, Span, fit, on, row, shorten, wrap
from vpcdesign.render.signs import BAR
from vpcdesign.render.visible import visible
from vpcdesign.tui.frame.field import Field
from vpcdesign.tui.start.wish import Judged, Wish

WAYS: dict[WayOut, str] = {"public": "PUB internet", "private": "PRV by NAT", "isolated": "ISO none"}
FIELDS = (("name", "Name"), ("region", "Region"), ("block", "Block"), ("zones", "Zones"), ("growth", "Growth"))
VALUE, ANSWER, TIER = 12, 28, 13
LEFT = 62
"""Cells of the page where a preview stands beside it."""
LATER = "a on the map attaches the others later"


class Spot(NamedTuple):
    """Where the cursor stands: a field (`name`, `tier/0`, `nat`, `create`), and a cell of its row."""

    field: str = "name"
    cell: int = 0

    @property
    def tier(self) -> int | None:
        """Give the number of the tier that it is in."""
        return int(self.field.removeprefix("tier/")) if self.field.startswith("tier/") else None


class Line(NamedTuple):
    """A line: a click on it means the last of `cells` that begins before it, in this field."""

    row: Row
    field: str = ""
    cells: tuple[int, ...] = (0,)


def fields(wish: Wish) -> list[tuple[str, int]]:
    """Give the rows that the cursor can stand in, and how many cells each has."""
    tiers = [(f"tier/{place}", 3) for place in range(len(wish.tiers))]
    return [*((name, 1) for name, _ in FIELDS), *tiers, ("add", 1), ("internet", 1), ("nat", 2), ("create", 1)]


def is_text(spot: Spot) -> bool:
    """Tell whether a spot is typed in."""
    return spot.field in dict(FIELDS) or (spot.tier is not None and spot.cell != 1)


def text_at(wish: Wish, spot: Spot) -> str:
    """Give the text of a spot that is typed in."""
    if spot.tier is not None:
        tier = wish.tiers[spot.tier]
        return tier.name if spot.cell == 0 else tier.size
    return str(getattr(wish, spot.field))


def page(judged: Judged, at: Spot, typed: Field | None, width: int) -> list[Line]:
    """Draw the fields on so many cells."""
    lines: list[Line] = []
    for name, label in FIELDS:
        lines += _field(judged, (name, label), at, typed, width)
    lines.append(Line(()))
    lines.append(Line(row(Span("  Tiers      name       way out         each      usable", "muted"))))
    for place in range(len(judged.wish.tiers)):
        lines += _tier(judged, place, at, typed, width)
    lines.append(Line(_bar("             add a tier", TIER, here=at.field == "add", role="muted"), "add"))
    lines += _wrong(judged, "add", TIER, width)
    lines += _gateways(judged, at, width)
    lines += _create(judged, at, width)
    return lines


def _field(judged: Judged, named: tuple[str, str], at: Spot, typed: Field | None, width: int) -> Iterator[Line]:
    name, label = named
    here = at.field == name
    room = ANSWER - VALUE - 1
    value = _value(str(getattr(judged.wish, name)), room, typed if here else None, here=here)
    answer = judged.answers.get(name)
    told = answer.words if answer is not None and not answer.wrong else ""
    head = (Span(f"  {label:9}", "muted"), Span(BAR if here else " ", "focus", bold=True))
    room = max(width - ANSWER, 0)
    yield Line((*head, *value, Span(" "), Span(shorten(visible(told), room), "muted")), name)
    yield from _wrong(judged, name, VALUE, width)


def _value(text: str, room: int, typed: Field | None, *, here: bool) -> Row:
    if typed is not None:
        return on(typed.row(room), "raised")
    line = fit(row(shorten(visible(text), room)), room)
    return on(line, "selected") if here else line


def _tier(judged: Judged, place: int, at: Spot, typed: Field | None, width: int) -> Iterator[Line]:
    name = f"tier/{place}"
    tier, here = judged.wish.tiers[place], at.field == name
    cell = at.cell if here else -1
    answer = judged.answers.get(name)
    usable = answer.words if answer is not None and not answer.wrong else ""
    chosen = row(Span(f"{WAYS[tier.way_out]:15}", tier.way_out))
    parts: list[Span] = [Span(f"{'':{TIER - 2}}"), Span(BAR if here else " ", "focus", bold=True), Span(" ")]
    parts += [*_value(tier.name, 10, typed if cell == 0 else None, here=cell == 0), Span(" ")]
    parts += [*(on(chosen, "selected") if cell == 1 else chosen), Span(" ")]
    parts += [*_value(tier.size, 7, typed if cell == 2 else None, here=cell == 2)]
    yield Line((*parts, Span(f"{usable:>9}")), name, (TIER, TIER + 11, TIER + 27))
    yield from _wrong(judged, name, TIER, width)


def _gateways(judged: Judged, at: Spot, width: int) -> Iterator[Line]:
    wish = judged.wish
    tick = f"  Gateways [{'x' if wish.internet else ' '}] internet gateway"
    yield Line((*_bar(tick, VALUE - 1, here=at.field == "internet"), *_note(judged, "internet")), "internet")
    yield from _wrong(judged, "internet", VALUE + 3, width)
    tick = f"           [{'x' if wish.nat else ' '}] NAT gateway"
    line = _bar(tick, VALUE - 1, here=at == Spot("nat", 0))
    one, all_ = ("•", " ") if wish.nat_each_zone else (" ", "•")
    role: Role = "text" if wish.nat else "muted"
    gap = 4 if width >= LEFT else 2
    each = row(Span(" " * gap), Span(f"({one}) one a zone  ({all_}) one for all", role))
    chosen = at == Spot("nat", 1)
    each = (Span(f"{'':{gap - 1}}{BAR}", "focus", bold=True), *on(each[1:], "selected")) if chosen else each
    yield Line((*line, *each), "nat", (0, 26 + gap, 42 + gap))
    yield from _wrong(judged, "nat", VALUE + 3, width)
    said = judged.answers.get("nat")
    if said is not None and said.words and not said.wrong:
        yield Line(row(Span(f"{'':{VALUE + 3}}{said.words}", "muted")))
    yield Line(row(Span(f"{'':{VALUE + 3}}{LATER}", "muted")))


def _note(judged: Judged, name: str) -> Row:
    answer = judged.answers.get(name)
    return row(Span(f"   {answer.words}", "muted")) if answer is not None and not answer.wrong else ()


def _create(judged: Judged, at: Spot, width: int) -> Iterator[Line]:
    name = shorten(visible(judged.wish.name.strip()), max(width - 40, 8))
    button = f"           [ Create {name} ]"
    role: Role = "muted" if judged.problem else "text"
    line = _bar(button, VALUE - 1, here=at.field == "create", role=role)
    line = (*line[:-1], line[-1]._replace(bold=not judged.problem))
    yield Line((*line, Span("  one undo step", "muted")), "create")


def _bar(text: str, start: int, *, here: bool, role: Role = "text") -> Row:
    """Put the cursor's bar before the cell at which a line's own part begins."""
    bar = start - 2 if start == TIER else start - 1
    head = Span(text[:bar], "muted")
    if not here:
        return (head, Span(text[bar:start]), Span(text[start:], role))
    return (head, Span(BAR, "focus", bold=True), Span(text[bar + 1 : start]), Span(text[start:], role, "selected"))


def _wrong(judged: Judged, name: str, indent: int, width: int) -> Iterator[Line]:
    answer = judged.answers.get(name)
    if answer is not None and answer.wrong:
        for part in wrap(visible(answer.words), max(width - indent - 2, 10)):
            yield Line(row(Span(f"{'':{indent}}{part}", "blocked")))
