"""Taken off and put back: routes wait for what they led to, and a tier is known by another name."""

import pytest

from vpcdesign.api.layouts import load_layout
from vpcdesign.design import legality, references
from vpcdesign.design.document import Design
from vpcdesign.design.edit.associate import propagate
from vpcdesign.design.edit.detach import detach
from vpcdesign.design.edit.drop import drop
from vpcdesign.design.edit.nouns import add
from vpcdesign.design.edit.rename import rename_tier
from vpcdesign.design.edit.spots import find
from vpcdesign.design.gateways import ElasticIp
from vpcdesign.design.hybrid import VirtualPrivateGateway
from vpcdesign.errors import EditError
from vpcdesign.planning.attach.steps import STEPS

SHOP = load_layout("three-tier")
QUIET = drop(SHOP, ["nat-a", "nat-b", "nat-c", "front", "bastion"]).design


def test_a_gateway_with_public_addresses_behind_it_stays() -> None:
    with pytest.raises(EditError, match=r"AWS refuses to detach igw: .*nat-a.*\(DependencyViolation\)"):
        detach(SHOP, "igw")


def test_a_gateway_is_detached_and_attached_again() -> None:
    edit = detach(QUIET, "igw")
    assert edit.title == "igw detached from prod"
    assert sound(edit.design)
    assert state(edit.design) == "blackhole"
    again = STEPS["attach.internet-gateway"].attach(edit.design, "", {"routes": ()})
    assert again.edit.design == QUIET


def state(design: Design) -> str:
    return next(one for one in design.route_tables if one.id == "public").routes[0].state


def sound(design: Design) -> bool:
    return references.problems(design) == [] == legality.problems(design)


def test_propagation_ends_with_its_gateway() -> None:
    with_gateway = add(SHOP, "virtual_private_gateways", VirtualPrivateGateway(id="vgw", vpc="prod")).design
    on = propagate(with_gateway, "db", "vgw", on=True).design
    left = detach(on, "vgw").design
    assert getattr(find(left, "db").noun, "propagating_gateways", None) == ()
    assert sound(left)
    with pytest.raises(EditError, match="attached to nothing"):
        detach(left, "vgw")
    with pytest.raises(EditError, match="not detached but deleted"):
        detach(left, "hub")


def test_an_address_is_taken_off() -> None:
    address = ElasticIp(id="eip-1", address="203.0.113.9", interface="bastion")
    design = add(SHOP, "elastic_ips", address).design
    left = detach(design, "eip-1").design
    assert getattr(find(left, "eip-1").noun, "interface", "") is None
    assert getattr(find(left, "bastion").noun, "public_ip", "") is None


def test_a_tier_is_renamed_with_all_that_names_it() -> None:
    edit = rename_tier(SHOP, "app", "web")
    assert edit.title == "tier app renamed to web"
    assert "tier:app" not in {text for one in edit.design.assertions for text in (one.from_, one.to)}
    assert [one.id for one in edit.design.reservations if one.tier == "web"] == ["grow-app"]
    assert rename_tier(edit.design, "web", "app").design == SHOP
    for old, new in (("ap", "x"), ("app", "db"), ("app", "a,b"), ("app", " ")):
        with pytest.raises(EditError):
            rename_tier(SHOP, old, new)
