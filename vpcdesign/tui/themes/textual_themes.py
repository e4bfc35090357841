"""Our palettes as Textual themes, so that Textual's own widgets (fields, lists, scrollbars) wear the same colours.

Rows take their colours from the palette itself; only what Textual draws by its style sheets takes them from here. Every
role and ground is a variable of the style sheets too: `$ink-muted`, `$ground-raised`.
"""

from textual.theme import Theme

from vpcdesign.tui.themes.palette import PALETTES, Palette


def themes() -> list[Theme]:
    """Give every theme of ours, to be registered with the app."""
    return [theme(palette) for palette in PALETTES.values()]


def theme(palette: Palette) -> Theme:
    """Make the Textual theme of a palette."""
    ink, ground = palette.roles, palette.grounds
    return Theme(
        name=palette.name,
        primary=ink["focus"],
        secondary=ink["private"],
        warning=ink["warning"],
        error=ink["blocked"],
        success=ink["allowed"],
        accent=ink["changed"],
        foreground=ink["text"],
        background=ground["surface"],
        surface=ground["surface"],
        panel=ground["panel"],
        boost=ground["raised"],
        dark=palette.dark,
        text_alpha=1.0,
        variables=_variables(palette),
    )


def _variables(palette: Palette) -> dict[str, str]:
    """Give the variables that Textual would else derive from shades, which no contrast was measured for."""
    ink, ground = palette.roles, palette.grounds
    bar = {"scrollbar": ink["border"], "scrollbar-hover": ink["muted"], "scrollbar-active": ink["focus"]}
    behind = dict.fromkeys(
        ("scrollbar-background", "scrollbar-background-hover", "scrollbar-background-active", "scrollbar-corner-color"),
        ground["surface"],
    )
    cursor = {
        "block-cursor-foreground": ink["text"],
        "block-cursor-background": ground["selected"],
        "block-cursor-blurred-foreground": ink["text"],
        "block-cursor-blurred-background": ground["raised"],
        "block-hover-background": ground["raised"],
        "input-cursor-foreground": ground["surface"],
        "input-cursor-background": ink["focus"],
        "input-selection-background": ground["selected"],
        "border": ink["focus"],
        "border-blurred": ink["border"],
        "text": ink["text"],
        "foreground-muted": ink["muted"],
        "foreground-disabled": ink["muted"],
        "text-muted": ink["muted"],
        "text-disabled": ink["muted"],
        "link-color": ink["focus"],
        "link-color-hover": ink["text"],
        "link-background-hover": ground["selected"],
    }
    roles = {f"ink-{role}": colour for role, colour in ink.items()}
    grounds = {f"ground-{name}": colour for name, colour in ground.items()}
    return bar | behind | cursor | roles | grounds
