"""Any mix of AWS's documents, brought together: every object once, whoever described it.

Two copies of one object (a shared subnet, a peering, an interface inside its instance) become one, in which the richer
copy has the word and the poorer fills the gaps. Every object keeps the file it came from, so that its problems have a
place.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from vpcdesign.design.asserting import Note
from vpcdesign.design.words import quoted
from vpcdesign.errors import DocumentError, Problem
from vpcdesign.formats.aws_describe import known
from vpcdesign.formats.aws_describe.places import line_and_column, parents_in, problem_at, way_to, way_to_text
from vpcdesign.formats.aws_describe.reading import Misread, Raw, need, part, parts, text

Progress = Callable[[str, int], None]
"""Told after every file: its name and its length."""

BLANK = re.compile(r"[ \t\r\n]*")
NO_DOCUMENT = "no document of AWS among these files: hand over what `aws ... describe-*` answers as JSON"
SURROGATE = re.compile(r"[\ud800-\udfff]")
PAIR = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
LONE = re.compile(r"[\ud800-\udfff]|(?<!\\)(?:\\\\)*\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
"""A surrogate, written out or escaped: the second half of a pair, or a half of nothing."""

WHOSE = "`{}` does not say whose it is: passed over; what `import aws --script` collects names its owner"
TOO_DEEP = "nested too deeply to be a document of AWS"
TOLD = 50
"""So many problems are told with their places; a document with more is not AWS's."""


@dataclass(frozen=True, slots=True)
class Source:
    """One JSON value of one file: a file may hold several, one after the other."""

    file: str
    document: str
    start: int
    tree: object


@dataclass(frozen=True, slots=True)
class Record:
    """One object of AWS, by its id."""

    id: str
    raw: Raw
    file: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an object, or with one of its keys, or with a value somewhere inside it."""

    message: str
    holder: object
    key: str | None = None
    value: object = None
    file: str = ""


@dataclass(slots=True)
class Documents:
    """All objects by kind and id; `owned` holds the answers that had to be told whom they are about."""

    records: dict[str, dict[str, Record]] = field(default_factory=dict)
    owned: dict[str, dict[str, list[Raw]]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    notes: list[Note] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)

    def of(self, kind: str) -> dict[str, Record]:
        return self.records.get(kind, {})

    def answers(self, answer: str, owner: str) -> list[Raw] | None:
        """Give what an answer says of its owner; None when nobody asked AWS."""
        return self.owned.get(answer, {}).get(owner)

    def misread(self, error: Misread, file: str) -> None:
        self.faults.append(Fault(error.message, error.holder, error.key, file=file))

    def settle(self) -> None:
        """Raise every problem that has come up, each with its place; do nothing when there is none."""
        if not self.problems and not self.faults:
            if not self.seen:
                raise DocumentError(NO_DOCUMENT)
            return
        places = [(source, parents_in(source.tree)) for source in self.sources] if self.faults else []
        told = [*self.problems, *(_placed(fault, places) for fault in self.faults[:TOLD])]
        if len(self.faults) > TOLD:
            told.append(Problem(f"and {len(self.faults) - TOLD} more: these are not documents as AWS writes them"))
        raise DocumentError(told)


def merge(texts: Iterable[tuple[str, str | bytes]], progress: Progress | None = None) -> Documents:
    """Read every text; `settle` raises the problems of all of them at once, and of what is read off them since."""
    documents = Documents()
    for file, written in texts:
        for source in _sources(file, written, documents.problems):
            documents.sources.append(source)
            try:
                _take_tree(documents, source)
            except RecursionError:
                documents.problems.append(Problem(TOO_DEEP, file))
        if progress is not None:
            progress(file, len(written))
    return documents


# --- texts to trees -----------------------------------------------------------------------------------------------


def _sources(file: str, written: str | bytes, problems: list[Problem]) -> Iterator[Source]:
    """Give the JSON values of one text; what stops the reading becomes a problem."""
    document = written if isinstance(written, str) else _decoded(file, written, problems)
    if document is None:
        return
    decoder = json.JSONDecoder(parse_constant=_no_constant)
    if (half := _half_character(document)) is not None:
        problems.append(Problem("half a character (a lone surrogate): remove it", file, *half))
        return
    at = _after_blanks(document, 1 if document.startswith("\ufeff") else 0)
    if at == len(document):
        problems.append(Problem("an empty file: collect it again, or leave it out", file=file))
    while at < len(document):
        try:
            tree, end = decoder.raw_decode(document, at)
        except json.JSONDecodeError as error:
            problems.append(Problem(f"not JSON: {_plain(error.msg)}", file, error.lineno, error.colno))
            return
        except RecursionError:
            problems.append(Problem(TOO_DEEP, file, *line_and_column(document, at)))
            return
        except ValueError as error:
            problems.append(Problem(f"not JSON: {_plain(str(error))}", file, *line_and_column(document, at)))
            return
        yield Source(file, document, at, tree)
        at = _after_blanks(document, end)


def _decoded(file: str, written: bytes, problems: list[Problem]) -> str | None:
    """Decode as JSON asks: UTF-8, or UTF-16 and UTF-32 as some shells write it."""
    try:
        return written.decode(json.detect_encoding(written))
    except UnicodeDecodeError as error:
        problems.append(Problem(f"not text: byte {error.start + 1} is no {error.encoding}", file=file))
        return None


def _half_character(document: str) -> tuple[int, int] | None:
    """Give the line and column of a surrogate without its partner."""
    escaped = "\\ud" in document or "\\uD" in document
    if not escaped and (document.isascii() or SURROGATE.search(document) is None):
        return None
    found = LONE.search(PAIR.sub(lambda pair: "-" * len(pair[0]), document))
    return line_and_column(document, found.start()) if found is not None else None


def _after_blanks(document: str, at: int) -> int:
    match = BLANK.match(document, at)
    return match.end() if match else at


def _no_constant(constant: str) -> object:
    raise ValueError(f"`{constant}` is no number of JSON")


def _plain(message: str) -> str:
    """Give Python's words as ours: lower case, nothing about Python."""
    return message[:1].lower() + message[1:].partition("; use sys.")[0]


