"""Help as pages: a topic, what a search finds, every key, every sign. Lines with a key run it; others lead further.

Help reads keys from the keymap that is in force, so it never tells of a key that does something else.
"""

from collections.abc import Iterable, Iterator, Sequence

from vpcdesign.algebra.addresses import write
from vpcdesign.aws.addresses import RESERVED_AT_START
from vpcdesign.design.vpcs import Subnet
from vpcdesign.planning.blocks import block
from vpcdesign.render import signs
from vpcdesign.render.ink import Role, Span, wrap
from vpcdesign.render.visible import visible
from vpcdesign.tui.commands.command import Command
from vpcdesign.tui.commands.keys import Keymap
from vpcdesign.tui.commands.registry import ALL, COMMANDS, shown
from vpcdesign.tui.pages.inspector.sheet import Sheet
from vpcdesign.tui.pages.page import NARROW, Line, Page, title
from vpcdesign.tui.topics.library import TOPICS, search
from vpcdesign.tui.topics.topic import Topic

TOPIC = "topic"
"""The act of a line that leads to another topic; what follows is the topic's id."""

KINDS: dict[str, Role] = {"PUB": "public", "PRV": "private", "ISO": "isolated"}
RESERVED = ("network", "VPC router", "reserved, DNS", "future use")
"""What the first addresses of a subnet are for (UG: subnet CIDR blocks)."""


def topic_page(topic: Topic, keymap: Keymap, subnet: Subnet | None = None, cells: int = NARROW) -> Page:
    """Make the page of a topic; on a subnet, with the five addresses that are missing in it."""
    sheet = Sheet(cells)
    name, about = f"Help: {topic.title}", ""
    if len(name) + len(" F1") >= cells:  # a code and its sentence: the sentence goes below
        name, _, about = topic.title.partition(": ")
    if about:
        sheet.add((Span(about, bold=True),))
    for paragraph in topic.text.split("\n"):
        sheet.say(paragraph)
    for word, meaning in topic.signs:
        sheet.add((Span(f"{word} ", KINDS.get(word, "text"), bold=True), Span(meaning)))
    if topic.id == "subnet" and subnet is not None and subnet.cidr is not None:
        _missing(sheet, subnet.cidr)
    if topic.keys:
        sheet.group("Keys here")
        for command, words in topic.keys:
            _key(sheet, keymap, command, words)
    further = [TOPICS[name] for name in topic.see]
    if further:
        sheet.group("Further")
        for each in further:
            _lead(sheet, each)
    sheet.blank()
    sheet.say(f"Source: {topic.source}", "muted")
    _foot(sheet)
    return Page(title(name, "F1", cells), tuple(sheet.lines))


def _missing(sheet: Sheet, cidr: str) -> None:
    place = block(cidr)
    sheet.group("Why 5 addresses are missing")
    for offset in range(RESERVED_AT_START):
        _address(sheet, write(place.low + offset), RESERVED[offset])
    _address(sheet, write(place.high), "broadcast")


def _address(sheet: Sheet, address: str, words: str) -> None:
    sheet.add((Span(address.ljust(15)), Span(words, "muted")))


def _key(sheet: Sheet, keymap: Keymap, command: str, words: str) -> None:
    """Write a line that runs a command, by its key, or by the palette's where it has none."""
    hint = keymap.hint(command) or keymap.hint("palette")
    sheet.add((Span(f"{hint} ", "focus", bold=True), Span(words)), act=command)


def _lead(sheet: Sheet, topic: Topic) -> None:
    """Write a line that leads to a topic; what a long title has more stands below it."""
    first, *more = wrap(topic.title, sheet.inner - 2)
    sheet.add((Span("? ", "muted"), Span(first)), act=f"{TOPIC} {topic.id}")
    for each in more:
        sheet.add((Span("  "), Span(each)))


def _foot(sheet: Sheet) -> None:
    sheet.add(
        (
            Span("enter ", "focus", bold=True),
            Span("runs the line  ", "muted"),
            Span("/ ", "focus", bold=True),
            Span("search", "muted"),
        )
    )


def search_page(words: str, cells: int = NARROW) -> Page:
    """Make the page of what a search finds: titles, each with the sentence that holds the words."""
    sheet = Sheet(cells)
    found = search(words)
    for topic in found:
        _lead(sheet, topic)
        sentence = _sentence(topic, words)
        if sentence:
            sheet.say(sentence, "muted", indent=2)
    if not found:
        sheet.say(f'No help holds "{visible(words)}". A code, a kind of element or a term of AWS finds most.', "muted")
    return Page(title("Help", f"{len(found)} of {len(TOPICS)}", cells), tuple(sheet.lines))


