"""What is legal and unwise in a design, as the screen lists it: quotas gone beyond, and lines that never decide."""

from collections.abc import Iterator, Sequence

from vpcdesign.analysis.lines.spaces import Sight
from vpcdesign.analysis.lines.standing import IMPLIED, Standing, of_acl, of_group
from vpcdesign.design import quotas
from vpcdesign.design.document import Design
from vpcdesign.design.filters import AclRule
from vpcdesign.design.index import Index
from vpcdesign.tui.session.proof import Found

WAYS = (("ingress", "inbound"), ("egress", "outbound"))


def found(design: Design) -> Iterator[Found]:
    """Give the findings of a design: quotas, then rules that can never decide, then redundant lines."""
    index = Index(design)
    names = {index.pointer(name): name for name in index.by_id}
    for each in quotas.findings(design):
        noun = "/".join(each.pointer.split("/")[:3])
        yield Found(each.message, names.get(noun, ""))
    for acl in design.network_acls:
        for field, way in WAYS:
            rules: tuple[AclRule, ...] = getattr(acl, field)
            for place, standing in enumerate(of_acl(rules)):
                if standing.idle:
                    where = f"{acl.name or acl.id} {way} {rules[place].rule}"
                    yield Found(f"{where} can never decide{_by(rules, standing)}", f"{acl.id}#{field}/{place}", where)
    sight = Sight(design)
    for group in design.security_groups:
        for field, way in WAYS:
            for place, standing in enumerate(of_group(getattr(group, field), sight)):
                if standing.idle:
                    where = f"{group.name or group.id} {way} {place + 1}"
                    by = f": line {standing.by[0] + 1} covers it" if standing.by else ""
                    yield Found(f"{where} is redundant{by}", f"{group.id}#{field}/{place}", where)


def _by(rules: Sequence[AclRule], standing: Standing) -> str:
    """Say which rules decide instead."""
    numbers = [rules[one].rule for one in standing.by if one != IMPLIED]
    if standing.kind != "shadowed" or not numbers:
        return f": rule {numbers[0]} decides the same" if numbers else ""
    return f": {', '.join(map(str, numbers))} {'decides' if len(numbers) == 1 else 'decide'} first"
