"""An import as text: what the design holds now, what had to be assumed, and what differs from before."""

from collections.abc import Sequence

from vpcdesign.design.asserting import Note
from vpcdesign.design.document import Design
from vpcdesign.render.text.counting import count, holdings
from vpcdesign.render.text.listing import page, prose, title
from vpcdesign.render.text.style import Style


def imported_text(path: str, design: Design, notes: Sequence[Note], changes: Sequence[str] | None, style: Style) -> str:
    """Write what there is to say about an import that was saved at `path`; `changes` None is a first one."""
    lines = prose(f"{path}: {holdings(design)}", style)
    if changes is not None:
        lines += ["", title(count(len(changes), "difference") if changes else "nothing differs", style)]
        lines += [line for change in changes for line in prose(change, style, 2)]
    if notes:
        lines += ["", title(count(len(notes), "note"), style)]
        for note in notes:
            lines += prose(f"{note.about}: {note.text}" if note.about else note.text, style, 2)
    return page(lines)
