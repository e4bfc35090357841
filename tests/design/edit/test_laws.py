"""Laws of edits: whatever is done to a design, and in whatever order, its names lead somewhere.

What is legal before a deletion is legal after it, too: a deletion never asks the user to clean up.
"""

from collections.abc import Callable
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpcdesign.api.layouts import layout_names, load_layout
from vpcdesign.design import legality, references
from vpcdesign.design.document import Design
from vpcdesign.design.edit.associate import associate, disassociate, set_groups
from vpcdesign.design.edit.change import change
from vpcdesign.design.edit.drop import drop, goes_too
from vpcdesign.design.edit.duplicate import duplicate
from vpcdesign.design.edit.edit import Edit
from vpcdesign.design.edit.lines import add_line, change_line, move_line, remove_lines, renumber
from vpcdesign.design.edit.rename import rename
from vpcdesign.design.edit.wording import read, with_field, write
from vpcdesign.design.noun import Model
from vpcdesign.errors import EditError

LAYOUTS = [load_layout(name) for name in layout_names()]
WORDS = [
    "",
    "10.1.0.0/16",
    "10.1.2.3",
    "tcp",
    "443",
    "all",
    "x",
    "0",
    "yes",
    "no",
    "active",
    "blackhole",
    "local",
    "::/0",
    "prod,x",
    "\x1b[2J",
    "-1",
    "70000",
]


def names(design: Design) -> list[str]:
    return [noun.id for _, _, noun in design.nouns()]


def tables(design: Design) -> list[str]:
    """Give every list of lines that a design has."""
    found = []
    for _, _, noun in design.nouns():
        for field in type(noun).model_fields:
            value = getattr(noun, field)
            if isinstance(value, tuple):
                found.append(f"{noun.id}#{field}")
    return found


def lines(design: Design) -> list[str]:
    found = []
    for table in tables(design):
        name, _, field = table.partition("#")
        noun = next(noun for _, _, noun in design.nouns() if noun.id == name)
        found += [f"{table}/{number}" for number in range(len(getattr(noun, field)))]
    return found


def some_edit(draw: st.DataObject, design: Design) -> Callable[[], Edit]:
    """Draw something that may be done to a design, right or wrong."""

    def pick(values: list[str]) -> str:
        return draw.draw(st.sampled_from(values))

    name = pick(names(design))
    word = pick([*WORDS, *names(design)])
    noun = next(noun for _, _, noun in design.nouns() if noun.id == name)
    field = pick(list(type(noun).model_fields))
    line = pick(lines(design) or ["none#x/0"])
    acts: list[Callable[[], Edit]] = [
        lambda: change(design, name, field, word),
        lambda: change_line(design, line, pick(line_fields(design, line)), word),
        lambda: rename(design, name, word),
        lambda: duplicate(design, name),
        lambda: drop(design, [name]),
        lambda: drop(design, [name], alone=True),
        lambda: remove_lines(design, [line]),
        lambda: move_line(design, line, draw.draw(st.sampled_from([-1, 1]))),
        lambda: renumber(design, line.rpartition("/")[0]),
        lambda: associate(design, name, [pick(names(design))]),
        lambda: disassociate(design, [pick(names(design))], pick(["route_table", "network_acl"])),
        lambda: set_groups(design, name, [pick(names(design))]),
        lambda: add_line(design, pick(tables(design)), draw.draw(some_line)),
    ]
    return draw.draw(st.sampled_from(acts))


some_line = st.dictionaries(
    st.sampled_from(["protocol", "ports", "source", "destination", "cidr", "rule", "action", "target", "subnet", "id"]),
    st.sampled_from(WORDS),
) | st.sampled_from(WORDS)


def line_fields(design: Design, line: str) -> list[str]:
    name, _, path = line.partition("#")
    noun = next(noun for _, _, noun in design.nouns() if noun.id == name)
    kinds: tuple[Any, ...] = get_args(type(noun).model_fields[path.partition("/")[0]].annotation)
    inner = kinds[0] if kinds and isinstance(kinds[0], type) and issubclass(kinds[0], Model) else None
    return list(inner.model_fields) if inner else [""]


@given(st.sampled_from(LAYOUTS), st.data())
def test_edits_keep_references_whole_and_never_fail_in_pydantics_words(design: Design, draw: st.DataObject) -> None:
    for _ in range(draw.draw(st.integers(1, 8))):
        act = some_edit(draw, design)
        try:
            edit = act()
        except EditError as refused:
            assert str(refused)  # noqa: PT017  (any other error fails the test)
            continue
        assert edit.title
        assert references.problems(edit.design) == []
        assert legality.malformed_lines(edit.design) == []
        design = edit.design
        if not names(design):
            return


@given(st.sampled_from(LAYOUTS), st.data())
def test_a_deletion_leaves_what_was_legal_legal(design: Design, draw: st.DataObject) -> None:
    for _ in range(draw.draw(st.integers(1, 4))):
        gone = draw.draw(st.lists(st.sampled_from(names(design)), min_size=1, max_size=3, unique=True))
        try:
            edit = drop(design, gone, alone=draw.draw(st.booleans()))
        except EditError:
            continue
        assert legality.problems(edit.design) == []
        assert references.problems(edit.design) == []
        assert not set(names(edit.design)) & set(gone)
        assert goes_too(design, gone).asked == tuple(gone)
        design = edit.design
        if not names(design):
            return


@pytest.mark.parametrize("design", LAYOUTS, ids=lambda one: one.name)
def test_what_is_written_into_a_field_is_read_back(design: Design) -> None:
    for part in parts_of(design):
        for field in type(part).model_fields:
            value = getattr(part, field)
            if isinstance(value, Model) or (isinstance(value, tuple) and any(isinstance(one, Model) for one in value)):
                continue
            if value != ():
                assert with_field(part, field, read(type(part), field, write(value))) == part, (part, field)


def parts_of(design: Design) -> list[Model]:
    """Give every noun and every part of one."""
    found: list[Model] = []
    waiting: list[Model] = [noun for _, _, noun in design.nouns()]
    while waiting:
        part = waiting.pop()
        found.append(part)
        for field in type(part).model_fields:
            value = getattr(part, field)
            waiting += [one for one in value if isinstance(one, Model)] if isinstance(value, tuple) else []
    return found


@given(st.sampled_from(LAYOUTS), st.data())
def test_a_name_there_and_back_is_nothing(design: Design, draw: st.DataObject) -> None:
    name = draw.draw(st.sampled_from(names(design)))
    there = rename(design, name, "a name that nobody has").design
    assert references.problems(there) == []
    assert name not in names(there)
    assert rename(there, "a name that nobody has", name).design == design
