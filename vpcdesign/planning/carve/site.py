"""The ground that is carved: one VPC as a row of pieces, and the one piece that is selected.

Pieces are disjoint and fill the VPC's blocks without a gap: subnets, room that is kept, and what is free. So whatever
is selected, the strip, the table and the verbs speak of the same piece. A free piece may be selected in part: any
aligned block inside it, which is how free space is looked at before anything is put there.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from vpcdesign.design.document import Design
from vpcdesign.design.vpcs import Reservation, Subnet, Vpc
from vpcdesign.errors import PlanError
from vpcdesign.planning.allocate import room
from vpcdesign.planning.blocks import Block, block, gaps
from vpcdesign.planning.ground import Ground, ground
from vpcdesign.planning.places import tier_areas

BLOCK = "block:"
"""What a selection begins with that names a block of addresses instead of a noun."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a VPC's space: a subnet, room that is kept, or (where nobody is) free."""

    block: Block
    noun: Subnet | Reservation | None
    select: str

    @property
    def tier(self) -> str | None:
        """Give the tier that it belongs to, or is kept for."""
        return self.noun.tier if self.noun is not None else None


@dataclass(frozen=True, slots=True)
class TierRoom:
    """Room for more subnets of a tier's size: so many in what is kept for it, so many in what is free."""

    length: int
    kept: int
    free: int


class Site:
    """One VPC of one design; made once for both, since neither changes."""

    def __init__(self, design: Design, vpc: Vpc) -> None:
        self.design = design
        self.here: Ground = ground(design, vpc)
        self.pieces: tuple[Piece, ...] = tuple(_pieces(self.here))
        self._lows = [piece.block.low for piece in self.pieces]
        self._selects = frozenset(piece.select for piece in self.pieces)

    @cached_property
    def areas(self) -> dict[str, Block]:
        """Give the block of each tier that is one route."""
        return tier_areas(self.here)

    @cached_property
    def free(self) -> list[Block]:
        """Give what nobody has and nobody is kept room in, in order of address."""
        return [piece.block for piece in self.pieces if piece.noun is None]

    @cached_property
    def rooms(self) -> dict[str, "TierRoom"]:
        """Say of each tier how many more subnets it has room for."""
        free = {pods: self.here.free(pods=pods) for pods in (False, True)}
        return {
            tier: TierRoom(
                32 - each.height, room(self.here.kept_for(tier), each.height), room(free[each.pods], each.height)
            )
            for tier, each in self.here.patterns().items()
        }

    def root(self, inner: Block) -> Block | None:
        """Give the VPC's block that holds this one."""
        return next((each for each in self.here.roots if each.holds(inner)), None)

    def holds(self, select: str) -> bool:
        """Tell whether a selection is a part of this VPC's space."""
        if select.startswith(BLOCK):
            return self.root(block(select.removeprefix(BLOCK))) is not None
        return select in self._selects

    def at(self, low: int) -> Piece | None:
        """Give the piece that an address is in."""
        place = bisect_right(self._lows, low) - 1
        return self.pieces[place] if place >= 0 and low <= self.pieces[place].block.high else None

    def meeting(self, area: Block) -> Sequence[Piece]:
        """Give the pieces that share an address with a block, in order."""
        first = max(bisect_right(self._lows, area.low) - 1, 0)
        last = bisect_right(self._lows, area.high)
        return [piece for piece in self.pieces[first:last] if piece.block.meets(area)]

    def spot(self, select: str) -> "Spot":
        """Find what is selected; something else than a part of this VPC's space selects its first piece."""
        if select.startswith(BLOCK):
            wanted = block(select.removeprefix(BLOCK))
            piece = self.at(wanted.low)
            if piece is not None:
                return Spot(self, piece, wanted if piece.noun is None and piece.block.holds(wanted) else piece.block)
        home = select if select in self._selects else _home(self.design, select)
        piece = next((each for each in self.pieces if each.select == home), None)
        if piece is None:
            if not self.pieces:
                raise PlanError(f"`{self.here.vpc.id}` has no IPv4 block to carve: give it one")
            piece = self.pieces[0]
        return Spot(self, piece, piece.block)


@dataclass(frozen=True, slots=True)
class Spot:
    """What is selected: a piece of the site, and the block that is meant of it (all of it, unless it is free)."""

    site: Site
    piece: Piece
    block: Block

    @property
    def subnet(self) -> Subnet | None:
        """Give the subnet that is selected."""
        return self.piece.noun if isinstance(self.piece.noun, Subnet) else None

    @property
    def reservation(self) -> Reservation | None:
        """Give the reservation that is selected."""
        return self.piece.noun if isinstance(self.piece.noun, Reservation) else None

    @property
    def select(self) -> str:
        """Give the selection that means this spot."""
        return self.piece.select if self.block == self.piece.block else f"{BLOCK}{self.block}"

    @property
    def words(self) -> str:
        """Name it in a sentence."""
        return (self.subnet.name or self.subnet.id) if self.subnet is not None else str(self.block)


def site_of(design: Design, select: str, vpc: str = "") -> Site:
    """Find the VPC that a selection is in; else `vpc`, else the design's first. PlanError where it has none."""
    if not design.vpcs:
        raise PlanError(f"`{design.name}` has no VPC yet: a on the map adds one")
    inside = _vpc_of(design, select)
    known = {each.id: each for each in design.vpcs}
    if select.startswith(BLOCK):
        wanted = block(select.removeprefix(BLOCK))
        holders = [each.id for each in design.vpcs if any(block(cidr).holds(wanted) for cidr in each.cidrs)]
        inside = vpc if vpc in holders else next(iter(holders), None)
    return Site(design, known.get(inside or "") or known.get(vpc) or design.vpcs[0])


def _vpc_of(design: Design, select: str) -> str | None:
    """Give the VPC of a noun: its own, or that of the subnet it stands in."""
    name = select.partition("#")[0]
    for kind, _, noun in design.nouns():
        if noun.id == name:
            if kind == "vpcs":
                return name
            vpc = getattr(noun, "vpc", None)
            home = getattr(noun, "subnet", None)
            return vpc or next((each.vpc for each in design.subnets if each.id == home), None)
    return None


def _home(design: Design, select: str) -> str | None:
    """Give the subnet that a noun stands in."""
    name = select.partition("#")[0]
    found = next((noun for _, _, noun in design.nouns() if noun.id == name), None)
    home = getattr(found, "subnet", None)
    return home if isinstance(home, str) else None


def _pieces(here: Ground) -> list[Piece]:
    """Lay out a VPC: subnets, then what is kept around them, then what is left."""
    taken = [place for _, place in here.subnets]
    found = [Piece(place, subnet, subnet.id) for subnet, place in here.subnets]
    for reservation, place in here.reservations:
        rest = gaps([place], taken)
        taken = [*taken, *rest]
        found += [
            Piece(each, reservation, f"{BLOCK}{each}" if number else reservation.id) for number, each in enumerate(rest)
        ]
    found += [Piece(each, None, f"{BLOCK}{each}") for each in gaps(here.roots, taken)]
    return sorted(found, key=lambda piece: piece.block)
