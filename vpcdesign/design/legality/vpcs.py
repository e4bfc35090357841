"""What AWS refuses of a VPC: its blocks, and which of them may stand beside each other.

The first block is the primary one and the order of the others is the order in which they were added: the restrictions
on secondary blocks speak of adding, so each is judged by what stands before it.
"""

from vpcdesign.aws.addresses import FORBIDDEN_IN_VPC, RFC1918, UNIQUE_LOCAL
from vpcdesign.aws.blocks import PRIVATE_IPV6_PREFIXES, VPC_IPV4_PREFIXES, VPC_IPV6_PREFIXES
from vpcdesign.design.legality.survey import (
    Problems,
    Span,
    Survey,
    meet,
    overlaps,
    prefix_length,
    refusal,
    span,
    within,
    within_any,
)
from vpcdesign.design.vpcs import Vpc

RANGE = "InvalidVpcRange"
FORBIDDEN = tuple((cidr, span(cidr)) for cidr in FORBIDDEN_IN_VPC)
PRIVATE_IPV4 = tuple(map(span, RFC1918))
TEN, MIDDLE, SMALL = PRIVATE_IPV4
BENCHMARK = span("198.19.0.0/16")
TEN_START, TEN_FIRST = span("10.0.0.0/15"), span("10.0.0.0/16")
DEFAULT_VPC = span("172.31.0.0/16")
LOCAL_IPV6 = span(UNIQUE_LOCAL)
PUBLIC_IPV6 = span("2000::/3")
AMAZON_OWN = (span("fc00::/8"), span("fd00::/16"))


def check(survey: Survey) -> Problems:
    """Tell everything about VPCs, one after the other."""
    for place, vpc in enumerate(survey.design.vpcs):
        at = f"/vpcs/{place}"
        yield from ipv4_blocks(vpc, at)
        yield from ipv6_blocks(vpc, at)
        yield from blocks_overlap(vpc, at)
    yield from one_default(survey)


def secondary(survey: Survey) -> Problems:
    """Tell secondary blocks that AWS would not add today; an older VPC may have them."""
    for place, vpc in enumerate(survey.design.vpcs):
        yield from secondary_blocks(vpc, f"/vpcs/{place}")


def ipv4_blocks(vpc: Vpc, at: str) -> Problems:
    """Tell blocks of a wrong size or in a range that AWS keeps (UG: VPC CIDR blocks)."""
    if not vpc.cidrs:
        yield refusal(
            f"{at}/cidrs",
            f"`{vpc.id}` has no IPv4 block: give it at least one, even when its subnets use IPv6 only",
            "MissingParameter",
        )
    for number, cidr in enumerate(vpc.cidrs):
        length = prefix_length(cidr)
        if length not in VPC_IPV4_PREFIXES:
            wrong = "larger" if length < VPC_IPV4_PREFIXES[0] else "smaller"
            yield refusal(
                f"{at}/cidrs/{number}",
                f"`{cidr}` is {wrong} than AWS allows for a VPC: a block is /16 to /28",
                RANGE,
            )
        taken = next((name for name, forbidden in FORBIDDEN if meet(span(cidr), forbidden)), None)
        if taken:
            yield refusal(
                f"{at}/cidrs/{number}",
                f"`{cidr}` lies in {taken}, which no VPC can use: take a private block such as 10.0.0.0/16",
                RANGE,
            )


def secondary_blocks(vpc: Vpc, at: str) -> Problems:
    """Tell secondary blocks that may not join what is there (UG: IPv4 CIDR block association restrictions)."""
    spans = [span(cidr) for cidr in vpc.cidrs]
    for number in range(1, len(spans)):
        new = spans[number]
        for before in range(number):
            why = restriction(spans[before], new, primary=before == 0)
            if why:
                yield refusal(
                    f"{at}/cidrs/{number}",
                    f"`{vpc.cidrs[number]}` cannot join `{vpc.cidrs[before]}` in one VPC: {why}; "
                    "take a block of the same private range, or of 100.64.0.0/10",
                    RANGE,
                )
                break


