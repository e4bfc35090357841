"""Growth as commands of the workbench: a zone, a tier, a block, wherever one is. No block that exists moves.

They act on the VPC that the selection is in. What a person has to know besides (an attachment that does not follow, a
NAT gateway that is still shared) is said after the step. The planner is imported when it is first needed: the first
paint does not wait for it.
"""

from collections.abc import Sequence

from vpcdesign.design.edit.edit import Edit
from vpcdesign.errors import PlanError
from vpcdesign.tui.frame.bench import Bench
from vpcdesign.tui.frame.desk import NoMeaning, desk_of


class GrowthActs(Bench):
    """The commands that add room or fill it."""

    @property
    def _vpc(self) -> str:
        from vpcdesign.planning.carve.site import site_of

        session = desk_of(self).session
        try:
            return site_of(session.design, session.selection).here.vpc.id
        except PlanError as error:
            raise NoMeaning(str(error.problems[0])) from None

    def _grown(self, edit: Edit, notes: Sequence[str] = ()) -> None:
        desk = desk_of(self)
        if desk.apply(edit) and notes:
            more = f" (and {len(notes) - 1} more)" if len(notes) > 1 else ""
            desk.tell(f"note: {notes[0]}{more}")

    def do_add_zone(self) -> None:
        """Add the next zone to every tier, with a NAT gateway where the others have one."""
        from vpcdesign.planning.carve import growing

        self._grown(*growing.add_zone(desk_of(self).session.design, self._vpc))

    def do_add_tier(self, text: str) -> None:
        from vpcdesign.planning.carve import growing

        self._grown(*growing.add_tier(desk_of(self).session.design, self._vpc, text))

    def do_add_block(self, text: str) -> None:
        from vpcdesign.planning.carve import growing

        self._grown(growing.add_block(desk_of(self).session.design, self._vpc, text))
