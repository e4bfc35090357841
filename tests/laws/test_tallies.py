"""What is told of claims that rows judge for whole kinds at once is what every pair says that is walked by itself."""

from collections.abc import Iterable
from random import Random

import pytest

from tests.laws.designs import draw
from tests.laws.test_everybody import crowded
from tests.laws.test_watch import SERVICES, sides
from vpcdesign.analysis import tally
from vpcdesign.analysis.check import check, texts
from vpcdesign.analysis.everybody_else import everybody_else
from vpcdesign.analysis.kindred import Gathering, Kindred
from vpcdesign.analysis.results import Result
from vpcdesign.analysis.stand_ins import with_stand_ins
from vpcdesign.analysis.worlds import World
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.asserting import Assertion
from vpcdesign.design.document import Design
from vpcdesign.errors import QuestionError
from vpcdesign.reach import walk
from vpcdesign.reach.rows import Rows
from vpcdesign.topology.failures import failures

NEVER = 1 << 30
CLAIMS = 16
EVERY_DAY = (0, 8, 10, 16)


def words(design: Design) -> list[str]:
    """Give words for sides that meet themselves and one another in part, and for many hosts at once."""
    hosts = [one.id for one in design.network_interfaces][:2]
    return [*sides(design), *["vpc:*"] * 4, *(f"vpc:*, !{one}" for one in hosts), *(f"vpc:*, {one}" for one in hosts)]


def drawn(design: Design, random: Random) -> tuple[Assertion, ...]:
    """Draw claims, each of the four kinds in its turn."""
    meant, single = words(design), [one.id for one in failures(design)]
    found: list[Assertion] = []
    for number in range(CLAIMS):
        expect = ("allowed", "blocked", "isolated", "only")[number % 4]
        ends = {"from": random.choice(meant), "to": random.choice(meant)}
        failing = {"when": {"fail": random.choice(single)}} if single and number % 5 == 0 else {}
        asked = {"name": f"{number}", "ports": random.choice(SERVICES), "expect": expect}
        found.append(Assertion.model_validate({**asked, **ends, **failing}))
    return tuple(found)


def judged(design: Design, claims: Iterable[Assertion]) -> list[Result]:
    """Give how claims fare; those that cannot be asked are left out."""
    results: list[Result] = []
    for one in claims:
        asked, bare, _ = with_stand_ins(design, texts([one]))
        try:
            results += check(asked, compile_design(asked, bare), [one])
        except QuestionError:
            continue
    return results


def all_but(self: Gathering, world: World, text: str) -> Kindred:
    """Give everybody who is not meant, one after the other."""
    questions = self.worlds.whole.questions
    others = self.worlds.left(world, tuple(everybody_else(questions, questions.side(text, "source"))))[0]
    return Kindred(world.questions.kinds(others, world.alike))


def held(seed: int, patch: pytest.MonkeyPatch) -> list[Result]:
    """Hold what is told by rows to what pairs tell; give it."""
    design = draw(seed) if seed % 2 else crowded(draw(seed))
    claims = drawn(design, Random(seed))
    found: list[list[Result]] = []
    for few in (0, NEVER):
        with patch.context() as within:
            within.setattr(tally, "FEW", few)
            within.setattr(walk, "PATIENCE", few - 1)
            if few:
                within.setattr(Gathering, "all_but", all_but)
            found.append(judged(design, claims))
    assert found[0] == found[1]
    return found[0]


def test_rows_tell_what_pairs_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    right = Rows.row
    asked: list[int] = []

    def row(self: Rows, number: int, client: object) -> object:
        asked.append(number)
        return right(self, number, client)  # type: ignore[arg-type]

    monkeypatch.setattr(Rows, "row", row)
    results = [one for seed in EVERY_DAY for one in held(seed, monkeypatch)]
    broken = [one for one in results if not one.holds]
    assert len(results) / 6 < len(broken) < len(results)
    assert any("pairs of" in one.reason for one in broken)
    assert any("only the answer dies, and so elsewhere" in note for one in results for note in one.notes)
    assert len(asked) > len(results)


@pytest.mark.deep
@pytest.mark.parametrize("first", range(5, 600, 37))
def test_at_length(first: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in range(first, first + 37):
        held(seed, monkeypatch)
