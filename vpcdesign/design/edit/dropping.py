"""What goes when something is deleted: from noun to noun, by every mention, until nothing names what is gone.

Nothing is changed here. A `Leaving` is the plan of a deletion: which nouns go, which places are cut out of those that
stay, and in words what else happens, so that it can be shown before it is done.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from vpcdesign.design.balancers import LoadBalancer
from vpcdesign.design.document import Design
from vpcdesign.design.edit.beside import WHOLE, Cut, cuts_beside, interfaces_of, may_go, never
from vpcdesign.design.edit.leaving import IN_USE, Fate, Rule, rule
from vpcdesign.design.edit.places import Path, Place, place, written
from vpcdesign.design.edit.spots import Spot, part_ids, spots
from vpcdesign.design.edit.titles import of_place
from vpcdesign.design.edit.uses import Mentions, Use, selected, uses_of
from vpcdesign.design.endpoints import VpcEndpoint
from vpcdesign.design.filters import SecurityGroup
from vpcdesign.design.firewalls import Firewall
from vpcdesign.design.gateways import InternetGateway, NatGateway
from vpcdesign.design.hosts import NetworkInterface
from vpcdesign.design.noun import Noun
from vpcdesign.design.routing import Route
from vpcdesign.design.words import SINGULAR
from vpcdesign.errors import EditError

What = Literal["goes", "breaks", "loses"]


@dataclass(frozen=True, slots=True)
class Consequence:
    """One thing that happens too: a noun or line goes, a route or line breaks, an association is lost.

    `at` is the place that it happens to, and `code` AWS's reason not to delete as long as it is there.
    """

    what: What
    at: str
    words: str
    code: str = ""


@dataclass
class Leaving:
    """The plan of a deletion: `gone` in the order in which they went, `asked` among them."""

    asked: tuple[str, ...]
    gone: dict[str, str] = field(default_factory=dict)
    cuts: list[Cut] = field(default_factory=list)
    consequences: list[Consequence] = field(default_factory=list)

    @property
    def refusal(self) -> str:
        """Why AWS would not delete what was asked for and leave the rest; empty when it would."""
        held = [one for one in self.consequences if one.code]
        users = list(dict.fromkeys(one.at.rpartition("#")[0] or one.at for one in held))
        if not users:
            return ""
        named = ", ".join(users[:3]) + (f" and {len(users) - 3} more" if len(users) > 3 else "")
        verb = "needs" if len(users) == 1 else "need"
        return f"AWS refuses to delete {', '.join(self.asked)} alone: {named} {verb} it ({held[0].code})."


def leaving(design: Design, names: Sequence[str], *, alone: bool = False, mentions: Mentions | None = None) -> Leaving:
    """Plan the deletion of nouns, with what hangs on them or `alone`; EditError for what is never deleted.

    `mentions` are the design's, where somebody has gathered them already.
    """
    return _Walk(design, names, mentions or Mentions(design), alone=alone).plan()


@dataclass(frozen=True, slots=True)
class _Owned:
    """Something that goes with its owner, unless it is `chosen` and one chooses to keep it."""

    name: str
    words: str = ""
    code: str = ""
    chosen: bool = False


class _Walk:
    """Follows what is gone to whatever names it."""

    def __init__(self, design: Design, names: Sequence[str], mentions: Mentions, *, alone: bool) -> None:
        self.design, self.alone, self.mentions = design, alone, mentions
        self.spots = spots(design)
        self.owners = {part: noun.id for _, _, noun in design.nouns() for part in part_ids(noun)}
        self.left: dict[tuple[str, str], set[Path]] = defaultdict(set)
        self.found = Leaving(tuple(dict.fromkeys(names)))
        self.queue: list[str] = []
        for name in self.found.asked:
            found = place(design, self.place_of(name))
            if found.path:
                self.line(found)
            else:
                self.go(name, "")

    def plan(self) -> Leaving:
        """Follow every mention, then drop the cuts in nouns that went after all."""
        while self.queue:
            name = self.queue.pop(0)
            for use in self.mentions.of(name):
                self.meet(use)
            if name in self.spots:
                for one in self.owned(self.spots[name]):
                    if not (one.chosen and self.alone):
                        self.go(one.name, one.words, one.code)
                for cut, code in cuts_beside(self.design, self.spots[name].noun, self.found.gone):
                    self.cut(cut, code)
        gone = self.found.gone
        for name in self.found.asked:
            if name in self.spots:
                never(self.spots[name].noun, gone)
        self.found.cuts = [one for one in self.found.cuts if one.use.noun.id not in gone]
        self.found.consequences = [
            one for one in self.found.consequences if one.what == "goes" or one.at.rpartition("#")[0] not in gone
        ]
        self.found.consequences += self._assertions()
        return self.found

    def go(self, name: str, words: str, code: str = "") -> None:
        """Let something go, once."""
        if name in self.found.gone:
            return
        self.found.gone[name] = words
        self.queue.append(name)
        self.queue.extend(part for part in part_ids(self.spots[name].noun) if part not in self.queue)
        if name not in self.found.asked:
            self.found.consequences.append(Consequence("goes", name, words or self.called(name), code))

    def place_of(self, name: str) -> str:
        """Give the place of a part that is asked for by its own id."""
        owner = self.owners.get(name)
        if owner is None:
            return name
        noun = self.spots[owner].noun
        parts = "endpoints" if isinstance(noun, Firewall) else "target_groups"
        return written(owner, (parts, part_ids(noun).index(name)))

    def line(self, found: Place) -> None:
        """Let one line of a table go."""
        if not isinstance(found.path[-1], int):
            raise EditError(f"`{found.text}` is no line of a table")
        may_go(self.design, found)
        use = Use(found.kind, found.noun, found.path, "", WHOLE)
        self.found.cuts.append(Cut(use, "part"))
        self.queue.extend(_bearer(found.noun, found.path))

    def called(self, name: str) -> str:
        """Say what something is, and its id."""
        return f"{SINGULAR[self.spots[name].kind]} {name}"

    def meet(self, use: Use) -> None:
        """Decide what becomes of a place that names what is gone."""
        if use.noun.id in self.found.gone:
            return
        law = self.law(use)
        fate = law.alone if self.alone and law.alone else law.fate
        if fate == "goes" or (law.last and self.is_last(use)):
            self.go(use.noun.id, "", law.code)
            return
        self.cut(Cut(use, fate), law.code)

    def cut(self, cut: Cut, code: str = "") -> None:
        """Cut a place of a noun that stays; a part that bears an id is gone for whatever names it."""
        use = cut.use
        self.found.cuts.append(cut)
        if cut.fate == "part" and isinstance(use.noun, Firewall | LoadBalancer):
            self.queue.extend(_bearer(use.noun, use.path))
        self.tell(use, cut.fate, code)

    def law(self, use: Use) -> Rule:
        """Give the rule of a place; routes and references depend on what is named, and on how they came."""
        found = rule(use.kind, use.fields)
        if use.loose:
            return Rule("out")
        spot = self.spots.get(use.name)
        if found.fate == "blackhole":
            route = _part(use)
            endpoint = spot.noun if spot else None
            if isinstance(endpoint, VpcEndpoint) and endpoint.kind == "gateway":
                return Rule("part")
            return Rule("part") if isinstance(route, Route) and route.origin != "static" else found
        if use.kind == "security_groups" and spot is not None and isinstance(spot.noun, SecurityGroup):
            return self.reference(use, spot.noun) if use.path[0] in {"ingress", "egress"} else found
        return found

    def reference(self, use: Use, group: SecurityGroup) -> Rule:
        """Tell a reference within VPCs that both groups live in from one over a peering, which goes stale (PEER)."""
        noun = use.noun
        assert isinstance(noun, SecurityGroup)
        if {noun.vpc, *noun.associated_vpcs} & {group.vpc, *group.associated_vpcs}:
            return rule(use.kind, use.fields)
        return Rule("stale")

    def is_last(self, use: Use) -> bool:
        """Count what is left of a list whose noun cannot be without."""
        key = use.noun.id, use.fields
        self.left[key].add(use.path)
        noun = use.noun
        if isinstance(noun, NatGateway):
            return use.path[1] == 0  # its first address is never taken away (UG: NAT gateways)
        left = sum(one.fields == use.fields for one in uses_of(use.kind, noun)) - len(self.left[key])
        if isinstance(noun, LoadBalancer) and noun.kind == "application" and use.fields == "nodes.subnet":
            return left < 2  # ALB: two zones at least
        return left == 0

    def owned(self, spot: Spot) -> Iterator["_Owned"]:
        """Give what goes because its owner does."""
        noun = spot.noun
        yield from (_Owned(name) for name in interfaces_of(noun) if name in self.spots)
        match noun:
            case NatGateway():
                for one in noun.addresses:
                    if one.elastic_ip in self.spots:
                        yield _Owned(str(one.elastic_ip), "its Elastic IP", chosen=True)
            case InternetGateway() if noun.vpc is not None and noun.vpc not in self.found.gone:
                yield from self.needs_gateway(noun.vpc)
            case NetworkInterface() if noun.instance in self.spots and self.is_only(noun):
                yield _Owned(str(noun.instance), code="OperationNotPermitted")
            case _:
                return

    def needs_gateway(self, vpc: str) -> Iterator["_Owned"]:
        """Give what cannot be without the VPC's internet gateway (UG: NAT gateway troubleshooting)."""
        subnets = {one.id for one in self.design.subnets if one.vpc == vpc}
        for gateway in self.design.nat_gateways:
            if gateway.connectivity == "public" and (gateway.subnet in subnets or gateway.vpc == vpc):
                yield _Owned(gateway.id, code=IN_USE)

    def is_only(self, interface: NetworkInterface) -> bool:
        """Tell an instance's last interface (EC2: the primary interface is not detached)."""
        mates = [one.id for one in self.design.network_interfaces if one.instance == interface.instance]
        return all(one in self.found.gone for one in mates)

    def tell(self, use: Use, fate: Fate, code: str) -> None:
        """Say what becomes of a place, where people want to know."""
        if use.loose:
            return
        at, words = _told(self.spots[use.noun.id], use, fate)
        what: What = "breaks" if fate in {"blackhole", "stale"} else "goes" if fate == "part" else "loses"
        self.found.consequences.append(Consequence(what, at, words, code))

    def _assertions(self) -> list[Consequence]:
        """Tell the assertions that name what is gone: they can no longer be asked."""
        gone = set(self.found.gone)
        return [
            Consequence("breaks", f"assertion:{one.name}", f"assertion `{one.name}` names {', '.join(sorted(names))}")
            for one in self.design.assertions
            if (names := selected(one) & gone)
        ]


