"""A proof or a comparison runs beside the screen: keys are served, a newer edit supersedes it, esc stops it."""

import threading
from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from tests.tui.harness import play, screen_text, settled, shop, until
from vpcdesign.design.document import Design
from vpcdesign.design.edit.change import change
from vpcdesign.topology.failures import failures
from vpcdesign.tui import differing
from vpcdesign.tui.app import Designer
from vpcdesign.tui.bench.workbench import Workbench
from vpcdesign.tui.proving import contrast, waiting, work
from vpcdesign.tui.session.against import Against
from vpcdesign.tui.session.proof import Proof

APilot = Pilot[None]
Prove = Callable[..., Proof]


class Slow:
    """Proofs that go on until they are let go or nobody waits for them."""

    def __init__(self, prove: Prove) -> None:
        self.prove = prove
        self.begun: list[Design] = []
        self.superseded: list[Design] = []
        self.go = threading.Event()

    def __call__(self, design: Design, before: Design | None, known: Proof, tell: work.Tell, show: work.Show) -> Proof:
        self.begun.append(design)
        try:
            for done in range(80):
                tell(done, 80)
                if self.go.wait(0.25):
                    return self.prove(design, before, known, tell, show)
        except work.Superseded:
            self.superseded.append(design)
            raise
        raise AssertionError("nobody let it go")


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    found = Slow(work.prove)
    monkeypatch.setattr(waiting, "PATIENCE", 0.0)
    return found


def _port(app: Designer, ports: str) -> None:
    assert app.apply(change(app.session.design, "sg-db#ingress/0", "ports", ports))


