"""What it means when a packet dies between networks: peering, transit gateways, VPN, endpoints, what is unseen.

The names are those of AWS Reachability Analyzer, so that a search finds AWS's own page.
"""

from vpcdesign.aws.entry import Entry

HYBRID_CODES: dict[str, Entry] = {
    "PCX_REQUIRES_ADDRESS_IN_VPC_CIDR": Entry(
        "a peering leads to the peer's own addresses",
        "The packet went into a peering for an address that is not the peer's.",
        "Peerings are not transitive, and lend neither internet nor NAT gateways, VPNs nor gateway endpoints.",
        "Peer the two VPCs directly, or join them with a transit gateway; for the internet use the VPC's own gateway.",
        "PEER: limitations; RA: explanation codes",
    ),
    "TGW_ROUTE_AZ_RESTRICTION": Entry(
        "the transit gateway is not in the sender's zone",
        "The VPC's attachment has no subnet in the zone from which the packet is sent.",
        "Whatever the route table says, a zone without an attachment subnet cannot send to the transit gateway. It can "
        "receive, so such connections die on the way back.",
        "Add a subnet of that zone to the attachment.",
        "TGW: how transit gateways work; RA: explanation codes",
    ),
    "TGW_ATTACH_VPC_AZ_RESTRICTION": Entry(
        "the transit gateway takes another zone",
        "The transit gateway hands the packet to the attachment in another zone than this way needs.",
        "It stays in the sender's zone where it can; with appliance mode it picks one zone for both directions.",
        "Turn appliance mode on for the inspection VPC, and give its attachment a subnet in each zone.",
        "TGW: appliance mode; RA: explanation codes",
    ),
    "TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION": Entry(
        "the attachment has no route table",
        "The packet came into the transit gateway from an attachment that is associated with no route table.",
        "What comes from an attachment is routed by the one table it is associated with.",
        "Associate the attachment with a table.",
        "TGW: how transit gateways work; RA: explanation codes",
    ),
    "TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT": Entry(
        "the transit gateway's table has no route",
        "The table of the attachment that the packet came from has no route to its destination.",
        "Routes get there by propagation from the other attachment, or by hand: static VPNs, peerings and other "
        "attachments' default routes are never propagated.",
        "Propagate the destination's attachment into this table, or write a static route to it. Mind the way back: it "
        "uses the other attachment's table.",
        "TGW: how transit gateways work; RA: explanation codes",
    ),
    "TGW_RTB_BAD_STATE_ROUTE": Entry(
        "a blackhole in the transit gateway's table",
        "The longest matching route of the table is a blackhole.",
        "A blackhole is written on purpose, to keep networks apart, or left behind by a deleted attachment.",
        "Remove it, or write a more specific route for what may pass.",
        "TGW: route tables; RA: explanation codes",
    ),
    "TGW_RTB_CANNOT_ROUTE": Entry(
        "this route does not cover the destination",
        "The route was looked at and does not hold the packet's destination.",
        "A route applies only to what its destination covers.",
        "Widen it, or write another.",
        "RA: explanation codes",
    ),
    "TGW_RTB_HIGHER_PRIORITY_ROUTE": Entry(
        "a route of the same prefix goes first",
        "Another route of the table has the same destination and a higher rank.",
        "Static routes go before prefix lists, those before VPCs, Direct Connect, Connect and VPN.",
        "Remove the one that wins, or make the other more specific.",
        "TGW: route evaluation order",
    ),
    "TGW_RTB_MORE_SPECIFIC_ROUTE": Entry(
        "a longer prefix goes first",
        "Another route of the table covers the destination more closely.",
        "The longest matching prefix wins.",
        "Remove the longer route, or point it where the packets should go.",
        "TGW: route evaluation order",
    ),
    "TGW_RTB_ROUTES_ARE_UNKNOWN": Entry(
        "the table cannot be seen",
        "The transit gateway's routes are not known, as when they belong to another account.",
        "Who shares a transit gateway sees its own attachments, not the owner's tables.",
        "Import the owner's documents as well.",
        "RA: explanation codes",
    ),
    "TGW_BAD_STATE_VPN": Entry(
        "the VPN on the transit gateway is down",
        "Both tunnels of the VPN connection are down.",
        "Nothing crosses a connection without a tunnel that is up.",
        "Bring a tunnel up, or route over another connection.",
        "RA: explanation codes",
    ),
    "BAD_STATE_VPN": Entry(
        "the VPN is down",
        "Both tunnels of the VPN connection are down.",
        "Nothing crosses a connection without a tunnel that is up.",
        "Bring a tunnel up, or route over another connection.",
        "RA: explanation codes",
    ),
    "VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS": Entry(
        "only the VPC's own hosts leave by its VPN gateway",
        "The packet went to the virtual private gateway from an address that no interface of the VPC holds.",
        "The gateway serves its VPC; it is no way through for peers or for what came from elsewhere.",
        "Join the networks with a transit gateway.",
        "RA: explanation codes",
    ),
    "VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS": Entry(
        "the VPN gateway delivers to its VPC only",
        "The packet came in through the virtual private gateway for an address that no interface of the VPC holds.",
        "Nothing on-premises gets through it to an internet gateway, NAT gateway, peering or gateway endpoint.",
        "Use a transit gateway, or an interface endpoint for AWS services.",
        "RA: explanation codes; PL: gateway endpoints",
    ),
    "VPCE_GATEWAY_EGRESS_SOURCE_ADDRESS_RESTRICTION": Entry(
        "from a gateway endpoint come the service's addresses",
        "What comes out of the gateway endpoint has a source that is not in the service's prefix list.",
        "The endpoint brings answers of its service and nothing else.",
        "Ask for an address of the service.",
        "RA: explanation codes",
    ),
    "VPCE_GATEWAY_PROTOCOL_RESTRICTION": Entry(
        "gateway endpoints take TCP and ping",
        "The packet is neither TCP nor an echo request.",
        "S3 and DynamoDB speak HTTP and HTTPS; ping is answered for tests.",
        "Use the service's own protocol.",
        "PL: gateway endpoints; RA: explanation codes",
    ),
    "VPCE_INTRA_VPC_TRAFFIC": Entry(
        "an endpoint begins nothing",
        "A connection was asked for that an endpoint would have to open.",
        "Consumers open connections through an endpoint; the service behind it never does.",
        "Turn the question round, or publish the client as a service of its own.",
        "PL: considerations; RA: explanation codes",
    ),
    "VPCE_SERVICE_NOT_INSTALLED_IN_AZ": Entry(
        "the service is not in this zone",
        "The endpoint's service is not offered in the zone.",
        "A service is offered zone by zone; compare zone ids, not names, between accounts.",
        "Place the endpoint in a zone that the service offers.",
        "PL: interface endpoints; RA: explanation codes",
    ),
    "UNKNOWN_DESTINATION": Entry(
        "too little is known of the destination",
        "The walk left what the design holds.",
        "What is only referred to cannot be judged.",
        "Import or describe the missing part.",
        "RA: explanation codes",
    ),
    "UNKNOWN_RESOURCE": Entry(
        "the resource cannot be seen",
        "A route or rule names something that the design does not hold.",
        "What is only referred to cannot be judged.",
        "Import or describe the missing part.",
        "RA: explanation codes",
    ),
}
