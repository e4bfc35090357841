"""An imported design brought up to date: AWS's word on what is there, people's word on what they added.

What AWS describes comes from the new documents. What people write into a design and AWS never says (assertions, notes
on nouns, tiers, what an on-premises network is, nouns of their own) is carried over as long as it still has a place,
and what differs is told noun by noun.
"""

import re
from dataclasses import dataclass
from typing import Literal

from vpcdesign.design.document import NOUN_LISTS, Design
from vpcdesign.design.noun import Noun
from vpcdesign.design.vpcs import Subnet
from vpcdesign.formats.aws_describe.vpcs import tier

KEPT: dict[str, tuple[str, ...]] = {
    "network_interfaces": ("appliance", "client_ports", "count"),
    "vpc_endpoints": ("answers",),
    "vpn_connections": ("on_premises",),
    "direct_connects": ("on_premises",),
    "instances": ("platform",),
    "external": ("cidrs", "region", "account", "vpc"),
}
"""What people add to nouns, beside notes and tiers: kept where the new documents say nothing of their own."""

AWS_ID = re.compile(
    r"arn:.*|(?:[a-z]+-)+[0-9a-f]{8}(?:[0-9a-f]{9})?|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    r"|bpa-.*|firewall of .*|.*\.elb\.amazonaws\.com"
)
"""What an id looks like that an import gives; any other was chosen by a person."""


@dataclass(frozen=True, slots=True)
class Change:
    """One noun that differs: `fields` names what changed in it."""

    what: Literal["added", "removed", "changed"]
    kind: str
    id: str
    name: str | None = None
    fields: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Give a line for people: `changed subnets subnet-0a1 (public-a): network_acl, tags`."""
        title = f" ({self.name})" if self.name and self.name != self.id else ""
        return f"{self.what} {self.kind} {self.id}{title}" + (f": {', '.join(self.fields)}" if self.fields else "")


def refresh(old: Design, new: Design) -> tuple[Design, list[Change]]:
    """Give the new design with what people added to the old one, and what differs between the two."""
    lists: dict[str, tuple[Noun, ...]] = {}
    changes: list[Change] = []
    for kind in NOUN_LISTS:
        before = {noun.id: noun for noun in getattr(old, kind)}
        after = {noun.id: noun for noun in getattr(new, kind)}
        kept = [noun for id_, noun in before.items() if id_ not in after and _is_peoples(kind, noun)]
        merged = [_carried(kind, before.get(id_), noun) for id_, noun in after.items()]
        lists[kind] = (*merged, *kept)
        changes += _changes(kind, before, {noun.id: noun for noun in lists[kind]})
    said = {"name": old.name, "note": old.note, "assertions": old.assertions}
    return new.model_copy(update={**lists, **said}), changes


def _is_peoples(kind: str, noun: Noun) -> bool:
    """Say whether a person wrote this noun: AWS cannot have taken away what it never had."""
    return kind in {"on_premises", "reservations"} or AWS_ID.fullmatch(noun.id) is None


def _carried(kind: str, before: Noun | None, after: Noun) -> Noun:
    """Give the noun as AWS describes it, with what people added to it before."""
    if before is None:
        return after
    update: dict[str, object] = {}
    if after.note is None and before.note is not None:
        update["note"] = before.note
    if isinstance(before, Subnet) and isinstance(after, Subnet) and before.tier != tier(before.tags):
        update["tier"] = before.tier
    for field in KEPT.get(kind, ()):
        mine, default = getattr(before, field), type(before).model_fields[field].default
        if getattr(after, field) == default and mine != default:
            update[field] = mine
    return after.model_copy(update=update) if update else after


def _changes(kind: str, before: dict[str, Noun], after: dict[str, Noun]) -> list[Change]:
    found = [Change("removed", kind, id_, noun.name) for id_, noun in before.items() if id_ not in after]
    for id_, noun in after.items():
        if id_ not in before:
            found.append(Change("added", kind, id_, noun.name))
        elif noun != before[id_]:
            fields = [field for field in type(noun).model_fields if getattr(noun, field) != getattr(before[id_], field)]
            found.append(Change("changed", kind, id_, noun.name, tuple(fields)))
    return found
