"""The network outside that a VPN or a Direct Connect leads to: one that is in the design, or a new one."""

from collections.abc import Sequence
from dataclasses import dataclass

from vpcdesign.algebra.addresses import block, write_set
from vpcdesign.algebra.intervals import intersection, of
from vpcdesign.design.hybrid import OnPremises
from vpcdesign.planning.attach.naming import name_for
from vpcdesign.planning.attach.step import Work
from vpcdesign.planning.attach.vicinity import Vicinity
from vpcdesign.planning.form import Blank, Option

NEW = "new"
DEFAULT = ("192.168.0.0/16",)


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
    name = name_for(blank, here, "office", "site_name", "Its id")
    blocks = blank.blocks("site_blocks", "Its blocks", DEFAULT)
    _apart(blank, here, vpcs, "site_blocks", blocks)
    return Site(name, blocks, new=True)


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
