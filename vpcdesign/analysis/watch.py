"""Assertions under watch: their verdicts, and after an edit those of them again that it can have touched.

The verdicts are those of `check`, without the stories. What rows know is judged by rectangles; what has to be walked is
remembered with the stages that it rests on, and walked again only when one of those is another.
"""

from dataclasses import dataclass, field
from operator import is_

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.analysis.check import Progress, check_in, texts, when
from vpcdesign.analysis.ground import LINES, Ground, changed_lines, edited, fresh, standing
from vpcdesign.analysis.questions import Pair
from vpcdesign.analysis.rectangles import Breach, Rectangle, Whose, between, holds, rectangle
from vpcdesign.analysis.remains import Remains
from vpcdesign.analysis.services import parse
from vpcdesign.analysis.sides import Sides
from vpcdesign.analysis.sorting import Reading
from vpcdesign.analysis.stand_ins import at_home, with_stand_ins
from vpcdesign.analysis.tally import meets
from vpcdesign.analysis.worlds import World, Worlds, fallen
from vpcdesign.design.asserting import Assertion
from vpcdesign.design.document import Design
from vpcdesign.errors import QuestionError
from vpcdesign.network.since import Edited
from vpcdesign.reach.ask import Answer
from vpcdesign.reach.footprints import Footprint, Footprints
from vpcdesign.reach.hearing import Turn
from vpcdesign.reach.trace import Question
from vpcdesign.topology.failures import Failure
from vpcdesign.topology.without import without

_Asked = tuple[Question, ...]


@dataclass(slots=True, eq=False)
class _Known:
    """What has been found about one assertion: what it claims of whom, what was walked besides, and whether it holds.

    `broken` is by whom and with whom it is broken. Where it was enough who can hear of whom, that was `heard` then.
    """

    sides: tuple[Reading, ...]
    claims: list[Rectangle]
    holds: bool
    walked: list[_Asked] = field(default_factory=list)
    broken: Breach | None = None
    heard: Turn | None = None


