"""AWS's own error codes, as its API gives them when it refuses a request, for what a design may get wrong.

A design that AWS would refuse is told with these codes, so that a search finds AWS's own page. Where the API has no
code of its own, its general ones stand (EC2 API: error codes; ELB, Network Firewall and Direct Connect: their own).
"""

from vpcdesign.aws.entry import Entry

EC2 = "API: error codes"


def _refused(title: str, what: str, fix: str, source: str = EC2) -> Entry:
    return Entry(title, what, "AWS refuses the request, so such a network cannot be built.", fix, source)


REFUSALS: dict[str, Entry] = {
    "InvalidVpcRange": _refused(
        "a block that a VPC cannot have",
        "The block is too large or too small, lies in a range that AWS keeps, overlaps or may not join the others.",
        "Take a /16 to /28 of private addresses that is disjoint from the VPC's other blocks.",
    ),
    "DefaultVpcAlreadyExists": _refused(
        "a second default VPC",
        "An account has one default VPC in a Region.",
        "Leave `default` out of all but one.",
    ),
    "InvalidSubnet.Range": _refused(
        "a block that a subnet cannot have",
        "The block is too large or too small, or not inside one block of the VPC.",
        "Take a part of one of the VPC's blocks, /16 to /28 (IPv6: /44 to /64 in steps of four).",
    ),
    "InvalidSubnet.Conflict": _refused(
        "subnets that overlap", "Another subnet of the VPC holds some of the addresses.", "Take a free block."
    ),
    "InsufficientFreeAddressesInSubnet": _refused(
        "a subnet that is full",
        "The subnet has fewer addresses than the design puts into it; five of each subnet are AWS's.",
        "Take a larger block or another subnet.",
    ),
    "InvalidIPAddress.InUse": _refused(
        "an address with two holders", "The private address is given already in this VPC.", "Take another address."
    ),
    "RouteAlreadyExists": _refused(
        "two routes with one destination",
        "A table has one static route for a destination.",
        "Keep one of them.",
    ),
    "InvalidInstanceID": _refused(
        "a route to an instance with several interfaces",
        "AWS cannot tell which interface is meant.",
        "Name the interface as the target.",
    ),
    "Gateway.NotAttached": _refused(
        "a gateway that is not attached",
        "An Elastic IP address or public NAT gateway needs an internet gateway on its VPC; propagation needs the VPC's "
        "own virtual private gateway.",
        "Attach the gateway first.",
    ),
    "Resource.AlreadyAssigned": _refused(
        "a second gateway on a VPC", "A VPC has one internet gateway.", "Detach one of them."
    ),
    "Resource.AlreadyAssociated": _refused(
        "it is associated already",
        "An address, gateway or attachment is associated with something, and can be with one only.",
        "Remove one of the associations.",
    ),
    "InvalidVpcState": _refused("a second virtual private gateway", "A VPC has one at a time.", "Detach one of them."),
    "InvalidPermission.Malformed": _refused(
        "a rule that cannot be read",
        "The protocol, the ports, the ICMP type or the peer of a security group rule is none.",
        "Write tcp or udp with ports, icmp with a type, and one block, prefix list or group.",
    ),
    "InvalidPermission.Duplicate": _refused(
        "a rule twice", "The security group has the same rule already.", "Keep one of them."
    ),
    "InvalidGroup.NotFound": _refused(
        "a group that cannot be seen from here",
        "A rule names a group of a VPC that is not joined: by a peering of the Region or a transit gateway.",
        "Name the other VPC's blocks.",
    ),
    "InvalidGroup.Duplicate": _refused(
        "two groups of one name", "Names of a VPC's security groups differ, not only in case.", "Rename one."
    ),
    "InvalidGroup.Reserved": _refused(
        "a name or role that AWS keeps", "Each VPC has one group called default.", "Choose another name."
    ),
    "NetworkAclEntryAlreadyExists": _refused(
        "two rules with one number", "Numbers are unique in each direction of a network ACL.", "Take another number."
    ),
    "VpcPeeringConnectionAlreadyExists": _refused(
        "a second peering of two VPCs", "Two VPCs have one peering, active or pending.", "Keep one of them."
    ),
    "DuplicateSubnetsInSameZone": _refused(
        "two subnets in one zone",
        "An endpoint or attachment has one subnet in each zone.",
        "Keep one subnet a zone.",
    ),
    "DuplicateTransitGatewayAttachment": _refused(
        "a second attachment",
        "A VPC, or another transit gateway, is attached to a transit gateway once.",
        "Add subnets to the attachment that is there.",
    ),
    "InvalidTransitGatewayID.NotFound": _refused(
        "a transit gateway that the VPC is not attached to",
        "A route to a transit gateway can be written once the VPC is attached.",
        "Attach the VPC first.",
    ),
    "InvalidTransitGatewayAttachmentID.NotFound": _refused(
        "an attachment of another transit gateway",
        "A table knows the attachments of its own transit gateway.",
        "Name one of those.",
    ),
    "InvalidRouteTableID.NotFound": _refused(
        "a table of another transit gateway", "A default table is one of its own.", "Name one of those."
    ),
    "InvalidRouteTableId.NotFound": _refused(
        "a table of another VPC", "A gateway endpoint stands in tables of its VPC.", "Name one of those."
    ),
    "InvalidSubnetID.NotFound": _refused(
        "a subnet of another VPC", "An attachment uses subnets of the attached VPC.", "Name one of those."
    ),
    "InvalidSubnetId.NotFound": _refused(
        "a subnet of another VPC", "An endpoint uses subnets of its own VPC.", "Name one of those."
    ),
    "IncorrectState": _refused(
        "propagation from what propagates nothing",
        "Peerings of transit gateways and network functions bring no routes.",
        "Write static routes.",
    ),
    "InvalidServiceName": _refused(
        "a service that has no such endpoint",
        "Gateway endpoints are for S3 and DynamoDB of the VPC's own Region.",
        "Use an interface endpoint, or the Region's own service.",
    ),
    "InvalidCustomerGateway.DuplicateIpAddress": _refused(
        "two customer gateways with one address", "Each has an address of its own in a Region.", "Share the one."
    ),
    "PrefixListMaxEntriesExceeded": _refused(
        "more entries than declared", "A prefix list declares how many entries it may have.", "Declare more."
    ),
    "MissingParameter": _refused(
        "something that AWS needs is missing",
        "AWS does not choose this itself.",
        "Write it.",
    ),
    "InvalidParameter": _refused(
        "things that do not belong together",
        "A security group and an interface are of different VPCs, or an endpoint has what its kind does not.",
        "Take both from one VPC.",
    ),
    "InvalidParameterValue": _refused(
        "a value that AWS does not take here",
        "The message says which and why.",
        "Do what the message says.",
    ),
    "InvalidParameterCombination": _refused(
        "values that exclude each other", "The message says which and why.", "Do what the message says."
    ),
    "InvalidConfigurationRequest": _refused(
        "a load balancer that cannot be",
        "Zones, subnets or groups do not fit the kind of load balancer.",
        "Do what the message says.",
        "Elastic Load Balancing reference: CreateLoadBalancer",
    ),
    "InvalidSubnet": _refused(
        "a subnet that a load balancer cannot use",
        "The subnet is of another VPC or too small.",
        "Take one of the VPC, /27 or larger.",
        "Elastic Load Balancing reference: CreateLoadBalancer",
    ),
    "UnsupportedProtocol": _refused(
        "a protocol that the load balancer does not speak",
        "Application load balancers speak HTTP and HTTPS, network ones TCP, UDP, TLS and QUIC.",
        "Take the kind that speaks it.",
        "Elastic Load Balancing reference: CreateListener",
    ),
    "DuplicateListener": _refused(
        "two listeners on one port",
        "A port of a load balancer has one listener.",
        "Use TCP_UDP for both protocols.",
        "Elastic Load Balancing reference: CreateListener",
    ),
    "InvalidTarget": _refused(
        "a target that cannot be registered",
        "Targets are private addresses, instances of the VPC, or an application load balancer behind a network one.",
        "Register a private address.",
        "Elastic Load Balancing reference: RegisterTargets",
    ),
    "ValidationError": _refused(
        "a value out of range",
        "The message says which and why.",
        "Do what the message says.",
        "Elastic Load Balancing reference: common errors",
    ),
    "InvalidRequestException": _refused(
        "a firewall that cannot be",
        "Endpoints, actions or ports do not fit.",
        "Do what the message says.",
        "Network Firewall reference: errors",
    ),
    "DirectConnectClientException": _refused(
        "a Direct Connect gateway that cannot be",
        "It serves one kind of gateway, and what is behind it does not overlap.",
        "Use another Direct Connect gateway.",
        "Direct Connect reference: errors",
    ),
}
