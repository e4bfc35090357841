"""Which top-level keys of AWS's answers are read, and what the objects under them are known by.

A document is recognised by its keys alone, whatever the file is called. What is not in one of these tables is named in
a note: nothing that was handed over is passed by in silence.
"""

LISTS: dict[str, tuple[str, ...]] = {
    "Addresses": ("AllocationId", "PublicIp"),
    "AvailabilityZones": ("ZoneId",),
    "CarrierGateways": ("CarrierGatewayId",),
    "CustomerGateways": ("CustomerGatewayId",),
    "DBInstances": ("DBInstanceArn", "DBInstanceIdentifier"),
    "EgressOnlyInternetGateways": ("EgressOnlyInternetGatewayId",),
    "Functions": ("FunctionArn", "FunctionName"),
    "Instances": ("InstanceId",),
    "InternetGateways": ("InternetGatewayId",),
    "Listeners": ("ListenerArn",),
    "LoadBalancerDescriptions": ("DNSName", "LoadBalancerName"),
    "LoadBalancers": ("LoadBalancerArn",),
    "LocalGateways": ("LocalGatewayId",),
    "NatGateways": ("NatGatewayId",),
    "NetworkAcls": ("NetworkAclId",),
    "NetworkInterfaces": ("NetworkInterfaceId",),
    "PrefixLists": ("PrefixListId",),
    "RouteTables": ("RouteTableId",),
    "Rules": ("RuleArn",),
    "SecurityGroupRules": ("SecurityGroupRuleId",),
    "SecurityGroups": ("GroupId",),
    "ServiceConfigurations": ("ServiceId", "ServiceName"),
    "StaleSecurityGroupSet": ("GroupId",),
    "Subnets": ("SubnetId",),
    "TargetGroups": ("TargetGroupArn",),
    "TransitGatewayConnects": ("TransitGatewayAttachmentId",),
    "TransitGatewayPeeringAttachments": ("TransitGatewayAttachmentId",),
    "TransitGatewayRouteTables": ("TransitGatewayRouteTableId",),
    "TransitGatewayVpcAttachments": ("TransitGatewayAttachmentId",),
    "TransitGateways": ("TransitGatewayId",),
    "VpcBlockPublicAccessExclusions": ("ExclusionId",),
    "VpcEndpoints": ("VpcEndpointId",),
    "VpcPeeringConnections": ("VpcPeeringConnectionId",),
    "Vpcs": ("VpcId",),
    "VpnConnections": ("VpnConnectionId",),
    "VpnGateways": ("VpnGatewayId",),
    "directConnectGatewayAssociations": ("associationId",),
    "directConnectGateways": ("directConnectGatewayId",),
    "virtualInterfaces": ("virtualInterfaceId",),
}
"""Lists of objects, and the keys that may hold an object's id (the first that is there)."""

JOINED: dict[str, tuple[str, ...]] = {
    "SecurityGroupVpcAssociations": ("GroupId", "VpcId"),
    "TransitGatewayAttachments": ("TransitGatewayAttachmentId", "TransitGatewayId"),
    "TransitGatewayPrefixListReferences": ("TransitGatewayRouteTableId", "PrefixListId"),
}
"""Lists whose objects are known by several keys together: a peering attachment stands there once for each side."""

SINGLE: dict[str, tuple[str, str]] = {
    "Firewall": ("Firewall", "FirewallArn"),
    "FirewallPolicy": ("FirewallPolicyResponse", "FirewallPolicyArn"),
    "RuleGroup": ("RuleGroupResponse", "RuleGroupArn"),
    "VpcEndpointAssociation": ("VpcEndpointAssociation", "VpcEndpointAssociationArn"),
    "VpcBlockPublicAccessOptions": ("VpcBlockPublicAccessOptions", "AwsRegion"),
}
"""Answers about one object: the key of the part beside it that holds the id, and the id's key."""

OWNED: dict[str, tuple[str, ...]] = {
    "Associations": ("TransitGatewayRouteTableId",),
    "Attributes": ("LoadBalancerArn", "TargetGroupArn"),
    "EnableDnsHostnames": ("VpcId",),
    "EnableDnsSupport": ("VpcId",),
    "Entries": ("PrefixListId",),
    "LoadBalancerAttributes": ("LoadBalancerName",),
    "NatGatewayRules": ("TransitGatewayAttachmentId",),
    "Routes": ("TransitGatewayRouteTableId",),
    "SubnetIpv4CidrReservations": ("SubnetId",),
    "SubnetIpv6CidrReservations": ("SubnetId",),
    "TargetHealthDescriptions": ("TargetGroupArn",),
    "TransitGatewayRouteTablePropagations": ("TransitGatewayRouteTableId",),
}
"""Answers that do not say whom they are about, and the key beside them that does when somebody wrapped them."""

WRAPPERS = frozenset({
    "ClassicLoadBalancerAttributes",
    "LoadBalancerAttributes",
    "LoadBalancerListeners",
    "LoadBalancerTargetHealth",
    "ManagedPrefixListEntries",
    "TargetGroupAttributes",
    "TransitGatewayAssociations",
    "TransitGatewayPropagations",
    "TransitGatewayRoutes",
    "TransitGatewayStaticRoutes",
    "VpcAttributes",
})  # fmt: skip
"""Lists of whole answers, each with its owner."""

BESIDE = frozenset({
    "AdditionalRoutesAvailable",
    "EnableNetworkAddressUsageMetrics",
    "FirewallPolicyResponse",
    "FirewallRuleGroup",
    "FirewallStatus",
    "IpsRuleGroup",
    "LoadBalancerArn",
    "LoadBalancerName",
    "Marker",
    "NatGatewaySupport",
    "NatSystemRouteSupport",
    "NextMarker",
    "NextToken",
    "PrefixListId",
    "ResponseMetadata",
    "RuleGroupResponse",
    "SubnetId",
    "TargetGroupArn",
    "TransitGatewayAttachmentId",
    "TransitGatewayRouteTableId",
    "UpdateToken",
    "VpcEndpointAssociationStatus",
    "VpcId",
    "nextToken",
})  # fmt: skip
"""Keys that stand beside an answer."""

WITHOUT_EFFECT = frozenset({
    "ClassicLinkInstances",
    "DBClusters",
    "DBSubnetGroups",
    "DhcpOptions",
    "DomainStatusList",
    "FirewallPolicies",
    "Firewalls",
    "FlowLogs",
    "InstanceConnectEndpoints",
    "InstanceStatuses",
    "KeyPairs",
    "NetworkInsightsPaths",
    "Regions",
    "RuleGroups",
    "ServiceDetails",
    "ServiceNames",
    "Tags",
    "Volumes",
    "VpcEndpointConnections",
    "connections",
    "directConnectGatewayAttachments",
    "lags",
    "virtualGateways",
})  # fmt: skip
"""Answers that hold nothing that carries or stops a packet beyond what other documents say."""
