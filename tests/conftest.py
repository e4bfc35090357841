"""How hard the properties are tried, and how rarely rubbish is looked for.

`quick` is for every day, `deep` for `make deep`. `ci` draws the same cases on every run, so that a red run is about the
change and not about luck; chance is for the other two. No profile has a deadline: the machine may be busy.
"""

import gc
import os
import sys

from hypothesis import HealthCheck, settings

from vpcdesign.collector import look_at_all, unseen

MUCH = 10_000_000

settings.register_profile("quick", max_examples=60, deadline=None)
settings.register_profile("ci", max_examples=60, deadline=None, derandomize=True, database=None, print_blob=True)
settings.register_profile("deep", max_examples=3000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci" if os.environ.get("CI") else "quick")


# Tests are read anew by every worker, and start the program again and again: both are compiled once, whatever the
# environment says.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def pytest_collection_finish() -> None:
    """Leave modules and tests to themselves: they stay, and to look at them after every screen is a fifth of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


def pytest_runtest_teardown() -> None:
    """Look for rubbish where there is a gigabyte of it: what is compiled is old at once, and nobody looks at it."""
    if unseen() > MUCH:
        look_at_all()


def pytest_sessionfinish() -> None:
    """Let a worker end at once: rubbish was looked for at its end for ten seconds, and nobody is told what is found."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        gc.freeze()
