"""What AWS refuses of interfaces: security groups of other VPCs, and instances that reach over zones."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import chain

from vpcdesign.aws.blocks import INTERFACE_PREFIXES
from vpcdesign.design.filters import SecurityGroup
from vpcdesign.design.hosts import NetworkInterface
from vpcdesign.design.legality.survey import Problems, Survey, is_v6, prefix_length, refusal, span, within
from vpcdesign.design.vpcs import Subnet

WITHOUT_GROUPS = {"nat_gateway", "transit_gateway"}


def check(survey: Survey) -> Problems:
    """Tell everything about interfaces, one after the other."""
    zones: dict[str, tuple[str, str]] = {}
    subnets = {subnet.id: subnet for subnet in survey.design.subnets}
    right = _all_groups_right(survey, subnets)
    interfaces = survey.uncommon if right else enumerate(survey.design.network_interfaces)
    for place, interface in interfaces:
        subnet = subnets.get(interface.subnet)
        at = f"/network_interfaces/{place}"
        if interface.security_groups and interface.kind in WITHOUT_GROUPS:
            yield refusal(
                f"{at}/security_groups",
                f"`{interface.id}` is an interface of kind `{interface.kind}`, which has no security groups: leave "
                "them out",
                "InvalidParameterValue",
            )
        if interface.deny_igw_traffic and interface.public_ip is not None:
            yield refusal(
                f"{at}/public_ip",
                f"`{interface.public_ip}` is a public address and `{interface.id}` denies internet gateway traffic: "
                "keep one of the two",
                "InvalidParameterCombination",
            )
        if subnet is None:
            continue
        if not right:
            yield from groups_here(survey, interface.security_groups, subnet.vpc, interface.id, at)
        yield from prefixes(interface, subnet, at)
        if interface.instance is not None:
            first, zone = zones.setdefault(interface.instance, (interface.id, subnet.az))
            if zone != subnet.az:
                yield refusal(
                    f"{at}/subnet",
                    f"`{interface.instance}` has `{first}` in {zone} and `{interface.id}` in {subnet.az}: interfaces "
                    "of an instance are in one zone",
                    "InvalidParameterCombination",
                )


def _all_groups_right(survey: Survey, subnets: Mapping[str, Subnet]) -> bool:
    """Tell whether nothing is wrong with any interface's groups: each is looked at once in a VPC."""
    here: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for name, lodgers in survey.lodgers.items():
        if name in subnets:
            here[subnets[name].vpc].update(lodgers.groups)
    if any(len(groups) > len(set(groups)) for several in here.values() for groups in several):
        return False
    each = ((vpc, name) for vpc, several in here.items() for name in set(chain.from_iterable(several)))
    return not any(True for vpc, name in each for _ in groups_here(survey, (name,), vpc, "", ""))


def groups_here(survey: Survey, groups: tuple[str, ...], vpc: str, holder: str, at: str) -> Problems:
    """Tell groups that are not of the VPC and not associated with it (UG: security groups; API-ERR)."""
    for number, name in enumerate(groups):
        group = survey.find(SecurityGroup, name)
        if group and group.vpc != vpc and vpc not in group.associated_vpcs:
            yield refusal(
                f"{at}/security_groups/{number}",
                f"`{name}` is a group of `{group.vpc}` and `{holder}` is in `{vpc}`: use a group of that VPC, or "
                "associate this one with it",
                "InvalidParameter",
            )
        if name in groups[:number]:
            yield refusal(
                f"{at}/security_groups/{number}",
                f"`{name}` is on `{holder}` already: name it once",
                "InvalidParameterValue",
            )


def prefixes(interface: NetworkInterface, subnet: Subnet, at: str) -> Problems:
    """Tell delegated prefixes of a wrong size or outside the subnet (EC2: prefix delegation)."""
    for number, cidr in enumerate(interface.prefixes):
        here, found = f"{at}/prefixes/{number}", span(cidr)
        block, size = (
            (subnet.ipv6_cidr, INTERFACE_PREFIXES[1]) if is_v6(found) else (subnet.cidr, INTERFACE_PREFIXES[0])
        )
        if prefix_length(cidr) != size:
            yield refusal(here, f"`{cidr}` is no prefix that AWS delegates: it is a /{size}", "InvalidParameterValue")
        if block is not None and not within(found, span(block)):
            yield refusal(
                here, f"`{cidr}` is not in {block}: take a part of subnet `{subnet.id}`", "InvalidParameterValue"
            )
