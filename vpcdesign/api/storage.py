"""Files: the one place where the core opens them. `-` is standard input.

A save is all or nothing: the text goes to a temporary file in the same folder, is on the disk before it takes the old
file's place, and takes it in one step. Whatever fails before leaves the old file untouched and nothing beside it.
"""

import errno
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from vpcdesign.design.asserting import Assertion
from vpcdesign.design.document import Design
from vpcdesign.errors import Problem, StorageError
from vpcdesign.formats.native.write import write

STANDARD_INPUT = "-"
LARGEST = 512 * 1024 * 1024
"""Bytes; a design of a hundred thousand interfaces takes a twentieth of it."""

REASONS: dict[int, str] = {
    errno.ENOENT: "no such file: check the path",
    errno.ENOTDIR: "part of the path is a file, not a folder: check the path",
    errno.EISDIR: "a folder, where a file belongs: name a file in it",
    errno.EACCES: "permission denied: ask for access, or choose another place",
    errno.EPERM: "not permitted: ask for access, or choose another place",
    errno.EROFS: "the file system is read-only: choose another place",
    errno.ENOSPC: "no space left on the device: free some and try again",
    errno.EDQUOT: "the disk quota is used up: free some and try again",
    errno.EFBIG: "too large for this file system: choose another place",
    errno.ENAMETOOLONG: "the name is too long: choose a shorter one",
    errno.ELOOP: "its symbolic links lead in a circle: mend them",
}


def load(path: str | Path) -> Design:
    """Load a design; StorageError when the file cannot be read, DocumentError when it is no design."""
    from vpcdesign.formats.native.read import read  # noqa: PLC0415 - what judges a design is loaded with the first one

    return read(read_bytes(path), _shown(path))


def load_assertions(path: str | Path) -> tuple[Assertion, ...]:
    """Load a file of assertions: JSON when it is an object in braces, else YAML."""
    text = read_bytes(path)
    if text.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{":
        from vpcdesign.formats import assertions  # noqa: PLC0415 - as above

        return assertions.read_assertions(text, _shown(path))
    from vpcdesign.formats import assertions_yaml  # noqa: PLC0415 - YAML is slow to load

    return assertions_yaml.read_assertions(text, _shown(path))


def save_design(design: Design, path: str | Path) -> None:
    """Write a design to its file; StorageError when it cannot be, and then the old file is untouched."""
    save(path, write(design))


def read_text(path: str | Path) -> str:
    """Read a file of text in UTF-8, its byte order mark left out."""
    content = read_bytes(path)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        message = f"byte `0x{content[error.start]:02x}` is not UTF-8: save the file as UTF-8"
        raise StorageError(Problem(message, _shown(path), line, column)) from None


def read_bytes(path: str | Path) -> bytes:
    """Read a file, or standard input for `-`; StorageError says why it cannot be read."""
    try:
        if str(path) == STANDARD_INPUT:
            content = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with Path(path).open("rb") as file:
                content = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the path
        raise _refused(path, error) from None
    if len(content) > LARGEST:
        raise StorageError(Problem(f"larger than {LARGEST >> 20} MB: no design is, name another file", _shown(path)))
    return content


def save(path: str | Path, text: str) -> None:
    """Write a file in one step; a symbolic link stays one, and an old file's permissions stay."""
    content = text.encode("utf-8")
    try:
        target = _target(path)
        if target.exists() and not target.is_file():
            _pour(target, content)
        else:
            _replace(target, content)
    except (OSError, ValueError) as error:
        raise _refused(path, error) from None


def _target(path: str | Path) -> Path:
    """Give the file behind symbolic links, which may not exist yet."""
    try:
        return Path(path).resolve(strict=True)
    except FileNotFoundError:
        return Path(path).resolve()
    except RuntimeError:  # what Python 3.11 and 3.12 raise for links in a circle
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP)) from None


def _pour(target: Path, content: bytes) -> None:
    """Write into what is no file, a pipe or a terminal, which cannot be replaced; a folder refuses by itself."""
    with target.open("wb", buffering=0) as stream:
        _write_all(stream.fileno(), content)


def _replace(target: Path, content: bytes) -> None:
    import tempfile  # noqa: PLC0415 - slow to load, and most commands save nothing

    descriptor, name = tempfile.mkstemp(prefix=f".{target.name[:32]}.", suffix=".part", dir=target.parent)
    temporary = Path(name)
    try:
        try:
            _write_all(descriptor, content)
            temporary.chmod(_mode(target))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _write_all(descriptor: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _mode(target: Path) -> int:
    """Give the permissions of the old file, or those that a new one gets here."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Make the new name last; some file systems (and Windows) cannot be asked to."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _shown(path: str | Path) -> str:
    return "standard input" if str(path) == STANDARD_INPUT else str(path)


def _refused(path: str | Path, error: OSError | ValueError) -> StorageError:
    if isinstance(error, OSError):
        reason = REASONS.get(error.errno or 0) or (error.strerror or str(error)).lower()
    else:
        reason = "no path: it holds a zero byte"
    return StorageError(Problem(reason, _shown(path)))
