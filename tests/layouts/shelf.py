"""The layouts as tests need them: their names, their documents as plain JSON, and designs made from those."""

import copy
import json
from pathlib import Path
from typing import Any

from vpcdesign.design.document import Design

Json = Any

FOLDER = Path(__file__).parents[2] / "layouts"
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))


def text(name: str) -> str:
    """Give a layout as it lies on the disk."""
    return (FOLDER / f"{name}.json").read_text(encoding="utf-8")


def document(name: str) -> Json:
    """Give a layout as JSON that a test may change."""
    return copy.deepcopy(json.loads(text(name)))


def design(changed: Json) -> Design:
    """Make a design of a document, as the program would of a file."""
    return Design.model_validate_json(json.dumps(changed))
