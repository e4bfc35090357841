"""The bytes that renderers are held to. `UPDATE_GOLDEN=1` writes them anew; the diff then shows what changed."""

import os
from pathlib import Path

GOLDEN = Path(__file__).parents[1] / "golden" / "render"


def hold(name: str, found: str) -> None:
    """Compare a text with the one that is kept under this name."""
    kept = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(found, encoding="utf-8", newline="\n")
    assert found == kept.read_text(encoding="utf-8"), f"{name} differs; UPDATE_GOLDEN=1 accepts what is written now"