def _told(spot: Spot, use: Use, fate: Fate) -> tuple[str, str]:
    name = use.noun.id
    if fate in {"part", "blackhole", "stale"}:
        place = Place(spot, use.path[: _depth(use.path)])
        words = of_place(place)
        if fate == "blackhole":
            part = _part(use)
            shown = part.destination if isinstance(part, Route) else words
            return place.text, f"route {shown} of {name} becomes a blackhole"
        return place.text, f"{words} becomes stale" if fate == "stale" else words
    known = {
        "subnets.route_table": f"{name} falls back to the main route table",
        "subnets.network_acl": f"{name} falls back to the default network ACL",
        "elastic_ips.interface": f"{name} stands in front of nothing",
    }
    words = known.get(f"{use.kind}.{use.fields}", f"{name} loses {use.name}")
    return f"{name}#{'/'.join(map(str, use.path))}", words


def _depth(path: Path) -> int:
    """Give how much of a path names the innermost part: up to its last number."""
    return max(number for number, step in enumerate(path) if isinstance(step, int)) + 1


def _part(use: Use) -> object:
    """Give the part of a noun that a name stands in."""
    value: object = use.noun
    for step in use.path[: _depth(use.path)]:
        value = value[step] if isinstance(value, tuple) and isinstance(step, int) else getattr(value, str(step))
    return value


def _bearer(noun: Noun, path: Path) -> list[str]:
    """Give the id of the part that a path cuts out, if it bears one."""
    if _depth(path) != 2 or not isinstance(path[1], int):
        return []
    found = getattr(getattr(noun, str(path[0]))[path[1]], "id", None)
    return [found] if isinstance(found, str) else []
