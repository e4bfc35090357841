"""What a headless command may load: a question is answered from a cold start, so each import is paid for every time.

Every command runs in a process of its own, and says at its end which modules it held.
"""

import json
import subprocess
import sys
from collections.abc import Sequence

import pytest

from tests.house.checkout import ROOT

LAYOUT = "layouts/three-tier.json"
INNER_ROOMS = {"algebra", "analysis", "compiler", "design", "formats", "network", "reach", "render", "tui"}
RUN = """
import json, sys
from vpcdesign.cli.console import main
try:
    sys.exit(main())
finally:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


def run(arguments: Sequence[str]) -> tuple[int, set[str]]:
    """Run `vpcdesign` cold; give its exit status and the modules it loaded."""
    command = [sys.executable, "-c", RUN, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    lines = done.stderr.splitlines()
    assert lines, f"no word from {command}"
    assert lines[-1].startswith("["), done.stderr
    return done.returncode, set(json.loads(lines[-1]))


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        (["--help"], {"textual", "networkx", "pydantic", "netaddr", "yaml"}),
        (["trace", "--help"], {"textual", "networkx", "netaddr"}),
        (["trace", LAYOUT, "app-2", "db-1", "postgres"], {"textual", "networkx", "netaddr"}),
        (["check", LAYOUT], {"textual", "networkx"}),
        (["matrix", LAYOUT], {"textual", "networkx"}),
        (["diff", LAYOUT, "layouts/bastion-host.json"], {"textual", "networkx"}),
        (["exposed", LAYOUT], {"textual", "networkx"}),
        (["fail", LAYOUT, "--fail", "nat-a"], {"textual"}),
    ],
    ids=["--help", "trace --help", "trace", "check", "matrix", "diff", "exposed", "fail"],
)
def test_a_command_loads_only_what_it_uses(arguments: list[str], heavy: set[str]) -> None:
    status, modules = run(arguments)
    assert status in {0, 1}, "the command must have answered, else this proves nothing"
    assert modules & heavy == set()


def test_help_goes_no_further_than_the_command_line() -> None:
    _, modules = run(["--help"])
    assert modules & {f"vpcdesign.{room}" for room in INNER_ROOMS} == set()


def test_the_package_loads_nothing() -> None:
    script = "import sys; before = set(sys.modules); import vpcdesign; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["vpcdesign"]


def test_the_package_runs_as_a_module() -> None:
    command = [sys.executable, "-m", "vpcdesign", "--help"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert "trace" in done.stdout
