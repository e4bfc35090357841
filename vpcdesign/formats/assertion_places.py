"""Where assertions stand in their file: line and column of each, for reports that point at them.

The text has been read already, so here nothing is refused: what cannot be placed stands at no line.
"""

import yaml

from vpcdesign.formats.positions import Lines, scan


def places(text: str, count: int, *, is_json: bool) -> list[tuple[int, int]]:
    """Give the line and column of each of `count` assertions, from 1; (0, 0) where it cannot be told."""
    found = _in_json(text, count) if is_json else _in_yaml(text)
    return [*found, *[(0, 0)] * count][:count]


def _in_json(text: str, count: int) -> list[tuple[int, int]]:
    paths = [("assertions", str(place)) for place in range(count)]
    known, lines = scan(text, paths), Lines(text)
    return [lines.position(known.place(path)) for path in paths]


def _in_yaml(text: str) -> list[tuple[int, int]]:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if isinstance(root, yaml.MappingNode):
        for key, value in root.value:
            if key.value == "assertions" and isinstance(value, yaml.SequenceNode):
                return [(node.start_mark.line + 1, node.start_mark.column + 1) for node in value.value]
    return []
