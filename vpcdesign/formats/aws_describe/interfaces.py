"""Instances and network interfaces, those of Lambda functions and databases included, from AWS's documents.

An interface that another noun claimed is left out. Where interfaces themselves were not collected, those that
instances, functions and databases tell of stand in for them. Interfaces of one instance stand in the order of their
devices, since the first is the primary one.
"""

from vpcdesign.design.hosts import Instance, InterfaceKind, NetworkInterface, SecondaryAddress
from vpcdesign.formats.aws_describe.documents import Record
from vpcdesign.formats.aws_describe.estate import Estate, public_addresses
from vpcdesign.formats.aws_describe.reading import Raw, flag, name, need, number, part, parts, tags, text, texts, word

STATES = {"running": "running", "pending": "running", "stopped": "stopped", "stopping": "stopped"}
ENDED = {"terminated", "shutting-down"}
KINDS: dict[str, InterfaceKind] = {
    "interface": "interface",
    "": "interface",
    "efa": "interface",
    "efa-only": "other",
    "trunk": "interface",
    "branch": "interface",
    "lambda": "lambda",
    "load_balancer": "load_balancer",
    "network_load_balancer": "load_balancer",
    "gateway_load_balancer": "load_balancer",
    "natgateway": "nat_gateway",
    "nat_gateway": "nat_gateway",
    "vpc_endpoint": "vpc_endpoint",
    "gateway_load_balancer_endpoint": "vpc_endpoint",
    "transit_gateway": "transit_gateway",
}
"""AWS's kinds of interfaces (API: NetworkInterface); any other is `other`."""


def instances(estate: Estate) -> tuple[Instance, ...]:
    """Give the living instances, and those that only an interface tells of."""
    described = estate.build("Instances", _instance)
    known = estate.documents.of("Instances")
    hinted = {
        found
        for raw in estate.interfaces.values()
        if (found := text(part(raw, "Attachment"), "InstanceId")) is not None
    }
    unseen = sorted(hinted - known.keys())
    for id_ in unseen:
        estate.note(id_, "no document describes this instance: taken to be running")
    return tuple(sorted((*described, *(Instance(id=id_) for id_ in unseen)), key=lambda instance: instance.id))


def _instance(estate: Estate, record: Record) -> Instance | None:
    raw = record.raw
    state = word(part(raw, "State"), "Name")
    if state in ENDED:
        return None
    for each in parts(raw, "NetworkInterfaces"):
        id_ = need(each, "NetworkInterfaceId")
        if id_ not in estate.interfaces:
            estate.interfaces[id_] = {**each, "Attachment": {**part(each, "Attachment"), "InstanceId": record.id}}
    windows = word(raw, "Platform") == "windows" or "windows" in word(raw, "PlatformDetails")
    return Instance(
        id=record.id,
        name=name(raw),
        tags=tags(raw),
        state="stopped" if STATES.get(state) == "stopped" else "running",
        platform="windows" if windows else None,
    )


def network_interfaces(estate: Estate, living: tuple[Instance, ...]) -> tuple[NetworkInterface, ...]:
    """Give what nobody claimed; `living` are the instances of the design."""
    names = {instance.id for instance in living}
    held = _public_by_interface(estate)
    databases = _databases(estate)
    found: list[tuple[tuple[str, int, int, str], NetworkInterface]] = []
    for id_, raw in sorted(estate.interfaces.items()):
        known = estate.documents.of("NetworkInterfaces").get(id_)
        if id_ in estate.claimed:
            continue
        with estate.reading(known or Record(id_, raw, "")):
            interface = _interface(Record(id_, raw, known.file if known else ""), names, held.get(id_, {}))
            attachment = part(raw, "Attachment")
            card, device = number(attachment, "NetworkCardIndex") or 0, number(attachment, "DeviceIndex") or 0
            if interface.kind == "rds" and interface.name is None:
                interface = interface.model_copy(update={"name": _database_of(databases, interface)})
            found.append(((interface.instance or id_, card, device, id_), interface))
    return tuple(interface for _, interface in sorted(found, key=lambda each: each[0]))


def _interface(record: Record, living: set[str], held: dict[str, str]) -> NetworkInterface:
    raw = record.raw
    attachment = part(raw, "Attachment")
    instance = text(attachment, "InstanceId")
    addresses = parts(raw, "PrivateIpAddresses")
    primary = text(raw, "PrivateIpAddress") or next(
        (text(each, "PrivateIpAddress") for each in addresses if flag(each, "Primary")), None
    )
    public = held | public_addresses(raw)
    if primary is not None and (own := text(part(raw, "Association"), "PublicIp")) is not None:
        public.setdefault(primary, own)
    others = [found for each in addresses if (found := need(each, "PrivateIpAddress")) != primary]
    detached = word(raw, "Status") == "available" or word(attachment, "Status") in {"detached", "detaching"}
    return NetworkInterface(
        id=record.id,
        name=name(raw) or _title(raw),
        tags=tags(raw),
        subnet=need(raw, "SubnetId"),
        instance=instance if instance in living else None,
        kind=_kind(raw),
        private_ip=primary,
        public_ip=public.get(primary or ""),
        secondary_ips=tuple(SecondaryAddress(private_ip=ip, public_ip=public.get(ip)) for ip in others),
        ipv6_addresses=tuple(need(each, "Ipv6Address") for each in parts(raw, "Ipv6Addresses")),
        prefixes=tuple(need(each, f"Ip{v}Prefix") for v in ("v4", "v6") for each in parts(raw, f"Ip{v}Prefixes")),
        security_groups=tuple(need(each, "GroupId") for each in parts(raw, "Groups")),
        source_dest_check=flag(raw, "SourceDestCheck", default=True),
        deny_igw_traffic=flag(raw, "DenyAllIgwTraffic"),
        attached=not detached and (instance is None or instance in living),
    )


