"""Assertions by what is typed: each under a name of its own, in the order in which people want them."""

from collections.abc import Callable

import pytest

from vpcdesign.api.layouts import load_layout
from vpcdesign.design.edit.claims import add_claim, change_claim, move_claim, remove_claims, typed
from vpcdesign.design.edit.edit import Edit
from vpcdesign.errors import EditError
from vpcdesign.planning.attach.steps import STEPS

SHOP = load_layout("three-tier")
FIRST = SHOP.assertions[0]


def test_an_assertion_is_written_and_taken_back() -> None:
    said = {
        "name": "no ping",
        "from": "internet",
        "to": "tier:db",
        "ports": "icmp",
        "expect": "blocked",
        "fail": "any-az",
    }
    edit = add_claim(SHOP, said)
    assert edit.title == "assertion no ping added"
    assert {**said, "note": ""} == typed(edit.design.assertions[-1])
    assert remove_claims(edit.design, ["no ping"]).design == SHOP


def test_what_is_not_said_stays() -> None:
    edit = change_claim(SHOP, FIRST.name, {"ports": "tcp/22,tcp/2222"})
    assert edit.title == f"assertion {FIRST.name}: ports {FIRST.ports} → tcp/22,tcp/2222"
    assert change_claim(edit.design, FIRST.name, {"ports": FIRST.ports}).design == SHOP
    assert change_claim(SHOP, FIRST.name, {}).design is SHOP


def test_assertions_are_moved() -> None:
    edit = move_claim(SHOP, FIRST.name, 1)
    assert edit.design.assertions[1] == FIRST
    assert move_claim(edit.design, FIRST.name, -1).design == SHOP


REFUSED: list[tuple[Callable[[], Edit], str]] = [
    (lambda: add_claim(SHOP, {"name": FIRST.name, "from": "a", "to": "b"}), "already: choose another name"),
    (lambda: add_claim(SHOP, {"name": "x", "from": "", "to": "b"}), "`from` is empty"),
    (lambda: add_claim(SHOP, {"name": "x", "from": "a", "to": "b", "expect": "maybe"}), "write `allowed`"),
    (lambda: add_claim(SHOP, {"name": "x", "from": "a", "to": "b", "color": "red"}), "`color` is no part"),
    (lambda: change_claim(SHOP, FIRST.name, {"name": SHOP.assertions[1].name}), "choose another name"),
    (lambda: move_claim(SHOP, FIRST.name, -1), "is the first already"),
    (lambda: remove_claims(SHOP, ["nothing"]), "no assertion is called `nothing`"),
]


@pytest.mark.parametrize(("act", "words"), REFUSED)
def test_what_is_refused_says_why(act: Callable[[], Edit], words: str) -> None:
    with pytest.raises(EditError) as refused:
        act()
    assert words in str(refused.value)


def test_the_form_of_an_assertion_proposes_a_name() -> None:
    step = STEPS["new.assertion"]
    form = step.options(SHOP, "app-a", {"from": "dublin", "ports": "ssh", "expect": "only"})
    assert form.values["to"] == "subnet:app-a"
    assert form.values["name"] == "only dublin reaches subnet:app-a on ssh"
    made = step.attach(SHOP, "app-a", {"from": "dublin", "ports": "ssh", "expect": "only"})
    assert made.edit.design.assertions[-1].expect == "only"
    assert step.options(SHOP, "app-a").refusal.startswith("an id, an address")


def test_the_form_of_an_assertion_that_is_there_has_its_words() -> None:
    step = STEPS["change.assertion"]
    form = step.options(SHOP, f"assertion:{FIRST.name}")
    assert (form.values["from"], form.values["name"], form.refusal) == (FIRST.from_, FIRST.name, "")
    edit = step.attach(SHOP, f"assertion:{FIRST.name}", {"expect": "blocked"}).edit
    assert edit.title == f"assertion {FIRST.name}: expect {FIRST.expect} → blocked"
    assert step.why_not(SHOP, "app-a") == "select an assertion first"
