"""Comparing with the step before, the file, any step, another file: the panel says what `vpcdesign diff` says."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.harness import play, screen_text, session_of, settled, shop
from vpcdesign.api.differing import diff
from vpcdesign.design.document import Design
from vpcdesign.design.edit import lines
from vpcdesign.design.edit.change import change
from vpcdesign.design.edit.rename import rename
from vpcdesign.formats.native.write import write
from vpcdesign.tui.app import Designer
from vpcdesign.tui.matrix.main import MatrixMain
from vpcdesign.tui.proving.contrast import contrast
from vpcdesign.tui.proving.work import prove
from vpcdesign.tui.session.against import Against, of_step
from vpcdesign.tui.session.asking import answered
from vpcdesign.tui.session.packets import question_of
from vpcdesign.tui.session.proof import Proof

APilot = Pilot[None]


def opened(design: Design) -> Design:
    """Open ssh to everybody."""
    return change(design, "sg-bastion#ingress/0", "source", "0.0.0.0/0").design


def cut(design: Design) -> Design:
    """Take the rule away by which the databases answer."""
    return lines.remove_lines(design, ["acl-db#egress/0"]).design


def silent(_: int, __: int) -> None:
    """Nobody waits."""


async def twice(pilot: APilot, app: Designer) -> None:
    """Take two steps from a file that was saved."""
    app.session.file = app.session.design
    app.apply(change(app.session.design, "sg-bastion#ingress/0", "source", "0.0.0.0/0"))
    app.apply(lines.remove_lines(app.session.design, ["acl-db#egress/0"]))
    await settled(pilot, app)


def test_a_comparison_says_what_the_command_line_says(tmp_path: Path) -> None:
    before, after = shop(), opened(cut(shop()))
    files = [tmp_path / name for name in ("before.json", "after.json")]
    for file, design in zip(files, (before, after), strict=True):
        file.write_text(write(design))
    told = diff(str(files[0]), str(files[1]), silent).differences
    found = contrast(before, after, (), silent)
    assert [
        (one.effect, one.sources, one.destinations, one.services, one.packet) for one in found.differences or ()
    ] == [(one.effect, one.sources, one.destinations, one.services, one.packet) for one in told]
    assert {one.effect for one in told} == {"opened", "closed"}


def test_assertions_of_a_comparison_are_judged_in_both() -> None:
    before, after = shop(), opened(shop())
    found = contrast(before.model_copy(update={"assertions": ()}), after, (), silent)
    held = {one.name: one.holds for one in found.results_before}
    assert [one.name for one in found.results if held[one.name] and not one.holds] == ["only the office reaches ssh"]


def test_under_a_failure_what_is_left_is_compared() -> None:
    found = contrast(shop(), cut(shop()), ("az:eu-west-1a",), silent)
    assert [(one.effect, one.sources, one.destinations) for one in found.differences or ()] == [
        ("closed", ("app-2", "app-3"), ("db-2",))
    ]
    assert found.results == ()


def test_a_design_that_cannot_be_asked_is_said_and_not_guessed() -> None:
    broken = shop().model_copy(update={"assertions": ()})
    found = contrast(broken, opened(broken), ("az:nowhere",), silent)
    assert found.differences, "what this design does not have cannot fail in it"


def test_the_question_of_a_difference_is_its_own_packet() -> None:
    after = opened(shop())
    (one,) = contrast(shop(), after, (), silent).differences or ()
    asked = question_of(one, after)
    assert asked is not None
    assert (asked.source, asked.destination, asked.service) == ("1.0.0.0", "bastion", "tcp/22")
    answer = answered(asked, after, ())
    assert answer.trace is not None
    assert answer.trace.verdict == "allowed"
    (closed,) = contrast(after, shop(), (), silent).differences or ()
    asked = question_of(closed, shop())
    assert asked is not None
    blocked = answered(asked, shop(), ())
    assert blocked.trace is not None
    assert blocked.trace.verdict == "blocked"


def test_what_was_chosen_stays_what_it_was() -> None:
    session = session_of(shop())
    session.apply(change(session.design, "sg-bastion#ingress/0", "source", "0.0.0.0/0"))
    chosen = of_step(session, 1)
    session.undo()
    session.apply(lines.remove_lines(session.design, ["acl-db#egress/0"]))
    assert chosen.other(session) == opened(shop()), "the step is gone, and what was chosen is not"
    assert Against().words(session) == "step 0"
    assert Against("saved").other(session) is None
    session.undo()
    assert Against().other(session) is None


def test_m_compares_with_the_file_and_follows_undo() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        await twice(pilot, app)
        await pilot.press("c", "m")
        assert "(•) the step before" in screen_text(app)
        await pilot.press("m", "enter")
        await settled(pilot, app)
        shown = screen_text(app)
        assert "shop.json as saved → step 2" in shown
        assert "internet → bastion" in shown
        assert "tier:app → tier:db" in shown
        assert "held in shop.json as saved" in shown
        await pilot.press("u")
        await settled(pilot, app)
        shown = screen_text(app)
        assert "shop.json as saved → step 1" in shown
        assert "db-1, db-2  tcp/5432" not in shown
        await pilot.press("enter")
        await settled(pilot, app)
        assert app.asking.question is not None
        assert (app.asking.question.source, app.asking.question.destination) == ("1.0.0.0", "bastion")

    play(scene)


def test_any_step_is_compared_with(tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text(write(cut(shop())))

    async def scene(pilot: APilot, app: Designer) -> None:
        await twice(pilot, app)
        app.run_command("compare", str(other))
        await settled(pilot, app)
        shown = screen_text(app)
        assert "other.json → step 2" in shown
        assert "nothing closed" in shown
        await pilot.press("m", "end", "enter")
        await settled(pilot, app)
        assert "step 0 → step 2" in screen_text(app)
        await pilot.press("u", "u")
        await settled(pilot, app)
        assert "opens nothing" not in screen_text(app)
        assert "nothing opened" in screen_text(app), "the step is compared with itself"

    play(scene)


def test_another_file_is_asked_for_by_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "other.json").write_text("{")
    monkeypatch.chdir(tmp_path)

    async def scene(pilot: APilot, app: Designer) -> None:
        await pilot.press("c", "m", "enter")
        await settled(pilot, app)
        assert "Compare with a file" in screen_text(app)
        await pilot.press(*"oth", "tab", "enter")
        await settled(pilot, app)
        assert "other.json:1:2" in screen_text(app), "what is wrong with it is said"
        assert app.against == Against()

    play(scene)


def test_a_step_that_only_renames_opens_and_closes_nothing() -> None:
    after = rename(shop(), "app-1", "web-9").design
    assert prove(after, shop(), Proof(), silent).differences == ()
    assert contrast(shop(), after, (), silent).differences == ()
    both = rename(opened(shop()), "app-1", "web-9").design
    assert [one.destinations for one in prove(both, shop(), Proof(), silent).differences or ()] == [("bastion",)]


def test_the_command_line_of_what_is_shown(tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text(write(cut(shop())))
    copied: list[str] = []

    async def scene(pilot: APilot, app: Designer) -> None:
        app.copy = lambda text, _what: copied.append(text)  # type: ignore[method-assign, assignment]
        app.run_command("compare", str(other))
        await settled(pilot, app)
        await pilot.press("y", "6")
        await settled(pilot, app)
        app.set_focus(app.screen.query_one(MatrixMain))
        await pilot.press("slash", *"ssh", "enter", "y")

    play(scene)
    assert copied == [
        f"vpcdesign diff {other} shop.json",
        "vpcdesign matrix shop.json --by security-group --ports tcp/22",
    ]
