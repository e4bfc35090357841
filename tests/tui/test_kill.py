"""kill -9 in a real terminal: whatever the screen showed as done is in the journal, at any point of the hour.

The designer runs on a pseudo-terminal and is killed after some acts, or in the middle of one's keys. Then the last step
whose title its screen ever drew must be a step of the journal, and a new designer must offer it.
"""

import contextlib
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from fcntl import ioctl
from pathlib import Path
from random import Random

import pytest

from tests.tui.hour import NAMES, hour
from vpcdesign.tui.journal import entries
from vpcdesign.tui.journal.journal import place_of

BYTES = {"enter": "\r", "down": "\x1b[B", "escape": "\x1b", "ctrl+u": "\x15", "ctrl+s": "\x13", "end": "\x1b[F"}
BYTES |= {name: character for character, name in NAMES.items()}
ACTS = list(hour())


class Terminal:
    """The designer on a pseudo-terminal of 120 by 40."""

    def __init__(self, folder: Path) -> None:
        self.seen = b""
        environment = os.environ | {
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "TEXTUAL_ANIMATIONS": "none",
            "XDG_STATE_HOME": str(folder / "state"),
            "XDG_CONFIG_HOME": str(folder / "config"),
        }
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:  # pragma: no cover - the child becomes the designer
            os.chdir(folder)
            os.execve(sys.executable, [sys.executable, "-m", "vpcdesign"], environment)  # noqa: S606 - what is tested
        ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def wait_for(self, words: str, most: float = 30.0) -> None:
        """Take what is drawn, until it has these words."""
        end = time.monotonic() + most
        while words.encode() not in self.seen and time.monotonic() < end:
            self.read(0.1)
        self.read(0.2)

    def read(self, quiet: float) -> None:
        """Take what is drawn, until nothing more comes for a while."""
        while select.select([self.descriptor], [], [], quiet)[0]:
            try:
                self.seen += os.read(self.descriptor, 65536)
            except OSError:
                return

    def press(self, keys: list[str]) -> None:
        """Send keys as a person does: what opens or closes something is seen before the next key."""
        for key in keys:
            os.write(self.descriptor, BYTES.get(key, key).encode())
            self.read(0.4 if key in {"enter", "colon", "slash", "escape"} else 0.02)

    def kill(self) -> None:
        """End it as a crash does."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        with contextlib.suppress(OSError):
            while chunk := os.read(self.descriptor, 65536):
                self.seen += chunk
        os.close(self.descriptor)


def until_killed(folder: Path, acts: int, keys: int) -> tuple[bytes, list[str]]:
    """Work, get killed after some acts and some keys of the next; give what was drawn, and the journal's titles."""
    terminal = Terminal(folder)
    terminal.wait_for("ctrl+q")
    for (_, pressed), title in zip(ACTS[:acts], EXPECTED, strict=False):
        terminal.press(pressed)
        terminal.wait_for(title)
    if acts < len(ACTS):
        terminal.press(ACTS[acts][1][:keys])
    terminal.kill()
    os.environ["XDG_STATE_HOME"] = str(folder / "state")
    journal = place_of(folder / "shop.json")
    if not journal.exists():
        return terminal.seen, []
    told = entries.read(journal.read_bytes())
    return terminal.seen, [step.title for step in told.history.steps]


def shown(drawn: bytes, titles: list[str]) -> list[str]:
    """Give the titles that the screen drew, by their first words: the strip cuts long ones."""
    return [title for title in titles if title[:24].encode() in drawn]


EXPECTED = ["Create shop", "Add security group sg-front", "Add security group sg-app", "Add security group sg-db"]
EXPECTED += [f"Add {name} in " for name in ("app-1", "app-2", "app-3", "db-1", "db-2")]


def prove(folder: Path, acts: int, keys: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / "state"))
    drawn, titles = until_killed(folder, acts, keys)
    for title in EXPECTED:
        if title.encode() in drawn:
            assert any(title in one for one in titles), f"{title} was shown and is not in the journal: {titles}"
    assert len(titles) > 1, "something was done before the kill"


@pytest.mark.parametrize(("acts", "keys"), [(1, 3), (3, 9)])
def test_nothing_that_was_shown_is_lost(acts: int, keys: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prove(tmp_path, acts, keys, monkeypatch)


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(50))
def test_nothing_that_was_shown_is_lost_at_any_point(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = Random(seed)
    acts = random.randrange(1, 10)
    prove(tmp_path, acts, random.randrange(len(ACTS[acts][1]) + 1), monkeypatch)
