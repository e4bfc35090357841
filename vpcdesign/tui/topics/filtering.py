"""Terms of filters: what remembers and what forgets, and in which order lines decide."""

from vpcdesign.tui.topics.topic import Topic, term

TERMS: tuple[Topic, ...] = (
    term(
        "group-remembers",
        "why a security group needs no rule for answers",
        "A security group remembers what it let begin: the answer passes whatever its rules say. So only the "
        "direction in which a conversation begins needs a line.\n"
        "A line that is taken away does not end conversations that are under way.",
        "UG: security groups; EC2: connection tracking",
        ("acl-forgets", "group-references"),
    ),
    term(
        "acl-forgets",
        "why a network ACL forgets",
        "A network ACL keeps no state: each packet is judged by itself, the answer too. An answer goes to the "
        "port that the client chose, so a rule for it names client ports, not the service.\n"
        "Write rules in fours: the request out of one subnet and into the other, the answer out and in.",
        "UG: network ACL basics",
        ("ephemeral-ports", "group-remembers", "SUBNET_ACL_RESTRICTION"),
    ),
    term(
        "ephemeral-ports",
        "ephemeral ports: which ports clients use",
        "Linux takes 32768-60999, Windows 49152-65535, NAT gateways, load balancers and Lambda 1024-65535. A "
        "rule for answers that covers only some of them lets some clients work and others not: the verdict is "
        "partial.\n"
        "1024-65535 covers all kinds.",
        "UG: ephemeral ports",
        ("acl-forgets", "partial"),
    ),
    term(
        "acl-order",
        "in which order a network ACL decides",
        "By number, lowest first; the first rule that matches decides and no later one is asked. The last "
        "one, *, denies and cannot be removed. A rule that earlier ones cover never decides: it is shadowed, "
        "^.",
        "UG: network ACL basics",
        ("acl-forgets", "acl-borders"),
    ),
    term(
        "acl-borders",
        "where a network ACL stands",
        "On the border of its subnet. Hosts of one subnet talk without it, and without a route table: only "
        "their security groups decide.",
        "UG: network ACL basics",
        ("acl-forgets", "local-route"),
    ),
    term(
        "group-order",
        "why lines of a group have no order",
        "A security group only allows, and all groups of an interface count together: a packet passes when "
        "any line of any of them allows it. A line that another one covers is redundant, =.",
        "UG: security group rules",
        ("group-remembers", "group-references"),
    ),
    term(
        "group-references",
        "what it means that a group names a group",
        "It means the private addresses of the interfaces that are in that group. It holds inside a VPC, over "
        "peerings of one Region, and over a transit gateway on which it is turned on. Behind NAT, an internet "
        "gateway or a load balancer nobody knows the sender's groups any more.",
        "UG: security group referencing",
        ("group-order", "SG_REFERENCES_NOT_PRESERVED"),
    ),
    term(
        "source-dest-check",
        "what the source/destination check does",
        "An interface drops packets that are neither from its own addresses nor for them. A host that "
        "forwards, a firewall or a NAT instance, needs it turned off.",
        "EC2: network interfaces",
        ("ENI_SOURCE_DEST_CHECK_RESTRICTION",),
    ),
)
