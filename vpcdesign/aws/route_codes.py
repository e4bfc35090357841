"""What it means when a packet dies of routing: route tables, internet and NAT gateways, public access.

The names are those of AWS Reachability Analyzer, so that a search finds AWS's own page; the last ones are our own.
"""

from vpcdesign.aws.entry import Entry

ROUTE_CODES: dict[str, Entry] = {
    "NO_ROUTE_TO_DESTINATION": Entry(
        "no route matches the destination",
        "No route of the table that was asked covers this destination, so the packet is dropped where it stands.",
        "A table knows the VPC's own blocks and what was written or propagated into it, per family: 0.0.0.0/0 never "
        "matches IPv6. A subnet without a table of its own uses the VPC's main one.",
        "Add a route to the gateway, peering or attachment that leads there, or associate the subnet with the table "
        "that has it. On the way back it is the answering side's table that lacks the route.",
        "UG: subnet route tables; RA: explanation codes",
    ),
    "BAD_STATE_ROUTE": Entry(
        "the route that wins is a blackhole",
        "The longest matching route leads to something deleted, detached or not yet active: packets on it are lost.",
        "The longest prefix is chosen before anything is known of the target's state: a blackhole does not let a "
        "shorter route take over.",
        "Point the route at a target that exists, or delete it so that the next longest one is used.",
        "API: Route.State; RA: explanation codes",
    ),
    "CANNOT_ROUTE": Entry(
        "this route does not cover the destination",
        "The route was looked at and its block or prefix list does not hold the packet's destination.",
        "A route applies only to what its destination covers, in its own family.",
        "Widen the destination, add an entry to the prefix list, or write another route.",
        "RA: explanation codes",
    ),
    "HIGHER_PRIORITY_ROUTE": Entry(
        "a route of the same prefix goes first",
        "Another route has the same destination and a higher rank: static before prefix list before propagated.",
        "Between equal prefixes the origin decides, and a local route beats every propagated one.",
        "Remove or change the route that wins, or make the one that should win more specific.",
        "UG: route priority; VPN: route priority",
    ),
    "MORE_SPECIFIC_ROUTE": Entry(
        "a longer prefix goes first",
        "Another route covers the destination more closely, so this one is not used.",
        "The longest matching prefix wins, whatever its origin; only a local route beats longer propagated ones.",
        "Remove the longer route, or point it where the packets should go.",
        "UG: route priority",
    ),
    "VPC_LOCAL_ROUTE_CIDR_RESTRICTION": Entry(
        "local routes serve the VPC only",
        "The packet was handed to a local route and its destination is not in the VPC.",
        "A local route delivers to addresses of the VPC's own blocks and to nothing else.",
        "Write a route for the destination to the gateway that leads there.",
        "UG: subnet route tables; RA: explanation codes",
    ),
    "NO_POSSIBLE_DESTINATION": Entry(
        "it can be delivered nowhere from here",
        "What the packet reached cannot hand it on to this destination: nobody holds the address there, or the "
        "component serves other destinations only.",
        "An address inside a VPC that no interface holds is dropped; it never falls through to a wider route.",
        "Check the destination address, and that the component leads to the network you mean.",
        "RA: explanation codes",
    ),
    "BAD_STATE": Entry(
        "the component does not work",
        "The component exists and is in a state in which it carries nothing: stopped, failed, pending or deleted.",
        "Only what is running, active or available forwards packets.",
        "Start it, wait for it or replace it.",
        "RA: explanation codes",
    ),
    "BAD_STATE_ATTACHMENT": Entry(
        "it is attached to nothing, or not yet",
        "The gateway or interface on the way is not attached where the packet needs it.",
        "A gateway serves the one VPC that it is attached to, an interface the host that it is attached to.",
        "Attach it, or route through one that is.",
        "RA: explanation codes",
    ),
    "IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS": Entry(
        "no public address to leave with",
        "The packet reached the internet gateway from a private IPv4 address that has no public one.",
        "An internet gateway translates one to one: private address to its own public or Elastic IP address. What has "
        "none is dropped, and so is what a private NAT gateway or a transit gateway sends.",
        "Give the interface a public or Elastic IP address, or route the subnet to a NAT gateway.",
        "UG: internet gateways; RA: explanation codes",
    ),
    "IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS": Entry(
        "no interface behind this public address",
        "The packet came from the internet to an address that no attached interface of the VPC has as its public one.",
        "The gateway delivers only to addresses that are associated with an interface in use.",
        "Associate the address with an attached interface, or ask for the address that the host has.",
        "UG: Elastic IP addresses; RA: explanation codes",
    ),
    "IGW_DESTINATION_ADDRESS_IN_VPC_CIDRS": Entry(
        "the internet gateway delivers into its VPC only",
        "The packet came in through the internet gateway for an address outside the VPC's blocks.",
        "After translation the destination has to be an address of the VPC.",
        "Address a host of this VPC by its public address.",
        "RA: explanation codes",
    ),
    "IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS": Entry(
        "the internet has no private addresses",
        "The packet goes to the internet gateway with a destination in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.",
        "Private addresses do not exist on the internet, so the gateway drops what is sent to them.",
        "Route the private network to its peering, transit gateway or VPN: a longer prefix than 0.0.0.0/0 wins.",
        "RA: explanation codes",
    ),
    "IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS": Entry(
        "the internet has no shared addresses",
        "The packet goes to the internet gateway with a destination in 100.64.0.0/10.",
        "The shared range is legal inside VPCs and does not exist on the internet.",
        "Route the range to the peering, transit gateway or VPN that leads to it.",
        "RA: explanation codes",
    ),
    "IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS": Entry(
        "nothing private comes from the internet",
        "The packet came in through the internet gateway with a private source address.",
        "Such a source can only be forged, so the gateway drops it.",
        "Ask from a public address, or from the private network through the gateway that it uses.",
        "RA: explanation codes",
    ),
    "IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS": Entry(
        "nothing shared comes from the internet",
        "The packet came in through the internet gateway with a source in 100.64.0.0/10.",
        "The shared range does not exist on the internet, so the gateway drops it.",
        "Ask from a public address.",
        "RA: explanation codes",
    ),
    "IGW_NAT_REFLECTION": Entry(
        "out and back through internet gateways",
        "A host of AWS was addressed by its public address from inside AWS, so the packet leaves through one internet "
        "gateway and comes in through another, or the same.",
        "Each side then sees the other's public address: rules that name private blocks or groups do not match.",
        "Use the private address inside the network, or admit the public address of the sender or of its NAT gateway.",
        "EC2: instance IP addressing; RA: explanation codes",
    ),
    "INGRESS_RTB_NO_PUBLIC_IP": Entry(
        "the middlebox has no public address",
        "The internet gateway's route table sends the packet to an interface without a public address.",
        "Behind an internet gateway a middlebox's interface needs a public address; an endpoint does not.",
        "Give the interface a public or Elastic IP address, or use an endpoint in front of the appliance.",
        "UG: gateway route tables; RA: explanation codes",
    ),
    "INGRESS_RTB_TRAFFIC_REDIRECTION": Entry(
        "in through the middlebox, out past it",
        "The internet gateway's route table leads this subnet's packets through a middlebox, and the subnet itself "
        "sends straight to the internet gateway.",
        "Both directions have to cross the same middlebox: asymmetric routing is not supported.",
        "Point the subnet's default route at the same middlebox, or take the subnet out of the gateway's table.",
        "UG: gateway route tables; RA: explanation codes",
    ),
    "NGW_SOURCE_ADDRESS_REASSIGN": Entry(
        "a NAT gateway takes its own address",
        "What leaves a NAT gateway has the gateway's private address as its source, whatever was asked for.",
        "Many clients share the gateway's addresses, so the source never stays; towards the internet the internet "
        "gateway then puts the public address on it. Nothing can open a connection towards the gateway.",
        "Admit the NAT gateway's address where the client's was expected. To be reached from outside, use a load "
        "balancer or a public address.",
        "UG: NAT gateways; RA: explanation codes",
    ),
    "NGW_DEST_ADDRESS_PRESERVATION": Entry(
        "a NAT gateway keeps the destination",
        "What goes through a NAT gateway arrives at the address that the client asked for; only NAT64 changes it.",
        "The gateway translates sources. It forwards no ports and serves nothing on its own addresses.",
        "Ask for the destination itself.",
        "UG: NAT gateways; RA: explanation codes",
    ),
    "NGW_REQUIRES_SOURCE_IN_VPC": Entry(
        "a NAT gateway serves its own VPC",
        "The packet came to the NAT gateway over a peering, a VPN or Direct Connect on a virtual private gateway.",
        "Connections through a NAT gateway begin in its VPC, or come in through a transit gateway.",
        "Use a NAT gateway of the client's own VPC, or connect through a transit gateway.",
        "UG: NAT gateway basics; RA: explanation codes",
    ),
    "REGIONAL_NGW_ROUTE_AZ_RESTRICTION": Entry(
        "the regional NAT gateway is not in this zone",
        "The packet comes from a zone in which the regional NAT gateway has no address.",
        "It serves the zones in which it has addresses; in automatic mode it spreads to a new one within an hour.",
        "Add an address in the zone, or wait for the gateway to reach it.",
        "UG: regional NAT gateways; RA: explanation codes",
    ),
    "REMAP_EPHEMERAL_PORT": Entry(
        "the source port is chosen anew",
        "A NAT gateway or load balancer sends on with a source port from 1024 to 65535, whatever the client used.",
        "Many clients share one address, so ports are mapped.",
        "Open 1024-65535 for the answers in the network ACLs on the way, not only the client's own range.",
        "UG: NAT gateways; RA: explanation codes",
    ),
    "GATEWAY_REJECTS_SPOOFED_TRAFFIC": Entry(
        "the source is not the sender's",
        "A gateway received a packet whose source address belongs to nobody in the VPC.",
        "Gateways drop forged sources.",
        "Send from an address of the interface, or translate on the middlebox.",
        "RA: explanation codes",
    ),
    "VPC_BLOCK_PUBLIC_ACCESS_ENABLED": Entry(
        "public access is blocked for the account",
        "Block Public Access of the account and Region stops what crosses an internet or egress-only gateway here.",
        "In `block-bidirectional` nothing passes, in `block-ingress` only what began behind a NAT or egress-only "
        "gateway. It stands above routes, groups and lists; exclusions spare a VPC or a subnet.",
        "Exclude the subnet that hands packets to the gateway, or change the account's mode.",
        "UG: block public access to VPCs",
    ),
    "ASYMMETRIC_RETURN": Entry(
        "the answer does not come back as it must",
        "The request arrives and the answer takes a way on which it is no answer any more: another gateway gives it "
        "another source, or a stateful device on the way did not see both directions.",
        "A NAT gateway, load balancer, firewall or egress-only gateway knows only connections that it saw begin. "
        "Each side answers by its own route table.",
        "Make the answering side's routes lead back through the same device, in the same zone.",
        "UG: NAT gateways, appliance considerations; NFW: asymmetric routing; this program's own code",
    ),
    "ROUTING_LOOP": Entry(
        "routes send it in a circle",
        "The packet came back, unchanged, to a device that it had passed already.",
        "Two or more tables send the same destination to each other, such as an attachment subnet whose default route "
        "leads back to the transit gateway.",
        "Change one of the routes that form the circle: they are the last ones of the walk.",
        "follows from route tables; this program's own code",
    ),
}
