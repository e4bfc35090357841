"""Help on each kind of element: what it is (the words of `explain`), what its keys do, what to read next."""

from vpcdesign.aws.constructs import CONSTRUCTS
from vpcdesign.aws.guides import spelled_out
from vpcdesign.design.words import SINGULAR
from vpcdesign.tui.topics.topic import OWN, Topic

LIST_OF = {
    "vpc": "vpcs",
    "subnet": "subnets",
    "route_table": "route_tables",
    "internet_gateway": "internet_gateways",
    "egress_only_internet_gateway": "egress_only_internet_gateways",
    "nat_gateway": "nat_gateways",
    "elastic_ip": "elastic_ips",
    "virtual_private_gateway": "virtual_private_gateways",
    "customer_gateway": "customer_gateways",
    "vpn_connection": "vpn_connections",
    "direct_connect": "direct_connects",
    "peering_connection": "peering_connections",
    "transit_gateway": "transit_gateways",
    "transit_gateway_attachment": "transit_gateway_attachments",
    "transit_gateway_route_table": "transit_gateway_route_tables",
    "vpc_endpoint": "vpc_endpoints",
    "prefix_list": "prefix_lists",
    "security_group": "security_groups",
    "network_acl": "network_acls",
    "network_interface": "network_interfaces",
    "instance": "instances",
    "load_balancer": "load_balancers",
    "firewall": "firewalls",
    "on_premises": "on_premises",
    "reservation": "reservations",
    "block_public_access": "block_public_access",
    "external": "external",
}
"""The list of the design that a noun's word stands for: each list has its topic."""

ENDS = (("source", "set as source"), ("destination", "set as destination"))
CARVE = (("split", "split, on the plan"), ("join", "join with its other half"), ("widen", "widen to double"))
FAIL = (("fail", "fail it: what would be lost"),)
EDIT = (("describe", "name, note, tags"), ("delete", "delete; shows what goes too"))

KEYS: dict[str, tuple[tuple[str, str], ...]] = {
    "vpc": (("add", "add to it"), *ENDS, ("next-free", "next free block, on the plan"), *EDIT),
    "subnet": (*ENDS, ("fail", "fail its zone"), *CARVE[:1], ("add", "add an interface"), *CARVE[1:], *EDIT),
    "route_table": (("tab.routes", "open its lines"), ("copy-line", "add a copy"), *EDIT),
    "internet_gateway": (*FAIL, *EDIT),
    "egress_only_internet_gateway": (*FAIL, *EDIT),
    "nat_gateway": (*FAIL, ("attach.nat-gateways", "attach more, one a zone"), *EDIT),
    "virtual_private_gateway": (*FAIL, *EDIT),
    "vpn_connection": (*FAIL, *EDIT),
    "direct_connect": (*FAIL, *EDIT),
    "peering_connection": (*FAIL, *EDIT),
    "transit_gateway": (*FAIL, ("attach.transit-gateway", "attach a VPC"), *EDIT),
    "transit_gateway_attachment": (*FAIL, *EDIT),
    "security_group": (("tab.groups", "open its lines"), *ENDS, *EDIT),
    "network_acl": (("tab.acls", "open its rules"), ("renumber", "number the rules by tens"), *EDIT),
    "network_interface": (*ENDS, ("associate", "choose its security groups"), *EDIT),
    "instance": (*ENDS, *EDIT),
    "load_balancer": (*ENDS, *EDIT),
    "on_premises": (*ENDS, *EDIT),
    "reservation": (("reserve", "release it"), *CARVE, *EDIT),
}

SEE: dict[str, tuple[str, ...]] = {
    "vpc": ("block-sizes", "secondary-block", "overlap"),
    "subnet": ("five-addresses", "kinds-of-subnets", "main-table"),
    "route_table": ("longest-prefix", "local-route", "blackhole", "main-table"),
    "internet_gateway": ("way-to-the-internet", "kinds-of-subnets"),
    "egress_only_internet_gateway": ("egress-only",),
    "nat_gateway": ("nat", "nat-in-public-subnet", "nat-a-zone", "ephemeral-ports"),
    "virtual_private_gateway": ("propagation",),
    "vpn_connection": ("propagation", "asymmetry"),
    "direct_connect": ("propagation",),
    "peering_connection": ("peering-not-transitive", "overlap"),
    "transit_gateway": ("tgw-tables", "tgw-four", "propagation"),
    "transit_gateway_attachment": ("tgw-four", "appliance-mode"),
    "transit_gateway_route_table": ("tgw-tables", "tgw-four"),
    "vpc_endpoint": ("gateway-endpoint",),
    "security_group": ("group-remembers", "group-order", "group-references"),
    "network_acl": ("acl-forgets", "acl-order", "ephemeral-ports", "acl-borders"),
    "network_interface": ("source-dest-check", "group-references"),
    "instance": ("source-dest-check",),
    "load_balancer": ("group-references", "failures"),
    "firewall": ("appliance-mode", "asymmetry"),
    "on_premises": ("asymmetry",),
    "reservation": ("growth", "aligned"),
}

