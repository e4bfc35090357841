"""Who cannot hear of somebody gets nothing from him: the rows say so, and the walk where they do not know.

The mutants forget one by one what packets may become on their way; the law must catch each.
"""

# ruff: noqa: ARG005, SLF001 - a mutant reaches into what it is planted in, and ignores what it is told

from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from itertools import product
from random import Random

import pytest

from tests.benchmarks.estate import document
from tests.laws.killing import caught
from tests.laws.test_lots import drawn, mixed
from tests.laws.test_watch import single
from vpcdesign.algebra.addresses import V6
from vpcdesign.algebra.intervals import Intervals
from vpcdesign.algebra.portsets import FULL
from vpcdesign.algebra.services import ALL
from vpcdesign.analysis.services import parse
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.filters import IngressRule
from vpcdesign.formats.native.read import read
from vpcdesign.network.network import Network
from vpcdesign.reach import hearing
from vpcdesign.reach.admission import Blocks
from vpcdesign.reach.covers import bits_of, bits_with
from vpcdesign.reach.guards import Guards
from vpcdesign.reach.hearing import Hearing, Turn
from vpcdesign.reach.kinds import Kind
from vpcdesign.reach.places import Places
from vpcdesign.reach.rows import Rows
from vpcdesign.reach.trace import Packets, Question
from vpcdesign.reach.walk import Walk

Plant = Callable[[pytest.MonkeyPatch], None]
Truth = dict[tuple[int, int], int]
"""Who hears of whom, by some services."""
WALKED = 12
SEEDS = 600
MUTANTS: list[Plant] = []


def mutant(plant: Plant) -> Plant:
    """Register a mutant."""
    MUTANTS.append(plant)
    return plant


