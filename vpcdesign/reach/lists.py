"""Filters on a crossing: what lists let through, asked once for all who are alike to them.

What a list lets through by a promise only is a way of its own, for the promise has to hold on the rest of it. The state
of hosts is kept by nobody else: such a filter among the shared ones makes those behind it odd, unless it is known whose
it is.
"""

from collections.abc import Callable

from vpcdesign.algebra.portsets import EMPTY
from vpcdesign.network.rules import Rules
from vpcdesign.network.stages import Filter
from vpcdesign.reach.covers import Bits, Cover, cases, joined, odd
from vpcdesign.reach.crosser import Crosser, loaded
from vpcdesign.reach.loads import State
from vpcdesign.reach.rulings import NO_LABELS, Said
from vpcdesign.reach.sieves import NOBODY, Sieve
from vpcdesign.reach.ways import LABELS, LEG, STANDING

Then = Callable[[State, Bits], Cover]


def listed(of: Crosser, several: tuple[Rules, ...], state: State, bits: Bits, then: Then) -> Cover:
    """Ask lists one after the other, and go on with what they let through."""
    sieve = sifted(of, several, state, bits)
    if sieve is None:
        return _singly(of, several, state, bits, then)
    found = [of.narrow(state, then(state, some), number) for number, some in sieve.passed]
    return found[0] if len(found) == 1 and not sieve.odd else joined([*found, odd(sieve.odd)])


def sifted(of: Crosser, several: tuple[Rules, ...], state: State, bits: Bits) -> Sieve | None:
    """Give what lists let through; None where they have to be asked singly."""
    lists = of.sieves.of(several)
    if lists is None:
        return None
    source = of.source(state) if lists.by_source else NOBODY
    return of.sieves.sift(lists, source, of.addressed(state) if lists.by_destination else None, bits)


def _singly(of: Crosser, several: tuple[Rules, ...], state: State, bits: Bits, then: Then) -> Cover:
    """Ask lists that look at what packets bear, or let through by a promise."""
    if not several:
        return then(state, bits)
    first, rest = several[0], several[1:]
    shape = of.rulings.shape(first)
    of.ways.look(LEG)
    if shape.open:
        return _singly(of, rest, state, bits, then)
    if shape.odd or (shape.labelled and state.leg):
        return odd(bits)
    borne = labels(of, state) if shape.labelled else NO_LABELS
    strange = 0
    passing: dict[Said, Bits] = {}
    source = of.source(state) if shape.by_source else NOBODY
    for said, some in of.sieves.said(first, source, of.addressed(state), bits, borne):
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


def pass_filter(of: Crosser, stage: Filter, state: State, bits: Bits) -> Cover:
    """Ask a list of the shared network."""
    if stage.spares and of.loads.of(state.load).back is not None:
        return of.follow(stage.next, state, bits)
    if stage.opens or stage.pardon:
        return _remembered(of, stage, state, bits)
    return of.ask((stage.rules,), state, bits, lambda now, left: of.follow(stage.next, now, left))


def _remembered(of: Crosser, stage: Filter, state: State, bits: Bits) -> Cover:
    """Ask a filter that keeps state; an answer passes if it let the packet through, or its own host sent it."""
    if id(stage.rules) not in of.places.tables.outer:
        return odd(bits)
    of.ways.look(LEG)
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
        found.append(of.ask((stage.rules,), after, left, lambda now, some: of.follow(stage.next, now, some)))
    return joined(found)
