"""What fails: by a key where one thing is meant, from a list where several can fail alone; told by names."""

from textual.pilot import Pilot

from tests.tui.harness import play, screen_text, settled, shop
from vpcdesign.api.layouts import load_layout
from vpcdesign.design.edit.edit import Edit
from vpcdesign.tui.app import Designer
from vpcdesign.tui.failing.choosing import parts_of

APilot = Pilot[None]


def test_what_can_fail_of_a_noun() -> None:
    design = shop()
    assert parts_of(design, "nat-a") == ["nat-a"]
    assert parts_of(design, "hub") == ["hub-prod", "hub-dublin"]
    assert parts_of(design, "vpn-dublin") == ["vpn-dublin", "vpn-dublin/tunnel-1", "vpn-dublin/tunnel-2"]
    assert parts_of(design, "front") == ["front/public-a", "front/public-b", "front/public-c"]
    assert parts_of(design, "app-1") == []
    inspected = load_layout("central-inspection")
    (firewall,) = inspected.firewalls
    assert parts_of(inspected, firewall.id) == ["fw-a", "fw-b"]


def test_a_tunnel_fails_from_the_list_of_its_connection() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        app.select("vpn-dublin")
        await pilot.press("f")
        assert "[ ] vpn-dublin/tunnel-1" in screen_text(app)
        await pilot.press("down", "enter")
        await settled(pilot, app)
        assert app.asking.failed == ("vpn-dublin/tunnel-1",)
        assert "vpn-dublin/tunnel-1 is down: 0 conversations lost" in screen_text(app)
        await pilot.press("f")
        assert "[x] vpn-dublin/tunnel-1" in screen_text(app)
        await pilot.press("down", "enter")
        await settled(pilot, app)
        assert not app.asking.failed

    play(scene)


def test_one_thing_fails_at_once_and_a_host_by_its_zone() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        app.select("nat-a")
        await pilot.press("f")
        assert app.asking.failed == ("nat-a",)
        app.select("app-b")
        await pilot.press("f")
        assert list(app.asking.failed) == ["nat-a", "az:eu-west-1b"]
        app.select("app-3")
        await pilot.press("f")
        assert list(app.asking.failed) == ["nat-a", "az:eu-west-1b", "az:eu-west-1c"]
        await pilot.press("F")
        assert not app.asking.failed
        app.run_command("choose-failure")
        await settled(pilot, app)
        assert "[ ] front/public-c" in screen_text(app)

    play(scene)


def test_an_assertion_that_cannot_be_asked_any_more_ends_nothing_under_a_failure() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        design = app.session.design
        left = tuple(one for one in design.network_interfaces if one.id != "bastion")
        app.apply(Edit("bastion is gone", design.model_copy(update={"network_interfaces": left})))
        await settled(pilot, app)
        app.select("public-a")
        await pilot.press("f")
        await settled(pilot, app)
        assert app.asking.failed == ("az:eu-west-1a",)
        assert app.is_running

    play(scene)