def test_a_newer_edit_supersedes_an_older_proof_and_keys_are_served(
    slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        monkeypatch.setattr(work, "prove", slow)
        _port(app, "5433")
        first = app.session.design
        await until(lambda: len(slow.begun) == 1)
        app.simulate_key("5")  # the pilot would wait until no thread works any more
        await until(lambda: isinstance(app.screen, Workbench) and app.screen.tab == "acls")
        _port(app, "5434")
        await until(lambda: len(slow.begun) == 2 and bool(slow.superseded))
        assert slow.superseded[0] is first
        slow.go.set()
        await settled(pilot, app)
        assert app.proof.of(app.session.design)
        assert app.proof.before is first

    play(scene, design=shop())


def test_esc_stops_a_proof_and_nothing_is_shown_as_known(slow: Slow, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        monkeypatch.setattr(work, "prove", slow)
        _port(app, "5433")
        design = app.session.design
        await until(lambda: len(slow.begun) == 1)
        await until(lambda: bool(app.waiting()))
        app.everybody_changed()
        await until(lambda: "of 80   esc stops it" in screen_text(app))
        app.simulate_key("escape")
        await until(lambda: bool(slow.superseded))
        assert slow.superseded[0] is design
        assert not app.proof.of(design)
        assert "not proved: it was stopped" in screen_text(app)
        assert app.session.design is design, "the edit stays"
        slow.go.set()
        app.prove_again()
        await settled(pilot, app)
        assert app.proof.of(design)
        assert "not proved" not in screen_text(app)

    play(scene, design=shop())


class Long:
    """Comparisons that go on until they are let go or nobody waits for them."""

    def __init__(self) -> None:
        self.right = contrast.contrast
        self.begun: list[Design] = []
        self.superseded: list[Design] = []
        self.go = threading.Event()

    def __call__(self, before: Design, after: Design, failed: tuple[str, ...], tell: work.Tell, known: Proof) -> Proof:
        self.begun.append(after)
        try:
            for done in range(60):
                tell(done, 60)
                if self.go.wait(0.25):
                    return self.right(before, after, failed, tell, known)
        except work.Superseded:
            self.superseded.append(after)
            raise
        raise AssertionError("nobody let it go")


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch) -> Long:
    found = Long()
    monkeypatch.setattr(contrast, "contrast", found)
    monkeypatch.setattr(differing, "PATIENCE", 0.0)
    monkeypatch.setattr(waiting, "PATIENCE", 0.0)
    return found


async def _compared(pilot: APilot, app: Designer) -> None:
    """Take two steps, and open the panel that compares with the file."""
    app.session.file = app.session.design
    _port(app, "5433")
    _port(app, "5434")
    await settled(pilot, app)
    app.run_command("consequences")
    await settled(pilot, app)
    app.compare_with(Against("saved"))


def test_esc_stops_a_comparison_and_choosing_begins_it_again(long: Long) -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        await _compared(pilot, app)
        await until(lambda: len(long.begun) == 1)
        app.everybody_changed()
        await until(lambda: "of 60   esc stops it" in screen_text(app))
        said = next(line for line in screen_text(app).splitlines() if "esc stops it" in line)
        assert f"Compared with {app.against.words(app.session)}" in said
        app.simulate_key("escape")
        await until(lambda: bool(long.superseded))
        assert "not compared: it was stopped" in screen_text(app)
        assert app.compared() is None
        assert len(long.begun) == 1, "what was stopped is not begun again by itself"
        assert app.proof.of(app.session.design), "the proof of the step is as it was"
        long.go.set()
        app.compare_with(Against("saved"))
        await settled(pilot, app)
        found = app.compared()
        assert found is not None
        assert found.before is app.session.file
        assert "not compared" not in screen_text(app)

    play(scene, design=shop())


def test_a_newer_edit_supersedes_a_comparison(long: Long) -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        await _compared(pilot, app)
        await until(lambda: len(long.begun) == 1)
        first = app.session.design
        _port(app, "5435")
        await until(lambda: long.superseded == [first])
        long.go.set()
        await settled(pilot, app)
        found = app.compared()
        await settled(pilot, app)
        found = app.compared()
        assert found is not None
        assert (found.design, found.before) == (app.session.design, app.session.file)

    play(scene, design=shop())


def test_a_newer_edit_stops_a_comparison_that_nobody_sees(long: Long) -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        await _compared(pilot, app)
        await until(lambda: len(long.begun) == 1)
        first = app.session.design
        app.run_command("consequences")
        _port(app, "5435")
        await until(lambda: first in long.superseded)
        long.go.set()
        await settled(pilot, app)
        assert app.proof.of(app.session.design)

    play(scene, design=shop())


def test_a_proof_that_is_quick_is_not_talked_about() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        _port(app, "5433")
        await settled(pilot, app)
        assert app.proof.of(app.session.design)
        assert app.waiting() is None
        assert not app.stop_proving()

    play(scene, design=shop())


def test_verdicts_are_shown_before_their_stories(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Proof] = []

    async def scene(pilot: APilot, app: Designer) -> None:
        right = app._proved  # noqa: SLF001 - what the screen is given is looked at

        def proved(proof: Proof) -> None:
            shown.append(proof)
            right(proof)

        monkeypatch.setattr(app, "_proved", proved)
        assert app.apply(change(app.session.design, "sg-bastion#ingress/0", "source", "0.0.0.0/0"))
        await settled(pilot, app)

    play(scene, design=shop())
    assert [one.told for one in shown] == [False, True]
    first, last = shown
    assert [one.holds for one in first.results] == [one.holds for one in last.results]
    assert first.differences == last.differences
    assert all(one.reason for one in last.results)
    assert sum(one.reason == "" for one in first.results) < len(first.results), (
        "what an edit cannot touch keeps its story"
    )


def test_after_an_undo_stories_are_told_of_the_design_that_is_shown() -> None:
    design = shop()
    broken = change(design, "sg-bastion#ingress/0", "source", "0.0.0.0/0").design
    known = work.prove(design, None, Proof(), silent)
    known = work.prove(broken, design, known, silent)
    shown: list[Proof] = []
    back = work.prove(design, None, known, silent, shown.append)
    again = work.prove(broken, design, back, silent, shown.append)
    for proof, about in ((back, design), (again, broken)):
        assert proof.results == work.judged(about, silent)[0]
    assert back.results != again.results


def test_verdicts_under_any_failure_are_those_of_their_stories() -> None:
    design, changed = shop(), 0
    known = work.prove(design, None, Proof(), silent)
    single = [one.id for one in failures(design)]
    for failed in [*((one,) for one in single), tuple(single[:2]), tuple(single[-3:])]:
        shown: list[Proof] = []
        proof = work.prove_failed(design, failed, known, silent, shown.append)
        assert [one.told for one in (*shown, proof)] == [False, True]
        assert [one.holds for one in shown[0].results] == [one.holds for one in proof.results]
        assert all(one.reason for one in proof.results)
        changed += [one.holds for one in proof.results] != [one.holds for one in known.results]
    assert changed


def silent(_done: int, _of: int) -> None:
    """Nobody waits impatiently."""
