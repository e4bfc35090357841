"""A layout moved to another block and region: everything with it, or a reason why not."""

import pytest

from vpcdesign.design.document import Design
from vpcdesign.design.rebase import rebase
from vpcdesign.errors import QuestionError

PLAIN = Design.model_validate_json("""{
  "vpcdesign": 1, "name": "small",
  "note": "10.20.1.0/24 is public; 10.200.1.1 and 110.20.1.1 are not ours. eu-west-1a only.",
  "vpcs": [{"id": "prod", "region": "eu-west-1", "cidrs": ["10.20.0.0/16", "100.64.0.0/16"]},
           {"id": "other", "region": "eu-west-2", "cidrs": ["10.30.0.0/16"]}],
  "subnets": [{"id": "a", "vpc": "prod", "az": "eu-west-1a", "az_id": "euw1-az1", "cidr": "10.20.1.0/24"}],
  "vpc_endpoints": [{"id": "s3", "vpc": "prod", "kind": "gateway", "service": "com.amazonaws.eu-west-1.s3"}],
  "security_groups": [{"id": "sg", "vpc": "prod", "ingress": [{"source": "10.20.0.0/15"}, {"source": "0.0.0.0/0"}]}],
  "network_interfaces": [{"id": "web", "subnet": "a", "private_ip": "10.20.1.10"}],
  "assertions": [{"name": "x", "from": "10.20.1.10, !10.20.1.0/28", "to": "public:web", "expect": "allowed"}]
}""")


def test_every_address_moves_and_keeps_its_place() -> None:
    moved = rebase(PLAIN, cidr="10.21.0.0/16")
    assert moved.vpcs[0].cidrs == ("10.21.0.0/16", "100.64.0.0/16")
    assert moved.subnets[0].cidr == "10.21.1.0/24"
    assert moved.network_interfaces[0].private_ip == "10.21.1.10"
    assert moved.assertions[0].from_ == "10.21.1.10, !10.21.1.0/28"
    assert moved.note == "10.21.1.0/24 is public; 10.200.1.1 and 110.20.1.1 are not ours. eu-west-1a only."
    assert moved.security_groups[0].ingress == PLAIN.security_groups[0].ingress


def test_a_region_moves_with_its_zones_and_services() -> None:
    moved = rebase(PLAIN, region="us-east-1")
    assert [vpc.region for vpc in moved.vpcs] == ["us-east-1", "eu-west-2"]
    assert (moved.subnets[0].az, moved.subnets[0].az_id) == ("us-east-1a", None)
    assert moved.vpc_endpoints[0].service == "com.amazonaws.us-east-1.s3"
    assert moved.note is not None
    assert moved.note.endswith("us-east-1a only.")


def test_moved_there_and_back_it_is_the_same() -> None:
    away = rebase(PLAIN, cidr="10.21.0.0/16", region="us-east-1")
    back = rebase(away, cidr="10.20.0.0/16", region="eu-west-1")
    subnets = tuple(subnet.model_copy(update={"az_id": None}) for subnet in PLAIN.subnets)
    assert back == PLAIN.model_copy(update={"subnets": subnets})
    assert rebase(PLAIN, cidr="10.20.0.0/16", region="eu-west-1") == PLAIN


@pytest.mark.parametrize(
    ("cidr", "region", "words"),
    [
        ("10.21.0.0/17", None, "`10.21.0.0/17` is a /17, and small is drawn in a /16"),
        ("10.21.5.0/16", None, "`10.21.5.0/16` is no IPv4 block"),
        ("2001:db8::/56", None, "is no IPv4 block"),
        ("172.16.0.0/16", None, "10.20.0.0/15 covers 10.20.0.0/16, and would not cover 172.16.0.0/16"),
        ("10.30.0.0/16", None, "10.30.0.0/16 overlaps 10.30.0.0/16, which the design uses for something else"),
        (None, "Ireland", "`Ireland` is no region: write it as eu-west-1"),
    ],
)
def test_what_cannot_be_moved_is_refused(cidr: str | None, region: str | None, words: str) -> None:
    with pytest.raises(QuestionError, match=r".") as refused:
        rebase(PLAIN, cidr, region)
    assert words in str(refused.value)


def test_all_reasons_are_told_at_once() -> None:
    with pytest.raises(QuestionError) as refused:
        rebase(PLAIN, "10.30.0.0/16", "Ireland")
    assert len(refused.value.problems) == 3


def test_a_design_without_a_vpc_has_nothing_to_move() -> None:
    with pytest.raises(QuestionError, match="no VPC"):
        rebase(Design(), cidr="10.0.0.0/16")
