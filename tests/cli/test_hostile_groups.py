"""Damaged documents through the commands that ask everybody: an answer or an error, nothing that a terminal obeys."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.cli.running import THREE_TIER, vpcdesign
from tests.cli.test_hostile import damaged

COMMANDS = [
    ["matrix", "-", "--by", "tier", "--witness"],
    ["matrix", "-", "--json"],
    ["exposed", "-"],
    ["fail", "-"],
    ["fail", "-", "--json"],
    ["diff", THREE_TIER, "-"],
    ["diff", "-", THREE_TIER, "--format", "markdown"],
    ["diff", THREE_TIER, "-", "--format", "sarif"],
]


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda one: " ".join(Path(word).name for word in one))
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(damaged())
def test_a_damaged_design_is_asked_or_refused(arguments: list[str], text: str) -> None:
    done = vpcdesign(arguments, stdin=text)
    assert done.status in {0, 1, 2}
    assert "this is a bug" not in done.err, done.err
    assert (done.out == "") is (done.status == 2)
    assert all(line.startswith(("error: ", "note: ")) for line in done.err.splitlines())
    assert all(line.isprintable() for line in (done.out + done.err).split("\n"))
