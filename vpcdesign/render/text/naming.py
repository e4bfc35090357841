"""Names put where people read: `web` for `sg-0b67bf91ffa64d22a` in a path, both where one has to act.

Only what is shown changes; the answer itself speaks in ids, which are unique where names are not.
"""

from collections.abc import Mapping
from dataclasses import replace

from vpcdesign.design.document import Design
from vpcdesign.network.origin import Origin
from vpcdesign.reach.trace import Leg, Part, Trace


def names_of(design: Design) -> dict[str, str]:
    """Give what people call the nouns of a design, by id; an interface without a name goes by its instance's."""
    names = {noun.id: noun.name for _, _, noun in design.nouns() if noun.name and noun.name != noun.id}
    for interface in design.network_interfaces:
        if interface.id not in names and interface.instance in names:
            names[interface.id] = names[interface.instance]
    return names


def named(trace: Trace, names: Mapping[str, str]) -> Trace:
    """Give the same answer with names in it."""
    if not names:
        return trace
    return replace(
        trace,
        forward=_leg(trace.forward, names),
        back=_leg(trace.back, names),
        blockers=tuple(one._replace(origin=_full(one.origin, names)) for one in trace.blockers),
        works=tuple(_part(part, names) for part in trace.works),
        fails=tuple(_part(part, names) for part in trace.fails),
    )


def _leg(leg: Leg, names: Mapping[str, str]) -> Leg:
    return replace(leg, hops=tuple(hop._replace(origin=_short(hop.origin, names)) for hop in leg.hops))


def _short(origin: Origin, names: Mapping[str, str]) -> Origin:
    component, by = origin.component, origin.by
    return origin._replace(component=names.get(component, component), by=names.get(by, by))


def _full(origin: Origin, names: Mapping[str, str]) -> Origin:
    name = names.get(origin.component)
    return origin if name is None else origin._replace(component=f"{name} ({origin.component})")


def _part(part: Part, names: Mapping[str, str]) -> Part:
    return replace(part, choices=tuple((dimension, _chosen(option, names)) for dimension, option in part.choices))


def _chosen(option: str, names: Mapping[str, str]) -> str:
    """Name both sides of `front: app-1`."""
    return ": ".join(names.get(word, word) for word in option.split(": "))
