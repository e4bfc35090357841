"""A guided step at the side: asked by keys and by mouse, previewed on the map, taken as one step or left."""

import pytest
from textual.pilot import Pilot

from tests.tui.harness import golden, play, screen_text, settled, shop
from vpcdesign.design.document import Design
from vpcdesign.planning.attach.steps import STEPS
from vpcdesign.planning.form import Field as Question
from vpcdesign.planning.form import Form, Option
from vpcdesign.render.ink import Row, Span, plain, width
from vpcdesign.tui.app import Designer
from vpcdesign.tui.bench.workbench import Workbench
from vpcdesign.tui.forms.drawing import Line, Place, draw, places
from vpcdesign.tui.forms.pane import FormPane
from vpcdesign.tui.frame.field import Field

EACH = (Option("zone", "one a zone"), Option("all", "one for all"))
HOMES = tuple(Option(f"public-{x}", f"public-{x} zone {x}") for x in "abcdef")
ROUTES = (Option("a", "app-a → nat-a"), Option("b", "db, stays isolated"))
FORM = Form(
    "Attach NAT gateway",
    (
        Question("each", "Gateways", "choice", EACH, "zone"),
        Question("in", "In", "ticks", HOMES, ("public-a",)),
        Question("routes", "Routes it adds", "ticks", ROUTES, ("a",), aside="0.0.0.0/0"),
        Question("name", "Id", "text", (Option("nat", "nat"),), "nat-a"),
        Question("cidr", "Block", "block", (), "10.1", "`10.1` is no CIDR block: write it as 10.0.0.0/16"),
    ),
    ("with 3 new Elastic IPs",),
)
DRAWN = """\
(•) one a zone  ( ) one for all
in public-a
with 3 new Elastic IPs
Routes it adds          0.0.0.0/0
[x] + app-a → nat-a
[ ] db, stays isolated
Id           nat-a
Block        10.1
✗ `10.1` is no CIDR block: write
  it as 10.0.0.0/16
What it opens
+ tier:app → internet  tcp/443
[ Attach ]  one undo step"""


def text(lines: list[Line]) -> str:
    return "\n".join(plain(line.row).rstrip() for line in lines)


def test_a_form_is_drawn_as_it_stands() -> None:
    rows: list[Row] = [(Span("+ tier:app → internet  tcp/443"),)]
    assert text(draw(FORM, 33, Place(), opens=rows)) == DRAWN


def test_ticks_unfold_where_the_cursor_is() -> None:
    drawn = text(draw(FORM, 33, Place(1, 2)))
    assert "[x] public-a zone a\n[ ] public-b zone b\n[ ] public-c zone c\n[ ] public-d" in drawn
    assert [len(several) for several in places(FORM, 33)] == [1, 6, 2, 1, 1, 1]


def test_a_choice_has_its_label_where_there_is_room_or_need() -> None:
    bare = Form("x", (Question("mode", "Appliance", "choice", (Option("n", "off"), Option("y", "on, of a VPC")), "n"),))
    assert text(draw(bare, 47, None)).startswith("Appliance    (•) off  ( ) on, of a VPC\n")
    assert text(draw(bare, 28, None)).startswith("Appliance\n(•) off  ( ) on, of a VPC\n")
    assert text(draw(FORM, 47, None)).startswith("Gateways     (•) one a zone  ( ) one for all\n")


@pytest.mark.parametrize("inner", [33, 47, 79])
def test_no_line_is_wider_than_the_pane(inner: int) -> None:
    for guide in STEPS.values():
        form = guide.options(shop(), "app-a")
        for several in places(form, inner):
            for place in several:
                for line in draw(form, inner, place, Field.holding("x" * 100)):
                    assert width(line.row) <= inner, plain(line.row)


def without_nat() -> Design:
    """Give the shop before it got its NAT gateways."""
    design = shop()
    nats = {each.id for each in design.nat_gateways}
    tables = tuple(
        table.model_copy(update={"routes": tuple(route for route in table.routes if route.target not in nats)})
        for table in design.route_tables
    )
    return design.model_copy(update={"nat_gateways": (), "elastic_ips": (), "route_tables": tables})


async def form_of(pilot: "Pilot[None]", app: Designer, command: str) -> FormPane:
    app.select("app-a")
    app.run_command(command)
    await settled(pilot, app)
    bench = app.screen
    assert isinstance(bench, Workbench)
    assert isinstance(bench.side, FormPane)
    return bench.side


