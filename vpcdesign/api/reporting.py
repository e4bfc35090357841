"""Where each judged assertion stands, for reports: in its design's file, or in the file that designs share."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from vpcdesign.analysis.results import Result
from vpcdesign.api.checking import Checked
from vpcdesign.api.storage import STANDARD_INPUT, read_text
from vpcdesign.formats.assertion_places import places
from vpcdesign.render.entry import Entry


def entries(checked: Sequence[Checked], assertions: str | None) -> list[Entry]:
    """Give every result with its place."""
    return [entry for one in checked for entry in _entries(one, assertions)]


def _entries(one: Checked, assertions: str | None) -> Iterator[Entry]:
    own = len(one.design.assertions)
    yield from _in_file(one.name, one.name, one.results[:own])
    yield from _in_file(one.name, assertions or "", one.results[own:])


def _in_file(design: str, file: str, results: Sequence[Result]) -> Iterator[Entry]:
    if file == STANDARD_INPUT or not results:
        yield from (Entry(design, result) for result in results)
        return
    is_json = file == design or Path(file).suffix.lower() == ".json"
    found = places(read_text(file), len(results), is_json=is_json)
    for result, (line, column) in zip(results, found, strict=True):
        yield Entry(design, result, Path(file).as_posix(), line, column)
