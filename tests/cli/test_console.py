"""The edge of the program: the streams, the exit status, and what a user sees when something goes wrong."""

import errno
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import click
import pytest

from tests.cli.running import ROOT, THREE_TIER, process, vpcdesign
from vpcdesign import __version__
from vpcdesign.cli import console
from vpcdesign.cli.progress import Progress
from vpcdesign.collector import PATIENCE
from vpcdesign.errors import DocumentError, Problem

ANSI = "\x1b["


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """Put a command `do` into the program; it returns or raises what a test puts into the list."""
    given: list[object] = []

    def do() -> object:
        if isinstance(given[0], BaseException):
            raise given[0]
        if callable(given[0]):
            return given[0](console.Console())
        return given[0]

    module = ModuleType("vpcdesign.cli.do")
    module.command = click.command("do")(do)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "vpcdesign.cli.do", module)
    monkeypatch.setitem(console.COMMANDS, "do", "do")
    yield given
    assert given, "the test put nothing in"


def test_bare_it_prints_its_help() -> None:
    assert process([]) == process(["--help"]) == vpcdesign([])
    done = vpcdesign(["--help"])
    assert (done.status, done.err) == (0, "")
    for name in console.COMMANDS:
        assert f"\n  {name} " in done.out


def test_it_tells_its_version() -> None:
    assert vpcdesign(["--version"]).out == f"vpcdesign {__version__}\n"


@pytest.mark.parametrize(("arguments", "told"), [("", f"700 {PATIENCE}"), ("['--version']", "700 700")])
def test_as_a_process_it_lets_the_collector_look_less_often(arguments: str, told: str) -> None:
    script = "import gc; from vpcdesign.cli.console import main; gc.set_threshold(700, 10, 10); "
    script += f"before = gc.get_threshold()[0]; main({arguments}); print(before, gc.get_threshold()[0])"
    done = subprocess.run([sys.executable, "-c", script, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == told


@pytest.mark.parametrize("name", console.COMMANDS)
def test_every_command_has_help(name: str) -> None:
    done = vpcdesign([name, "--help"])
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"Usage: vpcdesign {name}")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["tracee"], "error: no such command 'tracee'"),
        (["trace"], "error: missing argument 'DESIGN'"),
        (["trace", "--nonsense"], "error: no such option"),
        (["--color", "loud"], "error: invalid value for '--color'"),
        (["import"], "error: missing command"),
        (["schema", "\x1b[2J"], r"'\x1b[2J'"),
    ],
)
def test_bad_usage_is_told_in_a_line_and_is_an_error(arguments: list[str], words: str) -> None:
    done = vpcdesign(arguments)
    assert (done.status, done.out) == (2, "")
    assert words in done.err
    assert done.err.splitlines()[-1].startswith("see `vpcdesign")
    assert "\x1b" not in done.err


def test_a_command_gives_the_status(command: list[object]) -> None:
    for status in (console.DONE, console.NO, console.ERROR):
        command[:] = [status]
        assert console.main(["do"]) == status


def test_every_problem_of_a_document_is_told(command: list[object], capsys: pytest.CaptureFixture[str]) -> None:
    hostile = Problem("`\x1b[31mred` is no\nregion", "shop\u202e.json", 3, 7)
    command[:] = [DocumentError([Problem("`x` names nothing", "a.json", 1, 2), hostile])]
    assert console.main(["do"]) == 2
    streams = capsys.readouterr()
    assert streams.out == ""
    assert streams.err == (
        "error: a.json:1:2: `x` names nothing\n"
        "error: shop\\u202e.json:3:7: `\\x1b[31mred` is no\\nregion\n"
    )  # fmt: skip


