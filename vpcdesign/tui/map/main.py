"""The map as a main: the picture in a window, the selection that moves over it, and what is done on it."""

from vpcdesign.render.ink import Row, Span, row
from vpcdesign.render.visible import visible
from vpcdesign.tui.frame.main import Footer, Main


class MapMain(Main):
    """The network as a picture."""

    scope = "map"
    footer: Footer = ("open", "add", "delete", "source", "destination", "trace", "fail", "filter", "jump", "undo")

    def rows(self, width: int, height: int) -> list[Row]:  # noqa: ARG002
        return [row(Span(visible(one.id))) for one in self.session.design.subnets]
