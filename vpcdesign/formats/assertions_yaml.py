"""Assertions in YAML, which is what most people write them in.

Only text, lists and mappings are taken from it: a word is the text that stands there, so `22:30` is no number in base
60 and `no` is not false; nothing is constructed, and anchors unfold only so far. YAML is slow to load, so only who
reads it imports this module.
"""

import json
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml
import yaml.reader
from pydantic import ValidationError

from vpcdesign.design.asserting import Assertion
from vpcdesign.design.words import quoted
from vpcdesign.errors import DocumentError, Problem
from vpcdesign.formats.assertions import NOTHING, AssertionFile
from vpcdesign.formats.positions import Path
from vpcdesign.formats.refusal import SHOWN, decoded, pointer
from vpcdesign.formats.wording import complaints

LONGEST = 2_000_000
"""So many characters are read: the parser takes its time, and no one writes as many by hand."""

DEEPEST = 20
MOST = 200_000
"""An anchor may be used again and again, but there are no more parts than so many."""

NULL = "tag:yaml.org,2002:null"

Json: TypeAlias = "dict[str, Json] | list[Json] | str | None"


@dataclass(slots=True)
class _Tree:
    """What a document says as JSON, where each part stands, and what is wrong so far."""

    file: str
    values: dict[Path, yaml.Mark] = field(default_factory=dict)
    keys: dict[Path, yaml.Mark] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, message: str, mark: yaml.Mark, path: Path) -> None:
        self.problems.append(Problem(message, self.file, mark.line + 1, mark.column + 1, pointer(path)))

    def place(self, path: Path, *, key: bool) -> yaml.Mark:
        """Give the mark of a value (or its key), or of the nearest thing around it that exists."""
        if key and path in self.keys:
            return self.keys[path]
        while path not in self.values:
            path = path[:-1]
        return self.values[path]


def read_assertions(text: str | bytes, file: str = "") -> tuple[Assertion, ...]:
    """Read assertions from YAML (or from JSON, which is YAML); DocumentError with every problem and its place."""
    text = decoded(text, file)
    if len(text) > LONGEST:
        raise DocumentError(Problem(f"more than {LONGEST:,} characters of YAML: write it as JSON", file))
    root = _composed(text, file)
    tree = _Tree(file)
    value = _value(root, (), tree)
    if not tree.problems:
        try:
            found = AssertionFile.model_validate_json(json.dumps(value)).assertions
        except ValidationError as error:
            for complaint in complaints(error.errors(include_url=False), AssertionFile):
                tree.problem(complaint.message, tree.place(complaint.path, key=complaint.key), complaint.path)
        else:
            if found:
                return found
            tree.problem(NOTHING, root.start_mark, ())
    problems = sorted(tree.problems, key=lambda problem: (problem.line, problem.column))
    if len(problems) > SHOWN:
        problems[SHOWN:] = [Problem(f"and {len(problems) - SHOWN} more", file)]
    raise DocumentError(problems)


def _composed(text: str, file: str) -> yaml.Node:
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise DocumentError(Problem(f"this is no YAML: {_words(error)}", file, line, column)) from None
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = f"character U+{error.character:04X} may not stand in YAML: remove it"
        raise DocumentError(Problem(message, file, line, column)) from None
    except RecursionError:
        raise DocumentError(Problem("nested too deeply: assertions never are", file)) from None
    if root is None or (isinstance(root, yaml.ScalarNode) and root.tag == NULL):
        raise DocumentError(Problem(NOTHING, file, 1, 1))
    return root


def _words(error: yaml.MarkedYAMLError) -> str:
    said = (error.problem or error.context or "it cannot be read").replace("'", "`")
    if said.startswith("but ") and error.context:
        said = f"{error.context}, {said}"
    return said[:1].lower() + said[1:]


def _value(node: yaml.Node, path: Path, tree: _Tree) -> Json:
    """Give what a node says as JSON, noting where it stands."""
    tree.values[path] = node.start_mark
    if len(path) > DEEPEST or len(tree.values) > MOST:
        raise DocumentError(Problem("nested too deeply, or unfolding without end: assertions never are", tree.file))
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, tree)
    if isinstance(node, yaml.SequenceNode):
        return [_value(part, (*path, str(place)), tree) for place, part in enumerate(node.value)]
    return None if node.tag == NULL else str(node.value)


def _mapping(node: yaml.MappingNode, path: Path, tree: _Tree) -> Json:
    said: dict[str, Json] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            tree.problem("a key must be a word", key.start_mark, path)
            continue
        inner = (*path, key.value)
        if key.value in said:
            tree.problem(f"{quoted(key.value)} stands twice in one mapping: keep one of them", key.start_mark, inner)
        tree.keys[inner] = key.start_mark
        said[key.value] = _value(value, inner, tree)
    return said
