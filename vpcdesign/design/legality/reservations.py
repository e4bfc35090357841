"""What AWS refuses of reservations inside VPCs and subnets, and of the account's block on public access."""

from vpcdesign.design.asserting import External
from vpcdesign.design.legality.survey import Problems, Survey, overlaps, refusal, span, within, within_any
from vpcdesign.design.vpcs import BlockPublicAccess, Subnet, Vpc


def check(survey: Survey) -> Problems:
    """Tell everything about reservations and public access."""
    yield from reservations(survey)
    yield from reserved_twice(survey)
    yield from public_access(survey)


def reservations(survey: Survey) -> Problems:
    """Tell a block outside what it is reserved in (UG: subnet CIDR reservations)."""
    for place, each in enumerate(survey.design.reservations):
        at = f"/reservations/{place}"
        if (each.vpc is None) == (each.subnet is None):
            yield refusal(
                at,
                f"`{each.id}` reserves in {'nothing' if each.vpc is None else 'a VPC and a subnet'}: name one `vpc` or "
                "one `subnet`",
                "InvalidParameterCombination",
            )
            continue
        found, subnet = span(each.cidr), survey.find(Subnet, each.subnet)
        own = [span(cidr) for cidr in (subnet.cidr, subnet.ipv6_cidr) if cidr] if subnet else []
        if subnet and own and not within_any(found, own):
            yield refusal(
                f"{at}/cidr",
                f"`{each.cidr}` is not inside subnet `{subnet.id}`: reserve a part of its block",
                "InvalidParameterValue",
            )
        blocks = survey.vpc_spans.get(each.vpc or "", ())
        if blocks and not any(within(found, block) for block in blocks):
            yield refusal(
                f"{at}/cidr",
                f"`{each.cidr}` is not inside `{each.vpc}`: reserve a part of one of its blocks",
                "InvalidParameterValue",
            )


def reserved_twice(survey: Survey) -> Problems:
    """Tell reservations of subnets of one VPC that overlap (UG: subnet CIDR reservations)."""
    by_vpc: dict[str, list[int]] = {}
    for place, each in enumerate(survey.design.reservations):
        vpc = survey.vpc_of_subnet(each.subnet)
        if vpc is not None:
            by_vpc.setdefault(vpc, []).append(place)
    lines = survey.design.reservations
    for places in by_vpc.values():
        for one, two in overlaps((span(lines[place].cidr), place) for place in places):
            first, second = sorted((one, two))
            yield refusal(
                f"/reservations/{second}/cidr",
                f"`{lines[second].cidr}` overlaps `{lines[first].cidr}` of `{lines[first].id}`: keep them apart",
                "InvalidParameterValue",
            )


def public_access(survey: Survey) -> Problems:
    """Tell two modes for one account and Region, and exclusions that cannot be (UG: VPC BPA)."""
    seen: dict[tuple[str | None, str], str] = {}
    for place, each in enumerate(survey.design.block_public_access):
        at = f"/block_public_access/{place}"
        first = seen.setdefault((each.account, each.region), each.id)
        if first != each.id:
            yield refusal(
                f"{at}/region",
                f"`{first}` sets the mode of {each.region} already: an account has one in a Region",
                "InvalidParameterValue",
            )
        yield from exclusions(survey, each, at)


def exclusions(survey: Survey, each: BlockPublicAccess, at: str) -> Problems:
    """Tell an exclusion of something else than a VPC or subnet of the Region, or of one twice (UG: VPC BPA basics)."""
    resources: set[str] = set()
    for number, exclusion in enumerate(each.exclusions):
        here = f"{at}/exclusions/{number}/resource"
        noun = survey.nouns.get(exclusion.resource)
        region = survey.region_of(noun.vpc if isinstance(noun, Subnet) else exclusion.resource)
        if noun is not None and not isinstance(noun, (Vpc, Subnet, External)):
            yield refusal(
                here,
                f"`{exclusion.resource}` is neither a VPC nor a subnet: exclude one of those",
                "InvalidParameterValue",
            )
        elif region is not None and region != each.region:
            yield refusal(
                here,
                f"`{exclusion.resource}` is in {region}, not in {each.region}: exclude what is in the Region",
                "InvalidParameterValue",
            )
        if exclusion.resource in resources:
            yield refusal(
                here, f"`{exclusion.resource}` is excluded already: keep one of them", "InvalidParameterValue"
            )
        resources.add(exclusion.resource)
