"""The map as a main: the picture in a window, the selection that moves over it, and what is done on it.

The picture is drawn once for a design and a zoom; selecting, filtering, failing and asking only draw over it. The
window follows the selection by as little as it takes.
"""

from textual.events import Click, MouseDown, MouseScrollDown, MouseScrollUp, MouseUp

from vpcdesign.design.document import Design
from vpcdesign.render.ink import Row, Span, crop, fit, row
from vpcdesign.render.ink import width as ink_width
from vpcdesign.render.map.canvas import Box
from vpcdesign.render.map.draw import draw_scene, fitting
from vpcdesign.render.map.edges import above, minimap
from vpcdesign.render.map.look import ZOOMS, Look, Zoom
from vpcdesign.render.map.moving import Direction, centred, letters, nearest, revealed
from vpcdesign.render.map.overlay import Overlay, painted
from vpcdesign.render.map.path import Path, Way, path_of
from vpcdesign.render.map.picture import Picture, part_of
from vpcdesign.render.map.text import map_text
from vpcdesign.topology.scene.read import Reading
from vpcdesign.tui.asking.walking import decided, hints_of, open_rule, status_of
from vpcdesign.tui.failing import page as failing
from vpcdesign.tui.frame.desk import NoMeaning
from vpcdesign.tui.frame.main import Footer
from vpcdesign.tui.map.finding import Finding
from vpcdesign.tui.map.same import counted_alike, drawn_alike
from vpcdesign.tui.map.sight import Sight
from vpcdesign.tui.pages.inspector.one_line import one_line, trail
from vpcdesign.tui.session.asking import Answered

DOWN: Footer = (("next", "next failure"), "previous", ("restore", "restore all"))
"""The keys while something is failed, before those that are always there."""

EMPTY = " Nothing is here yet. a adds a VPC; : layouts has designs to begin with."


