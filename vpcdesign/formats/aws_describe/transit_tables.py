"""The route tables of transit gateways: associations, propagations and routes, from AWS's documents.

Associations and propagations come from whichever answer has them. Where none was collected, AWS's own default stands in
(a new attachment is associated with, and propagates to, the gateway's default table unless that is switched off; API:
TransitGatewayRequestOptions), and a note says so.
"""

from collections.abc import Iterable

from vpcdesign.design.transit import (
    TransitGateway,
    TransitGatewayAttachment,
    TransitGatewayRoute,
    TransitGatewayRouteTable,
)
from vpcdesign.formats.aws_describe.documents import Record
from vpcdesign.formats.aws_describe.estate import Estate
from vpcdesign.formats.aws_describe.reading import Raw, block, flag, name, need, part, parts, tags, text, word
from vpcdesign.formats.aws_describe.transit import dead_attachments, described_rows, far_names

ON = {"", "associated", "associating", "enabled", "enabling"}
PROPAGATES = {"vpc", "vpn", "direct-connect", "connect"}
"""Peerings and network functions propagate nothing (TGW: how it works)."""


def route_tables(
    estate: Estate, gateways: tuple[TransitGateway, ...], attachments: tuple[TransitGatewayAttachment, ...]
) -> tuple[TransitGatewayRouteTable, ...]:
    living = {attachment.id: attachment for attachment in attachments}
    wiring = _Wiring(estate, living)

    def table(estate: Estate, record: Record) -> TransitGatewayRouteTable | None:
        if word(record.raw, "State") in {"deleted", "deleting"}:
            return None
        gateway = need(record.raw, "TransitGatewayId")
        defaults = next((each for each in gateways if each.id == gateway), None)
        return TransitGatewayRouteTable(
            id=record.id,
            name=name(record.raw),
            tags=tags(record.raw),
            transit_gateway=gateway,
            associations=wiring.associations(record.id),
            propagations=wiring.propagations(record.id, gateway, defaults),
            routes=_routes(estate, record.id, wiring),
        )

    seen = estate.build("TransitGatewayRouteTables", table)
    described = {each.transit_gateway for each in seen}
    assumed = [_assumed(estate, gateway, wiring) for gateway in gateways if gateway.id not in described]
    return (*seen, *(each for each in assumed if each is not None))


class _Wiring:
    """Which attachment is associated with, and propagates to, which table."""

    def __init__(self, estate: Estate, living: dict[str, TransitGatewayAttachment]) -> None:
        self._estate = estate
        self._living = living
        self._dead = dead_attachments(estate)
        self._far = far_names(estate)
        self._associations: dict[str, set[str]] = {}
        for raw in described_rows(estate):
            self._associate(part(raw, "Association"), need(raw, "TransitGatewayAttachmentId"))
        for table, said in estate.documents.owned.get("Associations", {}).items():
            for each in said:
                self._associate({**each, "TransitGatewayRouteTableId": table}, text(each, "TransitGatewayAttachmentId"))
        self._assume_associations()

    def named(self, attachments: Iterable[str]) -> tuple[str, ...]:
        """Give the attachments that a route names, without the dead ones, each by the one id that it has here."""
        return tuple(self._far.get(each, each) for each in attachments if each not in self._dead)

    def _associate(self, association: Raw, named: str | None) -> None:
        attachment = self._far.get(named or "", named)
        table = text(association, "TransitGatewayRouteTableId")
        if (
            table is not None
            and attachment is not None
            and attachment in self._living
            and word(association, "State") in ON
        ):
            self._associations.setdefault(table, set()).add(attachment)

    def _assume_associations(self) -> None:
        """Associate what no answer says anything about with its gateway's default table."""
        told = set().union(*self._associations.values())
        for id_, attachment in sorted(self._living.items()):
            for gateway in (attachment.transit_gateway, attachment.peer):
                record = self._estate.documents.of("TransitGateways").get(gateway or "")
                table = _default(record, "Association")
                if table is not None and id_ not in told and not self._is_answered(id_, gateway):
                    self._associations.setdefault(table, set()).add(id_)
                    words = f"its association was not collected: taken to be with the default table {table}"
                    self._estate.note(id_, words)

    def _is_answered(self, attachment: str, gateway: str | None) -> bool:
        """Say whether AWS was asked, and by the gateway's owner, who alone is told of tables and associations."""
        tables = {
            record.id
            for record in self._estate.records("TransitGatewayRouteTables")
            if text(record.raw, "TransitGatewayId") == gateway
        }
        row = f"{attachment}/{gateway}" in self._estate.documents.of("TransitGatewayAttachments")
        asked = self._estate.documents.owned.get("Associations", {}).keys()
        return bool(tables) and (row or bool(tables & asked))

    def associations(self, table: str) -> tuple[str, ...]:
        return tuple(sorted(self._associations.get(table, ())))

    def propagations(self, table: str, gateway: str, defaults: TransitGateway | None) -> tuple[str, ...]:
        said = self._estate.documents.answers("TransitGatewayRouteTablePropagations", table)
        if said is not None:
            named = [need(each, "TransitGatewayAttachmentId") for each in said if word(each, "State") in ON]
            return tuple(sorted(self._living.keys() & self.named(named)))
        if any(word(route, "Type") == "propagated" for route in self._estate.documents.answers("Routes", table) or ()):
            return ()
        if defaults is None or defaults.default_propagation_table != table:
            words = "what propagates to this table was not collected: taken to be nothing, as it is no default table"
            self._estate.note(table, words)
            return ()
        words = "what propagates to this table was not collected: taken to be every attachment, as AWS does by default"
        self._estate.note(table, words)
        return self.propagating(gateway)

    def propagating(self, gateway: str) -> tuple[str, ...]:
        """Give the attachments of a gateway that AWS lets propagate."""
        mine = [each for each in self._living.values() if each.transit_gateway == gateway]
        return tuple(sorted(each.id for each in mine if each.kind in PROPAGATES))


