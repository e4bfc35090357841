"""Transit gateways: attachments of every kind, and tables whose documents are there or missing."""

import pytest

from tests.formats.aws.estates import FAR, HUB_TABLE, SPOKE, TGW, TO_FAR, TO_HOME, TO_SPOKE, attachment, hub, searched
from tests.formats.aws.papers import PRIVATE, VPC, Raw, imported
from vpcdesign.design.transit import (
    AttachmentNatRule,
    TransitGatewayAttachment,
    TransitGatewayRoute,
    TransitGatewayRouteTable,
)
from vpcdesign.formats.aws_describe.import_aws import Imported


def table(found: Imported, id_: str = HUB_TABLE) -> TransitGatewayRouteTable:
    return next(each for each in found.design.transit_gateway_route_tables if each.id == id_)


def attached(found: Imported, id_: str) -> TransitGatewayAttachment:
    return next(each for each in found.design.transit_gateway_attachments if each.id == id_)


def without(*keys: str, **more: object) -> Raw:
    return {key: value for key, value in (hub() | more).items() if key not in keys}


def test_a_vpc_attachment_has_its_options_and_claims_its_interfaces() -> None:
    found = imported(hub())
    mine = attached(found, TO_HOME)
    assert (mine.kind, mine.vpc, mine.subnets, mine.interfaces) == ("vpc", VPC, (PRIVATE,), ("eni-0a00000000000000c",))
    assert (mine.appliance_mode, mine.ipv6_support, mine.security_group_referencing) == (True, False, True)
    assert found.design.network_interfaces == ()


@pytest.mark.parametrize(
    ("said", "kind", "field"),
    [
        ("vpn", "vpn", "vpn_connection"),
        ("direct-connect-gateway", "direct-connect", "direct_connect"),
        ("peering", "peering", "peer"),
        ("tgw-peering", "peering", "peer"),
        ("network-function", "network-function", "firewall"),
        ("connect", "connect", None),
        ("client-vpn", "client-vpn", None),
        ("vpn-concentrator", "other", None),
    ],
)
def test_every_kind_of_attachment(said: str, kind: str, field: str | None) -> None:
    found = imported(without(TransitGatewayAttachments=[attachment("tgw-attach-1", "thing-1", said)]))
    mine = attached(found, "tgw-attach-1")
    assert mine.kind == kind
    given = {name for name in ("vpc", "vpn_connection", "direct_connect", "firewall", "peer") if getattr(mine, name)}
    assert given == ({field} if field else set())


def test_an_attachment_to_direct_connect_names_the_virtual_interface() -> None:
    line = {"virtualInterfaceId": "dxvif-1", "directConnectGatewayId": "dx-1", "virtualInterfaceType": "transit"}
    rows = [attachment("tgw-attach-1", "dx-1", "direct-connect-gateway")]
    found = imported(without(TransitGatewayAttachments=rows, virtualInterfaces=[line]))
    assert attached(found, "tgw-attach-1").direct_connect == "dxvif-1"


def test_what_is_deleted_or_not_yet_accepted_is_left_out() -> None:
    states = ["deleted", "deleting", "rejected", "failed", "pendingAcceptance", "initiating"]
    rows = [attachment(f"tgw-attach-{n}", f"vpc-{n}", state=state) for n, state in enumerate(states)]
    found = imported(without("TransitGatewayVpcAttachments", TransitGatewayAttachments=rows))
    assert found.design.transit_gateway_attachments == ()


def test_a_peering_seen_from_both_sides_is_one_attachment_in_two_tables() -> None:
    far_table = "tgw-rtb-0b000000000000001"
    there = attachment(TO_FAR, TGW, "peering", gateway=FAR)
    there["Association"] = {"TransitGatewayRouteTableId": far_table, "State": "associated"}
    other = {
        "TransitGateways": [{"TransitGatewayId": FAR, "State": "available", "Options": {}}],
        "TransitGatewayAttachments": [there],
        "TransitGatewayRouteTables": [{"TransitGatewayRouteTableId": far_table, "TransitGatewayId": FAR}],
        "TransitGatewayRouteTableId": far_table,
        "Routes": [searched("10.20.0.0/16", TO_FAR)],
    }
    found = imported(hub(), other)
    mine = attached(found, TO_FAR)
    assert {mine.transit_gateway, mine.peer} == {TGW, FAR}
    assert TO_FAR in table(found).associations
    assert table(found, far_table).associations == (TO_FAR,)
    assert table(found, far_table).routes == (TransitGatewayRoute(destination="10.20.0.0/16", attachments=(TO_FAR,)),)


def test_the_peering_s_own_answer_names_both_sides() -> None:
    sides = {"RequesterTgwInfo": {"TransitGatewayId": TGW}, "AccepterTgwInfo": {"TransitGatewayId": FAR}}
    said = [{"TransitGatewayAttachmentId": TO_FAR, "State": "available"} | sides]
    found = imported(hub() | {"TransitGatewayPeeringAttachments": said})
    assert (attached(found, TO_FAR).transit_gateway, attached(found, TO_FAR).peer) == (TGW, FAR)


