"""What fails as JSON, `"version": 1`: each conversation where few are lost, else those together that lose the same.

Counts are exact in either form, and add up to the same. Whoever wants every pair of a large
estate gets it a line each, written one after the other: nobody could hold millions of them.
"""

import json
from collections.abc import Iterator, Mapping, Sequence

from vpcdesign.analysis.results import Outage
from vpcdesign.analysis.throngs import FEW, Throng, throngs
from vpcdesign.analysis.toll import Crowd, Ends, Loss, Toll
from vpcdesign.analysis.wording import packet, stopped
from vpcdesign.reach.covers import places_of
from vpcdesign.reach.trace import Trace
from vpcdesign.render.json import VERSION, Answers, Object, page
from vpcdesign.render.reaching import words
from vpcdesign.topology.blast import Blast


def fail_json(found: Sequence[Outage], blasts: Sequence[Blast], others: Sequence[Blast], answers: Answers) -> str:
    """Give what every failure does, and the single points beside them."""
    failures = [_outage(one, blast, answers) for one, blast in zip(found, blasts, strict=True)]
    return page({**_begin(found), "failures": failures, **_points(others)})


def every_pair(
    found: Sequence[Outage], blasts: Sequence[Blast], others: Sequence[Blast], answers: Answers
) -> Iterator[str]:
    """Write the same with every conversation, however many, a line each."""
    yield json.dumps(_begin(found))[:-1] + ',\n "failures": ['
    for number, (one, blast) in enumerate(zip(found, blasts, strict=True)):
        yield ("," if number else "") + "\n  " + json.dumps(_head(one, blast, grouped=False))[:-1]
        for key, toll in (("lost", one.losses.died), ("narrowed", one.losses.narrowed)):
            yield f',\n   "{key}": ['
            between = "\n    "
            for some in _rows(toll, one.stopped):
                yield between + ",\n    ".join(some)
                between = ",\n    "
            yield "]"
        yield ",\n   " + json.dumps(_tail(one, answers))[1:]
    yield "\n ],\n " + json.dumps(_points(others))[1:] + "\n"


def _begin(found: Sequence[Outage]) -> Object:
    return {"version": VERSION, "fatal": [one.failure.id for one in found if one.fatal]}


def _points(others: Sequence[Blast]) -> Object:
    return {"single_points": [{"id": one.id, "kind": one.kind, **_blast(one)} for one in others]}


def _blast(one: Blast) -> Object:
    needs = [{"need": word, "subnets": subnets} for word, subnets in one.by_need.items()]
    return {"blast": {"interfaces": one.interfaces, "cut_off_from": needs}, "remedies": one.remedies}


def _outage(one: Outage, blast: Blast, answers: Answers) -> Object:
    grouped = len(one.losses) > FEW
    tolls = {"lost": one.losses.died, "narrowed": one.losses.narrowed}
    told = {
        key: [_throng(some) | _stopped(one.stopped, some.at) for some in throngs(toll)]
        if grouped
        else [_loss(loss, 1) | _stopped(one.stopped, ends) for ends, loss in toll.placed()]
        for key, toll in tolls.items()
    }
    return {**_head(one, blast, grouped=grouped), **told, **_tail(one, answers)}


def _head(one: Outage, blast: Blast, *, grouped: bool) -> Object:
    counts = one.losses.counts
    return {
        "id": one.failure.id,
        "kind": [part.kind for part in one.failure.each],
        "fatal": one.fatal,
        "down": one.down,
        "alone": one.alone,
        **_blast(blast),
        "counts": {
            "down": counts["down"],
            "cut_off": counts["cut"],
            "weakened": counts["weak"],
            "fewer": counts["fewer"],
        },
        "grouped": grouped,
    }


def _tail(one: Outage, answers: Answers) -> Object:
    return {
        "assertions": [
            {"name": result.name, "reason": result.reason}
            | ({"witness": answers.trace(result.witness)} if result.witness else {})
            for result in one.broken
        ],
        "moot": one.moot,
    }


def _loss(loss: Loss, conversations: int) -> Object:
    return {
        "from": loss.source,
        "to": loss.destination,
        "services": words(loss.services),
        "missing": words(loss.missing),
        "ended": loss.ended,
        "pairs": loss.pairs,
        "down": loss.down,
        "cut_off": loss.cut,
        "weakened": loss.weak,
        "conversations": conversations,
    }


def _throng(one: Throng) -> Object:
    return {**_loss(one.first, one.conversations), "sources": one.sources, "destinations": one.destinations}


def _stopped(traces: Mapping[Ends, Trace], ends: Ends) -> Object:
    """Give the packet that is stopped, where one was walked."""
    traced = traces.get(ends)
    return {} if traced is None else {"stopped": {"packet": packet(traced), "because": stopped(traced.blockers)}}


def _rows(toll: Toll, traces: Mapping[Ends, Trace]) -> Iterator[list[str]]:
    """Write losses a line each, those of one group together and in order; those of a crowd differ in few words."""
    ends = [f'"to": {json.dumps(label)}, ' for label in toll.labels]
    theirs = [size for _, size in toll.sizes]
    for row in toll.rows:
        lines = [""] * len(ends)
        begin = f'{{"from": {json.dumps(toll.labels[row.place])}, '
        for crowd in row.crowds:
            if crowd.fate in toll.fates:
                known: dict[int, str] = {}
                for place in places_of(crowd.others):
                    size = theirs[place]
                    if size not in known:
                        known[size] = _rest(toll, row.place, place, crowd)
                    lines[place] = begin + ends[place] + known[size]
        for place, loss in row.singly:
            if loss.fate in toll.fates:
                lines[place] = json.dumps(_loss(loss, 1))
        for place in [other for home, other in traces if home == row.place and lines[other]]:
            more = json.dumps(_stopped(traces, (row.place, place)))
            lines[place] = f"{lines[place][:-1]}, {more[1:]}"
        if any(lines):
            yield [*filter(None, lines)]


def _rest(toll: Toll, place: int, other: int, crowd: Crowd) -> str:
    """Write what is the same of all in a crowd who have as many to meet."""
    told = _loss(toll.spelled(place, other, crowd), 1)
    del told["from"], told["to"]
    return json.dumps(told)[1:]
