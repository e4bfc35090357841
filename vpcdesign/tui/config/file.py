"""The configuration file: where it lies, what it says now, and one setting changed in it."""

import os
from pathlib import Path

from vpcdesign.api.storage import read_text, save
from vpcdesign.errors import StorageError
from vpcdesign.tui.commands.registry import ALL
from vpcdesign.tui.config.reading import Configuration, read
from vpcdesign.tui.config.settings import Value
from vpcdesign.tui.config.writing import UnwritableError, with_value


def config_file() -> Path:
    """Give the place of the file (XDG base directories)."""
    home = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(home) / "vpcdesign" / "config.toml"


def load() -> Configuration:
    """Read the user's configuration; without a file everything is as it comes. What is wrong is in `problems`."""
    try:
        text = _text()
    except StorageError as error:
        found = read("", ALL)
        return Configuration(found.settings, found.keys, (f"The configuration is left out: {error}.",))
    return read(text, ALL)


def store(key: str, value: Value) -> str:
    """Set one setting in the file, which is made when it is not there; give what went wrong, or nothing."""
    file = config_file()
    try:
        text = with_value(_text(), key, value)
        file.parent.mkdir(parents=True, exist_ok=True)
        save(file, text)
    except (OSError, StorageError, UnwritableError) as error:
        return f"{file} is not changed: {error}"
    return ""


def _text() -> str:
    file = config_file()
    return read_text(file) if file.exists() else ""
