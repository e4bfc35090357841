"""What an edit leaves as it was is carried over: it is the very object that it was, and all else is told.

The edited design was compiled anew, under the numbers of before. Whatever comes out as it was is taken from the network
before; what does not is told (`Since`), and nothing else may differ. Nothing that belongs to hosts alone is written to
be compared: it says the same as before where all that it is written from does.
"""

from collections.abc import Iterable
from dataclasses import replace
from itertools import count

from vpcdesign.compiler.builder import Builder
from vpcdesign.compiler.filters import Swapped
from vpcdesign.compiler.memory import Memory
from vpcdesign.compiler.plan import GONE, OF_HOSTS, Device, Plan
from vpcdesign.compiler.staying import Staying
from vpcdesign.network.network import Endpoint, Network
from vpcdesign.network.promised import Page, Pages, Promised
from vpcdesign.network.same import same
from vpcdesign.network.since import Since
from vpcdesign.network.stages import Filter, Node, Stage


def numbered(names: Iterable[str], before: Plan | None) -> tuple[dict[str, Node], dict[str, Node], Builder]:
    """Give hosts the first of their own numbers, that which they had if they had one; and where all ever were."""
    step = len(OF_HOSTS)
    if before is None:
        hosts = dict(zip(names, count(step=step), strict=False))
        return hosts, hosts, Builder(len(hosts) * step)
    several = list(names)
    new = [name for name in several if name not in before.places]
    begin = -(-before.builder.count // step) * step
    places = before.places | dict(zip(new, count(begin, step), strict=False)) if new else before.places
    first = begin + len(new) * step if new else before.builder.count
    return {name: places[name] for name in several}, places, Builder(first, before.builder.numbers())


def carry_devices(devices: dict[str, Device], public: dict[str, dict[int, int]], before: Plan) -> None:
    """Put the devices of before, and their public addresses, where they are the same."""
    for name, device in devices.items():
        if before.devices.get(name) == device:
            devices[name] = before.devices[name]
    for vpc, pairs in public.items():
        if before.public.get(vpc) == pairs:
            public[vpc] = before.public[vpc]


def carried(network: Network, plan: Plan, previous: Network, memory: Memory) -> Network:
    """Give a network that was compiled anew as an edited one: what is as it was is what was."""
    found = _Carried(plan, previous, memory, network.endpoints)
    plan.promise(found.pages)
    stages = Promised(found.shared, plan.builder.count, plan.page)
    kept = Memory(plan.estate.design, plan.estate.unfiltered, plan, found.shared)
    return replace(network, stages=stages, memory=kept, since=found.since)


class _Carried:
    """What is carried over from a network to that of a plan whose endpoints are `found` and whose stages are written.

    Endpoints, `shared` stages and the `pages` of lists are those of before wherever they say the same.
    """

    def __init__(self, plan: Plan, previous: Network, memory: Memory, found: dict[str, Endpoint]) -> None:
        self._plan, self._before = plan, memory.plan
        self._was = memory.shared
        for vpc, services in plan.link_local.items():
            if same(self._before.link_local.get(vpc), services):
                plan.link_local[vpc] = self._before.link_local[vpc]
        plan.complete()
        self._rules = plan.filters.settle()
        self._stages: dict[Node, Stage | Page] = {}
        self._moved = self._carry_endpoints(previous.endpoints, found)
        self.shared = self._carry_shared()
        self.pages = self._carry_pages()
        self.since = Since(previous.itself, self._rules, Pages(self._stages), frozenset(self._moved))

    def _carry_endpoints(self, old: dict[str, Endpoint], found: dict[str, Endpoint]) -> set[str]:
        """Give who came, went, or is another than before."""
        moved = {name for name in old if name not in found}
        for name, one in found.items():
            if old.get(name) == one:
                found[name] = old[name]
            else:
                moved.add(name)
        stays = Staying(self._plan, self._before)
        moved.update(name for name in self._plan.hosts if name not in moved and not stays(name))
        return moved

    def _carry_shared(self) -> dict[Node, Stage]:
        """Give the stages that hosts share."""
        named = self._plan.filters.owned()
        shared: dict[Node, Stage] = {}
        for node, stage in self._plan.builder.stages.items():
            was = self._was.get(node)
            if was is None:
                self._tell_new(node)
                shared[node] = stage
            elif _same(was, stage, named):
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
            pages[node] = Page()
        self._stages.update((node, page) for node, page in old.items() if node not in pages)
        return pages

    def _tell_new(self, node: Node) -> None:
        if node < self._before.builder.count:  # somebody had the number once, and left it
            self._stages[node] = GONE

    def _lists_same(self, key: tuple[str, ...]) -> bool:
        """Tell whether a table that lists hosts lists the same ones, at the same numbers."""
        kind, place = key
        if kind == "same_subnet":
            return self._holds_same(place)
        both = [
            [(one.id, plan.estate.subnet_blocks[one.id]) for one in plan.estate.subnets_of.get(place, ())]
            for plan in (self._plan, self._before)
        ]
        return both[0] == both[1] and all(self._holds_same(subnet) for subnet, _ in both[0])

    def _holds_same(self, subnet: str) -> bool:
        new, old = self._plan, self._before
        devices = new.devices_in.get(subnet, [])
        return devices == old.devices_in.get(subnet, []) and not any(
            new.hosts.get(one.id) != old.hosts.get(one.id) for one in devices
        )


def _same(was: Stage, stage: Stage, named: frozenset[int]) -> bool:
    """Tell whether a stage says what it said; rules of groups and lists are known by what they are called."""
    if isinstance(was, Filter) and isinstance(stage, Filter):
        both = {id(was.rules), id(stage.rules)}
        if len(both) > 1 and not named.isdisjoint(both):
            return False
    return same(was, stage)


def _swapped(was: Stage, stage: Stage, rules: Swapped) -> bool:
    """Tell whether other rules that took the place of those of a filter are all that differs."""
    if not (isinstance(was, Filter) and isinstance(stage, Filter) and id(was.rules) in rules):
        return False
    return rules[id(was.rules)][1] is stage.rules and same(replace(was, rules=stage.rules), stage)
