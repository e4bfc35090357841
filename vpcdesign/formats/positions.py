"""Where things stand in a JSON text: the places of JSON pointers, and what is no JSON at all.

This is the slow second reading that only a wrong document gets: it must understand every text that the quick parser
refuses, however long, deep or cut off, so it keeps its own stack and remembers only the places that it was asked for.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, auto

from vpcdesign.design.words import quoted

Path = tuple[str, ...]
"""A JSON pointer, taken apart."""

DEEPEST = 100
"""No document that means something nests as far."""

DIGITS = 4000
"""The quick parser reads numbers of a few more digits than so many."""

BLANK = re.compile(r"[ \t\n\r]*+")
TOKEN = re.compile(
    r"""[ \t\n\r]*+(?:
    (?P<mark>[{}\[\],:])
    |(?P<text>"[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+")
    |(?P<word>[0-9A-Za-z_$.+-]++))""",
    re.VERBOSE,
)
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
PIECE_OF_TEXT = re.compile(r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+')
ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))")
ESCAPED = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
HALF = re.compile("[\ud800-\udfff]")
WORDS = {"true", "false", "null"}
NOT_IN_JSON = {"NaN", "Infinity", "-Infinity"}
"""The quick parser takes these for numbers."""


class _Want(Enum):
    """What may come next."""

    VALUE = auto()
    FIRST_VALUE = auto()
    KEY = auto()
    FIRST_KEY = auto()
    COLON = auto()
    NEXT = auto()
    NOTHING = auto()


EXPECTED = {
    _Want.VALUE: "a value",
    _Want.FIRST_VALUE: "a value or `]`",
    _Want.KEY: "a key in double quotes",
    _Want.FIRST_KEY: "a key in double quotes or `}`",
    _Want.COLON: "`:`",
    _Want.NOTHING: "nothing more",
}


@dataclass(slots=True)
class _Branch:
    """The wanted places, as a tree: the root is the whole document."""

    path: Path
    children: "dict[str, _Branch]" = field(default_factory=dict)


@dataclass(slots=True)
class _Frame:
    """An object or list that is open: `keys` is None in a list."""

    start: int
    branch: _Branch | None
    keys: set[str] | None = None
    index: int = 0


@dataclass(slots=True)
class Places:
    """What a reading found: offsets into the text."""

    values: dict[Path, int] = field(default_factory=dict)
    keys: dict[Path, int] = field(default_factory=dict)
    problems: list[tuple[int, str]] = field(default_factory=list)

    def place(self, path: Path, *, key: bool = False) -> int:
        """Give the offset of a value (or of its key), or of the nearest thing around it that exists."""
        if key and path in self.keys:
            return self.keys[path]
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, 0)


class Lines:
    """Turns offsets into lines and columns, both from 1."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


def scan(text: str, wanted: Iterable[Path] = ()) -> Places:
    """Read a JSON text: the offsets of the wanted places, duplicate keys, and the first thing that is no JSON."""
    root = _Branch(())
    for path in wanted:
        branch = root
        for depth, word in enumerate(path, 1):
            branch = branch.children.setdefault(word, _Branch(path[:depth]))
    reading = _Reading(text, root)
    try:
        reading.run()
    except _NoJsonError as error:
        reading.found.problems.append((error.offset, error.message))
    return reading.found


class _NoJsonError(Exception):
    """The first thing that is no JSON; nothing after it can be read."""

    def __init__(self, offset: int, message: str) -> None:
        super().__init__(message)
        self.offset = offset
        self.message = message