SUBNET = Topic(
    "subnet",
    "element",
    "subnet",
    "A block of addresses in one zone. Its route table says where packets leave, its network ACL what passes.",
    spelled_out(CONSTRUCTS["subnet"].source),
    (("PUB", "routes to an internet gateway"), ("PRV", "routes out, by NAT or hub"), ("ISO", "local routes only")),
    KEYS["subnet"],
    SEE["subnet"],
)


def _construct(word: str) -> Topic:
    entry = CONSTRUCTS[word]
    return Topic(
        word,
        "element",
        SINGULAR[LIST_OF[word]],
        f"{entry.what}\n{entry.why}\n{entry.fix}",
        spelled_out(entry.source),
        keys=KEYS.get(word, EDIT),
        see=SEE.get(word, ()),
    )


PLACES = (
    Topic(
        "region",
        "element",
        "Region",
        "A place on Earth with several zones. VPCs belong to one; only transit gateways and peerings lead to others.",
        spelled_out("EC2: Regions and zones"),
        see=("vpc", "transit_gateway"),
    ),
    Topic(
        "availability-zone",
        "element",
        "zone",
        "An Availability Zone: its own buildings and power, near the Region's others. A subnet is in exactly "
        "one, and what stands in it is lost with it.\n"
        "Names like eu-west-1a mean another place in each account; ids like euw1-az1 mean the same one.",
        spelled_out("EC2: Regions and zones"),
        keys=(("fail", "fail it: what would be lost"),),
        see=("failures", "nat-a-zone"),
    ),
    Topic(
        "tier",
        "element",
        "tier",
        "Subnets that do the same in each zone. It is this program's word: AWS knows no tiers. Where a tier "
        "lies in one aligned block it is one route and one rule for everybody else.",
        OWN,
        keys=(("add-tier", "add a tier"), ("add-zone", "add a zone to every tier")),
        see=("aligned", "growth"),
    ),
    Topic(
        "block",
        "element",
        "free block",
        "Addresses of the VPC that are in no subnet and reserved for nothing.",
        OWN,
        keys=(("add", "add a subnet here"), ("reserve", "reserve it"), ("next-free", "the next that fits"), *CARVE[:1]),
        see=("aligned", "block-sizes", "growth"),
    ),
    Topic(
        "internet",
        "element",
        "internet",
        "Every public address that nobody in the design holds. Hosts there answer everything; private "
        "addresses are never there.",
        OWN,
        keys=ENDS,
        see=("way-to-the-internet", "kinds-of-subnets"),
    ),
)

LINES = (
    Topic(
        "route-line",
        "element",
        "route",
        "A destination and where to send what goes there. A destination is a block or a prefix list; targets "
        "are gateways, attachments, peerings, interfaces, endpoints, or local.",
        spelled_out("UG: subnet route tables"),
        keys=(("open", "edit it"), ("add", "add a route"), ("delete", "delete it"), ("copy-line", "add a copy")),
        see=("longest-prefix", "blackhole", "local-route"),
    ),
    Topic(
        "group-line",
        "element",
        "line of a security group",
        "A service and a peer: a block, a prefix list or another group. Lines only allow, and have no order.",
        spelled_out("UG: security group rules"),
        keys=(("open", "edit it"), ("add", "add a line"), ("delete", "delete it"), ("paste", "paste many lines")),
        see=("group-remembers", "group-order", "group-references"),
    ),
    Topic(
        "acl-rule",
        "element",
        "rule of a network ACL",
        "A number, a service and a block, allowed or denied, for one direction. The lowest number that "
        "matches decides.",
        spelled_out("UG: network ACL rules"),
        keys=(
            ("open", "edit it"),
            ("earlier", "move it earlier"),
            ("later", "move it later"),
            ("add", "add a rule"),
            ("delete", "delete it"),
        ),
        see=("acl-forgets", "acl-order", "ephemeral-ports"),
    ),
)

ELEMENTS: tuple[Topic, ...] = (
    SUBNET,
    *(_construct(word) for word in LIST_OF if word != "subnet"),
    *PLACES,
    *LINES,
)
