"""Three small estates, as AWS would describe them: a shop, a hub over two accounts, a hybrid with a firewall."""

from typing import Any

from tests.formats.aws.papers import (
    ACCOUNT,
    OTHER,
    PRIVATE,
    PUBLIC,
    REGION,
    VPC,
    home,
    instance,
    interface,
    main,
    route,
    serves,
    subnet,
    table,
    tags,
    vpc,
)

ELB = f"arn:aws:elasticloadbalancing:{REGION}:{ACCOUNT}"
FRONT = f"{ELB}:loadbalancer/app/front/0a0b0c0d0e0f0001"
GROUP = f"{ELB}:targetgroup/web/0a0b0c0d0e0f0002"


def shop() -> dict[str, Any]:
    """A web server behind an ALB, a NAT gateway, a database, endpoints: IPv4 and IPv6."""
    igw, nat = "igw-0a000000000000001", "nat-0a000000000000001"
    listener = f"{ELB}:listener/app/front/0a0b0c0d0e0f0001/0a0b0c0d0e0f0003"
    return home(
        Vpcs=[
            vpc(
                Tags=tags(Name="shop"),
                CidrBlockAssociationSet=[
                    {"CidrBlock": "10.20.0.0/16", "CidrBlockState": {"State": "associated"}},
                    {"CidrBlock": "10.21.0.0/16", "CidrBlockState": {"State": "associated"}},
                    {"CidrBlock": "10.22.0.0/16", "CidrBlockState": {"State": "disassociated"}},
                ],
                Ipv6CidrBlockAssociationSet=[
                    {"Ipv6CidrBlock": "2001:db8:20::/56", "Ipv6CidrBlockState": {"State": "associated"}},
                    {"Ipv6CidrBlock": "2001:db8:99::/56", "Ipv6CidrBlockState": {"State": "failed"}},
                ],
            )
        ],
        Subnets=[
            subnet(PUBLIC, "10.20.0.0/24", Tags=tags(Name="public-a", tier="public"), MapPublicIpOnLaunch=True),
            subnet(
                PRIVATE,
                "10.20.1.0/24",
                "b",
                Tags=tags(Name="app-b", Tier="app"),
                Ipv6CidrBlockAssociationSet=[
                    {"Ipv6CidrBlock": "2001:db8:20:1::/64", "Ipv6CidrBlockState": {"State": "associated"}}
                ],
            ),
        ],
        RouteTables=[
            table("rtb-0a000000000000001", [], [main()]),
            table(
                "rtb-0a000000000000002",
                [route("0.0.0.0/0", GatewayId=igw), route("::/0", GatewayId=igw)],
                [serves(PUBLIC)],
            ),
            table(
                "rtb-0a000000000000003",
                [
                    route("0.0.0.0/0", NatGatewayId=nat),
                    route("::/0", EgressOnlyInternetGatewayId="eigw-0a000000000000001"),
                    route("pl-0a000001", GatewayId="vpce-0a000000000000001"),
                    route("172.16.0.0/12", state="blackhole", VpcPeeringConnectionId="pcx-0a0000000000000ff"),
                ],
                [serves(PRIVATE)],
            ),
        ],
        InternetGateways=[{"InternetGatewayId": igw, "Attachments": [{"VpcId": VPC, "State": "available"}]}],
        EgressOnlyInternetGateways=[
            {
                "EgressOnlyInternetGatewayId": "eigw-0a000000000000001",
                "Attachments": [{"VpcId": VPC, "State": "attached"}],
            }
        ],
        NatGateways=[
            {
                "NatGatewayId": nat,
                "State": "available",
                "SubnetId": PUBLIC,
                "VpcId": VPC,
                "ConnectivityType": "public",
                "NatGatewayAddresses": [
                    {
                        "AllocationId": "eipalloc-0a000000000000001",
                        "NetworkInterfaceId": "eni-0a00000000000000a",
                        "PrivateIp": "10.20.0.10",
                        "PublicIp": "198.51.100.10",
                        "IsPrimary": True,
                    }
                ],
            },
            {"NatGatewayId": "nat-0a0000000000000ff", "State": "deleted", "SubnetId": PUBLIC, "VpcId": VPC},
        ],
        Addresses=[
            {
                "AllocationId": "eipalloc-0a000000000000001",
                "PublicIp": "198.51.100.10",
                "NetworkInterfaceId": "eni-0a00000000000000a",
                "PrivateIpAddress": "10.20.0.10",
                "NetworkBorderGroup": REGION,
            }
        ],
        PrefixLists=[
            {
                "PrefixListId": "pl-0a000001",
                "PrefixListName": f"com.amazonaws.{REGION}.s3",
                "Cidrs": ["192.0.2.0/25", "192.0.2.128/25"],
            }
        ],
        VpcEndpoints=[
            {
                "VpcEndpointId": "vpce-0a000000000000001",
                "VpcEndpointType": "Gateway",
                "VpcId": VPC,
                "ServiceName": f"com.amazonaws.{REGION}.s3",
                "State": "available",
                "RouteTableIds": ["rtb-0a000000000000003"],
            },
            {
                "VpcEndpointId": "vpce-0a000000000000002",
                "VpcEndpointType": "Interface",
                "VpcId": VPC,
                "ServiceName": f"com.amazonaws.{REGION}.ecr.api",
                "State": "available",
                "SubnetIds": [PRIVATE],
                "Groups": [{"GroupId": "sg-0a000000000000002"}],
                "NetworkInterfaceIds": ["eni-0a00000000000000e"],
                "PrivateDnsEnabled": True,
            },
        ],
        SecurityGroups=[
            {
                "GroupId": "sg-0a000000000000001",
                "GroupName": "front",
                "VpcId": VPC,
                "IpPermissions": [
                    {
                        "IpProtocol": "tcp",
                        "FromPort": 443,
                        "ToPort": 443,
                        "IpRanges": [{"CidrIp": "0.0.0.0/0", "Description": "shoppers"}],
                        "Ipv6Ranges": [{"CidrIpv6": "::/0"}],
                    }
                ],
                "IpPermissionsEgress": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}],
            },
            {
                "GroupId": "sg-0a000000000000002",
                "GroupName": "app",
                "VpcId": VPC,
                "Tags": tags(Name="app servers"),
                "IpPermissions": [
                    {
                        "IpProtocol": "tcp",
                        "FromPort": 8000,
                        "ToPort": 8080,
                        "UserIdGroupPairs": [{"GroupId": "sg-0a000000000000001", "UserId": ACCOUNT}],
                    },
                    {"IpProtocol": "icmp", "FromPort": 8, "ToPort": -1, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]},
                ],
                "IpPermissionsEgress": [
                    {
                        "IpProtocol": "tcp",
                        "FromPort": 443,
                        "ToPort": 443,
                        "PrefixListIds": [{"PrefixListId": "pl-0a000001"}],
                    }
                ],
            },
        ],
        NetworkInterfaces=[
            interface("eni-0a000000000000001", "10.20.1.5", instance="i-0a000000000000001")
            | {"Groups": [{"GroupId": "sg-0a000000000000002"}], "Ipv6Addresses": [{"Ipv6Address": "2001:db8:20:1::5"}]},
            interface(
                "eni-0a00000000000000a", "10.20.0.10", PUBLIC, InterfaceType="nat_gateway", public="198.51.100.10"
            ),
            interface("eni-0a00000000000000b", "10.20.0.11", PUBLIC, public="198.51.100.11")
            | {"Description": "ELB app/front/0a0b0c0d0e0f0001"},
            interface("eni-0a00000000000000e", "10.20.1.14", InterfaceType="vpc_endpoint"),
            interface("eni-0a00000000000000d", "10.20.1.20", Description="RDSNetworkInterface"),
        ],
        Reservations=[
            {
                "Instances": [
                    instance("i-0a000000000000001", Tags=tags(Name="app-1")),
                    instance("i-0a0000000000000ff", "terminated"),
                ]
            }
        ],
        DBInstances=[
            {
                "DBInstanceArn": f"arn:aws:rds:{REGION}:{ACCOUNT}:db:orders",
                "DBInstanceIdentifier": "orders",
                "AvailabilityZone": f"{REGION}b",
                "DBSubnetGroup": {
                    "Subnets": [
                        {"SubnetIdentifier": PRIVATE, "SubnetAvailabilityZone": {"Name": f"{REGION}b"}},
                        {"SubnetIdentifier": PUBLIC, "SubnetAvailabilityZone": {"Name": f"{REGION}a"}},
                    ]
                },
                "VpcSecurityGroups": [],
            }
        ],
        LoadBalancers=[
            {
                "LoadBalancerArn": FRONT,
                "LoadBalancerName": "front",
                "Type": "application",
                "Scheme": "internet-facing",
                "VpcId": VPC,
                "State": {"Code": "active"},
                "SecurityGroups": ["sg-0a000000000000001"],
                "AvailabilityZones": [{"SubnetId": PUBLIC, "ZoneName": f"{REGION}a"}],
            }
        ],
        Listeners=[
            {
                "ListenerArn": listener,
                "LoadBalancerArn": FRONT,
                "Port": 443,
                "Protocol": "HTTPS",
                "DefaultActions": [{"Type": "fixed-response"}],
            }
        ],
        Rules=[
            {
                "RuleArn": f"{listener.replace(':listener/', ':listener-rule/')}/0a0b0c0d0e0f0009",
                "Actions": [{"Type": "forward", "TargetGroupArn": GROUP}],
            }
        ],
        TargetGroups=[
            {
                "TargetGroupArn": GROUP,
                "TargetGroupName": "web",
                "Protocol": "HTTP",
                "Port": 8080,
                "TargetType": "instance",
                "HealthCheckPort": "traffic-port",
                "LoadBalancerArns": [FRONT],
            }
        ],
        TargetGroupAttributes=[
            {
                "TargetGroupArn": GROUP,
                "Attributes": [
                    {"Key": "load_balancing.cross_zone.enabled", "Value": "use_load_balancer_configuration"}
                ],
            }
        ],
        LoadBalancerTargetHealth=[
            {
                "TargetGroupArn": GROUP,
                "TargetHealthDescriptions": [
                    {"Target": {"Id": "i-0a000000000000001", "Port": 8080}, "TargetHealth": {"State": "healthy"}}
                ],
            }
        ],
    )


