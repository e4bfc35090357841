"""Verdicts of assertions among who is left when something has failed: those of `check`, without the stories.

Who is meant is read in the whole design; of those who are left rows tell for all at once, and whom they do not know is
walked. A claim of which nobody is left does not hold.
"""

from collections.abc import Sequence
from typing import Literal

from vpcdesign.analysis.everybody_else import everybody_else
from vpcdesign.analysis.ground import Ground
from vpcdesign.analysis.reaches import verdict_of
from vpcdesign.analysis.rectangles import Rectangle, between, holds, rectangle
from vpcdesign.analysis.selectors import Member, Role
from vpcdesign.analysis.services import parse
from vpcdesign.analysis.sorting import Reading, reading
from vpcdesign.analysis.tally import meets
from vpcdesign.analysis.worlds import World, Worlds
from vpcdesign.design.asserting import Assertion


class Remains:
    """Judges assertions in one world in which something has failed; remembers the sides it has read."""

    def __init__(self, worlds: Worlds, world: World, ground: Ground) -> None:
        """Judge in a world whose ground this is."""
        self._worlds, self._world, self._ground = worlds, world, ground
        self._sides: dict[tuple[str, Role | Literal["rest"]], tuple[Reading, bool]] = {}

    def holds(self, assertion: Assertion) -> bool:
        """Tell whether an assertion holds here; QuestionError when it cannot be asked."""
        services = parse(assertion.ports)
        sources, lost = self._side(assertion.from_, "source")
        to, gone = self._side(assertion.to, "destination")
        if not sources.members or not to.members:
            return False
        alone = len(sources.members) == len(to.members) == 1 and (lost or gone)
        if alone and sources.members[0].endpoint == to.members[0].endpoint:
            return False  # nobody is asked about himself
        asking = self._ground.questions, self._ground.alike
        if assertion.expect != "only":
            return self._bears(rectangle(asking, (sources, to), (assertion.expect, services)))
        if not self._bears(rectangle(asking, (sources, to), ("allowed", services))):
            return False
        rest = self._side(assertion.from_, "rest")[0]
        return not rest.members or self._bears(rectangle(asking, (rest, to), ("blocked", services)))

    def _side(self, text: str, role: Role | Literal["rest"]) -> tuple[Reading, bool]:
        """Give who is left of a side, or of all who are not named, and tell whether anybody is not."""
        if (text, role) not in self._sides:
            questions = self._worlds.whole.questions
            members: Sequence[Member]
            if role == "rest":
                members = tuple(everybody_else(questions, questions.side(text, "source")))
            else:
                members = questions.side(text, role).members
            left, lost = self._worlds.left(self._world, members)
            ground = self._ground
            read = reading(ground.rows, left)
            self._sides[text, role] = read, bool(lost)
        return self._sides[text, role]

    def _bears(self, one: Rectangle) -> bool:
        """Judge a claim: by rows, then pair by pair where those do not know."""
        ground = self._ground
        told = holds(ground.rows, one)
        if not told.borne:
            return False
        pairs = list(one.pairs)
        for sending, receiving in told.left:
            senders = [one.sources.named[name] for name in sending]
            receivers = [one.to.named[name] for name in receiving]
            pairs += between((ground.questions, ground.alike), senders, receivers, one.services)
        if not pairs and not told.asked:
            return one.expect != "allowed"
        walk = ground.world.walk
        answers = (verdict_of(walk, pair.questions) if pair.questions else None for pair in pairs)
        return all(meets(one.expect, answer) for answer in answers)
