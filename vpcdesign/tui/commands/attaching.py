"""Guided steps: gateways, endpoints and connections, each with the routes that it needs, each one undo step."""

from vpcdesign.tui.commands.command import Command

COMMANDS = (
    Command("attach.internet-gateway", "Attach: internet gateway", help="An internet gateway, and the default routes of the public subnets."),
    Command("attach.nat-gateways", "Attach: NAT gateways", help="One a zone or one for all, with the default routes of private subnets."),
    Command("attach.egress-only", "Attach: egress-only gateway", help="The way out for IPv6 of private subnets."),
    Command("attach.endpoint", "Attach: endpoint", help="A gateway, interface or Gateway Load Balancer endpoint."),
    Command("attach.peering", "Attach: peering", help="Two VPCs connected, with the routes on both sides."),
    Command("attach.transit-gateway", "Attach: transit gateway", help="A transit gateway, new or one that is there, attached in a subnet of each zone."),
    Command("attach.vpn", "Attach: VPN", help="A VPN connection to on-premises, at a transit gateway or a virtual private gateway."),
    Command("attach.direct-connect", "Attach: Direct Connect", help="A Direct Connect to on-premises."),
    Command("new.vpc", "Add: VPC", help="Another VPC in this design."),
    Command("new.subnet", "Add: subnet", help="A subnet in the next free block."),
    Command("new.interface", "Add: interface", help="An instance's network interface in the selected subnet."),
    Command("new.route-table", "Add: route table", help="A route table of the selected VPC."),
    Command("new.security-group", "Add: security group", help="A security group of the selected VPC."),
    Command("new.network-acl", "Add: network ACL", help="A network ACL of the selected VPC."),
    Command("new.prefix-list", "Add: prefix list", help="A customer-managed prefix list."),
    Command("new.load-balancer", "Add: load balancer", help="A load balancer with a listener and a target group."),
    Command("new.firewall", "Add: firewall", help="A network firewall with an endpoint a zone."),
    Command("new.on-premises", "Add: on-premises network", help="A network outside, by its blocks."),
    Command("new.elastic-ip", "Add: Elastic IP address", help="A public address that stays."),
    Command("new.reservation", "Add: reservation", help="A block that is kept free, or that something outside the design has."),
    Command("new.any", "Add: any resource", help="Every kind of the document, by its fields."),
)  # fmt: skip
