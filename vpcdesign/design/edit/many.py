"""A whole line anew, and many lines at once: what a table's editor and its clipboard need beside single cells.

Both are one step, and all or nothing: where one of the lines says nothing, none is taken.
"""

from collections.abc import Mapping, Sequence

from vpcdesign.design.document import Design
from vpcdesign.design.edit.change import written_by_people
from vpcdesign.design.edit.edit import Edit
from vpcdesign.design.edit.lines import Line, add_line, line_of, number_of, with_lines
from vpcdesign.design.edit.places import Place, list_at, place, value_at, written
from vpcdesign.design.edit.titles import of_place, of_value
from vpcdesign.design.filters import AclRule
from vpcdesign.errors import EditError, Problem


def replace_line(design: Design, line: str, values: Line) -> Edit:
    """Give a line other values, all of them; a rule of a network ACL keeps its number where none is given."""
    found = place(design, line)
    old, table = value_at(found), Place(found.spot, found.path[:-1])
    if not found.path or not isinstance(found.path[-1], int):
        raise EditError(f"`{found.text}` is no line of a table")
    written_by_people(old, found)
    if isinstance(old, AclRule) and isinstance(values, Mapping):
        values = {"rule": old.rule, **values}
    new = line_of(design, table.text, values)
    if new == old:
        return Edit(f"{of_place(found)} stays as it is", design, select=line)
    lines = list_at(table)
    if isinstance(new, AclRule) and any(
        one.rule == new.rule for one in lines if isinstance(one, AclRule) and one is not old
    ):
        raise EditError(f"`{new.rule}` numbers a rule of this direction already (NetworkAclEntryAlreadyExists)")
    after = [new if number == found.path[-1] else one for number, one in enumerate(lines)]
    if isinstance(new, AclRule) and isinstance(old, AclRule) and new.rule != old.rule:
        after.sort(key=number_of)
    changed = with_lines(design, table, tuple(after))
    at = next(number for number, one in enumerate(after) if one is new)
    title = f"{of_place(found)}: {of_value(old)} → {of_value(new)}"
    return Edit(title, changed, select=written(found.noun.id, (*table.path, at)))


def add_lines(design: Design, table: str, lines: Sequence[Line]) -> Edit:
    """Add many lines in one step; EditError tells every line that is none, by its place among them."""
    if not lines:
        raise EditError("no line is named that could be added")
    current, wrong, first = design, list[Problem](), ""
    for number, line in enumerate(lines, 1):
        try:
            edit = add_line(current, table, line)
        except EditError as error:
            wrong += [Problem(f"row {number}: {problem.message}") for problem in error.problems]
            continue
        current, first = edit.design, first or edit.select
        if len(lines) == 1:
            return edit
    if wrong:
        raise EditError(wrong)
    return Edit(f"{len(lines)} lines of {of_place(place(design, table))} added", current, select=first)
