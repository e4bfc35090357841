"""What differs between two designs: their nouns, and what that opens, closes and narrows; and where each is written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vpcdesign.analysis.changes import Change, changes
from vpcdesign.analysis.difference import Compared, compare, judging
from vpcdesign.analysis.renames import renames
from vpcdesign.analysis.results import Difference
from vpcdesign.analysis.steps import Steps
from vpcdesign.analysis.survey import Progress
from vpcdesign.api.matrix import open_world
from vpcdesign.api.storage import STANDARD_INPUT, load, read_text
from vpcdesign.design.document import Design
from vpcdesign.design.index import Index
from vpcdesign.formats.positions import Lines, scan
from vpcdesign.network.origin import Origin
from vpcdesign.render.difference_entry import DifferenceEntry


@dataclass(frozen=True, slots=True)
class Diff:
    """The comparison of two designs."""

    old: Design
    new: Design
    changes: tuple[Change, ...]
    differences: tuple[Difference, ...]


def diff(old: str, new: str, progress: Progress, most: int | None = None) -> Diff:
    """Compare two designs; where nothing differs nobody is asked. Only the first `most` differences have a packet."""
    before = load(old)
    after = shared(before, load(new))
    renamed = renames(before, after)
    changed = changes(before, after, renamed)
    if not changed:
        return Diff(before, after, (), ())
    return Diff(before, after, tuple(changed), tuple(_compared(before, after, renamed, progress).shown(most)))


def _compared(before: Design, after: Design, renamed: Mapping[str, str], progress: Progress) -> Compared:
    """Compare everybody with everybody: a step from one design to the other, as the designer takes it.

    Where who is the same bears another name, nothing is taken over from one to the other.
    """
    if not renamed:
        return Steps().between(before, after, progress)
    world = open_world(before, ["vpc:*"])[0]
    worlds = world, open_world(after, ["vpc:*"], world)[0]
    return compare(worlds, *judging(worlds, renamed), progress)


def shared(before: Design, after: Design) -> Design:
    """Give a design in which everything that is as it was before is the same object, as if it had been edited."""
    update: dict[str, object] = {}
    for name in Design.model_fields:
        was, now = getattr(before, name), getattr(after, name)
        if was == now:
            update[name] = was
        elif isinstance(now, tuple) and isinstance(was, tuple):
            known = {getattr(one, "id", place): one for place, one in enumerate(was)}
            update[name] = tuple(
                known[key] if known.get(key := getattr(one, "id", place)) == one else one
                for place, one in enumerate(now)
            )
    return after.model_copy(update=update)


def entries(found: Diff, new: str) -> list[DifferenceEntry]:
    """Give every difference with its place in the new design's file: the line that decides, edited lines first."""
    if new == STANDARD_INPUT:
        return [DifferenceEntry(one) for one in found.differences]
    index = Index(found.new)
    edited = {one.id for one in found.changes}
    paths = [_path(index, one, edited, found.changes) for one in found.differences]
    text = read_text(new)
    known, lines = scan(text, [path for path in paths if path]), Lines(text)
    places = [lines.position(known.place(path)) if path else (0, 0) for path in paths]
    return [
        DifferenceEntry(one, Path(new).as_posix(), *place) for one, place in zip(found.differences, places, strict=True)
    ]


def _path(index: Index, one: Difference, edited: set[str], changed: Sequence[Change]) -> tuple[str, ...]:
    """Give where in the document it is decided; where nothing that decides stands there, the first noun edited."""
    met = [origin for origin in _deciding(one) if origin.component in index]
    origin = next((origin for origin in reversed(met) if origin.component in edited), met[-1] if met else None)
    if origin is not None:
        return (*_steps(index.pointer(origin.component)), *_steps(origin.line))
    first = next((change.id for change in changed if change.id in index), "")
    return _steps(index.pointer(first)) if first else ()


def _deciding(one: Difference) -> Iterator[Origin]:
    """Give what stops the packet now, or what lets it through."""
    if one.after is not None:
        yield from (blocker.origin for blocker in one.after.blockers)
        if not one.after.blockers:
            yield from (hop.origin for hop in one.after.forward.hops if hop.action in {"permit", "route"})


def _steps(pointer: str) -> tuple[str, ...]:
    return tuple(step for step in pointer.split("/") if step)
