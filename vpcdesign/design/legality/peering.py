"""What AWS refuses of a peering: with oneself, twice, or between VPCs that overlap anywhere (PEER: limitations)."""

from vpcdesign.algebra.addresses import write_set
from vpcdesign.algebra.intervals import intersection, of
from vpcdesign.design.legality.index import Index, Problems, refusal
from vpcdesign.design.peering import PeeringConnection


def check(index: Index) -> Problems:
    """Tell everything about peering connections, one after the other."""
    pairs: dict[frozenset[str], str] = {}
    for place, peering in enumerate(index.design.peering_connections):
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
        yield from overlap(index, peering, at)


def overlap(index: Index, peering: PeeringConnection, at: str) -> Problems:
    """Tell VPCs with a block in common, in either family: the request goes to `failed` (PEER: limitations)."""
    one, two = (of(index.vpc_spans.get(name, ())) for name in (peering.requester, peering.accepter))
    both = intersection(one, two)
    if both:
        yield refusal(
            at,
            f"`{peering.requester}` and `{peering.accepter}` both hold {write_set(both)}: VPCs that overlap cannot be "
            "peered: renumber one of them",
        )