def _default(record: Record | None, kind: str) -> str | None:
    """Give the default table of a gateway for associations or propagations."""
    if record is None or word(part(record.raw, "Options"), f"DefaultRouteTable{kind}") != "enable":
        return None
    return text(part(record.raw, "Options"), f"{kind}DefaultRouteTableId")


def _assumed(estate: Estate, gateway: TransitGateway, wiring: _Wiring) -> TransitGatewayRouteTable | None:
    """Make the default table of a gateway whose tables nobody collected; another account's gateway hides them."""
    table = gateway.default_association_table or gateway.default_propagation_table
    if table is None:
        estate.note(gateway.id, "the tables of this transit gateway were not collected, and it has no default one")
        return None
    words = "the tables of this transit gateway were not collected: taken to be the default one, with every attachment"
    estate.note(gateway.id, words)
    propagates = gateway.default_propagation_table == table
    return TransitGatewayRouteTable(
        id=table,
        transit_gateway=gateway.id,
        associations=wiring.associations(table),
        propagations=wiring.propagating(gateway.id) if propagates else (),
    )


def _routes(estate: Estate, table: str, wiring: _Wiring) -> tuple[TransitGatewayRoute, ...]:
    """Give the routes that were searched for, and those that prefix lists stand for (TGW: prefix list references)."""
    said = estate.documents.answers("Routes", table)
    if said is None:
        estate.note(table, "the routes of this table were not collected: taken to have none but what propagates")
    found: dict[tuple[str, str], TransitGatewayRoute] = {}
    for raw in said or ():
        route = _route(estate, table, raw, wiring)
        if route is not None:
            found[route.destination, route.origin] = route
    for record in estate.records("TransitGatewayPrefixListReferences"):
        if text(record.raw, "TransitGatewayRouteTableId") == table and word(record.raw, "State") != "deleting":
            list_ = need(record.raw, "PrefixListId")
            via = text(part(record.raw, "TransitGatewayAttachment"), "TransitGatewayAttachmentId")
            through = () if flag(record.raw, "Blackhole") or via is None else wiring.named([via])
            found[list_, "static"] = TransitGatewayRoute(destination=list_, attachments=through)
    order = sorted(found.values(), key=lambda route: (":" in route.destination, route.destination, route.origin))
    return tuple(order)


def _route(estate: Estate, table: str, raw: Raw, wiring: _Wiring) -> TransitGatewayRoute | None:
    state = word(raw, "State")
    # A route that stands for a prefix list is there as the list, where the references were collected.
    reference = f"{table}/{text(raw, 'PrefixListId')}"
    listed = reference in estate.documents.of("TransitGatewayPrefixListReferences")
    if state in {"deleted", "deleting", "pending"} or listed:
        return None
    destination = block(raw, "DestinationCidrBlock") or need(raw, "DestinationCidrBlock")
    kind = word(raw, "Type")
    named = [need(each, "TransitGatewayAttachmentId") for each in parts(raw, "TransitGatewayAttachments")]
    through = wiring.named(named) if state != "blackhole" else ()
    return TransitGatewayRoute(
        destination=destination, attachments=through, origin="propagated" if kind == "propagated" else "static"
    )
