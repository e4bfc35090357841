"""The seven mains, each made when its tab is first opened: importing all of them would make the first paint wait."""

from collections.abc import Callable, Mapping
from importlib import import_module

from vpcdesign.tui.frame.main import Main

_PLACES = {
    "map": "vpcdesign.tui.map.main:MapMain",
    "plan": "vpcdesign.tui.plan.main:PlanMain",
    "routes": "vpcdesign.tui.editors.routes:RoutesMain",
    "groups": "vpcdesign.tui.editors.groups:GroupsMain",
    "acls": "vpcdesign.tui.editors.acls:AclsMain",
    "matrix": "vpcdesign.tui.matrix.main:MatrixMain",
    "checks": "vpcdesign.tui.checks.main:ChecksMain",
}


def _maker(place: str) -> Callable[[], Main]:
    def make() -> Main:
        module, _, name = place.partition(":")
        found: Callable[[], Main] = getattr(import_module(module), name)
        return found()

    return make


MAINS: Mapping[str, Callable[[], Main]] = {tab: _maker(place) for tab, place in _PLACES.items()}
