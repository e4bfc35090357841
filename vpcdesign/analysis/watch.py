"""Assertions under watch: their verdicts, and after an edit those of them again that it can have touched.

The verdicts are those of `check`, without the stories. What rows know is judged by rectangles; what has to be walked is
remembered with the stages that it rests on, and walked again only when one of those is another.
"""

from dataclasses import dataclass, field

from vpcdesign.analysis.check import Progress, check_in, meets, other_hosts, others_outside, texts, when
from vpcdesign.analysis.ground import LINES, Ground, edited, fresh, standing
from vpcdesign.analysis.questions import Pair
from vpcdesign.analysis.rectangles import Reading, Rectangle, between, holds, reading, rectangle
from vpcdesign.analysis.remains import Remains
from vpcdesign.analysis.selectors import Role
from vpcdesign.analysis.services import parse
from vpcdesign.analysis.stand_ins import with_stand_ins
from vpcdesign.analysis.worlds import World, Worlds, fallen
from vpcdesign.design.asserting import Assertion
from vpcdesign.design.document import Design
from vpcdesign.errors import QuestionError
from vpcdesign.network.since import Edited
from vpcdesign.reach.ask import Answer
from vpcdesign.reach.footprints import Footprint, Footprints
from vpcdesign.reach.touched import meets as concerns
from vpcdesign.reach.trace import Question
from vpcdesign.topology.failures import Failure
from vpcdesign.topology.without import without

_Asked = tuple[Question, ...]


@dataclass(slots=True, eq=False)
class _Known:
    """What has been found about one assertion: what it claims, what was walked besides, and whether it holds."""

    claims: list[Rectangle]
    holds: bool
    walked: list[_Asked] = field(default_factory=list)


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
        self.judged = 0
        self._footprints: Footprints | None = None
        self._worlds: Worlds | None = None
        self.failed: dict[Failure, Ground] = {}
        self._remains: dict[Failure, Remains] = {}
        self._readings: dict[tuple[str, Role], Reading] = {}
        self._rests: dict[str, Reading] = {}
        self._hosts: Reading | None = None
        follows = before is not None and self.ground.since is before.ground.itself
        self.walked = _walked(before, self.ground) if before is not None and follows else {}
        self._kept = frozenset(self.walked)
        self._failed_before = (before.ground.asked, before.failed) if before is not None and follows else None
        alike = before is not None and follows and before.ground.rows.places.ends is self.ground.rows.places.ends
        known = {id(one): found for one, found in before.known} if before is not None and alike else {}
        self.known: list[tuple[Assertion, _Known]] = []
        for one in design.assertions:
            self.known.append((one, self._judge(one, known.get(id(one)))))
            if progress is not None:
                progress(len(self.known), len(design.assertions))
        self.holds = tuple(one.holds for _, one in self.known)
        self._failed_before = None  # what was edited from is not held any longer than it is needed
        self._readings, self._rests, self._hosts = {}, {}, None

    def same(self, before: "Watch") -> frozenset[int]:
        """Give the assertions, as objects, that an edit cannot have touched; `before` is what this followed."""
        were = {id(found) for _, found in before.known}
        return frozenset(id(one) for one, found in self.known if id(found) in were)

    def after(self, design: Design) -> "Watch":
        """Watch an edited design."""
        return Watch(design, self)

    def _judge(self, assertion: Assertion, before: _Known | None) -> _Known:
        if before is not None and assertion.when is None and not self._touches(before):
            return before
        self.judged += 1
        if assertion.when is not None:
            return _Known([], self._holds_when(assertion))
        found = _Known(before.claims if before is not None else self._claims(assertion), holds=True)
        held = before is not None and before.holds and self._stands(before)
        found.holds = all(self._holds(one, found, held=held) for one in found.claims)
        if before is not None and held:
            found.walked += before.walked
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
        if self._failed_before is not None and (left := self._failed_before[1].get(failure)) is not None:
            lines = {name: getattr(self.ground.asked, name) for name in LINES}
            if all(getattr(left.design, name) is getattr(self._failed_before[0], name) for name in LINES):
                found = edited(left.design.model_copy(update=lines), left)
        if found is None:
            found = standing(without(whole.design, failure))
        self.failed[failure] = found
        return fallen(whole, found.world, failure)

    def _stands(self, known: _Known) -> bool:
        """Tell whether all that was walked for an assertion is as it was; what was walked anew since may not be."""
        return all(key in self._kept for key in known.walked)

    def _touches(self, known: _Known) -> bool:
        """Tell whether an edit can have touched an assertion."""
        touched = self.ground.rows.touched
        if touched is None or not self._stands(known):
            return True
        return any(concerns(touched, one.sending, one.bits[0] | one.bits[1]) for one in known.claims)

    def _claims(self, assertion: Assertion) -> list[Rectangle]:
        ground = self.ground
        asking = ground.questions, ground.alike
        sources, to = self._read(assertion.from_, "source"), self._read(assertion.to, "destination")
        services = parse(assertion.ports)
        if assertion.expect != "only":
            return [rectangle(asking, (sources, to), (assertion.expect, services))]
        found = [rectangle(asking, (sources, to), ("allowed", services))]
        rest = self._rest(assertion.from_)
        return [*found, rectangle(asking, (rest, to), ("blocked", services))] if rest.members else found

    def _read(self, text: str, role: Role) -> Reading:
        """Give who is meant, read once for all claims."""
        key = text, role
        if key not in self._readings:
            members = self.ground.questions.side(text, role).members
            self._readings[key] = reading(self.ground.rows, self.ground.questions, members, role)
        return self._readings[key]

    def _rest(self, text: str) -> Reading:
        """Give everybody who sends and is not meant."""
        if text not in self._rests:
            questions = self.ground.questions
            if self._hosts is None:
                self._hosts = reading(self.ground.rows, questions, tuple(other_hosts(questions, ())), "source")
            side = questions.side(text, "source")
            outside = tuple(others_outside(questions, side))
            self._rests[text] = self._hosts.but({one.endpoint for one in side.members}, outside)
        return self._rests[text]

    def _holds(self, one: Rectangle, known: _Known, *, held: bool) -> bool:
        """Judge a claim: by rows, then pair by pair where those do not know; of one that `held`, what may differ."""
        borne, asked, left = holds(self.ground.rows, one, held=held)
        if not borne:
            return False
        pairs = list(one.pairs)
        asking = self.ground.questions, self.ground.alike
        for sending, receiving in left:
            senders = [member for name, member in one.members[0].items() if name in sending]
            receivers = [member for name, member in one.members[1].items() if name in receiving]
            pairs += between(asking, senders, receivers, one.services)
        if not pairs and not asked:
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
        if common is not None and common.since is before.ground.itself:
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
