"""Which assertions stand when something fails: verdicts first, and stories only of those that fall.

Where rows are there they judge each claim for all at once. Rows and stories say the same: laws hold them together.
"""

from collections.abc import Sequence

from vpcdesign.analysis.check import Judge
from vpcdesign.analysis.ground import Ground
from vpcdesign.analysis.remains import Remains
from vpcdesign.analysis.results import Result
from vpcdesign.analysis.worlds import World, Worlds, bare
from vpcdesign.design.asserting import Assertion
from vpcdesign.errors import QuestionError
from vpcdesign.reach.rows import Rows


class Standing:
    """The assertions that hold in a whole design; QuestionError where one cannot be asked."""

    def __init__(self, worlds: Worlds, assertions: Sequence[Assertion]) -> None:
        """Judge all of them where nothing has failed; what holds only `when` something has is nobody's question."""
        self._worlds = worlds
        plain = [one for one in assertions if one.when is None]
        holding = self._by_rows(worlds.whole, plain)
        if holding is None:
            holding = [one.holds for one in Judge(worlds).results(plain)]
        self.held = [one for one, holds in zip(plain, holding, strict=True) if holds]

    def fallen(self, world: World) -> list[Result]:
        """Tell of each that does not hold in a world in which something has failed."""
        assert world.failure is not None
        holding = self._by_rows(world, self.held)
        several = [one for place, one in enumerate(self.held) if holding is None or not holding[place]]
        under = [one.model_copy(update={"when": {"fail": world.failure.id}}) for one in several]
        return [one for one in Judge(self._worlds).results(under) if not one.holds]

    def _by_rows(self, world: World, several: Sequence[Assertion]) -> list[bool] | None:
        """Judge by rows, where they are there and everything can be asked."""
        rows = world.walk.teller(0)
        if not isinstance(rows, Rows):
            return None
        design = world.design
        ground = Ground(design, design, bare(design), world.walk.network, rows, world)
        judging = Remains(self._worlds, world, ground)
        try:
            return [judging.holds(one) for one in several]
        except QuestionError:
            return None
