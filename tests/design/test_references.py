"""Names that lead nowhere, to the wrong kind, or to two things."""

import json
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from tests.formats.native.drawn import designs
from tests.house.checkout import ROOT
from vpcdesign.api.layouts import load_layouts
from vpcdesign.design.document import NOUN_LISTS, Design
from vpcdesign.design.index import Index
from vpcdesign.design.noun import Id
from vpcdesign.design.references import MENTIONS, Mention, Within, problems, unseen

VPC = {"id": "prod", "region": "eu-west-1", "cidrs": ["10.0.0.0/16"]}
SUBNET = {"id": "public-a", "vpc": "prod", "az": "eu-west-1a", "cidr": "10.0.0.0/24"}


def design(**lists: list[dict[str, Any]]) -> Design:
    return Design.model_validate_json(json.dumps({"vpcs": [VPC], "subnets": [SUBNET], **lists}))


def group(**rule: object) -> Design:
    return design(security_groups=[{"id": "sg-web", "vpc": "prod", "ingress": [rule]}])


def route(**keys: object) -> Design:
    return design(route_tables=[{"id": "public", "vpc": "prod", "routes": [{"destination": "0.0.0.0/0", **keys}]}])


def targets(kind: str, target: str) -> Design:
    groups = [{"id": "apps", "kind": kind, "targets": [{"target": target}]}]
    return design(load_balancers=[{"id": "front", "vpc": "prod", "target_groups": groups}])


def messages(wrong: Design) -> list[str]:
    return [message for _, message in problems(wrong)]


def test_every_field_that_holds_an_id_is_looked_up() -> None:
    assert set(MENTIONS) == set(NOUN_LISTS)
    for kind in NOUN_LISTS:
        if kind != "external":
            model = get_args(Design.model_fields[kind].annotation)[0]
            missing = names_in(model) - looked_up(MENTIONS[kind])
            assert missing <= (set() if kind == "elastic_ips" else OWN), kind


OWN = {"interface", "interfaces", "nodes.interface"}
"""The interface that AWS made for a noun is known by being named there."""


def names_in(model: type[BaseModel]) -> set[str]:
    """List the fields that hold an id, as paths."""
    found: set[str] = set()
    for name, field in model.model_fields.items():
        if name != "id" and holds_an_id(field):
            found.add(name)
        for inner in get_args(field.annotation):
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                found |= {f"{name}.{deeper}" for deeper in names_in(inner)}
    return found


def holds_an_id(field: FieldInfo) -> bool:
    constraints = get_args(Id)[1].metadata
    inner = get_args(field.annotation)
    return field.metadata == constraints or any(part == Id for part in inner)


def looked_up(mentions: tuple[Mention | Within, ...]) -> set[str]:
    found: set[str] = set()
    for mention in mentions:
        if isinstance(mention, Within):
            found |= {f"{mention.field}.{deeper}" for deeper in looked_up(mention.mentions)}
        else:
            found.add(mention.field)
    return found


def test_the_layouts_hold_all_that_they_name() -> None:
    for name, layout in load_layouts().items():
        assert (name, problems(layout)) == (name, [])


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], max_examples=20)
@given(designs())
def test_external_entries_satisfy_any_reference(drawn: Design) -> None:
    assert problems(drawn) == []


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        (design(subnets=[{**SUBNET, "vpc": "prdo"}]), "`prdo` is not in this design: did you mean `prod`?"),
        (
            design(internet_gateways=[{"id": "igw", "vpc": "xyz"}]),
            "`xyz` is not in this design: `vpc` must name a VPC, or an `external` entry",
        ),
        (design(internet_gateways=[{"id": "igw", "vpc": "public-a"}]), "`public-a` is a subnet: `vpc` must name a VPC"),
        (
            group(source="10.0.0.0/33"),
            "`10.0.0.0/33` is no CIDR block: write it as 10.0.0.0/16 or 2001:db8::/56",
        ),
        (group(source="10.0.0"), "`10.0.0` is no CIDR block: write it as 10.0.0.0/16 or 2001:db8::/56"),
        (group(source="sg-wbe"), "`sg-wbe` is not in this design: did you mean `sg-web`?"),
        (
            group(source="public-a"),
            "`public-a` is a subnet: `source` must name a security group, a prefix list or a CIDR block",
        ),
        (
            route(target="igw"),
            (
                "`igw` is not in this design: `target` must name something that can route or deliver, or `local`, "
                "or an `external` entry"
            ),
        ),
        (
            route(target="public-a"),
            "`public-a` is a subnet: `target` must name something that can route or deliver, or `local`",
        ),
        (
            route(destination="pl-1", target="local"),
            (
                "`pl-1` is not in this design: `destination` must name a prefix list or a CIDR block, "
                "or an `external` entry"
            ),
        ),
        (
            targets("instance", "web-1"),
            (
                "`web-1` is not in this design: `target` must name a network interface, an instance, a load balancer "
                "or an address, or an `external` entry"
            ),
        ),
    ],
)
def test_a_name_that_leads_nowhere(wrong: Design, expected: str) -> None:
    assert messages(wrong) == [expected]


