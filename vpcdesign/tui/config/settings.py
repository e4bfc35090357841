"""The settings, once: names, choices and words. Reading, the settings screen and the documentation come from here.

Every setting is a choice among few, so that none can be set to something that nobody thought of, and the settings
screen needs no typing.
"""

from dataclasses import dataclass, field, fields, replace
from typing import Any, NamedTuple

from vpcdesign.tui.themes.palette import DEFAULT, PALETTES

Value = str | bool
THEMES = (*PALETTES, "ansi-dark", "ansi-light")
"""Ours, and Textual's two that leave the terminal its own colours."""


class Setting(NamedTuple):
    """One setting. `choices` are what it may be, the first words of `help` say what it is about."""

    key: str
    title: str
    help: str
    choices: tuple[Value, ...]
    default: Value

    def after(self, value: Value, by: int = 1) -> Value:
        """Give the choice that follows, round and round."""
        place = self.choices.index(value) if value in self.choices else 0
        return self.choices[(place + by) % len(self.choices)]


def _setting(default: Value, title: str, words: str, *choices: Value) -> Any:  # noqa: ANN401 - a field has any type
    return field(default=default, metadata={"title": title, "help": words, "choices": choices or (True, False)})


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user chose, or the default where nothing was chosen."""

    theme: str = _setting(DEFAULT, "Theme", "Colours; the ansi themes leave the terminal its own.", *THEMES)
    ascii: str = _setting(
        "auto",
        "ASCII signs",
        "Plain signs instead of drawn ones; auto looks at the terminal.",
        "auto",
        "always",
        "never",
    )
    motion: bool = _setting(default=True, title="Motion", words="A new trace draws itself, 600 ms at most.")
    keymap: str = _setting("default", "Keymap", "Keys of the vim preset where tables are edited.", "default", "vim")
    mouse: bool = _setting(
        default=True, title="Mouse", words="Off leaves the mouse to the terminal: it can select text."
    )
    zoom: str = _setting("fit", "First zoom", "How near the map is when it opens.", "fit", "full", "compact", "dots")
    restore: bool = _setting(
        default=True, title="Take up again", words="A design opens where it was left: tab, selection."
    )

    def having(self, key: str, value: Value) -> "Settings":
        """Give the settings with one of them changed."""
        changed: dict[str, Any] = {key: value}
        return replace(self, **changed)


def _schema() -> tuple[Setting, ...]:
    found, plain = [], Settings()
    for one in fields(Settings):
        about = one.metadata
        found.append(Setting(one.name, about["title"], about["help"], about["choices"], getattr(plain, one.name)))
    return tuple(found)


SCHEMA: tuple[Setting, ...] = _schema()


def written(value: Value) -> str:
    """Write a value as TOML does."""
    return str(value).lower() if isinstance(value, bool) else f'"{value}"'


def worded(value: Value) -> str:
    """Write a value as people do."""
    return value if isinstance(value, str) else "on" if value else "off"


def example() -> str:
    """Give a whole configuration file that says what is so anyway, for the documentation."""
    lines = ["# $XDG_CONFIG_HOME/vpcdesign/config.toml", ""]
    for one in SCHEMA:
        choices = ", ".join(written(choice) for choice in one.choices)
        lines += [f"# {one.help}", f"# One of {choices}.", f"{one.key} = {written(one.default)}", ""]
    lines += ["[keys]", "# The keys of a command, instead of its own; the palette and `?` show every command.", ""]
    return "\n".join(lines)
