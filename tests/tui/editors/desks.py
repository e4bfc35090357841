"""A desk without a terminal: a session, and what was said and copied."""

from vpcdesign.design.document import Design
from vpcdesign.design.edit.edit import Edit
from vpcdesign.errors import EditError
from vpcdesign.render.ink import Role
from vpcdesign.tui.editors.acts import Acts
from vpcdesign.tui.editors.grid import Grid
from vpcdesign.tui.editors.writer import Writer
from vpcdesign.tui.pages.inspector.surroundings import Surroundings
from vpcdesign.tui.session.history import History, Step
from vpcdesign.tui.session.session import Session
from vpcdesign.tui.sheets.kinds import Kind


class QuietDesk:
    """What an editor needs of the application, and a record of what it said."""

    def __init__(self, design: Design) -> None:
        self.session = Session(History((Step("opened", design),)))
        self.said: list[str] = []
        self.steps: list[str] = []
        self._here: Surroundings | None = None

    @property
    def surroundings(self) -> Surroundings:
        if self._here is None or self._here.design is not self.session.design:
            self._here = Surroundings(self.session.design)
        return self._here

    def apply(self, edit: Edit) -> bool:
        try:
            self.session.apply(edit)
        except EditError as error:
            self.said.append(error.problems[0].message)
            return False
        self.steps.append(edit.title)
        return True

    def select(self, element: str) -> None:
        self.session.selection = element

    def tell(self, sentence: str, role: Role = "text") -> None:  # noqa: ARG002 - the desk's own signature
        self.said.append(sentence)


class Bench:
    """An editor at a quiet desk."""

    def __init__(self, design: Design, *kinds: Kind, on: str = "") -> None:
        self.desk = QuietDesk(design)
        self.grid = Grid(kinds, self.desk)  # type: ignore[arg-type]  # an editor asks no more of a desk than this
        self.writer = Writer(self.grid)
        self.acts = Acts(self.writer)
        _ = self.grid.entry
        if on:
            self.grid.follow(on)

    @property
    def design(self) -> Design:
        return self.desk.session.design

    def keys(self, *keys: str) -> None:
        """Press keys: names of keys, or a text that is typed (`text:...`)."""
        for key in keys:
            if key.startswith("text:"):
                for character in key[5:]:
                    assert self.writer.key(character, character)
            else:
                assert self.writer.key(key, None)

    def lines(self) -> list[str]:
        """Give what the rows say, their mark in front."""
        return [
            " ".join(filter(None, (stop.line.mark, *(cell.text for cell in stop.line.cells))))
            for stop in self.grid.stops()
        ]

    def text(self, cells: int = 62) -> str:
        """Give the whole sheet as it is drawn."""
        items = self.grid.items(cells, focused=True)
        return "\n".join("".join(span.text for span in item.row).rstrip() for item in items)
