"""What AWS refuses of a VPC's gateways: one of each kind, and Elastic IP addresses that lead nowhere."""

from vpcdesign.design.gateways import ElasticIp
from vpcdesign.design.hosts import NetworkInterface
from vpcdesign.design.legality.survey import Problems, Survey, refusal


def check(survey: Survey) -> Problems:
    """Tell everything about internet, egress-only and virtual private gateways and Elastic IP addresses."""
    yield from one_a_vpc(survey, "internet_gateways", "an internet gateway", "Resource.AlreadyAssigned")
    yield from one_a_vpc(survey, "egress_only_internet_gateways", "an egress-only internet gateway", "")
    yield from one_a_vpc(survey, "virtual_private_gateways", "a virtual private gateway", "InvalidVpcState")
    yield from elastic_ips(survey)
    yield from one_association(survey)


def one_a_vpc(survey: Survey, kind: str, words: str, code: str) -> Problems:
    """Tell a second gateway of a kind on a VPC (UG: internet gateways, egress-only; VPN: quotas)."""
    seen: dict[str, str] = {}
    for place, gateway in enumerate(getattr(survey.design, kind)):
        if gateway.vpc is not None:
            first = seen.setdefault(gateway.vpc, gateway.id)
            if first != gateway.id:
                yield refusal(
                    f"/{kind}/{place}/vpc",
                    f"`{gateway.vpc}` has {words} already, `{first}`: a VPC has one",
                    code,
                )


def elastic_ips(survey: Survey) -> Problems:
    """Tell an Elastic IP address on an interface that cannot take it (UG: Elastic IPs; API NetworkInterface)."""
    for place, each in enumerate(survey.design.elastic_ips):
        interface = survey.find(NetworkInterface, each.interface)
        if interface is None:
            continue
        at = f"/elastic_ips/{place}"
        vpc = survey.vpc_of_subnet(interface.subnet)
        if vpc is not None and vpc not in survey.internet_vpcs and survey.seen_vpc(vpc):
            yield refusal(
                f"{at}/interface",
                f"`{interface.id}` is in `{vpc}`, which has no internet gateway: attach one first",
                "Gateway.NotAttached",
            )
        if interface.deny_igw_traffic:
            yield refusal(
                f"{at}/interface",
                f"`{interface.id}` denies internet gateway traffic: it takes no Elastic IP address",
                "InvalidParameterCombination",
            )
        if interface.count != 1:
            yield refusal(
                f"{at}/interface",
                f"`{interface.id}` stands for {interface.count} interfaces: an Elastic IP address has one of them "
                "behind it",
                "Resource.AlreadyAssociated",
            )
        yield from _own_address(each, interface, at)


def _own_address(each: ElasticIp, interface: NetworkInterface, at: str) -> Problems:
    """Tell a private address that the interface does not hold; one that AWS has yet to give may be any."""
    own = {interface.private_ip, *(secondary.private_ip for secondary in interface.secondary_ips)}
    if each.private_ip is not None and None not in own and each.private_ip not in own:
        yield refusal(
            f"{at}/private_ip",
            f"`{each.private_ip}` is not an address of `{interface.id}`: name one of its own",
            "InvalidParameterValue",
        )


def one_association(survey: Survey) -> Problems:
    """Tell two Elastic IP addresses of one private address, or one of two (EC2: Elastic IP addresses)."""
    behind: dict[tuple[str, str | None], str] = {}
    taken: dict[str, str] = {}
    numbers: dict[str, str] = {}
    for place, each in enumerate(survey.design.elastic_ips):
        if each.address is not None:
            first = numbers.setdefault(each.address, each.id)
            if first != each.id:
                yield refusal(
                    f"/elastic_ips/{place}/address",
                    f"`{each.address}` is `{first}` already: an address is allocated once",
                )
        interface = survey.find(NetworkInterface, each.interface)
        if interface is None:
            continue
        taken[each.id] = interface.id
        first = behind.setdefault((interface.id, each.private_ip or interface.private_ip), each.id)
        if first != each.id:
            yield refusal(
                f"/elastic_ips/{place}/interface",
                f"`{interface.id}` has `{first}` on that private address already: one Elastic IP address each",
                "Resource.AlreadyAssociated",
            )
    for place, gateway in enumerate(survey.design.nat_gateways):
        for number, address in enumerate(gateway.addresses):
            if address.elastic_ip is None:
                continue
            holder = taken.setdefault(address.elastic_ip, gateway.id)
            if holder not in {gateway.id, gateway.interface}:
                yield refusal(
                    f"/nat_gateways/{place}/addresses/{number}/elastic_ip",
                    f"`{address.elastic_ip}` is associated with `{holder}` already: take another",
                    "Resource.AlreadyAssociated",
                )
