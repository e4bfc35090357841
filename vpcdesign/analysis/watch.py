"""Assertions under watch: their verdicts, and after an edit those of them again that it can have touched.

The verdicts are those of `check`, without the stories. What rows know is judged by rectangles; what has to be walked is
remembered with the stages that it rests on, and walked again only when one of those is another.
"""

from dataclasses import dataclass, field

from vpcdesign.analysis.alike import Alike
from vpcdesign.analysis.check import check, everybody_else, meets, texts
from vpcdesign.analysis.questions import Pair, Questions
from vpcdesign.analysis.rectangles import Rectangle, between, holds, rectangle
from vpcdesign.analysis.services import parse
from vpcdesign.analysis.stand_ins import with_stand_ins
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.asserting import Assertion
from vpcdesign.design.document import Design
from vpcdesign.network.network import Network
from vpcdesign.reach.ask import Answer
from vpcdesign.reach.footprints import Footprint, Footprints
from vpcdesign.reach.rows import Rows
from vpcdesign.reach.touched import meets as concerns
from vpcdesign.reach.trace import Question

_LINES = ("security_groups", "network_acls")
_Asked = tuple[Question, ...]


@dataclass(slots=True, eq=False)
class _Known:
    """What has been found about one assertion: what it claims, what was walked besides, and whether it holds."""

    claims: list[Rectangle]
    holds: bool
    walked: list[_Asked] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class _Ground:
    """What assertions are judged on; `asked` is the design with its stand-ins, of which `bare` have no groups.

    `kept` is what was walked before an edit that left it as it was.
    """

    design: Design
    asked: Design
    bare: frozenset[str]
    network: Network
    rows: Rows
    questions: Questions
    alike: Alike
    walked: dict[_Asked, tuple[Answer, Footprint]] = field(default_factory=dict)
    kept: frozenset[_Asked] = frozenset()


class Watch:
    """The verdicts of a design's assertions, in their order; `judged` counts those that were judged anew.

    QuestionError when one cannot be asked.
    """

    def __init__(self, design: Design, before: "Watch | None" = None) -> None:
        """Judge all assertions; `before` watched a design that differs little."""
        edited = _edited(design, before.ground) if before is not None else None
        self.ground: _Ground = edited or _fresh(design, before.ground if before is not None else None)
        self.judged = 0
        self._footprints: Footprints | None = None
        kept = before.known if before is not None and edited is not None and _alike(before.ground, edited) else None
        self.known: list[_Known] = [
            self._judge(one, kept[place] if kept is not None else None) for place, one in enumerate(design.assertions)
        ]
        self.holds = tuple(one.holds for one in self.known)

    def after(self, design: Design) -> "Watch":
        """Watch an edited design."""
        return Watch(design, self)

    def _judge(self, assertion: Assertion, before: _Known | None) -> _Known:
        if before is not None and assertion.when is None and not self._touches(before):
            return before
        self.judged += 1
        if assertion.when is not None:
            (result,) = check(self.ground.asked, self.ground.network, [assertion])
            return _Known([], result.holds)
        found = _Known(before.claims if before is not None else self._claims(assertion), holds=True)
        held = before is not None and before.holds and self._stands(before)
        found.holds = all(self._holds(one, found, held=held) for one in found.claims)
        if before is not None and held:
            found.walked += before.walked
        found.walked = list(dict.fromkeys(found.walked))
        return found

    def _stands(self, known: _Known) -> bool:
        """Tell whether all that was walked for an assertion is as it was; what was walked anew since may not be."""
        return all(key in self.ground.kept for key in known.walked)

    def _touches(self, known: _Known) -> bool:
        """Tell whether an edit can have touched an assertion."""
        touched = self.ground.rows.touched
        if touched is None or not self._stands(known):
            return True
        return any(concerns(touched, one.sending, one.bits[0] | one.bits[1]) for one in known.claims)

    def _claims(self, assertion: Assertion) -> list[Rectangle]:
        ground = self.ground
        asking = ground.questions, ground.alike
        sources = ground.questions.side(assertion.from_, "source")
        to = ground.questions.side(assertion.to, "destination").members
        services = parse(assertion.ports)
        if assertion.expect != "only":
            return [rectangle(ground.rows, asking, (sources.members, to), (assertion.expect, services))]
        found = [rectangle(ground.rows, asking, (sources.members, to), ("allowed", services))]
        rest = tuple(everybody_else(ground.questions, sources))
        return [*found, rectangle(ground.rows, asking, (rest, to), ("blocked", services))] if rest else found

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
        walked = self.ground.walked
        if pair.questions not in walked:
            if self._footprints is None:
                self._footprints = Footprints(self.ground.network)
            walked[pair.questions] = self._footprints.ask(pair.questions)
        return walked[pair.questions][0]


def _fresh(design: Design, before: _Ground | None) -> _Ground:
    asked, bare, _ = with_stand_ins(design, texts(design.assertions))
    network = compile_design(asked, bare, before.network if before is not None else None)
    rows = before.rows.after(network) if before is not None else Rows(network)
    return _Ground(design, asked, bare, network, rows, Questions(asked, network), Alike(asked))


def _edited(design: Design, before: _Ground) -> _Ground | None:
    """Take over what an edit of filter lines leaves as it is; None where the edit is another one."""
    was = before.design
    if any(getattr(design, name) is not getattr(was, name) for name in Design.model_fields if name not in _LINES):
        return None
    lines = [(a, b) for name in _LINES for a, b in zip(getattr(was, name), getattr(design, name), strict=False)]
    if any((a.id, a.name, a.tags) != (b.id, b.name, b.tags) for a, b in lines):
        return None
    asked = before.asked.model_copy(update={name: getattr(design, name) for name in _LINES})
    network = compile_design(asked, before.bare, before.network)
    if network.endpoints is not before.network.endpoints or not before.alike.stands(b for a, b in lines if a is not b):
        return None
    changed = {
        node
        for node, (one, other) in enumerate(zip(before.network.stages, network.stages, strict=True))
        if one is not other
    }
    walked = {key: one for key, one in before.walked.items() if changed.isdisjoint(one[1])}
    rows = before.rows.after(network)
    return _Ground(design, asked, before.bare, network, rows, before.questions, before.alike, walked, frozenset(walked))


def _alike(before: _Ground, after: _Ground) -> bool:
    """Tell whether kinds have kept their numbers."""
    return before.rows.places.ends is after.rows.places.ends
