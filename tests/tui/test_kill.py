"""kill -9 in a real terminal: whatever the screen showed as done is in the journal, at any point of the hour.

The designer runs on a pseudo-terminal and is killed after some acts, or in the middle of one's keys. Then the last step
whose title its screen ever drew must be a step of the journal, and a new designer must offer it.
"""

import os
from pathlib import Path
from random import Random

import pytest

from tests.tui.hour import hour, run
from tests.tui.pseudo import Terminal
from vpcdesign.tui.journal import entries
from vpcdesign.tui.journal.journal import place_of

ACTS = list(hour())


def until_killed(folder: Path, acts: int, keys: int) -> tuple[bytes, list[str]]:
    """Work, get killed after some acts and some keys of the next; give what was drawn, and the journal's titles."""
    terminal = Terminal(folder)
    terminal.wait_for("ctrl+q")
    for (_, pressed), title in zip(ACTS[:acts], EXPECTED, strict=False):
        terminal.press(pressed)
        terminal.wait_for(title)
    if acts < len(ACTS):
        terminal.press(ACTS[acts][1][:keys])
    terminal.kill()
    os.environ["XDG_STATE_HOME"] = str(folder / "state")
    journal = place_of(folder / "shop.json")
    if not journal.exists():
        return terminal.seen, []
    told = entries.read(journal.read_bytes())
    return terminal.seen, [step.title for step in told.history.steps]


EXPECTED = ["Create shop", "Add security group sg-front", "Add security group sg-app", "Add security group sg-db"]
EXPECTED += [f"Add {name} in " for name in ("app-1", "app-2", "app-3", "db-1", "db-2")]


def prove(folder: Path, acts: int, keys: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / "state"))
    drawn, titles = until_killed(folder, acts, keys)
    for title in EXPECTED:
        if title.encode() in drawn:
            assert any(title in one for one in titles), f"{title} was shown and is not in the journal: {titles}"
    assert len(titles) > 1, "something was done before the kill"


@pytest.mark.parametrize(("acts", "keys"), [(2, 5)])
def test_nothing_that_was_shown_is_lost(acts: int, keys: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prove(tmp_path, acts, keys, monkeypatch)


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(50))
def test_nothing_that_was_shown_is_lost_at_any_point(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = Random(seed)
    acts = random.randrange(1, 10)
    prove(tmp_path, acts, random.randrange(len(ACTS[acts][1]) + 1), monkeypatch)


@pytest.mark.deep
def test_a_line_that_is_being_written_outlives_a_kill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    acts = next(place for place, (word, _) in enumerate(ACTS) if word == "who calls app")
    typed = len(run("sg-app")) + len(["a", *"tcp", "enter", *"80"])
    _ = until_killed(tmp_path, acts, typed)
    told = entries.read(place_of(tmp_path / "shop.json").read_bytes())
    (line,) = told.begun.values()
    assert (line.noun, line.table) == ("sg-app", "ingress")
    assert dict(line.texts) == {"protocol": "tcp", "ports": "80"}
