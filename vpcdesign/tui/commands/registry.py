"""All commands, by id: the one place that footer, palette, help, keymap and documentation read."""

from types import MappingProxyType

from vpcdesign.tui.commands import asking, attaching, editing, filing, moving, viewing
from vpcdesign.tui.commands.command import Command

ALL: tuple[Command, ...] = (
    *moving.COMMANDS,
    *editing.COMMANDS,
    *attaching.COMMANDS,
    *asking.COMMANDS,
    *viewing.COMMANDS,
    *filing.COMMANDS,
)
COMMANDS = MappingProxyType({command.id: command for command in ALL})

NAMES = {
    "escape": "esc",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "question_mark": "?",
    "colon": ":",
    "comma": ",",
    "full_stop": ".",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "slash": "/",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
}
"""Textual's names of keys, as people write them."""

_TEXTUAL = {shown: name for name, shown in NAMES.items()}


def shown(key: str) -> str:
    """Write a key as footer and help do."""
    return NAMES.get(key, key)


def textual_key(key: str) -> str:
    """Give Textual's name of a key of the registry: `?` is `question_mark`, `A` is `A`."""
    return key if key == "escape" else _TEXTUAL.get(key, key)
