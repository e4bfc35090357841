"""A design of 50,000 interfaces, from its text: read and judged, then compiled."""

import json
from collections.abc import Iterator

from tests.benchmarks.estate import document
from tests.benchmarks.timing import Figure, of
from vpcdesign.collector import collector_paused
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.formats.native.read import read

VPCS, INTERFACES, GROUPS = 40, 50_000, 2_000
RUNS = 3


def figures() -> Iterator[Figure]:
    """Measure the two halves apart, and the whole; stages of hosts are written when somebody comes there."""
    text = document(VPCS, INTERFACES, GROUPS)
    design = read(text)
    assert len(design.network_interfaces) == INTERFACES
    size = f"{INTERFACES:,} interfaces, {GROUPS:,} security groups, {VPCS} VPCs, {len(text) / 1e6:.0f} MB of JSON"
    yield Figure("load and validate", of(lambda: read(text), RUNS), "", size)
    network = compile_design(design)
    yield Figure("compile", of(lambda: compile_design(design), RUNS), "", f"{len(network.stages):,} stages")
    whole = of(lambda: compile_design(read(text)), RUNS)
    with collector_paused():
        least = of(lambda: json.loads(text), RUNS)
    yield Figure("load, validate and compile", whole, "0.8 s", f"{whole.cpu / least.cpu:.1f} times json.loads")
    yield Figure(
        "the stages that nobody asked for", of(lambda: list(compile_design(design).stages), RUNS), "", "and compile"
    )
