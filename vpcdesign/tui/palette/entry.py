"""An entry of the palette: what is listed, what else finds it, and what it does.

Entries are plain values and are drawn only when they are seen: a large design has ten thousand.
"""

from typing import NamedTuple

from vpcdesign.render.ink import Span

SECTIONS = ("Commands", "Elements", "Findings", "Layouts", "Help")

LAYOUT = "layout"
"""The act of an entry that opens a ready-made design; what follows is its name."""

TOPIC = "topic"
"""The act of an entry that shows a topic of the help; what follows is its id."""


class Entry(NamedTuple):
    """`act` is a command's id with its argument behind it, or LAYOUT, TOPIC; `target` is selected before it runs.

    `why_not` says why it cannot run now; `asks` what has to be typed before it can. `beside` stands at the right of the
    name, `key` at the right edge; `words` are searched too and not shown. Of two that
    match as well the one that is not `late` goes first.
    """

    section: str
    name: str
    act: str = ""
    target: str = ""
    sign: Span = Span("")
    beside: str = ""
    key: str = ""
    why_not: str = ""
    asks: str = ""
    words: str = ""
    late: bool = False