class Heard:
    """Who can hear of whom in one network, held to its rows and to the walk."""

    def __init__(self, network: Network, random: Random) -> None:
        self.network, self.random = network, random
        self.rows, self.walk = Rows(network), Walk(network)
        self.kinds = self.rows.places.kinds
        self.seen: Counter[str] = Counter()

    def senders(self) -> list[int]:
        """Give whoever sends, of a kind that is known."""
        return [number for number, one in enumerate(self.kinds) if not (one.odd or one.gone or one.end.alias)]

    def held(self) -> None:
        """Look at everybody."""
        for number in self.senders():
            client = self.kinds[number].end.endpoint.client_ports
            row = self.rows.row(number, client)
            for exchange, bits in row.blocks.items():
                asked = self.point(self.rows.pool.services(exchange.sent))
                assert not bits & ~row.odd & ~self.of(number, asked), (number, bits)
            self.seen["told"] += 1
            unheard = [one for one in bits_of(row.odd) if not self.of(number, ALL) >> one & 1]
            for other in self.random.sample(unheard, min(WALKED, len(unheard))):
                self.walked(self.kinds[number], self.kinds[other])

    def of(self, number: int, services: Intervals) -> int:
        """Give who can hear of a kind."""
        return self.rows.hearing.of((number,), lambda: (number,), self.rows.pool.number(services))

    def point(self, services: Intervals) -> Intervals:
        """Give one of some services."""
        low, high = self.random.choice(services)
        at = self.random.choice((low, high, (low + high) // 2))
        return ((at, at),)

    def walked(self, one: Kind, other: Kind) -> None:
        """Walk between two, of whom the second cannot hear of the first."""
        ends, names = (one.end.addresses, other.end.addresses), (one.end.endpoint.id, other.end.endpoint.id)
        if names[0] == names[1] or (ends[0][0][0] >= V6) != (ends[1][0][0] >= V6) or other.end.alias:
            return
        packets = Packets(*ends, ALL, one.end.endpoint.client_ports)
        flows = self.walk.run(Question(*names, packets, names[0], frozenset(names[1:])))
        self.seen["walked"] += 1
        assert not any(flow.delivered for flow in flows), names
        assert self.rows.hearing.vague or not any(flow.unknown for flow in flows if not flow.dead), names


def referring(random: Random) -> Network:
    """Give a network of two VPCs whose groups let in each other's members, which a transit gateway takes across."""
    design = read(document(2, 36, 10))
    gateways = (design.transit_gateways[0].model_copy(update={"security_group_referencing": True}),)
    groups = list(design.security_groups)
    for _ in range(8):
        place = random.randrange(len(groups))
        line = {"source": random.choice(groups).id, "protocol": "tcp", "ports": random.choice(("443", "8080", "22"))}
        lines = (*groups[place].ingress, IngressRule.model_validate(line))
        groups[place] = groups[place].model_copy(update={"ingress": lines})
    return compile_design(design.model_copy(update={"transit_gateways": gateways, "security_groups": tuple(groups)}))


def hold(seeds: Iterable[int]) -> Counter[str]:
    """Hold it on many networks."""
    seen: Counter[str] = Counter()
    for seed in seeds:
        random = Random(seed)
        heard = Heard(drawn(seed) if seed % 6 else referring(random), random)
        heard.held()
        seen += heard.seen
    return seen


def test_who_cannot_hear_gets_nothing() -> None:
    seen = hold(range(150))
    assert seen["told"] > 500
    assert seen["walked"] > 30


@pytest.mark.deep
def test_many_who_cannot_hear_get_nothing() -> None:
    hold(range(150, 4000))


def followed(seeds: Iterable[int]) -> int:
    """Hold who can hear of whom after edits to what is found out anew; count the edits over which it is kept."""
    count = 0
    for seed in seeds:
        random = Random(seed)
        design = mixed(random)
        network = compile_design(design)
        rows = Rows(network)
        told: list[tuple[Turn, Truth]] = []
        for _ in range(6):
            numbers = [rows.pool.number(parse(text)) for text in ("tcp/443", "tcp/22", "all")]
            askers = [number for number, one in enumerate(rows.places.kinds) if not one.gone]
            anew = Hearing(rows.places, rows._guards, rows.pool)
            truth: Truth = {}
            for asker, number in product(askers, numbers):
                said = [one.of(asker, partial(iter, (asker,)), number) for one in (rows.hearing, anew)]
                assert said[0] == said[1], (seed, asker)
                truth[asker, number] = said[0]
            still_true(rows, told, truth)
            told.append((rows.hearing.now, truth))
            design = single(design, random)
            network = compile_design(design, previous=network)
            before, rows = rows, rows.after(network)
            count += bool(rows.hearing._voices) and rows.hearing is not before.hearing
    return count


def still_true(rows: Rows, told: Iterable[tuple[Turn, Truth]], truth: Truth) -> None:
    """Hold what was found out before some edits to what is true now, of whomever it is told that it still is."""
    for then, was in told:
        still = bits_with([one for one in range(len(rows.places.kinds)) if rows.hearing.holds_still(then, 1 << one)])
        assert not still or rows.hearing.holds_still(then, still)
        for asked, heard in was.items():
            assert not (heard ^ truth.get(asked, heard)) & still, asked


def test_what_is_heard_is_followed_through_edits() -> None:
    assert followed(range(6)) > 12


def test_marks_may_have_got_longer_once_or_twice() -> None:
    assert hearing._tails(["a", "b@far", "c@far@far", "d@near"], {"@far"}) == {"", "@far", "@far@far"}
    assert hearing._tails(["a@far"], ()) == {""}


@mutant
def devices_give_no_addresses(patch: pytest.MonkeyPatch) -> None:
    right = Hearing._by_anybody

    def wrong(self: Hearing, number: int) -> int:
        self._devices = {}
        return right(self, number)

    patch.setattr(Hearing, "_by_anybody", wrong)


@mutant
def nobody_is_met_by_name(patch: pytest.MonkeyPatch) -> None:
    right = Hearing._by_anybody

    def wrong(self: Hearing, number: int) -> int:
        self._strange = 0
        return right(self, number)

    patch.setattr(Hearing, "_by_anybody", wrong)


@mutant
def nobody_stands_apart(patch: pytest.MonkeyPatch) -> None:
    right = Hearing._voice

    def wrong(self: Hearing, senders: Iterable[int]) -> hearing.Voice:
        apart, self._places.apart = self._places.apart, {}
        try:
            return right(self, senders)
        finally:
            self._places.apart = apart

    patch.setattr(Hearing, "_voice", wrong)


@mutant
def nobody_is_known_by_his_very_address(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Guards, "heard_from", lambda self, address, number: 0)


@mutant
def nobody_is_known_by_a_mark(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Guards, "heard", lambda self, mark, number: 0)


@mutant
def the_first_services_are_all(patch: pytest.MonkeyPatch) -> None:
    right = Hearing._met

    def wrong(self: Hearing, several: Iterable[Blocks], number: int) -> int:
        return right(self, [dict(list(one.items())[:1]) for one in several], number)

    patch.setattr(Hearing, "_met", wrong)


@mutant
def one_of_all_speaks_for_them(patch: pytest.MonkeyPatch) -> None:
    right = Guards._any_of
    patch.setattr(Guards, "_any_of", lambda self, known, number: right(self, known, number) if number == FULL else 0)


def kept(name: str) -> Plant:
    """Keep over any edit what is remembered of who can hear of whom."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        right = Hearing.after

        def wrong(self: Hearing, places: Places, guards: Guards, odd: int, turned: int) -> Hearing:
            other = right(self, places, guards, odd, turned)
            setattr(other, name, getattr(self, name))
            return other

        patch.setattr(Hearing, "after", wrong)

    return plant


@pytest.mark.parametrize("name", ["_marked", "_crowded", "_anyway", "_heard", "_turns"])
def test_what_is_kept_too_long_is_noticed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(name)(monkeypatch)
    caught(name, lambda seed: bool(followed((seed,))) and False, (), 40)


@pytest.mark.parametrize("plant", MUTANTS)
def test_the_law_kills_it(plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch)
    caught(plant.__name__, lambda seed: bool(hold((seed,))) and False, (), SEEDS)
