"""The security groups' editor, with load balancers and firewalls below in its list: they too say who may pass."""

from collections.abc import Sequence

from vpcdesign.tui.editors.main import EditorMain
from vpcdesign.tui.sheets.balancers import LoadBalancers
from vpcdesign.tui.sheets.firewalls import Firewalls
from vpcdesign.tui.sheets.groups import Groups
from vpcdesign.tui.sheets.kinds import Kind


class GroupsMain(EditorMain):
    """Security groups."""

    scope = "groups"
    kinds: Sequence[Kind] = (Groups(), LoadBalancers(), Firewalls())
    nothing = "No security group yet. : adds one; a on a subnet asks for one with its interface."
    remark = "stateful: answers to what is let through pass"

    def remarked(self) -> str:
        """Tell, while a line is typed, what counts towards the quota (UG: VPC quotas)."""
        section = self.grid.section
        if self.grid.typing is None or section is None or self.grid.here.kind(self.grid.noun) != "security_groups":
            return self.remark
        number, _, most = section.count.partition(" of ")
        return f"{number} {'line counts' if number == '1' else 'lines count'} towards {most}; a reference counts as one"
