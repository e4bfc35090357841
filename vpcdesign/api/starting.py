"""A new design from a layout: moved where it is wanted, and never over an existing file by chance."""

from pathlib import Path

from vpcdesign.api.layouts import load_layout
from vpcdesign.api.storage import STANDARD_INPUT, save_design
from vpcdesign.design import legality
from vpcdesign.design.document import Design
from vpcdesign.design.rebase import rebase
from vpcdesign.errors import Problem, QuestionError, StorageError


def new_design(path: str, layout: str, cidr: str | None, region: str | None, *, force: bool = False) -> Design:
    """Make a design of a layout and save it; its name is the file's. `-` saves nothing."""
    found = load_layout(layout)
    if cidr is not None or region is not None:
        found = rebase(found, cidr, region)
        refused = [Problem(message) for _, message in legality.problems(found)]
        if refused:
            raise QuestionError(dict.fromkeys(refused))
    if path == STANDARD_INPUT:
        return found
    if Path(path).exists() and not force:
        raise StorageError(Problem("there is a file already: choose another name, or --force to replace it", path))
    found = found.model_copy(update={"name": Path(path).stem or found.name})
    save_design(found, path)
    return found
