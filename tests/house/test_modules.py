"""What a reader may count on in every module: its size, its name, its first line, and no file opened in passing."""

import ast
from pathlib import Path

import pytest

from tests.house.checkout import MODULES, ROOT, Function, functions, name, tree

LINES_OF_MODULE = 400
LINES_OF_BODY = 40
EMPTY_WORDS = {"util", "utils", "helper", "helpers", "common", "manager", "data", "info", "misc", "base"}
DOORS = {"api", "cli", "tui"}
OPENS_A_FILE = {"open", "read_bytes", "read_text", "write_bytes", "write_text"}

each_module = pytest.mark.parametrize("path", MODULES, ids=name)


def lines_of_body(function: Function) -> int:
    """Count the lines from the first statement to the last; the docstring is free."""
    body = function.body[1:] if ast.get_docstring(function, clean=False) is not None else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def called(node: ast.Call) -> str:
    """Give the last word of what is called: `open` for `open()` and for `path.open()`."""
    match node.func:
        case ast.Name(id=word) | ast.Attribute(attr=word):
            return word
        case _:
            return ""


@each_module
def test_a_module_fits_in_the_head(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LINES_OF_MODULE


@each_module
def test_a_function_fits_on_a_screen(path: Path) -> None:
    long = {f"{f.name} (line {f.lineno})": lines_of_body(f) for f in functions(path)}
    assert {place: lines for place, lines in long.items() if lines > LINES_OF_BODY} == {}


@each_module
def test_a_module_says_what_it_is(path: Path) -> None:
    first = tree(path).body[:1]
    assert first, "an empty module: say in a docstring what the package is"
    assert isinstance(first[0], ast.Expr)
    assert isinstance(first[0].value, ast.Constant)
    assert isinstance(first[0].value.value, str)


@each_module
def test_a_name_says_something(path: Path) -> None:
    words = {word for part in path.relative_to(ROOT).with_suffix("").parts for word in part.strip("_").split("_")}
    assert words & EMPTY_WORDS == set()


@each_module
def test_files_are_opened_at_the_edge_only(path: Path) -> None:
    room = path.relative_to(ROOT / "vpcdesign").with_suffix("").parts[0]
    calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call) and called(node) in OPENS_A_FILE]
    assert room in DOORS or [f"{called(node)} (line {node.lineno})" for node in calls] == []


def test_a_package_is_built_before_it_appears() -> None:
    rooms = {path for path in (ROOT / "vpcdesign").iterdir() if path.is_dir() and any(path.glob("*.py"))}
    assert [name(room) for room in sorted(rooms) if not any(m.name != "__init__.py" for m in room.glob("*.py"))] == []
