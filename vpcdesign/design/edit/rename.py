"""Another id for a noun, or for a part that bears one.

An id is what everything else names, so every mention follows: references, selectors of assertions, notes.
"""

from ipaddress import ip_address

from vpcdesign.design.document import Design
from vpcdesign.design.edit.edit import Edit
from vpcdesign.design.edit.spots import Spot, free_id, put_noun, spots, taken
from vpcdesign.design.edit.uses import renamed, uses
from vpcdesign.design.edit.wording import made
from vpcdesign.design.noun import Noun, block_of
from vpcdesign.design.words import nearest, quoted
from vpcdesign.errors import EditError

RESERVED = {"local", "internet", "on-premises", "auto", "any", "all"}
"""Words that routes, selectors and addresses use for something else."""


def rename(design: Design, old: str, new: str) -> Edit:
    """Give a noun, a firewall's endpoint or a target group another id; every mention follows."""
    used = taken(design)
    if old not in used:
        close = nearest(old, used)
        raise EditError(f"{quoted(old)} is not in this design" + (f"; nearest: {close}" if close else ""))
    if new == old:
        return Edit(f"{old} keeps its name", design, select=old)
    _fits(design, new, used)
    follow = {old: new}
    spot = spots(design).get(old)
    if spot is not None:
        own = put_noun(design, spot, made(type(spot.noun), {**_shallow(spot.noun), "id": new}))
    else:
        own = _part_renamed(design, old, new)
    return Edit(f"{old} renamed to {new}", renamed(own, follow), select=new, renamed=(old, new))


def _fits(design: Design, new: str, used: set[str]) -> None:
    if new in used:
        raise EditError(f"{quoted(new)} is an id already: {free_id(design, new)} is free")
    if not new or new != new.strip():
        raise EditError("an id has to say something, and neither begins nor ends with a space")
    if new in RESERVED or "#" in new or "," in new or _is_number(new):
        raise EditError(f"{quoted(new)} means something else in routes and selectors: choose another id")
    if any(one.name == new for one in uses(design)):
        raise EditError(f"{quoted(new)} is named by something that is not there any more: choose another id")


def _is_number(text: str) -> bool:
    """Tell an address or a block, which no id may look like."""
    for reading in (ip_address, block_of):
        try:
            reading(text)
        except ValueError:
            continue
        return True
    return False


def _shallow(noun: Noun) -> dict[str, object]:
    return {name: getattr(noun, name) for name in noun.model_fields_set}


def _part_renamed(design: Design, old: str, new: str) -> Design:
    """Rename a part that bears an id; what mentions it follows elsewhere."""
    for kind, field in (("firewalls", "endpoints"), ("load_balancers", "target_groups")):
        for number, noun in enumerate(getattr(design, kind)):
            parts = getattr(noun, field)
            after = tuple(one.model_copy(update={"id": new}) if one.id == old else one for one in parts)
            if after != parts:
                return put_noun(design, Spot(kind, number, noun), noun.model_copy(update={field: after}))
    return design


def rename_tier(design: Design, old: str, new: str) -> Edit:
    """Give a tier another name: its subnets, what is kept for it, and the assertions about it follow."""
    tiers = {one.tier for one in design.subnets} | {one.tier for one in design.reservations}
    if old not in tiers:
        close = nearest(old, [one for one in tiers if one])
        raise EditError(f"no tier is called {quoted(old)}" + (f"; nearest: {close}" if close else ""))
    if new in tiers and new != old:
        raise EditError(f"there is a tier {quoted(new)} already: the two would become one")
    if not new.strip() or "," in new or ":" in new:
        raise EditError(f"{quoted(new)} is no name for a tier: selectors have to be able to say it")
    lists: dict[str, object] = {
        kind: tuple(one.model_copy(update={"tier": new}) if one.tier == old else one for one in getattr(design, kind))
        for kind in ("subnets", "reservations")
    }
    changed = design.model_copy(update=lists)
    follow = {f"tier:{old}": f"tier:{new}"}
    return Edit(f"tier {old} renamed to {new}", renamed(changed, follow), renamed=(old, new))
