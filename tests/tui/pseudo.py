"""The designer on a pseudo-terminal: what a person's terminal would be sent, and keys as a terminal sends them."""

import contextlib
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Sequence
from fcntl import ioctl
from pathlib import Path

from tests.tui.hour import NAMES

BYTES = {"enter": "\r", "down": "\x1b[B", "escape": "\x1b", "ctrl+u": "\x15", "ctrl+s": "\x13", "end": "\x1b[F"}
BYTES |= {name: character for character, name in NAMES.items()}

ESCAPED = 0.15
"""Seconds without a sign after an escape: more than Textual waits for the rest of a sequence."""

DRAWN = 0.05
"""Seconds without a sign after which a screen is drawn, if nothing is under way: it is painted sixty times in one."""


class Terminal:
    """The designer on a pseudo-terminal of 120 by 40."""

    def __init__(self, folder: Path, arguments: Sequence[str] = ()) -> None:
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
            for told in ("COLUMNS", "LINES"):  # a worker of xdist says 80 by 24
                environment.pop(told, None)
            os.chdir(folder)
            os.execve(sys.executable, [sys.executable, "-m", "vpcdesign", *arguments], environment)  # noqa: S606 - what is tested
        ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def wait_for(self, words: str, most: float = 10.0) -> None:
        """Take what is drawn, until it has these words."""
        end = time.monotonic() + most
        while words.encode() not in self.seen and time.monotonic() < end:
            self.read(DRAWN)
        self.rest()

    def read(self, quiet: float) -> None:
        """Take what is drawn, until nothing more comes for a while."""
        while select.select([self.descriptor], [], [], quiet)[0]:
            try:
                self.seen += os.read(self.descriptor, 65536)
            except OSError:
                return

    def rest(self, quiet: float = DRAWN) -> None:
        """Take what is drawn, until nothing more comes for a while and nothing is under way."""
        self.read(quiet)
        while self.works():
            self.read(0.02)

    def works(self) -> bool:
        """Whether a thread of it runs, or would if the machine were not busy; as far as the system tells."""
        try:
            told = [file.read_text() for file in Path(f"/proc/{self.pid}/task").glob("*/stat")]
        except OSError:  # a thread has ended meanwhile
            return True
        return any(state.rpartition(") ")[2][:1] in {"R", "D"} for state in told)

    def press(self, keys: list[str]) -> None:
        """Send keys as a person does: what opens or closes something is seen before the next key."""
        for key in keys:
            os.write(self.descriptor, BYTES.get(key, key).encode())
            if key in {"enter", "colon", "slash", "escape"}:
                self.rest(ESCAPED if key == "escape" else DRAWN)
            else:
                self.read(0.02)

    def kill(self) -> None:
        """End it as a crash does."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        with contextlib.suppress(OSError):
            while chunk := os.read(self.descriptor, 65536):
                self.seen += chunk
        os.close(self.descriptor)
