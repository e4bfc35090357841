"""A design of 50,000 interfaces, from its text: read and judged, then compiled."""

from collections.abc import Iterator

from tests.benchmarks.estate import document
from tests.benchmarks.timing import Figure, of
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.formats.native.read import read

VPCS, INTERFACES, GROUPS = 40, 50_000, 2_000
RUNS = 3


def figures() -> Iterator[Figure]:
    """Measure the two halves apart."""
    text = document(VPCS, INTERFACES, GROUPS)
    design = read(text)
    assert len(design.network_interfaces) == INTERFACES
    size = f"{INTERFACES:,} interfaces, {GROUPS:,} security groups, {VPCS} VPCs, {len(text) / 1e6:.0f} MB of JSON"
    yield Figure("load and validate", of(lambda: read(text), RUNS), "0.8 s", size)
    network = compile_design(design)
    yield Figure("compile", of(lambda: compile_design(design), RUNS), "", f"{len(network.stages):,} stages")
