"""Protocol and ports as two cells: how a line's services are shown, and how they are read.

What is read is exactly what AWS can hold in one line. A name (`https`) fills both cells; where a name means several
lines, or a text could mean two things, the sentence says what to write.
"""

from collections.abc import Mapping

from vpcdesign.aws.services import PROTOCOL_NAMES, SERVICE_NAMES
from vpcdesign.design.filters import Rule
from vpcdesign.design.legality.rules import ports_problem
from vpcdesign.design.words import nearest, quoted
from vpcdesign.tui.sheets.reading import Wrong

WITH_PORTS = {"tcp", "udp", "6", "17"}
WITH_TYPES = {"icmp", "icmpv6", "1", "58"}
MOST_PORT = 65535
_NUMBERS = {"6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6", "-1": "all"}
_ALL = {"all", "any", "*", "-1", "all traffic"}
_NAMES = {text: name for name, text in reversed(SERVICE_NAMES.items())}
_PROTOCOLS = {str(number): name for name, number in PROTOCOL_NAMES.items()}


def protocol_text(rule: Rule) -> str:
    """Give the protocol as it is shown: `tcp`, `all`, `50 esp`."""
    word = _NUMBERS.get(rule.protocol, rule.protocol.lower())
    return f"{word} {_PROTOCOLS[word]}" if word in _PROTOCOLS else word


def ports_text(rule: Rule) -> str:
    """Give the ports as they are typed: `443`, `8000-8080`, `8` or `3/4` of ICMP, nothing for all."""
    if rule.icmp_type is not None and rule.icmp_type >= 0:
        code = f"/{rule.icmp_code}" if rule.icmp_code is not None and rule.icmp_code >= 0 else ""
        return f"{rule.icmp_type}{code}"
    return rule.ports or ""


def ports_shown(rule: Rule, room: int) -> str:
    """Give the ports with the name of the service, where there is room for it: `22 ssh`."""
    word = _NUMBERS.get(rule.protocol, rule.protocol.lower())
    typed = ports_text(rule)
    if not typed:
        return "all" if word in WITH_PORTS or word in WITH_TYPES else ""
    name = _NAMES.get(f"{word}/{typed}", "")
    return f"{typed} {name}" if name and len(typed) + 1 + len(name) <= room else typed


def read_services(protocol: str, ports: str) -> dict[str, object]:
    """Read the two cells of a line; `Wrong` says what neither AWS nor anybody else could take."""
    word, typed = protocol.strip().lower().split(" ")[0], ports.strip().lower()
    if "/" in word:
        word, _, typed = word.partition("/")
    word = _NUMBERS.get(word, "all" if word in _ALL else word)
    if word in WITH_TYPES:
        return {"protocol": word, **_messages(word, typed.split(" ")[0])}
    named = SERVICE_NAMES.get(word) or SERVICE_NAMES.get(typed)
    if named is not None:
        return _named(word if word in SERVICE_NAMES else typed, named)
    _known(word)
    if word in WITH_PORTS:
        return {"protocol": word, "ports": _ports(word, typed.split(" ")[0])}
    if typed and typed not in _ALL:
        raise Wrong("ports", f"`{word}` has no ports: choose tcp or udp, or leave the ports empty")
    return {"protocol": word}


def _named(name: str, services: str) -> dict[str, object]:
    several = services.split(",")
    if len(several) > 1:
        raise Wrong("ports", f"`{name}` is {' and '.join(several)}: a line holds one of them")
    protocol, _, rest = services.partition("/")
    if protocol in WITH_TYPES:
        return {"protocol": protocol, **_messages(protocol, rest)}
    return {"protocol": protocol, "ports": rest} if rest else {"protocol": protocol}


def _known(word: str) -> None:
    if word in WITH_PORTS or word in WITH_TYPES or word == "all":
        return
    if word.isdecimal() and int(word) <= 255:
        return
    if not word:
        raise Wrong("protocol", "a protocol is missing: tcp, udp, icmp, all, or a service like https")
    if word in PROTOCOL_NAMES:
        raise Wrong("protocol", f"AWS writes {word} as its number: {PROTOCOL_NAMES[word]}")
    close = nearest(word, ["tcp", "udp", "icmp", "icmpv6", "all", *SERVICE_NAMES])
    raise Wrong("protocol", f"{quoted(word)} is no protocol" + (f"; nearest: {close}." if close else "."))


def _ports(protocol: str, text: str) -> str | None:
    """Read ports: `443`, `8000-8080`, `all`; a range may be written with `:` or `to` as consoles do."""
    if text in {"", "all", "any", "*", "0-65535"}:
        return None
    clean = text.replace("–", "-").replace(":", "-")
    wrong = ports_problem(clean)
    if wrong is None:
        low, _, high = clean.partition("-")
        return str(int(low)) if not high or int(high) == int(low) else f"{int(low)}-{int(high)}"
    if not clean[:1].isdecimal():
        close = nearest(text, [name for name, known in SERVICE_NAMES.items() if known.startswith(f"{protocol}/")])
        raise Wrong("ports", f"{quoted(text)} is no port and no service" + (f"; nearest: {close}." if close else "."))
    raise Wrong("ports", f"{quoted(text)} {wrong}")


def _messages(protocol: str, text: str) -> dict[str, object]:
    """Read ICMP: `8`, `3/4`, `all`, or nothing for all."""
    if text in {"", "all", "any", "*"}:
        return {}
    named = {"ping": "8", "echo": "8"} if protocol == "icmp" else {"ping": "128", "ping6": "128", "echo": "128"}
    kind, slash, code = named.get(text, text).partition("/")
    for what, part in (("type", kind), *((("code", code),) if slash else ())):
        if not (part.isdecimal() and int(part) <= 255):
            raise Wrong("ports", f"{quoted(text)} is no ICMP {what}: write a type like 8, or type and code like 3/4")
    return {"icmp_type": int(kind), **({"icmp_code": int(code)} if slash else {})}


def spread(field: str, text: str, texts: Mapping[str, str]) -> dict[str, str]:
    """Give the cells that a text fills: `https` and `tcp/443` are protocol and ports, wherever they are typed."""
    word = text.strip().lower()
    protocol, slash, ports = (SERVICE_NAMES.get(word) or word).partition("/")
    if "," not in ports and slash and (protocol in WITH_PORTS or protocol in WITH_TYPES):
        return {"protocol": protocol, "ports": ports}
    if field == "protocol" and word and _NUMBERS.get(word, word) not in WITH_PORTS | WITH_TYPES and texts.get("ports"):
        return {"protocol": text, "ports": ""}
    return {field: text}