def restriction(old: Span, new: Span, *, primary: bool) -> str | None:
    """Say why a block may not be added to a VPC that has another, None when it may (source: `secondary_blocks`)."""
    own = next((block for block in (TEN, MIDDLE, SMALL) if within(old, block)), None)
    private = any(meet(new, block) for block in PRIVATE_IPV4)
    if own is None:
        if within(old, BENCHMARK):
            return "198.19.0.0/16 takes no private blocks beside it" if private else None
        if primary and (private or meet(new, BENCHMARK)):
            return "a public or shared primary block takes neither private blocks nor 198.19.0.0/16 beside it"
        return None
    if meet(new, BENCHMARK):
        return "198.19.0.0/16 and private blocks exclude each other"
    if private and not within(new, own):
        return "blocks of different private ranges exclude each other"
    if own is TEN and within(old, TEN_START) and within(new, TEN_FIRST):
        return "beside a block of 10.0.0.0/15, 10.0.0.0/16 is closed"
    if own is MIDDLE and within(new, DEFAULT_VPC):
        return "beside a block of 172.16.0.0/12, 172.31.0.0/16 is closed"
    return None


def ipv6_blocks(vpc: Vpc, at: str) -> Problems:
    """Tell IPv6 blocks of a wrong size or outside what AWS hands out (UG: add or remove a CIDR block, private IPv6)."""
    for number, cidr in enumerate(vpc.ipv6_cidrs):
        here, length, found = f"{at}/ipv6_cidrs/{number}", prefix_length(cidr), span(cidr)
        if within(found, LOCAL_IPV6):
            if within_any(found, AMAZON_OWN):
                yield refusal(here, f"`{cidr}` is not for VPCs: private IPv6 is fd00::/8 without fd00::/16", RANGE)
            if length not in PRIVATE_IPV6_PREFIXES:
                yield refusal(
                    here,
                    f"`{cidr}` has a size that AWS does not allow for private IPv6 of a VPC: a block is /9 to /60",
                    RANGE,
                )
            continue
        if not within(found, PUBLIC_IPV6):
            yield refusal(
                here, f"`{cidr}` is no unicast block that a VPC can hold: take one of 2000::/3 or fd00::/8", RANGE
            )
        if length not in VPC_IPV6_PREFIXES:
            yield refusal(
                here,
                f"`{cidr}` has a size that AWS does not allow for a VPC: a block is /44, /48, /52, /56 or /60",
                RANGE,
            )


def blocks_overlap(vpc: Vpc, at: str) -> Problems:
    """Tell blocks of one VPC that overlap (UG: VPC CIDR blocks)."""
    yield from _overlap(f"{at}/cidrs", vpc.cidrs)
    yield from _overlap(f"{at}/ipv6_cidrs", vpc.ipv6_cidrs)


def _overlap(at: str, cidrs: tuple[str, ...]) -> Problems:
    for one, two in overlaps((span(cidr), number) for number, cidr in enumerate(cidrs)):
        first, second = sorted((one, two))
        yield refusal(
            f"{at}/{second}",
            f"`{cidrs[second]}` overlaps `{cidrs[first]}` of the same VPC: blocks of a VPC are disjoint",
            RANGE,
        )


def one_default(survey: Survey) -> Problems:
    """Tell a second default VPC of one account and Region (UG: default VPCs)."""
    seen: dict[tuple[str | None, str], str] = {}
    for place, vpc in enumerate(survey.design.vpcs):
        if vpc.default:
            first = seen.setdefault((vpc.account, vpc.region), vpc.id)
            if first != vpc.id:
                yield refusal(
                    f"/vpcs/{place}/default",
                    f"`{vpc.id}` and `{first}` are both the default VPC of {vpc.region}: there is one",
                    "DefaultVpcAlreadyExists",
                )
