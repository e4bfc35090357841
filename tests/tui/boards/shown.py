"""Every dialog and every pane at the side, each opened over the shop as whoever uses it would.

A scene opens one and says which widget is to be looked at; `restored` closes everything again, so that many are drawn
in one application.
"""

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import NamedTuple

from textual.pilot import Pilot
from textual.widget import Widget

from tests.tui.harness import session_of, settled, shop
from tests.tui.home.test_dialogs import history, left_behind
from tests.tui.hour import typed
from vpcdesign.design.edit.change import change
from vpcdesign.design.edit.drop import drop, goes_too
from vpcdesign.formats.native.write import write
from vpcdesign.tui.app import Designer
from vpcdesign.tui.asking.acts import EarlierPane
from vpcdesign.tui.bench.workbench import InspectorPane, Workbench
from vpcdesign.tui.failing.choosing import FailChoice
from vpcdesign.tui.forms.pane import FormPane
from vpcdesign.tui.guides.panes import HelpPane, HistoryPane, OutlinePane
from vpcdesign.tui.guides.screen import HelpScreen
from vpcdesign.tui.home.comparing import Comparing
from vpcdesign.tui.home.deleting import Deleting
from vpcdesign.tui.home.files import PathDialog
from vpcdesign.tui.home.importing import ImportDialog
from vpcdesign.tui.home.layouts import LayoutsDialog
from vpcdesign.tui.home.outside import OutsideChange
from vpcdesign.tui.home.quitting import Quitting
from vpcdesign.tui.home.recovery import Recovery
from vpcdesign.tui.matrix.panes import MembersPane, ViewPane
from vpcdesign.tui.palette.screen import PaletteScreen
from vpcdesign.tui.properties.acts import Chooser, KindsPane
from vpcdesign.tui.properties.pane import NewLinePane, NewNounPane, PropertiesPane
from vpcdesign.tui.proving.choosing import AgainstPane
from vpcdesign.tui.session.asking import Asked
from vpcdesign.tui.start.screen import NewDesign
from vpcdesign.tui.tour.panel import TourPanel

APilot = Pilot[None]
Opens = Callable[[APilot, Designer, Path], Awaitable[None]]


class Shown(NamedTuple):
    """What is opened, and how."""

    kind: type[Widget]
    opens: Opens


def pressed(*keys: str, element: str = "app-a") -> Opens:
    """Open by keys, with an element selected."""

    async def opens(pilot: APilot, app: Designer, _: Path) -> None:
        app.select(element)
        for key in keys:
            await pilot.press(key)
            await settled(pilot, app)

    return opens


def ran(command: str, argument: str = "", *keys: str, element: str = "app-a") -> Opens:
    """Open by a command, then press keys."""

    async def opens(pilot: APilot, app: Designer, _: Path) -> None:
        app.select(element)
        app.run_command(command, argument)
        await settled(pilot, app)
        await pilot.press(*keys)

    return opens


async def aside(pilot: APilot, app: Designer, element: str) -> None:
    app.palette_on(element)
    await settled(pilot, app)


async def palette_on_a_subnet(pilot: APilot, app: Designer, _: Path) -> None:
    await aside(pilot, app, "app-a")


async def palette_on_a_rule(pilot: APilot, app: Designer, _: Path) -> None:
    await aside(pilot, app, "acl-db#ingress/0")


async def opening(pilot: APilot, app: Designer, folder: Path) -> None:
    for name in ("branch.json", "shop.json", "shop-2.json", "notes.txt"):
        (folder / name).write_text(write(shop()) if name.endswith("json") else "")
    (folder / "archive").mkdir(exist_ok=True)
    app.run_command("file.open")
    await settled(pilot, app)
    await pilot.press("down")


async def opening_what_is_not_there(pilot: APilot, app: Designer, folder: Path) -> None:
    await opening(pilot, app, folder)
    await pilot.press("ctrl+u", *typed("nowhere.json"), "enter")


async def saving_over_another(pilot: APilot, app: Designer, folder: Path) -> None:
    await opening(pilot, app, folder)
    await pilot.press("escape")
    app.run_command("save-as")
    await settled(pilot, app)
    await pilot.press("ctrl+u", *typed("branch.json"), "enter")


