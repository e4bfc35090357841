"""An import as text: what the design holds now, what had to be assumed, and what differs from before."""

from collections.abc import Iterator, Sequence

from vpcdesign.design.asserting import Note
from vpcdesign.design.document import Design
from vpcdesign.render.text.counting import count, holdings
from vpcdesign.render.text.listing import page, prose, title
from vpcdesign.render.text.style import Style

_FEW = 3


def imported_text(path: str, design: Design, notes: Sequence[Note], changes: Sequence[str] | None, style: Style) -> str:
    """Write what there is to say about an import that was saved at `path`; `changes` None is a first one."""
    lines = prose(f"{path}: {holdings(design)}", style)
    if changes is not None:
        lines += ["", title(count(len(changes), "difference") if changes else "nothing differs", style)]
        lines += [line for change in changes for line in prose(change, style, 2)]
    if notes:
        lines += ["", title(count(len(notes), "note"), style)]
        lines += [line for told in _told(notes) for line in prose(told, style, 2)]
    return page(lines)


def _told(notes: Sequence[Note]) -> Iterator[str]:
    """Write notes; what is said of many is said once, with the first of them."""
    about: dict[str, list[str]] = {}
    for note in notes:
        about.setdefault(note.text, []).extend([note.about] if note.about else [])
    for text, names in about.items():
        more = f" and {len(names) - _FEW:,} more" if len(names) > _FEW else ""
        yield f"{text}: {', '.join(names[:_FEW])}{more}" if names else text
