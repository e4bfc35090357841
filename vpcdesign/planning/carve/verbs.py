"""The keys of the plan: each a verb on what is selected, and beside each what it would do or why it will not.

What stands beside a key is the verb's own answer, asked in advance: a key can never do something else than it says.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import MappingProxyType

from vpcdesign.design.document import Design
from vpcdesign.errors import EditError
from vpcdesign.planning.carve import halves, room, shifts
from vpcdesign.planning.carve.outcome import Carved, UncarvedError
from vpcdesign.planning.carve.site import Spot, site_of

Verb = Callable[[Spot, str], Carved]


def _plain(verb: Callable[[Spot], Carved]) -> Verb:
    """Make a verb of one that asks for no likeness."""
    return lambda spot, _like: verb(spot)


VERBS = MappingProxyType(
    {
        "add": room.add,
        "copy-line": _plain(room.copy),
        "next-free": _plain(shifts.next_free),
        "split": _plain(halves.split),
        "join": _plain(halves.join),
        "widen": _plain(halves.widen),
        "narrow": _plain(halves.narrow),
        "reserve": room.reserve,
        "earlier": _plain(shifts.earlier),
        "later": _plain(shifts.later),
    }
)
"""Each verb by the id of its command; with it goes the subnet that a new one is to be like, or nothing."""

KEYS = MappingProxyType(
    {
        "add": "a",
        "copy-line": "A",
        "next-free": "b",
        "split": "v",
        "join": "V",
        "widen": "w",
        "narrow": "W",
        "reserve": "r",
        "earlier": "<",
        "later": ">",
    }
)
"""The key of each verb, in the order in which they are told."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a key would do: `able` is whether it would do anything; `edits` whether that would be a step."""

    command: str
    key: str
    words: str
    able: bool
    edits: bool = False


def carve(design: Design, select: str, verb: str, like: str = "", vpc: str = "") -> Carved:
    """Do what a key does to what is selected; EditError says why it does nothing."""
    spot = site_of(design, select, vpc).spot(select)
    return VERBS[verb](spot, like)


def previews(spot: Spot, like: str = "") -> tuple[Preview, ...]:
    """Say for each key that could mean something here what it would do."""
    return tuple(_previews(spot, like))


def _previews(spot: Spot, like: str) -> Iterator[Preview]:
    told: dict[str, str] = {}
    for command in _told(spot):
        name = _name(command, spot)
        try:
            done = VERBS[command](spot, like)
        except UncarvedError as refusal:
            same = told.get(refusal.brief)
            told[refusal.brief] = command
            reason = "same reason" if same is not None else refusal.brief
            yield Preview(command, KEYS[command], f"{name}: {_no(reason)}", able=False)
        except EditError as refusal:
            yield Preview(command, KEYS[command], f"{name}: no, {refusal.problems[0]}", able=False)
        else:
            yield Preview(command, KEYS[command], f"{name}: {done.remains}", able=True, edits=done.edit is not None)


def _no(reason: str) -> str:
    return reason if reason.startswith("no ") else f"no, {reason}"


def _told(spot: Spot) -> Iterator[str]:
    """Give the verbs that are told of: a subnet is copied, room is filled, and neither the other way round."""
    for command in VERBS:
        if command == "add" and spot.subnet is not None:
            continue
        if command == "copy-line" and spot.subnet is None:
            continue
        if command == "reserve" and spot.subnet is not None:
            continue
        if command == "next-free" and spot.reservation is not None:
            continue
        if command in {"widen", "narrow"} and spot.piece.noun is None:
            continue  # split and join say the same of what is free
        yield command


def _name(command: str, spot: Spot) -> str:
    """Name what a key does to this."""
    free = spot.piece.noun is None
    match command:
        case "add":
            return "add a subnet here"
        case "copy-line":
            return "add one more"
        case "next-free":
            return f"next free /{spot.block.length}"
        case "split":
            return "look at half" if free else "split"
        case "join":
            return "look at the whole" if free else "join"
        case "widen":
            return f"widen to /{spot.block.length - 1}"
        case "narrow":
            return "narrow"
        case "reserve":
            return "release" if spot.reservation is not None else "reserve"
        case "earlier":
            return "look earlier" if free else "shift earlier"
        case _:
            return "look later" if free else "shift later"
