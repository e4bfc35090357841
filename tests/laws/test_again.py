"""Compiling an edited design again gives what compiling it from scratch does, keeps what it can, and tells the rest."""

import json
from collections.abc import Iterable, Iterator
from functools import partial
from gc import collect
from pathlib import Path
from random import Random
from weakref import ref

import pytest

from tests.laws.carried import astray, unlike, untold
from tests.laws.crowds import crowd
from tests.laws.designs import draw
from tests.laws.edits import edit, stir, wire
from tests.laws.test_rows import everybody, outsiders
from tests.semantics.page import read_all
from vpcdesign.api.layouts import load_layouts
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.compiler.memory import Memory
from vpcdesign.design.document import Design
from vpcdesign.network.network import Network
from vpcdesign.reach.rows import Rows
from vpcdesign.reach.touched import Pairs, meets
from vpcdesign.reach.trace import Question

SEEDS = range(28)
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


def wandering(seed: int) -> Iterator[Design]:
    """Give a chain of designs: edits of any kind, the way back, and something else altogether."""
    random = Random(seed)
    past = [(draw, crowd)[seed % 2](seed)]
    for _ in range(8):
        yield past[-1]
        kinds = [partial(wire, past[-1], random)] * 3 + [
            partial(edit, past[-1], random),
            partial(stir, past[-1], random),
        ] * 2
        strange = [partial(random.choice, past), partial(random.choice((draw, crowd)), random.randrange(1000))]
        past.append(random.choice([*kinds, *strange])())
    yield past[-1]


def faults(designs: Iterable[Design]) -> Iterator[str]:
    """Tell what is wrong with networks that are compiled one after the other."""
    before: Network | None = None
    random, bare = Random(7), frozenset[str]()
    for number, design in enumerate(designs):
        if number % 4 == 3:
            bare = frozenset(one.id for one in design.network_interfaces if random.random() < 0.2)
        again = compile_design(design, bare, before)
        if before is not None and again.since is not None:
            yield from unlike(again, compile_design(design, bare))
            yield from untold(before, again)
            yield from astray(again)
        before = again


def fault(designs: Iterable[Design]) -> str:
    return next(faults(designs), "")


def test_an_edited_network_is_as_from_scratch_and_tells_what_differs() -> None:
    for seed in SEEDS:
        assert not fault(wandering(seed)), seed


@pytest.mark.deep
def test_that_holds_for_many_edits() -> None:
    for seed in range(len(SEEDS), 1500):
        assert not fault(wandering(seed)), seed


def ours() -> list[Design]:
    """Give the designs of the pages on semantics and the layouts."""
    pages = read_all(sorted((Path(__file__).parents[1] / "semantics").glob("[0-9]*.md")))
    documents = [document for page in pages for document in page.designs.values()]
    return [*load_layouts().values(), *(Design.model_validate_json(json.dumps(one)) for one in documents)]


def test_it_holds_from_any_design_of_ours_to_any_other() -> None:
    designs = ours()
    Random(1).shuffle(designs)
    assert not fault(designs[: len(designs) // 5])


def edits_of_ours(step: int) -> str:
    """Tell what is wrong with edits of our designs, of each or of one in so many."""
    for number, design in enumerate(ours()[::step]):
        random = Random(number)
        chain = [design, edit(design, random)]
        for _ in range(4):
            chain.append(stir(chain[-1], random))
        if found := fault(chain):
            return f"{number}: {found}"
    return ""


def test_it_holds_where_our_designs_are_edited() -> None:
    assert not edits_of_ours(6)


@pytest.mark.deep
def test_it_holds_where_each_of_our_designs_is_edited() -> None:
    assert not edits_of_ours(1)


def staling() -> Iterator[Design]:
    """Give a chain of edits after which a rule of a group, inbound, names what is gone, and does not any more."""
    design = draw(5)
    yield design
    for gone in (True, False):
        groups = tuple(
            one.model_copy(update={"ingress": tuple(rule.model_copy(update={"stale": gone}) for rule in one.ingress)})
            for one in design.security_groups
        )
        yield design.model_copy(update={"security_groups": groups})


def test_notes_of_a_group_are_told_in_both_directions() -> None:
    assert not fault(staling())


def test_a_classic_balancer_asks_the_lists_of_now() -> None:
    several = 0
    for design in ours():
        if any(one.kind == "classic" for one in design.load_balancers):
            lists = tuple(one.model_copy(update={"egress": ()}) for one in design.network_acls)
            several += len(lists)
            assert not fault((design, design.model_copy(update={"network_acls": lists})))
    assert several


def test_many_edits_leave_no_trail() -> None:
    """Who comes and goes a thousand times leaves no more numbers than many, and no network keeps all before it."""
    design = draw(5)
    network = compile_design(design)
    assert isinstance(network.memory, Memory)
    first, begun, most = ref(network.memory.plan), 0, 0
    for number in range(400):
        host = design.network_interfaces[0].model_copy(update={"id": f"host-{number}", "instance": None})
        several = (*design.network_interfaces, host)
        network = compile_design(design.model_copy(update={"network_interfaces": several}), previous=network)
        begun += network.since is None
        most = max(most, len(network.stages))
    collect()
    assert first() is None
    assert begun
    assert most < 1_500


def test_what_an_edit_does_not_touch_is_the_same_object() -> None:
    kept = whole = 0
    for seed in SEEDS:
        for before, again, _, _ in edited(seed):
            kept += sum(a is b for a, b in zip(before.stages, again.stages, strict=False))
            whole += len(again.stages)
    assert kept > whole / 2


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
                assert said in (true, None), seed
                assert outside or said is None or rows.exact(one) == new.exact(one), seed
                lost += said is None and true is not None
            whole += len(asking)
            kept += rows.touched is not None
            if rows.touched is not None and was:
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
            for number, kind in enumerate(old.places.kinds if new.touched is not None else ()):
                if not (kind.end.alias or new.places.kinds[number].gone):
                    client = kind.end.endpoint.client_ports
                    was, now = old.row(number, client), new.row(number, client)
                    left = ~(new.concerned(number) | was.odd | now.odd)
                    for other in range(len(old.places.kinds)):
                        met += 1
                        if left >> other & 1 and not new.places.kinds[other].gone:
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
