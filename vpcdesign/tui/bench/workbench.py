"""The workbench: the frame in which a design is worked on. Four fixed lines, a main, and at most one pane at the side.

Mains are made when they are first opened. The side panes are a stack: `esc` takes the uppermost off, and where there is
room for one pane only the uppermost stands in the main's place. The map is home: `esc` leads back to it.
"""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from vpcdesign.tui.asking.acts import AskingActs
from vpcdesign.tui.bench.fixed import Header, Status, Strip
from vpcdesign.tui.bench.mains import MAINS
from vpcdesign.tui.failing.acts import FailingActs
from vpcdesign.tui.frame.desk import NoMeaning, desk_of
from vpcdesign.tui.frame.footer import FooterLine
from vpcdesign.tui.frame.main import Footer, Main
from vpcdesign.tui.frame.pane import PagePane, Pane
from vpcdesign.tui.frame.rows import Rows
from vpcdesign.tui.guides.panes import OutlinePane
from vpcdesign.tui.pages.inspector.inspect import inspect
from vpcdesign.tui.pages.page import Page
from vpcdesign.tui.plan.growth import GrowthActs
from vpcdesign.tui.properties.acts import PropertiesActs
from vpcdesign.tui.properties.guided import AttachActs
from vpcdesign.tui.proving.panel import ConsequencesPanel
from vpcdesign.tui.tour.panel import TourPanel


class InspectorPane(PagePane):
    """What is selected, in words; whoever stands in it acts on what is selected as on the map."""

    footer: Footer = ("open", "add", "delete", "describe", "source", "destination", "filter", "undo", "back")


