"""Nouns that only bear another id: the same content under a name that is new, whatever hangs on them renamed with them.

A noun that is gone and one that is new are the same where their content is, ids of renamed nouns in it put right, and
no other pair could be meant. So an import of a rebuilt estate, or a search and replace, is no list of losses.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from vpcdesign.design.document import NOUN_LISTS, Design
from vpcdesign.design.noun import Noun

_OWN = {"id", "name", "note", "tags"}
_ROUNDS = 8
"""A chain of renamed things that name one another is followed so far: VPC, subnet, table, gateway, interface, ..."""


def renames(old: Design, new: Design) -> dict[str, str]:
    """Give the new id of every noun that bears another one now."""
    found: dict[str, str] = {}
    for _ in range(_ROUNDS):
        more = dict(_round(old, new, found))
        if not more:
            break
        found |= more
    return found


def _round(old: Design, new: Design, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    taken = set(known.values())
    for kind in NOUN_LISTS:
        before, after = ({one.id: one for one in getattr(design, kind)} for design in (old, new))
        gone = [one for name, one in before.items() if name not in after and name not in known]
        come = [one for name, one in after.items() if name not in before and name not in taken]
        if gone and come:
            yield from _matched(_by_content(gone, known), _by_content(come, {}))


def _by_content(nouns: list[Noun], known: Mapping[str, str]) -> dict[str, list[Noun]]:
    found: dict[str, list[Noun]] = {}
    for one in nouns:
        found.setdefault(json.dumps(_content(one, known), sort_keys=True), []).append(one)
    return found


def _content(one: Noun, known: Mapping[str, str]) -> Any:  # noqa: ANN401 - any JSON
    return put_right(one.model_dump(mode="json", exclude=_OWN), {**known, one.id: ""})


def put_right(value: Any, known: Mapping[str, str]) -> Any:  # noqa: ANN401 - any JSON
    """Write the new ids wherever a document names old ones."""
    if isinstance(value, str):
        return known.get(value, value)
    if isinstance(value, list):
        return [put_right(one, known) for one in value]
    if isinstance(value, dict):
        return {key: put_right(one, known) for key, one in value.items()}
    return value


def _matched(gone: dict[str, list[Noun]], come: dict[str, list[Noun]]) -> Iterator[tuple[str, str]]:
    """Pair what is the same; among several alike those of one name, or the only ones left."""
    for content, before in gone.items():
        after = come.get(content, [])
        if len(before) == len(after) == 1:
            yield before[0].id, after[0].id
            continue
        names = {one.name: one for one in after if one.name}
        for one in before:
            if one.name and one.name in names and sum(other.name == one.name for other in (*before, *after)) == 2:
                yield one.id, names[one.name].id
