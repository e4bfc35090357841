"""What a picture of the plan is made of: a VPC, what is selected in it, and the kind of each subnet.

Made once for a design and a selection; every part of the picture reads it, so they cannot disagree.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vpcdesign.design.vpcs import Subnet
from vpcdesign.planning.blocks import Block
from vpcdesign.planning.carve.site import Piece, Site, Spot
from vpcdesign.planning.demand import letter
from vpcdesign.render.ink import Ground, Role
from vpcdesign.topology.scene.routes import Routing

ROLES: dict[str, Role] = {"PUB": "public", "PRV": "private", "ISO": "isolated"}
GROUNDS: dict[str, Ground] = {"PUB": "public", "PRV": "private", "ISO": "isolated"}
LOOK_AROUND = 3
"""A window is so many times twice as large as what is selected: it then takes an eighth of the strip."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A VPC's space and the spot that is selected; `kinds` by subnet id; `zoom` halves the window so many times."""

    site: Site
    spot: Spot
    kinds: Mapping[str, str]
    zoom: int = 0
    words: str = ""
    """The table lists only what holds these words, and what is selected."""

    @property
    def listed(self) -> Sequence[Piece]:
        """Give the pieces of the table."""
        wanted = self.words.casefold().split()
        if not wanted:
            return self.site.pieces
        return [each for each in self.site.pieces if each is self.spot.piece or matches(each, wanted)]

    @property
    def root(self) -> Block:
        """Give the VPC's block that the selection is in."""
        return self.site.root(self.spot.block) or self.site.here.roots[0]

    def window(self, columns: int) -> Block:
        """Give the aligned part of the block that is shown nearer."""
        least = max(columns.bit_length() - 1, self.spot.block.height)
        height = max(self.spot.block.height + LOOK_AROUND - self.zoom, least)
        return self.spot.block.above(min(height, self.root.height))

    def role(self, piece: Piece) -> Role:
        """Give the role that a piece is drawn in."""
        if isinstance(piece.noun, Subnet):
            return ROLES[self.kinds.get(piece.noun.id, "ISO")]
        return "muted"

    def ground(self, piece: Piece) -> Ground:
        """Give the ground that a piece is drawn on."""
        return GROUNDS[self.kinds.get(piece.noun.id, "ISO")] if isinstance(piece.noun, Subnet) else "surface"

    def tier(self, piece: Piece) -> str:
        """Give the tier that a piece belongs to: its own, or the one whose block it lies in while it is free."""
        if piece.noun is not None:
            return piece.tier or ""
        return next((tier for tier, area in self.site.areas.items() if area.holds(piece.block)), "")

    def tier_role(self, tier: str) -> Role:
        """Give the role of a tier: its first subnet's."""
        for subnet, _ in self.site.here.subnets:
            if subnet.tier == tier:
                return ROLES[self.kinds.get(subnet.id, "ISO")]
        return "muted"


def matches(piece: Piece, words: Sequence[str]) -> bool:
    """Tell whether every word is in the block, the name, the tier or the zone of a piece."""
    noun = piece.noun
    names = [noun.id, noun.name or "", noun.tier or ""] if noun is not None else ["free"]
    names += [noun.az] if isinstance(noun, Subnet) else ["reserved"] if noun is not None else []
    text = " ".join([str(piece.block), *names]).casefold()
    return all(word in text for word in words)


def kinds(site: Site) -> dict[str, str]:
    """Read from the routes what each subnet of a VPC is."""
    routing = Routing(site.design)
    return {subnet.id: routing.kind(subnet) for subnet, _ in site.here.subnets}


def label(piece: Piece) -> str:
    """Give the letter that a subnet is drawn with: its zone's."""
    return letter(piece.noun.az)[:1] if isinstance(piece.noun, Subnet) else ""
