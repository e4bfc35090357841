"""Filters on a crossing: what lists let through, asked once for all who are alike to them.

What a list lets through by a promise only is a way of its own, for the promise has to hold on the rest of it. The state
of hosts is kept by nobody else: such a filter among the shared ones makes those behind it odd, unless it is known whose
it is.
"""

from collections.abc import Callable, Iterator

from vpcdesign.algebra.intervals import Intervals, point
from vpcdesign.algebra.portsets import EMPTY
from vpcdesign.network.stages import Filter, Rules
from vpcdesign.reach.covers import Bits, Cover, cases, joined, odd
from vpcdesign.reach.crosser import Crosser, loaded
from vpcdesign.reach.loads import Point, State
from vpcdesign.reach.rulings import NO_LABELS, Said
from vpcdesign.reach.ways import LABELS, STANDING

FEW = 12
"""Of so few each is looked at by itself."""

Then = Callable[[State, Bits], Cover]


def listed(of: Crosser, lists: tuple[Rules, ...], state: State, bits: Bits, then: Then) -> Cover:
    """Ask lists one after the other, and go on with what they let through."""
    while lists and of.rulings.shape(lists[0]).open:
        lists = lists[1:]
    if not lists:
        return then(state, bits)
    first, rest = lists[0], lists[1:]
    shape = of.rulings.shape(first)
    if shape.odd or (shape.labelled and state.leg):
        return odd(bits)
    borne = labels(of, state) if shape.labelled else NO_LABELS
    strange = 0
    passing: dict[Said, Bits] = {}
    source = of.source(state) if shape.by_source else -1
    from_ = of.views.examples[source] if shape.by_source else _example(of, bits)
    for cell, some in _cells(of, state, bits) if shape.by_destination else ((-1, bits),):
        to = of.views.examples[cell] if cell >= 0 else _example(of, some)
        said = of.rulings.said(first, (source, cell), (from_, to), borne)
        if said is None:
            strange |= some
        elif said != (EMPTY, EMPTY):
            passing[said] = passing.get(said, 0) | some
    found = [_passed(of, said, state, some, (rest, then)) for said, some in passing.items()]
    return found[0] if len(found) == 1 and not strange else joined([*found, odd(strange)])


def _passed(of: Crosser, said: Said, state: State, bits: Bits, behind: tuple[tuple[Rules, ...], Then]) -> Cover:
    """Go on with what a list lets through: freely, and by a promise that has to hold on the rest of the way."""
    rest, then = behind
    free, promised = said
    if state.leg:
        free, promised = of.pool.either(free, promised), EMPTY
    if not promised:
        return of.narrow(state, listed(of, rest, state, bits, then), free)
    bound = listed(of, rest, loaded(of, state, promised=True), bits, then)
    if not free:
        return of.narrow(state, bound, promised)
    ways = [(listed(of, rest, state, bits, then), free), (bound, promised)]
    port = of.loads.of(state.load).port
    return cases(
        of.pool, [(cover, number if port is None else of.rulings.asked(number, port)) for cover, number in ways]
    )


def labels(of: Crosser, state: State) -> frozenset[str]:
    """Give the marks that packets bear, as far as shared filters ask for them."""
    load = of.loads.of(state.load)
    if load.labels is not None:
        return load.labels
    if state.marks is None:
        return NO_LABELS
    return frozenset(label + state.marks for label in of.ways.stand(state, LABELS).labels)


def _cells(of: Crosser, state: State, bits: Bits) -> Iterator[tuple[int, Bits]]:
    """Give the cells that packets are addressed to."""
    to = of.addressed(state)
    if isinstance(to, Point):
        yield of.views.cell_of(to), bits
        return
    if to is None and bits.bit_count() < FEW:
        yield from of.views.few_cells(bits)
        return
    for cell, whole in of.views.cells(to).items():
        if whole & bits:
            yield cell, whole & bits


def _example(of: Crosser, bits: Bits) -> Intervals:
    """Give an address of the family that packets are of."""
    return point(of.places.places[(bits & -bits).bit_length() - 1].end.addresses[0][0])


def pass_filter(of: Crosser, stage: Filter, state: State, bits: Bits) -> Cover:
    """Ask a list of the shared network."""
    if stage.spares and of.loads.of(state.load).back is not None:
        return of.follow(stage.next, state, bits)
    if stage.opens or stage.pardon:
        return _remembered(of, stage, state, bits)
    return listed(of, (stage.rules,), state, bits, lambda now, left: of.follow(stage.next, now, left))


def _remembered(of: Crosser, stage: Filter, state: State, bits: Bits) -> Cover:
    """Ask a filter that keeps state; an answer passes if it let the packet through, or its own host sent it."""
    if id(stage.rules) not in of.places.tables.outer:
        return odd(bits)
    seen = of.loads.of(state.load).seen
    sure = 0
    if state.leg:
        if stage.pardon in seen:
            return of.follow(stage.next, state, bits)
        of.ways.stand(state, STANDING)
        if stage.pardon in of.places.strangers or state.standing in of.views.guarded(stage.pardon):
            return odd(bits)
        sure = bits & of.places.opened.get(stage.pardon, 0)
    found = [of.follow(stage.next, state, sure)]
    left = bits & ~sure
    if left:
        after = loaded(of, state, seen=seen | {stage.opens}) if stage.opens else state
        found.append(listed(of, (stage.rules,), after, left, lambda now, some: of.follow(stage.next, now, some)))
    return joined(found)
