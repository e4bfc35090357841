"""What the nouns of a design are, and what people trip over: one entry each, under its name in the document."""

from vpcdesign.aws.entry import Entry

CONSTRUCTS: dict[str, Entry] = {
    "vpc": Entry(
        "a private network in one Region",
        "Blocks of addresses in one Region, divided into subnets, with a router that knows them all.",
        "Its first block is the primary one. Blocks are /16 to /28, never overlap, and cannot be resized; which may "
        "stand side by side is restricted.",
        "Leave room between VPCs: those that overlap can neither be peered nor share a transit gateway cleanly.",
        "UG: VPC CIDR blocks",
    ),
    "subnet": Entry(
        "a part of a VPC in one zone",
        "A block of the VPC in one Availability Zone, with one route table and one network ACL.",
        "Five addresses of each are AWS's: the first four and the last. What makes a subnet public is a route to an "
        "internet gateway and nothing else. Inside a subnet neither routes nor lists apply.",
        "Without `route_table` it uses the VPC's main table, without `network_acl` the default list.",
        "UG: subnets, subnet CIDR blocks",
    ),
    "route_table": Entry(
        "where packets that leave a subnet go",
        "Routes from destinations to targets. The VPC's own blocks are local routes, which need not be written.",
        "The longest matching prefix wins; at equal length static routes go before prefix lists and those before "
        "propagated ones. With `gateway` it steers what comes in through that gateway instead.",
        "Every route needs its like on the other side, or answers do not come back.",
        "UG: subnet route tables, route priority, gateway route tables",
    ),
    "internet_gateway": Entry(
        "a VPC's door to the internet",
        "Translates each private IPv4 address to its own public one and back; passes IPv6 as it is.",
        "It keeps no state and filters nothing. An address without a public one cannot leave.",
        "It works with three things together: attached to the VPC, a route to it, a public address.",
        "UG: internet gateways",
    ),
    "egress_only_internet_gateway": Entry(
        "a way out for IPv6, and none in",
        "Lets IPv6 connections begin inside and their answers return.",
        "IPv6 addresses are public by themselves; this is what NAT gateways are for IPv4. It takes IPv6 routes only.",
        "Route ::/0 of private subnets to it, not to the internet gateway.",
        "UG: egress-only internet gateways",
    ),
    "nat_gateway": Entry(
        "lets private hosts begin connections",
        "Puts its own address on what passes, so that answers come back to it; nothing can begin towards it.",
        "A public one stands in a public subnet and leaves by the internet gateway; a private one joins private "
        "networks. Source ports become 1024-65535. It carries TCP, UDP and ICMP, and has no security group.",
        "Its own subnet routes to the internet gateway, its clients' subnets to it. One a zone survives a zone.",
        "UG: NAT gateways, regional NAT gateways",
    ),
    "elastic_ip": Entry(
        "a public address of one's own",
        "A public IPv4 address that stays, in front of one private address.",
        "It needs an internet gateway on the VPC and does nothing without a route to it.",
        "Associate it with an interface, and with the private address that it should stand in front of.",
        "EC2: Elastic IP addresses",
    ),
    "virtual_private_gateway": Entry(
        "a VPC's door to VPN and Direct Connect",
        "Carries packets between one VPC and on-premises networks.",
        "It serves its VPC alone: no way through to the internet, to NAT, to peers or to gateway endpoints. Its routes "
        "reach subnets by propagation, table by table, and never beat a local route.",
        "Turn propagation on in each table, or write routes. For several VPCs take a transit gateway.",
        "VPN: routing; UG: route priority",
    ),
    "customer_gateway": Entry(
        "the far end of a VPN, as AWS records it",
        "The address and number of the device on the other side.",
        "It is a record: the device's own routes are outside AWS.",
        "Describe the network behind it as `on_premises`.",
        "VPN: customer gateways",
    ),
    "vpn_connection": Entry(
        "two tunnels to a device elsewhere",
        "A Site-to-Site VPN, on a virtual private gateway or on a transit gateway.",
        "Its `routes` are the far side's prefixes, static or learned by BGP. A static one on a transit gateway "
        "propagates nothing. On a virtual private gateway it carries IPv4 only.",
        "Write static routes for a static VPN in the transit gateway's table.",
        "VPN: routing; TGW: VPN attachments",
    ),
    "direct_connect": Entry(
        "a leased line into AWS",
        "A virtual interface and the gateways that its Direct Connect gateway associates.",
        "A Direct Connect gateway serves virtual private gateways or transit gateways, never both, and nothing "
        "passes between them. Allowed prefixes filter for the first and are what is told for the second.",
        "Choose one kind; keep the VPCs behind it apart in addresses.",
        "DX: gateways, allowed prefixes",
    ),
    "peering_connection": Entry(
        "two VPCs joined directly",
        "Carries packets between the addresses of two VPCs, once accepted.",
        "It is not transitive and lends no gateways. VPCs that overlap anywhere cannot be peered.",
        "Write routes on both sides, in every table whose subnets talk.",
        "PEER: basics, limitations",
    ),
    "transit_gateway": Entry(
        "a router between networks of a Region",
        "Joins VPCs, VPNs, Direct Connect and other transit gateways, by route tables of its own.",
        "An attachment is *associated* with one table, which routes what comes from it, and *propagates* into any "
        "number, which then know the way to it. Neither follows from the other.",
        "Check four things: both associations' routes, both VPCs' routes, the zones, the attachment subnets.",
        "TGW: how transit gateways work",
    ),
    "transit_gateway_attachment": Entry(
        "what hangs on a transit gateway",
        "A VPC, VPN, Direct Connect gateway, Connect peer, firewall or other transit gateway.",
        "A VPC's attachment has one subnet in each zone that it serves; hosts of other zones cannot send. What arrives "
        "is routed by its subnet's table. Appliance mode keeps both directions in one zone.",
        "Use small subnets of their own, one in every zone with hosts.",
        "TGW: VPC attachments, appliance mode",
    ),
    "transit_gateway_route_table": Entry(
        "where a transit gateway sends packets",
        "Static routes, propagated ones, and blackholes that keep networks apart.",
        "The longest prefix wins, then static routes. Peerings and static VPNs propagate nothing.",
        "Isolate by giving attachments different tables, or by blackholes; a default route reaches everything.",
        "TGW: route tables",
    ),
    "vpc_endpoint": Entry(
        "a private way to a service",
        "A gateway endpoint is a route to S3 or DynamoDB; an interface endpoint is an interface with a security group; "
        "a Gateway Load Balancer endpoint leads through an appliance.",
        "A gateway endpoint serves only the subnets whose tables name it, nobody outside the VPC. An interface "
        "endpoint is reached like any address, on its service's ports, and begins nothing.",
        "Name every private table in a gateway endpoint; open 443 from the clients on an interface endpoint.",
        "PL: gateway, interface and Gateway Load Balancer endpoints",
    ),
    "prefix_list": Entry(
        "blocks under one name",
        "A list of blocks of one family, usable in routes and security groups, not in network ACLs.",
        "It counts against quotas with its maximum, not with its entries.",
        "Declare no more entries than you expect.",
        "UG: managed prefix lists",
    ),
    "security_group": Entry(
        "who may talk to an interface",
        "Allow rules for an interface, by address, prefix list or other group. All groups of an interface count "
        "together.",
        "It keeps state: an answer needs no rule. Members do not reach each other unless a rule says so. A rule for a "
        "group means the private addresses of its members, where the group is still known.",
        "Left out, `egress` is AWS's allow-all; written empty, nothing begins.",
        "UG: security groups, security group rules",
    ),
    "network_acl": Entry(
        "what may cross a subnet's border",
        "Numbered rules for a subnet, each direction by itself; the first that matches decides, and `*` denies.",
        "It keeps no state: answers are judged as well, by the client's port. It sees nothing inside the subnet. "
        "A new list denies everything; the default one allows everything.",
        "Write rules in fours: the request out and in, the answer out and in.",
        "UG: network ACL basics",
    ),
    "network_interface": Entry(
        "an address in a subnet, with groups",
        "What holds private addresses, public ones and security groups; hosts, load balancers, NAT gateways and "
        "endpoints have some.",
        "Its source/destination check drops what is neither from nor for it, unless turned off.",
        "Left out, `private_ip` may be any usable address of the subnet; `count` lets one entry stand for many.",
        "EC2: network interfaces",
    ),
    "instance": Entry(
        "a host with one or more interfaces",
        "A virtual machine; its interfaces name it, and the first is the primary one.",
        "An instance with two interfaces is no router unless its check is off and it forwards.",
        "Name the interface, not the instance, as a route's target when it has several.",
        "EC2: network interfaces",
    ),
    "load_balancer": Entry(
        "one address for many targets",
        "Nodes in subnets that answer for registered targets: application, network, classic or gateway.",
        "Two conversations that are filtered separately: client to node, node to target. Only a network load balancer "
        "may keep the client's address; the client's groups are known behind none.",
        "Give it subnets in two zones, admit clients at the nodes and the nodes (or clients) at the targets.",
        "ELB: how it works; NLB: target groups",
    ),
    "firewall": Entry(
        "AWS Network Firewall",
        "Endpoints that routes lead through, with stateless and stateful rules behind.",
        "It inspects what routes bring to it, and must see both directions at the same endpoint.",
        "Route each zone through its own endpoint, there and back; rules that cannot be read give `unknown`.",
        "NFW: architecture, rules evaluation",
    ),
    "on_premises": Entry(
        "a network outside AWS",
        "The blocks that it owns and those that it knows a way back to.",
        "Its own routes are outside AWS; left out, it is taken to know all ways back, and a note says so.",
        "Write `routes_back` to have them checked.",
        "VPN: routing",
    ),
    "reservation": Entry(
        "a block that is kept free",
        "Room in a VPC for later subnets, or in a subnet for fixed addresses.",
        "It stops automatic assignment and has no effect on packets.",
        "Reserve for zones and tiers to come: blocks cannot be moved later.",
        "UG: subnet CIDR reservations",
    ),
    "block_public_access": Entry(
        "an account's switch against the internet",
        "Stops internet and egress-only gateways of a Region: both ways, or what begins outside.",
        "It stands above every route and rule. Under `block-ingress` hosts with public addresses cannot reach out "
        "either; only NAT and egress-only gateways still can.",
        "Exclude VPCs or subnets that have to be public.",
        "UG: block public access to VPCs",
    ),
    "external": Entry(
        "referred to and unseen",
        "Something of another account or outside the documents, and what is known of it.",
        "What it does cannot be judged: packets that need to know it give `unknown`.",
        "Import or describe it.",
        "this program's own word",
    ),
    "link_local": Entry(
        "services on the host's own link",
        "Instance metadata, Amazon DNS, time, Windows activation and container metadata, at fixed addresses.",
        "No group or list filters them and no route leads to them; they serve the VPC's own hosts only.",
        "Turn metadata off at the host, DNS with `dns_support`.",
        "UG: security groups, Amazon DNS; EC2: IMDS",
    ),
}
