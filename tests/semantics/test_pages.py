"""The runner itself: a page is read as meant, what it says wrongly is told, and every fact has its line."""

from pathlib import Path

import pytest

from tests.semantics.edits import edited, pointer
from tests.semantics.page import Cause, asked, mentioned, read

PAGES = sorted(Path(__file__).parent.glob("[0-9]*.md"))
SECTIONS = {
    0: 12,
    1: 39,
    2: 35,
    3: 14,
    4: 23,
    5: 6,
    6: 28,
    7: 21,
    8: 22,
    9: 39,
    10: 24,
    11: 31,
    12: 28,
    13: 16,
    14: 16,
    16: 3,
}
"""How many facts the project counts in each section that a packet or a design can meet."""

NEVER_GIVEN = {"6.24", "7.13", "8.16", "13.15"}
SCENARIOS = 44

DOCUMENT = {"route_tables": [{"id": "app", "routes": [{"destination": "0.0.0.0/0", "target": "nat"}]}, {"id": "db"}]}


def facts() -> set[str]:
    """Give the numbers of every fact and scenario that a page mentions."""
    return {fact for path in PAGES for fact in mentioned(path.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("section", SECTIONS)
def test_every_fact_of_a_section_is_run_or_said_not_to_be(section: int) -> None:
    numbers = {f"{section}.{number}" for number in range(1, SECTIONS[section] + 1)}
    assert numbers - NEVER_GIVEN - facts() == set()


def test_every_scenario_is_run() -> None:
    assert {str(number) for number in range(1, SCENARIOS + 1)} - facts() == set()


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_a_page_can_be_read(path: Path) -> None:
    assert read(path).designs


def test_an_edit_changes_one_thing_and_leaves_the_original() -> None:
    changed = edited(DOCUMENT, 'set /route_tables/app/routes/0.0.0.0~10/target "igw" && remove /route_tables/db')
    assert changed == {"route_tables": [{"id": "app", "routes": [{"destination": "0.0.0.0/0", "target": "igw"}]}]}
    assert DOCUMENT["route_tables"][1] == {"id": "db"}


def test_a_list_is_opened_by_adding_to_it() -> None:
    assert edited(DOCUMENT, 'add /vpcs {"id": "v"}')["vpcs"] == [{"id": "v"}]


@pytest.mark.parametrize(
    "line", ["set /route_tables/web/main true", "take /x 1", "set x 1", "set /vpcs [", "remove /x"]
)
def test_an_edit_that_cannot_be_made_is_an_error(line: str) -> None:
    with pytest.raises(ValueError, match="`"):
        edited(DOCUMENT, line)


def test_names_become_the_numbers_that_the_program_prints() -> None:
    assert pointer(DOCUMENT, "/route_tables/app/routes/0.0.0.0~10") == "/route_tables/0/routes/0"
    assert pointer(DOCUMENT, "/route_tables/db") == "/route_tables/1"


def test_a_question_with_all_there_is() -> None:
    ask = asked(
        'a -> b tcp/1 partial client_port there acl CODE and back sg only via nat from 1.2.3.4 note "x y" port 9'
    )
    assert (ask.source, ask.destination, ask.service, ask.verdict) == ("a", "b", "tcp/1", "partial")
    assert ask.causes == (Cause("forward", "acl", "CODE"), Cause("return", "sg", ""))
    assert ask.choices == ("client_port",)
    assert ask.only
    assert [ask.detail(word) for word in ("via", "from", "note", "port")] == [["nat"], ["1.2.3.4"], ["x y"], ["9"]]


@pytest.mark.parametrize(
    "line", ["a b allowed", "a -> b tcp/1 maybe", "a -> b allowed perhaps", "a -> b tcp/1 blocked there"]
)
def test_a_question_that_says_nothing_is_an_error(line: str) -> None:
    with pytest.raises(ValueError, match="`"):
        asked(line)


@pytest.mark.parametrize(
    "text",
    [
        "```design a\n{}\n",
        "```riddle a\n```\n",
        "```ask a\nx -> y allowed\n```\n",
        "```design a\n{}\n```\n```design a\n{}\n```\n",
        "```edit b from a\n```\n",
        "```design a\n{}\n```\n```refused from a\nset /name 1\n```\n",
    ],
)
def test_a_page_that_cannot_be_read_is_an_error(text: str, tmp_path: Path) -> None:
    page = tmp_path / "99-page.md"
    page.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"`|never closed"):
        read(page)
