"""A refresh keeps what people added, takes AWS's word for the rest, and tells every difference."""

from tests.formats.aws.estates import shop
from tests.formats.aws.papers import PRIVATE, PUBLIC, imported, subnet, tags
from vpcdesign.design.asserting import Assertion, External
from vpcdesign.design.document import Design
from vpcdesign.design.hybrid import OnPremises
from vpcdesign.design.vpcs import Reservation, Subnet
from vpcdesign.formats.aws_describe.refresh import Change, refresh


def shop_design(**more: object) -> Design:
    return imported(shop() | more).design


def edited(design: Design, kind: str, id_: str, **update: object) -> Design:
    nouns = tuple(noun.model_copy(update=update) if noun.id == id_ else noun for noun in getattr(design, kind))
    return design.model_copy(update={kind: nouns})


def test_nothing_differs_when_nothing_changed() -> None:
    design, changes = refresh(shop_design(), shop_design())
    assert (design, changes) == (shop_design(), [])


def test_what_people_said_of_the_whole_is_kept() -> None:
    said = {
        "name": "our shop",
        "note": "reviewed",
        "assertions": (Assertion(name="a", from_="internet", to="lb:front", expect="allowed"),),
        "on_premises": (OnPremises(id="office", cidrs=("192.168.0.0/16",)),),
        "reservations": (Reservation(id="growth", vpc="vpc-0a000000000000001", cidr="10.20.64.0/18"),),
    }
    design, changes = refresh(shop_design().model_copy(update=said), shop_design())
    assert {key: getattr(design, key) for key in said} == said
    assert changes == []


def test_what_people_said_of_nouns_is_kept() -> None:
    old = edited(shop_design(), "subnets", PRIVATE, note="ask Ann", tier="backend")
    old = edited(old, "network_interfaces", "eni-0a000000000000001", client_ports=((1024, 65535),), count=3)
    old = edited(old, "vpc_endpoints", "vpce-0a000000000000002", answers=("tcp/443",))
    design, changes = refresh(old, shop_design())
    assert design == old
    assert changes == []


def test_a_tier_that_aws_says_follows_aws_and_one_that_people_said_stays() -> None:
    subnets = [
        subnet(PUBLIC, "10.20.0.0/24", Tags=tags(tier="edge")),
        subnet(PRIVATE, "10.20.1.0/24", "b", Tags=tags(tier="edge")),
    ]
    old = edited(shop_design(), "subnets", PRIVATE, tier="mine")
    design, _ = refresh(old, shop_design(Subnets=subnets))
    assert [each.tier for each in design.subnets] == ["edge", "mine"]


def test_every_difference_is_told_with_its_fields() -> None:
    whole = shop()
    new = imported(
        whole
        | {
            "NatGateways": [],
            "Vpcs": [whole["Vpcs"][0] | {"Tags": tags(Name="store")}],
            "InternetGateways": [
                *whole["InternetGateways"],
                {"InternetGatewayId": "igw-0a000000000000002", "Attachments": []},
            ],
        }
    ).design
    _, changes = refresh(shop_design(), new)
    assert Change("changed", "vpcs", "vpc-0a000000000000001", "store", ("name", "tags")) in changes
    assert Change("added", "internet_gateways", "igw-0a000000000000002") in changes
    assert Change("removed", "nat_gateways", "nat-0a000000000000001") in changes
    assert str(changes[0]) == "changed vpcs vpc-0a000000000000001 (store): name, tags"


def test_nouns_that_people_made_stay_and_those_of_aws_go() -> None:
    planned = Subnet(id="public-c", vpc="vpc-0a000000000000001", az="eu-west-1c", cidr="10.20.9.0/24")
    gone = Subnet(id="subnet-0f00000000000000f", vpc="vpc-0a000000000000001", az="eu-west-1c", cidr="10.20.8.0/24")
    old = shop_design()
    design, changes = refresh(old.model_copy(update={"subnets": (*old.subnets, planned, gone)}), shop_design())
    assert design.subnets == (*old.subnets, planned)
    assert changes == [Change("removed", "subnets", gone.id)]


def test_what_people_know_of_the_unseen_stays() -> None:
    whole = shop()
    whole["RouteTables"][2]["Routes"][-1] |= {"State": "active"}
    new = imported(whole).design
    (peer,) = new.external
    old = new.model_copy(update={"external": (External(id=peer.id, kind=peer.kind, cidrs=("172.16.0.0/12",)),)})
    design, _ = refresh(old, new)
    assert design.external == old.external


def test_notes_of_the_import_are_the_new_ones() -> None:
    noted = imported(shop() | {"LoadBalancerTargetHealth": []}).design
    assert noted.notes
    design, _ = refresh(noted, shop_design())
    assert design.notes == ()
