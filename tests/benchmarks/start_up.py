"""Cold starts: whole processes, beside one that only imports pydantic and click, which is the least any would take."""

from collections.abc import Iterator

from tests.benchmarks.timing import Figure, by_turns, run

THREE_TIER = "layouts/three-tier.json"
BASELINE = ("-c", "import pydantic, click")
COMMANDS = {
    "--help": (("-m", "vpcdesign", "--help"), "80 ms"),
    "trace, three tiers": (("-m", "vpcdesign", "trace", THREE_TIER, "app-2", "db-1", "postgres"), "350 ms"),
    "check, three tiers": (("-m", "vpcdesign", "check", THREE_TIER), "400 ms"),
}
RUNS = 11


def figures() -> Iterator[Figure]:
    """Measure the commands that a person waits for."""
    lines = [BASELINE, *(arguments for arguments, _ in COMMANDS.values())]
    for line in lines:
        run(line)  # what is compiled to bytecode once is not measured
    least, *spent = by_turns([lambda line=line: run(line) for line in lines], RUNS)  # type: ignore[misc]
    yield Figure("baseline: import pydantic, click", least, "", f"median of {RUNS}, by turns")
    for (what, (_, goal)), one in zip(COMMANDS.items(), spent, strict=True):
        yield Figure(what, one, goal, f"{one.wall / least.wall:.2f} of the baseline ({one.cpu / least.cpu:.2f} in cpu)")
