"""What a reader may count on in every module: its size, its name, its first line, and no file opened in passing."""

import ast

from tests.house.checkout import MODULES, ROOT, Function, functions, name, tree

LINES_OF_MODULE = 400
LINES_OF_BODY = 40
EMPTY_WORDS = {"util", "utils", "helper", "helpers", "common", "manager", "data", "info", "misc", "base"}
DOORS = {"api", "cli", "tui"}
OPENS_A_FILE = {"open", "read_bytes", "read_text", "write_bytes", "write_text"}


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


def test_a_module_fits_in_the_head() -> None:
    lines = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {module: several for module, several in lines.items() if several > LINES_OF_MODULE} == {}


def test_a_function_fits_on_a_screen() -> None:
    long = {f"{name(path)}:{f.lineno} {f.name}": lines_of_body(f) for path in MODULES for f in functions(path)}
    assert {place: lines for place, lines in long.items() if lines > LINES_OF_BODY} == {}


def test_a_module_says_what_it_is() -> None:
    assert [name(path) for path in MODULES if ast.get_docstring(tree(path)) is None] == []


def test_a_name_says_something() -> None:
    words = {
        name(path): {word for part in path.relative_to(ROOT).with_suffix("").parts for word in part.split("_")}
        for path in MODULES
    }
    assert {module: empty for module, said in words.items() if (empty := said & EMPTY_WORDS)} == {}


def test_files_are_opened_at_the_edge_only() -> None:
    inside = [path for path in MODULES if path.relative_to(ROOT / "vpcdesign").with_suffix("").parts[0] not in DOORS]
    calls = [(path, node) for path in inside for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    assert [f"{name(path)}:{node.lineno} {called(node)}" for path, node in calls if called(node) in OPENS_A_FILE] == []


def test_a_package_is_built_before_it_appears() -> None:
    rooms = {path for path in (ROOT / "vpcdesign").iterdir() if path.is_dir() and any(path.glob("*.py"))}
    assert [name(room) for room in sorted(rooms) if not any(m.name != "__init__.py" for m in room.glob("*.py"))] == []
