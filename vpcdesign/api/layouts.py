"""The ready-made designs: found inside the installed package, or beside the package in a checkout.

They are read like any other document, so a layout that could not be loaded by its user cannot be listed either.
"""

from importlib.resources import files
from importlib.resources.abc import Traversable

from vpcdesign.design.document import Design
from vpcdesign.design.words import nearest, one_of, quoted
from vpcdesign.errors import StorageError

PACKAGE = "vpcdesign"
FOLDER = "layouts"
SUFFIX = ".json"


def layout_names() -> list[str]:
    """List the layouts by name."""
    return sorted(_found())


def load_layout(name: str) -> Design:
    """Load a layout; StorageError when there is none of this name."""
    from vpcdesign.formats.native.read import read  # noqa: PLC0415 - what judges a design is loaded with the first one

    return read(layout_text(name), f"{FOLDER}/{name}{SUFFIX}")


def load_layouts() -> dict[str, Design]:
    """Load every layout, by name."""
    return {name: load_layout(name) for name in layout_names()}


def layout_text(name: str) -> str:
    """Give a layout's document as it is shipped; StorageError when there is none of this name."""
    found = _found()
    if name not in found:
        close = nearest(name, found)
        advice = f"did you mean {quoted(close)}?" if close else f"choose {one_of(sorted(found))}"
        raise StorageError(f"no layout is called {quoted(name)}: {advice}")
    return found[name].read_text(encoding="utf-8")


def _found() -> dict[str, Traversable]:
    folder = _folder()
    return {entry.name.removesuffix(SUFFIX): entry for entry in folder.iterdir() if entry.name.endswith(SUFFIX)}


def _folder() -> Traversable:
    """Find the folder: a wheel carries it inside the package, a checkout beside it."""
    package = files(PACKAGE)
    inside = package / FOLDER
    if inside.is_dir():
        return inside
    beside = package / ".." / FOLDER
    if beside.is_dir():
        return beside
    raise StorageError(f"the ready-made designs are missing from this installation: reinstall {PACKAGE}")
