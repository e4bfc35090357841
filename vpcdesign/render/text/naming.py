"""Names put where people read: `web` for `sg-0b67bf91ffa64d22a` in a path, both where one has to act.

Only what is shown changes; the answer itself speaks in ids, which are unique where names are not.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

from vpcdesign.analysis.labels import STAND_IN
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


_WORD = re.compile(r"[^\s,;:()/]+")


class Speaker:
    """Puts names for ids anywhere in a text; what several of a kind are called, or another's id, stays an id."""

    def __init__(self, design: Design) -> None:
        self.all = names = names_of(design)
        kinds = {noun.id: kind for kind, _, noun in design.nouns()}
        borne = Counter((kinds[one], name) for one, name in names.items())
        self._names = {one: name for one, name in names.items() if borne[kinds[one], name] == 1 and name not in kinds}
        self._long = [one for one in self._names if not _WORD.fullmatch(one)]

    def __call__(self, text: str) -> str:
        for one in self._long:
            if one in text:
                text = text.replace(one, self._names[one])
        spoken = _WORD.sub(lambda found: self._names.get(found[0], found[0]), text)
        spoken = spoken.replace(STAND_IN, "subnet ")
        for name in {self._names[word] for word in _WORD.findall(text) if word in self._names}:
            spoken = spoken.replace(f"{name} ({name})", name)
        return spoken

    def both(self, one: str) -> str:
        """Give the name beside the id of something that a reader may want to name to a command."""
        name = self(one)
        return name if name == one or any(long in one for long in self._long) else f"{name} ({one})"


def spoken(trace: Trace, design: Design) -> Trace:
    """Give the same answer for a screen that can go to what is named: names alone, in reasons too."""
    speak = Speaker(design)
    if not speak.all:
        return trace
    told = named(trace, speak.all)
    hops = [
        replace(leg, hops=tuple(hop._replace(because=speak(hop.because)) for hop in leg.hops))
        for leg in (told.forward, told.back)
    ]
    blockers = tuple(
        one._replace(origin=_short(one.origin, speak.all), because=speak(one.because)) for one in trace.blockers
    )
    told = replace(told, source=speak(trace.source), destination=speak(trace.destination))
    return replace(told, forward=hops[0], back=hops[1], blockers=blockers)


def between(old: Design, new: Design) -> Callable[[str], str]:
    """Give what puts names for ids of two designs, the new names first."""
    now, was = Speaker(new), Speaker(old)
    return lambda text: was(now(text))


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
