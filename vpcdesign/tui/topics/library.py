"""All topics: by id, by what they are about, and by words.

Every kind of noun, every screen and every code that a verdict or a refusal can carry has its topic; a test holds that.
"""

from collections.abc import Mapping
from types import MappingProxyType

from vpcdesign.aws.constructs import CONSTRUCTS
from vpcdesign.aws.explanations import ENTRIES
from vpcdesign.tui.topics import addressing, answering, filtering, routing
from vpcdesign.tui.topics.elements import ELEMENTS, LIST_OF
from vpcdesign.tui.topics.screens import SCREENS
from vpcdesign.tui.topics.topic import Topic

CODES: tuple[Topic, ...] = tuple(
    Topic(name, "code", f"{name}: {entry.title}", f"{entry.what}\n{entry.why}\n{entry.fix}", entry.source)
    for name, entry in ENTRIES.items()
    if name not in CONSTRUCTS or name == "link_local"
)
TERMS = (*addressing.TERMS, *routing.TERMS, *filtering.TERMS, *answering.TERMS)
TOPICS: Mapping[str, Topic] = MappingProxyType({one.id: one for one in (*ELEMENTS, *SCREENS, *TERMS, *CODES)})

_OF_KIND = {kind: word for word, kind in LIST_OF.items()} | {
    "zone": "availability-zone",
    "firewall_endpoints": "firewall",
    "target_groups": "load_balancer",
}


def about(kind: str, part: str = "") -> Topic:
    """Give the topic on a selection: of a kind (the list of a noun, `zone`, `internet`...), or on a line of one."""
    if part == "routes":
        return TOPICS["route-line"]
    if part in {"ingress", "egress"}:
        return TOPICS["acl-rule" if kind == "network_acls" else "group-line"]
    return TOPICS.get(_OF_KIND.get(kind, kind), TOPICS["screen-map"])


def on_screen(scope: str) -> Topic:
    """Give the topic on a screen, by its scope."""
    return TOPICS.get(f"screen-{scope}", TOPICS["screen-map"])


def search(words: str) -> list[Topic]:
    """Give the topics that hold every word: those with it in their title first."""
    wanted = words.casefold().split()
    found = [one for one in TOPICS.values() if all(word in one.words for word in wanted)]
    return sorted(
        found, key=lambda one: -sum(word in one.title.casefold() or word in one.id.casefold() for word in wanted)
    )
