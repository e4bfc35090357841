"""Scenes of the workbench: traces of every kind, what differs, and what is left when something fails.

Each begins with its own design open on the map, and ends with something to look at.
"""

from collections.abc import Callable
from typing import NamedTuple

from textual.pilot import Pilot

from tests.tui.harness import Scene, settled
from vpcdesign.design.document import Design
from vpcdesign.design.edit import lines
from vpcdesign.design.edit.change import change
from vpcdesign.design.edit.edit import Edit
from vpcdesign.tui.app import Designer
from vpcdesign.tui.session.asking import Asked

APilot = Pilot[None]
Change = Callable[[Design], Edit]


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


def pressed(element: str, *keys: str) -> Scene:
    """Make a scene of keys on an element."""

    async def scene(pilot: APilot, app: Designer) -> None:
        app.select(element)
        await pilot.press(*keys)
        await settled(pilot, app)

    return scene


def traced(source: str, destination: str, service: str, step: int, *edits: Change) -> Scene:
    """Make a scene of a question that is asked by pointing and a typed service, with the cursor on a step."""

    async def scene(pilot: APilot, app: Designer) -> None:
        for edit in edits:
            app.apply(edit(app.session.design))
        app.select("internet" if source == "internet" else source.partition(":")[2] or source)
        await pilot.press("s")
        app.ask(Asked(source, destination, service))
        app.asking.step = step - 1
        await pilot.press("n", "N")
        await settled(pilot, app)

    return scene


def without(*lines_: str) -> Change:
    """Take lines away."""
    return lambda design: lines.remove_lines(design, list(lines_))


def having(line: str, field: str, value: str) -> Change:
    """Give a line another value."""
    return lambda design: change(design, line, field, value)


class Drawn(NamedTuple):
    """A scene, and the layout that it plays on; of a trace also what `enter` on its step opens, and its verdict."""

    scene: Scene
    layout: str = "three-tier"
    opens: str = ""
    verdict: str = ""


WORKBENCH: dict[str, Drawn] = {
    "compare": Drawn(changed("c", "m")),
    "compared": Drawn(changed("c", "m", "m", "enter")),
    "view-by": Drawn(changed("6", "m")),
    "matrix-compared": Drawn(changed("6", "m", *["m"] * 8, "enter", "n")),
    "members": Drawn(changed("6", "n", "enter")),
    "fail-choice": Drawn(pressed("vpn-dublin", "f")),
    "trace-there": Drawn(
        traced("app-2", "db-1", "postgres", 4, without("acl-db#ingress/0")), opens="acl-db#ingress/*", verdict="blocked"
    ),
    "trace-everywhere": Drawn(traced("app-2", "db-1", "ssh", 1), opens="sg-app#egress/*", verdict="blocked"),
    "trace-back": Drawn(
        traced("app-2", "db-1", "postgres", 9, without("acl-db#egress/0")), opens="acl-db#egress/*", verdict="blocked"
    ),
    "trace-partial": Drawn(
        traced("app-2", "db-1", "postgres", 10, having("acl-app#ingress/2", "ports", "32768-50000")),
        opens="acl-app#ingress/*",
        verdict="partial",
    ),
    "trace-nat": Drawn(traced("app-2", "198.51.100.10", "https", 5), opens="nat-b", verdict="allowed"),
    "trace-hub": Drawn(
        traced("jump", "prod-1", "ssh", 5), "transit-gateway-hub-and-spoke", opens="core", verdict="allowed"
    ),
    "trace-hub-blocked": Drawn(
        traced("app-1", "build-1", "https", 5), "central-egress", opens="spokes#routes/2", verdict="blocked"
    ),
    "trace-peering": Drawn(
        traced("app-1", "directory-1", "tcp/636", 4), "peered-vpcs", opens="shop-shared", verdict="allowed"
    ),
    "trace-ipv6": Drawn(
        traced("app", "2001:db8::1", "https", 3), "dual-stack-egress-only", opens="acl-app#egress/1", verdict="allowed"
    ),
    "trace-balancer": Drawn(
        traced("internet", "lb:www", "https", 4), "load-balanced-web", opens="www#listeners/0", verdict="allowed"
    ),
}
