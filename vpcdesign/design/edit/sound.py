"""Whether a noun, as an edit leaves it, says something: its names lead somewhere and its lines are lines.

What AWS would refuse of the whole design is told when the edit is applied; here is only what makes a single noun
meaningless, so that it is said at the cell where it was typed.
"""

from collections.abc import Iterator

from vpcdesign.design.document import Design
from vpcdesign.design.edit.spots import part_ids
from vpcdesign.design.edit.uses import LOOSE, Use, uses, uses_of
from vpcdesign.design.filters import NetworkAcl, SecurityGroup
from vpcdesign.design.firewalls import Firewall
from vpcdesign.design.legality.firewalls import services
from vpcdesign.design.legality.network_acls import NUMBERS
from vpcdesign.design.legality.rules import service_problems
from vpcdesign.design.noun import Model, Noun
from vpcdesign.design.references import BLOCK
from vpcdesign.design.words import SINGULAR, article, nearest, quoted
from vpcdesign.errors import EditError


def check(design: Design, kind: str, noun: Noun, before: Noun | None = None) -> None:
    """Refuse a noun of which something is meaningless that was not so before."""
    old = set(_lines(before)) if before is not None else set()
    for message in _lines(noun):
        if message not in old:
            raise EditError(message)
    known = set()
    if before is not None:
        known = {(one.fields, one.name) for one in uses_of(kind, before, loose=False) if not _excused(before, one)}
    for one in uses_of(kind, noun, loose=False):
        if (one.fields, one.name) not in known and not _excused(noun, one):
            _leads_somewhere(design, noun, one)


def _lines(noun: Noun) -> Iterator[str]:
    """Tell lines of filters that say nothing."""
    match noun:
        case SecurityGroup():
            for line in (*noun.ingress, *noun.egress):
                yield from (message for _, message in service_problems(line, "InvalidPermission.Malformed"))
        case NetworkAcl():
            for rule in (*noun.ingress, *noun.egress):
                yield from (message for _, message in service_problems(rule, "InvalidParameterValue"))
                if rule.rule not in NUMBERS:
                    yield f"`{rule.rule}` is no number of a rule: take one from 1 to 32766 (InvalidParameterValue)"
        case Firewall():
            for listed in (noun.stateless_rules, noun.stateful_rules):
                yield from (message for _, message in services(listed, ""))
        case _:
            return


def _excused(noun: Noun, use: Use) -> bool:
    """Tell a blackhole's target, a stale line's peer: what need not exist any more."""
    part: object = noun
    parts: list[Model] = [noun]
    for step in use.path[:-1]:
        part = part[step] if isinstance(part, tuple) and isinstance(step, int) else getattr(part, str(step))
        if isinstance(part, Model):
            parts.append(part)
    return use.mention.excused is not None and use.mention.excused(parts[-1])


def _leads_somewhere(design: Design, noun: Noun, use: Use) -> None:
    """Refuse a name that is of no noun which may stand there; the nearest one is told."""
    name, mention = use.name, use.mention
    if mention.accepts is not None and mention.accepts(name):
        return
    right = ids(design, (*mention.kinds, "external")) | set(part_ids(noun))
    if "network_interfaces" in mention.kinds:
        right |= {one.name for one in uses(design) if one.kind in LOOSE and "network_interfaces" in one.mention.kinds}
    if name in right:
        return
    wanted = " or ".join(article(SINGULAR[kind]).split(" ", 1)[1] for kind in mention.kinds[:3])
    if mention.accepts is not None and mention.otherwise == BLOCK and ("/" in name or set(name) <= set("0123456789.:")):
        raise EditError(f"{quoted(name)} is no CIDR block: write it as 10.0.0.0/16 or 2001:db8::/56")
    close = nearest(name, right)
    if len(mention.kinds) > 3:
        wanted = "target of a route"
    raise EditError(f"{quoted(name)} is no {wanted}" + (f"; nearest: {close}." if close else " of this design."))


def ids(design: Design, kinds: tuple[str, ...]) -> set[str]:
    """Give the ids of nouns, and of parts, of some kinds."""
    found: set[str] = set()
    for kind in kinds:
        if kind == "firewall_endpoints":
            found.update(end.id for wall in design.firewalls for end in wall.endpoints)
        elif kind == "target_groups":
            found.update(group.id for balancer in design.load_balancers for group in balancer.target_groups)
        else:
            found.update(noun.id for noun in getattr(design, kind))
    return found
