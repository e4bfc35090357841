"""What is shown: every shot is a scene, the size and the theme in which it is taken, and the design it is taken of.

The hero scenes are the tests' own; what is here besides them has its goldens beside the tests of its screen.
"""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from textual.pilot import Pilot

from tests.tui.clock import run
from tests.tui.harness import Scene, session_of, settled, shop
from tests.tui.pictured.cells import Screenful, screenful
from tests.tui.scenes import SCENES
from vpcdesign.api.layouts import load_layout
from vpcdesign.design.document import Design
from vpcdesign.design.edit.change import change
from vpcdesign.formats.native.write import write
from vpcdesign.tui.app import Designer
from vpcdesign.tui.home import moments
from vpcdesign.tui.journal.opening import open_design
from vpcdesign.tui.launch import Launch
from vpcdesign.tui.recent import Recent, remember

APilot = Pilot[None]
MOMENT = datetime(2026, 11, 21, 14, 35, tzinfo=UTC)

Opened = Literal["shop", "shop without NAT gateways", "estate", "home"]


@dataclass(frozen=True)
class Shot:
    """A picture to be taken; `alt` says what is seen on it."""

    scene: Scene
    alt: str
    size: tuple[int, int] = (120, 40)
    theme: str = "vpc-dark"
    of: Opened = "shop"


# --- scenes that no test keeps as text ---


async def nothing(pilot: APilot, app: Designer) -> None:
    await settled(pilot, app)


async def new_design(pilot: APilot, app: Designer) -> None:
    await pilot.press("a", *["down"] * 7)
    await settled(pilot, app)


async def plan(pilot: APilot, app: Designer) -> None:
    app.select("grow-public")
    await pilot.press("2")
    await settled(pilot, app)


async def group_under_work(pilot: APilot, app: Designer) -> None:
    await pilot.press("4")
    app.select("sg-app#ingress/2")
    await pilot.press("a", *"tcp", "enter", *"9100", "enter", *"sg-b")
    await pilot.pause(0.3)
    await settled(pilot, app)
    await settled(pilot, app)


async def list_with_shadow(pilot: APilot, app: Designer) -> None:
    await pilot.press("5")
    app.select("acl-public#ingress/2")
    await pilot.pause(0.3)
    await settled(pilot, app)
    await settled(pilot, app)


async def refused_route(pilot: APilot, app: Designer) -> None:
    await pilot.press("3")
    app.select("rt-app-a#routes/1")
    await pilot.press("a", *"10.20.4.0/24", "enter", *"hub", "enter", "enter")
    await pilot.pause(0.3)
    await settled(pilot, app)
    await settled(pilot, app)


async def palette(pilot: APilot, app: Designer) -> None:
    app.select("public-a")
    await pilot.press("colon", *"nat")
    await settled(pilot, app)


async def history(pilot: APilot, app: Designer) -> None:
    for element, field, value in (
        ("app-1", "name", "till"),
        ("sg-bastion#ingress/0", "source", "0.0.0.0/0"),
        ("acl-app#ingress/2", "note", "replies"),
    ):
        app.apply(change(app.session.design, element, field, value))
        await settled(pilot, app)
    app.do_undo()
    await settled(pilot, app)
    await pilot.press("H")
    await settled(pilot, app)


async def guided_step(pilot: APilot, app: Designer) -> None:
    app.select("app-a")
    app.run_command("attach.nat-gateways")
    await settled(pilot, app)
    await settled(pilot, app)


async def selected_app(pilot: APilot, app: Designer) -> None:
    app.select("app-a")
    await settled(pilot, app)


async def estate(pilot: APilot, app: Designer) -> None:
    app.select("hub")
    await pilot.press("i")
    await settled(pilot, app)


