"""The clipboard: tables in three forms that survive every name, and tools that are used only where they help."""

import csv
import io
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpcdesign.render.visible import visible
from vpcdesign.tui.clipboard import FORMS, Form, Table, copied, hand_over, local_tool, written

CELLS = st.text(max_size=12)
TABLES = st.integers(1, 4).flatmap(
    lambda n: st.builds(
        lambda head, rows: Table(tuple(head), tuple(map(tuple, rows))),
        st.lists(CELLS, min_size=n, max_size=n),
        st.lists(st.lists(CELLS, min_size=n, max_size=n), max_size=4),
    )
)
SHOP = Table(("subnet", "block"), (("app-a", "10.20.64.0/20"), ("db-a", "10.20.4.0/24")))


@given(TABLES)
def test_csv_holds_every_cell(table: Table) -> None:
    read = [tuple(row) for row in csv.reader(io.StringIO(written(table, "CSV")))]
    shown = [tuple(map(visible, row)) for row in (table.head, *table.rows)]
    assert [tuple(cell.removeprefix("'") for cell in row) for row in read if row] == [
        tuple(cell.removeprefix("'") for cell in row) for row in shown if row != ("",) or len(row) > 1
    ] or any(row == ("",) for row in shown)


@given(TABLES, st.sampled_from(FORMS))
def test_a_row_is_a_line_whatever_its_names_are(table: Table, form: Form) -> None:
    lines = written(table, form).split("\n")
    assert len(lines) == len(table.rows) + 2 + (form == "Markdown")


def test_what_a_spreadsheet_would_run_is_text() -> None:
    assert written(Table(("name",), (("=1+1",), ("@x",))), "CSV") == "name\n'=1+1\n'@x\n"


def test_markdown_keeps_a_bar_in_its_cell() -> None:
    assert written(Table(("a", "b"), (("x|y", "z"),)), "Markdown") == "| a | b |\n| --- | --- |\n| x\\|y | z |\n"


def test_text_stands_in_columns() -> None:
    assert written(SHOP, "text") == "subnet  block\napp-a   10.20.64.0/20\ndb-a    10.20.4.0/24\n"


def test_the_words() -> None:
    assert copied(SHOP.counted("CSV")) == "Copied 2 rows as CSV, by OSC 52."
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