@pytest.mark.parametrize(
    "right",
    [
        group(source="10.0.0.5/16"),
        group(source="2001:db8::/32"),
        group(source="sg-web"),
        group(source="sg-gone", stale=True),
        route(target="local"),
        route(target="nat-gone", state="blackhole"),
        targets("ip", "10.0.0.7"),
        targets("alb", "front"),
        targets("lambda", "arn:aws:lambda:eu-west-1:123456789012:function:pay"),
        design(
            nat_gateways=[{"id": "nat", "subnet": "public-a", "interface": "eni-nat"}],
            elastic_ips=[{"id": "eip", "interface": "eni-nat"}],
        ),
        design(
            firewalls=[{"id": "fw", "vpc": "prod", "endpoints": [{"id": "fw-a", "subnet": "public-a"}]}],
            route_tables=[{"id": "t", "vpc": "prod", "routes": [{"destination": "0.0.0.0/0", "target": "fw-a"}]}],
        ),
    ],
)
def test_a_name_that_may_stand_there(right: Design) -> None:
    assert problems(right) == []


def test_a_place_is_a_pointer_into_the_document() -> None:
    assert [at for at, _ in problems(group(source="sg-wbe"))] == ["/security_groups/0/ingress/0/source"]
    assert [at for at, _ in problems(targets("ip", "x"))] == ["/load_balancers/0/target_groups/0/targets/0/target"]
    interface = {"id": "eni", "subnet": "public-a", "security_groups": ["a", "b"]}
    assert [at for at, _ in problems(design(network_interfaces=[interface]))] == [
        "/network_interfaces/0/security_groups/0",
        "/network_interfaces/0/security_groups/1",
    ]


def test_what_is_unseen_is_what_leads_nowhere() -> None:
    assert unseen(group(source="sg-far")) == {"sg-far"}
    assert unseen(design(internet_gateways=[{"id": "igw", "vpc": "public-a"}])) == set()


def test_an_id_is_given_once() -> None:
    twice = design(
        instances=[{"id": "prod"}, {"id": "web-1"}],
        load_balancers=[{"id": "front", "vpc": "prod", "target_groups": [{"id": "web-1"}]}],
        firewalls=[{"id": "fw", "endpoints": [{"id": "fw", "subnet": "public-a"}]}],
    )
    assert problems(twice) == [
        ("/instances/0/id", "`prod` is already the id of a VPC (`/vpcs/0`): choose another"),
        ("/firewalls/0/endpoints/0/id", "`fw` is already the id of a firewall (`/firewalls/0`): choose another"),
        (
            "/load_balancers/0/target_groups/0/id",
            "`web-1` is already the id of an instance (`/instances/1`): choose another",
        ),
    ]


def test_very_many_wrong_names_are_all_told() -> None:
    interfaces = [{"id": f"eni-{place}", "subnet": f"public-{place}"} for place in range(3000)]
    found = messages(design(network_interfaces=interfaces))
    assert len(found) == 3000
    assert found[0].endswith("did you mean `public-a`?")


def test_the_index_leads_from_an_id_to_its_place() -> None:
    (layout,) = (found for name, found in load_layouts().items() if name == "load-balanced-web")
    index = Index(layout)
    document = json.loads((ROOT / "layouts" / "load-balanced-web.json").read_text(encoding="utf-8"))
    for kind, place, noun in layout.nouns():
        assert (index.by_id[noun.id], index.kind_of(noun.id)) == (noun, kind)
        assert index.pointer(noun.id) == f"/{kind}/{place}"
        assert document[kind][place]["id"] == noun.id
    balancer = next(balancer for balancer in layout.load_balancers if balancer.target_groups)
    name = balancer.target_groups[0].id
    assert (index.by_id[name], index.kind_of(name)) == (balancer, "target_groups")
    assert index.pointer(name) == f"{index.pointer(balancer.id)}/target_groups/0"
    assert name in index
    assert "nobody" not in index
    assert list(index.ids("load_balancers")) == [balancer.id for balancer in layout.load_balancers]
