"""The newcomer's hour by the mouse: clicks instead of the keys of `hour`; only names and numbers are typed."""

from pathlib import Path

import pytest

from tests.tui.clock import run
from tests.tui.hand import Hand
from tests.tui.harness import settled
from tests.tui.hour import typed
from vpcdesign.api.checking import check_designs
from vpcdesign.api.storage import load
from vpcdesign.design.document import Design
from vpcdesign.tui.app import Designer
from vpcdesign.tui.bench.workbench import Workbench
from vpcdesign.tui.journal.opening import open_design
from vpcdesign.tui.launch import Launch

ADD = "[ Add ]"
CLIENTS = "32768-60999"
"""The ports to which replies go: a network ACL must name them, both ways."""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty folder to work in, and nobody's configuration."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_the_hour_by_the_mouse(desk: Path) -> None:
    app = Designer(Launch(motion=False, home=True))

    async def whole() -> None:
        async with app.run_test(size=(120, 40), notifications=True) as pilot:
            await settled(pilot, app)
            await hour(Hand(pilot, app))

    run(whole())
    design = load(desk / "shop.json")
    assert design == app.session.design
    built(design)
    checked = check_designs([str(desk / "shop.json")], None, lambda *_: None)[0]
    assert [result.holds for result in checked.results] == [True]
    again = open_design(desk / "shop.json").session
    assert again.design == design
    done = [(step.title, step.design) for step in app.session.history.steps[1:]]
    assert [(step.title, step.design) for step in again.history.steps[1:]] == done
    assert again.history.unsaved == 0


def built(design: Design) -> None:
    """Hold the design to what the hour is about."""
    assert len(design.subnets) == 9
    assert len(design.nat_gateways) == 3
    assert len(design.transit_gateway_attachments) == 2
    assert {each.id: each.security_groups for each in design.network_interfaces} == {
        **dict.fromkeys(("app-1", "app-2", "app-3"), ("sg-app",)),
        **dict.fromkeys(("db-1", "db-2"), ("sg-db",)),
    }
    groups = {group.id: [(line.ports, line.source) for line in group.ingress] for group in design.security_groups}
    assert groups == {"sg-front": [], "sg-app": [("8080", "sg-front")], "sg-db": [("5432", "sg-app")]}
    (acl,) = [one for one in design.network_acls if one.id == "acl-db"]
    assert {subnet.tier for subnet in design.subnets if subnet.network_acl == acl.id} == {"db"}
    assert [(line.ports, line.cidr) for line in acl.ingress] == [
        ("5432", "10.20.64.0/18"),
        (CLIENTS, "10.20.64.0/18"),
    ]
    assert [(line.ports, line.cidr) for line in acl.egress] == [(CLIENTS, "10.20.64.0/18")]


async def hour(hand: Hand) -> None:
    await hand.click("guided: region", times=2)
    await hand.click("[ Create shop ]")
    assert isinstance(hand.app.screen, Workbench)
    assert hand.title.startswith("Create shop")
    await groups_and_hosts(hand)
    await a_line(hand, "sg-app", "8080", "sg-front")
    await a_line(hand, "sg-db", "postgres", "sg-app")
    assert "+ tier:app → tier:db tcp/5432" in hand.shown
    await a_question(hand)
    await a_network_acl(hand)
    await a_hub_and_an_office(hand)
    await hand.command("save", "File: save ")
    assert "Saved shop.json" in hand.shown


async def groups_and_hosts(hand: Hand) -> None:
    """Add a group for each tier, and hosts that are in them."""
    for tier in ("front", "app", "db"):
        await hand.add("PRV app-a ", "security group")
        await hand.click("Id")
        await hand.type("ctrl+u", *typed(f"sg-{tier}"))
        await hand.click(ADD)
    for subnet in ("PRV app-a", "PRV app-b", "PRV app-c", "ISO db-a", "ISO db-b"):
        await hand.add(f"{subnet} ", "interface")
        group = f"sg-{subnet[4:-2]}"
        if f"[ ] {group}" in hand.shown:  # the next in a tier is offered what the first one has
            await hand.click(f"[ ] {group}")
        await hand.click(ADD)


async def a_line(hand: Hand, group: str, ports: str, source: str) -> None:
    """Add a line to a group: its cells are clicked, and taken from what is offered where it is."""
    await hand.click("4 Security groups")
    await hand.click(f"{group}  ")
    await hand.click("lets nothing in")
    await hand.key("a add")
    await hand.click("│ tcp ")
    await hand.type(*typed(ports))
    await hand.cell("source ", "▌ 1 *")
    await hand.click(f"│ {source} ")
    await hand.key("enter next cell")
    assert hand.title.startswith(f"{group} inbound 1 added")


async def a_question(hand: Hand) -> None:
    """Ask whether the app reaches the database, and pin the answer."""
    await hand.click("1 Map")
    await hand.click("■ app-1 10.", button=3)
    await hand.click("Set as source")
    await hand.click("■ db-1  10.", button=3)
    await hand.click("Set as destination")
    await hand.key("t trace")
    await hand.type("ctrl+u", *"postgres")
    await hand.key("enter next, ask")
    assert "✓ allowed: app-1 opens tcp/5432 to db-1" in hand.shown
    await hand.click("Trace   ")
    await hand.key("p pin")
    assert hand.title.startswith("Pin: app-1 to db-1")
    await hand.key("esc back")


async def a_network_acl(hand: Hand) -> None:
    """Write a network ACL for the databases: it forgets, so replies are let through by rules of their own."""
    await hand.add("ISO db-a ", "network ACL")
    await hand.click(ADD)
    assert "✗ 1 of 1" in hand.shown, "nothing passes yet"
    await hand.click("5 Network ACLs")
    for way, ports in (("source", "5432"), ("source", CLIENTS), ("destination", CLIENTS)):
        await hand.at(*hand.place_of("always last", last=way == "destination"))
        await hand.key("a add")
        await hand.click("│ tcp ")
        await hand.type(*typed(ports))
        await hand.cell(f"{way} ", " * allow")
        await hand.click("│ 10.20.64.0/18 ")
        await hand.key("enter next cell")
    assert "✓ 1 of 1" in hand.shown


async def a_hub_and_an_office(hand: Hand) -> None:
    """Attach a transit gateway, and an office by VPN; undo the office and do it again."""
    await hand.click("1 Map")
    await hand.add("PRV app-a ", "transit gateway")
    await hand.click("[ Attach ]")
    await hand.add("◎ ", "VPN")
    await hand.click("[ Attach ]")
    steps, design = hand.app.session.history.place, hand.app.session.design
    await hand.key("u undo")
    assert hand.app.session.history.place == steps - 1
    await hand.command("redo", "Edit: redo")
    assert hand.app.session.design == design
