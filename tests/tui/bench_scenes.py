"""Scenes of the workbench: traces of every kind, what differs, and what is left when something fails.

Each begins with its own design open on the map, and ends with something to look at.
"""

from typing import NamedTuple

from textual.pilot import Pilot

from tests.tui.harness import Scene, settled
from vpcdesign.design.edit import lines
from vpcdesign.design.edit.change import change
from vpcdesign.tui.app import Designer

APilot = Pilot[None]


async def two_steps(pilot: APilot, app: Designer) -> None:
    """Open ssh to everybody and take a reply's rule away, after a file was saved."""
    app.session.file = app.session.design
    app.apply(change(app.session.design, "sg-bastion#ingress/0", "source", "0.0.0.0/0"))
    app.apply(lines.remove_lines(app.session.design, ["acl-db#egress/0"]))
    await settled(pilot, app)


def changed(*keys: str) -> Scene:
    """Make a scene of keys after two steps."""

    async def scene(pilot: APilot, app: Designer) -> None:
        await two_steps(pilot, app)
        for key in keys:
            await pilot.press(key)
            await settled(pilot, app)

    return scene


class Drawn(NamedTuple):
    """A scene, and the layout that it plays on."""

    scene: Scene
    layout: str = "three-tier"


WORKBENCH: dict[str, Drawn] = {
    "compare": Drawn(changed("c", "m")),
    "compared": Drawn(changed("c", "m", "m", "enter")),
    "view-by": Drawn(changed("6", "m")),
    "matrix-compared": Drawn(changed("6", "m", *["m"] * 8, "enter", "n")),
    "members": Drawn(changed("6", "n", "enter")),
}
