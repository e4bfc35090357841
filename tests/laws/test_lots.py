"""Lots say of many senders at once what the rows of each say: on networks of every kind, of some about some others."""

from collections import Counter
from collections.abc import Callable, Iterable
from random import Random

import pytest

from tests.laws.balanced import Balanced
from tests.laws.crowds import crowd
from tests.laws.designs import draw
from tests.laws.hosts import Hosts
from tests.laws.outsiders import Outsiders
from tests.laws.test_watch import crowd as alike
from tests.laws.test_watch import single
from vpcdesign.algebra.addresses import V6
from vpcdesign.algebra.intervals import Intervals
from vpcdesign.algebra.portsets import EMPTY
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.network.network import Network
from vpcdesign.reach.covers import Bits, Some, bits_of
from vpcdesign.reach.exchanges import Exchange
from vpcdesign.reach.lots import Case, Lot, Side
from vpcdesign.reach.rows import Rows

ROUNDS = 4
GETTING: dict[str, Callable[[Exchange], int]] = {"may": lambda by: by.may, "sent": lambda by: by.sent}


def drawn(seed: int) -> Network:
    """Give a network: of a few hosts, of a design, or of a design in which many are alike."""
    random = Random(seed)
    match seed % 5:
        case 0:
            return (Hosts, Outsiders, Balanced)[seed // 5 % 3](seed).build()
        case 1:
            design = crowd(seed)
        case 2:
            design = draw(seed)
        case _:
            design = mixed(random)
    return compile_design(design)


def mixed(random: Random) -> Design:
    """Give a design in which neighbours are in several groups each, and groups let in groups, hosts and blocks."""
    design = alike()
    groups = [one.id for one in design.security_groups]
    hosts = tuple(
        one.model_copy(update={"security_groups": tuple(random.sample(groups, random.randint(1, 3)))})
        for one in design.network_interfaces
    )
    design = design.model_copy(update={"network_interfaces": hosts})
    for _ in range(random.randrange(5, 20)):
        design = single(design, random)
    return design


class Asking:
    """Claims drawn about one network, each judged by lots and by rows."""

    def __init__(self, network: Network, random: Random) -> None:
        self.rows, self.random = Rows(network), random
        self.pool = self.rows.pool
        kinds = enumerate(self.rows.places.kinds)
        self.known = [number for number, one in kinds if not (one.odd or one.gone)]
        self.said: Counter[str] = Counter()

    def number(self, exchange: Exchange) -> int:
        """Give services to ask for: those that get to somebody, a part of them, or some that are near."""
        several = self.pool.services(self.random.choice(exchange))
        low, high = self.random.choice(several or ((6 << 16 | 443, 6 << 16 | 443),))
        point = self.random.choice((low, high, max(low - 1, 0), (low + high) // 2))
        return self.pool.number(self.random.choice((several, ((low, high),), ((point, point),))) or ((point, point),))

    def disagree(self) -> None:
        """Judge some about some others."""
        kinds = self.rows.places.kinds
        several = [one for one in self.known if not kinds[one].end.alias]
        several = self.random.sample(several, self.random.randint(1, len(several))) if several else []
        sent: dict[Intervals, list[int]] = {}
        for one in several:
            sent.setdefault(kinds[one].end.endpoint.client_ports, []).append(one)
        side = self.rows.lots.of(object(), lambda: sent)
        told = [*(one for lot in side.lots for one in lot.kinds), *(one for one, _ in side.singly)]
        assert sorted(told) == sorted(several)
        for lot in side.lots:
            family = [one for one in self.known if (kinds[one].end.addresses[0][0] >= V6) == lot.family]
            held = self.random.sample(family, self.random.choice((len(family), 1, self.random.randint(1, len(family)))))
            self.compare(side, lot, sum(1 << one for one in held))

    def compare(self, side: Side, lot: Lot, others: Bits) -> None:
        """Judge a lot about some others."""
        rows = {one: self.rows.row(one, lot.client) for one in lot.kinds}
        assert all(row.odd == lot.odd for row in rows.values())
        assert not any(row.odd & ~side.reach for row in rows.values())
        assert not any(bits & ~side.reach for row in rows.values() for bits in row.blocks.values())
        others &= ~lot.odd
        if not others:
            return
        shared = self.random.choice(list(bits_of(others)))
        number = self.number(self.random.choice(list(rows.values())).of(shared))
        low = (others & -others).bit_length() - 1
        some = Some(others >> low, low)
        each = {(one, 1 << kind): row.of(kind) for one, row in rows.items() for kind in bits_of(others)}
        fails = {both for both, by in each.items() if self.pool.less(number, by.must) != EMPTY}
        self.told("fails", lot.fails(self.pool, number, some), fails, len(rows))
        for name, of in GETTING.items():
            through = {both for both, by in each.items() if self.pool.both(number, of(by))}
            said = lot.gets_through(self.pool, number, some, of)
            self.told(name, said, through, len(rows))

    def told(self, what: str, said: Case | None, true: set[tuple[int, Bits]], whole: int) -> None:
        """Hold what is said of a lot, and of whom it meets, to what is true of its kinds."""
        met = said and (said.kind, said.to)
        assert met in true if true else met is None, (what, said, true)
        kinds = {kind for kind, _ in true}
        self.said[f"{what} {'all' if len(kinds) == whole else 'some' if true else 'none'}"] += 1


def judged(seeds: Iterable[int]) -> Counter[str]:
    """Judge claims on many networks."""
    seen: Counter[str] = Counter()
    for seed in seeds:
        asking = Asking(drawn(seed), Random(seed))
        for _ in range(ROUNDS):
            asking.disagree()
        seen += asking.said
    return seen


def test_lots_say_what_rows_say() -> None:
    seen = judged(range(60))
    assert len(seen) == 9
    assert min(seen.values()) > 10


@pytest.mark.deep
def test_many_lots_say_what_rows_say() -> None:
    judged(range(60, 4000))
