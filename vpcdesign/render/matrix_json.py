"""Who reaches whom as JSON, `"version": 1`: a line for each group and each cell, written piece by piece.

A large estate has a million cells and few sets of services: each set is written once and copied, and nobody has to hold
the whole text. What is walked for one cell stands for those that are `like` it, by name.
"""

import json
from collections.abc import Iterable, Iterator, Mapping

from vpcdesign.analysis.groups import Group, Matrix
from vpcdesign.analysis.reaches import Reach
from vpcdesign.analysis.witnesses import Witness
from vpcdesign.analysis.wording import let_through, met, packet, stopped
from vpcdesign.reach.covers import places_of
from vpcdesign.render.json import VERSION, Object
from vpcdesign.render.reaching import reached


def matrix_json(found: Matrix, witnesses: Mapping[tuple[Group, Group], Witness]) -> Iterator[str]:
    """Write who reaches whom; a pair of groups that is left out has no packet that gets through."""
    yield f'{{\n  "version": {VERSION},\n  "groups": ['
    yield from _lines(map(_group, found.groups))
    yield '],\n  "cells": ['
    yield from _lines(_cells(found, witnesses))
    yield "]\n}\n"


def _lines(several: Iterable[str]) -> Iterator[str]:
    """Write things one a line; `several` in one of them are lines already."""
    between = "\n    "
    for one in several:
        yield between + one
        between = ",\n    "
    yield "" if between == "\n    " else "\n  "


def _group(one: Group) -> str:
    return json.dumps({"id": one.id, "members": one.members, "label": one.label, "differ": one.differ})


def _cells(found: Matrix, witnesses: Mapping[tuple[Group, Group], Witness]) -> Iterator[str]:
    """Write the cells, those from one group together."""
    known: dict[Reach, str] = {}
    walked: dict[Group, dict[int, Witness]] = {}
    for (one, other), witness in witnesses.items():
        walked.setdefault(one, {})[found.cells.numbers[other]] = witness
    ends = [f'"to": "{one.id}", ' for one in found.cells.kinds]
    for number, one in enumerate(found.cells.kinds):
        lines = [""] * len(ends)
        own = walked.get(one, {})
        for reach, bits in found.cells.given(number).items():
            said = known.get(reach)
            if said is None:
                said = known[reach] = json.dumps(reached(reach))[1:-1]
            begin, end = f'{{"from": "{one.id}", ', said + "}"
            like = False
            for place in places_of(bits):
                if place in own:
                    more = json.dumps(_witness(own[place]))
                    lines[place] = f"{begin}{ends[place]}{said}" + (f", {more[1:]}" if len(more) > len("{}") else "}")
                    if not like:
                        like, end = True, f'{said}, "like": "{found.cells.kinds[place].id}"}}'
                else:
                    lines[place] = begin + ends[place] + end
        if any(lines):
            yield ",\n    ".join(filter(None, lines))


def _witness(one: Witness) -> Object:
    """Give the packet that gets through, with what it meets, and the one that does not, with what stops it."""
    told: Object = {}
    if one.passes is not None:
        told["witness"] = {
            "packet": packet(one.passes),
            "path": met(one.passes),
            "because": let_through(one.passes),
        }
    if one.stopped is not None:
        told["stopped"] = {"packet": packet(one.stopped), "because": stopped(one.stopped.blockers)}
    return told
