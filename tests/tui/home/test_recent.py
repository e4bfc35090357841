"""The list of designs: the last one first, once each, and never in the way."""

from pathlib import Path

import pytest

from vpcdesign.tui.recent import MOST, Recent, forget, place_in, recent_file, recents, remember


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return tmp_path


def test_the_last_one_is_first_and_each_is_there_once() -> None:
    assert recents() == []
    for name in ("/net/shop.json", "/net/estate.json", "/net/shop.json"):
        assert remember(Recent(name, "2026-11-21T14:02:00+00:00", "plan", "app-a"))
    assert [one.path for one in recents()] == ["/net/shop.json", "/net/estate.json"]
    assert recents()[0].name == "shop"


def test_a_place_is_found_again_by_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    remember(Recent("shop.json", tab="acls", selection="acl-db#egress/0", zoom="compact"))
    found = place_in(tmp_path / "shop.json")
    assert found == place_in(Path("shop.json"))
    assert found == Recent(str(tmp_path / "shop.json"), "", "acls", "acl-db#egress/0", "compact")
    assert place_in(Path("/elsewhere/shop.json")) is None


def test_a_design_can_be_forgotten() -> None:
    remember(Recent("/a.json"))
    remember(Recent("/b.json"))
    assert forget("/b.json")
    assert [one.path for one in recents()] == ["/a.json"]


def test_the_list_does_not_grow_for_ever() -> None:
    for number in range(MOST + 5):
        remember(Recent(f"/{number}.json"))
    assert len(recents()) == MOST
    assert recents()[0].path == f"/{MOST + 4}.json"


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"designs": 3}', '{"designs": [3, {}, {"path": 4}, {"path": ""}]}', "[" * 100_000, "\x00"],
    ids=["empty", "cut", "list", "number", "entries", "deep", "zero"],
)
def test_a_list_that_cannot_be_read_is_empty(text: str) -> None:
    recent_file().parent.mkdir()
    recent_file().write_text(text)
    assert recents() == []
    assert remember(Recent("/a.json"))
    assert len(recents()) == 1


def test_what_another_version_wrote_is_read_as_far_as_it_is_known() -> None:
    recent_file().parent.mkdir()
    recent_file().write_text('{"designs": [{"path": "/a.json", "colour": "red", "when": 3, "tab": "plan"}], "more": 1}')
    assert recents() == [Recent("/a.json", tab="plan")]


def test_a_list_that_cannot_be_written_fails_nothing(state: Path) -> None:
    (state / "vpcdesign").write_text("a file, where a folder belongs")
    assert not remember(Recent("/a.json"))
    assert not forget("/a.json")
