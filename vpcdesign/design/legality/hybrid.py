"""What AWS refuses on the way to other places: VPN connections, customer gateways, Direct Connect."""

from vpcdesign.design.hybrid import DirectConnect, VirtualPrivateGateway, VpnConnection
from vpcdesign.design.legality.survey import Problems, Span, Survey, is_v6, meet, overlaps, refusal, span


def check(survey: Survey) -> Problems:
    """Tell everything about hybrid connections, one after the other."""
    for place, connection in enumerate(survey.design.vpn_connections):
        yield from vpn(connection, f"/vpn_connections/{place}")
    yield from customer_gateways(survey)
    for place, interface in enumerate(survey.design.direct_connects):
        yield from virtual_interface(interface, f"/direct_connects/{place}")
    yield from direct_connect_gateways(survey)


def vpn(connection: VpnConnection, at: str) -> Problems:
    """Tell a connection that ends nowhere or twice, and IPv6 where a VGW carries none (VPN: IPv4 and IPv6 traffic)."""
    private, transit = connection.virtual_private_gateway, connection.transit_gateway
    if private and transit:
        yield refusal(
            f"{at}/transit_gateway",
            f"`{connection.id}` ends on `{private}` and on `{transit}`: name one of them",
            "InvalidParameterCombination",
        )
    elif not private and not transit:
        yield refusal(
            at,
            f"`{connection.id}` ends nowhere: name its `virtual_private_gateway` or its `transit_gateway`",
            "MissingParameter",
        )
    if private:
        for number, cidr in enumerate(connection.routes):
            if is_v6(span(cidr)):
                yield refusal(
                    f"{at}/routes/{number}",
                    f"`{cidr}` is IPv6, which a VPN on a virtual private gateway does not carry: use a transit gateway",
                    "InvalidParameterValue",
                )
    seen: dict[str, int] = {}
    for number, cidr in enumerate(connection.routes):
        if seen.setdefault(cidr, number) != number:
            yield refusal(
                f"{at}/routes/{number}",
                f"`{cidr}` is a route of `{connection.id}` already: keep one of them",
                "InvalidParameterValue",
            )


def customer_gateways(survey: Survey) -> Problems:
    """Tell two customer gateways with one address, where the design is of one Region (VPN: customer gateways)."""
    if len({vpc.region for vpc in survey.design.vpcs}) > 1:
        return
    seen: dict[str, str] = {}
    for place, gateway in enumerate(survey.design.customer_gateways):
        if gateway.ip_address is not None:
            first = seen.setdefault(gateway.ip_address, gateway.id)
            if first != gateway.id:
                yield refusal(
                    f"/customer_gateways/{place}/ip_address",
                    f"`{gateway.ip_address}` is the address of `{first}` already: a Region has one customer gateway "
                    "for each",
                    "InvalidCustomerGateway.DuplicateIpAddress",
                )


def virtual_interface(interface: DirectConnect, at: str) -> Problems:
    """Tell a virtual interface whose kind does not fit its gateways (DX: virtual interfaces, gateways)."""
    private, transit = interface.virtual_private_gateways, interface.transit_gateways
    if private and transit:
        yield refusal(
            f"{at}/transit_gateways",
            f"`{interface.id}` leads to virtual private gateways and to transit gateways: a Direct Connect gateway has "
            "one kind",
            "DirectConnectClientException",
        )
    elif transit and interface.kind != "transit":
        yield refusal(
            f"{at}/kind",
            f"`{interface.kind}` virtual interfaces do not lead to transit gateways: make it `transit`",
            "DirectConnectClientException",
        )
    elif private and interface.kind != "private":
        yield refusal(
            f"{at}/kind",
            f"`{interface.kind}` virtual interfaces do not lead to virtual private gateways: make it `private`",
            "DirectConnectClientException",
        )


def direct_connect_gateways(survey: Survey) -> Problems:
    """Tell what virtual interfaces of one Direct Connect gateway cannot share (DX: gateways, allowed prefixes)."""
    groups: dict[str, list[tuple[int, DirectConnect]]] = {}
    for place, interface in enumerate(survey.design.direct_connects):
        groups.setdefault(interface.direct_connect_gateway or interface.id, []).append((place, interface))
    for name, group in groups.items():
        yield from one_kind(name, group)
        yield from vpcs_overlap(survey, name, group)
        yield from prefixes_overlap(name, group)


def one_kind(name: str, group: list[tuple[int, DirectConnect]]) -> Problems:
    """Tell a Direct Connect gateway of both kinds, spread over virtual interfaces (DX: gateways)."""
    first = next((each for _, each in group if each.virtual_private_gateways or each.transit_gateways), None)
    for place, each in group:
        if first is None or each is first or (each.virtual_private_gateways and each.transit_gateways):
            continue
        field = "transit_gateways" if first.virtual_private_gateways else "virtual_private_gateways"
        if getattr(each, field):
            yield refusal(
                f"/direct_connects/{place}/{field}",
                f"`{name}` is associated with the other kind of gateway by `{first.id}`: a Direct Connect gateway has "
                "one kind",
                "DirectConnectClientException",
            )


def vpcs_overlap(survey: Survey, name: str, group: list[tuple[int, DirectConnect]]) -> Problems:
    """Tell VPCs of one Direct Connect gateway that overlap (UG: VPC CIDR blocks; DX: VGW associations)."""
    spans: dict[str, tuple[str, tuple[Span, ...]]] = {}
    for place, interface in group:
        for number, each in enumerate(interface.virtual_private_gateways):
            gateway = survey.find(VirtualPrivateGateway, each)
            if gateway and gateway.vpc and gateway.vpc not in spans:
                at = f"/direct_connects/{place}/virtual_private_gateways/{number}"
                spans[gateway.vpc] = (at, survey.known_spans(gateway.vpc))
    told: set[str] = set()
    order = list(spans)
    for one, two in overlaps((found, vpc) for vpc, (_, blocks) in spans.items() for found in blocks):
        first, second = sorted((one, two), key=order.index)
        if first != second and second not in told:
            told.add(second)
            yield refusal(
                spans[second][0],
                f"`{first}` and `{second}` overlap, and both are reached through `{name}`: renumber one of them or use "
                "another Direct Connect gateway",
                "DirectConnectClientException",
            )


def prefixes_overlap(name: str, group: list[tuple[int, DirectConnect]]) -> Problems:
    """Tell allowed prefixes of two transit gateways that overlap (DX: allowed prefixes)."""
    for position, (place, each) in enumerate(group):
        for number, cidr in enumerate(each.allowed_prefixes):
            other = next(
                (
                    (before.id, taken)
                    for _, before in group[:position]
                    if before.transit_gateways and each.transit_gateways
                    if not set(before.transit_gateways) & set(each.transit_gateways)
                    for taken in before.allowed_prefixes
                    if meet(span(cidr), span(taken))
                ),
                None,
            )
            if other:
                yield refusal(
                    f"/direct_connects/{place}/allowed_prefixes/{number}",
                    f"`{cidr}` overlaps `{other[1]}` of `{other[0]}`, another transit gateway of `{name}`: allowed "
                    "prefixes of one Direct Connect gateway are disjoint",
                    "DirectConnectClientException",
                )
