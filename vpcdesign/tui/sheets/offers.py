"""What completion offers for protocols and ports, and how offers are narrowed to what has been typed."""

from collections.abc import Iterable, Sequence

from vpcdesign.aws.services import SERVICE_NAMES
from vpcdesign.tui.sheets.kinds import Candidate

MOST = 6
"""So many offers are shown."""
FEW = 4
"""What was not typed at all only fills up to so many."""

PROTOCOLS = (
    Candidate("tcp", "with ports"),
    Candidate("udp", "with ports"),
    Candidate("icmp", "with types"),
    Candidate("icmpv6", "with types"),
    Candidate("all", "every protocol"),
)


def of_protocols() -> list[Candidate]:
    """Give the protocols, and every service that one line can hold."""
    named = [Candidate(name, text) for name, text in SERVICE_NAMES.items() if "," not in text]
    return [*PROTOCOLS, *named]


def of_ports(protocol: str) -> list[Candidate]:
    """Give the ports that have names under a protocol."""
    word = protocol.strip().lower() or "tcp"
    found = []
    for name, text in SERVICE_NAMES.items():
        for one in text.split(","):
            under, _, ports = one.partition("/")
            if under == word and ports:
                found.append(Candidate(ports, name))
    common = [Candidate("1024-65535", "every client's ports"), Candidate("32768-60999", "Linux clients' ports")]
    return [*found, *(common if word in {"tcp", "udp"} else [])]


def narrowed(offers: Iterable[Candidate], typed: str) -> list[Candidate]:
    """Give the offers for what has been typed: those that begin so, then those that hold it."""
    wanted = typed.strip().casefold()
    ranked: list[list[Candidate]] = [[], [], [], []]
    for one in dict.fromkeys(offers):
        ranked[_rank(one, wanted)].append(one)
    found: dict[str, Candidate] = {}
    for one in (*ranked[0], *ranked[1], *ranked[2]):
        found.setdefault(one.text, one)
    return list(found.values())[:MOST]


def filled(found: Sequence[Candidate], others: Sequence[Candidate]) -> list[Candidate]:
    """Add others to a few offers, behind the first of them."""
    every: dict[str, Candidate] = {}
    for one in (*found[:1], *others, *found[1:]):
        every.setdefault(one.text, one)
    return list(every.values())[: max(len(found), FEW)]


def _rank(one: Candidate, wanted: str) -> int:
    text, words = one.text.casefold(), one.words.casefold()
    if text.startswith(wanted):
        return 0
    if any(word.startswith(wanted) for word in words.split()):
        return 1
    return 2 if wanted in text or wanted in words else 3


def ghost(offers: list[Candidate], typed: str) -> str:
    """Give what the first offer would add to what has been typed."""
    first = offers[0].text if offers else ""
    return first[len(typed) :] if typed and first.casefold().startswith(typed.casefold()) else ""
