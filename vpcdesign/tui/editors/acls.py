"""The network ACLs' editor."""

from collections.abc import Sequence

from vpcdesign.tui.editors.main import EditorMain
from vpcdesign.tui.sheets.acls import Acls
from vpcdesign.tui.sheets.kinds import Kind


class AclsMain(EditorMain):
    """Network ACLs."""

    scope = "acls"
    kinds: Sequence[Kind] = (Acls(),)
    nothing = "No network ACL is written: AWS's default one allows everything both ways."
    remark = "stateless: replies need rules of their own"
