"""Lines that meet: which directions leave a cell, and the character that shows them.

A wire that meets a line becomes one sign with it, light or heavy, so that a crossing never leaves a hole in a border.
"""

N, E, S, W = 1, 2, 4, 8
VERTICAL, HORIZONTAL = N | S, E | W

LIGHT = " ╵╶╰╷│╭├╴╯─┴╮┤┬┼"
"""The light line of each set of directions, by its number."""

HEAVY = " ┃━┗┃┃┏┣━┛━┻┓┫┳╋"
DOUBLE = " ║═╚║║╔╠═╝═╩╗╣╦╬"
DOTTED = " ┆┄╰┆┆╭├┄╯┄┴╮┤┬┼"
"""The same for the way there, the way back, and what comes after a block."""

WAYS = frozenset(HEAVY + DOUBLE + DOTTED) - {" "}
"""Every character that ways are drawn with."""

ALONG = HEAVY[HORIZONTAL] + DOUBLE[HORIZONTAL] + DOTTED[HORIZONTAL]
"""Those of ways that run along a row."""

_DIRECTIONS = {sign: mask for mask, sign in enumerate(LIGHT) if mask} | {"┆": VERTICAL}
_ON_HEAVY = {
    ("━", N): "┷",
    ("━", S): "┯",
    ("━", VERTICAL): "┿",
    ("┃", E): "┠",
    ("┃", W): "┨",
    ("┃", HORIZONTAL): "┃",
}
_CUT_ENDS = {N: "│", S: "│", E: "─", W: "─"}


def joined(under: str, wire: int) -> str:
    """Give the character where a wire meets what is drawn already."""
    if under in {"━", "┃"}:
        return _ON_HEAVY.get((under, wire), under)
    mask = _DIRECTIONS.get(under, 0) | wire
    return _CUT_ENDS.get(mask, LIGHT[mask])


def is_text(sign: str) -> bool:
    """Tell whether a character is neither empty nor part of a line, so that no line may take its place."""
    return sign not in " ┄" and not is_line(sign)


def is_line(sign: str) -> bool:
    """Tell whether a character is part of a light or a heavy line."""
    return sign in _DIRECTIONS or sign in "━┃"
