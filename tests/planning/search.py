"""The slow, obviously right answer: every arrangement of blocks in a small world is tried."""

from collections.abc import Iterator, Sequence

from vpcdesign.planning.blocks import Block


def positions(gaps: Sequence[Block], height: int) -> Iterator[Block]:
    """Give every aligned place of a height inside the gaps."""
    for gap in gaps:
        if gap.height >= height:
            yield from gap.parts(height)


def arrangeable(gaps: Sequence[Block], heights: Sequence[int]) -> bool:
    """Try every place for every block, in the order given; nothing is known of best fits here."""
    return _arrange(tuple(gaps), tuple(heights), ())


def _arrange(gaps: tuple[Block, ...], heights: tuple[int, ...], taken: tuple[Block, ...]) -> bool:
    if not heights:
        return True
    return any(
        _arrange(gaps, heights[1:], (*taken, place))
        for place in positions(gaps, heights[0])
        if not any(place.meets(other) for other in taken)
    )


def aligned_and_apart(blocks: Sequence[Block], roots: Sequence[Block]) -> bool:
    """Tell whether blocks are aligned, inside the roots and share nothing: pair by pair."""
    return (
        all(each.low % each.size == 0 for each in blocks)
        and all(any(root.low <= each.low and each.high <= root.high for root in roots) for each in blocks)
        and all(
            one.high < two.low or two.high < one.low for place, one in enumerate(blocks) for two in blocks[place + 1 :]
        )
    )
