"""What changed between two designs as AWS nouns: added, removed, and line by line what is different.

Nouns are known by their ids. Lines that have no order in AWS (rules, routes, targets, tags) are compared as sets, so
that reordering which means nothing is nothing; what a firewall reads in order is compared in order.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from vpcdesign.design.asserting import Assertion
from vpcdesign.design.document import NOUN_LISTS, Design
from vpcdesign.design.noun import Model
from vpcdesign.design.words import SINGULAR

What: TypeAlias = Literal["added", "removed", "changed"]

_IN_ORDER = {"stateless_rules", "stateful_rules", "tunnels"}


@dataclass(frozen=True, slots=True)
class Change:
    """One noun that differs; `lines` are what differs of it, each with its sign: `+`, `-` or `~`."""

    what: What
    kind: str
    id: str
    lines: tuple[tuple[str, str], ...] = ()


def changes(old: Design, new: Design) -> list[Change]:
    """Give every noun and every assertion that differs, kind by kind."""
    found: list[Change] = []
    for kind in NOUN_LISTS:
        before, after = ({one.id: one for one in getattr(design, kind)} for design in (old, new))
        found += _compared(SINGULAR[kind], before, after)
    found += _compared("assertion", _by_name(old.assertions), _by_name(new.assertions))
    return found


def _by_name(assertions: tuple[Assertion, ...]) -> dict[str, Assertion]:
    return {one.name: one for one in assertions}


def _compared(kind: str, before: Mapping[str, Model], after: Mapping[str, Model]) -> Iterator[Change]:
    for name in dict.fromkeys((*before, *after)):
        if name not in after:
            yield Change("removed", kind, name)
        elif name not in before:
            yield Change("added", kind, name)
        elif before[name] != after[name]:
            lines = tuple(_lines(before[name].model_dump(mode="json"), after[name].model_dump(mode="json")))
            if lines:
                yield Change("changed", kind, name, lines)


def _lines(before: dict[str, Any], after: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key, was in before.items():
        now = after[key]
        if was == now:
            continue
        if isinstance(was, list) and isinstance(now, list) and key not in _IN_ORDER:
            had, has = Counter(map(_word, was)), Counter(map(_word, now))
            yield from (("-", f"{key}: {word}") for word in (had - has).elements())
            yield from (("+", f"{key}: {word}") for word in (has - had).elements())
        else:
            yield "~", f"{key}: {_word(was)} → {_word(now)}"


def _word(value: Any) -> str:  # noqa: ANN401 - any JSON
    """Write a value on one line: a rule as `protocol tcp, ports 443, source 0.0.0.0/0`."""
    if isinstance(value, dict):
        told = [f"{key} {_word(value[key])}" for key in sorted(value) if value[key] not in (None, [], {}, False)]
        return ", ".join(told) or "empty"
    if isinstance(value, list):
        return "; ".join(sorted(map(_word, value))) or "none"
    return value if isinstance(value, str) else "none" if value is None else json.dumps(value)
