"""Terms of routing: which route decides, what a way out is, and how networks are joined."""

from vpcdesign.tui.topics.topic import Topic, term

TERMS: tuple[Topic, ...] = (
    term(
        "kinds-of-subnets",
        "what PUB, PRV and ISO mean",
        "PUB has a route to an internet gateway. PRV has another way out of the VPC: NAT, a transit gateway, "
        "a peering, VPN, an endpoint's route. ISO has local routes only.\n"
        "It is read from routes and never from names. A PUB subnet's host still needs a public address to be "
        "met.",
        "UG: subnet types",
        ("way-to-the-internet", "longest-prefix"),
    ),
    term(
        "way-to-the-internet",
        "what a host needs to be on the internet",
        "Four things together: an internet gateway attached to the VPC, a route to it in the subnet's table, "
        "a public address on the interface, and filters that let the request and its answer pass.",
        "UG: internet gateways",
        ("kinds-of-subnets", "nat", "acl-forgets"),
    ),
    term(
        "longest-prefix",
        "which route decides",
        "The route with the longest prefix that covers the destination, whatever its order. At equal length "
        "static routes go before prefix lists, and those before propagated ones; the local route beats every "
        "propagated one.",
        "UG: route priority",
        ("blackhole", "local-route"),
    ),
    term(
        "local-route",
        "what the local route does",
        "Each block of the VPC is a route to its own router, in every table, written or not. So subnets of a "
        "VPC always know each other: what parts them are security groups and network ACLs, not routes.\n"
        "A longer route inside the VPC may send a whole subnet through a NAT gateway, an interface or a "
        "Gateway Load Balancer endpoint, and through nothing else.",
        "UG: subnet route tables",
        ("longest-prefix", "kinds-of-subnets"),
    ),
    term(
        "main-table",
        "which table a subnet without one uses",
        "Every VPC has one main route table, which routes each subnet that is associated with no other. Leave "
        "it with local routes only: then a subnet that somebody forgot gets no way out.",
        "UG: main route table",
        ("route_table",),
    ),
    term(
        "blackhole",
        "why a blackhole still wins",
        "A route whose target was deleted or detached stays and is chosen before anything is known of its "
        "target. Packets that it covers are lost, and no shorter route takes over.",
        "API: Route.State; UG: route priority",
        ("longest-prefix", "BAD_STATE_ROUTE"),
    ),
    term(
        "nat",
        "what a NAT gateway does",
        "It puts its own address on what passes, so that answers come back to it; nothing can begin towards "
        "it. A public one stands in a public subnet and leaves by the internet gateway.\n"
        "Its source ports become 1024-65535, which network ACLs on its subnet must let back in.",
        "UG: NAT gateways",
        ("nat-in-public-subnet", "nat-a-zone", "ephemeral-ports"),
    ),
    term(
        "nat-in-public-subnet",
        "why a NAT gateway needs a public subnet",
        "What leaves a public NAT gateway is routed by the table of the subnet that it stands in. Without a "
        "route to an internet gateway there it sends packets to itself, or nowhere.",
        "UG: NAT gateways",
        ("nat", "kinds-of-subnets"),
    ),
    term(
        "nat-a-zone",
        "one NAT gateway or one a zone",
        "One for all zones is cheaper and stops everybody's way out when its zone is lost; traffic from other "
        "zones is charged for crossing. One a zone keeps a lost zone's damage in that zone. f on a zone shows "
        "it.",
        "UG: NAT gateways",
        ("nat", "failures"),
    ),
    term(
        "egress-only",
        "why IPv6 has no NAT here",
        "IPv6 addresses are public by themselves. An egress-only internet gateway lets connections begin "
        "inside and answers return, which is what NAT gateways are for in IPv4.",
        "UG: egress-only internet gateways",
        ("nat", "egress_only_internet_gateway"),
    ),
    term(
        "propagation",
        "how routes are learned",
        "A virtual private gateway tells its routes to the tables in which propagation is on, a transit "
        "gateway's attachment to the transit gateway's tables that it propagates into. A VPC's own table "
        "never learns from a transit gateway: its routes are written.",
        "UG: route propagation; TGW: route tables",
        ("tgw-tables", "longest-prefix"),
    ),
    term(
        "tgw-tables",
        "how a transit gateway's tables work",
        "Each attachment is associated with one table, which routes what comes from it, and propagates into "
        "any number, which then know the way to it. Neither follows from the other.\n"
        "Networks are kept apart by giving them tables that do not know each other, or by blackholes.",
        "TGW: how transit gateways work",
        ("tgw-four", "propagation"),
    ),
    term(
        "tgw-four",
        "four things for a way through a transit gateway",
        "The sender's VPC routes to it, the table of the sender's attachment knows the receiver, the table of "
        "the receiver's attachment knows the sender, the receiver's VPC routes back. And an attachment serves "
        "only the zones in which it has a subnet.",
        "TGW: VPC attachments, route tables",
        ("tgw-tables", "appliance-mode"),
    ),
    term(
        "appliance-mode",
        "what appliance mode is for",
        "A transit gateway keeps to the zone of the sender, so request and answer may come in by different "
        "zones. With appliance mode on an attachment both directions of a flow use one zone, which a stateful "
        "firewall needs.",
        "TGW: appliance scenario",
        ("asymmetry", "transit_gateway_attachment"),
    ),
    term(
        "asymmetry",
        "when the answer takes another way",
        "Routes are asked for each direction by itself. An answer may come by another path, if nothing on "
        "either path keeps state or puts another address on it; else it is no answer.",
        "UG: route tables",
        ("appliance-mode", "ASYMMETRIC_RETURN"),
    ),
    term(
        "peering-not-transitive",
        "why a peering leads no further",
        "A peering carries packets between the addresses of its two VPCs and nothing else: no third VPC, no "
        "internet gateway, no NAT, no VPN and no gateway endpoint of the peer.",
        "PEER: limitations",
        ("peering_connection", "tgw-tables"),
    ),
    term(
        "gateway-endpoint",
        "why S3 needs no NAT",
        "A gateway endpoint is a route to S3 or DynamoDB in the tables that name it. It costs nothing, keeps "
        "the traffic off the NAT gateway, and serves hosts of this VPC only.",
        "PL: gateway endpoints",
        ("vpc_endpoint",),
    ),
)
