"""Import: files and folders of AWS's documents to a design on the disk, with all that there is to say about it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from vpcdesign.api.storage import STANDARD_INPUT, load, read_bytes, save_design
from vpcdesign.design.asserting import Note
from vpcdesign.design.document import Design
from vpcdesign.errors import Problem, StorageError
from vpcdesign.formats.aws_describe.import_aws import import_aws as read_documents
from vpcdesign.formats.aws_describe.refresh import Change, refresh

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many documents are read, and of how many."""

_BLANK = b" \t\r\n\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Imported:
    """A design that was imported: where it lies now, what was noted, and against an older one what differs."""

    design: Design
    path: str
    notes: tuple[Note, ...]
    changes: tuple[Change, ...] | None


def import_aws(paths: Sequence[str], output: str | None, into: str | None, progress: Progress) -> Imported:
    """Import documents and save the design at `output`; `into` is the design to refresh, saved there without `output`.

    Nothing is written when anything is wrong.
    """
    old = load(into) if into is not None else None
    files = list(dict.fromkeys(file for path in paths for file in _files(path)))
    done = 0

    def tell(_file: str, _size: int) -> None:
        nonlocal done
        done += 1
        progress(done, len(files))

    found = read_documents(((file, read_bytes(file)) for file in files), tell)
    target = output if output is not None else into
    assert target is not None
    if old is None:
        design, changes = found.design.model_copy(update={"name": Path(target).stem}), None
    else:
        design, differing = refresh(old, found.design)
        changes = tuple(differing)
    save_design(design, target)
    return Imported(design, target, found.notes, changes)


def _files(path: str) -> Iterator[str]:
    """Give a file as it is, and of a folder all JSON in it, however deep and whatever it is called."""
    if path == STANDARD_INPUT or not Path(path).is_dir():
        yield path
        return
    inside = sorted(file for file in Path(path).rglob("*") if file.is_file() and not _hidden(file.relative_to(path)))
    documents = [str(file) for file in inside if file.suffix.lower() == ".json" or _looks_like_json(file)]
    if not documents:
        raise StorageError(Problem("no JSON in this folder: name the one that holds AWS's documents", path))
    yield from documents


def _hidden(file: Path) -> bool:
    return any(part.startswith(".") for part in file.parts)


def _looks_like_json(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            return opened.read(64).lstrip(_BLANK)[:1] == b"{"
    except OSError:
        return True  # reading it in earnest tells why it cannot be read
