"""What an edit of one rule changes, exactly: asked of two designs, and as the command that a person waits for.

The narrow edit is a port that one security group has from another; the widest a network ACL's line that everybody in
the VPC stands behind. Counted from two designs to what is told, witnesses included; the old one has been asked before,
as it has in the designer.
"""

import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.benchmarks.everybody import differing
from tests.benchmarks.shapes import roles
from tests.benchmarks.timing import Figure, of, run
from vpcdesign.analysis.difference import differences
from vpcdesign.analysis.results import Difference
from vpcdesign.analysis.worlds import World, Worlds
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.formats.native.read import read
from vpcdesign.formats.native.write import write
from vpcdesign.reach.rows import Rows

COUNT, RUNS = 1_000, 3
GOALS = {"narrow": "2 ms", "widest": "100 ms"}
"""What is wanted of the sets alone."""


def narrow(design: Design) -> Design:
    """Change the port of one rule between two groups of a few interfaces each."""
    return _with_port(design, "security_groups", len(design.security_groups) // 2)


def widest(design: Design) -> Design:
    """Change a line of a network ACL that a whole tier stands behind, for everybody."""
    return _with_port(design, "network_acls", 0)


EDITS: dict[str, Callable[[Design], Design]] = {"narrow": narrow, "widest": widest}


def _with_port(design: Design, kind: str, place: int) -> Design:
    nouns = list(getattr(design, kind))
    rules = list(nouns[place].ingress)
    at = next(at for at, rule in enumerate(rules) if rule.protocol == "tcp")
    rules[at] = rules[at].model_copy(update={"ports": "2049"})
    nouns[place] = nouns[place].model_copy(update={"ingress": tuple(rules)})
    return design.model_copy(update={kind: tuple(nouns)})


class Before:
    """A design that has been asked about everybody."""

    def __init__(self, design: Design) -> None:
        self.design = design
        self.network = compile_design(design)
        self.world: World = Worlds(design, self.network).whole
        self.rows = Rows(self.network)
        for _ in self.rows.all():
            pass

    def pairs(self, design: Design) -> int:
        """Count the pairs of kinds that an edited design changes something between."""
        return differing(self.rows, self.rows.after(compile_design(design, previous=self.network)))

    def told(self, design: Design) -> list[Difference]:
        """Tell what an edited design changes."""
        network = compile_design(design, previous=self.network)
        world = Worlds(design, network).whole
        return differences(self.world, world, rows=(self.rows, self.rows.after(network)))


def figures(count: int = COUNT, runs: int = RUNS) -> Iterator[Figure]:
    """Measure both edits, and the command."""
    design = read(roles(count))
    before = Before(design)
    for name, edit in EDITS.items():
        edited = edit(design)
        beside = f"{before.pairs(edited):,} pairs of kinds, exact; compiling in it"
        goal = GOALS[name] if count == COUNT else ""
        yield Figure(
            f"{count:,}: the {name} edit of one rule, sets", of(partial(before.pairs, edited), runs), goal, beside
        )
        beside = f"{len(before.told(edited))} differences, with witnesses"
        yield Figure(
            f"{count:,}: the {name} edit of one rule, told", of(partial(before.told, edited), runs), "", beside
        )
    with tempfile.TemporaryDirectory() as folder:
        for name, edit in EDITS.items():
            old, new = Path(folder, "old.json"), Path(folder, f"{name}.json")
            old.write_text(write(design), encoding="utf-8")
            new.write_text(write(edit(design)), encoding="utf-8")
            asked = ("-m", "vpcdesign", "diff", str(old), str(new))
            spent = of(partial(run, asked, allowed=frozenset({0, 1})), runs)
            least = of(partial(run, ("-m", "vpcdesign", "--help")), runs)
            beside = f"{spent.cpu / least.cpu:.1f} times --help (cpu), {old.stat().st_size / 1e3:.0f} kB each"
            yield Figure(f"{count:,}: diff as a command, {name}", spent, "", beside)
