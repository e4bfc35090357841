"""A designer in a browser: what leaves it goes to who looks, and who may write nothing sees one design and no files.

`vpcdesign serve --read-only` lets people look who have no account here, so whatever lists, opens or writes files of
this machine has one door, and it is shut.
"""

import io
from pathlib import Path

from vpcdesign.tui.homing import Homing

OWNERS_ONLY = frozenset({
    "compare", "file.open", "help.tour", "home", "import", "layouts", "new", "save-as", "settings",
})  # fmt: skip
ONE_DESIGN = "only this design is shown here, and no file can be opened or written."
FORMS = {".csv": "text/csv", ".json": "application/json", ".svg": "image/svg+xml", ".txt": "text/plain"}


class Visiting(Homing):
    """The part of the application that knows who looks."""

    @property
    def is_visited(self) -> bool:
        """Tell whether somebody looks who is to see this design and nothing else of the machine."""
        return self.is_web and self.launch.read_only

    def kept_out(self, command: str) -> str:
        """Say why a command is not for who looks; empty when it is."""
        return ONE_DESIGN if command in OWNERS_ONLY and self.is_visited else ""

    def on_exit_app(self) -> None:
        """Write down where one is while the screens stand: a browser may only have loaded its page anew."""
        if self.has_session:
            self.note_place()

    def open_file(self, path: Path) -> bool:
        """Open a design, where who looks may."""
        if self.is_visited:
            self.tell(ONE_DESIGN, "blocked")
            return False
        return super().open_file(path)

    def open_layout(self, name: str) -> None:
        """Begin a design from a ready-made one, where who looks may: it is kept in a journal."""
        if self.is_visited:
            self.tell(ONE_DESIGN, "blocked")
        else:
            super().open_layout(name)

    def hand_out(self, target: Path, text: str) -> None:
        """Give an export to who looks: a browser takes it as a download, a terminal has it as a file."""
        if not self.is_web:
            super().hand_out(target, text)
            return
        name = "".join(c if (c.isalnum() and c.isascii()) or c in "-_." else "-" for c in target.name)
        _ = self.deliver_text(
            io.StringIO(text), save_filename=name, encoding="utf-8", mime_type=FORMS[target.suffix.lower()]
        )
        self.notify(f"Sent {name} to the browser.", timeout=4, markup=False)
