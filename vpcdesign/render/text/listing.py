"""Lists with two columns: a name, and what is said of it; and pages made of such lists and of prose.

Used wherever something is looked up rather than asked: layouts, explanations, what an import noted.
"""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from vpcdesign.render.text.style import Style, cells, clip, pad, wrap

Rows: TypeAlias = Sequence[tuple[str, str]]

_WIDEST_NAME = 48


def listing(rows: Rows, style: Style, indent: int = 0) -> list[str]:
    """Give the lines of a list; what is said is wrapped beside its name."""
    safe = [(style.text(name), style.text(words)) for name, words in rows]
    column = min(max((cells(name) for name, _ in safe), default=0), _WIDEST_NAME)
    at = indent + column + 2
    lines: list[str] = []
    for name, words in safe:
        first, *more = wrap(words, style.width - at) or [""]
        shown = pad(clip(name, column, style.sign("…")), column)
        lines.append(f"{' ' * indent}{style.paint(shown, 'strong')}  {first}".rstrip())
        lines += [" " * at + line for line in more]
    return lines


def prose(text: str, style: Style, indent: int = 0) -> list[str]:
    """Give the lines of a paragraph."""
    return [" " * indent + line for line in wrap(style.text(text), style.width - indent)]


def title(text: str, style: Style) -> str:
    """Give a heading, cut to the width."""
    return style.paint(clip(style.text(text), style.width, style.sign("…")), "strong")


def page(lines: Iterable[str]) -> str:
    """Join lines; a line that holds only colour or spaces is empty."""
    return "".join(line.rstrip() + "\n" for line in lines)
