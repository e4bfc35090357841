"""Undo is exact, an edit that AWS refuses changes nothing, and what is written down comes before what is shown."""

from random import Random

import pytest

from tests.tui.harness import session_of, shop
from tests.tui.session.edits import added, asserted, named
from vpcdesign.design.edit.edit import Edit
from vpcdesign.design.edit.rename import rename
from vpcdesign.errors import EditError, StorageError
from vpcdesign.formats.native.write import write
from vpcdesign.tui.session.session import Session


def taken(session: Session, random: Random, count: int) -> list[str]:
    """Take steps that AWS accepts, and give the texts of all designs on the way."""
    texts = [write(session.design)]
    while len(texts) <= count:
        after = random.choice((named, asserted))(session.design, random)
        session.apply(Edit(f"step {len(texts)}", after))
        texts.append(write(after))
    return texts


@pytest.mark.parametrize("seed", range(8))
def test_undoing_everything_gives_the_first_design_and_redoing_it_the_last(seed: int) -> None:
    session = session_of(shop())
    texts = taken(session, Random(seed), 12)
    for expected in reversed(texts[:-1]):
        assert session.undo() is not None
        assert write(session.design) == expected
    assert session.undo() is None
    for expected in texts[1:]:
        assert session.redo() is not None
        assert write(session.design) == expected
    assert session.redo() is None


def test_jumping_goes_to_any_step() -> None:
    session = session_of(shop())
    texts = taken(session, Random(1), 6)
    for place in (3, 0, 6, 2):
        session.jump(place)
        assert write(session.design) == texts[place]
    with pytest.raises(IndexError):
        session.jump(7)


def test_a_step_after_undo_drops_what_was_undone() -> None:
    session = session_of(shop())
    taken(session, Random(2), 3)
    session.jump(1)
    session.apply(Edit("another", session.design.model_copy(update={"name": "x"})))
    assert [step.title for step in session.history.steps[1:]] == ["step 1", "another"]
    assert not session.history.can_redo


def test_what_aws_refuses_changes_nothing() -> None:
    session = session_of(shop())
    second = session.design.internet_gateways[0].model_copy(update={"id": "igw-2"})
    gateways = (*session.design.internet_gateways, second)
    with pytest.raises(EditError, match="igw"):
        session.apply(Edit("a second gateway", session.design.model_copy(update={"internet_gateways": gateways})))
    assert len(session.history.steps) == 1
    assert session.design == shop()


def test_what_names_nothing_is_refused() -> None:
    session = session_of(shop())
    tables = tuple(one for one in session.design.route_tables if one.id != "public")
    left = session.design.model_copy(update={"route_tables": tables})
    with pytest.raises(EditError, match="is not in this design"):
        session.apply(Edit("a route table gone", left))


def test_a_flaw_that_was_there_before_stops_nobody() -> None:
    broken = added(shop(), Random(4))
    session = session_of(broken)
    session.apply(Edit("renamed", broken.model_copy(update={"name": "mended later"})))
    assert session.design.name == "mended later"


def test_nothing_is_shown_that_could_not_be_written() -> None:
    class Full:
        def step(self, *_: object) -> None:
            raise StorageError("no space left on the device")

        at = saved = begun = left = step

    session = session_of(shop())
    session.recorder = Full()
    with pytest.raises(StorageError):
        session.apply(Edit("renamed", session.design.model_copy(update={"name": "x"})))
    assert session.design == shop()


def test_saved_steps_count_in_both_directions() -> None:
    session = session_of(shop())
    taken(session, Random(3), 4)
    assert session.history.unsaved == 4
    session.kept(write(session.design))
    assert session.history.unsaved == 0
    session.undo()
    assert session.history.unsaved == 1
    session.apply(Edit("another way", session.design.model_copy(update={"name": "y"})))
    assert session.history.saved is None
    assert session.history.unsaved


def test_what_is_wrong_already_may_have_another_name() -> None:
    shop_ = shop()
    second = shop_.internet_gateways[0].model_copy(update={"id": "igw-2"})
    session = session_of(shop_.model_copy(update={"internet_gateways": (*shop_.internet_gateways, second)}))
    session.apply(rename(session.design, "igw-2", "spare"))
    session.apply(rename(session.design, "prod", "production"))
    assert [one.id for one in session.design.internet_gateways] == ["igw", "spare"]
    third = session.design.internet_gateways[1].model_copy(update={"id": "igw-3"})
    gateways = (*session.design.internet_gateways, third)
    with pytest.raises(EditError, match="has an internet gateway already"):
        session.apply(Edit("a third", session.design.model_copy(update={"internet_gateways": gateways})))
