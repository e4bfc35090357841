"""The network outside that a VPN or a Direct Connect leads to: one that is in the design, or a new one."""

from collections.abc import Sequence
from dataclasses import dataclass

from vpcdesign.algebra.addresses import block, write_set
from vpcdesign.algebra.intervals import intersection, of
from vpcdesign.design.document import Design
from vpcdesign.design.hybrid import OnPremises
from vpcdesign.planning.attach.naming import name_for
from vpcdesign.planning.attach.step import Work
from vpcdesign.planning.attach.vicinity import Vicinity
from vpcdesign.planning.blocks import block as planned
from vpcdesign.planning.form import Blank, Option
from vpcdesign.planning.overlap import free_near, neighbours, overlaps

NEW = "new"
WANTED = ("192.168.0.0/16", "172.16.0.0/16", "10.200.0.0/16")
"""Where networks outside mostly live: the first that meets nothing of the design is proposed."""


@dataclass(frozen=True, slots=True)
class Site:
    """A network outside, and whether it is new."""

    name: str
    blocks: tuple[str, ...]
    new: bool


def ask(blank: Blank, here: Vicinity, vpcs: Sequence[str]) -> Site:
    """Ask for the network; one that overlaps a VPC is never reached from there (UG: route priority)."""
    known = here.design.on_premises
    options = [*(Option(one.id, f"{one.id} {', '.join(one.cidrs[:2])}") for one in known), Option(NEW, "a new one")]
    linked = {one.on_premises for one in here.design.vpn_connections}
    linked |= {one.on_premises for one in here.design.direct_connects}
    idle = next((one.id for one in known if one.id not in linked), NEW)
    selected = here.noun.id if isinstance(here.noun, OnPremises) else idle
    chosen = blank.choice("site", "To", options, selected) if known else NEW
    if chosen != NEW:
        found = next(one for one in known if one.id == chosen)
        _apart(blank, here, vpcs, "site", found.cidrs)
        return Site(found.id, found.cidrs, new=False)
    name = name_for(blank, here, "office", "site_name", "Network id")
    blocks = blank.blocks("site_blocks", "Its blocks", proposed(here.design))
    _apart(blank, here, vpcs, "site_blocks", blocks)
    for one in overlaps(map(planned, blocks), neighbours(here.design)):
        if one.with_.kind == "on-premises":
            blank.notes.append(f"{one.shared} is {one.with_.owner}'s as well: one of the two is not reached")
    return Site(name, blocks, new=True)


def proposed(design: Design) -> tuple[str, ...]:
    """Give a block for a network outside that meets nothing of the design."""
    near = neighbours(design)
    for text in WANTED:
        if not list(overlaps([planned(text)], near)):
            return (text,)
        found = free_near(planned(text), near)
        if found is not None:
            return (str(found),)
    return WANTED[:1]


def _apart(blank: Blank, here: Vicinity, vpcs: Sequence[str], field: str, blocks: Sequence[str]) -> None:
    outside = of(pair for cidr in blocks for pair in block(cidr))
    for vpc in vpcs:
        both = intersection(outside, of(here.survey.known_spans(vpc)))
        if both:
            blank.wrong(field, f"{write_set(both)} is {vpc}'s own: its local route goes first, and nobody gets there")


def write(work: Work, site: Site, back: Sequence[str]) -> None:
    """Add the network if it is new; one that says which ways back it knows learns this one."""
    if site.new:
        work.add("on_premises", OnPremises(id=site.name, cidrs=site.blocks))
        return
    found = next(one for one in work.design.on_premises if one.id == site.name)
    if found.routes_back is None:
        return
    missing = tuple(one for one in back if one not in found.routes_back)
    if missing:
        work.put("on_premises", found.model_copy(update={"routes_back": (*found.routes_back, *missing)}))
        work.notes.append(f"{site.name} has to know the way back to {', '.join(missing)}: that is its own router's")
