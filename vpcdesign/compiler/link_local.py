"""Services on the host's own link: metadata, DNS, time and the like.

They serve the hosts of a VPC past no filter and by no route (UG: security groups, network ACL basics, Amazon DNS), and
nobody else: what comes from elsewhere finds no route to them.
"""

from vpcdesign.algebra.addresses import address, block
from vpcdesign.algebra.intervals import of
from vpcdesign.aws.addresses import DNS_SERVICE, LINK_LOCAL_SERVICES, RESOLVER_OFFSET, LinkLocalService
from vpcdesign.compiler.blocks import Entry, table
from vpcdesign.compiler.plan import Plan
from vpcdesign.design.vpcs import Vpc
from vpcdesign.network.network import Endpoint
from vpcdesign.network.origin import Origin
from vpcdesign.network.stages import Deliver, Forward, Route


def link_local(plan: Plan, vpc: str) -> Forward:
    """Give the services as the interfaces of a VPC find them, written once."""
    if vpc not in plan.link_local:
        origin = Origin(vpc, "vpc")
        plan.link_local[vpc] = table(origin, _entries(plan, vpc), Route(origin, None), silent=True)
    return plan.link_local[vpc]


def _entries(plan: Plan, vpc: str) -> list[Entry]:
    """Amazon's resolver answers only where DNS support is on (UG: DNS attributes)."""
    noun = plan.estate.vpcs[vpc]
    found: list[Entry] = []
    for service in LINK_LOCAL_SERVICES:
        for place in _places(service, [noun]):
            origin = Origin(service.name, "link_local", words="served inside the VPC, by no route and past no filter")
            if service is DNS_SERVICE and not noun.dns_support:
                words = f"DNS support is off in {vpc}, so Amazon's resolver does not answer"
                found.append((place, place, Route(origin._replace(words=words), None, "NO_POSSIBLE_DESTINATION")))
            else:
                found.append((place, place, Route(origin, _serves(plan, origin))))
    return found


def _serves(plan: Plan, origin: Origin) -> int:
    return plan.builder.once(("serves", origin), lambda: plan.builder.add(Deliver(origin, origin.component)))


def _places(service: LinkLocalService, vpcs: list[Vpc]) -> list[int]:
    """Give its addresses; the resolver is also at the base of each VPC's primary block plus two (UG: Amazon DNS)."""
    found = [address(text) for text in service.addresses]
    if service is DNS_SERVICE:
        found += [block(v.cidrs[0])[0][0] + RESOLVER_OFFSET for v in vpcs if v.cidrs]
    return found


def endpoints(plan: Plan) -> list[Endpoint]:
    """Give the services as somewhere to ask for; they open no conversation, and the request alone is the verdict."""
    nowhere = plan.drop("link_local", "link_local", "opens no conversation", "NO_POSSIBLE_DESTINATION")
    return [
        Endpoint(
            service.name,
            "link_local",
            nowhere,
            nowhere,
            nowhere,
            of((a, a) for a in _places(service, list(plan.estate.design.vpcs))),
            replies=False,
        )
        for service in LINK_LOCAL_SERVICES
    ]