def test_a_flood_of_problems_is_counted(command: list[object], capsys: pytest.CaptureFixture[str]) -> None:
    command[:] = [DocumentError(Problem(f"problem {number}") for number in range(5000))]
    assert console.main(["do"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert (len(lines), lines[-1]) == (101, "error: and 4,900 more problems of this kind")


@pytest.mark.parametrize(
    ("raised", "status", "words"),
    [
        (MemoryError(), 2, "error: not enough memory\n"),
        (RecursionError(), 2, "error: this is nested too deeply\n"),
        (OSError(errno.ENOSPC, "No space left on device"), 2, "error: standard output: no space left on device\n"),
        (OSError(errno.EACCES, "Permission denied", "x.json"), 2, "error: x.json: permission denied\n"),
        (KeyboardInterrupt(), 130, ""),
        (click.Abort(), 130, ""),
    ],
)
def test_nothing_that_happens_is_a_traceback(
    command: list[object], capsys: pytest.CaptureFixture[str], raised: BaseException, status: int, words: str
) -> None:
    command[:] = [raised]
    assert console.main(["do"]) == status
    assert capsys.readouterr() == ("", words)


def test_a_bug_is_owned_up_to(
    command: list[object], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VPCDESIGN_DEBUG", raising=False)
    command[:] = [ZeroDivisionError("by \x1b[31mzero")]
    assert console.main(["do"]) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"error: this is a bug in vpcdesign {__version__}: ZeroDivisionError: by \\x1b[31mzero\n")
    assert "VPCDESIGN_DEBUG=1" in told
    assert "Traceback" not in told
    monkeypatch.setenv("VPCDESIGN_DEBUG", "1")
    assert console.main(["do"]) == 2
    assert capsys.readouterr().err.startswith("Traceback (most recent call last):")


@pytest.mark.parametrize(
    ("when", "variables", "expected"),
    [
        ("auto", {}, False),
        ("auto", {"FORCE_COLOR": "1"}, True),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("auto", {"NO_COLOR": ""}, False),
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_is_asked_for_or_refused(
    monkeypatch: pytest.MonkeyPatch, when: str, variables: dict[str, str], expected: bool
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    one = console.Console()
    one.when = when
    assert one.coloured is expected


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("term", "expected"), [("xterm-256color", True), ("dumb", False)])
def test_a_terminal_has_colour(monkeypatch: pytest.MonkeyPatch, term: str, expected: bool) -> None:
    monkeypatch.setattr(sys, "stdout", _Terminal())
    monkeypatch.setenv("TERM", term)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    assert console.Console().coloured is expected


def test_a_reader_who_leaves_early_is_no_error() -> None:
    script = f"{sys.executable} -m vpcdesign schema design | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False, cwd=ROOT, timeout=60)
    first, status = done.stdout.splitlines()
    assert (first, done.stderr) == ("{", "")
    assert status in {"0", "141"}, "0 when everything fitted into the pipe"


def test_a_pipe_without_a_reader_ends_quietly() -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "vpcdesign", "--help"]
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, text=True, check=False, cwd=ROOT, timeout=60)
    os.close(write)
    assert (done.returncode, done.stderr) == (141, "")


def test_a_closed_standard_output_is_told() -> None:
    script = f"{sys.executable} -m vpcdesign schema >&-"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False, cwd=ROOT, timeout=60)
    assert done.returncode == 2
    assert done.stderr.startswith("error: standard output is closed")
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full here")
def test_a_full_disk_is_told() -> None:
    command = [sys.executable, "-m", "vpcdesign", "schema"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, cwd=ROOT, timeout=60
        )
    assert (done.returncode, done.stderr) == (2, "error: standard output: no space left on device\n")


def test_a_closed_standard_error_changes_no_status() -> None:
    script = f"{sys.executable} -m vpcdesign trace no-such-file a b 2>&-"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False, cwd=ROOT, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_signs_have_an_ascii_twin_where_the_locale_is_not_utf8(encoding: str) -> None:
    extra = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = process(["trace", THREE_TIER, "app-2", "db-1", "postgres"], extra=extra)
    assert (done.status, done.err) == (0, "")
    assert done.out.isascii()
    assert done.out.startswith("y allowed: ")
    assert process(["trace", THREE_TIER, "app-2", "db-1", "postgres"]).out.startswith("✓ allowed: ")


def test_completion_answers() -> None:
    extra = {"_VPCDESIGN_COMPLETE": "bash_complete", "COMP_WORDS": "vpcdesign tr", "COMP_CWORD": "1"}
    done = process([], extra=extra)
    assert (done.status, done.out, done.err) == (0, "plain,trace\n", "")
    assert "_vpcdesign_completion" in process([], extra={"_VPCDESIGN_COMPLETE": "zsh_source"}).out


def test_progress_waits_a_second_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("vpcdesign.cli.progress.time.monotonic", lambda: now[0])
    screen = io.StringIO()
    with Progress("questions", screen) as progress:
        progress(10, 40)
        assert screen.getvalue() == ""
        now[0] += 1.5
        progress(20, 40)
        assert screen.getvalue() == "\rquestions [###############...............] 20 of 40"
        progress(21, 40)
        assert screen.getvalue().count("\r") == 1, "not more often than a screen is read"
    shown = screen.getvalue().split("\r")[1]
    assert screen.getvalue().endswith("\r" + " " * len(shown) + "\r")


def test_no_progress_without_a_terminal() -> None:
    with Progress("questions", None) as progress:
        progress(1)
        progress(2, 0)
