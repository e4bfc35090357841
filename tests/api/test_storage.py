"""Files: what cannot be read or written is told in words, and a save that fails leaves everything as it was."""

import errno
import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpcdesign.api import storage
from vpcdesign.api.storage import load, load_assertions, read_bytes, read_text, save, save_design
from vpcdesign.design.document import Design
from vpcdesign.errors import DocumentError, StorageError


def words(error: pytest.ExceptionInfo[StorageError]) -> str:
    (problem,) = error.value.problems
    return str(problem)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "shop.json"
    path.write_text("the old text", encoding="utf-8")
    return path


@pytest.fixture
def umask() -> Iterator[None]:
    before = os.umask(0o027)
    yield
    os.umask(before)


def test_a_design_is_saved_and_loaded(tmp_path: Path) -> None:
    design = Design(name="shop \x00 \u202e é")
    save_design(design, tmp_path / "shop.json")
    assert load(tmp_path / "shop.json") == design
    assert load(str(tmp_path / "shop.json")) == design
    assert names(tmp_path) == ["shop.json"]


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"name": "piped", "x": 1}')))
    with pytest.raises(DocumentError, match=r"^standard input:1:19: `x` is unknown here"):
        load("-")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbftext")))
    assert read_text("-") == "text"


def test_a_document_that_is_wrong_names_its_file(tmp_path: Path) -> None:
    (tmp_path / "shop.json").write_text('{"vpcs": {}}', encoding="utf-8")
    with pytest.raises(DocumentError, match=r"shop\.json:1:10: `vpcs` is an object: write a list"):
        load(tmp_path / "shop.json")


def test_a_file_that_cannot_be_read(tmp_path: Path, old: Path) -> None:
    for path, expected in {
        tmp_path / "none.json": "no such file: check the path",
        tmp_path: "a folder, where a file belongs: name a file in it",
        old / "inside.json": "part of the path is a file, not a folder: check the path",
        tmp_path / ("n" * 300): "the name is too long: choose a shorter one",
    }.items():
        with pytest.raises(StorageError) as error:
            read_bytes(path)
        assert words(error) == f"{path}: {expected}"
    with pytest.raises(StorageError, match="no path: it holds a zero byte"):
        read_bytes("a\0b")


def test_links_in_a_circle(tmp_path: Path) -> None:
    link = tmp_path / "a"
    link.symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(link)
    for act in (lambda: read_bytes(link), lambda: save(link, "x")):
        with pytest.raises(StorageError, match="links lead in a circle"):
            act()
    assert names(tmp_path) == ["a", "b"]


def test_no_permission(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(StorageError, match="permission denied: ask for access, or choose another place"):
        read_bytes(old)
    monkeypatch.undo()
    monkeypatch.setattr("tempfile.mkstemp", denied)
    with pytest.raises(StorageError, match="permission denied"):
        save(old, "new")
    monkeypatch.undo()
    assert read_text(old) == "the old text"


def test_a_file_that_is_too_large(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "LARGEST", 5)
    with pytest.raises(StorageError, match="larger than 0 MB: no design is"):
        read_bytes(old)
    monkeypatch.setattr(storage, "LARGEST", len("the old text"))
    assert read_bytes(old) == b"the old text"


def test_a_file_that_is_not_utf_8(old: Path) -> None:
    old.write_bytes(b"one\ntwo \xff")
    with pytest.raises(StorageError, match=r"shop\.json:2:5: byte `0xff` is not UTF-8: save the file as UTF-8"):
        read_text(old)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_is_kept_to_the_last_character(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("kept") / "file"
    save(path, text)
    assert read_bytes(path) == text.encode()


def test_permissions_stay_and_a_new_file_gets_what_is_usual(old: Path, umask: None) -> None:
    del umask
    old.chmod(0o604)
    save(old, "new")
    save(old.with_name("new.json"), "new")
    assert stat.S_IMODE(old.stat().st_mode) == 0o604
    assert stat.S_IMODE(old.with_name("new.json").stat().st_mode) == 0o640


def test_a_link_stays_a_link(old: Path) -> None:
    link = old.parent / "elsewhere" / "link.json"
    link.parent.mkdir()
    link.symlink_to(Path("..") / old.name)
    save(link, "new")
    assert link.is_symlink()
    assert read_text(old) == "new"
    assert names(link.parent) == ["link.json"]


def test_a_link_to_nothing_makes_the_file(tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to("real.json")
    save(link, "new")
    assert link.is_symlink()
    assert read_text(tmp_path / "real.json") == "new"


@pytest.mark.parametrize("path", ["", "none/shop.json", "shop.json/inside.json"])
def test_a_place_where_nothing_can_be_saved(old: Path, path: str) -> None:
    with pytest.raises(StorageError):
        save(old.parent / path, "new")
    assert names(old.parent) == ["shop.json"]
    assert read_text(old) == "the old text"


@pytest.mark.parametrize("failing", ["os.write", "os.fsync", "pathlib.Path.replace", "pathlib.Path.chmod"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_a_save_that_fails_changes_nothing(old: Path, monkeypatch: pytest.MonkeyPatch, failing: str, code: int) -> None:
    def fail(*_: object) -> int:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(failing, fail)
    with pytest.raises(StorageError) as error:
        save_design(Design(), old)
    monkeypatch.undo()
    expected = storage.REASONS.get(code) or "input/output error"
    assert words(error) == f"{old}: {expected}"
    assert names(old.parent) == ["shop.json"]
    assert read_text(old) == "the old text"


def test_a_disk_that_fills_half_way(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write, room = os.write, [3]

    def narrow(descriptor: int, content: memoryview) -> int:
        if not room[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        room[0] -= 1
        return write(descriptor, content[:1])

    monkeypatch.setattr("os.write", narrow)
    with pytest.raises(StorageError, match="no space left on the device: free some and try again"):
        save(old, "new text")
    monkeypatch.undo()
    assert names(old.parent) == ["shop.json"]
    assert read_text(old) == "the old text"


def test_a_system_that_writes_in_small_pieces(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr("os.write", lambda descriptor, content: write(descriptor, content[:2]))
    save(old, "new text")
    monkeypatch.undo()
    assert read_text(old) == "new text"


def test_an_interrupted_save_leaves_nothing_behind(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        save(old, "new")
    monkeypatch.undo()
    assert names(old.parent) == ["shop.json"]
    assert read_text(old) == "the old text"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here that is always full")
def test_a_device_is_written_to_and_never_replaced() -> None:
    full = Path("/dev/full")
    with pytest.raises(StorageError, match="no space left"):
        save(full, "text")
    assert stat.S_ISCHR(full.stat().st_mode)
    save("/dev/null", "text")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_assertions_are_json_or_yaml_by_what_they_hold(tmp_path: Path) -> None:
    yaml, json = tmp_path / "a.txt", tmp_path / "b.txt"
    yaml.write_text("assertions:\n- {name: a, from: b, to: c, expect: only}\n", encoding="utf-8")
    json.write_text(
        '\ufeff {"assertions": [{"name": "a", "from": "b", "to": "c", "expect": "only"}]}', encoding="utf-8"
    )
    assert load_assertions(yaml) == load_assertions(json)
    json.write_text('{"assertions": [{"name": "a"}]}', encoding="utf-8")
    with pytest.raises(DocumentError, match=r"b\.txt:1:17: assertion `a` has no `from`"):
        load_assertions(json)
