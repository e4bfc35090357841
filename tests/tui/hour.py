"""A newcomer's hour: from nothing to three zones, three tiers, NAT gateways, a hub, groups and lists, by keys alone.

The script is a list of keys with names, so that it is played here by a pilot, in a real terminal by tmux, and cut short
by a kill anywhere. It begins at home, and ends with a design that passes its own assertions.
"""

from collections.abc import Iterator

Keys = list[str]
NAMES = {" ": "space", "-": "minus", "/": "slash", ".": "full_stop", ":": "colon", ",": "comma", "_": "underscore"}
"""Textual's names of what is typed."""

DOWN = ["down"] * 12


def typed(text: str) -> Keys:
    """Give the keys of a text."""
    return [NAMES.get(character, character) for character in text]


def run(command: str) -> Keys:
    """Run a command, or go to an element, by the palette."""
    return ["colon", *typed(command), "enter"]


def element(name: str) -> Keys:
    """Select an element on the map by the filter."""
    return ["1", "slash", *typed(name), "enter"]


def line(*cells: str) -> Keys:
    """Add a line to the table under the cursor: its cells typed one after the other, the note left empty."""
    return ["a", *(key for cell in cells for key in (*typed(cell), "enter")), "enter"]


def form(name: str, *keys: str) -> Keys:
    """Fill in a guided step and take it."""
    return [*run(name), *keys, "end", "enter"]


def hour() -> Iterator[tuple[str, Keys]]:
    """Give the acts of the hour: the word for each, and its keys."""
    yield "a new design", ["a", *DOWN, "enter"]
    for tier in ("front", "app", "db"):
        yield (
            f"a group for {tier}",
            [*run("add security group"), "ctrl+u", *typed(f"sg-{tier}"), *["down"] * 4, "enter"],
        )
    yield "the first of app", [*element("app-a"), *form("add interface", *["down"] * 16, "space")]
    yield "the second of app", [*element("app-b"), *form("add interface")]
    yield "the third of app", [*element("app-c"), *form("add interface")]
    yield "the first of db", [*element("db-a"), *form("add interface", *["down"] * 17, "space")]
    yield "the second of db", [*element("db-b"), *form("add interface")]
    yield "who calls app", [*run("sg-app"), *line("tcp", "8080", "sg-front")]
    yield "who calls db", [*run("sg-db"), *line("tcp", "postgres", "sg-app")]
    ends = [*element("app-1"), "s", *element("db-1"), "d"]
    yield "a question", [*ends, *run("trace ask"), "ctrl+u", *typed("postgres"), "enter"]
    yield "pinned", ["p", "escape"]
    yield "a list for db", [*element("db-a"), *form("add network acl", *["down"] * 4)]
    yield "what comes in", [*run("acl-db"), *line("tcp", "5432", "10.20.64.0/18")]
    yield "what goes out", [*run("acl-db"), "down", "down", *line("tcp", "1024-65535", "10.20.64.0/18")]
    yield "a hub", [*element("app-a"), *form("attach transit gateway")]
    yield "an office", form("attach vpn")
    yield "saved", ["ctrl+s"]