def _kind(raw: Raw) -> InterfaceKind:
    kind = KINDS.get(word(raw, "InterfaceType"), "other")
    if kind == "interface":
        description, requester = text(raw, "Description") or "", word(raw, "RequesterId")
        if description == "RDSNetworkInterface" or requester == "amazon-rds":
            return "rds"
        if description.startswith("AWS Lambda VPC ENI"):
            return "lambda"
        if description.startswith("ELB "):
            return "load_balancer"
    return kind


def _title(raw: Raw) -> str | None:
    """Give the name of the function that an interface serves, which AWS writes into its description."""
    description = text(raw, "Description") or ""
    prefix = "AWS Lambda VPC ENI-"
    if not description.startswith(prefix):
        return None
    # The function's name, then a UUID of five groups.
    return description.removeprefix(prefix).rsplit("-", 5)[0] or None


def _public_by_interface(estate: Estate) -> dict[str, dict[str, str]]:
    """Give what Elastic IPs say of interfaces: interfaces collected earlier than addresses do not know it yet."""
    found: dict[str, dict[str, str]] = {}
    for record in estate.records("Addresses"):
        with estate.reading(record):
            interface, private = text(record.raw, "NetworkInterfaceId"), text(record.raw, "PrivateIpAddress")
            public = text(record.raw, "PublicIp")
            if interface is not None and private is not None and public is not None:
                found.setdefault(interface, {})[private] = public
    return found


# --- databases and functions: their interfaces where these were not collected -------------------------------------


def _databases(estate: Estate) -> list[tuple[str, frozenset[str], frozenset[str]]]:
    """Give each database's name, the subnets it may stand in and its security groups."""
    found = []
    for record in estate.records("DBInstances"):
        with estate.reading(record):
            raw = record.raw
            subnets = parts(part(raw, "DBSubnetGroup"), "Subnets")
            where = frozenset(need(each, "SubnetIdentifier") for each in subnets)
            groups = frozenset(need(each, "VpcSecurityGroupId") for each in parts(raw, "VpcSecurityGroups"))
            found.append((need(raw, "DBInstanceIdentifier"), where, groups))
    return found


def _database_of(
    databases: list[tuple[str, frozenset[str], frozenset[str]]], interface: NetworkInterface
) -> str | None:
    """Give the one database whose subnets and groups are the interface's; AWS itself does not connect the two."""
    groups = frozenset(interface.security_groups)
    names = [name for name, where, theirs in databases if interface.subnet in where and theirs == groups]
    return names[0] if len(names) == 1 else None


def undescribed(estate: Estate, built: tuple[NetworkInterface, ...]) -> tuple[NetworkInterface, ...]:
    """Give interfaces for functions and databases of which none was built: AWS makes and keeps them out of sight."""
    there = {(each.kind, each.subnet, frozenset(each.security_groups)) for each in built}
    found: list[NetworkInterface] = []
    for record in estate.records("Functions"):
        with estate.reading(record):
            network = part(record.raw, "VpcConfig")
            groups = texts(network, "SecurityGroupIds")
            for subnet in texts(network, "SubnetIds"):
                if ("lambda", subnet, frozenset(groups)) not in there:
                    found += [_stand_in(record, subnet, groups, "lambda")]
    for record in estate.records("DBInstances"):
        with estate.reading(record):
            groups = tuple(need(each, "VpcSecurityGroupId") for each in parts(record.raw, "VpcSecurityGroups"))
            subnets = _database_subnets(record.raw)
            going = word(record.raw, "DBInstanceStatus").startswith("delet")
            if not going and not any(("rds", subnet, frozenset(groups)) in there for subnet in subnets):
                found += [_stand_in(record, subnet, groups, "rds") for subnet in subnets]
    for interface in found:
        words = "no document shows this interface: it stands in for what AWS makes, with any address of its subnet"
        estate.note(interface.id, words)
    return tuple(found)


def _database_subnets(raw: Raw) -> list[str]:
    """Give the subnets of a database's group that lie in the zones it stands in."""
    zones = {text(raw, "AvailabilityZone"), text(raw, "SecondaryAvailabilityZone")} - {None}
    return [
        need(each, "SubnetIdentifier")
        for each in parts(part(raw, "DBSubnetGroup"), "Subnets")
        if not zones or text(part(each, "SubnetAvailabilityZone"), "Name") in zones
    ]


def _stand_in(record: Record, subnet: str, groups: tuple[str, ...], kind: InterfaceKind) -> NetworkInterface:
    title = text(record.raw, "FunctionName") or text(record.raw, "DBInstanceIdentifier")
    return NetworkInterface(
        id=f"{record.id}/{subnet}", name=title, subnet=subnet, kind=kind, security_groups=tuple(groups)
    )
