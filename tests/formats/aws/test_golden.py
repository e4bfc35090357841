"""Whole estates, byte by byte: what an import makes of them stands in `tests/golden/import`."""

from pathlib import Path

import pytest

from tests.formats.aws import estates, papers
from vpcdesign.compiler.compile import compile as compiled
from vpcdesign.design import legality, references
from vpcdesign.formats.aws_describe.import_aws import Imported
from vpcdesign.formats.native.read import read

GOLDEN = Path(__file__).parents[2] / "golden" / "import"
ESTATES = {
    "shop": lambda: [estates.shop()],
    "hub": lambda: [estates.hub()],
    "hybrid": estates.hybrid,
}

each_estate = pytest.mark.parametrize("name", sorted(ESTATES))


def imported(name: str) -> Imported:
    return papers.imported(*ESTATES[name]())


def written(name: str) -> str:
    return imported(name).design.model_dump_json(by_alias=True, exclude_defaults=True, indent=2) + "\n"


@each_estate
def test_an_estate_imports_as_it_did(name: str) -> None:
    """Write the file anew (`python -m tests.formats.aws.test_golden`) when a change is meant."""
    assert written(name) == (GOLDEN / f"{name}.json").read_text(encoding="utf-8")


@each_estate
def test_what_was_imported_is_a_design_that_reads_and_compiles(name: str) -> None:
    design = imported(name).design
    assert references.problems(design) == legality.problems(design) == []
    assert read(written(name)) == design
    compiled(design)


if __name__ == "__main__":
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for each in ESTATES:
        (GOLDEN / f"{each}.json").write_text(written(each), encoding="utf-8")