def _sentence(topic: Topic, words: str) -> str:
    """Give the first sentence that holds all the words, or most of them."""
    wanted = words.casefold().split()
    if not wanted:
        return ""
    sentences = [each.strip() for each in topic.text.replace("\n", " ").split(". ")]
    best = max(sentences, key=lambda each: sum(word in each.casefold() for word in wanted))
    return best.rstrip(".") + "." if any(word in best.casefold() for word in wanted) else ""


def keys_page(keymap: Keymap, cells: int = NARROW, commands: Sequence[Command] = ALL) -> Page:
    """Make the page of every command, by area, with the keys that it has now."""
    sheet = Sheet(cells)
    room = 12 if cells < 48 else 18
    for area in dict.fromkeys(command.area for command in commands):
        sheet.group(area)
        for command in (each for each in commands if each.area == area):
            keys = " ".join(shown(key) for key in keymap.keys(command.id))
            name = command.title.partition(": ")[2]
            pad = " " * max(room - len(keys), 1)
            sheet.add((Span(keys, "focus", bold=True), Span(pad), Span(name)), act=command.id)
    sheet.blank()
    sheet.say(
        f"{len(keymap.commands)} keys, {len(commands)} commands; those without a key are in the palette.", "muted"
    )
    return Page(title("Help: keys", f"{len(commands)}", cells), tuple(sheet.lines))


SIGNS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Kinds",
        (
            (signs.INTERNET_GATEWAY, "internet gateway"),
            (signs.EGRESS_ONLY, "egress-only gateway"),
            (signs.NAT, "NAT gateway"),
            (signs.TRANSIT, "transit gateway, attachment"),
            (signs.PEERING, "peering"),
            (signs.PRIVATE_GATEWAY, "virtual private gateway"),
            (signs.VPN, "VPN"),
            (signs.DIRECT_CONNECT, "Direct Connect"),
            (signs.CUSTOMER_GATEWAY, "customer gateway"),
            (signs.ENDPOINT, "endpoint"),
            (signs.BALANCER, "load balancer"),
            (signs.FIREWALL, "firewall"),
            (signs.INTERFACE, "interface, instance"),
            (signs.RESERVED, "reserved block"),
            (signs.FREE, "free block"),
            (signs.SEVERAL, "several blocks in a column"),
        ),
    ),
    (
        "States",
        (
            (signs.ALLOWED, "allowed, holds"),
            (signs.BLOCKED, "blocked, broken, refused"),
            (signs.PARTIAL, "partial"),
            (signs.OPENED, "opened"),
            (signs.CLOSED, "closed"),
            (signs.NARROWED, "narrowed, widened"),
            (signs.SAME, "without effect, redundant"),
            (signs.SHADOWED, "shadowed by an earlier rule"),
            (signs.UNSAVED, "unsaved, new, being written"),
            (signs.DANGER, "dangerous, finding"),
            (signs.DOWN, "down, in a what-if"),
            (signs.SHADE, "lost with what is down"),
        ),
    ),
    (
        "Lines",
        (
            (signs.TO, "to"),
            (signs.FROM, "from"),
            ("━", "the way there"),
            ("═", "the way back"),
            ("┄", "as if it had passed; a zone"),
            ("▲", "where the default goes"),
        ),
    ),
)


def signs_page(cells: int = NARROW) -> Page:
    """Make the page of every sign with its ASCII twin."""
    sheet = Sheet(cells)
    sheet.say("Each sign is one cell wide and has a twin in ASCII, at its right.", "muted")
    for heading, pairs in SIGNS:
        sheet.group(heading)
        for sign, words in pairs:
            role: Role = "gateway" if sign in GATEWAYS else "text"
            sheet.add(
                (Span("  "), Span(sign, role), Span("   "), Span(signs.to_ascii(sign), "muted"), Span(f"   {words}"))
            )
    sheet.group("Subnets")
    for word, meaning in TOPICS["subnet"].signs:
        sheet.add((Span(f"  {word}     ", KINDS[word], bold=True), Span(meaning)))
    return Page(title("Help: signs", "", cells), tuple(sheet.lines))


GATEWAYS = frozenset(
    (
        signs.INTERNET_GATEWAY,
        signs.EGRESS_ONLY,
        signs.NAT,
        signs.TRANSIT,
        signs.PEERING,
        signs.PRIVATE_GATEWAY,
        signs.VPN,
        signs.DIRECT_CONNECT,
        signs.CUSTOMER_GATEWAY,
        signs.ENDPOINT,
    )
)


def acts(lines: Iterable[Line]) -> Iterator[str]:
    """Give the commands that the lines of a page run."""
    for line in lines:
        if line.act in COMMANDS:
            yield line.act
