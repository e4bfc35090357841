"""What a guided step is, and how each ends: one edit that AWS would take, or a refusal in AWS's words.

A step has one function that asks (`fields`) and one that does (`write`), and both see the same answers. Whatever it
writes is judged before it is handed out: a step that would leave the design worse than it found it is refused.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from vpcdesign.design import legality
from vpcdesign.design.document import Design
from vpcdesign.design.edit.edit import Edit
from vpcdesign.design.edit.spots import free_id
from vpcdesign.design.noun import Noun
from vpcdesign.design.routing import Route, RouteTable
from vpcdesign.errors import EditError, PlanError
from vpcdesign.planning.attach.vicinity import Vicinity, main_of
from vpcdesign.planning.form import NOTHING, Blank, Choices, Form

Answers = TypeVar("Answers")


@dataclass(frozen=True, slots=True)
class Added:
    """A route that a step adds: the table, where it leads, by which target; `words` for people."""

    table: str
    destination: str
    target: str

    @property
    def words(self) -> str:
        """The route in a line: `app-a 0.0.0.0/0 → nat-a`."""
        return f"{self.table} {self.destination} → {self.target}"


@dataclass(frozen=True, slots=True)
class Step:
    """What a guided step does: the edit, the ids that are new, the routes that it adds, and what to know."""

    edit: Edit
    new_ids: tuple[str, ...] = ()
    routes: tuple[Added, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass
class Work:
    """A design being added to by one step."""

    design: Design
    new_ids: list[str] = field(default_factory=list)
    routes: list[Added] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    title: str = ""
    command: str = ""
    """The command line that does the same to FILE, where there is one."""

    def name(self, wanted: str) -> str:
        """Give an id that nobody has."""
        return free_id(self.design, wanted)

    def add(self, kind: str, noun: Noun) -> None:
        """Add a noun to a list of the design."""
        self.design = self.design.model_copy(update={kind: (*getattr(self.design, kind), noun)})
        self.new_ids.append(noun.id)

    def put(self, kind: str, noun: Noun) -> None:
        """Put a noun in the place of the one with its id."""
        nouns = tuple(noun if one.id == noun.id else one for one in getattr(self.design, kind))
        self.design = self.design.model_copy(update={kind: nouns})

    def table(self, name: str, vpc: str) -> RouteTable:
        """Give a route table; a VPC's main table that nobody has written down is written down now."""
        found = next((one for one in self.design.route_tables if one.id == name), None)
        if found is None:
            assert name == main_of(vpc)
            found = RouteTable(id=self.name(f"main-{vpc}"), vpc=vpc, main=True)
            self.add("route_tables", found)
        return found

    def route(self, name: str, vpc: str, destination: str, target: str) -> None:
        """Add a route, in place of one to the same destination (API ReplaceRoute)."""
        table = next((one for one in self.design.route_tables if one.main and one.vpc == vpc), None)
        found = table if name == main_of(vpc) and table is not None else self.table(name, vpc)
        kept = tuple(one for one in found.routes if one.destination != destination or one.origin != "static")
        if any(
            one.destination == destination and one.target == target and one.state == "active" for one in found.routes
        ):
            return
        new = Route(destination=destination, target=target)
        self.put("route_tables", found.model_copy(update={"routes": (*kept, new)}))
        self.routes.append(Added(found.id, destination, target))


@dataclass(frozen=True, slots=True)
class Guide(Generic[Answers]):
    """A guided step: `id` is that of its command; `asks` puts its questions, `writes` does what was answered."""

    id: str
    title: str
    asks: Callable[[Blank, Vicinity], Answers | None]
    writes: Callable[[Work, Answers], None]
    button: str = "Attach"

    def options(self, design: Design, where: str = "", choices: Choices = NOTHING) -> Form:
        """Give the form as it stands after these choices; `where` is what is selected."""
        blank = Blank(choices)
        answers = self._ask(blank, design, where)
        if answers is not None and not blank.broken:
            try:
                self._written(design, answers)
            except EditError as refused:
                blank.refuse(str(refused))
        return blank.form(self.title, self.button)

    def attach(self, design: Design, where: str = "", choices: Choices = NOTHING) -> Step:
        """Do the step; EditError when something is wrong with the choices, or AWS would refuse it."""
        blank = Blank(choices)
        answers = self._ask(blank, design, where)
        if blank.broken or answers is None:
            raise EditError(blank.broken)
        work = self._written(design, answers)
        new = tuple(work.new_ids)
        notes = tuple(dict.fromkeys((*blank.notes, *work.notes)))
        edit = Edit(work.title, work.design, work.command, new[0] if new else where)
        return Step(edit, new, tuple(work.routes), notes)

    def why_not(self, design: Design, where: str = "") -> str:
        """Say why the step makes no sense here, in a few words for the palette; empty when it does."""
        blank = Blank()
        self._ask(blank, design, where)
        return blank.refusal

    def _ask(self, blank: Blank, design: Design, where: str) -> Answers | None:
        try:
            return self.asks(blank, Vicinity(design, where))
        except (EditError, PlanError) as refused:
            blank.refuse(str(refused))
            return None

    def _written(self, design: Design, answers: Answers) -> Work:
        work = Work(design)
        try:
            self.writes(work, answers)
        except PlanError as refused:
            raise EditError(str(refused)) from None
        twice = next((name for name, count in Counter(work.new_ids).items() if count > 1), None)
        if twice is not None:
            raise EditError(f"`{twice}` is given to two new things: choose another id for one of them")
        refuse_what_aws_refuses(design, work.design)
        return work


def refuse_what_aws_refuses(before: Design, after: Design) -> None:
    """Refuse a design with a problem that the one before it did not have."""
    found = legality.problems(after, imported=False)
    if not found:
        return
    known = Counter(message for _, message in legality.problems(before, imported=False))
    for message in Counter(message for _, message in found) - known:
        raise EditError(f"AWS refuses: {message}.")


def listed(names: Sequence[str]) -> str:
    """Write names: `a, b and c`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""