class Watch:
    """The verdicts of a design's assertions, in their order; `judged` counts those that were judged anew.

    QuestionError when one cannot be asked.
    """

    def __init__(
        self,
        design: Design,
        before: "Watch | None" = None,
        common: Ground | None = None,
        progress: Progress | None = None,
    ) -> None:
        """Judge all assertions; `before` watched a design that differs little.

        `common` is a ground of this design that others stand on too: it serves where nobody needs a stand-in.
        """
        self.ground = _ground(design, before, common)
        self.assertions: tuple[Assertion, ...] = design.assertions
        self.judged = 0
        self._footprints: Footprints | None = None
        self._worlds: Worlds | None = None
        self._read: dict[str, Intervals] = {}
        self.failed: dict[Failure, Ground] = {}
        self._remains: dict[Failure, Remains] = {}
        follows = before is not None and self.ground.since is before.ground.itself
        self.walked = _walked(before, self.ground) if before is not None and follows else {}
        self._lost = frozenset(before.walked.keys() - self.walked.keys()) if before is not None else frozenset()
        self._failed_before = (before.ground.asked, before.failed) if before is not None and follows else None
        kept = before if follows and self.ground.rows.touched is not None else None
        self.sides: Sides = Sides(self.ground, kept.sides if kept is not None else None)
        self._whose: Whose | None = None
        self.known: list[tuple[Assertion, _Known]]
        if kept is not None and self.sides.handed_on and design.assertions is kept.assertions:
            self._go_on(kept, progress)
        else:
            self._begin(design, kept, progress)
        self.holds = tuple([one.holds for _, one in self.known])
        self._failed_before = None  # what was edited from is not held any longer than it is needed
        self.sides.settle()

    def same(self, before: "Watch") -> frozenset[int]:
        """Give the assertions, as objects, that an edit cannot have touched; `before` is what this followed."""
        were = {id(found) for _, found in before.known}
        return frozenset(id(one) for one, found in self.known if id(found) in were)

    def after(self, design: Design) -> "Watch":
        """Watch an edited design."""
        return Watch(design, self)

    def _begin(self, design: Design, before: "Watch | None", progress: Progress | None) -> None:
        """Go through all assertions; what was known of one before an edit is kept where the edit left it alone."""
        known = {id(one): found for one, found in before.known} if before is not None else {}
        self.known = []
        for one in design.assertions:
            self.known.append((one, self._judge(one, known.get(id(one)))))
            if progress is not None:
                progress(len(self.known), len(design.assertions))

    def _go_on(self, before: "Watch", progress: Progress | None) -> None:
        """Look only at those assertions that an edit can have touched, which left everybody who he was."""
        whose = before._whose  # noqa: SLF001 - its own class
        self._whose = Whose([(one, found.claims) for one, found in before.known]) if whose is None else whose
        self.known = list(before.known)
        places = self._whose.met(self.ground.rows.touched or ())
        places.update(self._whose.under_failures)
        if self._lost:
            places.update(place for place, (_, found) in enumerate(self.known) if not self._stands(found))
        for place in sorted(places):
            one, found = self.known[place]
            if self._unheard_still(found):
                continue
            self.known[place] = one, self._judge(one, found)
            if progress is not None:
                progress(place + 1, len(self.known))

    def _unheard_still(self, known: _Known) -> bool:
        """Tell whether somebody in a claim still cannot hear of somebody, for which it was judged as it was."""
        if known.heard is None:
            return False
        hearing = self.ground.rows.hearing
        return all(hearing.holds_still(known.heard, one.to.whole) for one in known.claims)

    def _judge(self, assertion: Assertion, before: _Known | None) -> _Known:
        if assertion.when is not None:
            self.judged += 1
            return _Known((), [], self._holds_when(assertion))
        sides = self._sides(assertion)
        same = before is not None and len(sides) == len(before.sides) and all(map(is_, sides, before.sides))
        if before is not None and same and not self._touches(before):
            return before
        self.judged += 1
        known = before.claims if before is not None else []
        claims = known if same else self._claims(assertion, sides, known)
        found = _Known(sides, claims, holds=True, broken=before.broken if before is not None else None)
        found.heard = self.ground.rows.hearing.now if claims and not [one for one in claims if one.pairs] else None
        for one in claims:
            if not self._holds(one, found):
                found.holds = False
                break
        found.walked = list(dict.fromkeys(found.walked))
        return found

    def _holds_when(self, assertion: Assertion) -> bool:
        """Judge an assertion where something has failed."""
        try:
            several = when(self.worlds(), assertion)
            return all(self._among(world).holds(assertion) for world in several)
        except QuestionError:
            (result,) = check_in(self.worlds(), [assertion])  # it says what is wrong, and where
            return result.holds

    def under(self, failure: Failure) -> list[bool]:
        """Tell of every assertion whether it holds when something has failed, whatever else it names."""
        left = self._among(self.worlds().under(failure))
        return [left.holds(claim) for claim, _ in self.known]

    def _among(self, world: World) -> Remains:
        """Give who judges among those who are left in a world."""
        failure = world.failure
        assert failure is not None
        if failure not in self._remains:
            self._remains[failure] = Remains(self.worlds(), world, self.failed[failure])
        return self._remains[failure]

    def worlds(self) -> Worlds:
        """Give the worlds in which something has failed, each made once."""
        if self._worlds is None:
            self._worlds = Worlds(self.ground.asked, self.ground.network, self.ground.world, self._fail)
        return self._worlds

    def _fail(self, whole: World, failure: Failure) -> World:
        """Give the world in which something has failed: edited from the one before, where an edit of lines led here."""
        found = None
        before = self._failed_before
        left = before[1].get(failure) if before is not None else None
        if before is not None and left is not None and changed_lines(before[0], self.ground.asked) is not None:
            lines = {name: getattr(self.ground.asked, name) for name in LINES}
            if all(getattr(left.design, name) is getattr(before[0], name) for name in LINES):
                found = edited(left.design.model_copy(update=lines), left)
        if found is None:
            found = standing(without(whole.design, failure))
        self.failed[failure] = found
        return fallen(whole, found.world, failure)

    def _stands(self, known: _Known) -> bool:
        """Tell whether all that was walked for an assertion is as it was."""
        return not self._lost or self._lost.isdisjoint(known.walked)

    def _touches(self, known: _Known) -> bool:
        """Tell whether an edit can have touched an assertion about people who are who they were."""
        rows = self.ground.rows
        return rows.touched is None or not self._stands(known) or any(one.touched(rows) for one in known.claims)

    def _sides(self, assertion: Assertion) -> tuple[Reading, ...]:
        """Give who is meant, and who is not where that matters."""
        sides = self.sides.of(assertion.from_, "source"), self.sides.of(assertion.to, "destination")
        return (*sides, self.sides.all_but(assertion.from_)) if assertion.expect == "only" else sides

    def _services(self, text: str) -> Intervals:
        """Give the services that a text means, which many assertions ask for."""
        if text not in self._read:
            self._read[text] = parse(text)
        return self._read[text]

    def _claims(self, assertion: Assertion, sides: tuple[Reading, ...], before: list[Rectangle]) -> list[Rectangle]:
        """Say what is claimed of whom; `before` was claimed before an edit that left those alone who are no others."""
        asking = self.ground.questions, self.ground.alike
        services = before[0].services if before else self._services(assertion.ports)
        first, second, *_ = (*before, None, None)
        if assertion.expect != "only":
            return [rectangle(asking, (sides[0], sides[1]), (assertion.expect, services), first)]
        found = [rectangle(asking, (sides[0], sides[1]), ("allowed", services), first)]
        rest = sides[2]
        if rest.whole or rest.others:
            found.append(rectangle(asking, (rest, sides[1]), ("blocked", services), second))
        return found

    def _holds(self, one: Rectangle, known: _Known) -> bool:
        """Judge a claim: by rows, then pair by pair where those do not know."""
        told = holds(self.ground.rows, one, known.broken)
        if not told.unheard:
            known.heard = None
        if not told.borne:
            known.broken = told.broken
            return False
        if not one.pairs and not told.left:
            return told.asked or one.expect != "allowed"
        pairs = list(one.pairs)
        asking = self.ground.questions, self.ground.alike
        for sending, receiving in told.left:
            senders = [one.sources.named[name] for name in sending]
            receivers = [one.to.named[name] for name in receiving]
            pairs += between(asking, senders, receivers, one.services)
        if not pairs and not told.asked:
            return one.expect != "allowed"
        return all(meets(one.expect, self._answer(pair, known)) for pair in pairs)

    def _answer(self, pair: Pair, known: _Known) -> Answer | None:
        if not pair.questions:
            return None
        known.walked.append(pair.questions)
        walked = self.walked
        if pair.questions not in walked:
            if self._footprints is None:
                self._footprints = Footprints(self.ground.network)
            walked[pair.questions] = self._footprints.ask(pair.questions)
        return walked[pair.questions][0]


def _ground(design: Design, before: Watch | None, common: Ground | None) -> Ground:
    """Give the ground to judge on: the common one where it follows that of before, or where nobody is stood in for."""
    if before is not None and design.assertions is before.ground.design.assertions:
        follows = common is not None and common.since is before.ground.itself
        if common is not None and follows and at_home(before.ground.design, design, spare=common.plain):
            return common
        if (found := edited(design, before.ground)) is not None:
            return found
    selectors = texts(design.assertions)
    if common is not None and common.plain and with_stand_ins(design, selectors)[0] is design:
        return common
    return fresh(design, selectors, before.ground if before is not None else None)


def _walked(before: Watch, after: Ground) -> dict[_Asked, tuple[Answer, Footprint]]:
    """Give what was walked before an edit that left it as it was."""
    since, network = after.network.since, before.ground.network
    if since is None or since.of is not network.itself or since.moved:
        return {}
    changed = Edited(since, network.stages)
    return {key: one for key, one in before.walked.items() if changed.isdisjoint(one[1])}
