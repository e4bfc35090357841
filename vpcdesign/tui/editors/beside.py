"""The page beside a sheet, for the line under the cursor; and what the engine has to be asked for it.

The key of a question is the design and the line, or the texts of a draft: an answer with another key is not shown.
"""

from collections.abc import Iterator
from dataclasses import replace

from vpcdesign.algebra import services as svc
from vpcdesign.algebra.addresses import block
from vpcdesign.algebra.intervals import EMPTY, Intervals
from vpcdesign.analysis.lines.answers import answers
from vpcdesign.design.filters import NetworkAcl, SecurityGroup
from vpcdesign.design.nodes import holder
from vpcdesign.design.routing import RouteTable
from vpcdesign.render.ink import Span, row
from vpcdesign.render.signs import CLOSED, FROM, OPENED, TO, UNSAVED
from vpcdesign.render.visible import visible
from vpcdesign.tui.editors.canvas import Stop
from vpcdesign.tui.editors.drafts import Draft
from vpcdesign.tui.editors.going import going
from vpcdesign.tui.editors.grid import Grid
from vpcdesign.tui.editors.keeping import keep
from vpcdesign.tui.editors.sides import (
    WAYS,
    effects,
    group_name,
    head,
    idle_lines,
    idle_rules,
    in_the_way,
    joined,
    who_answers,
)
from vpcdesign.tui.editors.working import Wanted, Worked, of_draft, of_lines
from vpcdesign.tui.pages.inspector.inspect import inspect
from vpcdesign.tui.pages.page import Line, Page, heading, said
from vpcdesign.tui.sheets.offers import ghost
from vpcdesign.tui.sheets.reading import Wrong, read_block


def key_of(grid: Grid) -> str:
    """Name the question that the cursor's line asks; empty where there is none."""
    stop = grid.stop
    if stop is None or grid.in_list or not stop.line.cells:
        return ""
    design = id(grid.here.design)
    if stop.draft is not None:
        return f"{design} {stop.draft.noun} {sorted(_completed(grid, stop.draft).texts.items())}"
    noun = grid.here.index.by_id.get(grid.noun)
    if isinstance(noun, RouteTable):
        return f"{design} {grid.noun} to {_target(grid, stop)}"
    return f"{design} {grid.noun}#{stop.line.path}"


MANY = 400
"""With more interfaces than these who answers whom is worked out beside the screen as well."""


def waits_for_answers(grid: Grid) -> bool:
    """Tell whether who answers whom has to be asked beside the screen, and is not known yet."""
    acl = grid.here.kind(grid.noun) == "network_acls"
    return acl and grid.noun not in grid.answers and len(grid.here.design.network_interfaces) > MANY


def wanted(grid: Grid) -> Wanted | None:
    """Make the question of the cursor's line: None where nothing can be asked of it."""
    key, stop = key_of(grid), grid.stop
    if not key or stop is None or (stop.line.fixed and grid.here.kind(grid.noun) != "route_tables"):
        return None
    design, noun = grid.here.design, grid.here.index.by_id.get(grid.noun)
    if isinstance(noun, RouteTable):
        target = _target(grid, stop)
        places = [place for place, one in enumerate(noun.routes) if one.target == target and one.origin == "static"]
        return of_lines(key, design, [f"{noun.id}#routes/{place}" for place in places]) if places else None
    if stop.draft is not None:
        return _drafted(grid, key, _completed(grid, stop.draft))
    return of_lines(key, design, [f"{grid.noun}#{stop.line.path}"])


def _drafted(grid: Grid, key: str, draft: Draft) -> Wanted | None:
    entry, table = grid.entry, grid.table
    if entry is None or table is None:
        return None
    kept = keep(grid.desk.session, entry.kind, table._replace(table=draft.table), draft)
    return of_draft(key, grid.here.design, kept.edit) if kept.edit is not None else None


def _completed(grid: Grid, draft: Draft) -> Draft:
    """Take the cell that is typed into as its first offer would complete it."""
    if grid.typing is None or not grid.columns:
        return draft
    text = grid.typing.field.text
    return replace(draft, texts={**draft.texts, grid.columns[grid.column].field: text + ghost(grid.offers, text)})


def _target(grid: Grid, stop: Stop) -> str:
    """Give the id of what a route leads to."""
    noun = grid.here.index.by_id.get(grid.noun)
    place = stop.line.path.rpartition("/")[2]
    if isinstance(noun, RouteTable) and place.isdecimal() and stop.draft is None:
        return noun.routes[int(place)].target
    text = stop.draft.texts.get("target", "") if stop.draft is not None else stop.line.cells[1].text
    every = (each.target for each in noun.routes) if isinstance(noun, RouteTable) else ()
    return next((one for one in every if text.casefold() in {one.casefold(), grid.here.called(one).casefold()}), "")


def page(grid: Grid, worked: Worked | None, cells: int) -> Page | None:
    """Make the page of the cursor's line; None where the inspector knows all there is."""
    stop, noun = grid.stop, grid.here.index.by_id.get(grid.noun)
    if stop is None or grid.in_list or not stop.line.cells:
        return None
    if _is_word(noun, stop):
        return inspect(grid.here, grid.noun, cells=cells)
    known = worked if worked is not None and worked.wanted.key == key_of(grid) else None
    match noun:
        case SecurityGroup():
            return joined(_head(grid, stop, cells), _of_group(grid, noun, stop, known, cells))
        case NetworkAcl():
            return joined(_head(grid, stop, cells), _of_acl(grid, noun, stop, known, cells))
        case RouteTable():
            return joined(_head(grid, stop, cells), _of_table(grid, noun, stop, known, cells))
        case _:
            return None


