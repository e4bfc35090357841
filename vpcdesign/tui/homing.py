"""The part of the application around a design: home, new, open, import, layouts, settings, and where one was last.

A design begins as a step in its journal whichever way it begins, so that a layout that was changed and never saved is
there again after a crash.
"""

from dataclasses import asdict
from pathlib import Path

from vpcdesign.api.layouts import load_layout
from vpcdesign.design.document import Design
from vpcdesign.design.index import Index
from vpcdesign.tui.bench.mains import MAINS
from vpcdesign.tui.commands.keys import Keymap
from vpcdesign.tui.config import file as config_file
from vpcdesign.tui.config.settings import THEMES, Value
from vpcdesign.tui.filing import Filing
from vpcdesign.tui.frame.bench import Bench
from vpcdesign.tui.home.files import PathDialog
from vpcdesign.tui.home.looking import state
from vpcdesign.tui.home.paths import expanded, free_path
from vpcdesign.tui.home.screen import Home
from vpcdesign.tui.journal.journal import Journal
from vpcdesign.tui.journal.opening import clock, new_design
from vpcdesign.tui.recent import Recent, place_in, remember
from vpcdesign.tui.session.session import Session


class Homing(Filing):
    """The commands around a design."""

    # --- where one was ---

    def note_place(self) -> None:
        """Write down where one is in the design under work; only of one that is kept in a journal."""
        session = self.session
        if session.path is None or not isinstance(session.recorder, Journal):
            return
        bench = next((each for each in self.screen_stack if isinstance(each, Bench)), None)
        if bench is None:  # the screens are gone already, and it was written down while they stood
            return
        from vpcdesign.tui.map.main import MapMain

        tab = bench.tab
        drawn = bench.mains.get("map")
        zoom = (drawn.zoom or "") if isinstance(drawn, MapMain) else ""
        remember(Recent(str(session.path), clock(), tab, session.selection, zoom))

    def bench_for(self, session: Session) -> Bench:
        """Make the workbench of a session: where one was in it last, if that is wanted."""
        from vpcdesign.tui.bench.workbench import Workbench

        bench = Workbench()
        kept = self.launch.settings.restore and isinstance(session.recorder, Journal)
        place = place_in(session.path) if kept and session.path is not None else None
        zoom = self.launch.settings.zoom.replace("fit", "")
        if place is not None:
            bench.tab = place.tab if place.tab in MAINS else bench.tab
            if _is_there(session.design, place.selection):
                session.selection = session.selection or place.selection
            zoom = place.zoom or zoom
        if zoom:
            self.call_after_refresh(self._zoom, bench, zoom)
        return bench

    def _zoom(self, bench: Bench, zoom: str) -> None:
        from vpcdesign.tui.map.main import MapMain

        drawn = bench.mains.get("map")
        if isinstance(drawn, MapMain):
            drawn.zoom_to(zoom)

    # --- home, and the ways to begin ---

    def do_home(self) -> None:
        """Go home; the design under work stays as it is, and `esc` leads back to it."""
        if not isinstance(self.screen, Home):
            if self.has_session:
                self.note_place()
            _ = self.push_screen(Home())

    def do_file_open(self, path: str) -> None:
        """Open a path; without one, or of a folder, ask."""
        named = expanded(path.strip()) if path.strip() else None
        if named is not None and not named.is_dir():
            self._opened(str(named))
            return
        start = f"{named}/" if named is not None else ""
        _ = self.push_screen(PathDialog("open", start), self._opened)

    def _opened(self, chosen: str | None) -> None:
        """Open what was chosen; what is under work already is only shown again."""
        if chosen is None:
            return
        path = self.session.path if self.has_session else None
        if path is not None and path.absolute() == Path(chosen).absolute():
            while len(self.screen_stack) > 2:
                _ = self.pop_screen()
        else:
            self.open_file(Path(chosen))

    def do_new(self) -> None:
        from vpcdesign.tui.start.screen import NewDesign
        from vpcdesign.tui.start.wish import Judged, edit

        def create(judged: Judged) -> None:
            made = edit(judged)
            self.begin(made.design, made.design.name, made.title)

        _ = self.push_screen(NewDesign(create, Path()))

    def do_import(self) -> None:
        from vpcdesign.tui.home.importing import ImportDialog

        _ = self.push_screen(ImportDialog(), self._opened)

    def do_layouts(self) -> None:
        from vpcdesign.tui.home.layouts import LayoutsDialog

        def chosen(name: str | None) -> None:
            if name is not None:
                self.open_layout(name)

        _ = self.push_screen(LayoutsDialog(), chosen)

    def open_layout(self, name: str) -> None:
        """Begin a design from a ready-made one."""
        self.begin(load_layout(name), name, f"from layout {name}")

    def begin(self, design: Design, name: str, title: str, select: str = "") -> None:
        """Begin a design that has no file yet, as its first step."""
        path = free_path(_file_name(name), lambda one: state(str(one)).unsaved > 0)
        session = new_design(design, path, title)
        session.selection = select
        if self.has_session:
            self.let_go()
        self.work_on(session)

    # --- settings ---

    def do_settings(self) -> None:
        from vpcdesign.tui.home.choices import SettingsDialog

        values = asdict(self.launch.settings)
        _ = self.push_screen(
            SettingsDialog(values, self.change_setting, config_file.config_file(), self.launch.problems)
        )

    def change_setting(self, key: str, value: Value) -> str:
        """Put a setting in force and write it down; give what went wrong, or nothing."""
        launch = self.launch
        launch.settings = launch.settings.having(key, value)
        problem = config_file.store(key, value)
        if key == "theme":
            self.repaint(theme=str(value))
        elif key == "ascii":
            self.repaint(ascii_only=launch.terminal.signs_ascii(str(value)))
        elif key == "motion":
            launch.motion = bool(value)
        elif key == "keymap":
            launch.keymap = self.keymap = Keymap(config_file.load().keys)
            self.everybody_changed()
        elif key == "mouse" and not problem:
            return "The mouse is as you chose at the next start."
        return problem

    def do_theme(self) -> None:
        names = list(THEMES)
        now = names.index(self.launch.theme) if self.launch.theme in names else -1
        self.repaint(theme=names[(now + 1) % len(names)])

    def do_motion(self) -> None:
        self.launch.motion = not self.launch.motion
        self.notify(f"Motion is {'on' if self.launch.motion else 'off'}.", timeout=4, markup=False)


def _is_there(design: Design, selection: str) -> bool:
    """Tell whether a selection still means something: the design may have been changed by somebody else."""
    return selection.partition(":")[0] in {"zone", "internet"} or selection.partition("#")[0] in Index(design)


def _file_name(name: str) -> str:
    """Give a file's name for a design's: what a shell or a file system would read otherwise becomes a dash."""
    kept = "".join(c if c.isalnum() or c in "-_." else "-" for c in name.strip()).strip(".-")
    return kept[:100] or "design"
