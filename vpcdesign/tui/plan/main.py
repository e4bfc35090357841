"""The address plan as a main: strips and table in one widget, carved by keys and by the mouse.

What a key would do is worked out once for a selection; the side pane, the footer and the palette read the same answer.
A drag shifts a block along the lower strip, to the place where the same column of it lies under the pointer.
"""

from collections.abc import Iterable
from dataclasses import replace

from textual.events import Click, Key, MouseDown, MouseMove, MouseScrollDown, MouseScrollUp, MouseUp

from vpcdesign.errors import EditError, PlanError
from vpcdesign.planning.blocks import Block
from vpcdesign.planning.carve import shifts
from vpcdesign.planning.carve.site import Site, site_of
from vpcdesign.planning.carve.verbs import Preview, previews
from vpcdesign.render.ink import Row, Span, fit, row
from vpcdesign.render.strip.picture import Picture, picture, status
from vpcdesign.render.strip.plan import Plan, kinds, matches
from vpcdesign.render.visible import visible
from vpcdesign.tui.frame.desk import NoMeaning
from vpcdesign.tui.frame.field import Field
from vpcdesign.tui.frame.main import Footer
from vpcdesign.tui.pages.page import Page
from vpcdesign.tui.plan.carving import Carving
from vpcdesign.tui.plan.page import one_line, plan_page

LETTERS = "asdfhjklqwrtyuiopzxcvbnm"
"""The letters of a jump; `g` and `e` are the first line and the last."""


