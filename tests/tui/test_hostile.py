"""Hostile names, notes and tags: wherever they are shown they are text of their width, and change nothing else."""

import unicodedata
from itertools import cycle

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from tests.tui.harness import play, screen_text, settled, shop
from vpcdesign.design.document import Design
from vpcdesign.tui.app import Designer
from vpcdesign.tui.session.asking import Asked

APilot = Pilot[None]
EVIL = (
    "[/foo]",
    "[@click=app.quit]x[/]",
    "a\x1b[31mred\x1b]0;title\x07\x9b2J",
    "\u202egnp.exe\u2066\u200f\u200b",
    "x" * 500,
    "データベース用サブネット" * 4,
    "e\u0301\u0302\u0303\u0304 \ufeff \U0001f469\u200d\U0001f4bb",
    "$text {name} %s \\ \t\r\n'\"",
)
MARKS = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
"""Categories of characters that move, hide or turn what stands beside them."""


def spoiled(turn: int) -> Design:
    """Give the shop with hostile names, notes and tags on everything that has them, another on each."""
    design = shop()
    several = cycle((*EVIL[turn:], *EVIL[:turn]))

    def spoil(noun: object) -> object:
        fields = type(noun).model_fields  # type: ignore[attr-defined]
        words = next(several)
        evil = {"name": words, "note": words, "tags": {"Name": words, words[:100]: words}}
        update = {key: value for key, value in evil.items() if key in fields}
        for lines in ("ingress", "egress", "routes"):
            rules = getattr(noun, lines, ())
            if rules and "note" in getattr(type(rules[0]), "model_fields", ()):
                update[lines] = tuple(one.model_copy(update={"note": next(several)}) for one in rules)
        if type(noun).__name__ == "Assertion":
            update = {"note": words} if "note" in fields else {}
        return noun.model_copy(update=update)  # type: ignore[attr-defined]

    lists = {
        key: tuple(map(spoil, value)) for key in Design.model_fields if isinstance(value := getattr(design, key), tuple)
    }
    return design.model_copy(update={"name": EVIL[turn], "note": EVIL[turn], **lists})


def held(app: Designer, width: int) -> None:
    """Hold the screen to what it may show."""
    for line in screen_text(app).splitlines():
        assert cell_len(line) <= width, line
        bad = {sign for sign in line if unicodedata.category(sign) in MARKS}
        assert not bad, (bad, line)


KEYS = ("1", "2", "3", "4", "5", "6", "7")


QUICK = {(0, 120), (4, 60)}
TURNS = [
    pytest.param(turn, size, marks=() if (turn, size[0]) in QUICK else pytest.mark.deep)
    for turn in range(len(EVIL))
    for size in ((120, 40), (60, 18))
]


@pytest.mark.parametrize(("turn", "size"), TURNS)
def test_hostile_names_are_only_text(turn: int, size: tuple[int, int]) -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        async def look(*keys: str) -> None:
            await pilot.press(*keys)
            await settled(pilot, app)
            held(app, size[0])

        held(app, size[0])
        for key in KEYS:
            await look(key)
        await look("1")
        for element in ("app-a", "app-1", "hub", "front", "nat-a", "prod"):
            app.select(element)
            await look("i")
            await look("escape")
        await look("e")
        await look("escape")
        await look("colon", "a")
        await look("escape")
        await look("a")
        await look("escape")
        await look("question_mark")
        await look("escape")
        await look("o")
        await look("escape")
        app.select("app-2")
        await pilot.press("s")
        app.ask(Asked("app-2", "db-1", "postgres"))
        await look("n")
        await look("escape")
        app.select("nat-a")
        await look("x")
        await look("enter")
        await look("H")
        await look("escape")
        await look("c")
        await look("escape")
        await look("f")
        assert app.is_running

    play(scene, design=spoiled(turn), size=size)