class MapMain(Finding):
    """The network as a picture."""

    scope = "map"
    footer: Footer = (
        "open",
        "add",
        "delete",
        "source",
        "destination",
        "trace",
        "fail",
        "filter",
        "jump",
        "undo",
    )

    def __init__(self) -> None:
        super().__init__()
        self.zoom: Zoom | None = None
        """The zoom that was chosen; None: the largest that fits."""
        self._drawn: tuple[Design, Zoom, tuple[int, int], Picture] | None = None
        self._reading: Reading | None = None
        """What was drawn, as it was read: of the next design only what changed is read anew."""
        self._lanes = False
        """Whether the lanes of a trace had a row each in what was drawn."""
        self._found: tuple[Answered, Path] | None = None
        self._counted: tuple[Design, str] | None = None
        self._pressed = ""
        self._sight = Sight()

    # --- the picture ---

    def picture(self, width: int, height: int) -> Picture:
        """Give the picture of the design under work, in the zoom that is wanted or fits."""
        design = self.design
        kept = self._drawn
        lanes = self._path()[0] is not None
        same_room = kept is not None and kept[2] == (width, height)
        laned = lanes == self._lanes or (kept is not None and kept[1] != "compact")
        if kept is not None and same_room and laned and self.zoom in {None, kept[1]} and drawn_alike(kept[0], design):
            return kept[3]
        if kept is not None and same_room and self.zoom is None and len(kept[0].subnets) == len(design.subnets):
            zoom = kept[1]  # what fitted fits still
        else:
            zoom = self.zoom or fitting(design, width, height)
        self._reading = Reading(design, self._reading)
        self._lanes = lanes
        picture = draw_scene(self._reading.scene, Look(zoom, width, height, lanes=lanes))
        self._drawn = (design, zoom, (width, height), picture)
        return picture

    @property
    def design(self) -> Design:
        """The design that is drawn: the one under work, or what a guided step would make of it."""
        preview = self.desk.previewed
        return preview.design if preview is not None else self.session.design

    @property
    def shown(self) -> Picture:
        """The picture as it is on the screen."""
        return self.picture(*self.size)

    def rows(self, width: int, height: int) -> list[Row]:
        picture = self.picture(width, height)
        if not self.session.design.vpcs:
            return [(), row(Span(EMPTY, "muted"))]
        self._follow(picture, width, height)
        lines = painted(picture, self._overlay(picture), self.view)
        self._edges(picture, lines, width)
        if self.filter is not None:
            lines[-1] = fit(row(Span(" / ", "focus"), *self.filter.row()), width)
        return lines

    def _edges(self, picture: Picture, lines: list[Row], width: int) -> None:
        """Say what lies above the window, and draw where it is in a picture that is larger."""
        if self.view.y and (hidden := above(picture, self.view.y)):
            lines[0] = fit(row(Span(f" ▲ {hidden}", "muted")), width)
        if picture.width * 3 <= width * 4 and picture.height * 3 <= len(lines) * 4:
            return  # what is a little too large is scrolled without one: it would hide more than it tells
        if len(lines) < LEAST or (width < ROOMY and self._path()[0] is not None):
            return  # a way is worth more than where one is
        small = minimap(picture, self.view)
        for place, part in enumerate(small, len(lines) - len(small)):
            if 0 < place < len(lines):
                lines[place] = (*fit(crop(lines[place], width - ink_width(part)), width - ink_width(part)), *part)

    def _follow(self, picture: Picture, width: int, height: int) -> None:
        """Move the window so that it shows what one moved to last, and never beyond the picture."""
        view = self.view._replace(width=width, height=height)
        for id in self._sight.on(self.session.selection, *self._path()):
            view = revealed(picture, id, view)
        x = centred(picture, width) if picture.width <= width else max(0, min(view.x, picture.width - width))
        y = 0 if picture.height <= height else max(0, min(view.y, picture.height - height))
        self.view = Box(x, y, width, height)

    def _overlay(self, picture: Picture) -> Overlay:
        asking = self.desk.asking
        flat = self.desk.painter.colouring == "none"
        down = frozenset(one.replace("az:", "zone:") for one in asking.failed)
        shown = letters(picture, self.view) if self.jumping is not None else ()
        path, cursor = self._path()
        return Overlay(
            selection="" if path is not None else self.session.selection,
            marked=self.session.marked,
            kept=self.kept,
            new=self._new(),
            down=down,
            letters=shown,
            path=path,
            cursor=cursor,
            steps=asking.shown,
            flat=flat,
        )

    def _path(self) -> "tuple[Path | None, tuple[Way, int] | None]":
        """Give the way of the standing question, and the decision that the hop list points at."""
        asking = self.desk.asking
        answer = asking.current(self.session.design)
        if answer is None or answer.trace is None or not answer.trace.questions:
            return None, None
        if self._found is None or self._found[0] is not answer:
            self._found = (answer, path_of(answer.trace, self.session.design))
        there = len(answer.trace.forward.hops)
        back = asking.step >= there
        return self._found[1], ("back", asking.step - there) if back else ("there", asking.step)

    def _new(self) -> frozenset[str]:
        """Give what a guided step would add."""
        if self.desk.previewed is None:
            return frozenset()
        index = self.desk.surroundings.index
        return frozenset(noun.id for _, _, noun in self.design.nouns() if noun.id not in index)

    # --- what the frame asks ---

    def status(self, width: int) -> Row:
        said = self.finding() or status_of(self.desk, width, alone=self.screen.has_class("-single"))
        if said is not None:
            return said
        if self.desk.asking.failed:
            return failing.sentence(self.session.design, self.desk.asking.failed, self.desk.proof, width)
        here = self.desk.surroundings
        design = self.session.design
        if self.screen.has_class("-single"):
            return (Span(" "), *one_line(here, self.session.selection))
        zoom = self.shown.look.zoom if self.is_mounted else "compact"
        counts = f"zoom {zoom}   {self._counts(design)} "
        left = (Span(" "), *trail(here, self.session.selection))
        return (*fit(left, max(width - len(counts), 0)), Span(counts, "muted"))

    def hints(self) -> Footer:
        told = self.seeking() or hints_of(self.desk, alone=self.screen.has_class("-single"))
        return told or ((*DOWN, *self.footer) if self.desk.asking.failed else self.footer)

    def _counts(self, design: Design) -> str:
        if self._counted is None or not counted_alike(self._counted[0], design):
            residents = len(self.desk.surroundings.everybody)
            self._counted = (design, f"{_count(len(design.subnets), 'subnet')}, {_count(residents, 'interface')}")
        return self._counted[1]

    # --- moving ---

    def _go(self, direction: Direction) -> None:
        self.desk.select(nearest(self.shown, self.session.selection, direction))

    def do_move_up(self) -> None:
        self._go("up")

    def do_move_down(self) -> None:
        self._go("down")

    def do_move_left(self) -> None:
        self._go("left")

    def do_move_right(self) -> None:
        self._go("right")

    def do_move_first(self) -> None:
        self._end(0)

    def do_move_last(self) -> None:
        self._end(-1)

    def _end(self, place: int) -> None:
        order = self.shown.order
        if order:
            self.desk.select(order[place])

    def do_move_page_up(self) -> None:
        self._scroll(-self.size.height // 2)

    def do_move_page_down(self) -> None:
        self._scroll(self.size.height // 2)

    def _scroll(self, by: int) -> None:
        """Move the window, and with it the selection, so that it stays in sight."""
        for _ in range(abs(by) // 4 or 1):
            self._go("down" if by > 0 else "up")

    def do_open(self) -> None:
        """Go in: a VPC into its subnets, a subnet into its members; whatever has no inside is shown at the side.

        While one walks through a trace, it opens the rule that decided.
        """
        if rule := decided(self.desk):
            open_rule(self.desk, rule)
            return
        picture = self.shown
        inside = [id for id in picture.order if any(place.parent == self._here for place in picture.places[id])]
        if inside:
            self.desk.select(inside[0])
        else:
            self.desk.open_side()

    def do_back(self) -> None:
        """Go out of what one went into."""
        if self.filter is not None:
            self.leave_filter()
            return
        places = self.shown.places.get(self._here, ())
        parent = next((place.parent for place in places if place.level == "member" and place.parent), "")
        if not parent or self.desk.asking.question is not None:
            raise NoMeaning  # the frame closes what is open
        self.desk.select(parent)

    @property
    def _here(self) -> str:
        return part_of(self.shown, self.session.selection)

    # --- zoom ---

    def zoom_to(self, zoom: str) -> None:
        """Draw at a zoom by its name; one that is none draws what fits."""
        self.zoom = next((one for one in ZOOMS if one == zoom), None)
        self.renew()

    def do_zoom_in(self) -> None:
        self._zoom(-1)

    def do_zoom_out(self) -> None:
        self._zoom(1)

    def _zoom(self, by: int) -> None:
        zoom = self._drawn[1] if self._drawn else "compact"
        self.zoom = ZOOMS[max(0, min(ZOOMS.index(zoom) + by, len(ZOOMS) - 1))]
        self.desk.everybody_changed()

    def do_zoom_fit(self) -> None:
        self.zoom = None
        self._drawn = None  # what was chosen is no zoom that fitted
        self.desk.everybody_changed()

    # --- text and mouse ---

    def do_copy_table(self) -> None:
        """Copy the map as text."""
        self.desk.copy(map_text(self.shown), "the map as text")

    # --- the mouse ---

    def _at(self, x: int, y: int) -> str:
        return self.shown.owner(x + self.view.x, y + self.view.y)

    def on_mouse_down(self, event: MouseDown) -> None:
        self._pressed = self._at(event.x, event.y)

    def on_mouse_up(self, event: MouseUp) -> None:
        """A drag from one element to another asks whether the one reaches the other."""
        start, end = self._pressed, self._at(event.x, event.y)
        self._pressed = ""
        if start and end and start != end and event.button == 1:
            self.desk.select(start)
            self.desk.run_command("source")
            self.desk.select(end)
            self.desk.run_command("destination")

    def on_click(self, event: Click) -> None:
        found = self._at(event.x, event.y)
        if not found:
            return
        self.desk.select(found)
        if event.button == 1 and event.chain > 1:
            self.do_open()

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        event.stop()
        if event.ctrl:
            self._zoom(1)
        else:
            self._go("down")

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        event.stop()
        if event.ctrl:
            self._zoom(-1)
        else:
            self._go("up")


ROOMY = 100
"""Columns from which on a small map of all hides no way of a trace that one looks at."""

LEAST = 14
"""Rows of a window that has room for a miniature in its corner."""


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
