"""What AWS refuses of a security group: malformed and repeated rules, and references to groups that it cannot see.

A reference is judged by the VPCs that both groups live in, their own and those they are associated with; a rule that is
marked stale was legal once and is passed over, as AWS keeps it (PEER: stale rules).
"""

from collections.abc import Sequence

from vpcdesign.design.asserting import External
from vpcdesign.design.filters import ALLOW_ALL, EgressRule, IngressRule, SecurityGroup
from vpcdesign.design.legality.rules import Judged
from vpcdesign.design.legality.survey import Problems, Survey, refusal
from vpcdesign.design.routing import PrefixList

MALFORMED = "InvalidPermission.Malformed"


class Neighbours:
    """Which VPCs see each other's groups: by an active peering of one Region, or by a transit gateway."""

    def __init__(self, survey: Survey) -> None:
        """Gather them in one pass."""
        self.survey = survey
        self.judged = Judged(MALFORMED)
        self.active: set[frozenset[str]] = set()
        self.far: set[frozenset[str]] = set()
        self.transit: dict[str, set[str]] = {}
        for peering in survey.design.peering_connections:
            pair = frozenset((peering.requester, peering.accepter))
            one, two = survey.region_of(peering.requester), survey.region_of(peering.accepter)
            if one and two and one != two:
                self.far.add(pair)
            elif peering.state == "active":
                self.active.add(pair)
        for attachment in survey.design.transit_gateway_attachments:
            if attachment.kind == "vpc" and attachment.vpc:
                self.transit.setdefault(attachment.vpc, set()).add(attachment.transit_gateway)

    def refuses(self, group: SecurityGroup, other: SecurityGroup) -> str | None:
        """Say why a group may not refer to another, None when it may (UG: security group referencing; PEER; TGW).

        Across a transit gateway an egress reference never matches; it is legal all the same.
        """
        if group.vpc == other.vpc:
            return None
        mine, theirs = {group.vpc, *group.associated_vpcs}, {other.vpc, *other.associated_vpcs}
        if mine & theirs:
            return None
        pairs = {frozenset((one, two)) for one in mine for two in theirs}
        if pairs & self.active:
            return None
        if any(self.transit.get(a, set()) & self.transit.get(b, set()) for a in mine for b in theirs):
            return None
        if pairs & self.far:
            return "across Regions a rule cannot refer to a group: name its VPC's blocks instead"
        return "no active peering of one Region and no transit gateway joins the two: name blocks instead"


def check(survey: Survey) -> Problems:
    """Tell everything about security groups, one after the other."""
    neighbours = Neighbours(survey)
    yield from names(survey)
    defaults: dict[str, str] = {}
    for place, group in enumerate(survey.design.security_groups):
        at = f"/security_groups/{place}"
        yield from rules(neighbours, group, group.ingress, f"{at}/ingress")
        yield from rules(neighbours, group, group.egress, f"{at}/egress")
        yield from associations(survey, group, at)
        first = defaults.setdefault(group.vpc, group.id) if group.default else group.id
        if first != group.id:
            yield refusal(
                f"{at}/default",
                f"`{first}` is the default group of `{group.vpc}` already: a VPC has one",
                "InvalidGroup.Reserved",
            )


def rules(neighbours: Neighbours, group: SecurityGroup, lines: Sequence[IngressRule | EgressRule], at: str) -> Problems:
    """Tell malformed, repeated and far-reaching rules of one direction (API AuthorizeSecurityGroupIngress)."""
    if lines is ALLOW_ALL:
        return
    seen: dict[tuple[object, ...], int] = {}
    side = "source" if lines is group.ingress else "destination"
    for number, rule in enumerate(lines):
        here = f"{at}/{number}"
        problems, services = neighbours.judged.of(rule)
        for field, message in problems:
            yield f"{here}/{field}", message
        if rule.stale:
            continue
        peer = neighbours.survey.span_of(rule.peer) or rule.peer
        first = seen.setdefault((peer, services), number)
        if first != number:
            yield refusal(
                here,
                f"`{group.id}` says this already in its rule {first}: keep one of them",
                "InvalidPermission.Duplicate",
            )
        noun = neighbours.survey.nouns.get(rule.peer)
        if isinstance(noun, SecurityGroup):
            why = neighbours.refuses(group, noun)
            if why:
                yield refusal(
                    f"{here}/{side}",
                    f"`{rule.peer}` is in `{noun.vpc}` and `{group.id}` in `{group.vpc}`: {why}",
                    "InvalidGroup.NotFound",
                )
        elif noun is not None and not isinstance(noun, (PrefixList, External)):
            yield refusal(
                f"{here}/{side}",
                f"`{rule.peer}` is no peer of a rule: name a block, a prefix list or a security group",
                MALFORMED,
            )


def names(survey: Survey) -> Problems:
    """Tell a reserved name, and one that two groups of a VPC share (UG: security group basics)."""
    seen: dict[tuple[str, str], str] = {}
    for place, group in enumerate(survey.design.security_groups):
        if group.name is None:
            continue
        name = group.name.casefold()
        if name == "default" and not group.default:
            yield refusal(
                f"/security_groups/{place}/name",
                f"`{group.name}` is the name of every VPC's default group: choose another, or say `default: true`",
                "InvalidGroup.Reserved",
            )
        first = seen.setdefault((group.vpc, name), group.id)
        if first != group.id:
            yield refusal(
                f"/security_groups/{place}/name",
                f"`{group.name}` is the name of `{first}` already: names of a VPC's groups differ, not only in case",
                "InvalidGroup.Duplicate",
            )


def associations(survey: Survey, group: SecurityGroup, at: str) -> Problems:
    """Tell associations with VPCs that AWS refuses (UG: associate security groups with multiple VPCs)."""
    own = survey.seen_vpc(group.vpc)
    if group.associated_vpcs and (group.default or (own and own.default)):
        yield refusal(
            f"{at}/associated_vpcs",
            f"`{group.id}` is a default group or of a default VPC: it cannot be associated with other VPCs",
            "InvalidParameterValue",
        )
    for number, name in enumerate(group.associated_vpcs):
        other = survey.seen_vpc(name)
        if other and own and other.region != own.region:
            yield refusal(
                f"{at}/associated_vpcs/{number}",
                f"`{name}` is in {other.region} and `{group.id}` in {own.region}: associate VPCs of one Region",
                "InvalidParameterValue",
            )
        elif other and other.default:
            yield refusal(
                f"{at}/associated_vpcs/{number}",
                f"`{name}` is a default VPC: no group of another VPC can be associated with it",
                "InvalidParameterValue",
            )
