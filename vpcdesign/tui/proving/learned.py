"""What proving has learned of the designs of a session: so an edit asks again only what it can have touched.

One worker at a time holds it. What is told is what would be found from nothing; only the time differs.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from vpcdesign.analysis.check import Judge, Progress
from vpcdesign.analysis.difference import Compared, compare, judging
from vpcdesign.analysis.ground import Ground
from vpcdesign.analysis.labels import STAND_IN
from vpcdesign.analysis.renames import renames
from vpcdesign.analysis.results import Difference, Result
from vpcdesign.analysis.steps import Steps
from vpcdesign.analysis.watch import Watch
from vpcdesign.analysis.worlds import World, Worlds
from vpcdesign.api.matrix import open_world
from vpcdesign.design.asserting import Assertion
from vpcdesign.design.document import NOUN_LISTS, Design
from vpcdesign.errors import VpcdesignError
from vpcdesign.reach.trace import Trace
from vpcdesign.topology.failures import Failure, failures
from vpcdesign.tui.proving.findings import Findings
from vpcdesign.tui.session.asking import remaining

MOST = 4
"""So many designs are remembered by the verdicts of their assertions, each with what was learned of it."""

FIRST, SHOWN = 12, 100
"""So many differences have their packets at once, and so many in the end: nobody reads more of them."""

SEEN = 30
"""So many stories are told before they are shown: a screen holds no more."""


@dataclass(frozen=True, slots=True, eq=False)
class Elsewhere:
    """How assertions fare in a design that is not theirs."""

    about: Design
    assertions: tuple[Assertion, ...]
    results: tuple[Result, ...]


@dataclass(slots=True)
class Learned:
    """What is known: grounds and walks, verdicts, findings, and the stories of assertions."""

    steps: Steps = field(default_factory=Steps)
    findings: Findings = field(default_factory=Findings)
    watch: Watch | None = None
    problem: str = ""
    _compared: Compared | None = None
    _others: list[Elsewhere] = field(default_factory=list)
    _left: list[tuple[Design, tuple[str, ...], Design]] = field(default_factory=list)
    _verdicts: list[tuple[Watch, tuple[Result, ...]]] = field(default_factory=list)
    _stories: dict[int, tuple[Assertion, Result]] = field(default_factory=dict)

    def verdicts(self, design: Design, tell: Progress) -> tuple[Result, ...]:
        """Judge a design's assertions, without the stories of those that are not known; `problem` says why not."""
        self.problem = ""
        if not design.assertions:
            return ()
        for known, results in self._verdicts:
            if known.ground.design is design:
                self._take(known)
                return results
        try:
            watch = Watch(design, self.watch, self.steps.ground(design), tell)
        except VpcdesignError as error:
            self.problem = error.problems[0].message
            return ()
        self._take(watch)
        return self._note(watch, tuple(self._result(one, known.holds) for one, known in watch.known))

    def _take(self, watch: Watch) -> None:
        """Go on from a watch: what is told from now on is told of its design."""
        if watch is not self.watch:
            self._forget(self.watch, watch)
            self.watch = watch

    def _note(self, watch: Watch, results: tuple[Result, ...]) -> tuple[Result, ...]:
        others = [one for one in self._verdicts if one[0] is not watch]
        self._verdicts = [*others, (watch, results)][-MOST:]
        return results

    def _result(self, claim: Assertion, holds: bool) -> Result:  # noqa: FBT001 - a verdict
        story = self._stories.get(id(claim))
        if story is not None and story[1].holds == holds:
            return story[1]
        return Result(claim.name, claim.expect, holds, "", 0)

    def _forget(self, before: Watch | None, after: Watch) -> None:
        """Forget the stories that an edit can have changed: of verdicts judged anew, or told of what was edited."""
        same = after.same(before) if before is not None else frozenset[int]()
        people = before is not None and after.ground.company is before.ground.company
        holds = {id(claim): known.holds for claim, known in after.known}
        words = set(_edited(before.ground.design, after.ground.design)) if before is not None else set[str]()
        self._stories = {
            key: (claim, story)
            for key, (claim, story) in self._stories.items()
            if (key in same or (people and _lasts(claim, story) and holds.get(key)))
            and claim.when is None
            and not _tells_of(story, words)
        }

    def stories(self, tell: Progress, most: int | None = None) -> tuple[Result, ...]:
        """Tell of every assertion of the design judged last why it holds, or what breaks it; the broken ones first.

        With `most`, only so many more are told: the others have a verdict and no story.
        """
        watch = self.watch
        if watch is None:
            return ()
        ground = watch.ground
        judge = Judge(Worlds(ground.asked, ground.network, _pulsed(ground, tell)))
        left = [one for one in watch.known if id(one[0]) not in self._stories]
        left.sort(key=lambda one: one[1].holds)
        several = len(watch.known)
        for place, (claim, _) in enumerate(left[:most]):
            tell(several - len(left) + place, several)
            (story,) = judge.results([claim])
            self._stories[id(claim)] = claim, story
        return self._note(watch, tuple(self._result(claim, known.holds) for claim, known in watch.known))

    # --- when something fails ---

    def worlds(self, design: Design) -> Worlds:
        """Give the worlds of a design: it was judged last."""
        if self.watch is not None and self.watch.ground.design is design:
            return self.watch.worlds()
        ground = self.steps.ground(design)
        return Worlds(ground.asked, ground.network, ground.world)

    def under(self, design: Design, failure: Failure, tell: Progress) -> list[tuple[Assertion, bool, bool]]:
        """Tell of a design's assertions whether they hold in the whole of it, and when something fails."""
        results = self.verdicts(design, tell)
        if not results or self.watch is None:
            return []
        left = self.watch.under(failure)
        return [(claim, known.holds, holds) for (claim, known), holds in zip(self.watch.known, left, strict=True)]

    def stories_under(self, design: Design, failure: Failure, tell: Progress) -> tuple[Result, ...]:
        """Tell of the assertions of the design judged last why they hold when something fails, or what breaks them."""
        judge = Judge(self.worlds(design))
        found: list[Result] = []
        for place, one in enumerate(design.assertions if self.watch is not None else ()):
            tell(place, len(design.assertions))
            found += judge.results([one.model_copy(update={"when": {"fail": failure.id}})])
        return tuple(found)

    # --- what differs ---

    def did(self, before: Design, after: Design, tell: Progress) -> tuple[Difference, ...]:
        """Tell what a step opened and closed, everybody with everybody; packets only of what is seen first."""
        renamed = renames(before, after)
        if renamed:
            self._compared = _renamed(before, after, renamed, tell)
        else:
            self._compared = self.steps.between(before, after, tell)
        return self.packets(FIRST, tell)

    def beside(self, before: Design, after: Design, tell: Progress) -> None:
        """Compare any two designs; what steps are told from stays as it is."""
        renamed = renames(before, after)
        if renamed:
            self._compared = _renamed(before, after, renamed, tell)
        else:
            self._compared = self.steps.beside(before, after, tell)

    def verdicts_of_another(
        self, design: Design, assertions: tuple[Assertion, ...], tell: Progress
    ) -> tuple[Result, ...]:
        """Judge the assertions of one design in another one, without stories; none where they cannot be asked."""
        known = next((one for one in self._others if one.about is design and one.assertions is assertions), None)
        if known is None:
            try:
                asking = design.model_copy(update={"assertions": assertions})
                watch = Watch(asking, None, self.steps.ground(design), tell)
            except VpcdesignError:
                return ()
            results = tuple(Result(one.name, one.expect, found.holds, "", 0) for one, found in watch.known)
            known = Elsewhere(design, assertions, results)
        self._others = [*(one for one in self._others if one is not known), known][-MOST:]
        return known.results

    def left(self, design: Design, failed: tuple[str, ...]) -> Design:
        """Give what is left of a design of what it has, the same whenever it is asked: another may lack what failed."""
        if not failed:
            return design
        for known, names, left in self._left:
            if known is design and names == failed:
                return left
        there = {one.id for one in failures(design)}
        left = remaining(design, tuple(one for one in failed if one in there))
        self._left = [*self._left, (design, failed, left)][-MOST:]
        return left

    def packets(self, most: int, tell: Progress) -> tuple[Difference, ...]:
        """Tell what was compared last, so many with their packets; who stands in for nobody is left out."""
        if self._compared is None:
            return ()
        found = self._compared.shown(most, tell)
        if not self._compared.of_stand_ins:
            return tuple(found)
        return tuple(one for each in found if (one := _of_somebody(each)) is not None)


