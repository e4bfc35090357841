"""A page: what its fenced blocks say, each line with its number. README.md tells how to write one.

Nothing is skipped: a block of an unknown kind, a design that is not there and a line that cannot be read are errors of
the page, so that no question goes unasked by a slip.
"""

import json
import re
import shlex
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.semantics.edits import Json, edited, pointer

VERDICTS = ("allowed", "blocked", "partial", "unknown")
LEGS = {"there": "forward", "back": "return"}
WITH_VALUE = ("port", "via", "back-via", "not-via", "from", "to", "note")
CHOICES = ("client_port", "address", "service", "target", "zone", "route")


@dataclass(frozen=True)
class Cause:
    """A blocker that an answer must name; `*` and an empty code match any."""

    leg: str
    component: str
    code: str


@dataclass(frozen=True)
class Ask:
    """One question with its answer."""

    source: str
    destination: str
    service: str
    verdict: str
    causes: tuple[Cause, ...] = ()
    choices: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    only: bool = False
    ipv6: bool = False

    def detail(self, word: str) -> list[str]:
        """Give the values that stand after a word."""
        return [value for name, value in self.details if name == word]


@dataclass(frozen=True)
class Case:
    """A line that runs: where it stands, what it says, and the document it is about."""

    place: str
    text: str
    document: Json
    pointer: str = ""
    words: str = ""


@dataclass
class Page:
    """All that runs on one page."""

    name: str
    designs: dict[str, Json] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    asks: list[Case] = field(default_factory=list)
    refused: list[Case] = field(default_factory=list)
    accepted: list[Case] = field(default_factory=list)
    python: list[Case] = field(default_factory=list)


def read(path: Path) -> Page:
    """Read a page; ValueError with its place when something on it cannot be read."""
    page = Page(path.stem)
    text = path.read_text(encoding="utf-8")
    for number, head, lines in blocks(text):
        try:
            take(page, number, head, lines)
        except ValueError as trouble:
            raise ValueError(f"{path.name}:{number}: {trouble}") from trouble
    return page


def mentioned(text: str) -> set[str]:
    """Give the numbers of the facts and scenarios that a page says it runs."""
    mentions = re.findall(r"\((?:facts?|scenarios?) ([^)]*)\)", text)
    return {number for mention in mentions for number in re.findall(r"\d+(?:\.\d+)?", mention)}


def read_all(paths: Iterable[Path]) -> list[Page]:
    """Read the pages that can be read; that each can be is a test of its own."""
    pages = []
    for path in paths:
        with suppress(ValueError):
            pages.append(read(path))
    return pages


def blocks(text: str) -> Iterator[tuple[int, str, list[str]]]:
    """Give each fenced block: the line number of its fence, the words behind the fence, its lines."""
    lines = text.splitlines()
    opened = 0
    for number, line in enumerate(lines, 1):
        if not line.startswith("```"):
            continue
        if opened:
            yield opened, lines[opened - 1][3:].strip(), lines[opened : number - 1]
            opened = 0
        else:
            opened = number
    if opened:
        raise ValueError(f"the block opened in line {opened} is never closed")


def take(page: Page, number: int, head: str, lines: list[str]) -> None:
    """Take one block into the page."""
    match head.split():
        case ["design", name]:
            define(page, number, name, json.loads("\n".join(lines)))
        case ["edit", name, "from", base]:
            document = known(page, base)
            for _, line in spoken(number, lines):
                document = edited(document, line)
            define(page, number, name, document)
        case ["ask", name]:
            page.asks += [Case(f"{page.name}:{n}", line, known(page, name)) for n, line in spoken(number, lines)]
        case ["refused", "from", base]:
            page.refused += [refusal(page, n, line, known(page, base)) for n, line in spoken(number, lines)]
        case ["accepted", "from", base]:
            page.accepted += [
                Case(f"{page.name}:{n}", line, edited(known(page, base), line)) for n, line in spoken(number, lines)
            ]
        case ["python"]:
            page.python.append(Case(f"{page.name}:{number}", "\n" * number + "\n".join(lines), None))
        case [] | ["text" | "json" | "console", *_]:
            pass
        case _:
            raise ValueError(f"`{head}` is no kind of block")


def define(page: Page, number: int, name: str, document: Json) -> None:
    if name in page.designs:
        raise ValueError(f"there are two designs `{name}`")
    page.designs[name] = {"vpcdesign": 1, "name": name} | document
    page.places[name] = f"{page.name}:{number}"


def known(page: Page, name: str) -> Json:
    if name not in page.designs:
        raise ValueError(f"no design `{name}` above")
    return page.designs[name]


def spoken(number: int, lines: list[str]) -> Iterator[tuple[int, str]]:
    """Give the lines of a block that say something, with their numbers; `#` opens a comment. Indented lines go on."""
    found: list[tuple[int, str]] = []
    for n, line in enumerate(lines, number + 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith(" ") and found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}")
        else:
            found.append((n, line.strip()))
    return iter(found)


def refusal(page: Page, number: int, line: str, base: Json) -> Case:
    """Read `EDITS => POINTER "words"`."""
    edits, arrow, expected = line.partition(" => ")
    where, _, words = expected.strip().partition(" ")
    if not arrow:
        raise ValueError(f"`{line}` does not say with => what is refused")
    document = edited(base, edits)
    return Case(f"{page.name}:{number}", edits, document, pointer(document, where), words.strip().strip('"'))


def asked(line: str) -> Ask:
    """Read `SOURCE -> DESTINATION [SERVICE] VERDICT ...`."""
    source, arrow, destination, *words = shlex.split(line)
    if arrow != "->":
        raise ValueError(f"`{line}` is no question: write SOURCE -> DESTINATION SERVICE VERDICT")
    service = "" if words[0] in VERDICTS else words.pop(0)
    verdict = words.pop(0)
    if verdict not in VERDICTS:
        raise ValueError(f"`{verdict}` is no verdict")
    causes: list[Cause] = []
    choices: list[str] = []
    details: list[tuple[str, str]] = []
    flags: set[str] = set()
    while words:
        match words:
            case [leg, component, *rest] if leg in LEGS:
                code = rest.pop(0) if rest and rest[0].isupper() else ""
                causes.append(Cause(LEGS[leg], component, code))
                words = rest
            case [word, value, *rest] if word in WITH_VALUE:
                details.append((word, value))
                words = rest
            case [word, *rest] if word in CHOICES:
                choices.append(word)
                words = rest
            case ["only" | "ipv6" as word, *rest]:
                flags.add(word)
                words = rest
            case ["and", *rest]:
                words = rest
            case _:
                raise ValueError(f"`{words[0]}` in `{line}` says nothing")
    return Ask(
        source,
        destination,
        service,
        verdict,
        tuple(causes),
        tuple(choices),
        tuple(details),
        "only" in flags,
        "ipv6" in flags,
    )
