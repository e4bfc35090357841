"""What a user gets who has no checkout: the package, its layouts, and the marker that says it is typed."""

import subprocess
import sys
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest

import vpcdesign
from tests.house.checkout import MODULES, ROOT, name


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from this checkout."""
    into = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(into)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=120)
    (built,) = into.glob("*.whl")
    return built


def test_the_wheel_holds_every_module_and_every_layout(wheel: Path) -> None:
    held = {entry for entry in ZipFile(wheel).namelist() if entry.startswith("vpcdesign/")}
    modules = {name(path) for path in MODULES}
    layouts = {f"vpcdesign/layouts/{path.name}" for path in (ROOT / "layouts").glob("*.json")}
    assert layouts, "a package without layouts has nothing to start from"
    assert held >= modules | layouts | {"vpcdesign/py.typed"}


def test_the_wheel_says_what_the_package_says(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        (metadata,) = (entry for entry in archive.namelist() if entry.endswith(".dist-info/METADATA"))
        said = Parser().parsestr(archive.read(metadata).decode())
    assert (said["Version"], said["License-Expression"]) == (vpcdesign.__version__, "Apache-2.0")
