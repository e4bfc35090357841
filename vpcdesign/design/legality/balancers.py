"""What AWS refuses of a load balancer: zones, subnets, listeners and targets that its kind does not take.

Protocols are judged as layer 4 sees them: `tcp` stands for whatever a listener speaks over TCP.
"""

from vpcdesign.algebra.addresses import V6
from vpcdesign.aws.addresses import RFC1918, RFC6598
from vpcdesign.aws.blocks import BALANCER_SUBNET_PREFIX
from vpcdesign.design.balancers import LoadBalancer, TargetGroup
from vpcdesign.design.hosts import Instance, NetworkInterface
from vpcdesign.design.legality.hosts import groups_here
from vpcdesign.design.legality.survey import Problems, Survey, address_or_none, prefix_length, refusal, span
from vpcdesign.design.vpcs import Subnet

PROTOCOLS = {
    "application": {"tcp", "http", "https"},
    "classic": {"tcp", "ssl", "http", "https"},
    "network": {"tcp", "udp", "tcp_udp", "tls", "quic", "tcp_quic"},
}
TARGET_RANGES = tuple(map(span, RFC1918 + RFC6598))


def check(survey: Survey) -> Problems:
    """Tell everything about load balancers, one after the other."""
    held = sorted(found for spans in survey.vpc_spans.values() for found in spans)
    for place, balancer in enumerate(survey.design.load_balancers):
        at = f"/load_balancers/{place}"
        yield from nodes(survey, balancer, at)
        yield from zones(survey, balancer, at)
        yield from security_groups(survey, balancer, at)
        yield from listeners(balancer, at)
        for number, group in enumerate(balancer.target_groups):
            yield from targets(survey, balancer, group, f"{at}/target_groups/{number}", held)


def nodes(survey: Survey, balancer: LoadBalancer, at: str) -> Problems:
    """Tell subnets that a node cannot stand in (ALB: subnets; NLB: zones)."""
    seen: dict[str, str] = {}
    for number, node in enumerate(balancer.nodes):
        here, subnet = f"{at}/nodes/{number}", survey.find(Subnet, node.subnet)
        if node.public_ip is not None and balancer.scheme == "internal":
            yield refusal(
                f"{here}/public_ip",
                f"`{node.public_ip}` is a public address and `{balancer.id}` is internal: leave it out or make the "
                "load balancer internet-facing",
                "InvalidConfigurationRequest",
            )
        if subnet is None:
            continue
        if subnet.vpc != balancer.vpc:
            yield refusal(
                f"{here}/subnet",
                f"`{subnet.id}` is a subnet of `{subnet.vpc}` and `{balancer.id}` of `{balancer.vpc}`: name one of its "
                "own VPC",
                "InvalidSubnet",
            )
        if subnet.az in seen:
            yield refusal(
                f"{here}/subnet",
                f"`{subnet.id}` and `{seen[subnet.az]}` are both in {subnet.az}: a load balancer has one subnet a zone",
                "InvalidConfigurationRequest",
            )
        seen.setdefault(subnet.az, subnet.id)
        small = subnet.cidr is not None and prefix_length(subnet.cidr) > BALANCER_SUBNET_PREFIX
        if balancer.kind == "application" and small:
            yield refusal(
                f"{here}/subnet",
                f"`{subnet.id}` has {subnet.cidr}, too small for an application load balancer: it needs a /27",
                "InvalidSubnet",
            )


def zones(survey: Survey, balancer: LoadBalancer, at: str) -> Problems:
    """Tell an application load balancer in fewer than two zones (ALB: subnets); a local zone alone is enough."""
    subnets = [survey.find(Subnet, node.subnet) for node in balancer.nodes]
    if balancer.kind != "application" or None in subnets:
        return
    names = {subnet.az for subnet in subnets if subnet}
    region = survey.region_of(balancer.vpc)
    if len(names) < 2 and not any(region and name.startswith(f"{region}-") for name in names):
        yield refusal(
            f"{at}/nodes",
            f"`{balancer.id}` is an application load balancer and has {len(names)} "
            f"zone{'' if len(names) == 1 else 's'}: name subnets in two at least",
            "InvalidConfigurationRequest",
        )


def security_groups(survey: Survey, balancer: LoadBalancer, at: str) -> Problems:
    """Tell groups on a Gateway Load Balancer, and groups of another VPC (GWLB; ALB and NLB: security groups)."""
    if balancer.security_groups and balancer.kind == "gateway":
        yield refusal(
            f"{at}/security_groups",
            f"`{balancer.id}` is a Gateway Load Balancer, which has no security groups: leave them out",
            "InvalidConfigurationRequest",
        )
        return
    yield from groups_here(survey, balancer.security_groups, balancer.vpc, balancer.id, at)


def listeners(balancer: LoadBalancer, at: str) -> Problems:
    """Tell protocols that the kind does not speak, and two listeners on one port (ALB, NLB, CLB: listeners)."""
    spoken = PROTOCOLS.get(balancer.kind)
    seen: dict[int, int] = {}
    for number, listener in enumerate(balancer.listeners):
        here = f"{at}/listeners/{number}"
        if spoken is not None and listener.protocol.lower() not in spoken:
            yield refusal(
                f"{here}/protocol",
                f"`{listener.protocol}` is not spoken by a load balancer of kind `{balancer.kind}`: write "
                f"{', '.join(sorted(spoken))}",
                "UnsupportedProtocol",
            )
        if spoken is not None and not listener.port:
            yield refusal(
                f"{here}/port",
                f"`{listener.port}` is no port to listen on: take one from 1 to 65535",
                "ValidationError",
            )
        if seen.setdefault(listener.port, number) != number:
            yield refusal(
                f"{here}/port",
                f"`{listener.port}` has a listener already: a port has one, and `tcp_udp` listens to both",
                "DuplicateListener",
            )


def targets(
    survey: Survey, balancer: LoadBalancer, group: TargetGroup, at: str, held: list[tuple[int, int]]
) -> Problems:
    """Tell targets that a group cannot hold (ALB and NLB: register targets)."""
    for number, target in enumerate(group.targets):
        here = f"{at}/targets/{number}/target"
        noun = survey.nouns.get(target.target)
        value = address_or_none(target.target)
        hosts = isinstance(noun, Instance) or (isinstance(noun, NetworkInterface) and group.kind == "instance")
        if hosts and noun is not None and survey.vpc_of(noun.id) not in {None, balancer.vpc}:
            yield refusal(
                here,
                f"`{noun.id}` is not in `{balancer.vpc}`: register instances of the load balancer's VPC, others by "
                "address",
                "InvalidTarget",
            )
        elif isinstance(noun, LoadBalancer) and (balancer.kind, noun.kind) != ("network", "application"):
            yield refusal(
                here,
                f"`{noun.id}` cannot stand behind `{balancer.id}`: only an application load balancer can, behind a "
                "network load balancer",
                "InvalidTarget",
            )
        elif value is not None and group.kind == "instance":
            yield refusal(
                here,
                f"`{target.target}` is an address and the group's kind is `instance`: make it `ip`",
                "InvalidTarget",
            )
        elif value is not None and not _may_be_target(value, held):
            yield refusal(
                here,
                f"`{target.target}` is a public address: targets are private, of a VPC or of a network that it reaches",
                "InvalidTarget",
            )


def _may_be_target(value: int, held: list[tuple[int, int]]) -> bool:
    """Tell an address that may be registered: private, shared, or of a VPC's own block (ALB: target groups)."""
    return any(low <= value <= high for low, high in (*TARGET_RANGES, *held)) or value >= V6
