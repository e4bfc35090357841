"""The rules of network firewalls that say no more than five things: protocol, addresses and ports of both sides.

A rule that also looks at payloads, names, flags or flows is none of these, and nothing here guesses at it: `NotPlain`
is raised, and the whole group is then unreadable (RA, too, judges 5-tuple rules only).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from ipaddress import ip_network
from itertools import product
from typing import Literal

from vpcdesign.design.firewalls import FirewallRule

Action = Literal["pass", "drop", "reject", "alert"]
ACTIONS: dict[str, Action] = {"pass": "pass", "drop": "drop", "reject": "reject", "alert": "alert"}
PROTOCOLS = {"ip": "all", "tcp": "tcp", "udp": "udp", "icmp": "icmp"}
HARMLESS = {"sid", "rev", "msg", "gid", "priority", "classtype", "reference", "metadata", "noalert"}
"""Options of a rule that do not change what it matches."""

RULE = re.compile(
    r"(?P<action>\w+)\s+(?P<protocol>[\w-]+)\s+(?P<source>\[[^\]]*\]|\S+)\s+(?P<source_port>\[[^\]]*\]|\S+)\s+"
    r"(?P<way><>|->)\s+(?P<destination>\[[^\]]*\]|\S+)\s+(?P<port>\[[^\]]*\]|\S+)\s*\((?P<options>.*)\)\s*"
)
OPTION = re.compile(r"\s*(?P<name>[\w.]+)\s*(?::(?P<value>(?:\"(?:\\.|[^\"\\])*\"|[^;\"])*))?;")


class NotPlain(Exception):  # noqa: N818 - not an error of the program: a rule outside the model
    """A rule that is more than a 5-tuple."""


@dataclass(frozen=True, slots=True)
class Variables:
    """What `$NAME` stands for: blocks and ports."""

    blocks: Mapping[str, tuple[str, ...]]
    ports: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a rule, as AWS or Suricata writes it."""

    action: str
    protocol: str
    source: str
    source_port: str
    way: str
    destination: str
    port: str


def rules_of_text(written: str, variables: Variables) -> Iterator[FirewallRule]:
    """Read rules in Suricata's language."""
    for line in written.replace("\\\n", " ").splitlines():
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        match = RULE.fullmatch(stripped)
        if match is None:
            raise NotPlain
        options = match["options"]
        names = [found["name"] for found in OPTION.finditer(options)]
        if OPTION.sub("", options).strip() or not set(names) <= HARMLESS:
            raise NotPlain
        head = {
            key: match[key] for key in ("action", "protocol", "source", "source_port", "way", "destination", "port")
        }
        yield from rules_of(Header(**head), variables, note=_message(options))


def rules_of(header: Header, variables: Variables, note: str | None = None) -> Iterator[FirewallRule]:
    """Give a rule for each pair of port ranges that a header names."""
    action = ACTIONS.get(header.action.lower())
    protocol = PROTOCOLS.get(header.protocol.lower())
    if action is None or protocol is None:
        raise NotPlain
    sources, destinations = _blocks(header.source, variables), _blocks(header.destination, variables)
    for source_ports, ports in product(_ports(header.source_port, variables), _ports(header.port, variables)):
        yield FirewallRule(
            action=action,
            protocol=protocol,
            sources=sources,
            source_ports=source_ports,
            destinations=destinations,
            ports=ports,
            either_way=header.way.upper() in {"<>", "ANY"},
            note=note,
        )


def _message(options: str) -> str | None:
    for option in OPTION.finditer(options):
        if option["name"] == "msg" and option["value"] is not None:
            return option["value"].strip().strip('"') or None
    return None


def _blocks(written: str, variables: Variables) -> tuple[str, ...]:
    """Give the blocks of one side; none stands for every address."""
    found: list[str] = []
    for word in _words(written):
        if word.lower() == "any":
            return ()
        if word.startswith("$"):
            if word[1:] not in variables.blocks:
                raise NotPlain
            found += variables.blocks[word[1:]]
            continue
        try:
            found.append(str(ip_network(word, strict=False)))
        except ValueError:
            raise NotPlain from None
    return tuple(found)


def _ports(written: str, variables: Variables) -> list[str | None]:
    """Give the ranges of one side; None stands for every port."""
    found: list[str | None] = []
    for word in _words(written):
        if word.lower() == "any":
            return [None]
        if word.startswith("$"):
            if word[1:] not in variables.ports:
                raise NotPlain
            found += [range_ for each in variables.ports[word[1:]] for range_ in _ports(each, variables)]
            continue
        found.append(_range(word))
    return found


def _range(word: str) -> str:
    """Give `80`, `80:90`, `80:` or `:90` as a design writes it."""
    low, colon, high = word.partition(":")
    low, high = low or "0", (high or "65535") if colon else low
    if not (low.isdigit() and high.isdigit() and int(low) <= int(high) <= 65535):
        raise NotPlain
    return low if low == high else f"{low}-{high}"


def _words(written: str) -> list[str]:
    """Take a list in brackets apart; what is negated or nested is not plain."""
    inner = written.strip()
    inner = inner[1:-1] if inner.startswith("[") and inner.endswith("]") else inner
    words = [word.strip() for word in inner.split(",")]
    if any(not word or word[0] in "![" for word in words):
        raise NotPlain
    return words