TGW = "tgw-0a000000000000001"
FAR = "tgw-0b000000000000001"
SPOKE = "vpc-0b000000000000001"
TO_HOME = "tgw-attach-0a000000000000001"
TO_SPOKE = "tgw-attach-0a000000000000002"
TO_FAR = "tgw-attach-0a000000000000003"
HUB_TABLE = "tgw-rtb-0a000000000000001"


def attachment(
    id_: str, resource: str, kind: str = "vpc", state: str = "available", gateway: str = TGW
) -> dict[str, Any]:
    return {
        "TransitGatewayAttachmentId": id_,
        "TransitGatewayId": gateway,
        "ResourceType": kind,
        "ResourceId": resource,
        "ResourceOwnerId": OTHER if resource == SPOKE else ACCOUNT,
        "State": state,
        "Association": {"TransitGatewayRouteTableId": HUB_TABLE, "State": "associated"} if state == "available" else {},
    }


def searched(
    destination: str, *via: str, kind: str = "static", state: str = "active", resource: str = ""
) -> dict[str, Any]:
    through = [{"TransitGatewayAttachmentId": id_, "ResourceType": "vpc", "ResourceId": resource} for id_ in via]
    return {"DestinationCidrBlock": destination, "Type": kind, "State": state, "TransitGatewayAttachments": through}


