"""What is wrong with a design, judged anew only as far as an edit can have changed it.

Most edits are of lines of filters, and what is wrong with anything else does not depend on those lines. So after such
an edit the lines are judged and the rest is known; notes and tags are judged nowhere. A law holds this to judging
everything.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from vpcdesign.design.document import NOUN_LISTS, Design
from vpcdesign.design.noun import Noun
from vpcdesign.tui.session.nearby import Nearby

FILTERS = ("security_groups", "network_acls")
WORDS = {"assertions", "notes", "name", "note"}
"""What people say of a design, and what they claim: nothing of it is judged."""

SAID = {"note", "tags"}
"""The fields of any noun that no check reads."""

OPEN = {*SAID, "ingress", "egress", "name"}
"""The fields of a filter that only its own checks read."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What is wrong with a design, by its words: a pointer moves when a line is put in before it.

    `parted`: lines of filters are judged apart from the rest, so that the rest can be kept.
    """

    design: Design
    rest: Counter[str]
    lines: Counter[str]
    parted: bool
    nearby: Nearby = field(default_factory=Nearby, compare=False)

    @property
    def problems(self) -> Counter[str]:
        return self.rest + self.lines


def judged(design: Design, known: Judged | None = None) -> Judged:
    """Judge a design; `known` is the judgement of the one before."""
    from vpcdesign.design import legality, references

    if known is not None and _nothing_judged(known.design, design):
        return replace(known, design=design)
    if known is not None and known.parted and _only_lines(known.design, design):
        lines = references.problems_in(design, FILTERS) or legality.problems_of_lines(design)
        return Judged(design, known.rest, _counted(lines), parted=True, nearby=known.nearby)
    if known is not None and known.parted and (found := _near(known, design)) is not None:
        return found
    named = references.problems(design)
    if named:  # what names nothing cannot be judged any further
        return Judged(design, _counted(named), Counter(), parted=False)
    every, lines = legality.problems(design, imported=False), legality.problems_of_lines(design)
    nearby = known.nearby if known is not None else Nearby()
    return Judged(design, _counted(every) - _counted(lines), _counted(lines), parted=True, nearby=nearby)


def _near(known: Judged, design: Design) -> Judged | None:
    """Judge what an edit of subnets, interfaces or route tables can concern; None where that may be everything."""
    from vpcdesign.design import legality, references

    parts = known.nearby.of(known.design, design)
    if parts is None or references.problems(parts[1]):
        return None
    now = _counted(legality.problems(parts[1], imported=False))
    rest = Counter(known.rest)
    if now or known.problems:
        rest.update(now)
        rest.subtract(_counted(legality.problems(parts[0], imported=False)))
    if any(count < 0 for count in rest.values()):
        return None
    return Judged(design, +rest, known.lines, parted=True, nearby=known.nearby)


def _counted(problems: Iterable[tuple[str, str]]) -> Counter[str]:
    return Counter(message for _, message in problems)


def _nothing_judged(before: Design, after: Design) -> bool:
    """Tell whether nothing differs but what people say."""
    return _same_but(before, after, SAID)


def _only_lines(before: Design, after: Design) -> bool:
    """Tell whether nothing but words and lines of filters differs."""
    return _same_but(before, after, OPEN)


def _same_but(before: Design, after: Design, of_filters: Collection[str]) -> bool:
    """Tell whether two designs differ in nothing but words, and some fields of filters."""
    for name in Design.model_fields:
        old, new = getattr(before, name), getattr(after, name)
        if old is new or name in WORDS:
            continue
        if name not in NOUN_LISTS or len(old) != len(new):
            return False
        free = of_filters if name in FILTERS else SAID
        if not all(_same(one, other, free) for one, other in zip(old, new, strict=True)):
            return False
    return True


def _same(old: Noun, new: Noun, free: Collection[str]) -> bool:
    """Tell whether two nouns differ in nothing but some fields."""
    if old is new:
        return True
    return all(getattr(old, name) == getattr(new, name) for name in type(old).model_fields if name not in free)
