"""The chart of the README, drawn from figures of one run: what all pairs cost beside other ways, and how that grows.

Plain SVG, both axes of time logarithmic; it looks right on a light ground and on a dark one.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil, floor, log10
from xml.sax.saxutils import escape

Bars = Sequence[tuple[str, float, bool]]
"""What, seconds, and whether that was scaled from a part."""
Lines = Mapping[str, Sequence[tuple[int, float]]]
"""Seconds by size, shape by shape."""

WIDTH, HEIGHT, TOP, LEFT, GAP = 880, 320, 56, 128, 60
PANEL = (WIDTH - 2 * LEFT - GAP) // 2 + 40
OWN = 2
"""So many bars come first and are the engine's own."""
ROOM, NEAR, LINE = 60, 30, 14
"""What a label takes of its axis; ends of lines that are near share a column of names, and what each takes of it."""
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c6d31", "#7f7f7f")
STYLE = """
  text { font: 12px system-ui, sans-serif; fill: #24292f }
  .title { font-weight: 600; font-size: 14px } .faint { fill: #57606a } .grid { stroke: #d0d7de; stroke-width: 1 }
  .own { fill: #0072b2 } .other { fill: #afb8c1 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 } .faint { fill: #8b949e } .grid { stroke: #30363d } .other { fill: #57606a } }
"""


def chart(title: str, bars: Bars, growing: str, lines: Lines) -> str:
    """Draw both panels."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        f"<title>{escape(title)}</title>",
        f"<style>{STYLE}</style>",
        *_bars(title, bars),
        *_lines(growing, lines),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _bars(title: str, bars: Bars) -> Iterator[str]:
    yield _text(16, 24, title, "title")
    low, high = _decades(
        [bars[0][1] / 2, *(seconds for _, seconds, _ in bars)]
    )  # the first, the shortest, is to be seen too
    step = (HEIGHT - TOP - 40) / len(bars)
    every = 2 if PANEL / (high - low) < ROOM else 1
    for decade in range(low, high + 1):
        x = LEFT + PANEL * (decade - low) / (high - low)
        yield f'<line class="grid" x1="{x:.0f}" x2="{x:.0f}" y1="{TOP - 8}" y2="{HEIGHT - 36}"/>'
        if not (decade - low) % every:
            yield _text(x, HEIGHT - 20, _time(10.0**decade), "faint", "middle")
    for place, (name, seconds, scaled) in enumerate(bars):
        y = TOP + place * step
        length = PANEL * (log10(seconds) - low) / (high - low)
        yield _text(LEFT - 8, y + step / 2 + 4, name, "", "end")
        look = "own" if place < OWN else "other"
        box = f'x="{LEFT}" y="{y + step * 0.15:.0f}" width="{length:.1f}" height="{step * 0.7:.0f}"'
        yield f'<rect class="{look}" {box} rx="2"/>'
        times = seconds / bars[0][1]
        ratio = f", {times:,.0f}×" if times >= 20 else f", {times:.1f}×" if place else ""
        text = f"{_time(seconds)}{ratio}{' (scaled)' if scaled else ''}"
        inside = length > PANEL * 0.55
        x = LEFT + length + (-6 if inside else 6)
        yield _text(x, y + step / 2 + 4, text, "", "end" if inside else "start")


def _lines(title: str, lines: Lines) -> Iterator[str]:
    left = LEFT + PANEL + GAP + 40
    width = WIDTH - left - 100
    yield _text(left - 40, 24, title, "title")
    low, high = _decades([seconds for series in lines.values() for _, seconds in series])
    few, many = _decades([count for series in lines.values() for count, _ in series])
    bottom = HEIGHT - 36

    def at(count: float, seconds: float) -> tuple[float, float]:
        x = left + width * (log10(count) - few) / (many - few)
        return x, bottom - (bottom - TOP) * (log10(seconds) - low) / (high - low)

    for decade in range(low, high + 1):
        _, y = at(10.0**few, 10.0**decade)
        yield f'<line class="grid" x1="{left}" x2="{left + width}" y1="{y:.0f}" y2="{y:.0f}"/>'
        yield _text(left - 6, y + 4, _time(10.0**decade), "faint", "end")
    for decade in range(few, many + 1):
        x, _ = at(10.0**decade, 10.0**low)
        yield _text(x, HEIGHT - 20, f"{10**decade:,}", "faint", "middle")
    ordered = sorted(lines.items(), key=lambda one: one[1][-1][1])
    drawn = [(name, [at(*one) for one in series]) for name, series in ordered]
    for colour, (_, points) in zip(COLOURS, drawn, strict=False):
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
        yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points)
    ends = [(points[-1], name) for name, points in drawn]
    for x, y, name in _apart(ends):
        yield _text(x + 8, y + 4, name)


def _apart(ends: Sequence[tuple[tuple[float, float], str]]) -> Iterator[tuple[float, float, str]]:
    """Give the names of lines beside their ends, moved up or down where they would meet."""
    columns: dict[float, list[tuple[float, str]]] = {}
    for (x, y), name in ends:
        column = next((one for one in columns if abs(one - x) < NEAR), x)
        columns.setdefault(column, []).append((y, name))
    for x, several in columns.items():
        wanted = sorted(several)
        placed: list[float] = []
        for y, _ in wanted:
            placed.append(max(y, placed[-1] + LINE) if placed else y)
        back = sum(placed) / len(placed) - sum(y for y, _ in wanted) / len(wanted)
        yield from ((x, y - back, name) for y, (_, name) in zip(placed, wanted, strict=True))


def _text(x: float, y: float, words: str, look: str = "", anchor: str = "start") -> str:
    kind = f' class="{look}"' if look else ""
    return f'<text x="{x:.0f}" y="{y:.0f}"{kind} text-anchor="{anchor}">{escape(words)}</text>'


def _decades(values: Sequence[float]) -> tuple[int, int]:
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return low, max(high, low + 1)


def _time(seconds: float) -> str:
    for unit, name in ((1e-6, "µs"), (1e-3, "ms"), (1.0, "s")):
        if seconds < unit * 999.5:
            return f"{seconds / unit:.3g} {name}"
    return f"{seconds:,.0f} s"
