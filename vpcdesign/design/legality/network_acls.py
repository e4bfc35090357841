"""What AWS refuses of a network ACL: numbers out of range or used twice, and malformed rules."""

from vpcdesign.design.filters import AclRule
from vpcdesign.design.legality.rules import Judged
from vpcdesign.design.legality.survey import Problems, Survey, refusal

NUMBERS = range(1, 32767)
"""What a rule's number may be; AWS keeps those above for itself (API CreateNetworkAclEntry)."""


def check(survey: Survey) -> Problems:
    """Tell everything about network ACLs, one after the other."""
    judged = Judged("InvalidParameterValue")
    defaults: dict[str, str] = {}
    for place, acl in enumerate(survey.design.network_acls):
        at = f"/network_acls/{place}"
        yield from rules(judged, acl.ingress, f"{at}/ingress")
        yield from rules(judged, acl.egress, f"{at}/egress")
        first = defaults.setdefault(acl.vpc, acl.id) if acl.default else acl.id
        if first != acl.id:
            yield refusal(
                f"{at}/default",
                f"`{first}` is the default list of `{acl.vpc}` already: a VPC has one",
                "InvalidParameterValue",
            )


def rules(judged: Judged, lines: tuple[AclRule, ...], at: str) -> Problems:
    """Tell wrong lines of one direction (API CreateNetworkAclEntry)."""
    seen: dict[int, int] = {}
    for number, rule in enumerate(lines):
        here = f"{at}/{number}"
        if rule.rule not in NUMBERS:
            yield refusal(
                f"{here}/rule",
                f"`{rule.rule}` is no number of a rule: take one from 1 to 32766",
                "InvalidParameterValue",
            )
        if seen.setdefault(rule.rule, number) != number:
            yield refusal(
                f"{here}/rule",
                f"`{rule.rule}` numbers a rule of this direction already: take another number",
                "NetworkAclEntryAlreadyExists",
            )
        for field, message in judged.of(rule)[0]:
            yield f"{here}/{field}", message