class Workbench(AskingActs, FailingActs, PropertiesActs, AttachActs, GrowthActs):
    """The screen of a design."""

    DEFAULT_CSS = """
    Workbench #header, Workbench #strip, Workbench #status, Workbench #footer { height: 1; }
    Workbench #body { height: 1fr; }
    Workbench #side { width: 36; height: 1fr; }
    Workbench #outline { width: 28; height: 1fr; display: none; }
    Workbench.-triple #side { width: 48; }
    Workbench #side Pane { width: 1fr; }
    Workbench #panel { height: auto; display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.mains: dict[str, Main] = {}
        self.tab = "map"
        self.panes: list[Pane] = []
        self._narrow = False
        self.side_wanted = True
        """Whether the inspector stands beside the main where there is room."""
        self._in_front = False
        """Whether the main stands before a pane that is open in its place: `esc` leads back to that."""

    def compose(self) -> ComposeResult:
        yield Header(id="header")
        with Horizontal(id="body"):
            yield Horizontal(id="outline")
            yield Horizontal(id="main")
            yield Horizontal(id="side")
        yield Horizontal(id="panel")
        yield Strip(id="strip")
        yield Status(id="status")
        yield FooterLine(id="footer")

    async def on_mount(self) -> None:  # type: ignore[override]  # Textual calls each class's own, and awaits it
        self.push(InspectorPane(self._inspected, "inspector"), focus=False)
        desk = desk_of(self)
        outline = OutlinePane(lambda: desk.surroundings, lambda: desk.session.selection)
        await self.query_one("#outline").mount(outline)
        self.go(self.tab)

    def _inspected(self, width: int) -> Page:
        """Give what the main knows of what is under its cursor, else what the design says of what is selected."""
        desk = desk_of(self)
        own = self.main.side(width) if self.mains else None
        return own or inspect(desk.surroundings, desk.session.selection, desk.known_of(desk.session.selection), width)

    # --- mains ---

    @property
    def main(self) -> Main:
        return self.mains[self.tab]

    def go(self, tab: str) -> None:
        """Show a main; it is made the first time. Nothing waits here, so that the next key is the new main's."""
        if tab not in self.mains:
            self.mains[tab] = MAINS[tab]()
            _ = self.query_one("#main").mount(self.mains[tab])
        self.tab = tab
        for name, main in self.mains.items():
            main.display = name == tab
        self.main.opened()
        self.main.renew()  # what changed while it was hidden it was not told
        if self.has_class("-single"):  # what stands in the main's place makes room for the main that is wanted
            self._in_front = self.side is not None and self.side.name_of != "inspector" and not self.side.gives_way
            self.side_wanted = False
        self._arrange()
        for pane in self.panes:
            pane.changed()
        self.set_focus(self.main)
        self.lines_changed()

    # --- panes ---

    @property
    def side(self) -> Pane | None:
        """The pane that is shown, or would be where there is room."""
        return self.panes[-1] if self.panes else None

    def push(self, pane: Pane, *, focus: bool = True) -> None:
        """Put a pane on the stack; one of the same name is replaced."""
        same = [each for each in self.panes if each.name_of == pane.name_of]
        for each in same:
            self.panes.remove(each)
            _ = each.remove()
        self.panes.append(pane)
        self._in_front = False
        _ = self.query_one("#side").mount(pane)
        self._arrange()
        pane.opened()
        if focus:
            self.set_focus(pane)

    def page(self, make: Callable[[int], Page], name: str) -> PagePane:
        """Put a page on the stack, and give its pane."""
        pane = PagePane(make, name)
        self.push(pane)
        return pane

    def pop(self) -> bool:
        """Take the uppermost pane off; False when there was none."""
        if self.side is None or self.side.name_of == "inspector":
            if not (self.side_wanted and self.has_class("-single")):
                return False
            self.side_wanted = False
            self._arrange()
            self.set_focus(self.main)
            return True
        gone = self.panes.pop()
        _ = gone.remove()
        self._arrange()
        seen = [pane for pane in self.panes if pane.display and self.has_class("-single")]
        self.set_focus(seen[-1] if seen else self.main)
        return True

    def drop_pane(self, name: str) -> None:
        """Take a pane off the stack, wherever it lies."""
        for pane in [each for each in self.panes if each.name_of == name]:
            self.panes.remove(pane)
            _ = pane.remove()
        self._arrange()
        if self.focused is None or not self.focused.is_attached:
            self.set_focus(self.main)

    def has_pane(self, name: str) -> bool:
        return any(pane.name_of == name for pane in self.panes)

    def _arrange(self) -> None:
        """Say who is visible: the uppermost pane beside the main, or in its place."""
        single = self.has_class("-single") or self.has_class("-small")
        shown = self.side
        if shown is not None and not self.side_wanted and (single if shown.gives_way else shown.name_of == "inspector"):
            shown = None
        if single and self._in_front:
            shown = None
        for pane in self.panes:
            pane.display = pane is shown
        side, main = self.query_one("#side"), self.query_one("#main")
        side.display = shown is not None
        side.styles.width = "1fr" if single else None
        main.display = shown is None or not single
        self.query_one("#outline").display = self.has_class("-triple") and bool(self.query_one("#outline").children)
        self.lines_changed()

    def resized(self) -> None:
        narrow = self.has_class("-single")
        if narrow != self._narrow:  # beside the main there is an inspector unless it was closed; in its place never
            self._narrow, self.side_wanted = narrow, not narrow
        if self.is_mounted and self.mains:
            self._arrange()
            for each in self.query(Rows):
                each.renew()

    # --- what everybody is told ---

    def changed(self) -> None:
        for main in self.mains.values():
            if main.display:
                main.changed()
        for pane in self.query(Pane):
            pane.changed()
        self.lines_changed()

    def lines_changed(self) -> None:
        for name in ("#header", "#strip", "#status", "#footer"):
            for line in self.query(name).results(Rows):
                line.renew()

    def status_changed(self) -> None:
        self.lines_changed()

    def hints(self) -> Footer:
        """Give what the footer shows: of the pane that has the focus, else of the main."""
        focused = self.focused
        return focused.hints() if isinstance(focused, Main | Pane) else self.main.hints() if self.mains else ()

    def on_descendant_focus(self) -> None:
        self.lines_changed()

    # --- commands of the frame ---

    def do_back(self) -> None:
        """Stop what takes long; else close what is open, one level, and at last lead back to the map."""
        if desk_of(self).stop_proving():
            return
        if self._in_front and self.has_class("-single") and self.side is not None and self.side.name_of != "inspector":
            self._in_front = False
            self._arrange()
            self.set_focus(self.side)
            return
        if self._beside_only and self.side_wanted:
            self._wanted(wanted=False)
            return
        if self.side is not None and self.side.name_of == "trace":
            desk_of(self).asking.close()
            self.changed()
        if self.pop():
            return
        if self.tab != "map":
            self.go("map")
            return
        if panels := self.query(TourPanel):
            _ = panels.remove()
            return
        raise NoMeaning("the map is home; ctrl+q quits.")

    def open_side(self) -> None:
        """Show the side pane, with the cursor in it."""
        self.side_wanted, self._in_front = True, False
        self._arrange()
        if self.side is not None:
            self.set_focus(self.side)

    def do_consequences(self) -> None:
        """Open or close the panel that tells the consequences in full."""
        place = self.query_one("#panel")
        old = list(self.query(ConsequencesPanel))
        if old:
            _ = place.remove_children()
            place.display = False
            self.set_focus(self.main)
            return
        self._open_consequences()

    def _open_consequences(self) -> None:
        place, panel = self.query_one("#panel"), ConsequencesPanel()
        place.display = True
        _ = place.mount(panel)
        self.set_focus(panel)
        self.call_after_refresh(panel.changed)

    def tell_difference(self) -> None:
        """Show what differs: in the matrix where that is shown, else or as well in the panel."""
        old = list(self.query(ConsequencesPanel))
        if old:
            self.set_focus(old[0])
        told = self.main.tells_difference()
        if not old and not told:
            self._open_consequences()

    def do_jump(self) -> None:
        """Put letters on the elements of the main, from wherever one is."""
        self.set_focus(self.main)
        self.main.jump()

    def do_inspector(self) -> None:
        """Open or close the inspector; what lies on it is closed first."""
        if self.side is not None and self.side.name_of != "inspector" and not self._beside_only:
            self.pop()
            return
        self._wanted(wanted=not self.side_wanted)

    def _wanted(self, *, wanted: bool) -> None:
        """Show what stands at the side, or in the main's place, or the main alone."""
        self.side_wanted, self._in_front = wanted, False
        self._arrange()
        self.set_focus(self.side if wanted and self.has_class("-single") else self.main)

    @property
    def _beside_only(self) -> bool:
        """Whether the uppermost pane lets the main stand in its place here."""
        return self.has_class("-single") and self.side is not None and self.side.gives_way

    def do_next(self) -> None:
        self._go_on(1)

    def do_previous(self) -> None:
        self._go_on(-1)

    def _go_on(self, by: int) -> None:
        """Go on with what stands uppermost at the side: the failures, or the steps of the question."""
        if self.side is not None and self.side.name_of == "failure":
            self.walk_failures(by)
        else:
            self.step_trace(by)

    def do_pane_next(self) -> None:
        self._turn(1)

    def do_pane_previous(self) -> None:
        self._turn(-1)

    def _turn(self, by: int) -> None:
        stops: list[Widget] = [self.main] if self.query_one("#main").display else []
        stops += [pane for pane in self.panes if pane.display]
        stops += list(self.query("#panel > *").results(Pane))
        stops += list(self.query("#outline > *").results(Pane)) if self.query_one("#outline").display else []
        place = stops.index(self.focused) if self.focused in stops else 0
        if stops:
            self.set_focus(stops[(place + by) % len(stops)])

    def do_tab_map(self) -> None:
        self.go("map")

    def do_tab_plan(self) -> None:
        self.go("plan")

    def do_tab_routes(self) -> None:
        self.go("routes")

    def do_tab_groups(self) -> None:
        self.go("groups")

    def do_tab_acls(self) -> None:
        self.go("acls")

    def do_tab_matrix(self) -> None:
        self.go("matrix")

    def do_tab_checks(self) -> None:
        self.go("checks")
