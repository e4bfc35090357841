"""A real terminal's other end: the designer runs in a pty, and every byte that it sends is kept."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
COLOUR = re.compile(r"\x1b\[([0-9;:]*)m")
PATIENCE = 30.0


class Designer:
    """The designer in a terminal of its own; `sent` is what it has written so far."""

    def __init__(self, folder: Path, *arguments: str, size: tuple[int, int] = (80, 24), **environ: str) -> None:
        self.sent = ""
        command = [sys.executable, "-m", "vpcdesign", *arguments]
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:  # the child: only what a fresh program needs
            os.chdir(folder)
            os.execve(sys.executable, command, surroundings(folder, environ))  # noqa: S606 - it is the program under test
        columns, lines = size
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.status: int | None = None

    def wait_for(self, words: str) -> None:
        """Read until words were written."""
        end = time.monotonic() + PATIENCE
        while words not in self.sent:
            assert time.monotonic() < end, f"{words!r} never came; sent: {self.sent[-2000:]!r}"
            if not self._read(end - time.monotonic()):
                break
        assert words in self.sent, self.sent[-2000:]

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self.terminal], [], [], max(seconds, 0))
        if not ready:
            return True
        try:
            chunk = os.read(self.terminal, 65536)
        except OSError:  # the other end is closed
            return False
        self.sent += chunk.decode("utf-8", "replace")
        return bool(chunk)

    def press(self, keys: str) -> None:
        os.write(self.terminal, keys.encode())

    def end(self) -> int:
        """Read what is left, and give the exit status."""
        end = time.monotonic() + PATIENCE
        while self._read(0.5) and time.monotonic() < end:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
                while self._read(0.2) and select.select([self.terminal], [], [], 0)[0]:
                    pass
                break
        if self.status is None:
            try:
                self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
            except ChildProcessError:
                self.status = -1
        os.close(self.terminal)
        return self.status

    def hang_up(self) -> int:
        """Close the terminal, and give the exit status."""
        os.close(self.terminal)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.05)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        pytest.fail("it goes on without a terminal")

    def kill(self) -> None:
        """End it as a crash would."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


def surroundings(folder: Path, environ: Mapping[str, str]) -> dict[str, str]:
    """Give an environment with nothing in it but what is said, and a home of its own."""
    own = {"HOME": str(folder), "PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT), "LANG": "en_IE.UTF-8"}
    state = {"XDG_STATE_HOME": str(folder / "state"), "XDG_CONFIG_HOME": str(folder / "config")}
    return {**own, **state, "TERM": "xterm-256color", "PYTHONHASHSEED": "0", **environ}


def colours(sent: str) -> list[str]:
    """Give the parameters of every sequence that sets a colour; bold, reverse and resets are none."""
    found = []
    for parameters in COLOUR.findall(sent):
        numbers = [int(part) for part in re.split("[;:]", parameters) if part]
        if any(30 <= n <= 49 or 90 <= n <= 107 for n in numbers if n not in {39, 49}):
            found.append(parameters)
    return found
