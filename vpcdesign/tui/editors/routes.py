"""The route tables' editor; tables of transit gateways and prefix lists stand below in its list."""

from collections.abc import Sequence

from vpcdesign.tui.editors.main import EditorMain
from vpcdesign.tui.sheets.kinds import Kind
from vpcdesign.tui.sheets.prefixes import PrefixLists
from vpcdesign.tui.sheets.tables import RouteTables
from vpcdesign.tui.sheets.transit import TransitTables


class RoutesMain(EditorMain):
    """Route tables."""

    scope = "routes"
    kinds: Sequence[Kind] = (RouteTables(), TransitTables(), PrefixLists())
    nothing = "No route table is written: AWS's main one leads nowhere but inside the VPC."
    remark = "the most exact route wins"
