"""Gathers what the palette lists: commands with why they cannot run, elements, findings, layouts, topics.

Every command of the registry is in it, whatever the screen: what cannot run says why instead of being left out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from vpcdesign.design.noun import Noun
from vpcdesign.design.words import SINGULAR
from vpcdesign.render.ink import Span
from vpcdesign.render.signs import DANGER, INNER, TO
from vpcdesign.render.visible import visible
from vpcdesign.topology.failures import ZONE, failures
from vpcdesign.tui.commands.keys import Keymap
from vpcdesign.tui.commands.registry import ALL
from vpcdesign.tui.pages.inspector.filters import service
from vpcdesign.tui.pages.inspector.selected import read
from vpcdesign.tui.pages.inspector.surroundings import Surroundings
from vpcdesign.tui.palette.entry import LAYOUT, TOPIC, Entry
from vpcdesign.tui.topics.library import TOPICS, about

WhyNot = Callable[[str], str | None]
"""Why a command cannot run now: None when nobody here does it, nothing when it can."""


def commands(keymap: Keymap, why_not: WhyNot, first: Sequence[str] = ()) -> Iterator[Entry]:
    """Give every command: those of the footer first, then what can run, then what cannot; moving about comes last."""
    cannot: list[Entry] = []
    order = {name: place for place, name in enumerate(first)}
    for command in sorted(ALL, key=lambda each: (order.get(each.id, len(order)), each.area == "Move")):
        reason = why_not(command.id)
        if reason is None:  # what lives on one tab is done there, by whoever runs it
            reason = "" if command.scopes else command.nowhere or "not on this screen"
        entry = Entry(
            "Commands",
            command.title,
            command.id,
            key=keymap.hint(command.id),
            why_not=reason.rstrip("."),
            asks=command.argument,
            words=f"{command.help} {' '.join(command.keys)}",
        )
        if reason:
            cannot.append(entry)
        else:
            yield entry
    yield from cannot


def failing(here: Surroundings, keymap: Keymap) -> Iterator[Entry]:
    """Give what can be let fail, by name: `Fail: nat-a`."""
    hint = keymap.hint("fail")
    for one in failures(here.design):
        zone = one.id.removeprefix(ZONE)
        target = f"zone:{zone}" if zone != one.id else one.id
        name = visible(zone) if zone != one.id else here.called(one.id)
        yield Entry("Commands", f"Fail: {name}", "fail", target, key=hint, late=True)


def elements(here: Surroundings) -> Iterator[Entry]:
    """Give every noun, then every line of a table or a filter, then zones and the internet."""
    for kind, _, noun in here.design.nouns():
        subnet = vars(noun).get("subnet")
        where = f" in {here.called(subnet)}" if isinstance(subnet, str) else ""
        beside = f"{SINGULAR[kind]}{where}{_addresses(noun)}"
        called = here.called(noun.id)
        words = f"{noun.id} {noun.name or ''} {' '.join(noun.tags.values())}"
        yield Entry("Elements", called, "", noun.id, here.sign(noun.id), beside, words=visible(words))
    for table in here.design.route_tables:
        for place, route in enumerate(table.routes):
            name = f"{here.called(table.id)} {INNER} {here.called(route.destination)} {TO} {here.called(route.target)}"
            yield Entry("Elements", name, "", f"{table.id}#routes/{place}", beside="route")
    yield from _lines(here)
    for zone in sorted({subnet.az for subnet in here.design.subnets}):
        yield Entry("Elements", visible(zone), "", f"zone:{zone}", beside="zone")
    yield Entry("Elements", "internet", "", "internet", beside="outside")


def _addresses(noun: Noun) -> str:
    """Give the addresses by which one looks for a noun, with a comma before them."""
    has = vars(noun)
    found = [
        *(has.get("cidrs") or ()),
        *(has.get(name) for name in ("cidr", "private_ip", "public_ip", "address", "ip_address")),
        *(each.public_ip for each in has.get("addresses") or ()),
    ]
    words = [each for each in found if isinstance(each, str)]
    return f", {', '.join(words[:2])}" if words else ""


def _lines(here: Surroundings) -> Iterator[Entry]:
    for group in here.design.security_groups:
        inward = [("inbound", "ingress", place, line, line.peer) for place, line in enumerate(group.ingress)]
        outward = [("outbound", "egress", place, line, line.peer) for place, line in enumerate(group.egress)]
        for word, way, place, line, peer in (*inward, *outward):
            name = f"{here.called(group.id)} {INNER} {word} {place + 1}"
            beside = f"{service(line)} {here.called(peer)}"
            yield Entry(
                "Elements", name, "", f"{group.id}#{way}/{place}", beside=beside, words=visible(line.note or "")
            )
    for acl in here.design.network_acls:
        for word, way, rules in (("inbound", "ingress", acl.ingress), ("outbound", "egress", acl.egress)):
            for place, rule in enumerate(rules):
                name = f"{here.called(acl.id)} {INNER} {word} {rule.rule}"
                beside = f"{rule.action} {service(rule)} {rule.cidr}"
                yield Entry(
                    "Elements", name, "", f"{acl.id}#{way}/{place}", beside=beside, words=visible(rule.note or "")
                )


def findings(found: Iterable[tuple[str, str, str]]) -> Iterator[Entry]:
    """Give findings: their sentence, the element, the place in words."""
    for sentence, element, place in found:
        yield Entry("Findings", visible(sentence), "", element, Span(DANGER, "warning"), visible(place))


def layouts(notes: Mapping[str, str]) -> Iterator[Entry]:
    """Give the ready-made designs, each with the first sentence of its note."""
    for name, note in notes.items():
        first = visible(note.partition(". ")[0].rstrip("."))
        yield Entry("Layouts", visible(name), f"{LAYOUT} {name}", beside=first, words=visible(note))


def topics() -> Iterator[Entry]:
    """Give everything that help explains."""
    for topic in TOPICS.values():
        yield Entry("Help", f"Help: {topic.title}", f"{TOPIC} {topic.id}", words=topic.text)


def on_element(here: Surroundings, selection: str, keymap: Keymap, why_not: WhyNot) -> list[Entry]:
    """Give what can be done with one element: what a click with the right button shows."""
    found = read(selection, here.index)
    topic = about(found.kind, found.part)
    entries = []
    for command, words in (("open", "open it"), *topic.keys):
        why = why_not(command) or ""  # what nobody can do here is done where the element is edited
        name = words[:1].upper() + words[1:]
        entries.append(Entry("Commands", name, command, selection, key=keymap.hint(command), why_not=why.rstrip(".")))
    entries.append(Entry("Commands", f"Help: {topic.title}", f"{TOPIC} {topic.id}", key=keymap.hint("help")))
    return entries
