"""Files as the application handles them: open, save, save as, export, quit. Dialogs ask; nothing is lost by any answer.

A save looks first whether the file is still the one that was read: what was changed outside is never overwritten
without being asked about.
"""

from pathlib import Path

from vpcdesign.api.storage import load, save
from vpcdesign.errors import StorageError, VpcdesignError
from vpcdesign.formats.native.write import write
from vpcdesign.render.visible import visible
from vpcdesign.tui.frame.desk import NoMeaning
from vpcdesign.tui.home.paths import expanded
from vpcdesign.tui.journal.journal import Journal, LockedError
from vpcdesign.tui.journal.opening import Opened, as_saved, open_design, recover
from vpcdesign.tui.session.against import Against
from vpcdesign.tui.session.session import Session
from vpcdesign.tui.whole import Whole


class Filing(Whole):
    """The part of the application that knows files."""

    def open_file(self, path: Path) -> bool:
        """Open a design for work; what is wrong with it is said, and then the one under work stays."""
        own = self.has_session and self.session.path is not None and self.session.path.absolute() == path.absolute()
        try:
            if own:  # its journal is locked by ourselves: let go of it, but only where the file can be read
                load(path)
                self.let_go()
            opened = open_design(path)
        except VpcdesignError as error:
            self.tell(str(error.problems[0]), "blocked")
            return False
        if not own:
            self.let_go()
        self.take_up(opened)
        return True

    def take_up(self, opened: Opened) -> None:
        """Work on what was opened. What was left unsaved is offered back."""
        if not opened.recoverable:
            self._begin_work(opened.session)
            return
        from vpcdesign.tui.home.recovery import Recovery

        def chosen(answer: str | None) -> None:
            if answer == "recover":
                recover(opened)
            elif answer == "saved":
                as_saved(opened)
            self._begin_work(opened.session)

        _ = self.push_screen(Recovery(opened), chosen)

    def _begin_work(self, session: Session) -> None:
        """Show a design, and say which lines were being written when it was left: they are in their editors again."""
        self.work_on(session)
        if session.begun:
            where = ", ".join(dict.fromkeys(line.noun for line in session.begun.values()))
            several = len(session.begun) > 1
            words = "Lines that were being written are" if several else "A line that was being written is"
            self.notify(f"{words} there again: {visible(where)}.", timeout=8, markup=False)

    def let_go(self) -> None:
        """Close the journal of the design under work, and note where one was in it."""
        if self.has_session and isinstance(self.session.recorder, Journal):
            self.note_place()
            self.session.recorder.close()

    def changed_outside(self) -> bool:
        """Tell whether the file is another one than was read or saved last."""
        session = self.session
        if session.path is None or not session.path.exists():
            return False
        try:
            return load(session.path) != session.file
        except VpcdesignError:
            return True

    def do_save(self) -> None:
        session = self.session
        if session.path is None or session.read_only:
            name = session.path.name if session.path else session.name
            raise NoMeaning(f"{name} cannot be written ({session.read_only}); :save as FILE keeps this.")
        if self.changed_outside():
            from vpcdesign.tui.home.outside import OutsideChange

            _ = self.push_screen(OutsideChange(session), self._outside_chosen)
            return
        self.save_now()

    def _outside_chosen(self, answer: str | None) -> None:
        if answer == "keep":
            self.save_now()
        elif answer == "load" and self.session.path is not None:
            self.open_file(self.session.path)

    def save_now(self) -> bool:
        """Write the design into its file."""
        session = self.session
        assert session.path is not None
        text = write(session.design)
        try:
            save(session.path, text)
            session.kept(text)
        except StorageError as error:
            self.tell(str(error.problems[0]), "blocked")
            return False
        steps = len(session.history.steps) - 1
        self.notify(f"Saved {session.path.name}, {steps} step{'' if steps == 1 else 's'}.", timeout=4, markup=False)
        self.everybody_changed()
        return True

    def do_save_as(self, path: str) -> None:
        """Save under another name; from then on that file is the one under work, with the whole history."""
        session = self.session
        if not path.strip():
            from vpcdesign.tui.home.files import PathDialog

            start = str(self.session.path or f"{self.session.name}.json")
            _ = self.push_screen(PathDialog("save", start), self._save_as_chosen)
            return
        target = expanded(path.strip())
        if session.path is not None and target.absolute() == session.path.absolute():
            self.do_save()
            return
        try:
            journal = Journal(target)
        except LockedError:
            raise NoMeaning(f"{target.name} is open in another designer.") from None
        text = write(session.design)
        try:
            save(target, text)
        except StorageError:
            journal.close()
            raise
        self.let_go()
        journal.tell(session.history, write(session.history.steps[0].design))
        journal.all_begun(session.begun)
        session.path, session.recorder, session.read_only = target, journal, ""
        session.kept(text)
        self.notify(f"Saved {target.name}.", timeout=4, markup=False)
        self.everybody_changed()

    def do_export(self, path: str) -> None:
        """Write the design or its map beside the design under work; the ending says the form."""
        from vpcdesign.render.map.export import map_document
        from vpcdesign.render.plan_csv import plan_csv

        target = Path(path.strip()).expanduser()
        design = self.session.design
        match target.suffix.lower():
            case ".json":
                text = write(design)
            case ".csv":
                text = plan_csv(design)
            case ".svg" | ".txt":
                text = map_document(design, "full", svg=target.suffix.lower() == ".svg")
            case ending:
                raise NoMeaning(f"`{ending or path}` is no form of export: .json, .csv, .svg and .txt are.")
        self.hand_out(target, text)

    def hand_out(self, target: Path, text: str) -> None:
        """Write an export where it was asked for."""
        save(target, text)
        self.notify(f"Wrote {target.name}.", timeout=4, markup=False)

    def do_compare(self, path: str) -> None:
        """Show what differs from another file; without a path, ask."""
        if not path.strip():
            from vpcdesign.tui.home.files import PathDialog

            _ = self.push_screen(PathDialog("compare"), self._compare_chosen)
            return
        from vpcdesign.api.differing import shared

        target = expanded(path.strip())
        other = shared(self.session.design, load(target))
        self.compare_with(Against("file", target.name, other, str(target)))

    def _compare_chosen(self, chosen: str | None) -> None:
        if chosen is None:
            return
        try:
            self.do_compare(chosen)
        except VpcdesignError as error:
            self.tell(str(error.problems[0]), "blocked")

    def _save_as_chosen(self, chosen: str | None) -> None:
        if chosen is None:
            return
        try:
            self.do_save_as(chosen)
        except NoMeaning as reason:
            self.tell(str(reason))
        except StorageError as error:
            self.tell(str(error.problems[0]), "blocked")

    def do_quit(self) -> None:
        seen = not self.screen.has_class("-small")  # where no question can be seen none is asked: the journal keeps all
        if seen and self.has_session and self.session.history.unsaved and not self.session.read_only:
            from vpcdesign.tui.home.quitting import Quitting

            _ = self.push_screen(Quitting(self.session), self._quit_chosen)
            return
        self.leave()

    def _quit_chosen(self, answer: str | None) -> None:
        if answer == "keep" or (answer == "save" and self.save_now()):
            self.leave()

    def leave(self) -> None:
        """End the designer; the journal keeps what is not saved."""
        self.let_go()
        self.exit()