class _Reading:
    """One reading of a text, token by token."""

    def __init__(self, text: str, root: _Branch) -> None:
        self.text = text
        self.stack: list[_Frame] = []
        self.next_branch: _Branch | None = root
        self.found = Places()

    def run(self) -> None:
        want, at = _Want.VALUE, 0
        text, match = self.text, TOKEN.match
        while found := match(text, at):
            at = found.end()
            kind = found.lastgroup or ""
            want = self.step(kind, found[kind], found.start(kind), want)
        at = BLANK.match(text, at).end()  # type: ignore[union-attr]
        if at < len(text) or want is not _Want.NOTHING:
            raise self.stray(at, want)

    def step(self, kind: str, lexeme: str, at: int, want: _Want) -> _Want:
        """Take one token; give what may follow it."""
        if kind == "mark":
            return self.mark(lexeme, at, want)
        if want is _Want.VALUE or want is _Want.FIRST_VALUE:
            self.scalar(lexeme, at)
            return _Want.NEXT if self.stack else _Want.NOTHING
        if kind == "text" and (want is _Want.KEY or want is _Want.FIRST_KEY):
            self.key(lexeme, at)
            return _Want.COLON
        raise self.stray(at, want)

    def mark(self, mark: str, at: int, want: _Want) -> _Want:
        if mark == ":" and want is _Want.COLON:
            return _Want.VALUE
        if want is _Want.NEXT:
            in_list = self.stack[-1].keys is None
            if mark == "," and in_list:
                self.element()
                return _Want.VALUE
            if mark == ",":
                return _Want.KEY
            if mark == ("]" if in_list else "}"):
                return self.close()
        if mark in "{[" and (want is _Want.VALUE or want is _Want.FIRST_VALUE):
            return self.enter(mark, at)
        if (want is _Want.FIRST_VALUE and mark == "]") or (want is _Want.FIRST_KEY and mark == "}"):
            return self.close()
        raise self.stray(at, want)

    def enter(self, mark: str, at: int) -> _Want:
        if len(self.stack) == DEEPEST:
            raise _NoJsonError(at, f"nested more than {DEEPEST} deep: a design never is")
        branch = self.next_branch
        if branch is not None:
            self.found.values[branch.path] = at
        if mark == "{":
            self.stack.append(_Frame(at, branch, set()))
            return _Want.FIRST_KEY
        self.stack.append(_Frame(at, branch, index=-1))
        self.element()
        return _Want.FIRST_VALUE

    def close(self) -> _Want:
        self.stack.pop()
        return _Want.NEXT if self.stack else _Want.NOTHING

    def element(self) -> None:
        frame = self.stack[-1]
        frame.index += 1
        self.next_branch = frame.branch.children.get(str(frame.index)) if frame.branch is not None else None

    def key(self, lexeme: str, at: int) -> None:
        frame = self.stack[-1]
        assert frame.keys is not None
        self.whole(lexeme, at)
        name = unescaped(lexeme)
        if name in frame.keys:
            self.found.problems.append((at, f"{quoted(name)} stands twice in one object: keep one of them"))
        frame.keys.add(name)
        self.next_branch = frame.branch.children.get(name) if frame.branch is not None else None
        if self.next_branch is not None:
            self.found.keys.setdefault(self.next_branch.path, at)

    def scalar(self, lexeme: str, at: int) -> None:
        if self.next_branch is not None:
            self.found.values[self.next_branch.path] = at
        if lexeme[0] == '"':
            self.whole(lexeme, at)
        elif NUMBER.fullmatch(lexeme):
            if len(lexeme) > DIGITS:
                self.found.problems.append((at, f"a number of {len(lexeme)} digits: write a smaller one"))
        elif lexeme in NOT_IN_JSON:
            self.found.problems.append((at, f"`{lexeme}` is no number in JSON: write a number"))
        elif lexeme not in WORDS:
            raise _no_scalar(lexeme, at)

    def whole(self, lexeme: str, at: int) -> None:
        """Refuse halves of characters: what escapes spell must be text."""
        if "\\u" in lexeme and HALF.search(unescaped(lexeme)):
            self.found.problems.append((at, "half a character (a lone surrogate) in this text: remove it"))

    def stray(self, at: int, want: _Want) -> _NoJsonError:
        """Say what is wrong with what stands here."""
        text = self.text
        if at == len(text):
            return _NoJsonError(at, self.cut_off())
        if text[at] == '"' and TOKEN.match(text, at) is None:
            return _broken_text(text, at)
        if text[at] in "/#":
            return _NoJsonError(at, "JSON has no comments: use a `note`")
        if text[at] == "'":
            return _NoJsonError(at, 'text stands in double quotes: write `"`')
        if text[at] in "]}" and want in {_Want.VALUE, _Want.KEY} and self.stack:
            return _NoJsonError(at, f"a comma stands before `{text[at]}`: remove it")
        found = TOKEN.match(text, at)
        expected = EXPECTED.get(want) or ("`,` or `}`" if self.stack[-1].keys is not None else "`,` or `]`")
        shown = quoted(found[0] if found else text[at])
        if want is _Want.NOTHING:
            return _NoJsonError(at, f"the document ends before {shown}: remove what follows")
        return _NoJsonError(at, f"expected {expected}, found {shown}")

    def cut_off(self) -> str:
        if not self.stack:
            return "the document is empty: a design is an object, `{...}`"
        frame = self.stack[-1]
        line, column = Lines(self.text).position(frame.start)
        what = "list" if frame.keys is None else "object"
        return f"the document is cut off: the {what} of line {line}, column {column} is never closed"


def _no_scalar(lexeme: str, at: int) -> _NoJsonError:
    if lexeme[0] in "-0123456789":
        return _NoJsonError(at, f"{quoted(lexeme)} is no number in JSON: write it plainly, as 443")
    return _NoJsonError(at, f"{quoted(lexeme)} stands without quotes: put text in double quotes")


def _broken_text(text: str, at: int) -> _NoJsonError:
    """Say why a text that opens here never closes."""
    end = PIECE_OF_TEXT.match(text, at).end()  # type: ignore[union-attr]
    if end == len(text):
        return _NoJsonError(at, "the document is cut off: this text is never closed")
    if text[end] == "\\":
        return _NoJsonError(end, f"{quoted(text[end : end + 2])} means nothing in JSON: write `\\\\` for a backslash")
    if text[end] == "\n":
        return _NoJsonError(at, 'this text does not end on its line: close it with `"`, or write `\\n` for a new line')
    return _NoJsonError(end, f"a control character in text: write it as `\\u{ord(text[end]):04x}`")


def unescaped(lexeme: str) -> str:
    """Read a text in double quotes, whose form is known to be right; halves of surrogate pairs stay as they are."""
    if "\\" not in lexeme:
        return lexeme[1:-1]
    text = ESCAPE.sub(
        lambda found: chr(int(found[1], 16)) if found[1] else ESCAPED.get(found[2], found[2]), lexeme[1:-1]
    )
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def _character(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else ESCAPED.get(found[2], found[2])
