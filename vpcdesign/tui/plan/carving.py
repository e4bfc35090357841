"""The keys of the plan that change something: each a verb of `planning.carve` on what is selected.

`told` is what each would do, asked in advance; `can_...` reads it, so footer, palette and side pane say the same.
"""

from collections.abc import Sequence

from vpcdesign.errors import EditError, PlanError
from vpcdesign.planning.carve.outcome import Carved
from vpcdesign.planning.carve.verbs import VERBS, Preview
from vpcdesign.render.plan_csv import plan_csv
from vpcdesign.render.strip.plan import Plan
from vpcdesign.tui.frame.desk import NoMeaning
from vpcdesign.tui.frame.main import Main


class Carving(Main):
    """The acts; a subclass knows the plan and shows it."""

    like = ""
    """The subnet that was selected last: a new one in a gap becomes like it."""

    @property
    def plan(self) -> Plan:
        """The VPC, and what is selected in it; PlanError where there is nothing to carve."""
        raise NotImplementedError

    @property
    def told(self) -> Sequence[Preview]:
        """What each key would do to what is selected."""
        raise NotImplementedError

    def _carve(self, verb: str) -> None:
        self.done(VERBS[verb](self.plan.spot, self.like))

    def done(self, done: Carved) -> None:
        """Take what a key gave: a step, or only another block that is looked at."""
        if done.edit is not None:
            self.desk.apply(done.edit)
        elif done.select:
            self.desk.select(done.select)

    def _why(self, verb: str) -> str:
        """Say why a key does nothing here, empty when it does something."""
        try:
            found = next((each for each in self.told if each.command == verb), None)
            if found is None:
                VERBS[verb](self.plan.spot, self.like)
        except (EditError, PlanError) as error:
            return str(error.problems[0])
        return "" if found is None or found.able else found.words

    def do_add(self) -> None:
        self._carve("add")

    def can_add(self) -> str:
        return self._why("add")

    def do_copy_line(self) -> None:
        self._carve("copy-line")

    def can_copy_line(self) -> str:
        return self._why("copy-line")

    def do_next_free(self) -> None:
        self._carve("next-free")

    def can_next_free(self) -> str:
        return self._why("next-free")

    def do_split(self) -> None:
        self._carve("split")

    def can_split(self) -> str:
        return self._why("split")

    def do_join(self) -> None:
        self._carve("join")

    def can_join(self) -> str:
        return self._why("join")

    def do_widen(self) -> None:
        self._carve("widen")

    def can_widen(self) -> str:
        return self._why("widen")

    def do_narrow(self) -> None:
        self._carve("narrow")

    def can_narrow(self) -> str:
        return self._why("narrow")

    def do_reserve(self) -> None:
        self._carve("reserve")

    def can_reserve(self) -> str:
        return self._why("reserve")

    def do_earlier(self) -> None:
        self._carve("earlier")

    def can_earlier(self) -> str:
        return self._why("earlier")

    def do_later(self) -> None:
        self._carve("later")

    def can_later(self) -> str:
        return self._why("later")

    def do_delete(self) -> None:
        """Release kept room at once; a subnet is deleted as everywhere, after showing what goes too."""
        if self.plan.spot.subnet is not None:
            raise NoMeaning
        if self.plan.spot.reservation is None:
            raise NoMeaning(f"x deletes a subnet or releases room; {self.plan.spot.block} is free.")
        self._carve("reserve")

    def do_copy_table(self) -> None:
        self.desk.copy_table(plan_csv(self.session.design))
