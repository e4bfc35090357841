"""A progress bar for work that takes longer than a second: on standard error, and only on a terminal."""

import time
from types import TracebackType
from typing import Self, TextIO

_PATIENCE = 1.0
_PACE = 0.1
_BAR = 30


class Progress:
    """Shows how far work has come; leaves nothing on the screen when it is done."""

    def __init__(self, what: str, stream: TextIO | None) -> None:
        """`stream` None shows nothing."""
        self._what = what
        self._stream = stream
        self._next = time.monotonic() + _PATIENCE
        self._shown = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._stream is not None and self._shown:
            self._stream.write("\r" + " " * self._shown + "\r")
            self._stream.flush()

    def __call__(self, done: int, total: int = 0) -> None:
        """Tell how much is done; `total` 0 is work whose end is not known."""
        if self._stream is None:
            return
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _PACE
        text = f"{self._what} {done:,}"
        if total:
            filled = _BAR * done // total
            text = f"{self._what} [{'#' * filled}{'.' * (_BAR - filled)}] {done:,} of {total:,}"
        self._stream.write("\r" + text.ljust(self._shown))
        self._stream.flush()
        self._shown = len(text)
