"""Security groups and network ACLs, from AWS's documents.

A permission of AWS lists many peers; a design has one line a peer, and lines are sorted, since AWS answers in whatever
order it likes. The last rule of a network ACL, which denies, is implied and left out (API: NetworkAclEntry).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from vpcdesign.design.filters import ALLOW_ALL, AclRule, EgressRule, IngressRule, NetworkAcl, SecurityGroup
from vpcdesign.design.words import quoted
from vpcdesign.formats.aws_describe.documents import Record
from vpcdesign.formats.aws_describe.estate import Estate
from vpcdesign.formats.aws_describe.reading import Raw, block, flag, name, need, number, part, parts, tags, text, word

PROTOCOLS = {"-1": "all", "": "all", "1": "icmp", "6": "tcp", "17": "udp", "58": "icmpv6"}
IMPLIED = range(32767, 65536)
"""Rule numbers that AWS keeps for its own last rules."""

DEAD_PEERINGS = {"deleted", "deleting", "rejected", "failed", "expired"}


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a security group: what it says of services, and its one peer."""

    protocol: str
    ports: str | None
    icmp_type: int | None
    icmp_code: int | None
    peer: str
    note: str | None
    stale: bool

    def order(self) -> tuple[object, ...]:
        return (self.protocol, self.ports or "", self.icmp_type or -1, self.icmp_code or -1, self.peer, self.note or "")

    def service(self) -> dict[str, Any]:
        """Give what a line has whichever way it looks."""
        return {
            "protocol": self.protocol,
            "ports": self.ports,
            "icmp_type": self.icmp_type,
            "icmp_code": self.icmp_code,
            "note": self.note,
            "stale": self.stale,
        }


IsStale = Callable[[Raw], bool]
"""Whether a reference to a security group leads nowhere any more."""


def security_groups(estate: Estate) -> tuple[SecurityGroup, ...]:
    elsewhere = _associated_vpcs(estate)

    def security_group(estate: Estate, record: Record) -> SecurityGroup | None:
        raw = record.raw
        vpc = text(raw, "VpcId")
        if vpc is None:
            estate.note(record.id, "a security group outside any VPC: left out")
            return None
        is_stale = _staleness(estate, record.id)
        ingress = _lines(raw, "IpPermissions", is_stale)
        egress = _lines(raw, "IpPermissionsEgress", is_stale)
        return SecurityGroup(
            id=record.id,
            name=name(raw) or text(raw, "GroupName"),
            tags=tags(raw),
            vpc=vpc,
            default=text(raw, "GroupName") == "default",
            associated_vpcs=tuple(sorted(elsewhere.get(record.id, set()) - {vpc})),
            ingress=tuple(IngressRule(source=line.peer, **line.service()) for line in ingress),
            egress=tuple(EgressRule(destination=line.peer, **line.service()) for line in egress)
            if "IpPermissionsEgress" in raw
            else ALLOW_ALL,
        )

    groups = estate.build("SecurityGroups", security_group)
    known = estate.documents.of("SecurityGroups")
    ruled = {text(record.raw, "GroupId") for record in estate.records("SecurityGroupRules")}
    for group in sorted(id_ for id_ in ruled if id_ is not None and id_ not in known):
        estate.note(group, "its rules were collected, but not the security group itself: left out")
    return groups


def _associated_vpcs(estate: Estate) -> dict[str, set[str]]:
    """Give the further VPCs that security groups are associated with (UG: Associate SGs with multiple VPCs)."""
    found: dict[str, set[str]] = {}
    for record in estate.records("SecurityGroupVpcAssociations"):
        if word(record.raw, "State") in {"", "associated"}:
            found.setdefault(need(record.raw, "GroupId"), set()).add(need(record.raw, "VpcId"))
    return found


def _lines(raw: Raw, key: str, is_stale: IsStale) -> list[_Line]:
    """Give the lines of one direction: one for each peer of each permission."""
    found = []
    for permission in parts(raw, key):
        protocol = _protocol(permission, "IpProtocol")
        low, high = number(permission, "FromPort"), number(permission, "ToPort")
        ports, kind, code = _service(protocol, low, high)
        for peer, said, stale in _peers(permission, is_stale):
            found.append(_Line(protocol, ports, kind, code, peer, text(said, "Description"), stale))
    return sorted(found, key=_Line.order)


def _service(protocol: str, low: int | None, high: int | None) -> tuple[str | None, int | None, int | None]:
    """Give ports, ICMP type and code; AWS keeps the type in FromPort, the code in ToPort (API: IpPermission)."""
    if protocol in {"tcp", "udp"}:
        return _ports(low, high), None, None
    if protocol in {"icmp", "icmpv6"} and low is not None and low >= 0:
        return None, low, high if high is not None and high >= 0 else None
    return None, None, None


