"""Load balancers as sheets: listeners, target groups, and the targets of each group."""

from collections.abc import Mapping

from vpcdesign.design.balancers import Listener, LoadBalancer, Target, TargetGroup
from vpcdesign.design.legality.balancers import PROTOCOLS
from vpcdesign.design.noun import Noun
from vpcdesign.render.signs import UNSAVED
from vpcdesign.render.visible import visible
from vpcdesign.tui.pages.inspector.surroundings import Surroundings
from vpcdesign.tui.sheets.kinds import Candidate, Reading, Table, Texts
from vpcdesign.tui.sheets.names import Names
from vpcdesign.tui.sheets.offers import of_ports
from vpcdesign.tui.sheets.reading import Wrong, is_block, read_number, read_one_of, unknown
from vpcdesign.tui.sheets.sheet import Cell, Column, Line, Section, Sheet
from vpcdesign.tui.sheets.words import names_of

LISTENERS = (
    Column("number", "", 3, 2, edited=False, right=True),
    Column("protocol", "protocol", 8, 8),
    Column("port", "port", 17, 9),
    Column("target_groups", "to target groups", 27, 34, grows=True),
)
GROUPS = (
    Column("id", "target group", 4, 22, grows=True),
    Column("protocol", "protocol", 27, 8),
    Column("port", "port", 36, 6),
    Column("kind", "kind", 43, 9),
    Column("count", "targets", 53, 9, edited=False),
)
TARGETS = (
    Column("target", "target", 4, 22, grows=True),
    Column("port", "port", 27, 8),
    Column("health", "health", 36, 25, edited=False),
)
KINDS = ("instance", "ip", "lambda", "alb")


class LoadBalancers:
    """The sheets of load balancers."""

    kind = "load_balancers"

    def sheet(self, here: Surroundings, noun: Noun) -> Sheet:
        assert isinstance(noun, LoadBalancer)
        listeners = tuple(_listener(place, one) for place, one in enumerate(noun.listeners))
        groups = tuple(_group(place, one) for place, one in enumerate(noun.target_groups))
        sections = [
            Section(
                "listeners", "Listeners", LISTENERS, listeners, str(len(listeners)), 6, "answers on no port; a adds one"
            ),
            Section("target_groups", "Groups", GROUPS, groups, str(len(groups)), 0, "no target group; a adds one"),
        ]
        for place, one in enumerate(noun.target_groups):
            table = f"target_groups/{place}/targets"
            lines = tuple(_target(here, f"{table}/{at}", each) for at, each in enumerate(one.targets))
            words = "sends to nobody; a adds a target"
            sections.append(Section(table, "Targets", TARGETS, lines, f"of {visible(one.id)}", 0, words))
        where = f"{noun.scheme}, {noun.kind}"
        return Sheet(noun.id, self.kind, here.called(noun.id), where, tuple(sections))

    def counts(self, here: Surroundings) -> Mapping[str, int]:
        return {one.id: len(one.listeners) for one in here.design.load_balancers}

    def read(self, at: Table, texts: Texts) -> Reading:
        assert isinstance(at.noun, LoadBalancer)
        if at.table == "listeners":
            return Reading(_read_listener(at.noun, texts))
        if at.table == "target_groups":
            return Reading(_read_group(at.noun, texts))
        target = _targets(at.here).id_of(texts.get("target", "")) or texts.get("target", "").strip()
        if target not in at.here.index and not (is_block(target) and "/" not in target):
            raise unknown(target, "target", "interface, instance or address", _targets(at.here).words())
        return Reading({"target": target, "port": _port(texts.get("port", ""), optional=True)})

    def offer(self, at: Table, column: str, protocol: str) -> list[Candidate]:
        assert isinstance(at.noun, LoadBalancer)
        match column:
            case "protocol":
                return [Candidate(one) for one in _spoken(at.noun)]
            case "port":
                return of_ports(protocol or "tcp")
            case "target_groups":
                return [Candidate(one.id, f"{len(one.targets)} targets") for one in at.noun.target_groups]
            case "kind":
                return [Candidate(one) for one in KINDS]
            case "target":
                names = _targets(at.here)
                return [Candidate(names.shown(name), at.here.kind(name)[:-1].replace("_", " ")) for name in names.nouns]
            case _:
                return []

    def near(self, at: Table, column: str, text: str) -> list[Candidate]:  # noqa: ARG002 - as every kind
        return []

    def draft(self, at: Table, texts: Texts) -> Line:
        assert isinstance(at.noun, LoadBalancer)
        columns = {"listeners": LISTENERS, "target_groups": GROUPS}.get(at.table, TARGETS)
        cells = [Cell(texts.get(column.field, "")) for column in columns]
        if at.table == "listeners":
            cells[0] = Cell(str(len(at.noun.listeners) + 1), "changed")
            return Line("", tuple(cells), UNSAVED, "changed")
        cells[0] = cells[0]._replace(role="changed")
        return Line("", tuple(cells))


def _targets(here: Surroundings) -> Names:
    return names_of(here, ["instances", "network_interfaces", "load_balancers"])


def _read_listener(noun: LoadBalancer, texts: Texts) -> dict[str, object]:
    known = {one.id.casefold(): one.id for one in noun.target_groups}
    spoken, groups = _spoken(noun), []
    for part in filter(None, (one.strip() for one in texts.get("target_groups", "").split(","))):
        if part.casefold() not in known:
            raise unknown(part, "target_groups", "target group of this load balancer", known.values())
        groups.append(known[part.casefold()])
    protocol = read_one_of(texts.get("protocol", "") or spoken[0], "protocol", spoken, "protocol of a listener")
    return {"protocol": protocol, "port": _port(texts.get("port", "")), "target_groups": tuple(groups)}


def _spoken(noun: LoadBalancer) -> list[str]:
    """Give the protocols that a kind of load balancer speaks (ALB, NLB, CLB: listeners)."""
    return sorted(PROTOCOLS.get(noun.kind, {"tcp", "udp"}))


def _read_group(noun: LoadBalancer, texts: Texts) -> dict[str, object]:
    spoken = _spoken(noun)
    name = texts.get("id", "").strip()
    if not name:
        raise Wrong("id", "a target group needs an id, by which listeners name it")
    protocol = read_one_of(texts.get("protocol", "") or spoken[0], "protocol", spoken, "protocol of a target group")
    kind = read_one_of(texts.get("kind", "") or "instance", "kind", KINDS, "kind of targets")
    return {"id": name, "protocol": protocol, "port": _port(texts.get("port", ""), optional=True), "kind": kind}


def _port(text: str, *, optional: bool = False) -> int | None:
    if optional and not text.strip():
        return None
    return read_number(text, "port", 1, 65535, "port")


def _listener(place: int, one: Listener) -> Line:
    cells = (Cell(str(place + 1)), Cell(one.protocol), Cell(str(one.port)), Cell(visible(", ".join(one.target_groups))))
    return Line(f"listeners/{place}", cells)


def _group(place: int, one: TargetGroup) -> Line:
    cells = (
        Cell(visible(one.id)),
        Cell(one.protocol),
        Cell(str(one.port or "")),
        Cell(one.kind),
        Cell(str(len(one.targets)), "muted"),
    )
    return Line(f"target_groups/{place}", cells)


def _target(here: Surroundings, path: str, one: Target) -> Line:
    health = Cell(visible(one.health or "not told"), "text" if one.health == "healthy" else "muted")
    return Line(path, (Cell(_targets(here).shown(one.target)), Cell(str(one.port or "")), health))
