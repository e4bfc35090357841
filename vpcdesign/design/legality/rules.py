"""What a line of a filter may say about services, for security groups and network ACLs alike.

The document writes ports and ICMP types in fields of their own, so that neither can stand where the other belongs: a
port on a protocol that has none would silently admit everything, which is never what its author meant.
"""

import re
from collections.abc import Iterator
from typing import TypeAlias

from vpcdesign.aws.services import PROTOCOL_NAMES
from vpcdesign.design.filters import Rule
from vpcdesign.design.legality.survey import refusal

Services: TypeAlias = tuple[int | None, str | None, int, int]
NAMED = {"all": -1, "-1": -1, **{name: PROTOCOL_NAMES[name] for name in ("tcp", "udp", "icmp", "icmpv6")}}
WITH_PORTS = {6, 17}
WITH_TYPES = {1, 58}
PORTS = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?\Z")


def protocol_number(text: str) -> int | None:
    """Give the number of a protocol, -1 for all, None for what is none (API IpPermission)."""
    named = NAMED.get(text.lower())
    if named is None and text.isdecimal() and int(text) <= 255:
        return int(text)
    return named


def service_problems(rule: Rule, code: str) -> Iterator[tuple[str, str]]:
    """Tell a protocol, ports, type or code that AWS does not take: the field, the message (API IpPermission)."""
    number = protocol_number(rule.protocol)
    if number is None:
        yield refusal(
            "protocol",
            f"`{rule.protocol}` is no protocol: write tcp, udp, icmp, icmpv6, all or a number up to 255",
            code,
        )
        return
    if rule.ports is not None:
        if number not in WITH_PORTS:
            yield refusal(
                "ports",
                f"`{rule.ports}` names ports and protocol `{rule.protocol}` has none: write protocol tcp or udp, or "
                "leave the ports out",
                code,
            )
        else:
            wrong = ports_problem(rule.ports)
            if wrong:
                yield refusal("ports", f"`{rule.ports}` {wrong}", code)
    yield from _icmp_problems(rule, number, code)


class Judged:
    """What is to be said of the services of lines: the same few are written thousands of times, and judged once."""

    def __init__(self, code: str) -> None:
        """Begin with nothing; `code` is AWS's own word for all that is wrong."""
        self.code = code
        self._known: dict[tuple[object, ...], tuple[list[tuple[str, str]], Services]] = {}

    def of(self, rule: Rule) -> tuple[list[tuple[str, str]], Services]:
        """Give the problems of a line, and what it shares with another that speaks of the same services."""
        key = rule.protocol, rule.ports, rule.icmp_type, rule.icmp_code
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = list(service_problems(rule, self.code)), same_services(rule)
        return found


def ports_problem(text: str) -> str | None:
    """Say what is wrong with a port or a range of ports, None when nothing is (API IpPermission)."""
    found = PORTS.match(text)
    if not found:
        return "is no port and no range of ports: write 443 or 8000-8080"
    low, high = int(found[1]), int(found[2] or found[1])
    if max(low, high) > 65535:
        return "goes past the last port: ports are 0 to 65535"
    if low > high:
        return f"ends before it begins: write {high}-{low}"
    return None


def _icmp_problems(rule: Rule, number: int, code: str) -> Iterator[tuple[str, str]]:
    fields = (("icmp_type", rule.icmp_type), ("icmp_code", rule.icmp_code))
    if number not in WITH_TYPES:
        for field, value in fields:
            if value is not None:
                yield refusal(
                    field,
                    f"`{value}` is an ICMP number and protocol `{rule.protocol}` has none: write protocol icmp or "
                    "icmpv6, or leave it out",
                    code,
                )
    elif rule.icmp_code not in {None, -1} and rule.icmp_type in {None, -1}:
        yield refusal(
            "icmp_code",
            f"`{rule.icmp_code}` is the code of no type: name the `icmp_type` as well, or leave the code out",
            code,
        )


def same_services(rule: Rule) -> Services:
    """Give what two lines share when they speak of the same services."""
    number = protocol_number(rule.protocol)
    ports = rule.ports if number in WITH_PORTS and rule.ports != "0-65535" else None
    kind = rule.icmp_type if rule.icmp_type is not None else -1
    return number, ports, kind, rule.icmp_code if rule.icmp_code is not None else -1
