"""The hero scenes: what is kept as text at every size, drawn as pictures for the README, and read in reviews.

A scene begins with the shop open on the map, and ends with something to look at.
"""

from textual.pilot import Pilot

from tests.tui.harness import Scene, settled
from tests.tui.hour import typed
from vpcdesign.design.edit import lines
from vpcdesign.design.edit.change import change
from vpcdesign.tui.app import Designer
from vpcdesign.tui.session.asking import Asked

APilot = Pilot[None]


async def the_map(pilot: APilot, app: Designer) -> None:
    app.select("app-a")
    await settled(pilot, app)


async def the_map_compact(pilot: APilot, app: Designer) -> None:
    app.select("app-a")
    await pilot.press("minus")
    await settled(pilot, app)


async def the_map_in_dots(pilot: APilot, app: Designer) -> None:
    app.select("hub")
    await pilot.press("minus", "minus")
    await settled(pilot, app)


async def jumping(pilot: APilot, app: Designer) -> None:
    app.select("app-a")
    await pilot.press("g")
    await settled(pilot, app)


async def filtering(pilot: APilot, app: Designer) -> None:
    await pilot.press("slash", "d", "b")
    await settled(pilot, app)


async def trace_allowed(pilot: APilot, app: Designer) -> None:
    app.select("app-2")
    await pilot.press("s")
    app.ask(Asked("app-2", "198.51.100.10", "https"))
    await pilot.press("n", "n", "n", "n")
    await settled(pilot, app)


async def trace_blocked(pilot: APilot, app: Designer) -> None:
    app.apply(lines.remove_lines(app.session.design, ["acl-db#egress/0"]))
    app.select("app-2")
    await pilot.press("s")
    app.ask(Asked("app-2", "db-1", "postgres"))  # the cursor begins on what stops it
    await pilot.press("N", "n")
    await settled(pilot, app)


async def asking_by_typing(pilot: APilot, app: Designer) -> None:
    app.select("app-1")
    await pilot.press("t", "d", "b", "minus")
    await settled(pilot, app)


async def consequences(pilot: APilot, app: Designer) -> None:
    app.apply(change(app.session.design, "sg-bastion#ingress/0", "source", "0.0.0.0/0"))
    await settled(pilot, app)
    await pilot.press("c")
    await settled(pilot, app)


async def matrix(pilot: APilot, app: Designer) -> None:
    await pilot.press("6")
    await settled(pilot, app)
    await settled(pilot, app)
    await pilot.press("down", "down", "down", "right", "right", "right", "right")
    await settled(pilot, app)


async def checks(pilot: APilot, app: Designer) -> None:
    app.apply(change(app.session.design, "sg-bastion#ingress/0", "source", "0.0.0.0/0"))
    await settled(pilot, app)
    await pilot.press("7")
    await settled(pilot, app)


async def failure(pilot: APilot, app: Designer) -> None:
    app.select("public-a")
    await pilot.press("f")
    await settled(pilot, app)


async def fields(pilot: APilot, app: Designer) -> None:
    app.select("front")
    await pilot.press("e")
    await settled(pilot, app)


async def adding(pilot: APilot, app: Designer) -> None:
    app.select("db-a")
    await pilot.press("a")
    await settled(pilot, app)


def keyed(*keys: str, element: str = "app-a") -> Scene:
    """Make a scene of keys alone, with an element selected before."""

    async def scene(pilot: APilot, app: Designer) -> None:
        app.select(element)
        await pilot.press(*keys)
        await settled(pilot, app)
        await settled(pilot, app)

    return scene


SCENES: dict[str, Scene] = {
    "map": the_map,
    "map-compact": the_map_compact,
    "map-dots": the_map_in_dots,
    "jump": jumping,
    "filter": filtering,
    "trace-allowed": trace_allowed,
    "trace-blocked": trace_blocked,
    "typed": asking_by_typing,
    "consequences": consequences,
    "matrix": matrix,
    "checks": checks,
    "failure": failure,
    "fields": fields,
    "adding": adding,
    "routes": keyed("3"),
    "groups": keyed("4", element="sg-app"),
    "acls": keyed("5", element="acl-public"),
    "plan": keyed("2", element="block:10.20.3.0/24"),
    "past": keyed("H"),
    "tree": keyed("o"),
    "preferences": keyed("comma"),
    "keys": keyed("colon", *typed("help keys"), "enter"),
    "signs": keyed("colon", *typed("help signs"), "enter"),
}
