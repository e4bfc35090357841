"""What the designer may load before home is drawn: whoever starts it waits for each import.

What shows a design, and what asks it anything, is loaded when a design is opened.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests.house.checkout import ROOT

RUN = """
import asyncio, sys
from vpcdesign.tui.app import Designer
from vpcdesign.tui.launch import Launch

async def scene():
    app = Designer(Launch(home=True, motion=False))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert type(app.screen).__name__ == "Home"

asyncio.run(scene())
print(*sorted(sys.modules))
"""
HEAVY = (
    "networkx",
    "yaml",
    "netaddr",
    "vpcdesign.compiler",
    "vpcdesign.analysis.check",
    "vpcdesign.analysis.difference",
    "vpcdesign.analysis.outage",
    "vpcdesign.analysis.survey",
    "vpcdesign.design.legality",
    "vpcdesign.network.network",
    "vpcdesign.planning",
    "vpcdesign.reach.walk",
    "vpcdesign.render.map",
    "vpcdesign.tui.bench.workbench",
    "vpcdesign.tui.guides",
    "vpcdesign.tui.map",
    "vpcdesign.tui.palette.screen",
    "vpcdesign.tui.topics.library",
)


def test_home_is_drawn_before_anything_of_a_design_is_loaded(tmp_path: Path) -> None:
    command = [sys.executable, "-c", RUN]
    nobody = {"XDG_STATE_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | nobody, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    modules = set(done.stdout.split())
    assert "vpcdesign.tui.home.screen" in modules
    assert modules & set(HEAVY) == set()
