"""A screen as SVG: lines are strokes, text is told how wide it is, signs stand in the middle of their cell.

So a picture looks the same whatever fonts its reader has, and nothing is fetched from anywhere. It is stable: the same
screen gives the same bytes.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from xml.sax.saxutils import escape

from rich.cells import cell_len

from tests.tui.pictured.cells import Run, Screenful
from tests.tui.pictured.strokes import CELL, HALF, LINE, MIDDLE, SHADES, WIDTHS, is_line, strokes

EDGE = 12
FONTS = "'DejaVu Sans Mono',Menlo,Consolas,'Liberation Mono',monospace"
PLAIN = {chr(c) for c in range(32, 127)}


class Palette:
    """The classes of the colours that a picture uses."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, str], str] = {}
        self._number = count()

    def of(self, kind: str, colour: str) -> str:
        """Give the class that fills (`f`) or strokes (`s`) with a colour."""
        return self._names.setdefault((kind, colour), f"{kind}{next(self._number)}")

    def rules(self) -> str:
        """Write the style sheet."""
        fills = [
            f".{name}{{{'fill' if kind == 'f' else 'stroke'}:{colour}}}" for (kind, colour), name in self._names.items()
        ]
        return "".join(fills)


def style(palette: Palette) -> str:
    """Write what every picture's style sheet has, and the colours of this one."""
    return (
        f"text{{font:15px {FONTS};white-space:pre}}.b{{font-weight:700}}.m{{text-anchor:middle}}"
        f"path{{fill:none}}.l1{{stroke-width:{WIDTHS['1']}}}.l2{{stroke-width:{WIDTHS['2']:g}}}"
        f".ld{{stroke-width:1.2;stroke-dasharray:1.5 1.5}}{palette.rules()}"
    )


def fragment(runs: Sequence[Run], surface: str, palette: Palette) -> str:
    """Draw one row, its top at nought."""
    grounds: list[str] = []
    texts: list[str] = []
    paths: dict[tuple[str, str], list[str]] = {}
    for run in runs:
        if run.look.ground != surface:
            size = cell_len(run.text) * CELL
            fill = palette.of("f", run.look.ground)
            grounds.append(f'<rect class="{fill}" x="{run.at * CELL}" y="0" width="{size}" height="{LINE}.4"/>')
        texts += _texts(run, palette, paths)
    lines = [
        f'<path class="l{kind} {palette.of("s", colour)}" d="{"".join(parts)}"/>'
        for (kind, colour), parts in paths.items()
    ]
    return "".join([*grounds, *lines, *texts])


def _texts(run: Run, palette: Palette, paths: dict[tuple[str, str], list[str]]) -> Iterator[str]:
    word, start, cell = "", run.at, run.at
    fill = palette.of("f", run.look.ink)
    for sign in [*run.text, ""]:
        blank_after_blank = sign == " " and (not word or word.endswith(" "))
        if sign not in PLAIN or blank_after_blank:
            if word.strip():
                yield _word(word.rstrip(), start, fill, bold=run.look.bold)
            word = ""
            yield from _sign(sign, cell, run, paths, palette)
        else:
            if not word:
                start = cell
            word += sign
        cell += cell_len(sign) if sign else 0


def _word(word: str, cell: int, fill: str, *, bold: bool) -> str:
    bolder = " b" if bold else ""
    stretch = f'textLength="{len(word) * CELL}" lengthAdjust="spacingAndGlyphs"'
    return f'<text class="{fill}{bolder}" x="{cell * CELL}" y="15" {stretch}>{escape(word)}</text>'


def _sign(sign: str, cell: int, run: Run, paths: dict[tuple[str, str], list[str]], palette: Palette) -> Iterator[str]:
    if not sign.strip():
        return
    fill = palette.of("f", run.look.ink)
    x = cell * CELL
    if is_line(sign):
        for kind, path in strokes(sign, cell):
            kept = paths.setdefault(("1" if kind == "3" else kind, run.look.ink), [])
            if kind in "12" and path[0] == "M" and "H" in path and kept and _goes_on(kept, path):
                continue
            kept.append(path)
    elif sign in SHADES:
        yield f'<rect class="{fill}" x="{x}" y="1" width="{CELL}" height="{LINE - 2}" opacity="{SHADES[sign]}"/>'
    elif sign == "▌":
        yield f'<rect class="{fill}" x="{x}" y="0" width="{MIDDLE:g}" height="{LINE}.4"/>'
    elif sign == "·":
        yield f'<circle class="{fill}" cx="{x + MIDDLE:g}" cy="{HALF:g}" r="1.2"/>'
    else:
        bolder = " b" if run.look.bold else ""
        middle = x + cell_len(sign) * MIDDLE
        yield f'<text class="m {fill}{bolder}" x="{middle:g}" y="15">{escape(sign)}</text>'


def _goes_on(kept: list[str], path: str) -> bool:
    """Make a horizontal stroke longer where the next one begins at its end."""
    start, _, end = path[1:].partition("H")
    begin, _, height = start.partition(" ")
    last = kept[-1]
    if "V" in path or "H" not in last or f" {height}H" not in last:
        return False
    head, _, reached = last.rpartition("H")
    if not head.endswith(f" {height}") or abs(float(reached) - float(begin)) > 1:
        return False
    kept[-1] = f"{head}H{end}"
    return True


def still(screen: Screenful, cells: int, surface: str, border: str, title: str) -> str:
    """Draw a screen."""
    palette = Palette()
    rows = "".join(
        f'<g transform="translate(0 {number * LINE})">{fragment(runs, surface, palette)}</g>\n'
        for number, runs in enumerate(screen)
    )
    body = f'<g transform="translate({EDGE} {EDGE})">\n{rows}</g>\n'
    return framed(
        body, (cells * CELL, len(screen) * LINE), {"surface": surface, "border": border}, title, style(palette)
    )


def framed(body: str, size: tuple[int, int], colours: Mapping[str, str], title: str, rules: str) -> str:
    """Put a body into a window with round corners."""
    width, height = size[0] + 2 * EDGE, size[1] + 2 * EDGE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img">\n<title>{escape(title)}</title>\n<style>{rules}</style>\n'
        f'<rect x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="9" fill="{colours["surface"]}" '
        f'stroke="{colours["border"]}"/>\n{body}</svg>\n'
    )
