"""Forms: what is shown is what is done, whatever was chosen, and a refusal is said before the button is pressed."""

import shlex
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.planning.attach.ground import attach, options
from tests.planning.attach.test_attach import PUBLIC, SHOP, SIX, TWO
from vpcdesign.api.layouts import load_layout
from vpcdesign.api.storage import load, save_design
from vpcdesign.cli.console import main
from vpcdesign.design import legality, references
from vpcdesign.design.document import Design
from vpcdesign.errors import EditError
from vpcdesign.planning.attach.steps import STEPS
from vpcdesign.planning.form import Blank, Option, Value

DESIGNS = [Design(), PUBLIC, SIX, TWO, SHOP, load_layout("hybrid"), load_layout("transit-gateway-hub-and-spoke")]
TYPED = [
    "",
    "x",
    "10.20.0.0/16",
    "10.99.0.0/16, 2001:db8::/56",
    "443",
    "-1",
    "eu-west-1",
    "local",
    "a,b",
    "/24",
    "\x1b[2J",
]


@st.composite
def chosen(draw: st.DrawFn, design: Design, step: str) -> dict[str, Value]:
    """Draw answers to a form, some of which fit; what is asked next depends on them."""
    choices: dict[str, Value] = {}
    for _ in range(draw(st.integers(0, 4))):
        fields = options(design, step, "", choices).fields
        if not fields:
            break
        field = draw(st.sampled_from(fields))
        values = [one.value for one in field.options]
        if field.kind == "ticks":
            choices[field.id] = tuple(draw(st.lists(st.sampled_from([*values, "none of them"]), max_size=4)))
        else:
            choices[field.id] = draw(st.sampled_from([*values, *TYPED]))
    return choices


@given(st.sampled_from(DESIGNS), st.sampled_from(list(STEPS)), st.data())
def test_what_is_shown_is_what_is_done(design: Design, step: str, data: st.DataObject) -> None:
    choices = data.draw(chosen(design, step))
    where = data.draw(st.sampled_from(["", "prod", "zone:eu-west-1b", *(noun.id for _, _, noun in design.nouns())]))
    form = options(design, step, where, choices)
    try:
        made = attach(design, step, where, choices)
    except EditError as refused:
        assert str(refused) == form.refusal != ""  # noqa: PT017  (both say the same)
        return
    assert form.refusal == ""
    assert references.problems(made.edit.design) == []
    assert legality.problems(made.edit.design) == []
    assert attach(design, step, where, {**choices, **form.values}).edit == made.edit


def test_the_same_by_the_command_line(tmp_path: Path) -> None:
    for step, choices in (("new.vpc", {}), ("new.reservation", {"what": "/22", "tier": "db", "reason": "two words"})):
        edit = attach(SHOP, step, "", choices).edit
        file = tmp_path / "shop.json"
        save_design(SHOP, file)
        words = shlex.split(edit.command.replace("FILE", str(file)))
        assert main(words[1:]) == 0
        assert load(file) == edit.design


def test_a_choice_that_is_not_offered_falls_back() -> None:
    blank = Blank({"a": "gone", "b": "shut"})
    assert blank.choice("a", "A", [Option("x", "x"), Option("y", "y")], "y") == "y"
    assert blank.choice("b", "B", [Option("shut", "shut", "it is shut"), Option("y", "y")]) == "shut"
    assert blank.broken == "it is shut"
    assert Blank().choice("c", "Thing", []) == ""


def test_ticks_keep_the_order_in_which_they_are_offered() -> None:
    offered = [Option("x", "x"), Option("y", "y"), Option("z", "z", "shut")]
    assert Blank({"t": ("y", "x", "z")}).ticks("t", "T", offered) == ("x", "y")
    assert Blank({"t": "y"}).ticks("t", "T", offered) == ("y",)
    assert Blank().ticks("t", "T", offered, ["x"]) == ("x",)


def test_blocks_are_read_as_aws_reads_them() -> None:
    blank = Blank({"b": "10.20.3.7/24, 10.20.3.0/24"})
    assert blank.blocks("b", "B") == ("10.20.3.0/24",)
    assert blank.notes == ["`10.20.3.7/24` is taken as 10.20.3.0/24"]
    wrong = Blank({"b": "10.20.3.0/24, ten"})
    assert wrong.blocks("b", "B") == ("10.20.3.0/24",)
    assert wrong.broken.startswith("`ten` is no CIDR block")
    empty = Blank()
    empty.blocks("b", "B")
    assert empty.broken == "write a block, 10.0.0.0/16"