def test_a_peering_with_a_core_network_leads_outside_the_model() -> None:
    sides = {"RequesterTgwInfo": {"TransitGatewayId": TGW}, "AccepterTgwInfo": {"CoreNetworkId": "core-network-1"}}
    said = [{"TransitGatewayAttachmentId": TO_FAR, "State": "available"} | sides]
    mine = attached(imported(hub() | {"TransitGatewayPeeringAttachments": said}), TO_FAR)
    assert (mine.transit_gateway, mine.kind, mine.peer) == (TGW, "other", None)


def test_an_accepter_s_own_id_of_a_peering_means_the_same_attachment() -> None:
    far_table, theirs = "tgw-rtb-0b000000000000001", "tgw-attach-0b000000000000003"
    sides = {"RequesterTgwInfo": {"TransitGatewayId": TGW}, "AccepterTgwInfo": {"TransitGatewayId": FAR}}
    said = {"TransitGatewayAttachmentId": TO_FAR, "State": "available", "AccepterTransitGatewayAttachmentId": theirs}
    row = attachment(theirs, TGW, "peering", gateway=FAR)
    row["Association"] = {"TransitGatewayRouteTableId": far_table, "State": "associated"}
    other = {
        "TransitGateways": [{"TransitGatewayId": FAR, "State": "available", "Options": {}}],
        "TransitGatewayPeeringAttachments": [said | sides],
        "TransitGatewayAttachments": [row],
        "TransitGatewayRouteTables": [{"TransitGatewayRouteTableId": far_table, "TransitGatewayId": FAR}],
        "TransitGatewayRouteTableId": far_table,
        "Routes": [searched("10.20.0.0/16", theirs)],
    }
    found = imported(hub(), other)
    assert theirs not in {each.id for each in found.design.transit_gateway_attachments}
    assert table(found, far_table).associations == (TO_FAR,)
    assert table(found, far_table).routes == (TransitGatewayRoute(destination="10.20.0.0/16", attachments=(TO_FAR,)),)


def test_translations_of_an_attachment_are_told_and_their_routes_kept() -> None:
    system = {"TransitGatewayRouteTableId": HUB_TABLE, "Routes": [searched("100.64.0.0/16", TO_HOME, kind="system")]}
    rules = [
        {"RuleNumber": 1, "MatchSourceCidr": "10.20.0.0/16", "NatCidr": "100.64.0.0/16", "State": "active"},
        {"RuleNumber": 2, "MatchSourceCidr": "10.21.0.0/16", "NatCidr": "100.65.0.0/16", "State": "deleted"},
    ]
    asked = {"TransitGatewayAttachmentId": TO_HOME, "NatGatewaySupport": "enable", "NatGatewayRules": rules}
    whole = without("TransitGatewayStaticRoutes")
    found = imported(whole, system, asked)
    assert attached(found, TO_HOME).nat_rules == (
        AttachmentNatRule(match_cidr="10.20.0.0/16", nat_cidr="100.64.0.0/16"),
    )
    assert table(found).routes == (TransitGatewayRoute(destination="100.64.0.0/16", attachments=(TO_HOME,)),)
    unasked = imported(whole, system)
    assert len(attached(unasked, TO_HOME).nat_rules) == 1
    assert any("100.64.0.0/16 was not collected" in note.text for note in unasked.notes)


def test_routes_of_a_prefix_list_whose_references_nobody_collected_stay() -> None:
    routes = {
        "TransitGatewayRouteTableId": HUB_TABLE,
        "Routes": [searched("10.9.0.0/16", TO_HOME) | {"PrefixListId": "pl-1"}],
    }
    found = imported(without("TransitGatewayStaticRoutes"), routes)
    assert table(found).routes == (TransitGatewayRoute(destination="10.9.0.0/16", attachments=(TO_HOME,)),)


def test_routes_static_propagated_and_blackhole() -> None:
    assert table(imported(hub())).routes == (
        TransitGatewayRoute(destination="10.30.0.0/16", attachments=(TO_SPOKE,), origin="propagated"),
        TransitGatewayRoute(destination="10.40.0.0/16", attachments=(TO_FAR,)),
        TransitGatewayRoute(destination="10.66.0.0/16"),
    )


def test_routes_of_prefix_lists_come_from_their_references() -> None:
    said: list[Raw] = [
        {"PrefixListId": "pl-1", "TransitGatewayAttachment": {"TransitGatewayAttachmentId": TO_HOME}},
        {"PrefixListId": "pl-2", "Blackhole": True},
    ]
    references = [{"TransitGatewayRouteTableId": HUB_TABLE, "State": "available"} | each for each in said]
    routes = {
        "TransitGatewayRouteTableId": HUB_TABLE,
        "Routes": [searched("10.9.0.0/16", TO_HOME) | {"PrefixListId": "pl-1"}],
    }
    whole = without("TransitGatewayStaticRoutes", TransitGatewayPrefixListReferences=references)
    assert table(imported(whole, routes)).routes == (
        TransitGatewayRoute(destination="pl-1", attachments=(TO_HOME,)),
        TransitGatewayRoute(destination="pl-2"),
    )


