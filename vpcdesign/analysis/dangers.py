"""What is dangerous about a way that opens: the internet at a subnet that is not public, or at a grave port anywhere.

A subnet is public where its table leads to an internet gateway (UG: subnet types). A grave port is open to the internet
where more than a few networks of it reach that: an office's block is no danger, everybody but an office is.
"""

from collections.abc import Iterator

from vpcdesign.algebra.addresses import ALL_V4, ALL_V6
from vpcdesign.algebra.intervals import Intervals, intersection, overlap, size
from vpcdesign.analysis.residents import Resident
from vpcdesign.analysis.services import parse
from vpcdesign.aws.grave_ports import GRAVE
from vpcdesign.design.document import Design
from vpcdesign.design.vpcs import Subnet

INTERNET = "internet"
_FEW = 3
_WIDE_V4, _WIDE_V6 = 1 << 20, 1 << 96
"""Addresses of a /12 and of a /32: more than any one customer of the internet has."""


class Dangers:
    """Judges ways from the internet into one design."""

    def __init__(self, design: Design) -> None:
        self._tables = {one.id: one for one in design.route_tables}
        self._main = {one.vpc: one for one in design.route_tables if one.main}
        self._gateways = {one.id for one in design.internet_gateways}
        self._grave = {name: parse(services) for name, services in GRAVE.items()}

    def of(self, destination: Resident | None, services: Intervals, sources: Intervals) -> Iterator[str]:
        """Say what is dangerous when addresses of the internet reach somebody by these services."""
        if destination is None or destination.part == "on_premises":
            return
        subnet = destination.subnet
        if subnet is not None and not self._is_public(subnet):
            yield f"the internet reaches {destination.label}, whose subnet {subnet.id} is not public"
        names = [name for name, its in self._grave.items() if overlap(services, its)]
        if names and (size(intersection(sources, ALL_V4)) > _WIDE_V4 or size(intersection(sources, ALL_V6)) > _WIDE_V6):
            more = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
            yield f"{', '.join(names[:_FEW])}{more} open to the internet on {destination.label}"

    def _is_public(self, subnet: Subnet) -> bool:
        table = self._tables.get(subnet.route_table or "") or self._main.get(subnet.vpc)
        routes = table.routes if table else ()
        return any(one.target in self._gateways and one.state == "active" for one in routes)
