"""The journal tells the whole history, survives any cut, and lets one designer write at a time."""

import os
from pathlib import Path
from random import Random

import pytest

from tests.tui.harness import shop
from tests.tui.session.edits import asserted, named
from vpcdesign.api.storage import save_design
from vpcdesign.design.edit.edit import Edit
from vpcdesign.formats.native.write import write
from vpcdesign.tui.journal import entries
from vpcdesign.tui.journal.journal import Journal, LockedError, place_of
from vpcdesign.tui.journal.opening import as_saved, new_design, open_design, recover
from vpcdesign.tui.session.session import Session


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    path = tmp_path / "shop.json"
    save_design(shop(), path)
    return path


def work(session: Session, random: Random, count: int) -> list[str]:
    texts = []
    for number in range(count):
        session.apply(Edit(f"step {number}", random.choice((named, asserted))(session.design, random)))
        texts.append(write(session.design))
    return texts


def end(session: Session) -> None:
    """Let the journal go, as the end of the process does, however it comes."""
    assert isinstance(session.recorder, Journal)
    session.recorder.close()


def test_unsaved_steps_are_offered_and_recovered(file: Path) -> None:
    session = open_design(file).session
    texts = work(session, Random(1), 5)
    end(session)
    opened = open_design(file)
    assert opened.recoverable == 5
    assert opened.session.design == shop()
    recover(opened)
    assert write(opened.session.design) == texts[-1]
    assert [step.title for step in opened.session.history.steps[1:]] == [f"step {n}" for n in range(5)]


def test_opened_as_saved_the_steps_stay_under_redo(file: Path) -> None:
    session = open_design(file).session
    texts = work(session, Random(2), 3)
    end(session)
    opened = open_design(file)
    as_saved(opened)
    assert opened.session.design == shop()
    for expected in texts:
        opened.session.redo()
        assert write(opened.session.design) == expected


def test_undo_survives_a_restart(file: Path) -> None:
    session = open_design(file).session
    texts = work(session, Random(3), 4)
    save_design(session.design, file)
    session.kept(write(session.design))
    end(session)
    again = open_design(file)
    assert again.recoverable == 0
    assert write(again.session.design) == texts[-1]
    again.session.undo()
    assert write(again.session.design) == texts[-2]


def test_a_journal_cut_anywhere_tells_all_that_was_finished(file: Path) -> None:
    session = open_design(file).session
    texts = [write(shop()), *work(session, Random(4), 4)]
    end(session)
    content = place_of(file).read_bytes()
    ends = [place for place, byte in enumerate(content) if byte == 10]
    random = Random(5)
    for cut in [*random.sample(range(ends[0] + 1, len(content)), 60), *(place + 1 for place in ends)]:
        told = entries.read(content[:cut])
        finished = sum(place < cut for place in ends) - 1
        assert write(told.history.design) == texts[finished]


def test_an_unfinished_line_is_mended_before_the_next(file: Path) -> None:
    session = open_design(file).session
    work(session, Random(6), 2)
    end(session)
    journal = place_of(file)
    journal.write_bytes(journal.read_bytes()[:-7])
    opened = open_design(file)
    recover(opened)
    texts = work(opened.session, Random(7), 1)
    end(opened.session)
    again = open_design(file)
    recover(again)
    assert write(again.session.design) == texts[-1]
    assert len(again.session.history.steps) == 3


def test_a_second_designer_opens_read_only(file: Path) -> None:
    first = open_design(file).session
    second = open_design(file).session
    assert not first.read_only
    assert second.read_only
    end(first)
    third = open_design(file).session
    assert not third.read_only
    with pytest.raises(LockedError):
        Journal(file)
    end(third)


def test_a_file_changed_outside_is_believed(file: Path) -> None:
    session = open_design(file).session
    end(session)
    other = shop().model_copy(update={"name": "changed outside"})
    save_design(other, file)
    assert open_design(file).session.design == other


def test_unsaved_steps_of_a_file_changed_outside_are_still_offered(file: Path) -> None:
    session = open_design(file).session
    texts = work(session, Random(8), 2)
    end(session)
    save_design(shop().model_copy(update={"name": "changed outside"}), file)
    opened = open_design(file)
    assert opened.changed_outside
    assert opened.recoverable == 2
    recover(opened)
    assert write(opened.session.design) == texts[-1]


def test_a_damaged_journal_is_put_aside(file: Path) -> None:
    session = open_design(file).session
    work(session, Random(9), 2)
    end(session)
    journal = place_of(file)
    damaged = journal.read_bytes().replace(b'"step"', b'"stop"', 1)
    journal.write_bytes(damaged)
    opened = open_design(file)
    assert opened.recoverable == 0
    assert opened.session.design == shop()
    assert journal.with_suffix(".before").read_bytes() == damaged


def test_a_new_design_is_in_its_journal_before_it_has_a_file(file: Path) -> None:
    path = file.with_name("new.json")
    session = new_design(shop(), path, "Created shop")
    texts = work(session, Random(10), 2)
    end(session)
    told = entries.read(place_of(path).read_bytes())
    assert write(told.history.design) == texts[-1]
    assert told.history.unsaved


def test_a_file_that_cannot_be_written_opens_read_only(file: Path) -> None:
    file.chmod(0o400)
    opened = open_design(file)
    assert bool(opened.session.read_only) is (os.geteuid() != 0)


def test_what_the_file_holds_is_known_even_where_no_step_holds_it(file: Path) -> None:
    session = open_design(file).session
    assert session.file == shop()
    texts = work(session, Random(11), 2)
    save_design(session.design, file)
    session.kept(texts[-1])
    session.undo()
    work(session, Random(12), 1)  # the saved step is dropped, and the file still has it
    assert session.history.saved is None
    assert session.file is not None
    assert write(session.file) == texts[-1]
    end(session)
    fresh = new_design(shop(), file.with_name("other.json"), "Created shop")
    assert fresh.file is None
    end(fresh)
