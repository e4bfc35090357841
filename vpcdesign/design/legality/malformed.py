"""Lines of filters that say nothing which could be judged: a protocol that is none, ports that are none.

AWS never returns such a line, so it is told of an import too: somebody edited it by hand.
"""

from vpcdesign.design.legality.firewalls import services as of_firewall
from vpcdesign.design.legality.rules import service_problems
from vpcdesign.design.legality.survey import Problems, Survey


def check(survey: Survey) -> Problems:
    """Tell malformed lines of security groups, network ACLs and firewalls."""
    for place, group in enumerate(survey.design.security_groups):
        for direction, lines in (("ingress", group.ingress), ("egress", group.egress)):
            for number, rule in enumerate(lines):
                for field, message in service_problems(rule, "InvalidPermission.Malformed"):
                    yield f"/security_groups/{place}/{direction}/{number}/{field}", message
    for place, acl in enumerate(survey.design.network_acls):
        for direction, numbered in (("ingress", acl.ingress), ("egress", acl.egress)):
            for number, line in enumerate(numbered):
                for field, message in service_problems(line, "InvalidParameterValue"):
                    yield f"/network_acls/{place}/{direction}/{number}/{field}", message
    for place, firewall in enumerate(survey.design.firewalls):
        yield from of_firewall(firewall.stateless_rules, f"/firewalls/{place}/stateless_rules")
        yield from of_firewall(firewall.stateful_rules, f"/firewalls/{place}/stateful_rules")
