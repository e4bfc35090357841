"""Lines under work are written down as they are typed: a kill takes no more of them than the key that was on its way.

They go into the journal beside the steps, and are not synced: a journal's step must survive a power cut, a half typed
cell only the end of the designer. What was written down comes back into the editor that it belongs to.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from pydantic import BaseModel

from vpcdesign.errors import StorageError
from vpcdesign.tui.editors.drafts import Draft, Drafts
from vpcdesign.tui.editors.grid import Grid
from vpcdesign.tui.editors.keeping import lines_at
from vpcdesign.tui.session.begun import Begun
from vpcdesign.tui.session.session import Recorder, Session

LEFT = "it was being written when the designer ended."
OWN = frozenset({"rule", "action", "number"})
"""Cells that are filled in before anybody types."""


class Recording:
    """Writes the drafts of one editor down, and takes them up again."""

    def __init__(self, grid: Grid, scope: str) -> None:
        self.grid = grid
        self.scope = scope
        self._known: dict[str, Begun] = {}
        """What the journal has of this editor."""
        self._to: Recorder | None = None

    def note(self, session: Session) -> None:
        """Write down what is other than before: only that, since this is done at every key."""
        if self._to is not session.recorder:  # a session that was opened, or saved under another name
            self._to = session.recorder
            self._known = {key: begun for key, begun in session.begun.items() if key.startswith(f"{self.scope} ")}
        every = self._drafts()
        if not every and not self._known:
            return
        now = {f"{self.scope} {one.key}": _begun(one) for one in every if _started(one)}
        with suppress(StorageError):  # a step that cannot be written is refused with its reason; this is no step
            for key, begun in now.items():
                if self._known.get(key) != begun:
                    session.recorder.begun(key, begun)
            for key in [one for one in self._known if one not in now]:
                session.recorder.left(key)
        session.begun = {key: one for key, one in session.begun.items() if key not in self._known} | now
        self._known = now

    def _drafts(self) -> list[Draft]:
        """Give the drafts as they are seen: with the text of the cell that is typed into."""
        grid = self.grid
        every, here = grid.drafts.every(), grid.drafts.get(grid.at)
        if here is None or grid.typing is None or not grid.columns:
            return every
        seen = here.typed(grid.columns[grid.column].field, grid.typing.field.text)
        return [seen if one.key == here.key else one for one in every]


def _started(draft: Draft) -> bool:
    """Tell whether there is anything in a draft that would be missed."""
    return draft.changed and (bool(draft.path) or any(draft.texts[key] for key in draft.texts if key not in OWN))


def _begun(draft: Draft) -> Begun:
    was = draft.was.model_dump(mode="json", by_alias=True) if isinstance(draft.was, BaseModel) else draft.was
    return Begun(draft.noun, draft.table, draft.path, dict(draft.texts), was)


def taken_up(drafts: Drafts, session: Session, scope: str, nouns: Mapping[str, object]) -> None:
    """Put what a session has of an editor's lines back into it; those of nouns that are gone are gone with them."""
    for key, begun in session.begun.items():
        name = key.removeprefix(f"{scope} ")
        if name == key or begun.noun not in nouns:
            continue
        draft = Draft(name, begun.noun, begun.table, "", dict(begun.texts), reasons=(LEFT,), changed=True)
        drafts.put(_placed(draft, begun, nouns[begun.noun]))


def _placed(draft: Draft, begun: Begun, noun: object) -> Draft:
    """Put a draft of a line of the design on that line, wherever it stands; one whose line is gone is a new one."""
    for place, line in enumerate(lines_at(noun, begun.table)):
        said = line.model_dump(mode="json", by_alias=True) if isinstance(line, BaseModel) else line
        if begun.path and said == begun.was:
            return replace(draft, path=f"{begun.table}/{place}", was=line)
    return draft