SHOTS: dict[str, Shot] = {
    "map": Shot(SCENES["map"], "The map of a VPC: three zones, three tiers, gateways on its border, and the inspector"),
    "plan": Shot(plan, "The address plan: blocks as a strip, what is free, and what each key would do"),
    "routes": Shot(refused_route, "A route table with a line that AWS refuses, and AWS's reason"),
    "groups": Shot(group_under_work, "A security group: a line under work, completed by name, and who is in its way"),
    "acls": Shot(list_with_shadow, "A network ACL: a rule that never decides, and who answers whom"),
    "matrix": Shot(SCENES["matrix"], "Who reaches whom, with exact ports"),
    "checks": Shot(SCENES["checks"], "Assertions, the broken one first, with a packet that breaks it"),
    "trace-allowed": Shot(SCENES["trace-allowed"], "A trace that lives, drawn there and back over the map"),
    "trace-blocked": Shot(SCENES["trace-blocked"], "A trace that dies on the way back, at a forgotten rule"),
    "consequences": Shot(SCENES["consequences"], "What the last step opened: a packet that proves it"),
    "failure": Shot(SCENES["failure"], "A zone that fails, and what is lost"),
    "guide": Shot(guided_step, "NAT gateways being attached: a preview on the map", of="shop without NAT gateways"),
    "palette": Shot(palette, "The palette: commands, elements and layouts that match"),
    "history": Shot(history, "The history: every step with what it opened"),
    "home": Shot(nothing, "Home: recent designs, and ways to begin", (120, 26), of="home"),
    "new-design": Shot(new_design, "A new design, previewed while it is typed", (120, 26), of="home"),
    "map-light": Shot(selected_app, "The map in the light theme", theme="vpc-light"),
    "map-safe": Shot(SCENES["trace-blocked"], "A trace in colours that everybody tells apart", theme="vpc-safe"),
    "map-80x24": Shot(selected_app, "The map in 80 columns and 24 lines", (80, 24)),
    "map-200x60": Shot(selected_app, "The map on a large screen, with outline and inspector", (200, 60)),
    "estate": Shot(estate, "Several VPCs around a transit gateway", (120, 26), of="estate"),
}
"""What is taken, by the name of its file."""


def without_nat() -> Design:
    """Give the shop before it got its NAT gateways."""
    design = shop()
    nats = {each.id for each in design.nat_gateways}
    tables = tuple(
        table.model_copy(update={"routes": tuple(route for route in table.routes if route.target not in nats)})
        for table in design.route_tables
    )
    return design.model_copy(update={"nat_gateways": (), "elastic_ips": (), "route_tables": tables})


def design_of(shot: Shot) -> Design:
    """Give the design that a shot is taken of."""
    match shot.of:
        case "estate":
            return load_layout("transit-gateway-hub-and-spoke")
        case "shop without NAT gateways":
            return without_nat()
        case _:
            return shop()


async def opened(shot: Shot, app: Designer, pilot: APilot) -> None:
    """Bring the designer to where a shot begins."""
    if shot.of != "home":
        app.work_on(session_of(design_of(shot)))
    await settled(pilot, app)


def taken(shot: Shot) -> tuple[Screenful, dict[str, str]]:
    """Take a shot: its cells, and the colours of what is around them."""
    kept: list[tuple[Screenful, dict[str, str]]] = []

    async def whole() -> None:
        app = Designer(Launch(motion=False, theme=shot.theme, home=shot.of == "home"))
        async with app.run_test(size=shot.size, notifications=True) as pilot:
            await opened(shot, app, pilot)
            await shot.scene(pilot, app)
            await steadied(pilot, app)
            variables = app.theme_variables
            colours = {"surface": variables["background"], "border": variables["ink-border"]}
            kept.append((screenful(app), colours))

    with own_place(worked=shot.of == "home"):
        run(whole())
    return kept[0]


async def steadied(pilot: APilot, app: Designer) -> None:
    """Leave out how long a proof took."""
    if app.proof.milliseconds:
        app.proof = replace(app.proof, milliseconds=9.0)
        app.everybody_changed()
        await settled(pilot, app)


@contextmanager
def own_place(*, worked: bool = False) -> Iterator[Path]:
    """Work in a home of one's own, at a moment that stands."""
    names = ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "TZ")
    before = {name: os.environ.get(name) for name in names}
    now = moments.now
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        home = Path(folder)
        os.environ.update(HOME=folder, XDG_STATE_HOME=f"{folder}/.state", XDG_CONFIG_HOME=f"{folder}/.config", TZ="UTC")
        time.tzset()
        moments.now = lambda: MOMENT
        try:
            if worked:
                _leave_work(home)
            yield home
        finally:
            moments.now = now
            for name, value in before.items():
                os.environ.pop(name, None) if value is None else os.environ.update({name: value})
            time.tzset()


def _leave_work(home: Path) -> None:
    """Leave behind what home lists: designs, one with steps that were not saved, one whose file is gone."""
    designs = {
        "net/shop": shop(),
        "net/estate": load_layout("transit-gateway-hub-and-spoke"),
        "lab/checkout": shop(),
    }
    for name, design in designs.items():
        (home / name).parent.mkdir(exist_ok=True)
        (home / f"{name}.json").write_text(write(design), encoding="utf-8")
    session = open_design(home / "lab" / "checkout.json").session
    for word in ("till", "counter", "door"):
        session.apply(change(session.design, "app-1", "name", word))
    session.recorder.close()  # type: ignore[attr-defined]
    for name, when in (
        ("import/legacy", "2026-11-03T10:00:00+00:00"),
        ("lab/checkout", "2026-11-12T10:00:00+00:00"),
        ("net/estate", "2026-11-20T09:40:00+00:00"),
        ("net/shop", "2026-11-21T14:02:00+00:00"),
    ):
        remember(Recent(str(home / f"{name}.json"), when))
