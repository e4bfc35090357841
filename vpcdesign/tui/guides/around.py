"""Who reaches a selection and whom it reaches, read from what everybody was asked about everybody.

A selection is told what its hosts do: members that behave alike with others outside it count with those. Groups go by
the shortest name that is true: one member's own, a load balancer's, a tier where nobody else is in it.
"""

from collections.abc import Iterable, Iterator

from vpcdesign.algebra import services
from vpcdesign.algebra.intervals import EMPTY, Intervals, difference, intersection, union
from vpcdesign.analysis.groups import Group, Matrix
from vpcdesign.design.balancers import LoadBalancer
from vpcdesign.design.hosts import NetworkInterface
from vpcdesign.design.nodes import holder
from vpcdesign.render.signs import PARTIAL
from vpcdesign.tui.pages.inspector.answers import Answers, Found, Peer
from vpcdesign.tui.pages.inspector.selected import INTERNET, Selected, read
from vpcdesign.tui.pages.inspector.surroundings import Surroundings
from vpcdesign.tui.session.proof import Proof

IN = " in "
"""What parts in the name of a group who from where."""

_MOST = 3
"""Services of one kind that are looked at: two are shown, and whether there are more."""

HOSTS = frozenset({"network_interfaces", "load_balancers"})


def answers(here: Surroundings, selection: str, found: Matrix | None, proof: Proof | None, as_of: str = "") -> Answers:
    """Give what is known of a selection; what nobody asked stays unsaid."""
    chosen = read(selection, here.index)
    own = frozenset(_hosts(here, chosen))
    findings = None if proof is None else tuple(_findings(proof, chosen.name))
    if found is None or not own:
        return Answers(findings=findings, as_of=as_of)
    mine = [group for group in found.groups if own & {holder(member, here.index.by_id) for member in group.members}]
    names = {group: _called(here, group, found) for group in found.groups}
    out = [(other, reach) for (one, other), reach in found.cells.items() if one in mine]
    into = [(one, reach) for (one, other), reach in found.cells.items() if other in mine]
    return Answers(
        tuple(_peers((names[group], reach.allowed, reach.partial) for group, reach in out)),
        tuple(_peers((names[group], reach.allowed, reach.partial) for group, reach in into)),
        findings,
        as_of,
    )


def _peers(met: Iterable[tuple[tuple[str, str], Intervals, Intervals]]) -> Iterator[Peer]:
    """Put what is said of one name together."""
    kept: dict[tuple[str, str], tuple[Intervals, Intervals]] = {}
    for called, allowed, partial in met:
        before = kept.get(called, (EMPTY, EMPTY))
        kept[called] = union(before[0], allowed), union(before[1], partial)
    for (name, target), (allowed, some) in kept.items():
        partial = difference(some, allowed)
        words = [_written(allowed)] if allowed else []
        words += [f"{PARTIAL} {_written(partial)}"] if partial else []
        if words:
            yield Peer(name, ", ".join(words), target, partial=not allowed)


def _written(wanted: Intervals) -> str:
    """Write the first services of a set: TCP and UDP, which people mean, before the others."""
    if wanted == services.ALL:
        return services.write(wanted)
    meant = [intersection(wanted, services.ports(each)) for each in (services.TCP, services.UDP)]
    rest = difference(wanted, union(*meant))
    words = [word for each in (*meant, rest) if each for word in services.write(each, _MOST).split(", ")]
    return ", ".join(words[:2]) + (" and more" if len(words) > 2 else "")


def _called(here: Surroundings, group: Group, found: Matrix) -> tuple[str, str]:
    """Name a group, and give what selects it."""
    nouns = list(dict.fromkeys(holder(member, here.index.by_id) for member in group.members))
    if group.outside:
        return group.label, group.label if group.label in here.index or group.label == INTERNET else ""
    if len(nouns) == 1:
        name = nouns[0]
        return here.called(name), name if name in here.index else ""
    tier = _tier(here, nouns)
    others = (other for other in found.groups if other is not group and not other.outside)
    elsewhere = (holder(member, here.index.by_id) for other in others for member in other.members)
    if tier and not any(_tier(here, [noun]) == tier for noun in elsewhere):
        return tier, f"tier:{tier}"
    whole, target = here.crowds.said(group.label), nouns[0] if nouns and nouns[0] in here.index else ""
    short = whole.partition(IN)[0]
    alone = not any(here.crowds.said(other.label).partition(IN)[0] == short for other in found.groups if other != group)
    return short if alone else whole, target


def _tier(here: Surroundings, nouns: Iterable[str]) -> str:
    """Give the tier in which all of some hosts are; nothing where they are in several."""
    tiers = {tier for name in nouns for tier in _tiers(here, name)}
    return tiers.pop() if len(tiers) == 1 else ""


def _tiers(here: Surroundings, name: str) -> set[str]:
    noun = here.index.by_id.get(name)
    places = [noun.subnet] if isinstance(noun, NetworkInterface) else []
    if isinstance(noun, LoadBalancer):
        return set()
    return {subnet.tier or "" for place in places if (subnet := here.subnet(place))}


def _hosts(here: Surroundings, chosen: Selected) -> Iterator[str]:
    """Give the interfaces, load balancers and places outside that a selection stands for."""
    design = here.design
    match chosen.kind:
        case "internet":
            yield INTERNET
        case "on_premises" | "load_balancers" | "network_interfaces" if not chosen.part:
            yield chosen.name
        case "instances":
            yield from (each.id for each in design.network_interfaces if each.instance == chosen.name)
        case "security_groups" if not chosen.part:
            yield from (each.id for each in design.network_interfaces if chosen.name in each.security_groups)
            yield from (each.id for each in design.load_balancers if chosen.name in each.security_groups)
        case "subnets" | "zone" | "tier":
            inside = [each.id for each in design.subnets if chosen.name in {each.id, each.az, each.tier}]
            yield from (each.name for each in here.residents(inside) if each.kind in HOSTS)
        case _:
            return


def _findings(proof: Proof, name: str) -> Iterator[Found]:
    for one in proof.findings:
        if one.element.partition("#")[0] == name:
            yield Found(one.sentence, one.element)
