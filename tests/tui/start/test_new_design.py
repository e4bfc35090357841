"""A new design: every field is answered, what is wrong stays and is told, and what is created is the planner's."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.clock import run
from tests.tui.harness import SIZES, golden, screen_text, settled
from vpcdesign.api.layouts import load_layout
from vpcdesign.api.storage import load
from vpcdesign.cli.console import main
from vpcdesign.design import legality, references
from vpcdesign.render.ink import plain, width
from vpcdesign.tui.app import Designer
from vpcdesign.tui.launch import Launch
from vpcdesign.tui.start.drawing import Spot, page
from vpcdesign.tui.start.preview import preview
from vpcdesign.tui.start.screen import NewDesign
from vpcdesign.tui.start.wish import Judged, TierWish, Wish, command, edit, judge

DRAWN = """\
  Name      shop                                              │ ╭─ VPC prod 10.20.0.0/16 ───── ◆ ──╮
  Region    eu-west-1       Ireland, 3 zones                  │ │             a      b      c      │
  Block     10.20.0.0/16    47,104 of 65,536 stay free        │ │ public     PUB/24 PUB/24 PUB/24  │
  Zones     3               a b c                             │ │ app        PRV/20 PRV/20 PRV/20  │
  Growth    1               room for 1 more subnet a tier     │ │ db         ISO/24 ISO/24 ISO/24  │
                                                              │ ╰──────────────────────────────────╯
  Tiers      name       way out         each      usable      │ 10.20.0.0/16   a column: /21
             public     PUB internet    /24          251      │ ▓·······a]b]c]▒▒················
           ▌ app        PRV by NAT      /20        4,091      │
             db         ISO none        /24          251      │ public 10.20.0.0/24   10.20.1.0/24   10.20.2.0/24
             add a tier                                       │ app    10.20.64.0/20  10.20.80.0/20  10.20.96.0/20
  Gateways [x] internet gateway                               │ db     10.20.4.0/24   10.20.5.0/24   10.20.6.0/24
           [x] NAT gateway    (•) one a zone  ( ) one for all │ Each tier is one route: 10.20.0.0/22, 10.20.64.0/18,
               a on the map attaches the others later         │ 10.20.4.0/22.
           [ Create shop ]  one undo step                     │ 6 route tables, 1 internet gateway, 3 NAT gateways.