def _is_word(noun: object, stop: Stop) -> bool:
    """Tell a row that is no line of the document's own: an entry that is a mere word, or what AWS writes."""
    table, _, place = stop.line.path.rpartition("/")
    if isinstance(noun, SecurityGroup | NetworkAcl | RouteTable) or stop.draft is not None:
        return False
    lines: tuple[object, ...] = getattr(noun, table, ())
    return not place.isdecimal() or (bool(lines) and isinstance(lines[0], str))


def _head(grid: Grid, stop: Stop, cells: int) -> tuple[Span, ...]:
    number = stop.line.cells[0].text
    noun = grid.here.index.by_id.get(grid.noun)
    if isinstance(noun, NetworkAcl):
        name, what = f"{WAYS[stop.table].capitalize()} {number}", "network ACL rule"
    elif isinstance(noun, SecurityGroup):
        name, what = f"Line {number}", f"{WAYS[stop.table]}, security group"
    else:
        every = [one.key for one in grid.stops()]
        name, what = f"Route {every.index(stop.key) + 1}", "route"
    mark = UNSAVED if stop.draft is not None else ""
    return head(name, what, cells, editing=stop.draft is not None, mark=mark)


def _of_group(grid: Grid, noun: SecurityGroup, stop: Stop, known: Worked | None, cells: int) -> Iterator[list[Line]]:
    if not stop.line.fixed:
        yield _effects(grid, stop, known, "Alone it lets through", OPENED, cells)
        yield in_the_way(grid.here, known)
    yield from idle_lines(grid.here, noun, stop.table, cells)


def _effects(grid: Grid, stop: Stop, known: Worked | None, words: str, sign: str, cells: int) -> list[Line]:  # noqa: PLR0913, PLR0917 - what is said, of what, how
    """Say what the line does; of a draft that cannot be kept yet, that it does nothing yet."""
    if known is None and stop.draft is not None and grid.asked != key_of(grid):
        return [heading(words), Line(row(Span("nothing yet", bold=True)))]
    return effects(grid.here, known, words, sign, cells)


def _of_acl(grid: Grid, noun: NetworkAcl, stop: Stop, known: Worked | None, cells: int) -> Iterator[list[Line]]:
    if not stop.line.fixed:
        denies = stop.line.cells[1].text.startswith("d")
        words = "Without it these would stop" if not denies else "Without it these would pass"
        if stop.draft is not None:
            words = "Alone it lets through" if not denies else "Alone it stops"
        yield _effects(grid, stop, known, words, OPENED if stop.draft is not None else CLOSED, cells)
        yield in_the_way(grid.here, known if not stop.line.faded else None)
    else:
        yield said("Denies what no rule before it decides. AWS writes it; it is always last.", cells)
    if noun.id not in grid.answers and not waits_for_answers(grid):
        grid.answers[noun.id] = answers(grid.here.design, noun)
    if noun.id in grid.answers:
        yield who_answers(noun, grid.answers[noun.id])
    else:
        yield [heading("Who answers whom"), Line(row(Span("proving", "muted")))]
    yield idle_rules(noun)


def _of_table(grid: Grid, noun: RouteTable, stop: Stop, known: Worked | None, cells: int) -> Iterator[list[Line]]:
    target = _target(grid, stop)
    if target and target != "local" and key_of(grid):
        yield _carried(grid, noun, target, known)
    yield going(grid.here, noun, cells, _about(grid, stop))


def _about(grid: Grid, stop: Stop) -> Intervals:
    """Give the addresses that a route under work is for."""
    text = _completed(grid, stop.draft).texts.get("destination", "") if stop.draft is not None else ""
    try:
        return block(read_block(text).value) if text else EMPTY
    except Wrong:
        return EMPTY


def _carried(grid: Grid, noun: RouteTable, target: str, known: Worked | None) -> list[Line]:
    """Say what a target carries for the subnets of a table: what would stop without the routes to it."""
    here = grid.here
    found = [heading(f"{here.called(target)} carries for {here.called(noun.id)}")]
    if known is None:
        waits = any(one.target == target and one.origin == "static" for one in noun.routes)
        return [*found, Line(row(Span("proving" if waits else "what AWS routes to it", "muted")))]
    own = {one.id for one in here.subnets_of_table(noun)}
    for one in known.effects[:8]:
        there = any(_lives(grid, label, own) for label in one.sources)
        who = group_name(here, one.destinations if there else one.sources)
        sign = Span(TO if there else FROM, "allowed")
        text = f" {visible(who)}"
        found.append(Line(row(sign, Span(f"{text:<17}"), Span(svc.write(one.services, 1)))))
    return found if known.effects else [*found, Line(row(Span("nothing", bold=True)))]


def _lives(grid: Grid, label: str, subnets: set[str]) -> bool:
    name = label.rpartition("(")[2].removesuffix(")") if label.endswith(")") else label
    whole = holder(name, grid.here.index.by_id)
    noun = grid.here.index.by_id.get(whole)
    return getattr(noun, "subnet", None) in subnets or name.removeprefix(f"{whole}/") in subnets
