"""The widget of a new design: one page, typed in place, with the last right preview beside it or below."""

from collections.abc import Callable
from dataclasses import replace

from textual.events import Click, Key, Paste

from vpcdesign.render.ink import Row, Span, fit, row
from vpcdesign.tui.frame.board import Board
from vpcdesign.tui.frame.desk import NoMeaning, desk_of
from vpcdesign.tui.frame.field import Field
from vpcdesign.tui.frame.main import Footer
from vpcdesign.tui.frame.rows import Rows, hints_changed
from vpcdesign.tui.start.drawing import LEFT, Line, Spot, fields, is_text, page, text_at
from vpcdesign.tui.start.preview import faded, preview
from vpcdesign.tui.start.wish import Judged, Wish, judge, next_way

BESIDE = 100


class NewForm(Rows, can_focus=True):
    """The page; `create` takes a wish that is right."""

    footer: Footer = (
        ("open", "next, create"),
        ("mark", "choose"),
        ("add", "add a tier"),
        ("delete", "remove a tier"),
        ("earlier", "tier up"),
        ("later", "tier down"),
        "back",
    )

    def __init__(
        self, create: Callable[[Judged], None], wish: Wish, taken: Callable[[str], bool] = lambda _: False
    ) -> None:
        super().__init__()
        self.create = create
        self.taken = taken
        self.judged = judge(wish, taken)
        self.right: Judged | None = self.judged if self.judged.planned is not None else None
        """The last wish that was right: its preview stays in sight."""
        self.at = Spot()
        self.typed: Field | None = None
        self.top = 0
        self._lines: list[Line] = []
        self._stand(self.at)

    @property
    def wish(self) -> Wish:
        return self.judged.wish

    def hints(self) -> Footer:
        return self.footer

    @property
    def typing(self) -> bool:
        """Tell whether letters are text now."""
        return self.typed is not None

    def wants(self, wish: Wish) -> None:
        """Take another wish, and answer it."""
        self.judged = judge(wish, self.taken)
        if self.judged.planned is not None:
            self.right = self.judged
        self.renew()
        if isinstance(self.screen, Board):
            self.screen.status_changed()

    # --- what is shown ---

    def rows(self, width: int, height: int) -> list[Row]:
        beside = width >= BESIDE
        self._lines = page(self.judged, self.at, self.typed, LEFT if beside else width)
        shown = self._preview(width - LEFT - 2 if beside else width - 4)
        if beside:
            return self._both(shown, width, height)
        return self._below(shown, width, height)

    def _preview(self, width: int) -> list[Row]:
        """Give the preview of what is right, or of what last was, marked so."""
        if self.right is None:
            return [row(Span("there is no preview until every field is right", "muted"))]
        drawn = preview(self.right, width)
        if self.right is self.judged:
            return drawn
        return [row(Span("as it was when every field was right", "partial")), *faded(drawn)]

    def _both(self, shown: list[Row], width: int, height: int) -> list[Row]:
        self._follow(height)
        left = [line.row for line in self._lines[self.top : self.top + height]]
        count = min(max(len(left), len(shown)), height)
        left += [()] * (count - len(left))
        right = [*shown, *[()] * count][:count]
        wall = Span("│ ", "border")
        return [
            (*fit(mine, LEFT), wall, *fit(theirs, width - LEFT - 2)) for mine, theirs in zip(left, right, strict=True)
        ]

    def _below(self, shown: list[Row], width: int, height: int) -> list[Row]:
        """Put under the fields what of the preview there is room for, from its strip on where the map has none."""
        space = height - len(self._lines) - 1
        kept = shown if len(shown) <= space else [line for line in shown[-max(space, 0) :] if space > 1]
        self._follow(height)
        lines = [line.row for line in self._lines[self.top : self.top + height]]
        if space > 1:
            lines += [row(Span("─" * width, "border")), *(row("  ", *line) for line in kept)]
        return [fit(line, width) for line in lines[:height]]

    def _follow(self, height: int) -> None:
        """Scroll by as little as it takes to see the cursor."""
        place = next((number for number, line in enumerate(self._lines) if line.field == self.at.field), 0)
        most = max(len(self._lines) - height, 0)
        self.top = max(0, min(self.top, place, most), min(place - height + 2, most))

    # --- moving ---

    def _stand(self, spot: Spot) -> None:
        self.at = spot
        self.typed = Field.holding(text_at(self.wish, spot)) if is_text(spot) else None
        self.renew()
        hints_changed(self)

    def _row(self, by: int) -> None:
        """Go to another row, to the cell that is above or below where there is one."""
        several = fields(self.wish)
        place = [name for name, _ in several].index(self.at.field) + by
        name, cells = several[max(0, min(place, len(several) - 1))]
        cell = self.at.cell if name.startswith("tier/") and self.at.tier is not None else 0
        self._stand(Spot(name, min(cell, cells - 1)))

    def _cell(self, by: int) -> bool:
        """Go to the cell beside; False when there is none in this row."""
        cells = dict(fields(self.wish))[self.at.field]
        if not 0 <= self.at.cell + by < cells:
            return False
        self._stand(self.at._replace(cell=self.at.cell + by))
        return True

    def do_move_up(self) -> None:
        self._row(-1)

    def do_move_down(self) -> None:
        self._row(1)

    def do_move_left(self) -> None:
        self._cell(-1)

    def do_move_right(self) -> None:
        self._cell(1)

    def do_move_first(self) -> None:
        self._stand(Spot())

    def do_move_last(self) -> None:
        self._stand(Spot("create"))

    def do_pane_next(self) -> None:
        if not self._cell(1):
            self._row(1)
            self._stand(self.at._replace(cell=0))

    def do_pane_previous(self) -> None:
        if not self._cell(-1):
            self._row(-1)
            self._stand(self.at._replace(cell=dict(fields(self.wish))[self.at.field] - 1))

    # --- changing ---

    def do_open(self) -> None:
        """Go on from a text; choose, tick, add, create."""
        if self.at.field == "create":
            if self.judged.problem:
                raise NoMeaning(self.judged.problem)
            self.create(self.judged)
        elif self.at.field == "add":
            self.do_add()
        elif is_text(self.at):
            self.do_pane_next()
        else:
            self.do_mark()

    def do_mark(self) -> None:
        """Choose what comes next, or tick."""
        wish, tier = self.wish, self.at.tier
        if tier is not None:
            old = wish.tiers[tier]
            self.wants(wish.with_tier(tier, replace(old, way_out=next_way(old.way_out))))
        elif self.at.field == "internet":
            self.wants(replace(wish, internet=not wish.internet))
        elif self.at == Spot("nat", 0):
            self.wants(replace(wish, nat=not wish.nat))
        elif self.at == Spot("nat", 1):
            self.wants(replace(wish, nat_each_zone=not wish.nat_each_zone))
        else:
            raise NoMeaning("space chooses a way out or ticks a gateway; enter does this.")

    def do_add(self) -> None:
        """Add a tier, and stand in its name."""
        self.wants(self.wish.more())
        self._stand(Spot(f"tier/{len(self.wish.tiers) - 1}", 0))

    def do_delete(self) -> None:
        if self.at.tier is None:
            raise NoMeaning("x removes a tier; go to one.")
        self.wants(self.wish.without_tier(self.at.tier))
        left = len(self.wish.tiers)
        self._stand(Spot(f"tier/{min(self.at.tier, left - 1)}", 1) if left else Spot("add"))

    def can_delete(self) -> str:
        return "" if self.at.tier is not None else "go to a tier"

    def _move(self, by: int) -> None:
        tier = self.at.tier
        if tier is None:
            raise NoMeaning("< and > move a tier; go to one.")
        if 0 <= tier + by < len(self.wish.tiers):
            self.wants(self.wish.moved(tier, by))
            self._stand(Spot(f"tier/{tier + by}", self.at.cell))

    def do_earlier(self) -> None:
        self._move(-1)

    def can_earlier(self) -> str:
        return self.can_delete()

    def do_later(self) -> None:
        self._move(1)

    def can_later(self) -> str:
        return self.can_delete()

    # --- typing ---

    def takes(self, event: Key) -> bool:
        """Take what is typed; at the end of a text an arrow goes on to the next cell."""
        if self.typed is None:
            return False
        text, cursor = self.typed
        edge = {"left": 0, "right": len(text)}.get(event.key)
        if edge == cursor and self._cell(-1 if event.key == "left" else 1):
            return True
        if event.key == "backspace" and not text and self.at.tier is not None and self.at.cell == 0:
            self.do_delete()
            return True
        after = self.typed.after(event.key, event.character)
        if after is None:
            return False
        self._type(after)
        return True

    def _type(self, after: Field) -> None:
        changed = self.typed is None or after.text != self.typed.text
        self.typed = after
        if changed:
            self.wants(self._with(after.text))
        self.renew()

    def _with(self, text: str) -> Wish:
        """Give the wish with a text in the place of the cursor."""
        tier = self.at.tier
        if tier is None:
            return self.wish.saying(self.at.field, text)
        old = self.wish.tiers[tier]
        return self.wish.with_tier(tier, replace(old, name=text) if self.at.cell == 0 else replace(old, size=text))

    def on_paste(self, event: Paste) -> None:
        if self.typed is not None:
            event.stop()
            self._type(self.typed.typed(event.text))

    # --- the mouse ---

    def on_click(self, event: Click) -> None:
        place = event.y + self.top
        line = self._lines[place] if 0 <= place < len(self._lines) else None
        if line is None or not line.field or (self.size.width >= BESIDE and event.x >= LEFT):
            return
        cell = max((number for number, start in enumerate(line.cells) if start <= event.x), default=0)
        if line.field == "nat":
            self._click_nat(cell)
            return
        self._stand(Spot(line.field, cell))
        if line.field in {"add", "internet", "create"} or (self.at.tier is not None and cell == 1):
            desk_of(self).run_command("open")

    def _click_nat(self, cell: int) -> None:
        """Tick, or choose the one of the two that is under the pointer."""
        self._stand(Spot("nat", min(cell, 1)))
        self.wants(
            replace(self.wish, nat=not self.wish.nat) if cell == 0 else replace(self.wish, nat_each_zone=cell == 1)
        )
