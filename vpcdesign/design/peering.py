"""VPC peering connections."""

from typing import Literal

from vpcdesign.design.noun import Id, Noun


class PeeringConnection(Noun):
    """A peering of two VPCs; only an active one carries packets (PEER: lifecycle)."""

    requester: Id
    accepter: Id
    state: Literal["active", "pending-acceptance"] = "active"
