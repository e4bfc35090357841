"""The clipboard: tables in three forms that survive every name, and tools that are used only where they help."""

import csv
import io
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpcdesign.tui.clipboard import Form, Table, copied, hand_over, local_tool, read_csv, written

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), min_size=1, max_size=12)
TABLES = st.integers(1, 4).flatmap(lambda n: st.lists(st.tuples(*[CELLS] * n), min_size=1, max_size=5))
SHOP = "subnet,block\napp-a,10.20.64.0/20\ndb-a,10.20.4.0/24\n"


def as_csv(rows: list[tuple[str, ...]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


@given(TABLES)
def test_csv_is_copied_as_it_is_and_read_cell_by_cell(rows: list[tuple[str, ...]]) -> None:
    text = as_csv(rows)
    assert written(text, "CSV") == text
    read = read_csv(text)
    assert [cell.lstrip("'") for row in (read.head, *read.rows) for cell in row] == [
        cell.lstrip("'") for row in rows for cell in row
    ]


@given(TABLES, st.sampled_from(("Markdown", "text")))
def test_a_row_is_a_line_whatever_its_names_are(rows: list[tuple[str, ...]], form: Form) -> None:
    lines = written(as_csv(rows), form).split("\n")
    assert len(lines) == len(rows) + 1 + (form == "Markdown")


def test_what_kept_a_spreadsheet_from_running_a_cell_is_taken_off_again() -> None:
    assert read_csv("name\n'=1+1\n'tis\n").rows == (("=1+1",), ("'tis",))


def test_markdown_keeps_a_bar_in_its_cell() -> None:
    assert written("a,b\nx|y,z\n", "Markdown") == "| a | b |\n| --- | --- |\n| x\\|y | z |\n"


def test_text_stands_in_columns() -> None:
    assert written(SHOP, "text") == "subnet  block\napp-a   10.20.64.0/20\ndb-a    10.20.4.0/24\n"


def test_the_words() -> None:
    assert copied(read_csv(SHOP).counted("CSV")) == "Copied 2 rows as CSV, by OSC 52."
    assert copied("the map as text", "wl-copy") == "Copied the map as text, by OSC 52 and wl-copy."
    assert Table(("a",), (("b",),)).counted("text") == "1 row as text"


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desktop with a tool that keeps what it is given."""
    tool = tmp_path / "wl-copy"
    tool.write_text(f"#!/bin/sh\ncat > {tmp_path}/kept\n")
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


def test_a_local_tool_is_used_where_there_is_a_desktop(desktop: Path) -> None:
    assert hand_over("a ✓ b", {"WAYLAND_DISPLAY": "wayland-0"}) == "wl-copy"
    assert (desktop / "kept").read_text(encoding="utf-8") == "a ✓ b"


@pytest.mark.parametrize("environment", [{}, {"WAYLAND_DISPLAY": "w", "SSH_CONNECTION": "1.2.3.4 5 6.7.8.9 22"}])
@pytest.mark.usefixtures("desktop")
def test_over_ssh_and_without_a_desktop_there_is_none(environment: dict[str, str]) -> None:
    assert local_tool(environment) is None
    assert hand_over("x", environment) == ""


def test_a_tool_that_fails_says_nothing_and_breaks_nothing(desktop: Path) -> None:
    (desktop / "wl-copy").write_text("#!/bin/sh\nexit 3\n")
    assert hand_over("x", {"WAYLAND_DISPLAY": "w"}) == ""
