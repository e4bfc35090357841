"""What it means when a packet dies of a filter or at a host: groups, lists, interfaces, firewalls, load balancers.

The names are those of AWS Reachability Analyzer, so that a search finds AWS's own page.
"""

from vpcdesign.aws.entry import Entry

FILTER_CODES: dict[str, Entry] = {
    "ENI_SG_RULES_MISMATCH": Entry(
        "no security group rule admits it",
        "None of the interface's security groups has a rule, in this direction, for this peer, protocol and port.",
        "Groups hold allow rules only; the union of all groups counts and what nothing allows is denied. A rule that "
        "names a group matches private addresses of its members, and only where the group is still known on the way.",
        "Add a rule for the peer as it is seen here: after NAT, an internet gateway or a load balancer it has another "
        "address and no group.",
        "UG: security group rules; RA: explanation codes",
    ),
    "SG_HAS_NO_RULES": Entry(
        "the security groups are empty in this direction",
        "The interface's security groups have no rule at all in this direction.",
        "A new group admits nothing in and everything out; a group written without egress rules lets nothing begin.",
        "Add a rule, or leave `egress` out of the design to have AWS's allow-all.",
        "UG: security group rules; RA: explanation codes",
    ),
    "SG_REFERENCES_NOT_PRESERVED": Entry(
        "the sender's groups are not known any more",
        "A rule names a security group, and something on the way made the group unknown.",
        "Groups are known inside a VPC, over peerings of one Region and over transit gateways that allow it. NAT, "
        "internet gateways, middleboxes, firewalls, VPNs and load balancers lose them.",
        "Name addresses instead, or the load balancer's own group.",
        "UG: security group referencing; RA: explanation codes",
    ),
    "SG_REFERENCING_SUPPORT": Entry(
        "the transit gateway does not carry groups",
        "A rule names a group across a transit gateway on which security group referencing is off.",
        "It has to be on for the transit gateway and for the attachment, and works for ingress rules only.",
        "Turn it on in both places, or name the other VPC's blocks.",
        "TGW: VPC attachments; RA: explanation codes",
    ),
    "UNKNOWN_PEERED_SGS": Entry(
        "groups of an unseen VPC",
        "A rule names a group of a peered VPC that cannot be seen, so its members are not known.",
        "What is not known is not taken to match.",
        "Import the other VPC's documents as well, or name its blocks.",
        "RA: explanation codes",
    ),
    "SUBNET_ACL_RESTRICTION": Entry(
        "a network ACL denies it",
        "The subnet's network ACL denies the packet, by a numbered rule or by the last one, `*`.",
        "Lists keep no state: each direction of a conversation is judged by itself, in the order of the numbers, and "
        "an answer carries the client's port. They see only what crosses the subnet's border.",
        "Allow the port one way and the client's ports (1024-65535 covers all kinds) the other, in a rule with a lower "
        "number than any that denies them.",
        "UG: network ACL basics, custom network ACLs; RA: explanation codes",
    ),
    "ENI_ADDRESS_RESTRICTION": Entry(
        "the address is not this interface's",
        "The packet reached a network in which no interface holds its destination, or an interface that does not.",
        "An interface takes what is addressed to it; an address that nobody holds is dropped in its VPC.",
        "Check the address. To have others' packets delivered, turn the source/destination check off.",
        "RA: explanation codes",
    ),
    "ENI_SOURCE_DEST_CHECK_RESTRICTION": Entry(
        "the source/destination check drops it",
        "A packet that is neither from nor to the interface's own addresses met its source/destination check.",
        "The check is on unless turned off, and makes forwarding hosts drop everything that they should forward.",
        "Turn the check off on the NAT instance, firewall or router.",
        "EC2: network interfaces; UG: NAT instances",
    ),
    "PROTOCOL_RESTRICTION": Entry(
        "it does not carry this protocol",
        "The component takes only certain protocols, and this is not one of them.",
        "NAT gateways carry TCP, UDP and ICMP, endpoints what their service speaks, load balancers their listeners.",
        "Use a protocol that it carries, or another way.",
        "RA: explanation codes",
    ),
    "FIREWALL_RULES_RESTRICTION": Entry(
        "the network firewall drops it",
        "A rule of the network firewall, or its default action, drops or rejects the packet.",
        "Stateless rules are asked first, in order; what they forward meets the stateful rules and their default.",
        "Add a pass rule ahead of the one that drops, for both directions where it is stateless.",
        "NFW: rules evaluation; RA: explanation codes",
    ),
    "ELB_ACL_RESTRICTION": Entry(
        "a classic load balancer's subnet list denies it",
        "The network ACL denies what a classic load balancer sends, although the target is in the same subnet.",
        "A classic load balancer's packets are judged by the list even inside the subnet.",
        "Allow the target's port outwards and 1024-65535 inwards in that list.",
        "CLB: network ACLs; RA: explanation codes",
    ),
    "ELB_INSTALLED_AZ_RESTRICTION": Entry(
        "the target's zone is not enabled",
        "The load balancer has no subnet in the target's zone, so it sends nothing there.",
        "Only targets in enabled zones are used.",
        "Give the load balancer a subnet in that zone, or move the target.",
        "ELB: how it works; RA: explanation codes",
    ),
    "ELB_LISTENER_PORT_RESTRICTION": Entry(
        "a listener takes its own port only",
        "The packet's port is not the port of the classic load balancer's listener.",
        "A listener answers on one port and sends to one instance port.",
        "Ask for the listener's port, or add a listener.",
        "CLB: listeners; RA: explanation codes",
    ),
    "ELB_LISTENERS_MISMATCH": Entry(
        "no listener for this",
        "No listener of the classic load balancer takes this protocol and port.",
        "What no listener takes is dropped.",
        "Add a listener, or ask for one that is there.",
        "CLB: listeners; RA: explanation codes",
    ),
    "ELB_NOT_CROSSZONE": Entry(
        "nodes stay in their zone",
        "Cross-zone balancing is off, and the node that was reached has no target of its own zone.",
        "A node then sends to targets of its zone only.",
        "Turn cross-zone balancing on, or register targets in every enabled zone.",
        "ELB: how it works; RA: explanation codes",
    ),
    "ELBV2_LISTENERS_MISMATCH": Entry(
        "no listener for this",
        "No listener of the load balancer takes this protocol and port. A network load balancer answers no ping.",
        "What no listener takes is dropped.",
        "Add a listener, or ask for one that is there.",
        "ALB, NLB: listeners; RA: explanation codes",
    ),
    "ELBV2_LISTENER_PORT_RESTRICTION": Entry(
        "a listener takes its own port only",
        "The packet's port is not the listener's.",
        "A listener answers on one port.",
        "Ask for the listener's port, or add a listener.",
        "ALB, NLB: listeners; RA: explanation codes",
    ),
    "ELBV2_LISTENER_HAS_NO_TG": Entry(
        "nothing behind the listener",
        "The listener has no target group, or its groups have no targets.",
        "A load balancer answers through its targets.",
        "Register targets in a group that the listener names.",
        "ALB, NLB: target groups; RA: explanation codes",
    ),
    "ELBV2_LISTENER_REQUIRES_TG_ACCEPT": Entry(
        "no target group takes it",
        "The listener's target groups all refuse the packet.",
        "Each group's targets were tried and none can be reached.",
        "Look at the reasons of the targets: they are walked one by one.",
        "RA: explanation codes",
    ),
    "ELBV2_NO_TARGETS_IN_AZ": Entry(
        "no target in the node's zone",
        "The node that was reached has no target in its zone, and cross-zone balancing is off.",
        "A network load balancer's nodes use targets of their own zone unless told otherwise. DNS leaves such a node "
        "out, its address stays up and drops.",
        "Register a target in the zone, or turn cross-zone balancing on.",
        "NLB: cross-zone load balancing; RA: explanation codes",
    ),
    "ELBV2_SOURCE_ADDRESS_PRESERVATION": Entry(
        "the target sees the client's address",
        "The network load balancer keeps the client's address, so the target's rules are about the client.",
        "Kept addresses come back only within the VPC or a peering of the Region, and a target that is its own client "
        "is never answered.",
        "Admit the clients at the target, or turn preservation off for the target group.",
        "NLB: target group attributes; RA: explanation codes",
    ),
    "TARGET_ADDRESS_RESTRICTION": Entry(
        "not one of its targets",
        "The load balancer sends to registered targets only, and this address is none.",
        "Targets are what the target groups list.",
        "Register the address, or ask for a target.",
        "RA: explanation codes",
    ),
    "TARGET_PORT_RESTRICTION": Entry(
        "not the target's port",
        "The load balancer sends to the port that the target is registered with, and this is another.",
        "A target's own port goes before the group's.",
        "Register the target with the port that it listens on.",
        "RA: explanation codes",
    ),
    "GWLB_DESTINATION_PORT_RESTRICTION": Entry(
        "appliances are spoken to on port 6081",
        "Between a Gateway Load Balancer and its targets the port is 6081.",
        "Packets travel there wrapped in GENEVE.",
        "Open UDP 6081 on the appliance for the load balancer's addresses.",
        "GWLB: target groups; RA: explanation codes",
    ),
    "GWLB_PROTOCOL_RESTRICTION": Entry(
        "appliances are spoken to in UDP",
        "Between a Gateway Load Balancer and its targets everything is UDP.",
        "Packets travel there wrapped in GENEVE.",
        "Open UDP 6081 on the appliance for the load balancer's addresses.",
        "GWLB: target groups; RA: explanation codes",
    ),
}
