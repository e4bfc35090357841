"""VPC Block Public Access, from AWS's documents (UG: VPC BPA).

The account's own word is `describe-vpc-block-public-access-options`. Where nobody asked for it, VPCs and subnets still
tell what they feel of it, and a block that they tell of is never passed over.
"""

from typing import Literal

from vpcdesign.design.vpcs import BlockPublicAccess, PublicAccessExclusion
from vpcdesign.design.words import quoted
from vpcdesign.formats.aws_describe.documents import Record
from vpcdesign.formats.aws_describe.estate import Estate
from vpcdesign.formats.aws_describe.reading import arn, need, part, text, word

Mode = Literal["off", "block-bidirectional", "block-ingress"]
Place = tuple[str | None, str | None]
"""An account and a region."""

MODES: dict[str, Mode] = {mode: mode for mode in ("off", "block-bidirectional", "block-ingress")}
GONE = {"create-failed", "delete-in-progress", "delete-complete", "disable-in-progress", "disable-complete"}


def block_public_access(estate: Estate) -> tuple[BlockPublicAccess, ...]:
    exclusions = _exclusions(estate)

    def access(estate: Estate, record: Record) -> BlockPublicAccess:
        raw = part(record.raw, "VpcBlockPublicAccessOptions")
        place = text(raw, "AwsAccountId"), need(raw, "AwsRegion")
        mode = _mode(estate, record.id, word(raw, "InternetGatewayBlockMode"))
        return _access(place, mode, exclusions.get(place, []))

    said = estate.build("VpcBlockPublicAccessOptions", access)
    told: set[Place] = {(each.account, each.region) for each in said}
    told |= {(None, each.region) for each in said if not each.account}
    return (*said, *_felt(estate, told))


def _access(place: Place, mode: Mode, exclusions: list[PublicAccessExclusion]) -> BlockPublicAccess:
    account, region = place
    return BlockPublicAccess(
        id="-".join(step for step in ("bpa", account, region) if step),
        region=region or "unknown",
        account=account,
        mode=mode,
        exclusions=tuple(exclusions),
    )


def _mode(estate: Estate, about: str, said: str) -> Mode:
    if said and said not in MODES:
        estate.note(about, f"{quoted(said)} is no mode of VPC Block Public Access that an import knows: taken as off")
    return MODES.get(said, "off")


def _exclusions(estate: Estate) -> dict[Place, list[PublicAccessExclusion]]:
    found: dict[Place, list[PublicAccessExclusion]] = {}
    for record in estate.records("VpcBlockPublicAccessExclusions"):
        with estate.reading(record):
            if word(record.raw, "State") in GONE:
                continue
            region, account, resource = arn(record.raw, "ResourceArn")
            egress = word(record.raw, "InternetGatewayExclusionMode") == "allow-egress"
            excluded = PublicAccessExclusion(
                resource=resource.rpartition("/")[2], mode="allow-egress" if egress else "allow-bidirectional"
            )
            found.setdefault((account, region), []).append(excluded)
    return found


def _felt(estate: Estate, told: set[Place]) -> list[BlockPublicAccess]:
    """Give the blocks that VPCs and subnets feel where the options themselves were not collected."""
    felt: dict[Place, dict[str, Mode]] = {}
    for kind in ("Vpcs", "Subnets"):
        for record in estate.records(kind):
            with estate.reading(record):
                mode = word(part(record.raw, "BlockPublicAccessStates"), "InternetGatewayBlockMode")
                place = estate.where.account(record), estate.where.region(record)
                if mode in MODES and place not in told and (None, place[1]) not in told:
                    felt.setdefault(place, {})[record.id] = MODES[mode]
    found = []
    for place, modes in sorted(felt.items(), key=str):
        mode = max(modes.values(), key=("off", "block-ingress", "block-bidirectional").index)
        if mode == "off":
            continue
        spared = [
            PublicAccessExclusion(
                resource=id_, mode="allow-egress" if each == "block-ingress" else "allow-bidirectional"
            )
            for id_, each in modes.items()
            if each != mode
        ]
        found.append(_access(place, mode, spared))
        words = "the options of VPC Block Public Access were not collected: taken from what VPCs and subnets say of it"
        estate.note(found[-1].id, words)
    return found
