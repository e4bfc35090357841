"""The program run as users run it: in a process of its own, with the streams and the status looked at."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

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
    return {**plain, "PYTHONUTF8": "1", **(extra or {})}


def vpcdesign(
    arguments: Sequence[str], stdin: str = "", extra: Mapping[str, str] | None = None, cwd: Path | None = None
) -> Done:
    """Run the program."""
    command = [sys.executable, "-m", "vpcdesign", *arguments]
    done = subprocess.run(
        command,
        input=stdin.encode("utf-8", "surrogateescape"),
        capture_output=True,
        check=False,
        timeout=60,
        cwd=cwd or ROOT,
        env={**environment(extra), "PYTHONPATH": str(ROOT)},
    )
    return Done(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))
