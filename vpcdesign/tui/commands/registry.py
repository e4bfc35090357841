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

NAMES = {"escape": "esc", "pageup": "page up", "pagedown": "page down", "f1": "F1", "f2": "F2"}
"""Keys whose name is not what people call them."""


def shown(key: str) -> str:
    """Write a key as footer and help do."""
    return NAMES.get(key, key)


def default_keys() -> dict[str, str]:
    """Give every key of the default preset with the id of its command."""
    return {key: command.id for command in ALL for key in command.keys}