class PlanMain(Carving):
    """The blocks of a VPC."""

    scope = "plan"
    footer: Footer = (
        "split",
        "join",
        "widen",
        "narrow",
        ("earlier", "shift earlier"),
        ("later", "shift later"),
        ("reserve", "reserve"),
        "next-free",
        "add",
        ("copy-line", "add one more"),
        "delete",
        "undo",
    )

    def __init__(self) -> None:
        super().__init__()
        self.zoom = 0
        self.top = 0
        self.vpc = ""
        self.like = ""
        self.filter: Field | None = None
        self.jumping = False
        self._site: tuple[Site, dict[str, str]] | None = None
        self._plan: Plan | None = None
        self._told: tuple[Preview, ...] | None = None
        self._picture: Picture | None = None
        self._held: tuple[Block, int] | None = None
        """The block that the mouse holds, and how far behind its start it was taken."""

    # --- what is shown ---

    @property
    def plan(self) -> Plan:
        """The VPC, and what is selected in it; PlanError where there is nothing to carve."""
        if self._plan is None:
            site, known = self._ground()
            words = self.filter.text if self.filter is not None else ""
            self._plan = Plan(site, site.spot(self.session.selection), known, self.zoom, words)
            if self._plan.spot.subnet is not None:
                self.like = self._plan.spot.subnet.id
        return self._plan

    def _ground(self) -> tuple[Site, dict[str, str]]:
        """Give the VPC that the selection is in, made once for a design."""
        design, selection = self.session.design, self.session.selection
        kept = self._site
        if kept is None or kept[0].design is not design or not kept[0].holds(selection):
            site = site_of(design, selection, self.vpc)
            kept = self._site = (site, kinds(site))
            self.vpc = site.here.vpc.id
        return kept

    @property
    def told(self) -> tuple[Preview, ...]:
        """What each key would do to what is selected."""
        if self._told is None:
            self._told = previews(self.plan.spot, self.like)
        return self._told

    def changed(self) -> None:
        self._plan = self._told = None
        self.renew()

    def opened(self) -> None:
        self.changed()

    def rows(self, width: int, height: int) -> list[Row]:
        try:
            plan = self.plan
        except PlanError as error:
            return [(), row(Span(f" {visible(str(error.problems[0]))}", "muted"))]
        self._picture = picture(plan, width, height, self.top)
        self.top = self._picture.top
        lines = list(self._picture.rows)
        for place, letter in self._letters():
            if self.jumping:
                first, *rest = lines[place]  # the cells of the cursor's bar
                lines[place] = (Span(f"{letter:<{len(first.text)}}", "focus", first.ground, bold=True), *rest)
        if self.filter is not None:
            lines += [()] * (height - len(lines))
            lines[-1] = fit(row(Span(" / ", "focus"), *self.filter.row()), width)
        return lines

    def _letters(self) -> Iterable[tuple[int, str]]:
        """Give a letter to each line of the table that is in sight."""
        return zip(self._picture.targets if self._picture is not None else (), LETTERS, strict=False)

    def status(self, width: int) -> Row:
        try:
            plan = self.plan
        except PlanError:
            return ()
        if self.screen.has_class("-single"):
            return one_line(plan)
        left, near = status(plan, self.size.width)
        return (*fit(left, max(width - len(near) - 1, 0)), Span(f"{near} ", "muted"))

    def side(self, width: int) -> Page | None:
        try:
            return plan_page(self.plan, self.told, width)
        except PlanError:
            return None

    # --- moving ---

    def _go(self, by: int) -> None:
        """Select a piece further on in the table."""
        pieces = self.plan.listed
        place = pieces.index(self.plan.spot.piece) + by
        self.desk.select(pieces[max(0, min(place, len(pieces) - 1))].select)

    def do_move_up(self) -> None:
        self._go(-1)

    def do_move_down(self) -> None:
        self._go(1)

    def do_move_left(self) -> None:
        self._go(-1)

    def do_move_right(self) -> None:
        self._go(1)

    def do_move_page_up(self) -> None:
        self._go(-max(self.size.height // 2, 1))

    def do_move_page_down(self) -> None:
        self._go(max(self.size.height // 2, 1))

    def do_move_first(self) -> None:
        self._go(-len(self.plan.site.pieces))

    def do_move_last(self) -> None:
        self._go(len(self.plan.site.pieces))

    def do_open(self) -> None:
        self.desk.open_side()

    def do_view_by(self) -> None:
        """Show the next VPC."""
        names = [each.id for each in self.session.design.vpcs]
        if len(names) < 2:
            raise NoMeaning("m goes to the next VPC; this design has one.")
        self.vpc = names[(names.index(self.vpc) + 1) % len(names)] if self.vpc in names else names[0]
        self.desk.select(self.vpc)

    # --- zoom ---

    def do_zoom_in(self) -> None:
        self._zoom(self.zoom + 1)

    def do_zoom_out(self) -> None:
        self._zoom(self.zoom - 1)

    def do_zoom_fit(self) -> None:
        self._zoom(0)

    def _zoom(self, zoom: int) -> None:
        before = self.plan.window(64)
        if zoom and replace(self.plan, zoom=zoom).window(64) == before:
            raise NoMeaning(f"{before} is as {'near' if zoom > self.zoom else 'far'} as it goes.")
        self.zoom = zoom
        self.desk.select(self.session.selection)
        self.changed()

    # --- jump and filter ---

    def jump(self) -> None:
        self.jumping = True
        self.renew()

    def _jump(self, event: Key) -> bool:
        """Go to the line of a letter; `g` again is the first, `e` the last."""
        self.jumping = False
        self.renew()
        lines = {letter: place for place, letter in self._letters()}
        if self._picture is not None and event.character in lines:
            self.desk.select(self._picture.targets[lines[event.character]])
        elif event.character == "g":
            self.do_move_first()
        elif event.character == "e":
            self.do_move_last()
        return True

    @property
    def typing(self) -> bool:
        return self.filter is not None

    def do_filter(self) -> None:
        self.filter = self.filter or Field()
        self.changed()

    def takes(self, event: Key) -> bool:
        """Take the letter of a jump; take letters while the table is being filtered, until `esc`."""
        if self.jumping:
            return self._jump(event)
        if self.filter is None:
            return False
        if event.key in {"escape", "enter"}:
            if event.key == "enter":
                self._stand()
            else:
                self.filter = None
            self.changed()
            return True
        if (field := self.filter.after(event.key, event.character)) is None:
            return False
        self.filter = field
        self.changed()
        self._stand()
        return True

    def _stand(self) -> None:
        """Stand on the first piece that the filter leaves."""
        plan = self.plan
        left = [each for each in plan.site.pieces if matches(each, plan.words.casefold().split())]
        if left and plan.spot.piece not in left:
            self.desk.select(left[0].select)

    # --- the mouse ---

    def on_mouse_down(self, event: MouseDown) -> None:
        """Select what is under the pointer; on the strip, take hold of it."""
        if self._picture is None:
            return
        if event.y in self._picture.targets:
            self.desk.select(self._picture.targets[event.y])
            return
        under = self._picture.block_at(event.x, event.y)
        piece = self.plan.site.at(under.low) if under is not None else None
        if under is not None and piece is not None:
            self.desk.select(piece.select)
            if piece.noun is not None and piece.block.holds(under):
                self._held = (piece.block, under.low - piece.block.low)
                self.capture_mouse()

    def on_mouse_move(self, event: MouseMove) -> None:
        target = self._dropped(event.x, event.y)
        if target is not None:
            self.desk.tell(f"{self.plan.spot.words} to {target}")

    def on_mouse_up(self, event: MouseUp) -> None:
        target = self._dropped(event.x, event.y)
        self.release_mouse()
        self._held = None
        if target is not None and target != self.plan.spot.block:
            try:
                self.done(shifts.shifted(self.plan.spot, target))
            except EditError as refusal:
                self.desk.tell(str(refusal.problems[0]), "blocked")

    def _dropped(self, x: int, y: int) -> Block | None:
        """Give the block of the same size that would lie under the pointer."""
        if self._held is None or self._picture is None:
            return None
        under = self._picture.block_at(x, y)
        if under is None:
            return None
        own, behind = self._held
        return Block(max(under.low - behind, 0), 0).above(own.height)

    def on_click(self, event: Click) -> None:
        if event.chain > 1:
            self.do_open()

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        event.stop()
        if event.ctrl:
            self.desk.run_command("zoom.out")
        else:
            self._go(1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        event.stop()
        if event.ctrl:
            self.desk.run_command("zoom.in")
        else:
            self._go(-1)
