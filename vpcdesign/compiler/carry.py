"""What an edit leaves as it was is carried over: it is the very object that it was, and all else is told.

The edited design was compiled anew, under the numbers of before. Whatever comes out as it was is taken from the network
before; what does not is told (`Since`), and nothing else may differ. Nothing that belongs to hosts alone is written to
be compared: it says the same as before where all that it is written from does.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import count, starmap

from vpcdesign.compiler.builder import Builder
from vpcdesign.compiler.changes import Changes
from vpcdesign.compiler.devices import collect
from vpcdesign.compiler.estate import Estate
from vpcdesign.compiler.filters import Filters, Swapped
from vpcdesign.compiler.members import Members
from vpcdesign.compiler.memory import Memory
from vpcdesign.compiler.plan import GONE, OF_HOSTS, Device, Plan
from vpcdesign.compiler.relisting import Lists, listed, relisted
from vpcdesign.compiler.staying import Staying
from vpcdesign.compiler.still import settled, still
from vpcdesign.network.network import Endpoint, Network
from vpcdesign.network.promised import Page, Pages, Promised
from vpcdesign.network.same import same
from vpcdesign.network.since import Since
from vpcdesign.network.stages import Filter, Node, Stage


def numbered(names: Iterable[str], before: Plan | None) -> tuple[Mapping[str, Node], dict[str, Node], Builder]:
    """Give hosts the first of their own numbers, that which they had if they had one; and where all ever were."""
    step = len(OF_HOSTS)
    if before is None:
        hosts = dict(zip(names, count(step=step), strict=False))
        return hosts, hosts, Builder(len(hosts) * step)
    several = list(names)
    if several == list(before.hosts):
        return before.hosts, before.places, Builder(before.builder.count, before.builder.numbers())
    new = [name for name in several if name not in before.places]
    begin = -(-before.builder.count // step) * step
    places = before.places | dict(zip(new, count(begin, step), strict=False)) if new else before.places
    first = begin + len(new) * step if new else before.builder.count
    return {name: places[name] for name in several}, places, Builder(first, before.builder.numbers())


class Edit:
    """An edit of the design of a network: what is known of it before anything is written.

    `still` are plain hosts that are what they were, `others` all other devices; `came` and `went` are devices that were
    not there, or were others.
    """

    def __init__(self, estate: Estate, previous: Network, memory: Memory) -> None:
        self.estate, self.previous, self.memory = estate, previous, memory
        self.before = memory.plan
        self.before.complete()
        self._changes = Changes(self.before.estate.design, estate.design)
        estate.following(self.before.estate, self._changes)
        self.still = still(estate, self.before, self._changes)
        self.others: list[str] = []
        self.came: list[Device] = []
        self.went: list[Device] = []

    def collect(self) -> tuple[dict[str, Device], dict[str, dict[int, int]]]:
        """Give devices and public addresses: those of before, where they are the same."""
        old = self.before.devices
        devices, public = collect(self.estate, old, self.still)
        self.others = [name for name in devices if name not in self.still]
        for name in self.others:
            was = old.get(name)
            if was == devices[name]:
                devices[name] = was
        for vpc, pairs in public.items():
            if self.before.public.get(vpc) == pairs:
                public[vpc] = self.before.public[vpc]
        self.came = [one for one in map(devices.__getitem__, self.others) if old.get(one.id) is not one]
        self.went = [one for one in map(old.get, [*(one.id for one in self.came), *old.keys() - devices]) if one]
        return devices, public

    def filters(self, members: Members) -> Filters:
        """Give the filters, with the rules of before wherever nothing changed that they name."""
        groups = {group for one in (*self.came, *self.went) for group in one.groups}
        members.following(self.before.filters.members, groups)
        known = None if "peering_connections" in self._changes.lists else self._changes.names()
        return self.before.filters.following(self.estate, members, known, groups)

    def regrouped(self) -> bool:
        """Tell whether another group speaks for hosts that have none."""
        new, old = (each.default_groups for each in (self.estate, self.before.estate))
        return {vpc: one.id for vpc, one in new.items()} != {vpc: one.id for vpc, one in old.items()}

    def sure(self, plan: Plan) -> set[str]:
        """Give the hosts of which the endpoints surely are what they were."""
        lost: set[str] = set()
        for vpc in self.estate.vpcs:
            new, old = (each.public.get(vpc, {}) for each in (plan, self.before))
            changed = {at for at in {*new, *old} if new.get(at) != old.get(at)} if new is not old else set()
            known = self.estate.default_groups.get(vpc) is self.before.estate.default_groups.get(vpc)
            if changed or not known:
                several = (one for each in self.estate.subnets_of.get(vpc, ()) for one in plan.devices_in[each.id])
                lost.update(one.id for one in several if not _is_beside(one, changed, known=known))
        return self.still - lost if lost else self.still


def _is_beside(one: Device, changed: Container[int], *, known: bool) -> bool:
    """Tell whether other public addresses, or another default group, are nothing to a host."""
    ((low, high), *more) = one.addresses or ((0, -1),)
    return low == high and not more and low not in changed and (known or bool(one.groups))


def carried(network: Network, plan: Plan, edit: Edit) -> Network:
    """Give a network that was compiled anew as an edited one: what is as it was is what was."""
    found = Carried(plan, edit, network.endpoints)
    plan.promise(found.pages)
    for node, told in found.relisting.items():
        found.pages[node].write = partial(relisted, plan, *told)
    if found.relisting:
        plan.author = None  # some pages have another one
    stages = Promised(found.shared, plan.builder.count, plan.page)
    kept = Memory(plan.estate.design, plan.estate.unfiltered, plan, found.shared)
    return replace(network, stages=stages, memory=kept, since=found.since)


class Carried:
    """What is carried over from a network to that of a plan whose endpoints are `found` and whose stages are written.

    Endpoints, `shared` stages and the `pages` of lists are those of before wherever they say the same.
    """

    def __init__(self, plan: Plan, edit: Edit, found: dict[str, Endpoint]) -> None:
        self._plan, self._before = plan, edit.before
        self._was, self._edit = edit.memory.shared, edit
        known = (name for name in edit.others if name in edit.before.devices)
        self._reborn = {name for name in known if plan.hosts.get(name) != edit.before.hosts.get(name)}
        for vpc, services in plan.link_local.items():
            if same(self._before.link_local.get(vpc), services):
                plan.link_local[vpc] = self._before.link_local[vpc]
        plan.follow(plan.hosts if edit.regrouped() else edit.others, {(one.groups, one.vpc) for one in edit.went})
        plan.settled = edit.still.union(settled(plan, (name for name in edit.others if name in plan.hosts)))
        self._rules = plan.filters.settle()
        self._stages: dict[Node, Stage | Page] = {}
        self.relisting: dict[Node, tuple[tuple[str, ...], Stage, Lists]] = {}
        self._moved = self._carry_endpoints(found)
        self.shared = self._carry_shared()
        self.pages = self._carry_pages()
        self.since = Since(edit.previous.itself, self._rules, Pages(self._stages), frozenset(self._moved))

    def _carry_endpoints(self, found: dict[str, Endpoint]) -> set[str]:
        """Give who came, went, or is another than before."""
        old, sure = self._edit.previous.endpoints, self._edit.sure(self._plan)
        moved = old.keys() - found.keys()
        for name in [name for name in found if name not in sure]:
            was = old.get(name)
            if was is not None and was == found[name]:
                found[name] = was
            else:
                moved.add(name)
        moved.update(Staying(self._plan, self._before).movers(self._edit.others))
        return moved

    def _carry_shared(self) -> dict[Node, Stage]:
        """Give the stages that hosts share."""
        shared: dict[Node, Stage] = {}
        for node, stage in self._plan.builder.stages.items():
            was = self._was.get(node)
            if was is None:
                self._tell_new(node)
                shared[node] = stage
            elif _same(was, stage):
                shared[node] = was
            else:
                if not _swapped(was, stage, self._rules):
                    self._stages[node] = was
                shared[node] = stage
        self._stages.update((node, was) for node, was in self._was.items() if node not in shared)
        return shared

    def _carry_pages(self) -> dict[Node, Page]:
        """Give the pages of tables that list hosts: where they list the same, the same are promised."""
        old = self._before.pages
        pages: dict[Node, Page] = {}
        for node, key in self._plan.late.items():
            if node not in old:
                self._tell_new(node)
            elif self._lists_same(key):
                pages[node] = old[node]
                continue
            else:
                self._stages[node] = old[node]
                self._relist(node, key, old[node].written)
            pages[node] = Page()
        self._stages.update((node, page) for node, page in old.items() if node not in pages)
        return pages

    def _relist(self, node: Node, key: tuple[str, ...], was: Stage | None) -> None:
        """Note a table that can be put together from the one before."""
        before = listed(self._before, key)
        names = {one.id for several in before for one in several} if self._reborn else set()
        if was is not None and self._is_placed_same(key) and self._reborn.isdisjoint(names):
            self.relisting[node] = key, was, before

    def _tell_new(self, node: Node) -> None:
        if node < self._before.builder.count:  # somebody had the number once, and left it
            self._stages[node] = GONE

    def _lists_same(self, key: tuple[str, ...]) -> bool:
        """Tell whether a table that lists hosts lists the same ones, at the same numbers."""
        if not self._is_placed_same(key):
            return False
        both = zip(listed(self._plan, key), listed(self._before, key), strict=True)
        return all(starmap(self._holds_same, both))

    def _is_placed_same(self, key: tuple[str, ...]) -> bool:
        """Tell whether a table that lists hosts is of the same subnets, with the same blocks."""
        kind, place = key
        if kind == "same_subnet":
            return True
        both = [
            [(one.id, plan.estate.subnet_blocks[one.id]) for one in plan.estate.subnets_of.get(place, ())]
            for plan in (self._plan, self._before)
        ]
        return both[0] == both[1]

    def _holds_same(self, new: Sequence[Device], old: Sequence[Device]) -> bool:
        if len(new) != len(old) or (self._reborn and not self._reborn.isdisjoint(one.id for one in new)):
            return False
        if new == old:
            return True
        pairs = ((one, other) for one, other in zip(new, old, strict=True) if one is not other)
        return all((one.id, one.addresses, one.arrive) == (was.id, was.addresses, was.arrive) for one, was in pairs)


def _same(was: Stage, stage: Stage) -> bool:
    """Tell whether a stage says what it said; rules of groups and lists are known by what they are called."""
    if isinstance(was, Filter) and isinstance(stage, Filter) and was.rules is not stage.rules:
        return not Filters.owns(stage.rules) and same(was, stage)
    return same(was, stage)


def _swapped(was: Stage, stage: Stage, rules: Swapped) -> bool:
    """Tell whether other rules that took the place of those of a filter are all that differs."""
    if not (isinstance(was, Filter) and isinstance(stage, Filter) and id(was.rules) in rules):
        return False
    return rules[id(was.rules)][1] is stage.rules and same(replace(was, rules=stage.rules), stage)