def _peers(permission: Raw, is_stale: IsStale) -> Iterator[tuple[str, Raw, bool]]:
    for said in parts(permission, "IpRanges"):
        yield block(said, "CidrIp") or need(said, "CidrIp"), said, False
    for said in parts(permission, "Ipv6Ranges"):
        yield block(said, "CidrIpv6") or need(said, "CidrIpv6"), said, False
    for said in parts(permission, "PrefixListIds"):
        yield need(said, "PrefixListId"), said, False
    for said in parts(permission, "UserIdGroupPairs"):
        yield text(said, "GroupId") or need(said, "GroupName"), said, is_stale(said)


def _staleness(estate: Estate, group: str) -> IsStale:
    """Tell stale references: AWS says so, or the peering they need is gone (PEER: security groups, stale rules)."""
    told = estate.documents.of("StaleSecurityGroupSet").get(group)
    listed = {
        text(pair, "GroupId")
        for key in ("StaleIpPermissions", "StaleIpPermissionsEgress")
        for permission in (parts(told.raw, key) if told is not None else ())
        for pair in parts(permission, "UserIdGroupPairs")
    }

    def is_stale(pair: Raw) -> bool:
        named = text(pair, "GroupId")
        stale = named in listed or word(pair, "PeeringStatus") in DEAD_PEERINGS or _peering_is_gone(estate, pair)
        if stale:
            estate.note(
                group,
                f"a rule refers to {quoted(named or '')} over a peering that is gone: it is stale and matches nothing",
            )
        return stale

    return is_stale


def _peering_is_gone(estate: Estate, pair: Raw) -> bool:
    peering = text(pair, "VpcPeeringConnectionId")
    if peering is None:
        return False
    seen = estate.documents.of("VpcPeeringConnections").get(peering)
    if seen is not None:
        return word(part(seen.raw, "Status"), "Code") in DEAD_PEERINGS
    # AWS lists a deleted peering for some hours only. A living one stands in the documents of either side.
    return "VpcPeeringConnections" in estate.documents.seen


def network_acls(estate: Estate) -> tuple[NetworkAcl, ...]:
    lists = estate.build("NetworkAcls", _network_acl)
    defaults = {each.vpc for each in lists if each.default}
    named = {
        text(each, "SubnetId") for record in estate.records("NetworkAcls") for each in parts(record.raw, "Associations")
    }
    waiting = {need(record.raw, "VpcId") for record in estate.records("Subnets") if record.id not in named}
    for vpc in sorted(waiting - defaults):
        words = "no document describes this VPC's default network ACL: taken as AWS makes it, which allows everything"
        estate.note(vpc, words)
    return lists


def _network_acl(_: Estate, record: Record) -> NetworkAcl:
    raw = record.raw
    entries = [each for each in parts(raw, "Entries") if number(each, "RuleNumber") not in IMPLIED]
    return NetworkAcl(
        id=record.id,
        name=name(raw),
        tags=tags(raw),
        vpc=need(raw, "VpcId"),
        default=flag(raw, "IsDefault"),
        ingress=_entries([each for each in entries if not flag(each, "Egress")]),
        egress=_entries([each for each in entries if flag(each, "Egress")]),
    )


def _entries(raws: list[Raw]) -> tuple[AclRule, ...]:
    return tuple(sorted(map(_entry, raws), key=lambda rule: rule.rule))


def _entry(raw: Raw) -> AclRule:
    protocol = _protocol(raw, "Protocol")
    cidr = block(raw, "CidrBlock") or block(raw, "Ipv6CidrBlock") or need(raw, "CidrBlock")
    ports, icmp = part(raw, "PortRange"), part(raw, "IcmpTypeCode")
    # ICMPv6 with an IPv4 block means every type (API: CreateNetworkAclEntry).
    typed = protocol == "icmp" or (protocol == "icmpv6" and ":" in cidr)
    low, high = (number(icmp, "Type"), number(icmp, "Code")) if typed else (number(ports, "From"), number(ports, "To"))
    range_, kind, code = _service(protocol, low, high) if typed or protocol in {"tcp", "udp"} else (None, None, None)
    return AclRule(
        rule=number(raw, "RuleNumber") or 0,
        action="allow" if word(raw, "RuleAction") == "allow" else "deny",
        protocol=protocol,
        ports=range_,
        icmp_type=kind,
        icmp_code=code,
        cidr=cidr,
    )


def _protocol(raw: Raw, key: str) -> str:
    said = str(number(raw, key)) if isinstance(raw.get(key), int) else word(raw, key)
    return PROTOCOLS.get(said, said)


def _ports(low: int | None, high: int | None) -> str | None:
    """Give a range of ports as a design writes it; nothing where it is every port."""
    if low is None or low < 0 or (low, high) == (0, 65535):
        return None
    return str(low) if high is None or high == low else f"{low}-{high}"
