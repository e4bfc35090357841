"""Which key means which command: the default preset, or what the user's configuration made of it.

A keymap is a plain table. Where a key has several commands they live in different scopes, which a test holds.
"""

from collections.abc import Mapping

from vpcdesign.tui.commands.registry import COMMANDS, default_keys, shown


class Keymap:
    """Keys to commands, and commands to the keys that footer and help show."""

    def __init__(self, keys: Mapping[str, str] | None = None) -> None:
        self.commands = dict(default_keys() if keys is None else keys)
        self._keys: dict[str, list[str]] = {}
        for key, command in self.commands.items():
            self._keys.setdefault(command, []).append(key)
        for command, found in self._keys.items():
            own = COMMANDS[command].keys
            found.sort(key=lambda key: own.index(key) if key in own else -1)

    def command(self, key: str) -> str | None:
        """Give the command of a key, if it has one."""
        return self.commands.get(key)

    def keys(self, command: str) -> list[str]:
        """Give the keys of a command, the user's own first."""
        return self._keys.get(command, [])

    def hint(self, command: str, *, typing: bool = False) -> str:
        """Give the key that is shown for a command; empty when it has none, or none that is not typed as text."""
        keys = [key for key in self.keys(command) if not typing or not is_typed(key)]
        return shown(keys[0]) if keys else ""


TYPED = {"space", "backspace", "delete", "left", "right", "home", "end", *(f"ctrl+{letter}" for letter in "adekuw")}
"""Keys that change a text or move in it, beside all that are characters."""


def is_typed(key: str) -> bool:
    """Tell whether a text field takes a key for itself."""
    return len(key) == 1 or key in TYPED
