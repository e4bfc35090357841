"""A map as a picture: every cell where it stands on the screen, in colours that the caller gives.

Each piece of text is told how wide it is, so that the boxes close whatever font there is. The text is text: it can be
searched, selected and read aloud.
"""

from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from rich.cells import cell_len

from vpcdesign.render.ink import Row, Span
from vpcdesign.render.map.overlay import NOTHING, Overlay, painted
from vpcdesign.render.map.picture import Picture
from vpcdesign.render.signs import to_ascii
from vpcdesign.render.visible import visible

DARK: Mapping[str, str] = {
    "surface": "#0f141b",
    "panel": "#161d27",
    "raised": "#1e2733",
    "selected": "#1d3a5c",
    "text": "#e4ebf2",
    "muted": "#9dabba",
    "border": "#64758a",
    "public": "#45c9ad",
    "private": "#5aa9ff",
    "isolated": "#d3b8ff",
    "gateway": "#f2a65a",
    "allowed": "#7be37b",
    "blocked": "#ff7a70",
    "partial": "#f0d848",
    "changed": "#ffa0d6",
    "focus": "#8fd0ff",
    "warning": "#ffb454",
}
"""The colours of the dark theme, which pictures have where nobody says otherwise."""

CELL, LINE, MARGIN = 8.4, 18, 12
"""Pixels of a cell, of a row, and around the whole."""

_FONTS = "'Fira Code','DejaVu Sans Mono',Menlo,Consolas,monospace"


def map_svg(
    picture: Picture,
    title: str,
    colours: Mapping[str, str] = DARK,
    overlay: Overlay = NOTHING,
    *,
    only_ascii: bool = False,
) -> str:
    """Write a map as an SVG document."""
    rows = painted(picture, overlay)
    if only_ascii:
        rows = [tuple(span._replace(text=to_ascii(span.text)) for span in row) for row in rows]
    return rows_svg(rows, title, colours)


def rows_svg(rows: Sequence[Row], title: str, colours: Mapping[str, str] = DARK) -> str:
    """Write rows as an SVG document."""
    title = visible(title)
    cells = max((sum(cell_len(span.text) for span in row) for row in rows), default=1)
    width, height = cells * CELL + 2 * MARGIN, len(rows) * LINE + 2 * MARGIN
    size = f'width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label={quoteattr(title)}>',
        f"<title>{escape(title)}</title>",
        f'<rect width="100%" height="100%" fill="{colours["surface"]}"/>',
        f'<g font-family="{_FONTS}" font-size="14" xml:space="preserve">',
    ]
    for number, row in enumerate(rows):
        lines += _row(row, MARGIN + number * LINE, colours)
    return "\n".join([*lines, "</g>", "</svg>"]) + "\n"


def _row(row: Row, top: float, colours: Mapping[str, str]) -> Iterator[str]:
    x = float(MARGIN)
    for span in row:
        size = cell_len(span.text)
        yield from _span(span, x, top, size * CELL, colours)
        x += size * CELL


def _span(span: Span, x: float, top: float, width: float, colours: Mapping[str, str]) -> Iterator[str]:
    ink, ground = colours[span.role], colours.get(span.ground, colours["surface"])
    if span.reverse:
        ink, ground = ground, ink
    if ground != colours["surface"]:
        yield f'<rect x="{x:g}" y="{top:g}" width="{width:g}" height="{LINE}" fill="{ground}"/>'
    text = span.text.rstrip()
    if not text.strip():
        return
    lead = len(text) - len(text.lstrip())
    left, length = x + lead * CELL, cell_len(text.lstrip()) * CELL
    weight = ' font-weight="bold"' if span.bold else ""
    where = f'x="{left:g}" y="{top + 13:g}" textLength="{length:g}" lengthAdjust="spacingAndGlyphs"'
    yield f'<text {where} fill="{ink}"{weight}>{escape(text.lstrip())}</text>'
