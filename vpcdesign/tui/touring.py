"""The part of the application that takes the tour: on a copy that goes with it, left and taken up again at will."""

from pathlib import Path
from tempfile import TemporaryDirectory

from vpcdesign.api.layouts import load_layout
from vpcdesign.api.storage import save_design
from vpcdesign.tui.frame.bench import Bench
from vpcdesign.tui.session.asking import Asking
from vpcdesign.tui.session.history import History, Step
from vpcdesign.tui.session.session import Session
from vpcdesign.tui.tour.steps import LAYOUT as TOUR
from vpcdesign.tui.tour.steps import Progress
from vpcdesign.tui.tour.taken import Tour, moment
from vpcdesign.tui.whole import Whole


class Touring(Whole):
    """The tour's command."""

    _tour: "Tour | None" = None

    def do_help_tour(self) -> None:
        """Begin the tour on a copy of the shop, leave it, or take it up again where it was left."""
        board = self.screen
        if isinstance(board, Bench) and (panels := board.query("TourPanel")):
            _ = panels.remove()
        elif self._tour is not None and self.has_session and self._tour.session is self.session:
            self.call_after_refresh(self._show_tour)
        else:
            self._begin_tour()

    def on_unmount(self) -> None:
        """Take the tour's copy away."""
        if self._tour is not None:
            self._tour.folder.cleanup()

    def _begin_tour(self) -> None:
        if self._tour is not None:
            self._tour.folder.cleanup()
        folder = TemporaryDirectory(prefix="vpcdesign-tour-")
        path = Path(folder.name) / "shop.json"
        design = load_layout(TOUR)
        save_design(design, path)
        self.let_go()
        session = Session(History((Step("a copy of the shop", design),)), path)
        session.file = design
        self._tour = Tour(session, folder, Progress(moment(session, Asking())))
        self.work_on(session)
        self.call_after_refresh(self._show_tour)

    def _show_tour(self) -> None:
        from vpcdesign.tui.tour.panel import TourPanel

        tour, board = self._tour, self.screen
        if tour is not None and isinstance(board, Bench) and not board.query(TourPanel):
            panel = TourPanel(tour.progress, lambda: moment(self.session, self.asking), tour.went_on)
            _ = board.mount(panel, before="#strip")
