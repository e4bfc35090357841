"""When the terminal goes away the designer ends, as after `kill -9`: its journal has all that was on the screen.

A window that closes sends its first process a signal; whoever was started by another one (`make run`, a script) may get
none. Textual reads nothing then, again and again: the designer would stay, unseen, and keep a core busy.
"""

import os
import select
import threading
from collections.abc import Callable

HUNG_UP = 129
"""The status that a shell gives of a program which the hang-up signal ended."""


def end_with(terminal: int, end: Callable[[int], object] = os._exit) -> None:
    """End the program once a terminal is gone; where the system cannot tell, nothing is watched."""
    if hasattr(select, "poll"):
        threading.Thread(target=_watch, args=(terminal, end), name="hang-up", daemon=True).start()


def _watch(terminal: int, end: Callable[[int], object]) -> None:
    watched = select.poll()
    watched.register(terminal, 0)  # of no other event anybody wants to know
    if any(told & (select.POLLHUP | select.POLLERR) for _, told in watched.poll()):
        end(HUNG_UP)
