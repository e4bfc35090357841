"""What the README shows is what the program says: its commands are run, and its answers are theirs to the letter.

A block ```json NAME (or yaml) is a file of that name; a block ```console is a session in a folder that holds them, with
`$ vpcdesign ...` and `$ echo $?`. After a change that is meant, `python -m tests.house.test_readme` writes the answers
anew.
"""

import ast
import json
import os
import re
import shlex
import sys
import tomllib
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.formats.aws import estates
from tests.house.checkout import MODULES, ROOT, tree
from vpcdesign.cli.console import COMMANDS, main

README = ROOT / "README.md"
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DEPENDENCY = re.compile(r"^\| (\w+) \| (.+?) \| .+ \|$", re.MULTILINE)


def shown(readme: str) -> str:
    """Give the README with every session's answers as they are now."""
    with TemporaryDirectory() as folder, chdir(folder):
        prepare(Path(folder), readme)
        status = [0]
        return BLOCK.sub(lambda block: again(block, status), readme)


def prepare(folder: Path, readme: str) -> None:
    """Write the files that the README shows, and the estate that stands for the reader's own."""
    for block in BLOCK.finditer(readme):
        if block[2] and block[1] != "console":
            (folder / block[2]).write_text(block[3], encoding="utf-8")
    (folder / "documents").mkdir()
    (folder / "documents" / "answers.json").write_text(json.dumps(estates.shop()), encoding="utf-8")


def again(block: re.Match[str], status: list[int]) -> str:
    """Run a session once more; `status` is what the last command left."""
    if block[1] != "console":
        return block[0]
    lines: list[str] = []
    for line in block[3].splitlines():
        if line.startswith("$ "):
            lines += [line, *answer(line[2:], status)]
    return "\n".join(["```console", *lines, "```"])


def answer(command: str, status: list[int]) -> Iterator[str]:
    """Run one command, in this process: what a process is like is told by the tests of the commands."""
    if command == "echo $?":
        yield str(status[0])
        return
    name, *arguments = shlex.split(command)
    assert name == "vpcdesign", f"the README runs {name}: only vpcdesign can be run here"
    written, errors = BytesIO(), StringIO()
    with redirect_stdout(TextIOWrapper(written, encoding="utf-8")) as output, redirect_stderr(errors):
        status[0] = main(arguments)
        output.flush()
    assert errors.getvalue() == "", f"{command}: {errors.getvalue()}"
    yield from written.getvalue().decode().splitlines()


@pytest.fixture
def readme(monkeypatch: pytest.MonkeyPatch) -> str:
    """Give the README, and an environment that changes nothing about how answers look."""
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    return README.read_text(encoding="utf-8")


def test_every_answer_is_what_the_program_says(readme: str) -> None:
    assert "$ vpcdesign trace" in readme
    assert shown(readme).splitlines() == readme.splitlines()


def test_every_command_is_told_of(readme: str) -> None:
    told = re.findall(r"`([a-z]+) [^`]*`", readme.partition("| command |")[2].partition("\n\n")[0])
    assert set(told) >= set(COMMANDS)


def test_every_layout_is_told_of(readme: str) -> None:
    told = set(re.findall(r"^\| `([a-z-]+)` \|", readme, re.MULTILINE))
    assert told >= {path.stem for path in (ROOT / "layouts").glob("*.json")}


def test_every_link_leads_to_a_file(readme: str) -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", readme) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_dependencies_are_told_of_and_truly_used_or_not(readme: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[<>=~]", one)[0] for one in project["dependencies"]}
    rows = dict(DEPENDENCY.findall(readme.partition("| package |")[2]))
    imported = {{"yaml": "PyYAML"}.get(name, name) for path in MODULES for name in packages(tree(path))}
    assert set(rows) == declared
    assert {name for name, where in rows.items() if where == "nothing yet"} == declared - imported


def packages(module: ast.Module) -> Iterator[str]:
    """Give the first word of everything that a module imports."""
    for node in ast.walk(module):
        match node:
            case ast.Import(names=names):
                yield from (name.name.partition(".")[0] for name in names)
            case ast.ImportFrom(module=str(name)):
                yield name.partition(".")[0]
            case _:
                pass


if __name__ == "__main__":
    for each in ("NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS"):
        os.environ.pop(each, None)
    written = shown(README.read_text(encoding="utf-8"))
    README.write_text(written.rstrip("\n") + "\n", encoding="utf-8")
    sys.exit(0)