def described(folder: Path) -> None:
    """Write what AWS answers of one VPC with one subnet."""
    vpcs = [{"VpcId": "vpc-0a1", "CidrBlock": "10.0.0.0/16", "OwnerId": "123456789012", "State": "available"}]
    subnet = {"SubnetId": "subnet-0a1", "VpcId": "vpc-0a1", "CidrBlock": "10.0.0.0/24", "OwnerId": "123456789012"}
    subnet |= {"AvailabilityZone": "eu-west-1a", "AvailabilityZoneId": "euw1-az1", "State": "available"}
    (folder / "aws").mkdir(exist_ok=True)
    (folder / "aws" / "vpcs.json").write_text(json.dumps({"Vpcs": vpcs}))
    (folder / "aws" / "subnets.json").write_text(json.dumps({"Subnets": [subnet]}))


async def importing(pilot: APilot, app: Designer, folder: Path) -> None:
    described(folder)
    app.run_command("import")
    await settled(pilot, app)
    await pilot.press("a", "w")


async def reading(pilot: APilot, app: Designer, folder: Path) -> None:
    await importing(pilot, app, folder)
    dialog = app.screen
    assert isinstance(dialog, ImportDialog)
    await pilot.press("tab", "enter", *typed("net.json"))
    dialog.phase, dialog.done = "reading", (1_280, 4_200)
    dialog._say_hint()  # noqa: SLF001 - it goes by too fast to be seen
    dialog.renew()


async def imported(pilot: APilot, app: Designer, folder: Path) -> None:
    await importing(pilot, app, folder)
    await pilot.press("tab", "enter", *typed("net.json"), "enter")
    await settled(pilot, app)


async def import_refused(pilot: APilot, app: Designer, folder: Path) -> None:
    await importing(pilot, app, folder)
    await pilot.press("ctrl+u", *typed("nowhere"), "enter", *typed("net.json"), "enter")
    await settled(pilot, app)


async def recovery(pilot: APilot, app: Designer, folder: Path) -> None:
    _ = app.push_screen(Recovery(left_behind(folder)))
    await settled(pilot, app)


async def recovery_of_what_was_changed(pilot: APilot, app: Designer, folder: Path) -> None:
    _ = app.push_screen(Recovery(left_behind(folder, changed=True)))
    await settled(pilot, app)


async def recovery_compared(pilot: APilot, app: Designer, folder: Path) -> None:
    await recovery(pilot, app, folder)
    await pilot.press("up", "enter")
    await settled(pilot, app)


async def quitting(pilot: APilot, app: Designer, __: Path) -> None:
    session = session_of(shop())
    session.history = history()
    _ = app.push_screen(Quitting(session))
    await settled(pilot, app)


async def outside(pilot: APilot, app: Designer, folder: Path) -> None:
    session = left_behind(folder).session
    session.history = history()
    _ = app.push_screen(OutsideChange(session))
    await settled(pilot, app)


async def deleting(pilot: APilot, app: Designer, __: Path) -> None:
    _ = app.push_screen(Deleting(goes_too(app.session.design, ["app-a"])))
    await settled(pilot, app)
    await settled(pilot, app)


async def inspector(_: APilot, app: Designer, __: Path) -> None:
    app.select("app-a")
    app.open_side()


async def outline(pilot: APilot, app: Designer, _: Path) -> None:
    """Open the outline, where it does not stand there anyway."""
    if not app.screen.has_class("-triple"):
        await pilot.press("o")
        await settled(pilot, app)


async def earlier(pilot: APilot, app: Designer, _: Path) -> None:
    for source, destination, service in (("app-1", "db-1", "postgres"), ("internet", "front", "https")):
        app.ask(Asked(source, destination, service))
        await settled(pilot, app)
    await pilot.press("T")
    await settled(pilot, app)


async def changed_and_compared(pilot: APilot, app: Designer, _: Path) -> None:
    """Choose what the consequences are compared with."""
    app.apply(change(app.session.design, "sg-bastion#ingress/0", "source", "0.0.0.0/0"))
    app.apply(drop(app.session.design, ["db-2"]))
    await settled(pilot, app)
    await pilot.press("c")
    await settled(pilot, app)
    await pilot.press("m")
    await settled(pilot, app)


async def new_design_that_cannot_be(pilot: APilot, app: Designer, _: Path) -> None:
    app.run_command("new")
    await settled(pilot, app)
    await pilot.press("down", "down", "ctrl+u", *typed("10.20.0.0/8"))
    await settled(pilot, app)