"""


def test_the_page_is_as_it_was_drawn() -> None:
    judged = judge(Wish())
    left = [plain(line.row) for line in page(judged, Spot("tier/1"), None, 62)]
    right = [plain(line) for line in preview(judged, 56)]
    assert len(left) == len(right)
    assert "".join(f"{a:62}│ {b}".rstrip() + "\n" for a, b in zip(left, right, strict=True)) == DRAWN


def test_the_defaults_are_the_plan_of_the_shop() -> None:
    """The shop of the layouts was planned so: same blocks, same reservations, same gateways."""
    judged = judge(Wish())
    assert judged.planned is not None
    made, shop = edit(judged).design, load_layout("three-tier")
    assert [(each.id, each.cidr, each.az) for each in made.subnets] == [
        (each.id, each.cidr, each.az) for each in shop.subnets
    ]
    assert {each.cidr for each in made.reservations} == {each.cidr for each in shop.reservations}
    assert edit(judged).title == "Create shop: 9 subnets, 6 route tables, 4 gateways"
    assert not references.problems(made)
    assert not legality.problems(made)


def test_the_command_line_makes_the_same(tmp_path: Path) -> None:
    path = tmp_path / "shop.json"
    words = [str(path) if word == "FILE" else word for word in command(Wish()).split()]
    assert main(words[1:]) == 0
    assert load(path) == edit(judge(Wish())).design


@pytest.mark.parametrize(
    ("wish", "field", "words"),
    [
        (Wish(name=""), "name", "a design has a name: its file is called so"),
        (Wish(name="a/b"), "name", "a file cannot be called so: letters, digits, - and _"),
        (Wish(block="10.0.0.0/8"), "block", "AWS takes /16 to /28."),
        (Wish(block="ten"), "block", "`ten` is no CIDR block: write it as 10.0.0.0/16 or 2001:db8::/56"),
        (Wish(block="2001:db8::/56"), "block", "an IPv6 block; every VPC has an IPv4 one"),
        (Wish(block="127.0.0.0/16"), "block", None),
        (Wish(block="10.20.0.0/22"), "block", None),
        (Wish(region="Ireland"), "region", None),
        (Wish(zones="9"), "zones", "`9` zones are too many: a region has 1 to 6 to use"),
        (Wish(zones="a,a"), "zones", "`a,a` names a zone twice"),
        (Wish(growth="many"), "growth", "a number, 0 to 5"),
        (Wish(tiers=()), "add", "a design has a tier at least"),
        (Wish().with_tier(1, TierWish("", "private", "/20")), "tier/1", "a tier has a name"),
        (Wish().with_tier(1, TierWish("public", "private", "/20")), "tier/1", "two tiers are called public"),
        (Wish().with_tier(1, TierWish("app", "private", "/99")), "tier/1", None),
        (Wish().with_tier(1, TierWish("app", "private", "")), "tier/1", None),
        (Wish(internet=False), "internet", "public is PUB by its route to one"),
        (Wish().without_tier(0), "nat", "it stands in a PUB tier: there is none"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(wish: Wish, field: str, words: str | None) -> None:
    judged = judge(wish)
    answer = judged.answers[field]
    assert answer.wrong
    assert words is None or answer.words == words
    assert judged.planned is None
    assert judged.problem
    assert not any(other.wrong for name, other in judged.answers.items() if name != field)


@pytest.mark.parametrize(
    ("wish", "field", "words"),
    [
        (Wish(block="10.20.3.7/16"), "block", "taken as 10.20.0.0/16; 47,104 of 65,536 stay free"),
        (Wish(zones="4"), "zones", "a b c d; eu-west-1 has 3"),
        (Wish(zones="a,c"), "zones", "a c"),
        (Wish(region="xx-west-9"), "region", None),
        (Wish(growth="0"), "growth", "no room is kept"),
        (Wish().with_tier(1, TierWish("app", "private", "500")), "tier/1", "507"),
        (Wish().with_tier(2, TierWish("db", "isolated", "25%")), "tier/2", None),
        (Wish(nat=False), "nat", "PRV tiers have no way out yet"),
    ],
)
def test_what_a_field_means_stands_beside_it(wish: Wish, field: str, words: str | None) -> None:
    judged = judge(wish)
    assert judged.planned is not None
    answer = judged.answers[field]
    assert not answer.wrong
    assert words is None or answer.words == words


def test_gateways_are_as_many_as_chosen() -> None:
    counts = []
    for wish in (Wish(), Wish(nat_each_zone=False), Wish(nat=False)):
        made = edit(judge(wish)).design
        counts.append((len(made.internet_gateways), len(made.nat_gateways), len(made.elastic_ips)))
        assert not legality.problems(made)
    assert counts == [(1, 3, 3), (1, 1, 1), (1, 0, 0)]
    isolated = Wish(tiers=(TierWish("db", "isolated", "/24"),), internet=False, nat=False)
    assert not edit(judge(isolated)).design.internet_gateways


@pytest.mark.parametrize("columns", [56, 76, 135])
def test_every_preview_fits(columns: int) -> None:
    small = Wish(block="10.0.0.0/26", zones="1", tiers=(TierWish("x", "public", "/28"),))
    for wish in (Wish(), Wish(zones="6", growth="2"), small):
        judged = judge(wish)
        assert judged.planned is not None, judged.problem
        assert max(width(line) for line in preview(judged, columns)) <= columns


def played(
    scene: Callable[["Pilot[None]", NewDesign, list[Judged]], Awaitable[None]],
    size: tuple[int, int] = (120, 40),
    folder: Path | None = None,
) -> None:
    """Play a scene on the screen of a new design."""

    async def whole() -> None:
        app = Designer(Launch())
        made: list[Judged] = []
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            screen = NewDesign(made.append, folder)
            await app.push_screen(screen)
            await pilot.pause()
            await scene(pilot, screen, made)

    run(whole())


@pytest.mark.parametrize("size", SIZES)
def test_the_screen_at_every_size(size: tuple[int, int]) -> None:
    async def scene(pilot: "Pilot[None]", screen: NewDesign, _: list[Judged]) -> None:
        screen.form.do_move_down()
        await pilot.pause()
        assert isinstance(screen.app, Designer)
        golden(f"new-design-{size[0]}", screen_text(screen.app))

    played(scene, size)


def test_a_newcomer_makes_a_design_by_keyboard() -> None:
    async def scene(pilot: "Pilot[None]", screen: NewDesign, made: list[Judged]) -> None:
        await pilot.press("ctrl+u", *"lab", "enter")
        await pilot.press("ctrl+u", *"us-east-1", "enter")
        await pilot.press(*["backspace"] * 12, *"10.9.0.0/8")
        assert screen.form.judged.problem == "AWS takes /16 to /28."
        assert screen.form.right is not None
        assert screen.form.right.wish.region == "us-east-1"
        await pilot.press("backspace", *"16", "enter")
        screen.form.do_move_last()
        await pilot.press("enter")
        assert [each.wish.name for each in made] == ["lab"]
        assert made[0].planned is not None
        assert made[0].planned.design.vpcs[0].cidrs == ("10.9.0.0/16",)
        assert made[0].planned.design.vpcs[0].region == "us-east-1"

    played(scene)


def test_tiers_are_added_changed_moved_and_removed() -> None:
    async def scene(pilot: "Pilot[None]", screen: NewDesign, _: list[Judged]) -> None:
        form = screen.form
        form._stand(Spot("add"))  # noqa: SLF001 - the cursor is put where keys would take it
        await pilot.press("enter", "ctrl+u", *"cache", "right", "space", "right", "ctrl+u", *"500")
        assert form.wish.tiers[-1] == TierWish("cache", "isolated", "500")
        await pilot.press("left", "left", "left", "left")
        assert form.at == Spot("tier/3", 1)
        await pilot.press("<")
        assert [tier.name for tier in form.wish.tiers] == ["public", "app", "cache", "db"]
        await pilot.press("x")
        assert [tier.name for tier in form.wish.tiers] == ["public", "app", "db"]
        form._stand(Spot("nat", 1))  # noqa: SLF001
        await pilot.press("space")
        assert not form.wish.nat_each_zone

    played(scene)


def test_a_newcomer_makes_a_design_by_mouse() -> None:
    async def scene(pilot: "Pilot[None]", screen: NewDesign, made: list[Judged]) -> None:
        await pilot.click(screen.form, offset=(47, 12))
        assert not screen.form.wish.nat_each_zone
        await pilot.click(screen.form, offset=(12, 12))
        assert not screen.form.wish.nat
        await pilot.click(screen.form, offset=(26, 8))
        assert screen.form.wish.tiers[1].way_out == "isolated"
        await pilot.click(screen.form, offset=(15, 10))
        assert len(screen.form.wish.tiers) == 4
        button = next(place for place, line in enumerate(screen.form._lines) if line.field == "create")  # noqa: SLF001
        await pilot.click(screen.form, offset=(15, button))
        assert len(made) == 1

    played(scene)


def test_a_name_that_is_taken_is_not_offered(tmp_path: Path) -> None:
    (tmp_path / "shop.json").write_text("{}", encoding="utf-8")

    async def scene(pilot: "Pilot[None]", screen: NewDesign, _: list[Judged]) -> None:
        assert screen.form.wish.name == "shop-2"
        await pilot.press("backspace", "backspace")
        assert screen.form.judged.problem == "shop.json is here already: choose another name"

    played(scene, folder=tmp_path)


def test_what_is_created_is_one_step_of_a_design_under_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From home to a tenth subnet: nothing has a file before it is saved, and one undo takes the creation back."""
    monkeypatch.chdir(tmp_path)
    for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "state"))

    async def whole() -> None:
        app = Designer(Launch(home=True))
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            await pilot.press("a")
            await pilot.pause()
            assert isinstance(app.screen, NewDesign)
            app.screen.form.do_move_last()
            await pilot.press("enter")
            await settled(pilot, app)
            assert app.session.design == edit(judge(Wish())).design
            assert app.session.history.current.title == "Create shop: 9 subnets, 6 route tables, 4 gateways"
            app.select("public-a")
            await pilot.press("2", "b", "a")
            await settled(pilot, app)
            assert len(app.session.design.subnets) == 10
            app.do_undo()
            app.do_undo()
            assert not app.session.design.vpcs
            assert not (tmp_path / "shop.json").exists()
            await settled(pilot, app)

    run(whole())


def test_what_is_typed_is_text() -> None:
    evil = replace(Wish(), name="[red]x\x1b[0m", region="[/]")
    for line in page(judge(evil), Spot(), None, 62):
        assert plain(line.row).isprintable() or not line.row