def hub() -> dict[str, Any]:
    """A transit gateway with a VPC here, one in another account that nobody described, and a peer in another region."""
    options = {
        "AmazonSideAsn": 64512,
        "DefaultRouteTableAssociation": "enable",
        "AssociationDefaultRouteTableId": HUB_TABLE,
        "DefaultRouteTablePropagation": "enable",
        "PropagationDefaultRouteTableId": HUB_TABLE,
        "SecurityGroupReferencingSupport": "enable",
    }
    return home(
        RouteTables=[table("rtb-0a000000000000001", [route("10.0.0.0/8", TransitGatewayId=TGW)], [main()])],
        TransitGateways=[
            {
                "TransitGatewayId": TGW,
                "TransitGatewayArn": f"arn:aws:ec2:{REGION}:{ACCOUNT}:transit-gateway/{TGW}",
                "OwnerId": ACCOUNT,
                "State": "available",
                "Options": options,
            },
            {"TransitGatewayId": "tgw-0a0000000000000ff", "State": "deleted"},
        ],
        TransitGatewayVpcAttachments=[
            {
                "TransitGatewayAttachmentId": TO_HOME,
                "TransitGatewayId": TGW,
                "VpcId": VPC,
                "SubnetIds": [PRIVATE],
                "State": "available",
                "Options": {"ApplianceModeSupport": "enable", "Ipv6Support": "disable"},
            }
        ],
        TransitGatewayAttachments=[
            attachment(TO_HOME, VPC),
            attachment(TO_SPOKE, SPOKE),
            attachment(TO_FAR, FAR, "peering"),
            attachment("tgw-attach-0a0000000000000ff", "vpc-0a0000000000000ff", state="deleted"),
        ],
        TransitGatewayRouteTables=[
            {"TransitGatewayRouteTableId": HUB_TABLE, "TransitGatewayId": TGW, "State": "available"}
        ],
        TransitGatewayPropagations=[
            {
                "TransitGatewayRouteTableId": HUB_TABLE,
                "TransitGatewayRouteTablePropagations": [
                    {"TransitGatewayAttachmentId": TO_HOME, "State": "enabled"},
                    {"TransitGatewayAttachmentId": TO_SPOKE, "State": "disabling"},
                ],
            }
        ],
        TransitGatewayStaticRoutes=[
            {
                "TransitGatewayRouteTableId": HUB_TABLE,
                "Routes": [
                    searched("10.30.0.0/16", TO_SPOKE, kind="propagated", resource=SPOKE),
                    searched("10.40.0.0/16", TO_FAR),
                    searched("10.66.0.0/16", state="blackhole"),
                ],
            }
        ],
        NetworkInterfaces=[
            interface("eni-0a00000000000000c", "10.20.1.12", InterfaceType="transit_gateway")
            | {"Description": f"Network Interface for Transit Gateway Attachment {TO_HOME}"}
        ],
    )


