"""Cells that hold names: one or several nouns of some kinds, read with commas between them."""

from collections.abc import Sequence

from vpcdesign.tui.pages.inspector.surroundings import Surroundings
from vpcdesign.tui.sheets.kinds import Candidate
from vpcdesign.tui.sheets.names import Names
from vpcdesign.tui.sheets.reading import Wrong, read_block, unknown


def names_of(here: Surroundings, kinds: Sequence[str]) -> Names:
    """Give the names of all nouns of some kinds."""
    return Names(here, [one for kind in kinds for one in getattr(here.design, kind)])


def read_names(text: str, field: str, what: str, names: Names) -> tuple[str, ...]:
    """Read names with commas between them."""
    found = []
    for part in filter(None, (one.strip() for one in text.split(","))):
        known = names.id_of(part)
        if known is None:
            raise unknown(part, field, what, names.words())
        found.append(known)
    return tuple(dict.fromkeys(found))


def read_name(text: str, field: str, what: str, names: Names) -> str:
    """Read one name."""
    found = read_names(text, field, what, names)
    if len(found) != 1:
        raise Wrong(field, f"one {what} belongs here, not {len(found)}" if found else f"a {what} is missing")
    return found[0]


def read_blocks(text: str, field: str) -> tuple[str, ...]:
    """Read blocks with commas between them; none means every address."""
    if text.strip().lower() in {"", "any", "all"}:
        return ()
    return tuple(read_block(part, field).value for part in text.split(",") if part.strip())


def shown_names(names: Names, ids: Sequence[str]) -> str:
    """Write names as they are read."""
    return ", ".join(names.shown(one) for one in ids)


def offered(names: Names, words: str) -> list[Candidate]:
    """Offer every name."""
    return [Candidate(names.shown(one), words) for one in names.nouns]
