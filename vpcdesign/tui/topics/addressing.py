"""Terms of addresses: blocks, what is kept of them, and why they lie where they lie."""

from vpcdesign.tui.topics.topic import Topic, term

TERMS: tuple[Topic, ...] = (
    term(
        "five-addresses",
        "why five addresses of a subnet are missing",
        "AWS keeps the first four addresses and the last one of every subnet: the network's own, the VPC "
        "router, one that is reserved for DNS, one for the future, and the broadcast address, although a VPC "
        "has no broadcast.\n"
        "A /28 has 16 addresses and 11 to give; a /24 has 251.",
        "UG: subnet CIDR blocks",
        ("resolver", "block-sizes"),
    ),
    term(
        "resolver",
        "why DNS needs no rule",
        "Amazon's resolver answers at the second address of the VPC's primary block and at 169.254.169.253. "
        "No security group and no network ACL filters it, and no route leads to it.",
        "UG: Amazon DNS server",
        ("link_local", "five-addresses"),
    ),
    term(
        "block-sizes",
        "which sizes a block may have",
        "A VPC's block and a subnet's are /16 to /28 in IPv4. A VPC's IPv6 block is /44 to /60 in steps of "
        "four, a subnet's /44 to /64. No block is ever resized: a VPC gets further blocks, a subnet is made "
        "anew.",
        "UG: VPC CIDR blocks, subnet CIDR blocks",
        ("aligned", "growth"),
    ),
    term(
        "aligned",
        "why blocks lie where they lie",
        "A block begins at a multiple of its own size, so it is always one half of the block twice as large. "
        "That is why halving gives two whole blocks, and joining needs the other half and no neighbour.\n"
        "Tiers that lie in one aligned block are one route and one rule for everybody outside.",
        "UG: VPC CIDR blocks",
        ("block-sizes", "growth"),
    ),
    term(
        "growth",
        "why room is reserved",
        "A subnet cannot be moved or resized once something lives in it. Room that is reserved beside it "
        "keeps the tier in one aligned block when a zone or a subnet is added, so routes and rules outside "
        "stay as they are.",
        "UG: subnet CIDR blocks",
        ("aligned", "reservation"),
    ),
    term(
        "overlap",
        "why VPCs must not overlap",
        "VPCs that overlap anywhere cannot be peered, and of two that overlap on a transit gateway only one "
        "can be reached. Blocks that Docker, Cloud9 or a home router use by themselves hide whatever has them "
        "in AWS.",
        "PEER: limitations; TGW: route tables",
        ("block-sizes", "peering_connection"),
    ),
    term(
        "secondary-block",
        "when a VPC is full",
        "A VPC takes further blocks, five by default. Which may stand beside the first is restricted: a VPC "
        "in 10.0.0.0/8 takes none of 172.16.0.0/12 or 192.168.0.0/16, but 100.64.0.0/10 always works.",
        "UG: VPC CIDR blocks",
        ("block-sizes", "overlap"),
    ),
)
