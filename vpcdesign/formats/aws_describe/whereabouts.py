"""In which region and account an object stands.

What the object itself says comes first (owner, ARN, zone), then what stands in its VPC, and only then the path of its
file: people sort files as they like.
"""

import re

from vpcdesign.formats.aws_describe.documents import Documents, Record
from vpcdesign.formats.aws_describe.reading import Raw, part, text

REGION = re.compile(r"[a-z]{2,4}(?:-[a-z]+){1,2}-\d+")
ACCOUNT = re.compile(r"\d{12}")
OWNERS = ("OwnerId", "VpcOwnerId", "ownerAccount", "AwsAccountId")
ZONES = ("AvailabilityZone", "ZoneName", "NetworkBorderGroup", "RegionName", "AwsRegion", "region")


class Whereabouts:
    """Answers for every record of some documents; gathers first what the VPCs' contents say of their region."""

    def __init__(self, documents: Documents) -> None:
        """Look through what names both its VPC and its zone, and through peerings, which name both sides' regions."""
        self._of_vpc: dict[str, str] = {}
        for kind in ("Subnets", "NetworkInterfaces", "Instances"):
            for record in documents.of(kind).values():
                self._learn(record.raw, _said_region(record.raw))
        for record in documents.of("VpcPeeringConnections").values():
            for side in ("RequesterVpcInfo", "AccepterVpcInfo"):
                self._learn(part(record.raw, side), text(part(record.raw, side), "Region"))
        known = set(self._of_vpc.values())
        self._only = known.pop() if len(known) == 1 else None

    def region(self, record: Record) -> str | None:
        raw = record.raw
        own = _said_region(raw) or self._of_vpc.get(str(raw.get("VpcId"))) or self._of_vpc.get(record.id)
        return own or _in_path(REGION, record.file) or self._only

    def account(self, record: Record) -> str | None:
        return _said_account(record.raw) or _in_path(ACCOUNT, record.file)

    def of_vpc(self, vpc: str) -> str | None:
        return self._of_vpc.get(vpc, self._only)

    def _learn(self, raw: Raw, region: str | None) -> None:
        vpc = text(raw, "VpcId")
        if vpc is not None and region is not None:
            self._of_vpc.setdefault(vpc, region)


def region_of_zone(zone: str) -> str | None:
    """Give the region of a zone's name, Local and Wavelength Zones included (`us-west-2-lax-1a`)."""
    match = REGION.match(zone)
    return match.group() if match else None


def _said_region(raw: Raw) -> str | None:
    for key in ZONES:
        value = raw.get(key)
        if isinstance(value, str) and (found := region_of_zone(value)) is not None:
            return found
    placement = raw.get("Placement")
    if isinstance(placement, dict):
        return _said_region(placement)
    return _of_arn(raw, 3)


def _said_account(raw: Raw) -> str | None:
    for key in OWNERS:
        value = raw.get(key)
        if isinstance(value, str) and value:
            return value
    return _of_arn(raw, 4)


def _of_arn(raw: Raw, place: int) -> str | None:
    """Give a part of the object's own ARN: the first key that ends so."""
    for key, value in raw.items():
        if key.endswith("Arn") and isinstance(value, str) and value.startswith("arn:"):
            return (value.split(":", 5)[place:] or [""])[0] or None
    return None


def _in_path(pattern: re.Pattern[str], file: str) -> str | None:
    steps = re.split(r"[\\/]", file)
    return next((step for step in reversed(steps) if pattern.fullmatch(step)), None)
