"""Compiling an edited design again gives what compiling it from scratch does, and keeps what the edit did not touch."""

from collections.abc import Iterator
from random import Random

from tests.laws.designs import draw
from tests.laws.edits import edit
from tests.laws.test_rows import everybody, outsiders
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.network.network import Network
from vpcdesign.reach.rows import Rows
from vpcdesign.reach.touched import Pairs, meets
from vpcdesign.reach.trace import Question

SEEDS = range(40)
EDITS = 4


def edited(seed: int) -> Iterator[tuple[Network, Network, Network, Design]]:
    """Give chains of edits: the network before, again, from scratch, and the design."""
    random = Random(seed)
    design = draw(seed)
    before = compile_design(design)
    for _ in range(EDITS):
        design = edit(design, random)
        after = compile_design(design, previous=before)
        yield before, after, compile_design(design), design
        before = after


def test_again_is_as_from_scratch() -> None:
    kept = whole = 0
    for seed in SEEDS:
        for before, again, fresh, _ in edited(seed):
            assert list(map(repr, again.stages)) == list(map(repr, fresh.stages)), seed
            assert list(map(repr, again.endpoints.values())) == list(map(repr, fresh.endpoints.values())), seed
            assert (again.owned, again.internet, again.notes) == (fresh.owned, fresh.internet, fresh.notes)
            whole += 1
            kept += again.endpoints is before.endpoints
    assert kept > whole / 2


def test_what_an_edit_does_not_touch_is_the_same_object() -> None:
    for seed in SEEDS:
        for before, again, _, _ in edited(seed):
            if again.endpoints is before.endpoints:
                same = [a is b for a, b in zip(before.stages, again.stages, strict=True)]
                different = [repr(a) != repr(b) for a, b in zip(before.stages, again.stages, strict=True)]
                assert not any(one and other for one, other in zip(same, different, strict=True))
                assert sum(same) > len(same) / 2


def test_rows_of_an_edited_network_are_those_of_a_new_one() -> None:
    kept = told = lost = whole = 0
    for seed in SEEDS:
        rows: Rows | None = None
        asking: list[Question] = []
        for before, again, fresh, design in edited(seed):
            if rows is None or before.endpoints is not again.endpoints:
                asking = [*everybody(design), *outsiders(design)]
            old = rows or Rows(before)
            was = [old.ask(one) for one in asking] if before.endpoints is again.endpoints else []
            rows, new = old.after(again), Rows(fresh)
            found = [rows.ask(one) for one in asking]
            for one, said in zip(asking, found, strict=True):
                outside = any(map(rows.places.outside.get, (one.start, *(one.ends or ()))))
                true = new.ask(one)
                assert said == true or (outside and said is None), seed
                assert outside or rows.exact(one) == new.exact(one), seed
                lost += said is None and true is not None
            whole += len(asking)
            kept += rows.touched is not None
            if rows.touched is not None:
                for one, (a, b) in zip(asking, zip(was, found, strict=True), strict=True):
                    told += a != b
                    assert a == b or b is None or touches(rows, rows.touched, one), seed
    assert kept > len(SEEDS)
    assert told > len(SEEDS)
    assert lost < whole / 20


def test_an_edit_concerns_whoever_fares_otherwise_though_nobody_asked_before() -> None:
    met = 0
    for seed in SEEDS:
        for before, again, _, _ in edited(seed):
            old = Rows(before)
            new = old.after(again)
            for number, kind in enumerate(new.places.kinds if new.touched is not None else ()):
                if not kind.end.alias:
                    client = kind.end.endpoint.client_ports
                    was, now = old.row(number, client), new.row(number, client)
                    left = ~(new.concerned(number) | was.odd | now.odd)
                    for other in range(len(new.places.kinds)):
                        met += 1
                        if left >> other & 1:
                            sets = [tuple(map(new.pool.services, one.of(other))) for one in (was, now)]
                            assert sets[0] == sets[1], seed
    assert met > len(SEEDS)


def touches(rows: Rows, touched: Pairs, question: Question) -> bool:
    """Tell whether a question is about a pair that an edit touched."""
    senders = numbers_of(rows, question.start)
    receivers = [number for one in question.ends or () for number in numbers_of(rows, one)]
    return any(meets(touched, 1 << a, 1 << b) for a in senders for b in receivers)


def numbers_of(rows: Rows, name: str) -> list[int]:
    """Give the kinds of an endpoint."""
    return [end.kind for end in rows.places.of(name)]