NFW = f"arn:aws:network-firewall:{REGION}:{ACCOUNT}"
FIREWALL_ENDPOINT = "vpce-0a00000000000000f"


def hybrid() -> list[dict[str, Any]]:
    """A VPC with a VPN and Direct Connect, and a network firewall whose answers name themselves."""
    vgw = "vgw-0a000000000000001"
    learned = {"DestinationCidrBlock": "192.168.0.0/16", "GatewayId": vgw, "Origin": "EnableVgwRoutePropagation"}
    return [
        home(
            RouteTables=[
                table(
                    "rtb-0a000000000000001",
                    [learned, route("10.20.0.0/24", VpcEndpointId=FIREWALL_ENDPOINT)],
                    [main()],
                    PropagatingVgws=[{"GatewayId": vgw}],
                ),
                table(
                    "rtb-0a000000000000002",
                    [route("10.20.1.0/24", VpcEndpointId=FIREWALL_ENDPOINT)],
                    [{"GatewayId": vgw, "AssociationState": {"State": "associated"}}],
                ),
            ],
            VpnGateways=[
                {
                    "VpnGatewayId": vgw,
                    "State": "available",
                    "AmazonSideAsn": 64513,
                    "VpcAttachments": [
                        {"VpcId": "vpc-0a0000000000000ff", "State": "detached"},
                        {"VpcId": VPC, "State": "attached"},
                    ],
                }
            ],
            CustomerGateways=[
                {
                    "CustomerGatewayId": "cgw-0a000000000000001",
                    "State": "available",
                    "IpAddress": "203.0.113.1",
                    "BgpAsn": "65000",
                }
            ],
            VpnConnections=[
                {
                    "VpnConnectionId": "vpn-0a000000000000001",
                    "State": "available",
                    "CustomerGatewayId": "cgw-0a000000000000001",
                    "VpnGatewayId": vgw,
                    "Options": {"StaticRoutesOnly": True},
                    "Routes": [{"DestinationCidrBlock": "192.168.9.0/24", "State": "available"}],
                    "VgwTelemetry": [
                        {"OutsideIpAddress": "203.0.113.10", "Status": "UP"},
                        {"OutsideIpAddress": "203.0.113.11", "Status": "DOWN"},
                    ],
                },
                {"VpnConnectionId": "vpn-0a0000000000000ff", "State": "deleted"},
            ],
            virtualInterfaces=[
                {
                    "virtualInterfaceId": "dxvif-fabc0001",
                    "virtualInterfaceName": "line",
                    "virtualInterfaceType": "private",
                    "virtualInterfaceState": "available",
                    "directConnectGatewayId": "0a0b-gateway",
                }
            ],
            directConnectGatewayAssociations=[
                {
                    "associationId": "0a0b-association",
                    "directConnectGatewayId": "0a0b-gateway",
                    "associationState": "associated",
                    "associatedGateway": {"id": vgw, "type": "virtualPrivateGateway"},
                    "allowedPrefixesToDirectConnectGateway": [{"cidr": "10.20.0.0/16"}],
                }
            ],
            VpcEndpoints=[
                {
                    "VpcEndpointId": FIREWALL_ENDPOINT,
                    "VpcEndpointType": "GatewayLoadBalancer",
                    "VpcId": VPC,
                    "State": "available",
                    "SubnetIds": [PUBLIC],
                    "NetworkInterfaceIds": ["eni-0a00000000000000f"],
                    "Tags": tags(AWSNetworkFirewallManaged="true", Firewall=f"{NFW}:firewall/wall"),
                }
            ],
            NetworkInterfaces=[
                interface("eni-0a00000000000000f", "10.20.0.15", PUBLIC, InterfaceType="gateway_load_balancer_endpoint")
            ],
        ),
        {
            "UpdateToken": "x",
            "Firewall": {
                "FirewallName": "wall",
                "FirewallArn": f"{NFW}:firewall/wall",
                "FirewallPolicyArn": f"{NFW}:firewall-policy/policy",
                "VpcId": VPC,
            },
            "FirewallStatus": {
                "Status": "READY",
                "SyncStates": {
                    f"{REGION}a": {
                        "Attachment": {"SubnetId": PUBLIC, "EndpointId": FIREWALL_ENDPOINT, "Status": "READY"}
                    }
                },
            },
        },
        {
            "FirewallPolicyResponse": {"FirewallPolicyArn": f"{NFW}:firewall-policy/policy"},
            "FirewallPolicy": {
                "StatelessDefaultActions": ["aws:forward_to_sfe"],
                "StatelessRuleGroupReferences": [{"ResourceArn": f"{NFW}:stateless-rulegroup/first", "Priority": 1}],
                "StatefulRuleGroupReferences": [{"ResourceArn": f"{NFW}:stateful-rulegroup/plain", "Priority": 1}],
                "StatefulDefaultActions": ["aws:drop_established"],
                "StatefulEngineOptions": {"RuleOrder": "STRICT_ORDER"},
            },
        },
        {
            "RuleGroupResponse": {"RuleGroupArn": f"{NFW}:stateless-rulegroup/first"},
            "RuleGroup": {
                "RulesSource": {
                    "StatelessRulesAndCustomActions": {
                        "StatelessRules": [
                            {
                                "Priority": 2,
                                "RuleDefinition": {
                                    "Actions": ["aws:drop"],
                                    "MatchAttributes": {
                                        "Sources": [{"AddressDefinition": "10.66.0.0/16"}],
                                        "Protocols": [6, 17],
                                        "DestinationPorts": [
                                            {"FromPort": 53, "ToPort": 53},
                                            {"FromPort": 80, "ToPort": 90},
                                        ],
                                    },
                                },
                            },
                            {
                                "Priority": 1,
                                "RuleDefinition": {"Actions": ["aws:pass"], "MatchAttributes": {"Protocols": [1]}},
                            },
                        ]
                    }
                }
            },
        },
        {
            "RuleGroupResponse": {"RuleGroupArn": f"{NFW}:stateful-rulegroup/plain"},
            "RuleGroup": {
                "RuleVariables": {"IPSets": {"SITE": {"Definition": ["192.168.0.0/16"]}}},
                "RulesSource": {
                    "RulesString": 'pass tcp $SITE any -> $HOME_NET [443,8443] (msg:"web"; sid:1; rev:1;)\n'
                    "# the rest\n"
                    "drop ip any any <> any any (sid:2;)"
                },
            },
        },
    ]
