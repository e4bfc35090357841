"""A tour that somebody takes: its session on a copy that goes with it, how far it is, and how things are now."""

from dataclasses import dataclass
from tempfile import TemporaryDirectory

from vpcdesign.tui.session.asking import Asking
from vpcdesign.tui.session.session import Session
from vpcdesign.tui.tour.steps import Moment, Progress


@dataclass(slots=True)
class Tour:
    """The session of the tour, the folder that its copy lies in, and the progress."""

    session: Session
    folder: "TemporaryDirectory[str]"
    progress: Progress

    def went_on(self, progress: Progress) -> None:
        """Keep how far it is, so that it can be taken up again."""
        self.progress = progress


def moment(session: Session, asking: Asking) -> Moment:
    """Give what the tour looks at."""
    design = session.design
    found = asking.current(design)
    trace = found.trace if found is not None else None
    asked = asking.question
    return Moment(
        session.selection,
        asked.source if asked else "",
        asked.destination if asked else "",
        trace.verdict if trace else "",
        trace.blockers[0].leg if trace and trace.blockers else "",
        asking.step,
        len(design.subnets),
        len(design.assertions),
        len(asking.failed),
        session.history.unsaved == 0,
    )
