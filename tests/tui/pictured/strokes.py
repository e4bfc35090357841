"""Lines of boxes as strokes: a terminal draws them itself, edge to edge, and fonts do not.

Every sign is told by its four arms: what leaves the cell's middle to the left, right, up and down.
"""

from collections.abc import Iterator

CELL, LINE = 9, 20
"""Pixels of a cell."""

MIDDLE, HALF = CELL / 2, LINE / 2

#       left right up down; 0 none, 1 light, 2 heavy
ARMS = {
    "─": "1100", "│": "0011", "├": "0111", "┤": "1011", "┬": "1101", "┴": "1110", "┼": "1111",
    "━": "2200", "┃": "0022", "┏": "0202", "┓": "2002", "┗": "0220", "┛": "2020",
    "┣": "0222", "┫": "2022", "┳": "2202", "┻": "2220", "╋": "2222",
    "┷": "2210", "┯": "2201", "┿": "2211", "╂": "1122", "┠": "0122", "┨": "1022", "┝": "0211", "┥": "2011",
    "┸": "1120", "┰": "1102", "╇": "2221", "╈": "2212", "┌": "0101", "┐": "1001", "└": "0110", "┘": "1010",
    "╸": "2000", "╺": "0200", "╹": "0020", "╻": "0002", "╴": "1000", "╶": "0100", "╵": "0010", "╷": "0001",
    "╾": "2100", "╼": "1200", "╽": "0012", "╿": "0021", "╀": "1121", "╁": "1112", "╫": "1100",
}  # fmt: skip
CORNERS = {"╭": (1, 1), "╮": (-1, 1), "╰": (1, -1), "╯": (-1, -1)}
DOUBLE = {"═": "1100", "║": "0011", "╔": "0101", "╗": "1001", "╚": "0110", "╝": "1010", "╠": "0111", "╣": "1011",
          "╦": "1101", "╩": "1110", "╬": "1111"}  # fmt: skip
DOTTED = {"┄": "1100", "┆": "0011", "┈": "1100", "┊": "0011", "╌": "1100", "╎": "0011", "┅": "2200", "┇": "0022"}
SHADES = {"░": 0.22, "▒": 0.42, "▓": 0.68, "█": 1.0}
OVER = 0.4
"""By how much a stroke goes over the edge of its row, so that two rows leave no seam."""

WIDTHS = {"1": 1.3, "2": 3.0}


def is_line(sign: str) -> bool:
    """Tell whether a sign is drawn by strokes."""
    return sign in ARMS or sign in CORNERS or sign in DOUBLE or sign in DOTTED


def strokes(sign: str, cell: int) -> Iterator[tuple[str, str]]:
    """Give a sign's strokes: the kind of line (1 light, 2 heavy, d dotted), and its path."""
    x = cell * CELL
    if sign in CORNERS:
        yield "1", _corner(x, *CORNERS[sign])
    elif sign in DOUBLE:
        for _, path in _arms(DOUBLE[sign].replace("1", "3"), x):
            yield "1", path
    elif sign in DOTTED:
        for _, path in _arms(DOTTED[sign], x):
            yield "d", path
    else:
        yield from _arms(ARMS[sign], x)


def _corner(x: float, right: int, down: int) -> str:
    middle, bend = x + MIDDLE, 4.0
    end = x + (CELL + OVER if right > 0 else -OVER)
    edge = LINE + OVER if down > 0 else -OVER
    return f"M{middle:g} {edge:g}V{HALF + down * bend:g}Q{middle:g} {HALF:g} {middle + right * bend:g} {HALF:g}H{end:g}"


def _arms(arms: str, x: float) -> Iterator[tuple[str, str]]:
    left, right, up, down = tuple(arms)
    middle = x + MIDDLE
    for kind in sorted({arm for arm in arms if arm != "0"}):
        apart = (-2, 2) if kind == "3" else (0,)
        start = x - OVER if left == kind else middle
        end = x + CELL + OVER if right == kind else middle
        top = -OVER if up == kind else HALF
        bottom = LINE + OVER if down == kind else HALF
        for off in apart:
            if start != end:
                yield kind, f"M{start:g} {HALF + off:g}H{end:g}"
            if top != bottom:
                yield kind, f"M{middle + off:g} {top:g}V{bottom:g}"
