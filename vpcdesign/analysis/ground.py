"""The ground on which answers about a design stand: its network, its rows, and who is in it.

After an edit of filter lines or of routes everybody is who he was: then the ground of the edited design shares all of
that with the one before, and what was found out about people holds still. After one of hosts it does so of all but
those who came, went or are others. Any other edit begins anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from vpcdesign.analysis.alike import Alike
from vpcdesign.analysis.bands import Bands
from vpcdesign.analysis.company import Company
from vpcdesign.analysis.questions import Questions
from vpcdesign.analysis.stand_ins import with_stand_ins
from vpcdesign.analysis.turnover import turnover
from vpcdesign.analysis.untouched import Remembered
from vpcdesign.analysis.worlds import World, bare
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.design.filters import NetworkAcl, SecurityGroup
from vpcdesign.network.network import Network
from vpcdesign.reach.rows import Rows
from vpcdesign.reach.walk import Walk

LINES = ("security_groups", "network_acls")
WORDS = ("name", "note", "notes")
"""What no packet meets and no selector names; assertions are looked at by whoever judges them."""


@dataclass(slots=True, eq=False)
class Ground:
    """What answers stand on; `asked` is the design with its stand-ins, of which `bare` have no groups.

    `since` is the ground that this one was edited from, as its `itself`: to that one the rows' `touched` is relative.
    `others` came, went or are not surely who they were there. `remembered` is what
    comparing it with others has found out.
    """

    design: Design
    asked: Design
    bare: frozenset[str]
    network: Network
    rows: Rows
    world: World
    company: Company = field(default_factory=Company)
    remembered: Remembered = field(default_factory=lambda: Remembered({}))
    itself: object = field(default_factory=object)
    since: object | None = None
    others: frozenset[str] = frozenset()
    _bands: Bands | None = None

    @property
    def bands(self) -> Bands:
        """Who stands in which group, by kinds."""
        if self._bands is None:
            self._bands = Bands(self.rows.places, self.questions.roster)
        return self._bands

    def expect_edits(self) -> None:
        """Have at hand what edits of rules ask for, so that nobody has to wait for it at the first one."""
        compile_design(self.asked.model_copy(), self.bare, self.network)
        for name in LINES:  # what reads a noun of some sort is made when the first of these is read
            self.alike.after(self.asked, getattr(self.asked, name)[:1], {}, {})
        self.rows.expect_edits()

    @property
    def questions(self) -> Questions:
        return self.world.questions

    @property
    def alike(self) -> Alike:
        return self.world.alike

    @property
    def plain(self) -> bool:
        """Tell whether nobody is asked through a stand-in."""
        return self.asked is self.design


def ground(design: Design, texts: Sequence[str], before: Ground | None = None) -> Ground:
    """Give the ground of a design whose selectors are these; `before` is that of one that differs little."""
    return (edited(design, before, whole=True) if before is not None else None) or fresh(design, texts, before)


def fresh(design: Design, texts: Sequence[str], before: Ground | None = None) -> Ground:
    """Make the ground of a design; of the one before it takes over whatever an edit surely left alone."""
    asked, bare, _ = with_stand_ins(design, texts)
    network = compile_design(asked, bare, before.network if before is not None else None)
    followed = _followed(before, asked, network) if before is not None else None
    if before is not None and followed is not None:
        questions, alike, others = followed
        rows = before.rows.after(network, whole=True)
        world = World(questions, alike, Walk(network, rows))
        company = before.company
        if others:
            plain = before.plain and asked is design
            company = company.after((before.world, world), others) if plain else Company()
        return Ground(design, asked, bare, network, rows, world, company, since=before.itself, others=others)
    rows = Rows(network)
    world = World(Questions(asked, network), Alike(asked), Walk(network, rows))
    return Ground(design, asked, bare, network, rows, world)


def _followed(before: Ground, asked: Design, network: Network) -> tuple[Questions, Alike, frozenset[str]] | None:
    """Give who is who after an edit, who is alike, and who is another; None where too much is."""
    turned = turnover((before.asked, asked), (before.network, network))
    questions = before.questions.after(asked, network, turned) if turned is not None else None
    if turned is None or questions is None:
        return None
    alike, apart = before.alike.after(asked, turned.nouns, turned.was, turned.now)
    return questions, alike, turned.names | apart


def standing(design: Design) -> Ground:
    """Make the ground of a design that has all stand-ins it needs."""
    unfiltered = bare(design)
    network = compile_design(design, unfiltered)
    rows = Rows(network)
    world = World(Questions(design, network), Alike(design), Walk(network, rows))
    return Ground(design, design, unfiltered, network, rows, world)


def edited(design: Design, before: Ground, *, whole: bool = False) -> Ground | None:
    """Take over what an edit of filter lines leaves as it is; None where the edit is another one.

    Whoever will compare the `whole` of both is told of everybody outside by rows too.
    """
    lines = changed_lines(before.design, design)
    if lines is None:
        return None
    asked = design if before.plain else before.asked.model_copy(update={name: getattr(design, name) for name in LINES})
    network = compile_design(asked, before.bare, before.network)
    alike, apart = before.alike.after(asked, lines, {}, {})
    if network.endpoints is not before.network.endpoints or apart:
        return None
    rows = before.rows.after(network, whole=whole)
    world = World(before.questions.edited(asked, network), alike, Walk(network, rows))
    return Ground(design, asked, before.bare, network, rows, world, before.company, since=before.itself)


def changed_lines(was: Design, design: Design) -> list[SecurityGroup | NetworkAcl] | None:
    """Give the filters whose lines differ; None where anything else does, but for words."""
    free = {*LINES, *WORDS, "assertions"}
    if any(getattr(design, name) is not getattr(was, name) for name in Design.model_fields if name not in free):
        return None
    pairs = [(getattr(was, name), getattr(design, name)) for name in LINES]
    if any(len(old) != len(new) for old, new in pairs):
        return None
    lines = [(a, b) for old, new in pairs if old is not new for a, b in zip(old, new, strict=True) if a is not b]
    if any((a.id, a.name, a.tags) != (b.id, b.name, b.tags) for a, b in lines):
        return None
    return [now for _, now in lines]
