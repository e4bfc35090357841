"""What an edit changed, as a small JSON value: the journal keeps steps so, and makes designs of them again.

`applied(before, delta(before, after)) == after`, for any two designs; what did not change is not in it. A list says
which nouns it got or got anew, which it lost, and its order only where that is not what those leave behind. Nouns are
compared by identity first, since an edit shares what it does not touch.
"""

import json
from typing import Any, cast

from pydantic import TypeAdapter

from vpcdesign.design.document import NOUN_LISTS, Design
from vpcdesign.design.noun import Noun

Delta = dict[str, Any]

_PLAIN = tuple(name for name in Design.__annotations__ if name not in {*NOUN_LISTS, "vpcdesign"})
"""What is written whole when it changes: the design's own fields, and lists whose members bear no id."""


def delta(before: Design, after: Design) -> Delta:
    """Tell what turns one design into the other."""
    changed: Delta = {}
    plain = {name for name in _PLAIN if getattr(before, name) != getattr(after, name)}
    if plain:
        changed["plain"] = {name: value for name, value in _dumped(after, plain).items() if name in plain}
        changed["plain"] |= {name: None for name in plain if name not in changed["plain"]}
    for kind in NOUN_LISTS:
        old, new = getattr(before, kind), getattr(after, kind)
        if old is not new and old != new:
            changed[kind] = _list(old, new)
    return changed


def _dumped(design: Design, names: set[str]) -> Delta:
    found: Delta = design.model_dump(mode="json", by_alias=True, exclude_defaults=True, include=names)
    return found


def _list(old: tuple[Noun, ...], new: tuple[Noun, ...]) -> Delta:
    before = {noun.id: noun for noun in old}
    after = {noun.id: noun for noun in new}
    if len(before) != len(old) or len(after) != len(new):  # an id given twice: what is not unique names nothing
        return {"all": [_noun(noun) for noun in new]}
    found: Delta = {}
    put = [noun for noun in new if before.get(noun.id) is not noun and before.get(noun.id) != noun]
    gone = [name for name in before if name not in after]
    if put:
        found["put"] = [_noun(noun) for noun in put]
    if gone:
        found["gone"] = gone
    left = [name for name in before if name in after] + [noun.id for noun in put if noun.id not in before]
    if left != list(after):
        found["order"] = list(after)
    return found


def _noun(noun: Noun) -> Delta:
    found: Delta = noun.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return found


def applied(before: Design, change: Delta) -> Design:
    """Give the design after a change; ValueError (pydantic's) when the change is none of this design's."""
    update: dict[str, Any] = {}
    for kind, part in change.items():
        if kind == "plain":
            fresh = {name: value for name, value in part.items() if value is not None}
            read = Design.model_validate_json(json.dumps(fresh))
            update |= {name: getattr(read, name) for name in part}
        else:
            update[kind] = _applied(getattr(before, kind), kind, part)
    return before.model_copy(update=update)


def _applied(old: tuple[Noun, ...], kind: str, change: Delta) -> tuple[Noun, ...]:
    adapter: TypeAdapter[tuple[Noun, ...]] = TypeAdapter(cast(Any, Design.model_fields[kind].annotation))
    read = adapter.validate_json
    if "all" in change:
        return read(json.dumps(change["all"]))
    nouns = {noun.id: noun for noun in old}
    for name in change.get("gone", ()):
        del nouns[name]
    nouns |= {noun.id: noun for noun in read(json.dumps(change.get("put", [])))}
    return tuple(nouns[name] for name in change["order"]) if "order" in change else tuple(nouns.values())
