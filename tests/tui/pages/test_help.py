"""Help pages: every topic fits its pane, lines run what they say, keys are those in force."""

import pytest

from vpcdesign.api.layouts import load_layout
from vpcdesign.render.ink import width
from vpcdesign.render.signs import KINDS
from vpcdesign.tui.commands.keys import Keymap
from vpcdesign.tui.commands.registry import ALL, COMMANDS
from vpcdesign.tui.pages.help import SIGNS, TOPIC, keys_page, search_page, signs_page, topic_page
from vpcdesign.tui.pages.page import NARROW, WIDE, Page
from vpcdesign.tui.topics.library import TOPICS

KEYMAP = Keymap()
APP_A = next(subnet for subnet in load_layout("three-tier").subnets if subnet.id == "app-a")


def check(page: Page, cells: int) -> None:
    for line in page.lines:
        assert width(line.row) < cells, line.text
        verb, _, rest = line.act.partition(" ")
        assert not line.act or (rest in TOPICS if verb == TOPIC else line.act in COMMANDS)


@pytest.mark.parametrize("cells", [NARROW, WIDE, 80])
def test_every_page_fits(cells: int) -> None:
    for topic in TOPICS.values():
        check(topic_page(topic, KEYMAP, cells=cells), cells)
    for page in (keys_page(KEYMAP, cells), signs_page(cells), search_page("route", cells), search_page("zxqv", cells)):
        check(page, cells)


def test_help_on_a_subnet_names_its_own_five_addresses() -> None:
    text = topic_page(TOPICS["subnet"], KEYMAP, APP_A).text
    missing = "10.20.64.0 10.20.64.1 10.20.64.2 10.20.64.3 10.20.79.255"
    assert " ".join(line.split()[0] for line in text.splitlines() if line.startswith("10.20.")) == missing
    assert "10.20" not in topic_page(TOPICS["subnet"], KEYMAP).text


def test_lines_run_commands_by_the_keys_in_force() -> None:
    line = next(line for line in topic_page(TOPICS["subnet"], KEYMAP).lines if line.act == "source")
    assert line.text == "s set as source"
    other = Keymap({"1": "source", ":": "palette"})
    lines = topic_page(TOPICS["subnet"], other).lines
    assert next(line for line in lines if line.act == "source").text == "1 set as source"
    assert next(line for line in lines if line.act == "split").text == ": split, on the plan"


def test_the_page_of_keys_has_every_command_once() -> None:
    acts = [line.act for line in keys_page(KEYMAP).lines if line.act]
    assert sorted(acts) == sorted(command.id for command in ALL)


def test_every_sign_that_is_drawn_is_explained() -> None:
    told = {sign for _, pairs in SIGNS for sign, _ in pairs}
    assert set(KINDS.values()) <= told


def test_a_search_shows_the_sentence_that_holds_the_words() -> None:
    page = search_page("client ports")
    assert page.lines[0].act.startswith(TOPIC)
    assert "client ports" in page.text
