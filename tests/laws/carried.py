"""What an edited network has to be: as one from scratch but for its numbers, and as before where it tells nothing."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from vpcdesign.compiler.memory import Memory
from vpcdesign.compiler.plan import GONE, OF_HOSTS
from vpcdesign.network.network import Network
from vpcdesign.network.rules import Rules
from vpcdesign.network.same import same
from vpcdesign.network.since import Since
from vpcdesign.network.stages import Filter, Node, Stage

LEADING = {"next", "through", "otherwise", "inner", "outer", "fresh", "stray"}
DOORS = ("start", "answer", "arrive")


def unlike(again: Network, fresh: Network) -> Iterator[str]:
    """Tell where a network says what another one does not, whatever their numbers are."""
    for name in ("owned", "internet", "notes", "services"):
        if getattr(again, name) != getattr(fresh, name):
            yield f"{name} differ"
    if list(again.endpoints) != list(fresh.endpoints):
        yield "other endpoints"
        return
    pairs: list[tuple[Node | None, Node | None]] = []
    for one, other in zip(again.endpoints.values(), fresh.endpoints.values(), strict=True):
        pairs += [(getattr(one, door), getattr(other, door)) for door in DOORS]
        if one._replace(start=0, answer=0, arrive=0) != other._replace(start=0, answer=0, arrive=0):
            yield f"{one.id} is another endpoint"
    yield from _parted(again, fresh, pairs)


def _parted(again: Network, fresh: Network, pairs: list[tuple[Node | None, Node | None]]) -> Iterator[str]:
    """Follow two networks side by side, from some pairs of numbers on."""
    twins: dict[Node, Node] = {}
    while pairs:
        node, twin = pairs.pop()
        if node is None or twin is None:
            if node is not twin:
                yield f"{node} leads on, or {twin}"
        elif node not in twins:
            twins[node] = twin
            if not _matches(again.stages[node], fresh.stages[twin], pairs):
                yield f"{again.stages[node]} is no {fresh.stages[twin]}"
        elif twins[node] != twin:
            yield f"{node} is {twins[node]} and {twin}"
    if len(set(twins.values())) < len(twins):
        yield "two numbers for one stage"


def _matches(one: object, other: object, pairs: list[tuple[Node | None, Node | None]]) -> bool:
    """Tell whether two stages say the same; whom they lead to is put to the pairs."""
    if type(one) is not type(other):
        return False
    if is_dataclass(one):
        for each in fields(one):
            mine, theirs = getattr(one, each.name), getattr(other, each.name)
            if each.name in LEADING:
                pairs.append((mine, theirs))
            elif not _matches(mine, theirs, pairs):
                return False
        return True
    if isinstance(one, tuple) and isinstance(other, tuple) and one and is_dataclass(one[0]):
        return len(one) == len(other) and all(_matches(a, b, pairs) for a, b in zip(one, other, strict=True))
    return one == other


def untold(old: Network, new: Network) -> Iterator[str]:
    """Tell what differs from the network before and is not told."""
    since = new.since
    assert since is not None
    assert isinstance(new.memory, Memory)
    assert isinstance(old.memory, Memory)
    if since.of is not old.itself:
        yield "it is since another one"
    moved = since.moved
    for name in {**old.endpoints, **new.endpoints}:
        if name not in moved and old.endpoints.get(name) is not new.endpoints.get(name):
            yield f"{name} is another"
    hosts = {**old.memory.plan.hosts, **new.memory.plan.hosts}
    owners = {first + slot: name for name, first in hosts.items() for slot in range(len(OF_HOSTS))}
    for node in range(len(old.stages)):
        was, now = old.stages[node], new.stages[node]
        if node in since.stages:
            if since.stages[node] is not was:
                yield f"{node} was {was}"
        elif was is now or owners.get(node) in moved:
            continue
        elif not (_says(was, now, since) and (node in owners or _swapped(was, since))):
            yield f"{node} was {was} and is {now}"
    yield from _rules_untold(since, new)


def _says(was: Stage, now: Stage, since: Since) -> bool:
    """Tell whether a stage is what is told of it; its rules are what they are called, not what they say."""
    if isinstance(was, Filter) and isinstance(now, Filter):
        if _now(was.rules, since) is not now.rules:
            return False
        return all(getattr(was, one.name) == getattr(now, one.name) for one in fields(was) if one.name != "rules")
    return same(was, now)


def _now(rules: Rules, since: Since) -> Rules:
    return since.rules[id(rules)][1] if id(rules) in since.rules else rules


def _swapped(was: Stage, since: Since) -> bool:
    return isinstance(was, Filter) and id(was.rules) in since.rules


def _rules_untold(since: Since, new: Network) -> Iterator[str]:
    for key, (was, now) in since.rules.items():
        if id(was) != key or same(was, now):
            yield f"{was} is told to differ"
    for node, one in enumerate(new.stages):
        if isinstance(one, Filter) and id(one.rules) in since.rules:
            yield f"{node} holds rules whose place others took"


def astray(network: Network) -> Iterator[str]:
    """Tell what leads to where nothing is any more."""
    gone = {node for node, one in enumerate(network.stages) if one is GONE}
    for one in network.endpoints.values():
        if not gone.isdisjoint((one.start, one.answer, one.arrive)):
            yield f"{one.id} stands where nothing is"
    for node, stage in enumerate(network.stages):
        pairs: list[tuple[Node | None, Node | None]] = []
        _matches(stage, stage, pairs)
        if any(one in gone or one >= len(network.stages) for one, _ in pairs if one is not None):
            yield f"{node} leads to where nothing is"
