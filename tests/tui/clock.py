"""A clock that stands while somebody works, and goes on to the next timer when nobody does.

Textual's pilot sleeps after each key until the process seems idle; a scene of a thousand keys sleeps for a minute. Here
it is known when nothing is left to do: the loop has to choose what to wait for. Then the clock goes on by itself, so
that a wait costs what happens in it, and a scene goes the same way on a busy machine as on an idle one. While a thread
works, time is that of the world.
"""

import asyncio
import selectors
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor
from typing import TypeVar, TypeVarTuple, Unpack
from unittest.mock import patch

Arguments = TypeVarTuple("Arguments")
Result = TypeVar("Result")

BLINK = 1 / 50
"""What a key is given, as Textual's pilot does: whatever is due within this time after the last act has happened."""

STUCK = 10
"""Blinks in which no thread has done anything, though one is under way: it waits for something itself."""


class Waiting(selectors.DefaultSelector):
    """Waits for what comes from outside; with nothing outside, the clock goes on instead."""

    now = 0.0
    threads = 0
    looked = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        come = super().select(0)
        if not come and timeout != 0:
            if timeout is None or self.threads:
                come = super().select(timeout)
            else:
                self.now += timeout
        looked, self.looked = self.looked, time.monotonic()
        if self.threads:
            self.now += self.looked - looked
        return come


class Loop(asyncio.SelectorEventLoop):
    """A loop on this clock; threads are known to it when they are its own, as those of Textual's workers are."""

    def __init__(self) -> None:
        self.waiting = Waiting()
        super().__init__(self.waiting)

    def time(self) -> float:
        return self.waiting.now

    def run_in_executor(
        self, executor: Executor | None, func: Callable[[Unpack[Arguments]], Result], *args: *Arguments
    ) -> asyncio.Future[Result]:
        self.waiting.threads += 1
        future = super().run_in_executor(executor, func, *args)
        future.add_done_callback(self._ended)
        return future

    async def shutdown_default_executor(self, *_: object) -> None:
        """Let threads end, however long that takes: seconds given to them (as of Python 3.12) are not those of here."""
        await super().shutdown_default_executor()

    def _ended(self, _: object) -> None:
        self.waiting.threads -= 1

    async def quiet(self, *_: object) -> None:
        """Wait until nothing is left to do, and no thread does anything."""
        await asyncio.sleep(BLINK)
        idle = 0
        while self.waiting.threads and idle < STUCK:
            worked = time.process_time()
            await asyncio.sleep(BLINK)
            idle = idle + 1 if time.process_time() - worked < BLINK / 20 else 0
        await asyncio.sleep(BLINK)


def run(main: Coroutine[object, object, None]) -> None:
    """Run a scene to its end on this clock."""
    with asyncio.Runner(loop_factory=Loop) as runner:
        loop = runner.get_loop()
        assert isinstance(loop, Loop)
        with (
            patch("textual.app.wait_for_idle", loop.quiet),
            patch("textual.pilot.wait_for_idle", loop.quiet),
            patch("textual._time.get_time", loop.time),
        ):
            runner.run(main)