def test_nat_gateways_are_attached_as_one_step() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        pane = await form_of(pilot, app, "attach.nat-gateways")
        assert app.previewed is pane.edit is not None
        said = plain(pane.strip() or ())
        assert said.startswith(" Preview: nothing is attached yet.   + app-1, app-2, app-3 → internet tcp/443")
        assert said.endswith("✓ the app can call out")
        rows = pane.rows(36, 34)
        golden("form-nat-36", "\n".join(plain(line).rstrip() for line in rows) + "\n")
        assert not app.session.design.nat_gateways
        await pilot.press("end", "enter")
        await settled(pilot, app)
        assert len(app.session.design.nat_gateways) == 3
        assert app.previewed is None
        bench = app.screen
        assert isinstance(bench, Workbench)
        assert not isinstance(bench.side, FormPane)
        app.do_undo()
        assert app.session.design == without_nat()

    play(scene, design=without_nat())


@pytest.mark.parametrize(
    ("command", "said", "taught"),
    [
        ("new.subnet", "subnet app-a-2, not added yet.", "enter choose, add"),
        ("new.security-group", "security group sg-app-2, not added yet.", "enter choose, add"),
        ("attach.transit-gateway", "nothing is attached yet.", "enter choose, attach"),
    ],
)
def test_a_preview_says_what_is_not_there_yet(command: str, said: str, taught: str) -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        pane = await form_of(pilot, app, command)
        assert plain(pane.strip() or ()).startswith(f" Preview: {said}")
        assert screen_text(app).splitlines()[-1].strip().startswith(taught)

    play(scene)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
def test_the_cursor_is_seen_without_colours(size: tuple[int, int]) -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        pane = await form_of(pilot, app, "attach.nat-gateways")
        await pilot.press("down")
        marked = [plain(line) for line in pane.rows(pane.size.width, pane.size.height) if "▌" in plain(line)]
        assert len(marked) == 1
        assert marked[0].lstrip("│").startswith("▌")

    play(scene, size=size, design=without_nat())


def test_esc_leaves_everything_as_it_was() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        await form_of(pilot, app, "attach.nat-gateways")
        await pilot.press("down", "space")
        await pilot.press("escape")
        await settled(pilot, app)
        assert app.previewed is None
        assert len(app.session.history.steps) == 1

    play(scene, design=without_nat())


def test_choices_are_made_by_keys_and_change_what_is_shown() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        pane = await form_of(pilot, app, "attach.nat-gateways")
        await pilot.press("down", "space")
        assert pane.form.values["per"] == "one"
        assert pane.edit is not None
        assert len(pane.edit.design.nat_gateways) == 1
        await pilot.press("down", "down", "right")
        assert pane.form.values["kind"] == "private"

    play(scene, design=without_nat())


def test_a_text_is_typed_and_a_wrong_one_keeps_the_button_closed() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        pane = await form_of(pilot, app, "attach.vpn")
        number = next(place for place, field in enumerate(pane.form.fields) if field.id == "site_blocks")
        pane._stand(Place(number))  # noqa: SLF001 - the cursor is put where keys would take it
        await pilot.press("ctrl+u", *"10.9")
        assert pane.form.refusal
        assert pane.edit is None
        assert app.previewed is None
        await pilot.press(*".0.0/16")
        assert not pane.form.fields[number].problem
        steps = len(app.session.history.steps)
        pane._stand(Place(len(pane.form.fields)))  # noqa: SLF001
        if pane.form.refusal:
            await pilot.press("enter")
            assert len(app.session.history.steps) == steps

    play(scene)


def test_the_mouse_chooses_and_attaches() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        pane = await form_of(pilot, app, "attach.nat-gateways")
        lines = [plain(line.row).strip() for line in pane._lines]  # noqa: SLF001
        await pilot.click(pane, offset=(5, 2 + lines.index("( ) one for all")))
        assert pane.form.values["per"] == "one"
        await settled(pilot, app)
        lines = [plain(line.row).strip() for line in pane._lines]  # noqa: SLF001
        await pilot.click(pane, offset=(5, 2 + lines.index("[ Attach ]  one undo step")))
        await settled(pilot, app)
        assert len(app.session.design.nat_gateways) == 1

    play(scene, design=without_nat())
