"""Law: through any edit that a network tells, rows keep numbers and ends, and say what rows made from scratch say.

Pairs of kinds that an edit did not touch are sent what they were sent before, and whoever has not moved has the very
ends that he had.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from ipaddress import ip_address
from itertools import product
from pathlib import Path
from random import Random
from typing import TypeAlias

import pytest

from tests.laws.crowds import crowd
from tests.laws.designs import draw
from tests.laws.doors import attached, quick
from tests.laws.edits import edit, stir, wire
from tests.laws.moves import chosen
from tests.laws.test_rows import LAYOUTS, everybody, outsiders, walked
from tests.laws.test_served import questions as nodes
from vpcdesign.algebra.addresses import ALL_V4
from vpcdesign.algebra.intervals import EMPTY, Intervals, intersection, union
from vpcdesign.algebra.services import ALL
from vpcdesign.api.storage import load
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.design.hosts import NetworkInterface
from vpcdesign.network.network import Network
from vpcdesign.reach import following
from vpcdesign.reach.row import Row
from vpcdesign.reach.rows import Rows, Way
from vpcdesign.reach.trace import Packets, Question
from vpcdesign.reach.walk import Walk

EDITS = 6
QUICK = 20


def edited(design: Design, random: Random) -> Design:
    """Give the design after one edit of any kind."""
    return random.choice([edit, wire, wire, stir, guest, guest, leaver])(design, random)


def guest(design: Design, random: Random) -> Design:
    """An interface comes, or another one changes its groups; now and then with somebody's address."""
    several = [one for one in design.network_interfaces if one.private_ip]
    if not several:
        return design
    one, other = random.choice(several), random.choice(several)
    vpcs = {subnet.id: subnet.vpc for subnet in design.subnets}
    groups = other.security_groups if vpcs.get(other.subnet) == vpcs.get(one.subnet) else one.security_groups
    if random.random() < 0.4:
        at = design.network_interfaces.index(one)
        several = list(design.network_interfaces)
        several[at] = one.model_copy(update={"security_groups": groups})
        return design.model_copy(update={"network_interfaces": tuple(several)})
    taken = {str(each.private_ip) for each in several}
    free = [str(ip_address(str(one.private_ip)) + step) for step in range(1, 40)]
    address = random.choice(free if random.random() < 0.1 else [at for at in free if at not in taken] or free)
    made = {"id": f"guest-{random.random()}", "private_ip": address, "subnet": one.subnet, "security_groups": groups}
    new = NetworkInterface.model_validate(made)
    return design.model_copy(update={"network_interfaces": (*design.network_interfaces, new)})


def leaver(design: Design, random: Random) -> Design:
    """An interface goes that nothing is known to name; of guests the first."""
    named = {one.target for table in design.route_tables for one in table.routes}
    free = [one for one in design.network_interfaces if one.id not in named and not one.instance]
    if len(free) < 2:
        return design
    gone = next((one for one in free if one.id.startswith("guest")), random.choice(free))
    left = tuple(one for one in design.network_interfaces if one is not gone)
    return design.model_copy(update={"network_interfaces": left})


def visited(design: Design, random: Random) -> Design:
    """Give the design after hosts came, went or changed, and seldom anything else."""
    return random.choice([guest, guest, guest, leaver, wire])(design, random)


Editing: TypeAlias = Callable[[Design, Random], Design]


def held(design: Design, random: Random, seen: Counter[str], editing: Editing = edited) -> None:
    """Hold a chain of edits to the law."""

    def chain() -> Iterator[Design]:
        now = design
        for _ in range(EDITS + 1):
            yield now
            now = editing(now, random)

    followed(chain(), seen)


def followed(designs: Iterable[Design], seen: Counter[str]) -> None:
    """Hold designs of which each is an edit of the one before to the law."""
    first, *others = designs
    before = compile_design(first)
    rows = Rows(before)
    warm(rows)
    for design in others:
        after = compile_design(design, previous=before)
        now = rows.after(after)
        says_what_is_true(now, design, seen)
        if now.touched is not None:
            leaves_alone(rows, now, seen)
        seen["kept" if now.touched is not None else "anew"] += 1
        seen["still"] += now.places.ends is rows.places.ends
        before, rows = after, now


def warm(rows: Rows) -> None:
    """Ask for some rows, as a screen would."""
    for _ in rows.all():
        pass


