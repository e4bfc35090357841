"""Services as people write them: `tcp/443`, `udp/53`, `icmp`, `https`, a protocol number, `all`, and comma lists.

What is read is exactly what is asked: nothing is rounded, swapped or cut to fit, and a word that could mean two things
is refused with the words that mean one.
"""

from difflib import get_close_matches

from vpcdesign.algebra.intervals import EMPTY, Intervals, of, union
from vpcdesign.algebra.services import ALL, ICMP, ICMPV6, PORTS, TCP, UDP, icmp, ports
from vpcdesign.aws.services import PROTOCOL_NAMES, SERVICE_NAMES
from vpcdesign.errors import Problem, QuestionError

_WITH_PORTS = {"tcp": TCP, "udp": UDP, str(TCP): TCP, str(UDP): UDP}
_WITH_TYPES = {"icmp": ICMP, "icmpv6": ICMPV6, str(ICMP): ICMP, str(ICMPV6): ICMPV6}
_ECHO_REQUEST = {"icmp": (ICMP, 8), "icmpv6": (ICMPV6, 128)}


class _Refused(Exception):  # noqa: N818  (it never leaves this module)
    """Why one term is no service."""


def parse(text: str) -> Intervals:
    """Read services; QuestionError names every term that is none, with what was probably meant."""
    found: Intervals = EMPTY
    problems: list[Problem] = []
    for term in text.split(","):
        try:
            found = union(found, _term(term.strip()))
        except _Refused as refused:
            problems.append(Problem(str(refused)))
    if problems:
        raise QuestionError(problems)
    return found


def _term(term: str) -> Intervals:
    word = term.lower()
    protocol, slash, rest = word.partition("/")
    if not word:
        raise _Refused("a service is empty: write it as tcp/443, icmp, a name like https, or all")
    if word == "all":
        return ALL
    if word in _ECHO_REQUEST:
        return icmp(*_ECHO_REQUEST[word], 0)
    if word in SERVICE_NAMES:
        return parse(SERVICE_NAMES[word])
    if protocol in _WITH_PORTS:
        return (
            ports(_WITH_PORTS[protocol], *_range(term, rest, 65535, "port")) if slash else ports(_WITH_PORTS[protocol])
        )
    if protocol in _WITH_TYPES:
        return _messages(term, _WITH_TYPES[protocol], rest) if slash else ports(_WITH_TYPES[protocol])
    if slash:
        raise _Refused(_no_ports(term, protocol))
    if word in PROTOCOL_NAMES:
        return ports(PROTOCOL_NAMES[word])
    if word[0].isdigit():
        return _protocols(term, word)
    raise _Refused(_unknown(term, word))


def _messages(term: str, protocol: int, rest: str) -> Intervals:
    """Read `3/4`, `3`, `8-10` or `all`: ICMP by type and code."""
    kind, slash, code = rest.partition("/")
    if kind == "all" and not slash:
        return ports(protocol)
    first, last = _range(term, kind, 255, "icmp type")
    if not slash:
        return ports(protocol, first << 8, last << 8 | 255)
    if first != last:
        raise _Refused(f"`{term}` has a code for several icmp types: write each type on its own")
    low, high = _range(term, code, 255, "icmp code")
    return ports(protocol, first << 8 | low, first << 8 | high)


def _protocols(term: str, word: str) -> Intervals:
    """Read a protocol number, or a range of them."""
    low, _, high = word.partition("-")
    if any(part.isdecimal() and (len(part) > 3 or int(part) > 255) for part in (low, high)):
        raise _Refused(f"`{term}` is no protocol number (0-255): for a port write tcp/{word} or udp/{word}")
    first, last = _range(term, word, 255, "protocol number")
    return of([(first * PORTS, (last + 1) * PORTS - 1)])


def _range(term: str, text: str, most: int, what: str) -> tuple[int, int]:
    """Read `80` or `80-90`."""
    low, dash, high = text.partition("-")
    first = _number(term, low, most, what)
    last = _number(term, high, most, what) if dash else first
    if first > last:
        raise _Refused(f"`{term}` runs backwards: write {term.replace(text, f'{last}-{first}')}")
    return first, last


def _number(term: str, text: str, most: int, what: str) -> int:
    digits = text.strip()
    if not (digits.isascii() and digits.isdecimal()):
        raise _Refused(
            f"`{term}` has no {what} where one belongs: write a number from 0 to {most}, or a range like 80-90"
        )
    if len(digits) > 6 or int(digits) > most:
        raise _Refused(f"`{term}` has {what} {digits}: the highest is {most}")
    return int(digits)


def _no_ports(term: str, protocol: str) -> str:
    if protocol.isdecimal() or protocol in PROTOCOL_NAMES:
        return f"`{term}` gives a port to a protocol that has none: write {protocol}"
    if protocol in {"all", "any", "*"}:
        return (
            f"`{term}` gives a port to every protocol: write tcp/{term.partition('/')[2]}, udp/{term.partition('/')[2]}"
        )
    near = get_close_matches(protocol, ["tcp", "udp", "icmp", "icmpv6"], 1, 0.5)
    meant = f"did you mean `{near[0]}/{term.partition('/')[2]}`?" if near else "protocols with ports are tcp and udp"
    return f"`{protocol}` in `{term}` is no protocol: {meant}"


def _unknown(term: str, word: str) -> str:
    words = ["all", *PROTOCOL_NAMES, *SERVICE_NAMES]
    near = [f"`{name}`" for name in get_close_matches(word, words, 3, 0.6)]
    meant = f"did you mean {' or '.join(near)}?" if near else "write it as tcp/443, icmp, a name like https, or all"
    return f"`{term}` is no service: {meant}"