def test_static_and_propagated_searches_of_one_table_go_together() -> None:
    answers: list[Raw] = [
        {"TransitGatewayRouteTableId": HUB_TABLE, "Routes": [searched("10.1.0.0/16", TO_HOME)]},
        {"TransitGatewayRouteTableId": HUB_TABLE, "Routes": [searched("10.1.0.0/16", TO_SPOKE, kind="propagated")]},
        {"TransitGatewayRouteTableId": HUB_TABLE, "Routes": None, "AdditionalRoutesAvailable": True},
    ]
    found = imported(without("TransitGatewayStaticRoutes"), *answers)
    assert [(each.destination, each.origin) for each in table(found).routes] == [
        ("10.1.0.0/16", "propagated"),
        ("10.1.0.0/16", "static"),
    ]
    assert any("more routes than one answer holds" in note.text for note in found.notes)


def test_associations_come_from_their_own_answer_too() -> None:
    rows = [{**row, "Association": {}} for row in hub()["TransitGatewayAttachments"]]
    said = [
        {"TransitGatewayAttachmentId": TO_HOME, "State": "associated"},
        {"TransitGatewayAttachmentId": TO_SPOKE, "State": "disassociated"},
    ]
    answer = {"TransitGatewayRouteTableId": HUB_TABLE, "Associations": said}
    assert table(imported(hub() | {"TransitGatewayAttachments": rows}, answer)).associations == (TO_HOME,)


def test_an_attachment_that_the_owner_s_answer_leaves_unassociated_is_so() -> None:
    rows = [attachment(TO_HOME, VPC) | {"Association": {}}]
    found = imported(hub() | {"TransitGatewayAttachments": rows})
    assert table(found).associations == ()


def test_missing_associations_and_propagations_are_the_gateway_s_defaults_and_noted() -> None:
    found = imported(without("TransitGatewayAttachments", "TransitGatewayPropagations", "TransitGatewayStaticRoutes"))
    assert table(found).associations == table(found).propagations == (TO_HOME,)
    words = {(note.about, note.text.partition(" ")[0]) for note in found.notes}
    assert {(TO_HOME, "its"), (HUB_TABLE, "what"), (HUB_TABLE, "the")} <= words


def test_missing_propagations_of_a_table_that_is_no_default_are_none() -> None:
    whole = without("TransitGatewayPropagations", "TransitGatewayStaticRoutes")
    whole["TransitGateways"][0]["Options"]["DefaultRouteTablePropagation"] = "disable"
    found = imported(whole)
    assert table(found).propagations == ()
    assert found.design.transit_gateways[0].default_propagation_table is None


def test_propagated_routes_that_were_searched_stand_for_missing_propagations() -> None:
    found = imported(without("TransitGatewayPropagations"))
    assert table(found).propagations == ()
    assert not any("propagates" in note.text for note in found.notes)


def test_tables_that_another_account_hides_are_the_default_one() -> None:
    found = imported(
        without(
            "TransitGatewayRouteTables",
            "TransitGatewayAttachments",
            "TransitGatewayPropagations",
            "TransitGatewayStaticRoutes",
        )
    )
    assert table(found).associations == table(found).propagations == (TO_HOME,)
    assert TGW in {note.about for note in found.notes}


def test_an_attachment_whose_vpc_side_is_hidden_takes_its_subnets_from_its_interfaces() -> None:
    found = imported(without("TransitGatewayVpcAttachments"))
    assert attached(found, TO_HOME).subnets == (PRIVATE,)
    assert attached(found, TO_SPOKE).subnets == ()
    assert {note.about for note in found.notes} == {TO_HOME, TO_SPOKE}


def test_a_vpc_behind_an_attachment_that_nobody_described_has_its_propagated_blocks() -> None:
    far = {each.id: each for each in imported(hub()).design.external}
    assert (far[SPOKE].kind, far[SPOKE].cidrs, far[SPOKE].account) == ("vpc", ("10.30.0.0/16",), "444455556666")
    assert far[FAR].kind == "transit_gateway"


@pytest.mark.parametrize(
    ("options", "expected"),
    [({}, (False, True)), ({"SecurityGroupReferencingSupport": "enable", "VpnEcmpSupport": "disable"}, (True, False))],
)
def test_options_of_a_gateway(options: Raw, expected: tuple[bool, bool]) -> None:
    whole = hub()
    whole["TransitGateways"][0]["Options"] = options
    (gateway,) = imported(whole).design.transit_gateways
    assert (gateway.security_group_referencing, gateway.vpn_ecmp) == expected
