"""The calls of `aws` that collect what an import reads: one list, of which the script and its policy are both made.

Every call only reads. A call with `owners` is made once for each id that those list; where AWS's answer does not say
whom it is about, `query` writes the id beside it, in the words that an import knows.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Call:
    """A command of `aws`; `$owner` stands for the id that it is asked about."""

    service: str
    command: str
    options: str = ""
    query: str = ""


@dataclass(frozen=True, slots=True)
class Owners:
    """A call that lists ids, and what is asked about each of them."""

    listing: Call
    asked: tuple["Call | Owners", ...]


WHO = Call("sts", "get-caller-identity", query="Account")
REGIONS = Call("ec2", "describe-regions", query="Regions[].RegionName")

PLAIN = {
    "ec2": (
        "vpcs",
        "subnets",
        "availability-zones",
        "route-tables",
        "internet-gateways",
        "egress-only-internet-gateways",
        "nat-gateways",
        "addresses",
        "vpn-gateways",
        "customer-gateways",
        "vpn-connections",
        "vpc-peering-connections",
        "transit-gateways",
        "transit-gateway-attachments",
        "transit-gateway-vpc-attachments",
        "transit-gateway-peering-attachments",
        "transit-gateway-connects",
        "transit-gateway-route-tables",
        "vpc-endpoints",
        "vpc-endpoint-service-configurations",
        "prefix-lists",
        "managed-prefix-lists",
        "security-groups",
        "security-group-vpc-associations",
        "network-acls",
        "network-interfaces",
        "instances",
        "vpc-block-public-access-options",
        "vpc-block-public-access-exclusions",
    ),
    "elbv2": ("load-balancers", "target-groups"),
    "elb": ("load-balancers",),
    "rds": ("db-instances",),
    "directconnect": ("virtual-interfaces", "direct-connect-gateways"),
}

EVERYWHERE: tuple[Call | Owners, ...] = (
    *(Call(service, f"describe-{what}") for service, kinds in PLAIN.items() for what in kinds),
    Call("lambda", "list-functions"),
    Owners(
        Call("ec2", "describe-vpcs", query="Vpcs[].VpcId"),
        (
            Call("ec2", "describe-vpc-attribute", "--attribute enableDnsSupport --vpc-id $owner"),
            Call("ec2", "describe-vpc-attribute", "--attribute enableDnsHostnames --vpc-id $owner"),
            Call("ec2", "describe-stale-security-groups", "--vpc-id $owner"),
        ),
    ),
    Owners(
        Call("ec2", "describe-subnets", query="Subnets[].SubnetId"),
        (
            Call(
                "ec2",
                "get-subnet-cidr-reservations",
                "--subnet-id $owner",
                "{SubnetId: '$owner', SubnetIpv4CidrReservations: SubnetIpv4CidrReservations, "
                "SubnetIpv6CidrReservations: SubnetIpv6CidrReservations}",
            ),
        ),
    ),
    Owners(
        Call("ec2", "describe-managed-prefix-lists", query="PrefixLists[].PrefixListId"),
        (
            Call(
                "ec2",
                "get-managed-prefix-list-entries",
                "--prefix-list-id $owner",
                "{PrefixListId: '$owner', Entries: Entries}",
            ),
        ),
    ),
    Owners(
        Call(
            "ec2",
            "describe-transit-gateway-route-tables",
            query="TransitGatewayRouteTables[].TransitGatewayRouteTableId",
        ),
        (
            *(
                Call(
                    "ec2",
                    "search-transit-gateway-routes",
                    f"--transit-gateway-route-table-id $owner --filters Name=type,Values={kind}",
                    "{TransitGatewayRouteTableId: '$owner', Routes: Routes, "
                    "AdditionalRoutesAvailable: AdditionalRoutesAvailable}",
                )
                for kind in ("static", "propagated")
            ),
            Call(
                "ec2",
                "get-transit-gateway-route-table-associations",
                "--transit-gateway-route-table-id $owner",
                "{TransitGatewayRouteTableId: '$owner', Associations: Associations}",
            ),
            Call(
                "ec2",
                "get-transit-gateway-route-table-propagations",
                "--transit-gateway-route-table-id $owner",
                "{TransitGatewayRouteTableId: '$owner', "
                "TransitGatewayRouteTablePropagations: TransitGatewayRouteTablePropagations}",
            ),
            Call("ec2", "get-transit-gateway-prefix-list-references", "--transit-gateway-route-table-id $owner"),
        ),
    ),
    Owners(
        Call(
            "ec2",
            "describe-transit-gateway-attachments",
            query="TransitGatewayAttachments[].TransitGatewayAttachmentId",
        ),
        (
            Call(
                "ec2",
                "get-transit-gateway-attachment-nat-configuration",
                "--transit-gateway-attachment-id $owner",
                "{TransitGatewayAttachmentId: '$owner', NatGatewayRules: NatGatewayRules}",
            ),
        ),
    ),
    Owners(
        Call("elbv2", "describe-load-balancers", query="LoadBalancers[].LoadBalancerArn"),
        (
            Call(
                "elbv2",
                "describe-load-balancer-attributes",
                "--load-balancer-arn $owner",
                "{LoadBalancerArn: '$owner', Attributes: Attributes}",
            ),
            Call("elbv2", "describe-listeners", "--load-balancer-arn $owner"),
            Owners(
                Call("elbv2", "describe-listeners", "--load-balancer-arn $owner", query="Listeners[].ListenerArn"),
                (Call("elbv2", "describe-rules", "--listener-arn $owner"),),
            ),
        ),
    ),
    Owners(
        Call("elbv2", "describe-target-groups", query="TargetGroups[].TargetGroupArn"),
        (
            Call(
                "elbv2",
                "describe-target-group-attributes",
                "--target-group-arn $owner",
                "{TargetGroupArn: '$owner', Attributes: Attributes}",
            ),
            Call(
                "elbv2",
                "describe-target-health",
                "--target-group-arn $owner",
                "{TargetGroupArn: '$owner', TargetHealthDescriptions: TargetHealthDescriptions}",
            ),
        ),
    ),
    Owners(
        Call("elb", "describe-load-balancers", query="LoadBalancerDescriptions[].LoadBalancerName"),
        (
            Call(
                "elb",
                "describe-load-balancer-attributes",
                "--load-balancer-name $owner",
                "{LoadBalancerName: '$owner', LoadBalancerAttributes: LoadBalancerAttributes}",
            ),
        ),
    ),
    Owners(
        Call("network-firewall", "list-firewalls", query="Firewalls[].FirewallArn"),
        (Call("network-firewall", "describe-firewall", "--firewall-arn $owner"),),
    ),
    Owners(
        Call("network-firewall", "list-firewall-policies", query="FirewallPolicies[].Arn"),
        (Call("network-firewall", "describe-firewall-policy", "--firewall-policy-arn $owner"),),
    ),
    Owners(
        Call("network-firewall", "list-rule-groups", query="RuleGroups[].Arn"),
        (Call("network-firewall", "describe-rule-group", "--rule-group-arn $owner"),),
    ),
    Owners(
        Call(
            "network-firewall",
            "list-vpc-endpoint-associations",
            query="VpcEndpointAssociations[].VpcEndpointAssociationArn",
        ),
        (Call("network-firewall", "describe-vpc-endpoint-association", "--vpc-endpoint-association-arn $owner"),),
    ),
    Owners(
        Call(
            "directconnect",
            "describe-direct-connect-gateways",
            query="directConnectGateways[].directConnectGatewayId",
        ),
        (
            Call(
                "directconnect",
                "describe-direct-connect-gateway-associations",
                "--direct-connect-gateway-id $owner",
            ),
        ),
    ),
)