def says_what_is_true(now: Rows, design: Design, seen: Counter[str]) -> None:
    """Hold rows of an edited network to those made from scratch."""
    fresh = Rows(compile_design(design))
    for one in [*everybody(design), *outsiders(design), *nodes(now.places.network), *linked(now.places.network)]:
        said, true = now.ask(one), fresh.ask(one)
        if said is not None and true is None:  # finer kinds may know more than those from scratch
            assert (said, EMPTY) == walked(Walk(now.places.network), one), one
            continue
        assert said in (true, None), one
        if not any(map(now.places.outside.get, (one.start, *(one.ends or ())))):
            ways, anew = now.exact(one), fresh.exact(one)
            assert said is None or (ways and together(ways)) == (anew and together(anew)), one
        seen["lost"] += said is None and true is not None
        seen["asked"] += 1


def linked(network: Network) -> Iterator[Question]:
    """Whoever came, or is another, asks the services of the link."""
    services = [one for one in network.endpoints.values() if one.kind == "link_local"]
    hosts = [one for name, one in network.endpoints.items() if network.since and name in network.since.moved]
    for one, other in product(hosts, services):
        source, destination = (intersection(each.addresses, ALL_V4) for each in (one, other))
        if source and destination:
            packets = Packets(source, destination, ALL, one.client_ports)
            yield Question(one.id, other.id, packets, one.id, frozenset((other.id,)))


def together(ways: Iterable[Way]) -> list[Way]:
    """Put ends together between which packets fare alike: finer kinds part them."""
    for end in (0, 1):
        found: dict[Way, Intervals] = {}
        for way in ways:
            others = *way[:end], *way[end + 1 :]
            found[others] = union(found.get(others, EMPTY), way[end])
        ways = [(*others[:end], one, *others[end:]) for others, one in found.items()]
    return sorted(ways)


def leaves_alone(old: Rows, now: Rows, seen: Counter[str]) -> None:
    """Hold what is not said to be touched, and who is not said to have moved, to what was there before."""
    moved = now.places.moved
    assert all(kind.gone or kind.end.endpoint.id in now.places.network.endpoints for kind in now.places.kinds)
    assert (now.places.ends is old.places.ends) == (not moved)
    for name in old.places.network.endpoints.keys() | now.places.network.endpoints.keys():
        was, ends = old.places.of(name), now.places.of(name)
        if name not in moved:
            assert [one.kind for one in was] == [one.kind for one in ends]
            assert [one.addresses for one in was] == [one.addresses for one in ends]
            if old.places.ends.like(name) is None and now.places.ends.like(name) is None:
                assert all(a is b for a, b in zip(was, ends, strict=True))
            seen["stays"] += 1
    for number, (kind, new) in enumerate(zip(old.places.kinds, now.places.kinds, strict=False)):
        if new.gone or kind.end.alias:
            continue
        client = kind.end.endpoint.client_ports
        was_row, row = old.row(number, client), now.row(number, client)
        left = ~now.concerned(number)
        for other in range(len(old.places.kinds)):
            if left >> other & 1 and not now.places.kinds[other].gone:
                assert sent(old, was_row, other) == sent(now, row, other), (number, other)
                seen["untouched"] += 1
            seen["pairs"] += 1


def sent(rows: Rows, row: Row, to: int) -> object:
    return None if row.odd >> to & 1 else tuple(map(rows.pool.services, row.of(to)))


def test_chains_of_edits() -> None:
    seen: Counter[str] = Counter()
    for seed in range(QUICK):
        held(crowd(seed) if seed % 4 == 0 else draw(seed), Random(seed), seen)
    assert seen["kept"] > 5 * seen["anew"]
    assert seen["still"] > seen["kept"] / 3
    assert seen["untouched"] > seen["pairs"] / 2
    assert seen["lost"] < seen["asked"] / 20


def test_chosen_edits() -> None:
    seen: Counter[str] = Counter()
    for designs in (*chosen(), *attached()):
        followed(designs, seen)
    assert seen["lost"] == 0
    assert seen["anew"] == 0


def test_only_who_comes_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    hurried(monkeypatch)


def hurried(patch: pytest.MonkeyPatch) -> None:
    """Hold edits to the law that are followed without making places anew."""
    patch.delattr(following, "Places")
    for designs in quick():
        followed(designs, Counter())


def test_hosts_that_come_and_go() -> None:
    seen: Counter[str] = Counter()
    for seed in range(QUICK // 2):
        held(crowd(seed), Random(seed), seen, visited)
    assert seen["untouched"] > seen["pairs"] / 2
    assert seen["lost"] < seen["asked"] / 20


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda one: one.stem)
def test_edits_of_layouts(layout: Path) -> None:
    seen: Counter[str] = Counter()
    held(load(layout), Random(1), seen)
    assert seen["lost"] == 0


@pytest.mark.deep
@pytest.mark.parametrize("first", range(QUICK, QUICK + 800, 200))
def test_many_hundred_chains(first: int) -> None:
    for seed in range(first, first + 200):
        held(crowd(seed) if seed % 2 else draw(seed), Random(seed), Counter())
        held(crowd(seed), Random(seed), Counter(), visited)
