"""What AWS refuses of a peering: with oneself, twice, or between VPCs that overlap anywhere (PEER: limitations)."""

from vpcdesign.algebra.addresses import write_set
from vpcdesign.algebra.intervals import intersection, of
from vpcdesign.design.legality.survey import Problems, Survey, refusal
from vpcdesign.design.peering import PeeringConnection


def check(survey: Survey) -> Problems:
    """Tell everything about peering connections, one after the other."""
    pairs: dict[frozenset[str], str] = {}
    for place, peering in enumerate(survey.design.peering_connections):
        at = f"/peering_connections/{place}"
        if peering.requester == peering.accepter:
            yield refusal(
                f"{at}/accepter",
                f"`{peering.accepter}` cannot peer with itself: name another VPC",
                "InvalidParameterValue",
            )
            continue
        first = pairs.setdefault(frozenset((peering.requester, peering.accepter)), peering.id)
        if first != peering.id:
            yield refusal(
                at,
                f"`{first}` peers `{peering.requester}` with `{peering.accepter}` already: two VPCs have one peering",
                "VpcPeeringConnectionAlreadyExists",
            )
        yield from overlap(survey, peering, at)


def overlap(survey: Survey, peering: PeeringConnection, at: str) -> Problems:
    """Tell VPCs with a block in common, in either family: the request goes to `failed` (PEER: limitations)."""
    one, two = (of(survey.known_spans(name)) for name in (peering.requester, peering.accepter))
    both = intersection(one, two)
    if both:
        yield refusal(
            at,
            f"`{peering.requester}` and `{peering.accepter}` both hold {write_set(both)}: VPCs that overlap cannot be "
            "peered: renumber one of them",
        )
