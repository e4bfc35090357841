"""What the workbench can do to the design with any element: fields, deletion, copies, marks, guided steps."""

from vpcdesign.design.document import NOUN_LISTS
from vpcdesign.design.edit import drop
from vpcdesign.design.edit.detach import detach
from vpcdesign.design.edit.drop import GoesToo
from vpcdesign.design.edit.duplicate import duplicate
from vpcdesign.design.edit.edit import Edit
from vpcdesign.design.words import SINGULAR
from vpcdesign.render.ink import row
from vpcdesign.tui.frame.bench import Bench
from vpcdesign.tui.frame.desk import Desk, NoMeaning, desk_of
from vpcdesign.tui.frame.pane import PagePane
from vpcdesign.tui.pages.page import Line, Page, title
from vpcdesign.tui.properties.adding import chooser
from vpcdesign.tui.properties.pane import NewNounPane, PropertiesPane


class Chooser(PagePane):
    """What can be added; it makes room for the step that is chosen."""

    def run_line(self, line: Line) -> None:
        if line.act:
            self.desk.drop_pane(self.name_of)
        super().run_line(line)


class KindsPane(PagePane):
    """The kinds of resources."""

    def run_line(self, line: Line) -> None:
        self.desk.show(NewNounPane(line.act.partition(" ")[2]))


class PropertiesActs(Bench):
    """The commands that change any element; its screen is a workbench, which has the stack of panes."""

    @property
    def _elements(self) -> list[str]:
        """What acts take: everything that is marked, else what is selected, if the design has it."""
        session = desk_of(self).session
        index = desk_of(self).surroundings.index
        wanted = sorted(session.marked) or [session.selection]
        return [one for one in wanted if one.partition("#")[0] in index]

    def do_describe(self) -> None:
        """Show every field of what is selected, to be edited."""
        elements = self._elements
        if not elements:
            raise NoMeaning("e edits a name, a note, tags and every other field; select an element.")
        self.push(PropertiesPane(elements[0]))

    def do_mark(self) -> None:
        session = desk_of(self).session
        here = session.selection
        if here.partition("#")[0] not in desk_of(self).surroundings.index:
            raise NoMeaning("space marks an element; select one.")
        session.marked ^= {here}
        desk_of(self).everybody_changed()

    def do_copy_line(self) -> None:
        elements = self._elements
        if not elements:
            raise NoMeaning("A adds a copy; select what can be copied.")
        desk = desk_of(self)
        desk.apply(duplicate(desk.session.design, elements[0]))

    def do_delete(self) -> None:
        """Delete what is marked or selected; where more goes with it, that is shown and asked about once."""
        from vpcdesign.tui.home.deleting import Deleting

        desk, elements = desk_of(self), self._elements
        if not elements:
            raise NoMeaning("x deletes an element; select one.")
        gone = drop.goes_too(desk.session.design, elements)
        if not gone.asks:
            self._drop(desk, elements, gone, "all")
            return

        def chosen(answer: str | None) -> None:
            if answer in {"all", "only"}:
                self._drop(desk, elements, gone, answer)

        _ = self.app.push_screen(Deleting(gone), chosen)

    def _drop(self, desk: Desk, elements: list[str], gone: GoesToo, how: str) -> None:
        if how == "only" and gone.alone:
            desk.tell(gone.alone, "blocked")
            return
        if desk.apply(drop.drop(desk.session.design, elements, alone=how == "only")):
            desk.session.marked = frozenset()
            desk.everybody_changed()

    def do_detach(self) -> None:
        elements = self._elements
        if not elements:
            raise NoMeaning("detach is for a gateway or an Elastic IP address; select one.")
        desk = desk_of(self)
        desk.apply(detach(desk.session.design, elements[0]))

    def do_associate(self) -> None:
        """Choose the tables of a subnet or the groups of an interface: they are among its fields."""
        self.do_describe()

    def do_add(self) -> None:
        """Show everything that can be added where one is; what cannot says why."""
        desk = desk_of(self)

        def make(width: int) -> Page:
            return chooser(desk.session.design, desk.session.selection, width)

        self.push(Chooser(make, "add"))

    def do_new_any(self) -> None:
        """Show every kind of resource of the document; enter begins one by its fields."""
        lines = [Line(row(f" {SINGULAR[kind]}"), f"kind {kind}") for kind in NOUN_LISTS]
        self.push(KindsPane(lambda width: Page(title("Add", "any resource", width), tuple(lines)), "kinds"))

    # --- guided steps ---

    def do_add_assertion(self) -> None:
        self.guide("new.assertion")

    def guide(self, name: str, about: str = "") -> None:
        """Begin a guided step: its form at the side, its effect on the map, one undo step at the end."""
        from vpcdesign.planning.attach.steps import STEPS
        from vpcdesign.planning.form import Choices, Form
        from vpcdesign.tui.forms.pane import FormPane

        desk = desk_of(self)
        guide, where = STEPS[name], about or desk.session.selection.partition("#")[0]

        def form_of(choices: Choices) -> Form:
            return guide.options(desk.session.design, where, choices)

        def attach(choices: Choices) -> Edit:
            return guide.attach(desk.session.design, where, choices).edit

        self.push(FormPane(form_of, attach, name))
