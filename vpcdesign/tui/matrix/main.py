"""The matrix as a main."""

from vpcdesign.tui.frame.main import Main


class MatrixMain(Main):
    """Who reaches whom."""

    scope = "matrix"