def _pulsed(ground: Ground, tell: Progress) -> World:
    """Give the world of a ground, in which every question can be broken off."""

    def pulse() -> None:
        tell(0, 1)

    return replace(ground.world, questions=ground.questions.pulsed(pulse))


def _renamed(before: Design, after: Design, renamed: Mapping[str, str], tell: Progress) -> Compared:
    """Compare a design with one in which ids are others: who only bears another name is the same."""
    old = open_world(before, ["vpc:*"])[0]
    worlds = old, open_world(after, ["vpc:*"], old)[0]
    return compare(worlds, *judging(worlds, renamed), tell)


def _of_somebody(one: Difference) -> Difference | None:
    """Leave out who stands in where nobody is: what nobody can send is opened to nobody."""
    sources = tuple(name for name in one.sources if not name.startswith(STAND_IN))
    destinations = tuple(name for name in one.destinations if not name.startswith(STAND_IN))
    return replace(one, sources=sources, destinations=destinations) if sources and destinations else None


def _lasts(claim: Assertion, story: Result) -> bool:
    """Tell whether a story is the same for as long as its claim holds, of the same people.

    Of conversations that shall not take place it tells also of packets that arrive unanswered.
    """
    return story.holds and claim.expect in {"allowed", "isolated"}


def _edited(before: Design, after: Design) -> Iterator[str]:
    """Give the ids and names of nouns that an edit changed, added or took away."""
    for name in NOUN_LISTS:
        old, new = getattr(before, name), getattr(after, name)
        if old is not new:
            known = set(map(id, old)).symmetric_difference(map(id, new))
            for one in (*old, *new):
                if id(one) in known:
                    yield from (word for word in (one.id, one.name) if word)


def _tells_of(story: Result, words: Collection[str]) -> bool:
    """Tell whether a story names any of some nouns."""
    if not words:
        return False
    named = set(_components(story.witness)) if story.witness is not None else set()
    return not named.isdisjoint(words) or any(_names(note, word) for note in story.notes for word in words)


def _names(text: str, word: str) -> bool:
    """Tell whether a text has a word, and not only as a part of another one."""
    return word in text and re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None


def _components(trace: Trace) -> Iterator[str]:
    for leg in (trace.forward, trace.back):
        yield from (hop.origin.component for hop in leg.hops)
    yield from (one.origin.component for one in trace.blockers)
