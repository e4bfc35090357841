"""About 50 MB of AWS's documents, imported: as a whole process, from the files to the saved design."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.papers import answers
from tests.benchmarks.timing import Figure, of, run
from vpcdesign.api.storage import load

VPCS, INTERFACES = 14, 500
RUNS = 3


def figures() -> Iterator[Figure]:
    """Write the documents, then import them."""
    with TemporaryDirectory() as folder:
        place, design = Path(folder, "documents"), Path(folder, "design.json")
        place.mkdir()
        for name, answer in answers(VPCS, INTERFACES):
            (place / name).write_bytes(answer)
        size = sum(file.stat().st_size for file in place.iterdir())
        line = ("-m", "vpcdesign", "import", "aws", str(place), "-o", str(design))
        spent = of(lambda: run(line), RUNS)
        count = len(load(design).network_interfaces)
        assert count == VPCS * INTERFACES
        yield Figure("import aws", spent, "a few seconds", f"{size / 1e6:.0f} MB of documents, {count:,} interfaces")
