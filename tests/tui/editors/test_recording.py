"""Lines under work outlive the designer: killed at any key, it offers them again where they stood."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.clock import run
from tests.tui.hand import Hand
from tests.tui.harness import LAYOUTS, settled
from vpcdesign.tui.app import Designer
from vpcdesign.tui.journal.journal import Journal
from vpcdesign.tui.journal.opening import Opened, open_design
from vpcdesign.tui.launch import Launch

APilot = Pilot[None]


@pytest.fixture
def shop_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    file = tmp_path / "shop.json"
    file.write_text((LAYOUTS / "three-tier.json").read_text())
    return file


def worked(file: Path, *keys: str, on: str, then: Callable[[Hand], None] | None = None) -> None:
    """Work on a file until the designer is killed."""

    async def whole() -> None:
        opened = open_design(file)
        app = Designer(Launch(motion=False, opened=opened))
        async with app.run_test(size=(120, 40), notifications=True) as pilot:
            await settled(pilot, app)
            app.select(on)
            hand = Hand(pilot, app)
            await hand.type(*keys)
            if then is not None:
                then(hand)
            assert isinstance(opened.session.recorder, Journal)
            opened.session.recorder.close()  # what the system does for a program that was killed

    run(whole())


def left(file: Path) -> Opened:
    opened = open_design(file)
    assert isinstance(opened.session.recorder, Journal)
    opened.session.recorder.close()
    return opened


def test_a_half_typed_line_is_there_again(shop_file: Path) -> None:
    worked(shop_file, "4", "a", *"tcp", "enter", *"91", on="sg-app#ingress/0")
    (begun,) = left(shop_file).session.begun.values()
    assert (begun.noun, begun.table, begun.texts["protocol"], begun.texts["ports"]) == (
        "sg-app",
        "ingress",
        "tcp",
        "91",
    )

    def looks(hand: Hand) -> None:
        assert "4 * tcp      91 " in hand.shown
        assert "it was being written when the designer ended" in hand.shown
        assert "A line that was being written is there again: sg-app." in hand.shown

    worked(shop_file, "4", on="sg-app#ingress/0", then=looks)
    finish = ("4", "down", "down", "down", "right", "enter", *"00", "enter", *"sg-bastion", "enter", "enter")
    worked(shop_file, *finish, on="sg-app#ingress/0", then=lambda hand: none_under_work(hand, 4))
    again = left(shop_file)
    assert not again.session.begun
    assert again.recoverable == 1
    assert again.left is not None
    (group,) = [one for one in again.left.design.security_groups if one.id == "sg-app"]
    assert (group.ingress[3].ports, group.ingress[3].source) == ("9100", "sg-bastion")


def none_under_work(hand: Hand, lines: int) -> None:
    group = next(one for one in hand.app.session.design.security_groups if one.id == "sg-app")
    assert len(group.ingress) == lines, hand.shown
    assert not hand.app.session.begun


def test_a_line_that_is_being_changed_is_changed_again_wherever_it_stands(shop_file: Path) -> None:
    worked(shop_file, "5", "enter", "enter", "enter", "enter", "ctrl+u", *"44", on="acl-public#ingress/0")
    (begun,) = left(shop_file).session.begun.values()
    assert begun.path == "ingress/0"
    document = json.loads(shop_file.read_text())
    (acl,) = [one for one in document["network_acls"] if one["id"] == "acl-public"]
    acl["ingress"].insert(0, {**acl["ingress"][0], "rule": 50, "ports": "8443"})
    shop_file.write_text(json.dumps(document))  # somebody puts a rule above it meanwhile

    def looks(hand: Hand) -> None:
        assert "100 * allow tcp 44" in hand.shown

    worked(shop_file, "5", on="acl-public#ingress/0", then=looks)


def test_what_is_left_or_kept_is_not_offered_again(shop_file: Path) -> None:
    worked(shop_file, "4", "a", *"tcp", "escape", on="sg-app#ingress/0")
    assert not left(shop_file).session.begun
    worked(shop_file, "4", "a", on="sg-app#ingress/0")
    assert not left(shop_file).session.begun, "nothing was typed yet"


def test_lines_that_were_refused_stay_too_and_go_with_a_save_under_another_name(shop_file: Path) -> None:
    target = shop_file.with_name("other.json")

    def saves(hand: Hand) -> None:
        hand.app.run_command("save-as", str(target))
        hand.app.session.recorder.close()  # type: ignore[attr-defined]

    worked(shop_file, "3", "a", *"10.20.4.0/24", "enter", *"hub", "enter", "enter", on="rt-app-a#routes/0", then=saves)
    for file in (shop_file, target):
        (begun,) = left(file).session.begun.values()
        assert (begun.noun, begun.texts["destination"]) == ("rt-app-a", "10.20.4.0/24")
