"""Who reaches a selection: the inspector says what the survey of all pairs found, by the shortest true names."""

import pytest

from vpcdesign.analysis.groups import Matrix
from vpcdesign.api.layouts import load_layout
from vpcdesign.formats.native.read import read
from vpcdesign.tui.guides.around import answers
from vpcdesign.tui.matrix.grouped import surveyed
from vpcdesign.tui.pages.inspector.answers import Answers, Peer
from vpcdesign.tui.pages.inspector.surroundings import Surroundings
from vpcdesign.tui.session.proof import Found, Proof

SHOP = Surroundings(load_layout("three-tier"))


@pytest.fixture(scope="module")
def everybody() -> Matrix:
    return surveyed(SHOP.design, (), lambda _, __: None).grouped("interface")


def said(peers: tuple[Peer, ...] | None) -> dict[str, str]:
    assert peers is not None
    return {peer.name: peer.services for peer in peers}


def test_a_subnet_reaches_what_its_hosts_reach(everybody: Matrix) -> None:
    found = answers(SHOP, "app-a", everybody, None)
    assert said(found.reaches) == {"internet": "tcp/443", "dublin": "tcp/443", "front": "tcp/443", "db": "tcp/5432"}
    assert said(found.reached_by) == {"front": "tcp/8080", "bastion": "tcp/22", "dublin": "tcp/22"}


def test_what_only_some_reach_is_marked(everybody: Matrix) -> None:
    peer = (answers(SHOP, "bastion", everybody, None).reached_by or ())[0]
    assert (peer.name, peer.services, peer.partial) == ("internet", "± tcp/22", True)
    assert said(answers(SHOP, "public-a", everybody, None).reached_by)["internet"] == "tcp/443, ± tcp/22"


def test_an_isolated_host_reaches_nobody(everybody: Matrix) -> None:
    assert answers(SHOP, "db-1", everybody, None).reaches == ()


@pytest.mark.parametrize("selection", ["igw", "prod", "acl-db", "sg-app#ingress/0", "nobody"])
def test_what_neither_sends_nor_receives_is_not_spoken_of(selection: str, everybody: Matrix) -> None:
    assert answers(SHOP, selection, everybody, None) == Answers()


def test_every_peer_leads_to_what_there_is(everybody: Matrix) -> None:
    for selection in ("app-a", "front", "internet", "dublin", "sg-db", "tier:app", "zone:eu-west-1b"):
        found = answers(SHOP, selection, everybody, None)
        for peer in (*(found.reaches or ()), *(found.reached_by or ())):
            assert peer.target in SHOP.index or peer.target in {"internet", "tier:app", "tier:db"}


def test_findings_of_a_noun_are_those_of_its_lines_too() -> None:
    proof = Proof(SHOP.design, findings=(Found("never decides", "acl-public#ingress/3"), Found("other", "sg-app")))
    found = answers(SHOP, "acl-public", None, proof)
    assert [each.words for each in found.findings or ()] == ["never decides"]
    assert answers(SHOP, "acl-db", None, proof).findings == ()


LAB = """
{"vpcdesign": 1, "vpcs": [{"id": "v", "region": "eu-west-1", "cidrs": ["10.0.0.0/16"]}],
 "subnets": [{"id": "subnet-1", "name": "web", "vpc": "v", "az": "eu-west-1a", "cidr": "10.0.1.0/24"},
             {"id": "subnet-2", "name": "data", "vpc": "v", "az": "eu-west-1a", "cidr": "10.0.2.0/24"}],
 "security_groups": [
  {"id": "sg-1", "name": "sg-web", "vpc": "v", "ingress": [
    {"protocol": "icmp", "source": "10.0.0.0/16"}, {"protocol": "udp", "ports": "53", "source": "10.0.0.0/16"},
    {"protocol": "tcp", "ports": "80", "source": "10.0.0.0/16"},
    {"protocol": "tcp", "ports": "443", "source": "10.0.0.0/16"}], "egress": []},
  {"id": "sg-2", "name": "sg-db", "vpc": "v", "ingress": [],
   "egress": [{"protocol": "all", "destination": "0.0.0.0/0"}]}],
 "network_interfaces": [
  {"id": "eni-1", "name": "web-1", "subnet": "subnet-1", "private_ip": "10.0.1.10", "security_groups": ["sg-1"]},
  {"id": "eni-2", "name": "web-2", "subnet": "subnet-1", "private_ip": "10.0.1.11", "security_groups": ["sg-1"]},
  {"id": "eni-3", "name": "db-1", "subnet": "subnet-2", "private_ip": "10.0.2.10", "security_groups": ["sg-2"]}]}
"""


def test_a_group_without_a_tier_goes_by_its_security_group_and_never_by_an_id() -> None:
    lab = Surroundings(read(LAB))
    found = answers(lab, "eni-3", surveyed(lab.design, (), lambda _, __: None).grouped("interface"), None)
    assert said(found.reaches) == {"sg-web": "tcp/80, tcp/443 and more"}
