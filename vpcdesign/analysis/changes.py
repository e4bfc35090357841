"""What changed between two designs as AWS nouns: added, removed, renamed, moved, and line by line what is different.

Nouns are known by their ids, or by their content where only the id is another. Lines that have no order in AWS (rules,
routes, targets, tags) are compared as sets, so that reordering which means nothing is nothing; so is a network ACL
whose rules bear other numbers in the same order. What a firewall reads in order is compared in order.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from vpcdesign.analysis.noun_lines import line
from vpcdesign.analysis.renames import put_right, renames
from vpcdesign.design.asserting import Assertion
from vpcdesign.design.document import NOUN_LISTS, Design
from vpcdesign.design.noun import Model, Noun
from vpcdesign.design.words import SINGULAR

What: TypeAlias = Literal["added", "removed", "renamed", "moved", "changed"]

_IN_ORDER = {"stateless_rules", "stateful_rules", "tunnels"}
_HOMES = ("vpc", "subnet")
"""Fields that say where a noun stands: another value there is a move."""


@dataclass(frozen=True, slots=True)
class Change:
    """One noun that differs; `lines` are what differs of it, each with its sign: `+`, `-` or `~`.

    `was` is the id that a renamed noun had.
    """

    what: What
    kind: str
    id: str
    lines: tuple[tuple[str, str], ...] = ()
    was: str = ""


def changes(old: Design, new: Design, renamed: Mapping[str, str] | None = None) -> list[Change]:
    """Give every noun and every assertion that differs, kind by kind."""
    known = renames(old, new) if renamed is None else renamed
    found: list[Change] = []
    for kind in NOUN_LISTS:
        before: dict[str, Noun]
        after: dict[str, Noun]
        before, after = ({one.id: one for one in getattr(design, kind)} for design in (old, new))
        found += _compared(SINGULAR[kind], before, after, known)
    found += _compared("assertion", _by_name(old.assertions), _by_name(new.assertions), {})
    return found


def _by_name(assertions: tuple[Assertion, ...]) -> dict[str, Assertion]:
    return {one.name: one for one in assertions}


def _compared(
    kind: str, before: Mapping[str, Model], after: Mapping[str, Model], known: Mapping[str, str]
) -> Iterator[Change]:
    was = {new: old for old, new in known.items() if old in before and new in after}
    for name in dict.fromkeys((*before, *after)):
        if name in known and known[name] in after:
            continue
        if name not in after:
            yield Change("removed", kind, name)
        elif name not in before and name not in was:
            yield Change("added", kind, name)
        else:
            old, new = before[was.get(name, name)], after[name]
            lines = tuple(_lines(_dumped(old, known), _dumped(new, {}))) if old != new else ()
            lines = tuple(one for one in lines if not one[1].startswith("id: "))
            if name in was:
                yield Change("renamed", kind, name, lines, was[name])
            elif lines:
                moved = any(mark == "~" and text.partition(":")[0] in _HOMES for mark, text in lines)
                yield Change("moved" if moved else "changed", kind, name, lines)


def _dumped(one: Model, known: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = put_right(one.model_dump(mode="json"), known)
    return found


def _lines(before: dict[str, Any], after: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key, was in before.items():
        now = after[key]
        if was == now:
            continue
        if not (isinstance(was, list) and isinstance(now, list)):
            yield "~", f"{key}: {line(was)} → {line(now)}"
        elif key in _IN_ORDER:
            yield "~", f"{key}: {_ordered(was)} → {_ordered(now)}"
        elif not (_numbered(was) and _unnumbered(was) == _unnumbered(now)):
            had, has = Counter(map(line, was)), Counter(map(line, now))
            yield from (("-", f"{key}: {word}") for word in (had - has).elements())
            yield from (("+", f"{key}: {word}") for word in (has - had).elements())


def _ordered(values: Sequence[Any]) -> str:
    return "; ".join(map(line, values)) or "none"


def _numbered(rules: Sequence[Any]) -> bool:
    return all(isinstance(one, dict) and "rule" in one for one in rules)


def _unnumbered(rules: Sequence[Any]) -> list[dict[str, Any]]:
    """Give the rules of a network ACL in the order of their numbers, without them: the first match decides."""
    if not _numbered(rules):
        return []
    return [{**one, "rule": 0} for one in sorted(rules, key=lambda one: int(one["rule"]))]
