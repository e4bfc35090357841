"""Topics: everything that can be met is explained, every explanation has its source, and all of them hang together."""

import re

import pytest

from vpcdesign.aws.explanations import ENTRIES
from vpcdesign.aws.guides import GUIDES
from vpcdesign.design.document import NOUN_LISTS
from vpcdesign.tui.commands.command import SCOPES
from vpcdesign.tui.commands.registry import COMMANDS
from vpcdesign.tui.pages.inspector.selected import INTERNET, PLACES
from vpcdesign.tui.topics.elements import ELEMENTS
from vpcdesign.tui.topics.library import CODES, TERMS, TOPICS, about, on_screen, search
from vpcdesign.tui.topics.screens import SCREENS
from vpcdesign.tui.topics.topic import OWN, Topic

each = pytest.mark.parametrize("topic", TOPICS.values(), ids=TOPICS)


def test_no_two_topics_share_an_id() -> None:
    assert len(TOPICS) == len(ELEMENTS) + len(SCREENS) + len(TERMS) + len(CODES)


@each
def test_a_topic_says_where_it_is_said(topic: Topic) -> None:
    assert topic.title
    assert topic.text
    assert not topic.source or topic.source == OWN or not re.match(rf"({'|'.join(GUIDES)}):", topic.source)
    assert topic.source or topic.sort == "code"


@each
def test_a_topic_leads_to_what_there_is(topic: Topic) -> None:
    assert set(topic.see) <= set(TOPICS)
    assert {command for command, _ in topic.keys} <= set(COMMANDS)


@pytest.mark.parametrize("kind", [*NOUN_LISTS, *PLACES, INTERNET, "firewall_endpoints", "target_groups"])
def test_every_kind_of_element_has_its_topic(kind: str) -> None:
    assert about(kind).sort == "element"


def test_lines_have_topics_of_their_own() -> None:
    assert about("network_acls", "egress").id == "acl-rule"
    assert about("security_groups", "ingress").id == "group-line"
    assert about("route_tables", "routes").id == "route-line"


@pytest.mark.parametrize("scope", SCOPES)
def test_every_screen_has_its_topic(scope: str) -> None:
    assert on_screen(scope).id == f"screen-{scope}"


def test_every_code_is_explained() -> None:
    assert set(ENTRIES) <= set(TOPICS)


def test_every_term_can_be_reached_from_an_element_or_a_screen() -> None:
    met = {topic.id for topic in (*ELEMENTS, *SCREENS)}
    while more := {name for found in met for name in TOPICS[found].see} - met:
        met |= more
    assert {topic.id for topic in TERMS} <= met


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("five addresses", "five-addresses"),
        ("ephemeral ports", "ephemeral-ports"),
        ("blackhole", "blackhole"),
        ("longest prefix", "longest-prefix"),
        ("public subnet nat", "nat-in-public-subnet"),
        ("subnet_acl_restriction", "SUBNET_ACL_RESTRICTION"),
        ("stateful", "appliance-mode"),
    ],
)
def test_a_search_finds_by_any_words(words: str, found: str) -> None:
    assert found in [topic.id for topic in search(words)][:6]


def test_a_search_of_nothing_gives_everything_and_of_nonsense_nothing() -> None:
    assert len(search("")) == len(TOPICS)
    assert search("zxqv") == []
