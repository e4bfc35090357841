"""What the workbench can do with failures: let something fail, restore it, walk through all single failures."""

from collections.abc import Callable, Sequence

from vpcdesign.design.hosts import NetworkInterface
from vpcdesign.topology.failures import ZONE, Failure, failures
from vpcdesign.tui.failing.choosing import FailChoice, parts_of
from vpcdesign.tui.failing.page import page_of
from vpcdesign.tui.frame.bench import Bench
from vpcdesign.tui.frame.desk import Desk, NoMeaning, desk_of
from vpcdesign.tui.frame.main import Footer
from vpcdesign.tui.frame.pane import PagePane
from vpcdesign.tui.pages.page import Page


class FailurePane(PagePane):
    """What is down, and what that does; `n` and `N` walk through all single failures."""

    gives_way = True
    footer: Footer = (("next", "next failure"), "previous", ("fail", "restore"), ("restore", "restore all"))

    def __init__(self) -> None:
        super().__init__(self._made_page, "failure")

    def _made_page(self, width: int) -> Page:
        desk = self.desk
        return page_of(desk.surroundings, desk.asking.failed, desk.proof, width)


class FailingActs(Bench):
    """The commands of what if."""

    @property
    def _the_desk(self) -> Desk:
        return desk_of(self)

    def do_fail(self) -> None:
        """Let what is selected fail, or restore it; where several of it can fail alone, they are listed."""
        desk = self._the_desk
        name = desk.session.selection.partition("#")[0]
        several = parts_of(desk.session.design, name)
        if len(several) > 1:
            self._choose(lambda: [one for one in failures(desk.session.design) if one.id in several])
        else:
            self._toggle(several[0] if several else self._zone(desk, name))

    def do_choose_failure(self) -> None:
        """List all that can fail on its own."""
        desk = self._the_desk
        if not failures(desk.session.design):
            raise NoMeaning("nothing in this design fails on its own.")
        self._choose(lambda: failures(desk.session.design))

    def _choose(self, several: Callable[[], Sequence[Failure]]) -> None:
        self.push(FailChoice(several, self._toggle))

    def _toggle(self, wanted: str) -> None:
        """Let something fail, or restore it; the design stays as it is."""
        desk = self._the_desk
        failed = desk.asking.failed
        desk.let_fail(tuple(one for one in failed if one != wanted) if wanted in failed else (*failed, wanted))

    def _zone(self, desk: Desk, name: str) -> str:
        """Give the zone that is selected, or that of what is selected."""
        known = {one.id for one in failures(desk.session.design)}
        wanted = ZONE + name.removeprefix("zone:")
        noun = desk.surroundings.index.by_id.get(name)
        subnet = desk.surroundings.subnet(noun.subnet if isinstance(noun, NetworkInterface) else name)
        if wanted not in known and subnet is not None and subnet.az:
            wanted = ZONE + subnet.az
        if wanted not in known:
            raise NoMeaning("f fails a zone, a gateway, an attachment or a tunnel; select one.")
        return wanted

    def tell_failures(self) -> None:
        """Show what is failed at the side, or nothing of it any more."""
        failed = self._the_desk.asking.failed
        if failed and not self.has_pane("failure"):
            self.push(FailurePane(), focus=False)
        elif not failed:
            self.drop_pane("failure")

    def do_restore(self) -> None:
        desk = self._the_desk
        if not desk.asking.failed:
            raise NoMeaning("nothing is failed.")
        desk.let_fail(())

    def do_walk_failures(self) -> None:
        """Let the first single failure happen; n and N go on from there."""
        desk = self._the_desk
        known = failures(desk.session.design)
        if not known:
            raise NoMeaning("nothing in this design fails on its own.")
        desk.let_fail((known[0].id,))
        pane = next((one for one in self.query(FailurePane)), None)
        if pane is not None and pane.display:
            self.screen.set_focus(pane)

    def walk_failures(self, by: int) -> None:
        """Let the next single failure happen in place of this one."""
        desk = self._the_desk
        known = [one.id for one in failures(desk.session.design)]
        now = desk.asking.failed[-1] if desk.asking.failed else ""
        place = known.index(now) + by if now in known else 0
        desk.let_fail((known[place % len(known)],))
