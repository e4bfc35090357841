"""Why there is no room, and the nearest thing that works: every suggestion made here has been tried first."""

from collections.abc import Sequence
from typing import TypeAlias

from vpcdesign.planning.allocate import Shortage, shortage
from vpcdesign.planning.blocks import Block, height_for
from vpcdesign.planning.demand import LARGEST, SMALLEST, Tier

Asked: TypeAlias = Sequence[tuple[Tier, int, int]]
"""Tiers with the height of their places, and how many places."""


def counted(count: int) -> str:
    """Count blocks."""
    return "one block" if count == 1 else f"{count:,} blocks"


def no_room(roots: Sequence[Block], asked: Asked, why: Shortage) -> str:
    """Say that tiers do not fit into a VPC's blocks."""
    largest = [f"{count} of /{32 - height} for `{tier.name}`" for tier, height, count in asked if height >= why.height]
    where = " and ".join(map(str, roots)) or "100.64.0.0/10"
    said = f"{where} has room for {counted(why.free)} of /{32 - why.height}, and {_list(largest)} take {why.needed:,}"
    return f"{said}: {_or(_ways(roots, asked))}"


def _ways(roots: Sequence[Block], asked: Asked) -> list[str]:
    """Give what would work: a larger block, another block beside it, a smaller tier."""
    heights = [height for _, height, count in asked for _ in range(count)]
    whole = height_for(sum(1 << height for height in heights))
    ways = []
    if len(roots) == 1 and whole <= LARGEST:
        ways.append(f"take {roots[0].above(whole)}")
    else:
        extra = _extra(roots, heights)
        if extra is not None:
            ways.append(f"add a secondary block of /{32 - extra}")
    smaller = _smaller(roots, asked)
    if smaller is not None:
        ways.append(smaller)
    return ways or ["take fewer zones or tiers"]


def _extra(roots: Sequence[Block], heights: Sequence[int]) -> int | None:
    """Give the height of the smallest further block with which all fit, where one is enough."""
    for height in range(SMALLEST, LARGEST + 1):
        if not shortage([*roots, Block(0, height)], heights):
            return height
    return None


def _smaller(roots: Sequence[Block], asked: Asked) -> str | None:
    """Name the tier which, made smaller, lets all fit: the one that has to give least."""
    best: tuple[int, str] | None = None
    for place, (tier, height, _) in enumerate(asked):
        for less in range(height - 1, SMALLEST - 1, -1):
            heights = [
                less if number == place else other
                for number, (_, other, count) in enumerate(asked)
                for _ in range(count)
            ]
            if not shortage(roots, heights):
                if best is None or height - less < best[0]:
                    best = height - less, f"make `{tier.name}` /{32 - less}"
                break
    return best[1] if best else None


def _list(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _or(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
