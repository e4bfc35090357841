"""What is dangerous about a way that opens: the internet at a subnet that is not public, or at a grave port anywhere.

A subnet is public where its table leads to an internet gateway (UG: subnet types). Whether the way is narrow does not
matter: one address of the internet is somebody.
"""

from collections.abc import Iterator

from vpcdesign.algebra.intervals import Intervals, overlap
from vpcdesign.analysis.residents import Resident
from vpcdesign.analysis.services import parse
from vpcdesign.aws.grave_ports import GRAVE
from vpcdesign.design.document import Design
from vpcdesign.design.vpcs import Subnet

_FEW = 3


class Dangers:
    """Judges ways from the internet into one design."""

    def __init__(self, design: Design) -> None:
        self._tables = {one.id: one for one in design.route_tables}
        self._main = {one.vpc: one for one in design.route_tables if one.main}
        self._gateways = {one.id for one in design.internet_gateways}
        self._grave = {name: parse(services) for name, services in GRAVE.items()}

    def of(self, destination: Resident | None, services: Intervals) -> Iterator[str]:
        """Say what is dangerous when the internet reaches somebody by these services."""
        if destination is None or destination.part == "on_premises":
            return
        subnet = destination.subnet
        if subnet is not None and not self._is_public(subnet):
            yield f"the internet reaches {destination.label}, whose subnet {subnet.id} is not public"
        names = [name for name, its in self._grave.items() if overlap(services, its)]
        if names:
            more = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
            yield f"{', '.join(names[:_FEW])}{more} open to the internet on {destination.label}"

    def _is_public(self, subnet: Subnet) -> bool:
        table = self._tables.get(subnet.route_table or "") or self._main.get(subnet.vpc)
        routes = table.routes if table else ()
        return any(one.target in self._gateways and one.state == "active" for one in routes)
