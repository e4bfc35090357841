"""Deleting: what goes too, what breaks, what AWS refuses, and that nothing names what is gone."""

import pytest

from vpcdesign.api.layouts import layout_names, load_layout
from vpcdesign.design import legality, references
from vpcdesign.design.document import Design
from vpcdesign.design.edit.drop import drop, goes_too
from vpcdesign.design.filters import IngressRule, SecurityGroup
from vpcdesign.design.hosts import Instance
from vpcdesign.errors import EditError

SHOP = load_layout("three-tier")

ASKED = [
    ("nat-a", "Delete nat-a? Also: its Elastic IP; route 0.0.0.0/0 of rt-app-a becomes a blackhole."),
    ("acl-db#egress/0", "Delete acl-db outbound 100?"),
    ("app-a", "Delete app-a? Also: network interface app-1; front front-app target app-1; hub-prod loses app-a."),
    ("igw", "Delete igw? Also: NAT gateway nat-a, nat-b, nat-c; their 3 Elastic IPs; 4 routes become blackholes."),
    ("rt-app-a", "Delete rt-app-a? Also: app-a falls back to the main route table; s3 loses rt-app-a."),
    ("front-app", "Delete front-app? Also: front loses front-app."),
    (
        "dublin",
        "Delete dublin? Also: assertion `operators in Dublin reach the app` names dublin; vpn-dublin loses dublin.",
    ),
]


@pytest.mark.parametrize(("name", "question"), ASKED)
def test_the_question_says_what_goes_too(name: str, question: str) -> None:
    assert goes_too(SHOP, [name]).question == question


ALONE = [
    ("app-a", "AWS refuses to delete app-a alone: hub-prod, app-1 need it (DependencyViolation)."),
    ("sg-app", "sg-front, sg-db, sg-bastion and 3 more need it (DependencyViolation)."),
    ("eip-nat-a", "nat-a needs it (InvalidIPAddress.InUse)."),
    ("hub", "(IncorrectState)."),
    ("front-app", "(ResourceInUse)."),
]


@pytest.mark.parametrize(("name", "words"), ALONE)
def test_aws_refuses_to_delete_what_is_in_use(name: str, words: str) -> None:
    assert goes_too(SHOP, [name]).alone.endswith(words)
    with pytest.raises(EditError) as refused:
        drop(SHOP, [name], alone=True)
    assert str(refused.value).endswith(words)


def test_only_the_gateway_goes_and_its_address_stays() -> None:
    both, one = drop(SHOP, ["nat-a"]), drop(SHOP, ["nat-a"], alone=True)
    assert (both.title, one.title) == ("nat-a removed, with 1 more", "nat-a removed")
    assert [each.id for each in both.design.elastic_ips] == ["eip-nat-b", "eip-nat-c"]
    assert len(one.design.elastic_ips) == 3
    for edit in (both, one):
        table = next(each for each in edit.design.route_tables if each.id == "rt-app-a")
        assert [route.state for route in table.routes] == ["active", "blackhole", "active"]
        assert edit.select == "public-a"


@pytest.mark.parametrize("name", ["main", "zz", "app-a#cidr", "rt-app-a#routes/2"])
def test_some_things_never_go(name: str) -> None:
    with pytest.raises(EditError):
        goes_too(SHOP, [name])
    with pytest.raises(EditError):
        drop(SHOP, [])


def test_a_vpc_takes_all_that_it_holds() -> None:
    edit = drop(SHOP, ["prod"])
    kept = {noun.id for _, _, noun in edit.design.nouns()}
    assert kept == {"dublin", "dublin-router", "vpn-dublin", "hub", "hub-dublin", "hub-routes", "pl-s3"}


def test_references_over_a_peering_go_stale() -> None:
    design = load_layout("peered-vpcs")
    one, two = design.vpcs[0].id, design.vpcs[1].id
    far = SecurityGroup(id="far", vpc=two)
    near = SecurityGroup(id="near", vpc=one, ingress=(IngressRule(source="far"),))
    design = design.model_copy(update={"security_groups": (*design.security_groups, far, near)})
    joined = [each.id for each in design.peering_connections if {one, two} == {each.requester, each.accepter}]
    assert legality.problems(design) == []
    for gone in (["far"], joined):
        left = drop(design, gone).design
        assert next(each for each in left.security_groups if each.id == "near").ingress[0].stale
        assert legality.problems(left) == []


def test_an_instance_goes_with_its_last_interface() -> None:
    host = SHOP.network_interfaces[0]
    owned = host.model_copy(update={"instance": "i-1"})
    design = SHOP.model_copy(
        update={"instances": (Instance(id="i-1"),), "network_interfaces": (owned, *SHOP.network_interfaces[1:])}
    )
    assert drop(design, [host.id]).design.instances == ()
    assert "OperationNotPermitted" in goes_too(design, [host.id]).alone
    left = drop(design, ["i-1"], alone=True).design
    assert next(each for each in left.network_interfaces if each.id == host.id).instance is None
    assert host.id not in {each.id for each in drop(design, ["i-1"]).design.network_interfaces}


@pytest.mark.parametrize("layout", layout_names())
def test_every_noun_of_every_layout_can_be_dropped(layout: str) -> None:
    design = load_layout(layout)
    for _, _, noun in design.nouns():
        for alone in (False, True):
            try:
                left = drop(design, [noun.id], alone=alone).design
            except EditError:
                continue
            assert references.problems(left) == [], noun.id
            assert legality.problems(left) == [], noun.id
            _forgotten(left, noun.id)


def _forgotten(design: Design, name: str) -> None:
    assert name not in {noun.id for _, _, noun in design.nouns()}
