"""The program run as users run it, with the streams and the status looked at.

`vpcdesign` runs it in this process, which is quick; `process` in one of its own, where the streams themselves matter.
"""

import io
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from vpcdesign.cli import console

ROOT = Path(__file__).parents[2]
THREE_TIER = str(ROOT / "layouts" / "three-tier.json")
_LEFT_OUT = {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM", "PYTHONIOENCODING", "PYTHONUTF8", "VPCDESIGN_DEBUG"}


@dataclass(frozen=True)
class Done:
    """What a run left behind."""

    status: int
    out: str
    err: str


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Give the tests' environment without what would change how answers look."""
    plain = {name: value for name, value in os.environ.items() if name not in _LEFT_OUT}
    return {**plain, **(extra or {})}


def vpcdesign(
    arguments: Sequence[str], stdin: str = "", extra: Mapping[str, str] | None = None, cwd: Path = ROOT
) -> Done:
    """Run the program in this process."""
    given = io.TextIOWrapper(io.BytesIO(stdin.encode("utf-8", "surrogateescape")), encoding="utf-8")
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in range(2))
    streams = mock.patch.multiple(sys, stdin=given, stdout=out, stderr=err)
    with streams, mock.patch.dict(os.environ, environment(extra), clear=True), chdir(cwd):
        status = console.main(arguments)
    return Done(status, *(_written(stream) for stream in (out, err)))


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    held = stream.buffer
    assert isinstance(held, io.BytesIO)
    return held.getvalue().decode("utf-8")


def process(arguments: Sequence[str], extra: Mapping[str, str] | None = None) -> Done:
    """Run the program in a process of its own."""
    command = [sys.executable, "-m", "vpcdesign", *arguments]
    variables = environment({"PYTHONUTF8": "1", **(extra or {})})
    done = subprocess.run(command, capture_output=True, check=False, timeout=60, cwd=ROOT, env=variables)
    return Done(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))
