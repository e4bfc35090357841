"""100,000 questions in one batch, explained and brief, as whole processes: of a measured network, and of a drawn one.

The measured networks are no part of this project: where they do not lie beside the checkout, that half is left out.
"""

import json
import sys
from collections.abc import Iterator
from itertools import cycle, islice, product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.benchmarks.estate import document
from tests.benchmarks.timing import ROOT, Figure, of, run
from vpcdesign.api.storage import load

LABS = ROOT.parent / "shared" / "aws-labs"
QUESTIONS = 100_000
ONCE, RUNS = 1, 3
WAYS = {"--json": "30 s", "--brief": "10 s"}
SERVICES: tuple[dict[str, Any], ...] = (
    {"protocol": "tcp", "port": 443},
    {"protocol": "tcp", "port": 22},
    {"protocol": "udp", "port": 53},
    {"protocol": "icmp"},
    {"protocol": "tcp", "port": 5432},
)


def figures() -> Iterator[Figure]:
    """Ask both networks in both ways."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        drawn = place / "drawn.json"
        drawn.write_text(document(4, 1_000, 100), encoding="utf-8")
        yield from asked(drawn, "drawn network", place, ONCE)
        lab = largest_lab()
        if lab is None:
            print("  no measured networks lie beside the checkout: left out", file=sys.stderr)
            return
        measured = place / "measured.json"
        run(("-m", "vpcdesign", "import", "aws", str(lab / "aws_configs"), "-o", str(measured)))
        yield from asked(measured, f"measured network ({lab.name})", place, RUNS)


def asked(design: Path, what: str, place: Path, runs: int) -> Iterator[Figure]:
    """Ask 100,000 questions of one design; every one has to be answered."""
    batch, answers = place / "batch.jsonl", place / "answers.jsonl"
    count = questions(design, batch)
    for way, goal in WAYS.items():
        line = ("-m", "vpcdesign", "trace", str(design), "--batch", str(batch), way)
        spent = of(lambda line=line: run(line, answers), runs)  # type: ignore[misc]
        with answers.open(encoding="utf-8") as lines:
            found = sum('"verdict"' in answer for answer in lines)
        assert found == QUESTIONS
        each = f"{spent.cpu / QUESTIONS * 1e6:.0f} us of cpu a question; {count:,} interfaces"
        yield Figure(f"{what}, {way}", spent, goal, each)


def questions(design: Path, into: Path) -> int:
    """Write the questions: every pair of interfaces in an order that hops about, over and over; give the interfaces."""
    names = [one.id for one in load(design).network_interfaces]
    assert len(names) > 1
    pairs = [(a, b) for a, b in product(names[:: 1 + len(names) // 300], names) if a != b]
    hopping = [pairs[place * 7919 % len(pairs)] for place in range(len(pairs))]
    with into.open("w", encoding="utf-8") as lines:
        for (source, destination), service in islice(zip(cycle(hopping), cycle(SERVICES), strict=False), QUESTIONS):
            lines.write(json.dumps({"source": source, "destination": destination, **service}) + "\n")
    return len(names)


def largest_lab() -> Path | None:
    """Give the measured network with the most interfaces."""
    labs = list(LABS.glob("*/aws_configs")) if LABS.is_dir() else []
    return max(labs, key=_interfaces).parent if labs else None


def _interfaces(configs: Path) -> int:
    documents = (json.loads(file.read_text(encoding="utf-8")) for file in configs.rglob("*.json"))
    return sum(len(one.get("NetworkInterfaces", ())) for one in documents if isinstance(one, dict))
