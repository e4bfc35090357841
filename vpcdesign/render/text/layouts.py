"""Layouts as text: all of them in a list, or one explained: what it teaches, holds and asserts."""

from collections.abc import Mapping

from vpcdesign.design.document import Design
from vpcdesign.render.text.counting import holdings
from vpcdesign.render.text.listing import listing, page, prose, title
from vpcdesign.render.text.style import Style


def layouts_text(layouts: Mapping[str, Design], style: Style) -> str:
    """Write every layout with the first sentence of its note."""
    rows = [
        (name, f"{(design.note or design.name).partition('. ')[0].rstrip('.')}.") for name, design in layouts.items()
    ]
    more = prose("vpcdesign layouts NAME explains one; vpcdesign new DESIGN --layout NAME starts from it.", style)
    return page([*listing(rows, style), "", *more])


def layout_text(name: str, design: Design, style: Style) -> str:
    """Write what a layout teaches, holds and asserts."""
    rows = [(one.name, f"{one.from_} → {one.to} {one.ports}: {one.expect}") for one in design.assertions]
    asserted = ["", title("It asserts", style), *listing(rows, style, 2)] if rows else []
    lines = [title(name, style), "", *prose(design.note or design.name, style), "", *prose(holdings(design), style)]
    return page([*lines, *asserted, "", *prose(f"vpcdesign new DESIGN --layout {name}", style)])
