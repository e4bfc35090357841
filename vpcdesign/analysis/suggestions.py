"""What to say when a selector names nothing: what was probably meant, or how to write what is there.

A word is only suggested where it would be accepted at once: a subnet's name comes back as `subnet:db-a`.
"""

from collections.abc import Iterable
from difflib import get_close_matches

from vpcdesign.analysis.roster import GROUPS, Roster
from vpcdesign.design.endpoints import VpcEndpoint

KEYWORDS = ("internet", "on-premises")
PREFIXES = (*GROUPS, "service", "public")


def unknown_name(roster: Roster, term: str) -> str:
    """Explain a literal that names nobody who can be asked."""
    prefix, colon, rest = term.partition(":")
    if colon and prefix not in PREFIXES and (near := get_close_matches(prefix.lower(), PREFIXES, 1, 0.5)):
        return f"`{prefix}:` in `{term}` is no kind of group: did you mean `{near[0]}:{rest}`?"
    for kind, words in roster.groups.items():
        if term in words:
            return f"`{term}` is a group: write `{kind}:{term}` for everybody in it"
    for kind, _, noun in roster.design.nouns():
        if term in {noun.id, noun.name}:
            if isinstance(noun, VpcEndpoint) and noun.kind == "gateway":
                return f"`{term}` is a gateway endpoint: ask for the service behind it, `service:{noun.service}`"
            return (
                f"`{term}` ({kind}) neither sends nor receives packets of its own: ask an interface, instance or group"
            )
    return f"nothing in the design is called `{term}`{_meant(_near_names(roster, term))}"


def unknown_group(roster: Roster, kind: str, value: str) -> str:
    """Explain a group that does not exist."""
    words = list(roster.groups[kind])
    if not value:
        return f"`{kind}:` needs a name behind it, like `{kind}:{words[0] if words else 'web'}`"
    near = [f"{kind}:{word}" for word in _closest(value, words)]
    if not near and value in roster.names:
        return f"no {kind} is called `{value}`: did you mean `{value}`?"
    return f"no {kind} is called `{value}`{_meant(near) or _choices(kind, words)}"


def unknown_service(known: list[str], value: str) -> str:
    """Explain an AWS service whose addresses the design does not know."""
    near = [f"service:{word}" for word in _closest(value, known)]
    hint = _meant(near) or ": it needs a VPC endpoint or a prefix list that names it"
    return f"the design knows no addresses of `service:{value}`{hint}"


def _near_names(roster: Roster, term: str) -> list[str]:
    """Give who is nearly called so; the groups that are, where nobody is."""
    if near := _closest(term, [*roster.names, *KEYWORDS]):
        return near
    groups: dict[str, str] = {}
    kinds: dict[str, Iterable[str]] = {**roster.groups, "service": roster.network.services}
    for kind, words in kinds.items():
        for word in words:
            groups.setdefault(word, f"{kind}:{word}")
    return [groups[word] for word in _closest(term, list(groups))]


def _closest(text: str, words: list[str]) -> list[str]:
    """Give the nearest words, upper and lower case alike."""
    folded: dict[str, str] = {}
    for word in words:
        folded.setdefault(word.lower(), word)
    return [folded[word] for word in get_close_matches(text.lower(), list(folded), 3, 0.5 if len(text) < 3 else 0.6)]


def _meant(near: list[str]) -> str:
    words = [f"`{word}`" for word in near]
    listed = " or ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
    return f": did you mean {listed}?" if near else ""


def _choices(kind: str, words: list[str]) -> str:
    if not words:
        return f": the design has none with a {kind}" if kind in {"tag", "tier"} else f": the design has no {kind}"
    more = f" and {len(words) - 5} more" if len(words) > 5 else ""
    return f": there is {', '.join(f'`{word}`' for word in words[:5])}{more}"
