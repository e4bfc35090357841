"""Who holds which private address, and which public address stands for it.

Every address of the engine is given here, once. Interfaces of load balancers, NAT gateways and endpoints belong to
those nouns; what the design leaves to AWS gets a part of its subnet's free addresses of its own.
"""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping

from vpcdesign.algebra.addresses import address, blocks
from vpcdesign.algebra.intervals import EMPTY, Intervals, of, point, size, union
from vpcdesign.compiler.estate import Estate
from vpcdesign.compiler.plan import Device
from vpcdesign.design.balancers import LoadBalancer
from vpcdesign.design.endpoints import VpcEndpoint
from vpcdesign.design.gateways import ElasticIp, NatAddress, NatGateway
from vpcdesign.design.hosts import NetworkInterface
from vpcdesign.design.noun import AUTO


class Addresses:
    """Deals the free addresses of each subnet to those who were given none."""

    def __init__(self, estate: Estate) -> None:
        """Count who waits for an address in each subnet and family."""
        self.estate = estate
        self._waiting: dict[tuple[str, bool], int] = defaultdict(int)
        self._dealt: dict[tuple[str, bool], int] = defaultdict(int)
        for interface in estate.design.network_interfaces:
            if interface.private_ip is None:
                self._waiting[interface.subnet, False] += 1
        for interface in estate.uncommon.values():
            if interface.ipv6 and not interface.ipv6_addresses:
                self._waiting[interface.subnet, True] += 1
        for nat in estate.design.nat_gateways:
            if nat.subnet:
                self._waiting[nat.subnet, False] += sum(a.private_ip is None for a in _addresses_of(nat))
        holders: list[LoadBalancer | VpcEndpoint] = [*estate.design.load_balancers, *estate.design.vpc_endpoints]
        for holder in holders:
            for node in holder.nodes:
                if node.private_ip is None:
                    self._waiting[node.subnet, False] += 1

    def deal(self, subnet: str, *, v6: bool = False) -> Intervals:
        """Give the next share of a subnet's free addresses; the only one who waits may get any of them."""
        pool = self.estate.pool(subnet, v6=v6)
        place = self._dealt[subnet, v6]
        self._dealt[subnet, v6] += 1
        shares = self._waiting[subnet, v6]
        if shares <= 1 or not pool:
            return pool
        each = max(size(pool) // shares, 1)
        flat = _cut(pool, place * each, each)
        return flat or point(pool[-1][1])

    def deal_one(self, subnet: str) -> int:
        """Give one address, where one must stand for whichever AWS chooses."""
        share = self.deal(subnet)
        return share[0][0] if share else 0


def _cut(pool: Intervals, skip: int, take: int) -> Intervals:
    found: list[tuple[int, int]] = []
    for low, high in pool:
        if skip > high - low:
            skip -= high - low + 1
            continue
        start = low + skip
        skip = 0
        end = min(high, start + take - 1)
        found.append((start, end))
        take -= end - start + 1
        if take <= 0:
            break
    return of(found)


def collect(
    estate: Estate, known: Mapping[str, Device], still: Container[str]
) -> tuple[dict[str, Device], dict[str, dict[int, int]]]:
    """Give the devices by id, and for each VPC the public address of every private one that has one.

    Those of some interfaces are `still` what is `known` of them.
    """
    dealer = Addresses(estate)
    public: dict[str, dict[int, int]] = defaultdict(dict)
    devices: dict[str, Device] = {}
    elastic: dict[str, dict[str | None, ElasticIp]] = defaultdict(dict)
    for eip in estate.design.elastic_ips:
        if eip.interface:
            elastic[eip.interface][eip.private_ip] = eip
    homes = {subnet.id: subnet.vpc for subnet in estate.design.subnets}
    uncommon, read, new = estate.uncommon, estate.read, tuple.__new__  # as the tuples that they are: there are many
    for one in estate.design.network_interfaces:
        name, subnet, private = one.id, one.subnet, one.private_ip
        vpc = homes.get(subnet)
        if name in still:
            devices[name] = known[name]
        elif vpc is None:
            continue
        elif private is not None and name not in uncommon and name not in elastic:
            at = read(private)
            kind, arrive, groups = "network_interface", ("interface", name), one.security_groups
            devices[name] = new(Device, (name, kind, vpc, subnet, ((at, at),), arrive, at, groups, True))
        else:
            device = devices[name] = _interface(estate, dealer, one, vpc)
            if not device.usual or name in elastic:
                its = elastic.get(name, {})
                public[vpc].update(_public_addresses(estate, one, device.addresses, its))
    for some in (_nats(estate, dealer, public), _balancers(estate, dealer, public), _endpoints(estate, dealer)):
        for device in some:
            devices[device.id] = device
    return devices, public


def _interface(estate: Estate, dealer: Addresses, one: NetworkInterface, vpc: str) -> Device:
    name, own = one.id, _own_addresses(one, dealer)
    arrive, usual = ("interface", name), name not in estate.uncommon
    kind, groups = "network_interface", one.security_groups
    return Device(name, kind, vpc, one.subnet, own, arrive, _primary(one, own), groups, usual)


def _primary(one: NetworkInterface, own: Intervals) -> int:
    if one.private_ip and (len(own) > 1 or own[0][0] != own[0][1]):
        return address(one.private_ip)
    return own[0][0] if own else 0


def _running(estate: Estate, interface: NetworkInterface) -> bool:
    instance = estate.instances.get(interface.instance or "")
    return instance is None or instance.state == "running"


def _own_addresses(one: NetworkInterface, dealer: Addresses) -> Intervals:
    """Give all addresses of an interface; delegated prefixes count as its own (EC2: prefixes)."""
    if one.private_ip is not None:
        own = point(address(one.private_ip))
    elif one.public_ip is not None:
        first = dealer.deal_one(one.subnet)  # the gateway's translation is address by address
        own = point(first) if first else EMPTY
    else:
        own = dealer.deal(one.subnet)
    more = [address(s.private_ip) for s in one.secondary_ips] + [address(a) for a in one.ipv6_addresses]
    own = union(own, of((a, a) for a in more))
    if one.ipv6 and not one.ipv6_addresses:
        own = union(own, dealer.deal(one.subnet, v6=True))
    return union(own, blocks(one.prefixes))


def _public_addresses(
    estate: Estate, one: NetworkInterface, own: Intervals, elastic: dict[str | None, ElasticIp]
) -> Iterator[tuple[int, int]]:
    """Give (private, public): an Elastic IP address stands before an auto-assigned one (UG: IP addressing)."""
    if not one.attached or one.deny_igw_traffic or not _running(estate, one):
        return
    primary = address(one.private_ip) if one.private_ip else (own[0][0] if own else None)
    given: dict[int, str | None] = {address(s.private_ip): s.public_ip for s in one.secondary_ips}
    if primary is not None:
        given = {primary: one.public_ip, **given}
    for private, eip in elastic.items():
        at = address(private) if private else primary
        if at is not None:
            given[at] = eip.address or AUTO
    for private_ip, text in given.items():
        found = estate.public(f"{one.id} {private_ip}", text)
        if found is not None:
            yield private_ip, found


def _nats(estate: Estate, dealer: Addresses, public: dict[str, dict[int, int]]) -> Iterator[Device]:
    for nat in estate.design.nat_gateways:
        subnet = estate.subnets.get(nat.subnet or "")
        if subnet is None:
            continue
        given = _addresses_of(nat)
        private = [address(a.private_ip) if a.private_ip else dealer.deal_one(subnet.id) for a in given]
        if nat.connectivity == "public":
            elastic = {e.id: e for e in estate.design.elastic_ips}
            for place, (one, its) in enumerate(zip(private, given, strict=True)):
                eip = elastic.get(its.elastic_ip or "")
                text = its.public_ip or (eip.address if eip else None) or AUTO
                found = estate.public(f"{nat.id} {place}", text)
                assert found is not None
                public[subnet.vpc][one] = found
        yield Device(
            nat.id, "nat_gateway", subnet.vpc, subnet.id, of((a, a) for a in private), ("nat_back", nat.id), private[0]
        )


def _addresses_of(nat: NatGateway) -> tuple[NatAddress, ...]:
    return nat.addresses or (NatAddress(),)


def _balancers(estate: Estate, dealer: Addresses, public: dict[str, dict[int, int]]) -> Iterator[Device]:
    for balancer in estate.design.load_balancers:
        for node in balancer.nodes:
            subnet = estate.subnets.get(node.subnet)
            if subnet is None:
                continue
            private = address(node.private_ip) if node.private_ip else dealer.deal_one(subnet.id)
            if balancer.scheme == "internet-facing":
                found = estate.public(f"{balancer.id} {node.subnet}", node.public_ip or AUTO)
                assert found is not None
                public[subnet.vpc][private] = found
            own = point(private)
            if node.ipv6:
                own = union(own, point(address(node.ipv6)))
            name = f"{balancer.id}/{node.subnet}"
            groups = balancer.security_groups
            key = ("balancer", balancer.id, subnet.id)
            yield Device(name, "load_balancer_node", subnet.vpc, subnet.id, own, key, private, groups)


def _endpoints(estate: Estate, dealer: Addresses) -> Iterator[Device]:
    for endpoint in estate.design.vpc_endpoints:
        if endpoint.kind == "gateway":
            continue
        for node in endpoint.nodes:
            subnet = estate.subnets.get(node.subnet)
            if subnet is None:
                continue
            private = address(node.private_ip) if node.private_ip else dealer.deal_one(subnet.id)
            own = point(private)
            if node.ipv6:
                own = union(own, point(address(node.ipv6)))
            name = f"{endpoint.id}/{node.subnet}"
            key = ("endpoint", endpoint.id, subnet.id)
            yield Device(name, "endpoint_node", endpoint.vpc, subnet.id, own, key, private, endpoint.security_groups)
