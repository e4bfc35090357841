"""The colours of every theme as plain values: what a text is (its role) and what it stands on (its ground).

No role decorates and colour repeats what a sign or a word has said already, so nothing is lost where there is none. The
figures are chosen so that every role can be read on every ground (the tests measure it); a theme that is added joins
that test by being in `PALETTES`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from vpcdesign.render.ink import Ground, Role

Kind = Literal["public", "private", "isolated", "gateway"]
"""The roles that are grounds too: a block of the plan stands on its kind."""

DEFAULT = "vpc-dark"
THINNED = 0.14
"""So much of a kind's colour, over the surface, is the ground of its blocks: text on it keeps 4.8 : 1 or more."""


@dataclass(frozen=True, slots=True)
class Palette:
    """A theme: a colour for every role and for every ground, as `#rrggbb`."""

    name: str
    title: str
    dark: bool
    roles: Mapping[Role, str]
    grounds: Mapping[Ground, str]


@dataclass(frozen=True, slots=True)
class Ansi:
    """A role on a terminal of 16 colours: the user's own colour of this name (rich's names), bold or reversed."""

    colour: str
    bold: bool = False


def colours(theme: str) -> Palette:
    """Give the colours of a theme; those of the default for a name that is not ours (Textual's ansi themes)."""
    return PALETTES.get(theme, PALETTES[DEFAULT])


def blend(over: str, under: str, share: float) -> str:
    """Mix two colours as light is shown on a screen: `share` of the first, the rest of the second."""
    parts = zip(channels(over), channels(under), strict=True)
    return "#" + "".join(f"{round(share * above + (1 - share) * below):02x}" for above, below in parts)


def channels(colour: str) -> tuple[int, int, int]:
    """Give red, green and blue of `#rrggbb`, 0 to 255."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def _palette(name: str, title: str, *, dark: bool, grounds: str, inks: str) -> Palette:
    """Make a palette of its colours in the order of the roles; `grounds` are surface, panel, raised and selected."""
    roles: dict[Role, str] = dict(zip(get_args(Role), inks.split(), strict=True))
    surface, panel, raised, selected = grounds.split()
    kinds: tuple[Kind, ...] = get_args(Kind)
    on: dict[Ground, str] = {"surface": surface, "panel": panel, "raised": raised, "selected": selected}
    return Palette(name, title, dark, roles, on | {kind: blend(roles[kind], surface, THINNED) for kind in kinds})


# The inks stand in the order of `Role`: text muted border, public private isolated gateway,
# allowed blocked partial changed, focus warning.
PALETTES: Mapping[str, Palette] = {
    one.name: one
    for one in (
        _palette(
            "vpc-dark",
            "dark",
            dark=True,
            grounds="#0f141b #161d27 #1e2733 #1d3a5c",
            inks="#e4ebf2 #9dabba #64758a #45c9ad #5aa9ff #d3b8ff #f2a65a "
            "#7be37b #ff7a70 #f0d848 #ffa0d6 #8fd0ff #ffb454",
        ),
        _palette(
            "vpc-light",
            "light",
            dark=False,
            grounds="#fbfcfe #eff3f7 #e2e9f1 #cfe3fa",
            inks="#17202a #52606d #76828f #00705c #0a5fc4 #5b2a9e #944300 "
            "#14702c #b3201b #6b5200 #9c1270 #0a4fb0 #8a4b00",
        ),
        _palette(
            "vpc-contrast",
            "high contrast",
            dark=True,
            grounds="#000000 #000000 #1c1c1c #00306b",
            inks="#ffffff #d4dbe2 #c8d2dc #4dffd8 #7fc4ff #e6d5ff #ffb866 "
            "#6dff8a #ff9188 #fff27a #ffb8e6 #ffff66 #ffc94d",
        ),
        _palette(
            "vpc-safe",
            "safe for every colour vision",
            dark=True,
            grounds="#10141a #171d26 #1f2733 #22344c",
            inks="#eaeff5 #a3afbc #6b7a8c #4fb3a2 #d6e8fb #d98cf0 #ffdc96 "
            "#5aa9e6 #f0843c #f2dc3c #fbe6f4 #ffffff #f2dc3c",
        ),
    )
}

SIXTEEN: Mapping[Role, Ansi] = {
    "text": Ansi("default"),
    "muted": Ansi("white"),
    "border": Ansi("bright_black"),
    "public": Ansi("cyan"),
    "private": Ansi("bright_blue"),
    "isolated": Ansi("magenta"),
    "gateway": Ansi("yellow"),
    "allowed": Ansi("green"),
    "blocked": Ansi("bright_red"),
    "partial": Ansi("bright_yellow"),
    "changed": Ansi("bright_magenta"),
    "focus": Ansi("bright_cyan", bold=True),
    "warning": Ansi("yellow", bold=True),
}
"""The same roles with 16 colours. Every ground is the terminal's own, and what is selected is reversed."""
