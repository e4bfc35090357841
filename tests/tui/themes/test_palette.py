"""What the themes promise: everything can be read on whatever it stands on, and `vpc-safe` can be told apart by colour.

The measures are the published ones, written here once: contrast of WCAG 2.2, simulation of colour vision by Machado,
Oliveira and Fernandes (2009) at full strength, and the difference CIEDE2000 (Sharma, Wu and Dalal, 2005).
"""

from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from typing import get_args

import pytest
from textual.app import App

from vpcdesign.render.ink import Ground, Role
from vpcdesign.tui.themes.palette import DEFAULT, PALETTES, SIXTEEN, Kind, Palette, blend, channels, colours
from vpcdesign.tui.themes.textual_themes import themes

GROUNDS: tuple[Ground, ...] = ("surface", "panel", "raised", "selected")
KINDS: tuple[Kind, ...] = get_args(Kind)
VERDICTS: tuple[Role, ...] = ("allowed", "blocked", "partial", "changed")
TEXT = {"vpc-contrast": 5.9}
EVERY = pytest.mark.parametrize("palette", PALETTES.values(), ids=list(PALETTES))

NORMAL = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
MACHADO = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour: str) -> tuple[float, ...]:
    """Give the light of a colour, channel by channel (sRGB)."""
    shares = (value / 255 for value in channels(colour))
    return tuple(one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)


def contrast(one: str, other: str) -> float:
    bright, dark = sorted(
        (sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(x), strict=True)) for x in (one, other)),
        reverse=True,
    )
    return (bright + 0.05) / (dark + 0.05)


def seen(colour: str, vision: tuple[tuple[float, ...], ...]) -> tuple[float, float, float]:
    """Give L*, a*, b* (D65) of a colour as this vision has it."""
    light = linear(colour)
    red, green, blue = (min(1.0, max(0.0, sum(w * c for w, c in zip(line, light, strict=True)))) for line in vision)
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def ciede2000(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean7 = ((hypot(a1, b1) + hypot(a2, b2)) / 2) ** 7
    stretch = 1.5 - 0.5 * sqrt(mean7 / (mean7 + 25**7))
    c1, c2 = hypot(stretch * a1, b1), hypot(stretch * a2, b2)
    h1, h2 = (degrees(atan2(b, stretch * a)) % 360 if c else 0.0 for a, b, c in ((a1, b1, c1), (a2, b2, c2)))
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    if turn == -180.0:
        turn = 180.0
    lm, cm = (l1 + l2) / 2, (c1 + c2) / 2
    hm = h1 + h2 if c1 * c2 == 0 else (h1 + turn / 2) % 360
    t = (
        1
        - 0.17 * cos(radians(hm - 30))
        + 0.24 * cos(radians(2 * hm))
        + 0.32 * cos(radians(3 * hm + 6))
        - 0.20 * cos(radians(4 * hm - 63))
    )
    sl = 1 + 0.015 * (lm - 50) ** 2 / sqrt(20 + (lm - 50) ** 2)
    sc, sh = 1 + 0.045 * cm, 1 + 0.015 * cm * t
    rt = -2 * sqrt(cm**7 / (cm**7 + 25**7)) * sin(radians(60 * exp(-(((hm - 275) / 25) ** 2))))
    dl, dc, dh = (l2 - l1) / sl, (c2 - c1) / sc, 2 * sqrt(c1 * c2) * sin(radians(turn / 2)) / sh
    return sqrt(dl**2 + dc**2 + dh**2 + rt * dc * dh)


def least(palette: Palette, roles: tuple[Role, ...], vision: tuple[tuple[float, ...], ...]) -> float:
    """Give the smallest difference between any two of the roles, as this vision has them."""
    return min(
        ciede2000(seen(palette.roles[one], vision), seen(palette.roles[two], vision))
        for one, two in combinations(roles, 2)
    )


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.694), (23.0331, 14.973, -42.5619), 2.0373),
        ((90.8027, -2.0831, 1.441), (91.1528, -1.6435, 0.0447), 1.4441),
    ],
)
def test_the_difference_is_that_of_its_published_examples(
    one: tuple[float, float, float], other: tuple[float, float, float], difference: float
) -> None:
    assert ciede2000(one, other) == pytest.approx(difference, abs=1e-4)
    assert ciede2000(other, one) == pytest.approx(difference, abs=1e-4)


@EVERY
def test_every_text_can_be_read_on_every_ground(palette: Palette) -> None:
    enough = TEXT.get(palette.name, 4.5)
    for role in get_args(Role):
        for ground in GROUNDS:
            if role == "border":
                continue
            assert contrast(palette.roles[role], palette.grounds[ground]) >= enough, (role, ground)


@EVERY
def test_lines_can_be_seen_where_lines_are_drawn(palette: Palette) -> None:
    for ground in GROUNDS[:3]:
        assert contrast(palette.roles["border"], palette.grounds[ground]) >= (
            5.9 if palette.name == "vpc-contrast" else 3
        ), ground
    assert contrast(palette.roles["focus"], palette.grounds["selected"]) >= 3


@EVERY
def test_text_can_be_read_on_the_blocks_of_the_plan(palette: Palette) -> None:
    for kind in KINDS:
        assert contrast(palette.roles["text"], palette.grounds[kind]) >= 4.8, kind
        assert contrast(palette.roles[kind], palette.grounds[kind]) >= 4.5, kind


@EVERY
def test_reversed_badges_can_be_read(palette: Palette) -> None:
    for role in ("focus", "blocked"):
        assert contrast(palette.grounds["surface"], palette.roles[role]) >= 6.5, role


def test_the_safe_theme_is_told_apart_by_every_colour_vision() -> None:
    palette = PALETTES["vpc-safe"]
    for name, vision in MACHADO.items():
        assert least(palette, VERDICTS, vision) >= 11, name
        assert least(palette, KINDS, vision) >= 16, name


@EVERY
def test_normal_colour_vision_tells_verdicts_and_kinds_apart(palette: Palette) -> None:
    assert least(palette, VERDICTS, NORMAL) >= 20
    assert least(palette, KINDS, NORMAL) >= 20


def test_a_theme_that_is_not_ours_has_the_colours_of_the_default() -> None:
    assert colours("ansi-dark") is PALETTES[DEFAULT]
    assert colours("vpc-light").dark is False


def test_colours_mix_by_their_share() -> None:
    assert blend("#ffffff", "#000000", 0.5) == "#808080"
    assert blend("#123456", "#abcdef", 1) == "#123456"


def test_sixteen_colours_have_every_role_and_no_two_verdicts_alike() -> None:
    assert set(SIXTEEN) == set(get_args(Role))
    assert len({SIXTEEN[role] for role in VERDICTS}) == len(VERDICTS)
    assert len({SIXTEEN[role] for role in KINDS}) == len(KINDS)


@EVERY
def test_textual_wears_every_theme_and_keeps_its_colours(palette: Palette) -> None:
    app: App[None] = App()
    for one in themes():
        app.register_theme(one)
    app.theme = palette.name
    given = app.get_css_variables()
    assert {role: given[f"ink-{role}"] for role in palette.roles} == palette.roles
    assert {ground: given[f"ground-{ground}"] for ground in palette.grounds} == palette.grounds
    assert given["text"] == palette.roles["text"]
