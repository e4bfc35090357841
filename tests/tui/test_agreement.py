"""The screen says what the command line says: matrix, checks and traces, of layouts and of real networks."""

import json
from collections.abc import Iterator
from itertools import islice, permutations
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.cli.running import vpcdesign
from tests.tui.harness import LAYOUTS, play, settled
from vpcdesign.analysis.groups import Matrix
from vpcdesign.api.importing import import_aws
from vpcdesign.api.matrix import Table, who_reaches_whom
from vpcdesign.api.storage import load
from vpcdesign.design.asserting import Assertion
from vpcdesign.design.document import Design
from vpcdesign.formats.native.write import write
from vpcdesign.tui.app import Designer
from vpcdesign.tui.bench.workbench import Workbench
from vpcdesign.tui.matrix.grouped import GROUPINGS, surveyed
from vpcdesign.tui.matrix.main import MatrixMain
from vpcdesign.tui.proving.work import judged
from vpcdesign.tui.session.asking import Asked, answered

LABS = Path(__file__).parents[2].parent / "shared" / "aws-labs"
NAMES = sorted(path.parent.name for path in LABS.glob("*/aws_configs"))
FILES = [LAYOUTS / f"{name}.json" for name in sorted(path.stem for path in LAYOUTS.glob("*.json"))]
MOST = 6
"""Pairs of hosts of a network that are traced, each by two services."""

each_layout = pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
each_lab = pytest.mark.parametrize("name", NAMES or [pytest.param("", marks=pytest.mark.skip("no network is here"))])


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Import every network once, as `vpcdesign import` does."""
    folder = tmp_path_factory.mktemp("labs")
    for name in NAMES:
        _ = import_aws([str(LABS / name / "aws_configs")], str(folder / f"{name}.json"), None, lambda *_: None)
    return {name: folder / f"{name}.json" for name in NAMES}


def told(found: Matrix) -> dict[tuple[str, str], object]:
    """Give the cells of a matrix by the labels of their groups."""
    return {(source.label, destination.label): reach for (source, destination), reach in found.cells.items()}


def members(found: Matrix) -> list[tuple[str, tuple[str, ...]]]:
    """Give the groups of a matrix, each with its members."""
    return [(one.label, one.members) for one in found.groups]


def agrees(file: Path, design: Design) -> None:
    """Hold the matrix of the screen to that of the command line, in every grouping."""
    screen = surveyed(design, (), lambda *_: None)
    for by in GROUPINGS:
        command = who_reaches_whom(str(file), Table(by), lambda *_: None).matrix
        shown = screen.grouped(by)
        assert [(one.label, one.members) for one in shown.groups] == [
            (one.label, one.members) for one in command.groups
        ]
        assert told(shown) == told(command)


def traced(file: Path, asked: Asked) -> tuple[str, list[str]]:
    """Ask the command line; a question that it cannot answer is an error there as here."""
    done = vpcdesign(["trace", str(file), asked.source, asked.destination, asked.service, "--json"])
    if done.status == 2:
        return "error", []
    answer = json.loads(done.out)
    return answer["verdict"], [one["code"] for one in answer["blockers"]]


def shown(design: Design, asked: Asked) -> tuple[str, list[str]]:
    answer = answered(asked, design, ())
    if answer.trace is None:
        return "error", []
    return answer.trace.verdict, [one.code for one in answer.trace.blockers]


def claims(design: Design) -> Iterator[Asked]:
    """Give the questions of a design's assertions."""
    for one in design.assertions:
        yield Asked(one.from_, one.to, one.ports)


def pairs(design: Design) -> Iterator[Asked]:
    """Give questions between hosts that are spread over a network."""
    hosts = [one.id for one in design.network_interfaces if one.attached]
    few = hosts[:: max(len(hosts) // MOST, 1)][:MOST]
    for source, destination in islice(permutations(few, 2), MOST * 2):
        yield Asked(source, destination, "ssh")
    for host in few[:3]:
        yield Asked("internet", host, "https")
        yield Asked(host, "internet", "https")


@each_layout
def test_a_layout_is_told_alike(file: Path) -> None:
    design = load(file)
    agrees(file, design)
    for asked in claims(design):
        assert shown(design, asked) == traced(file, asked), asked


@each_lab
def test_a_real_network_is_told_alike(name: str, imported: dict[str, Path]) -> None:
    design = load(imported[name])
    agrees(imported[name], design)
    verdicts = set()
    for asked in pairs(design):
        assert shown(design, asked) == traced(imported[name], asked), asked
        verdicts.add(shown(design, asked)[0])
    assert len(verdicts) > 1, "a network in which everything fares alike shows nothing"


@each_lab
def test_assertions_on_a_real_network_are_judged_alike(name: str, imported: dict[str, Path], tmp_path: Path) -> None:
    design = load(imported[name])
    made = [
        Assertion(name=f"claim {n}", from_=one.source, to=one.destination, ports=one.service, expect="allowed")
        for n, one in enumerate(pairs(design))
    ]
    design = design.model_copy(update={"assertions": tuple(made)})
    file = tmp_path / "claimed.json"
    file.write_text(write(design), encoding="utf-8")
    done = vpcdesign(["check", str(file), "--json"])
    command = {one["name"]: one["holds"] for one in json.loads(done.out)["assertions"]}
    assert {one.name: one.holds for one in judged(design, lambda *_: None)[0]} == command
    assert done.status == (0 if all(command.values()) else 1)


@pytest.mark.skipif(not NAMES, reason="no network is here")
def test_the_screens_of_a_real_network_show_its_matrix(imported: dict[str, Path]) -> None:
    name = max(NAMES, key=lambda one: imported[one].stat().st_size)
    design = load(imported[name])
    command = who_reaches_whom(str(imported[name]), Table("security-group"), lambda *_: None).matrix

    async def scene(pilot: Pilot[None], app: Designer) -> None:
        await pilot.press("6")
        await settled(pilot, app)
        await settled(pilot, app)
        assert isinstance(app.screen, Workbench)
        main = app.screen.main
        assert isinstance(main, MatrixMain)
        assert main.matrix is not None
        assert told(main.matrix) == told(command)

    play(scene, design=design)