# --- trees to objects ---------------------------------------------------------------------------------------------


def _take_tree(documents: Documents, source: Source) -> None:
    """Take one JSON value: an answer of AWS, or a list of them."""
    answers = source.tree if isinstance(source.tree, list) else [source.tree]
    for answer in answers:
        if not isinstance(answer, dict):
            place = line_and_column(source.document, source.start)
            words = "not an answer of AWS: it has no top-level key such as `Vpcs`"
            documents.problems.append(Problem(words, source.file, *place))
            return
        _take(documents, source.file, answer)


def _take(documents: Documents, file: str, answer: Raw) -> None:
    for key, value in answer.items():
        try:
            _take_key(documents, file, answer, key, value)
        except Misread as error:
            documents.misread(error, file)


def _take_key(documents: Documents, file: str, answer: Raw, key: str, value: object) -> None:
    if key == "Reservations":
        documents.seen.add("Instances")
        for reservation in parts(answer, key):
            _take_list(documents, file, "Instances", parts(reservation, "Instances"))
    elif key in known.WRAPPERS and isinstance(value, list):
        documents.seen.add(key)
        for wrapped in parts(answer, key):
            _take(documents, file, wrapped)
    elif key in known.LISTS or key in known.JOINED:
        _take_list(documents, file, key, parts(answer, key))
    elif key in known.SINGLE:
        _take_single(documents, file, answer, key)
    elif key in known.OWNED:
        _take_owned(documents, file, answer, key)
    elif key in known.WITHOUT_EFFECT:
        documents.seen.add(key)
    elif key not in known.BESIDE:
        documents.notes.append(Note(about=file, text=f"{quoted(key)} is nothing that an import knows: passed over"))


def _take_list(documents: Documents, file: str, kind: str, objects: list[Raw]) -> None:
    documents.seen.add(kind)
    for each in objects:
        try:
            ids = [need(each, key) for key in known.JOINED[kind]] if kind in known.JOINED else [_id(each, kind)]
        except Misread as error:
            documents.misread(error, file)
        else:
            _keep(documents, kind, Record("/".join(ids), each, file))


def _id(each: Raw, kind: str) -> str:
    keys = known.LISTS[kind]
    return next((found for key in keys if (found := text(each, key)) is not None), "") or need(each, keys[0])


def _take_single(documents: Documents, file: str, answer: Raw, kind: str) -> None:
    """Take an answer about one object: the whole answer is the record, since AWS splits an object over several keys."""
    part(answer, kind)
    holder, key = known.SINGLE[kind]
    documents.seen.add(kind)
    name = text(part(answer, holder), key)
    if name is None:
        documents.notes.append(Note(about=file, text=WHOSE.format(kind)))
        return
    account = text(part(answer, holder), "AwsAccountId")
    _keep(documents, kind, Record(f"{account}/{name}" if account else name, answer, file))


def _take_owned(documents: Documents, file: str, answer: Raw, key: str) -> None:
    owner = next((found for each in known.OWNED[key] if (found := text(answer, each)) is not None), None)
    if owner is None:
        documents.notes.append(Note(about=file, text=WHOSE.format(key)))
        return
    documents.seen.add(key)
    said = documents.owned.setdefault(key, {}).setdefault(owner, [])
    if answer.get("AdditionalRoutesAvailable") is True:
        words = "AWS had more routes than one answer holds: some are missing here"
        documents.notes.append(Note(about=owner, text=words))
    if answer[key] is not None:
        said.extend(parts(answer, key) if isinstance(answer[key], list) else [part(answer, key)])


def _keep(documents: Documents, kind: str, record: Record) -> None:
    """Keep a record; of two copies of one object the richer has the word, and the other fills its gaps."""
    kept = documents.records.setdefault(kind, {})
    other = kept.get(record.id)
    if other is None:
        kept[record.id] = record
    elif other.raw != record.raw:
        poorer, richer = sorted((record, other), key=lambda copy: _richness(copy.raw))
        gaps = {key: value for key, value in poorer.raw.items() if _is_nothing(richer.raw.get(key))}
        kept[record.id] = Record(record.id, {**richer.raw, **gaps}, richer.file)


def _richness(raw: Raw) -> int:
    return sum(len(value) if isinstance(value, list) else 1 for value in raw.values() if not _is_nothing(value))


def _is_nothing(value: object) -> bool:
    return value is None or value in ("", [], {})


def _placed(fault: Fault, places: list[tuple[Source, dict[int, tuple[int, str | int]]]]) -> Problem:
    """Find the object of a fault in the files."""
    for source, parents in places:
        way = way_to(parents, source.tree, fault.holder)
        if way is None:
            continue
        if fault.key is not None:
            way = (*way, fault.key)
        elif fault.value is not None:
            way = (*way, *(way_to_text(fault.holder, fault.value) or ()))
        return problem_at(fault.message, source.file, source.document, way, source.start)
    return Problem(fault.message, file=fault.file)