def guided(command: str, element: str = "app-a", *keys: str) -> Shown:
    return Shown(FormPane, ran(command, "", *keys, element=element))


DIALOGS: dict[str, Shown] = {
    "palette-found": Shown(PaletteScreen, pressed("colon", *typed("attach"))),
    "palette-nothing": Shown(PaletteScreen, pressed("colon", *typed("qqqq"))),
    "palette-asks": Shown(PaletteScreen, ran("add-tier")),
    "palette-on-subnet": Shown(PaletteScreen, palette_on_a_subnet),
    "palette-on-rule": Shown(PaletteScreen, palette_on_a_rule),
    "open": Shown(PathDialog, opening),
    "open-refused": Shown(PathDialog, opening_what_is_not_there),
    "save-as-over": Shown(PathDialog, saving_over_another),
    "import": Shown(ImportDialog, importing),
    "import-reading": Shown(ImportDialog, reading),
    "import-refused": Shown(ImportDialog, import_refused),
    "imported": Shown(ImportDialog, imported),
    "layouts-first": Shown(LayoutsDialog, ran("layouts")),
    "recovery": Shown(Recovery, recovery),
    "recovery-changed": Shown(Recovery, recovery_of_what_was_changed),
    "recovery-compared": Shown(Comparing, recovery_compared),
    "quitting": Shown(Quitting, quitting),
    "outside": Shown(OutsideChange, outside),
    "deleting": Shown(Deleting, deleting),
}
"""Modal screens, each with its box."""

SCREENS: dict[str, Shown] = {
    "new-design-refused": Shown(NewDesign, new_design_that_cannot_be),
    "help-over-form": Shown(HelpScreen, ran("new", "", "f1")),
}
"""Screens of their own."""

PANES: dict[str, Shown] = {
    "inspector-subnet": Shown(InspectorPane, inspector),
    "earlier": Shown(EarlierPane, earlier),
    "kinds": Shown(KindsPane, ran("new.any")),
    "add-to-vpc": Shown(Chooser, pressed("a", element="prod")),
    "new-flow": Shown(NewNounPane, ran("new.any", "", *["down"] * 4, "enter")),
    "fields-of-group": Shown(PropertiesPane, pressed("e", element="sg-app")),
    "new-line": Shown(NewLinePane, ran("describe", "", "end", "a", element="sg-app")),
    "help-on-group": Shown(HelpPane, pressed("question_mark", element="sg-app")),
    "help-code": Shown(HelpPane, ran("help.code", "SUBNET_ACL_RESTRICTION")),
    "steps": Shown(HistoryPane, pressed("H")),
    "outline": Shown(OutlinePane, outline),
    "fail-choice": Shown(FailChoice, ran("choose-failure")),
    "against": Shown(AgainstPane, changed_and_compared),
    "view-by": Shown(ViewPane, pressed("6", "m")),
    "members": Shown(MembersPane, pressed("6", "down", "right", "enter")),
    "attach-nat": guided("attach.nat-gateways", "prod"),
    "attach-hub": guided("attach.transit-gateway", "prod"),
    "attach-endpoint": guided("attach.endpoint", "prod"),
    "attach-peering": guided("attach.peering", "prod"),
    "attach-vpn": guided("attach.vpn", "prod"),
    "new-subnet": guided("new.subnet", "prod"),
    "new-interface": guided("new.interface", "app-b"),
    "new-balancer": guided("new.load-balancer", "prod"),
    "new-acl": guided("new.network-acl", "db-a"),
    "new-assertion": guided("add-assertion", "app-a"),
    "tour": Shown(TourPanel, ran("help.tour")),
}
"""What stands at the side, or in the main's place."""


async def restored(pilot: APilot, app: Designer) -> None:
    """Close everything, and take back what was done."""
    while not isinstance(app.screen, Workbench):
        _ = app.pop_screen()
        await pilot.pause()
    bench = app.screen
    for pane in [one for one in bench.panes if one.name_of != "inspector"]:
        bench.drop_pane(pane.name_of)
    for panel in [*bench.query("ConsequencesPanel"), *bench.query(TourPanel)]:
        _ = panel.remove()
    bench.query_one("#panel").display = False
    bench.side_wanted = not bench.has_class("-single")
    app.asking.close()
    app.preview(None)
    while app.session.undo() is not None:
        pass
    app.design_changed()
    bench.go("map")
    await settled(pilot, app)
