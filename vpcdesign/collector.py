"""The garbage collector, kept still while a big document is taken in or given out, or a design compiled.

What is made there only grows and holds no cycles, yet the collector would walk over all of it again and again: half of
the time for a design of fifty thousand interfaces. It is left as it was found, whatever happens meanwhile; what was
made is old by then, so that the next look at what is young does not begin with all of it.

The collector looks at what is old only after so much more was made, and of what is made old at once it counts nothing:
left to itself it would never look at that. So whoever works for hours asks what is `unseen`, and lets it `look_at_all`.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 20_000
"""After so many new objects the collector looks again, in the place of Python's 700."""


class _Seen:
    """How many objects were made old uncounted since the collector last looked at all; a process has one collector."""

    made = 0


def collector_patient() -> None:
    """Let it look less often: at a start-up it would walk a dozen times over modules that all stay."""
    _, *older = gc.get_threshold()
    gc.set_threshold(PATIENCE, *older)


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the collector inside a `with` block."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            _Seen.made = unseen()
            gc.freeze()  # which begins to count anew
            gc.unfreeze()  # what was frozen counts among the oldest: nothing is gone through to get it there
            gc.enable()


def unseen() -> int:
    """Give about how many objects came to stay since the collector was last told to look at all."""
    young, middle, old = gc.get_count()
    often, seldom, _ = gc.get_threshold()
    return _Seen.made + young + often * (middle + seldom * old)


def look_at_all() -> None:
    """Let it look at everything there is, and count anew."""
    gc.collect()
    _Seen.made = 0
