"""`vpcdesign check --format`: reports that point at the line where what is broken is written."""

import json
from pathlib import Path

import pytest

from tests.cli.running import THREE_TIER, vpcdesign

CLAIM = '{"name": "wrong", "from": "app-1", "to": "db-1", "ports": "tcp/22", "expect": "allowed"}'
IN_YAML = f"""# two of them
assertions:
  - {CLAIM}
  - name: wrong as well
    from: app-1
    to: db-1
    ports: tcp/23
    expect: allowed
"""


@pytest.mark.parametrize(
    ("file", "text", "lines"),
    [
        ("claims.yaml", IN_YAML, [3, 4]),
        ("claims.json", f'{{"assertions": [\n  {CLAIM},\n\n  {CLAIM}\n]}}', [2, 4]),
    ],
)
def test_annotations_point_at_lines(tmp_path: Path, file: str, text: str, lines: list[int]) -> None:
    path = tmp_path / file
    path.write_text(text, encoding="utf-8")
    done = vpcdesign(["check", THREE_TIER, "--assertions", str(path), "--format", "github"])
    found = done.out.splitlines()
    assert (done.status, done.err, len(found)) == (1, "", 3)
    for line, number in zip(found, lines, strict=False):
        assert line.startswith(f"::error file={path.as_posix()},line={number},col=")


def test_a_design_s_own_assertions_have_their_lines() -> None:
    done = vpcdesign(["check", THREE_TIER, "--format", "junit"])
    text = Path(THREE_TIER).read_text(encoding="utf-8").splitlines()
    (number,) = (at for at, line in enumerate(text, 1) if '"name": "the app can call out"' in line)
    assert (done.status, done.err) == (0, "")
    assert f'line="{number}"' in next(line for line in done.out.splitlines() if "the app can call out" in line)


def test_what_comes_from_standard_input_has_no_place() -> None:
    done = vpcdesign(["check", THREE_TIER, "--assertions", "-", "--format", "sarif"], stdin=IN_YAML)
    results = json.loads(done.out)["runs"][0]["results"]
    assert (done.status, len(results)) == (1, 2)
    assert not any("locations" in one for one in results)
